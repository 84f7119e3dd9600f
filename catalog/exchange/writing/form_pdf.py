"""The official form as a PDF."""

from dataclasses import asdict
from datetime import datetime

from catalog.exchange.writing.form import COLUMNS, RECIPIENTS, SIGNER, SIGNER_GUIDE, Form
from catalog.exchange.writing.typesetting import typeset


def write(form: Form, moment: datetime) -> bytes:
    """The file; the moment is all that it tells of time."""
    words = asdict(form) | {
        "columns": [asdict(column) for column in COLUMNS],
        "recipients_title": RECIPIENTS,
        "signer": SIGNER,
        "signer_guide": SIGNER_GUIDE,
    }
    return typeset("form.typ", words, moment)
