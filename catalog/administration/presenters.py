"""How the administrator's pages word things: events of the history, and what is stored after a conflict."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectFieldBase
from wtforms.fields.core import UnboundField

from catalog.accounts.events import EVENTS as ACCOUNT_EVENTS
from catalog.administration.forms import (
    ExtensionForm,
    IssuingBodyForm,
    LegalBasisForm,
    MessageForm,
    PersonForm,
    RateForm,
    RecipientsForm,
    RoundForm,
    SignerForm,
)
from catalog.audit import HistoryEntry
from catalog.exchange.services_templates import TEMPLATE_EVENTS
from catalog.forms import Form
from catalog.funding.workflow import EVENTS as ENQUIRY_EVENTS
from catalog.i18n import Bilingual, format_date, format_datetime
from catalog.mail import EVENTS as MAIL_EVENTS
from catalog.office.services import EVENTS as OFFICE_EVENTS
from catalog.office.services_holidays import HOLIDAY_EVENTS
from catalog.office.services_messages import MESSAGE_EVENTS
from catalog.office.services_official import OFFICIAL_EVENTS
from catalog.proposals.fields import BY_KEY
from catalog.proposals.services_tags import TAG_EVENTS
from catalog.proposals.workflow import ACTIONS
from catalog.rounds.services import EVENTS as ROUND_EVENTS
from catalog.units.services import EVENTS as UNIT_EVENTS
from catalog.units.services_boundaries import BOUNDARIES_EVENTS

EVENTS: dict[str, Bilingual] = {
    **{f"proposal:{action.key}": action.done for action in ACTIONS.values()},
    **ACCOUNT_EVENTS,
    **MAIL_EVENTS,
    **HOLIDAY_EVENTS,
    **ENQUIRY_EVENTS,
    **OFFICE_EVENTS,
    **OFFICIAL_EVENTS,
    **MESSAGE_EVENTS,
    **TEMPLATE_EVENTS,
    **ROUND_EVENTS,
    **TAG_EVENTS,
    **UNIT_EVENTS,
    **BOUNDARIES_EVENTS,
    "proposal:create": Bilingual(vi="tạo đề xuất", en="created a proposal"),
    "edition:create": Bilingual(vi="lập danh mục", en="started a list"),
    "edition:add": Bilingual(vi="đưa vào danh mục", en="put on the list"),
    "edition:remove": Bilingual(vi="đưa ra khỏi danh mục", en="took off the list"),
    "edition:move": Bilingual(vi="đổi thứ tự trong danh mục", en="moved in the list"),
    "edition:undo": Bilingual(vi="hoàn tác trong danh mục", en="took a step of the list back"),
    "edition:revise": Bilingual(vi="lập danh mục điều chỉnh", en="started a revision of the list"),
    "edition:explain": Bilingual(vi="ghi lý do điều chỉnh", en="gave the reason of the revision"),
    "edition:discard": Bilingual(vi="bỏ danh mục nháp", en="discarded the draft list"),
    "edition:release": Bilingual(vi="công bố danh mục", en="released the list"),
    "import:keep": Bilingual(vi="tải tệp lên", en="uploaded a file"),
    "import:decide": Bilingual(vi="chỉnh cách đọc tệp", en="decided how a file is read"),
    "import:bring_in": Bilingual(vi="nhập đề xuất từ tệp", en="brought proposals in from a file"),
    "reference:load": Bilingual(vi="nạp dữ liệu tham chiếu", en="loaded reference data"),
}

SUBJECTS = {
    "person": _l("People"),
    "proposal": _l("Proposals"),
    "tag": _l("Tags"),
    "edition": _l("Editions"),
    "round": _l("Rounds"),
    "unit": _l("Units"),
    "boundaries": _l("Map"),
    "issuing_body": _l("Issuing body"),
    "signer": _l("Signers"),
    "recipients": _l("Recipients"),
    "legal_basis": _l("Legal bases"),
    "document_template": _l("Templates of documents"),
    "exchange_rate": _l("Exchange rates"),
    "site_message": _l("Texts"),
    "import": _l("Files brought in"),
    "mail": _l("Mails"),
    "enquiry": _l("Enquiries"),
    "holiday": _l("Holidays"),
    "reference": _l("Reference data"),
}

FIELDS_SHOWN = 4
# Changed fields are called as their forms call them.
FIELDS: dict[str, Any] = {
    "days": _l("Days"),
    "owner": _l("Owner"),
    "next_on": _l("Next date"),
    "signs_off": _l("Leader signs"),
    "auto_sends": _l("Sends automatically at the deadline"),
    "mail_rhythm": _l("How often mails come"),
    **{key: field.label for key, field in BY_KEY.items()},
    **{
        name: field.args[0]
        for form in (
            ExtensionForm,
            PersonForm,
            RoundForm,
            IssuingBodyForm,
            RateForm,
            SignerForm,
            RecipientsForm,
            LegalBasisForm,
            MessageForm,
        )
        for name, field in vars(form).items()
        if isinstance(field, UnboundField)
    },
}


def event_words(event: str) -> str:
    """An event in words; one that has none is shown by its key."""
    return str(EVENTS.get(event, event))


def changed_fields(entry: HistoryEntry) -> str:
    """The first few fields that an entry changed, and how many more there are."""
    names = [str(FIELDS.get(key, key)) for key in entry.changes]
    more = len(names) - FIELDS_SHOWN
    return ", ".join(names[:FIELDS_SHOWN]) + (f" (+{more})" if more > 0 else "")


def stored_now(form: Form, stored: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and stored value of every field where what was typed differs: both texts of a conflict are on the page."""
    return [
        (str(form[name].label.text), _shown(form[name], value))
        for name, value in stored.items()
        if name in form and form[name].data != value
    ]


def _shown(field: Field, value: Any) -> str:
    if isinstance(field, SelectFieldBase):
        chosen = {str(item) for item in value} if isinstance(value, list) else {str(value or "")}
        return ", ".join(str(label) for value, label, *_ in field.iter_choices() if str(value or "") in chosen)
    if isinstance(value, datetime):
        return format_datetime(value)
    return format_date(value) if isinstance(value, date) else str(value)
