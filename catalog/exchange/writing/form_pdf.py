"""The official form as a PDF, set by Typst from the template beside this file."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import cast

from catalog.exchange.writing.form import COLUMNS, RECIPIENTS, SIGNER, SIGNER_GUIDE, Form

TEMPLATE = Path(__file__).with_name("form.typ")


def write(form: Form, moment: datetime) -> bytes:
    """The file, tagged for screen readers. Words go to the template as data, so that none of them is markup."""
    import typst  # 30 MB that only this page needs

    words = asdict(form) | {
        "columns": [asdict(column) for column in COLUMNS],
        "recipients_title": RECIPIENTS,
        "signer": SIGNER,
        "signer_guide": SIGNER_GUIDE,
    }
    compiler = typst.Compiler(TEMPLATE.read_bytes(), sys_inputs={"form": json.dumps(words)})
    return cast("bytes", compiler.compile(format="pdf", timestamp=int(moment.timestamp())))
