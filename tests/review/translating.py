"""What tests of the translation desk share: its page opened, filled and saved, and what is stored then."""

from lxml import html

from catalog.db import db, transaction
from catalog.proposals.models import Proposal
from catalog.translation import services
from catalog.translation.queries import segments_of
from catalog.translation.segments import TranslationState
from catalog.translation.services import TargetInput
from tests.public.reading import parsed
from tests.review.desk import COLLEAGUE, REVIEWER, Office

KEYS = [
    "title",
    "location",
    "implementer",
    "objective",
    "budget:1:item",
    "budget:1:unit",
    "in_kind:1:item",
    "in_kind:1:unit",
]
TITLE = "Thư viện thân thiện cho Trường Tiểu học xã Hữu Sản"


def address(code: str) -> str:
    return f"/desk/translation/{code}"


def page_of(office: Office, code: str, email: str = REVIEWER) -> html.HtmlElement:
    answer = office.visitor(email).get(address(code))
    assert answer.status_code == 200
    return parsed(answer.text)


def save(office: Office, code: str, email: str = REVIEWER, *, button: str = "save=all", **typed: str | None):
    """Fill boxes ("title") and ticks ("title_checked") of the page as it is now, and press a button."""
    fields = {
        f"checked.{key.removesuffix('_checked')}" if key.endswith("_checked") else f"target.{key}": value
        for key, value in typed.items()
    }
    return office.visitor(email).submit(address(code), fields, button=button)


def form_values(page: html.HtmlElement) -> dict[str, str]:
    (form,) = [form for form in page.forms if form.xpath(".//textarea")]
    return dict(form.form_values())


def translate(office: Office, code: str, key: str, english: str, checked: bool = False) -> None:
    """What a colleague does meanwhile."""
    with office.app.app_context():
        services.save(office.actor(COLLEAGUE), code, {key: TargetInput(english, checked, version_of(code, key))})


def version_of(code: str, key: str) -> int:
    proposal = db.session.query(Proposal).filter_by(code=code).one()
    return next(segment.version for segment in segments_of(proposal) if segment.source.key == key)


def stored(office: Office, code: str) -> dict[str, tuple[str, str]]:
    with office.app.app_context():
        found = segments_of(db.session.query(Proposal).filter_by(code=code).one())
        return {
            segment.source.key: (segment.target, str(segment.state))
            for segment in found
            if segment.state is not TranslationState.MISSING
        }


def change_title(office: Office, code: str, title: str) -> None:
    with office.app.app_context(), transaction() as session:
        session.query(Proposal).filter_by(code=code).one().title = title
