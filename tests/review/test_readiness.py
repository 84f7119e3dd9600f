"""Whether a list can be released: every kind of gap is told, with the way to the very place where it is mended."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from lxml import html
from sqlalchemy import delete

from catalog.db import db, transaction
from catalog.editions import services
from catalog.office.models import ExchangeRate, IssuingBody, LegalBasis
from catalog.proposals import services_review
from catalog.proposals.fields import FIELDS
from catalog.proposals.models import Attachment, Proposal
from catalog.rounds.models import Round
from catalog.translation import services as translation
from catalog.translation.models import Translation
from catalog.translation.queries import segments_of
from catalog.translation.segments import source_hash
from catalog.translation.services import TargetInput
from tests.accounts.people import statements
from tests.editions.scene import accepted
from tests.proposals import scene
from tests.public.reading import parsed, text
from tests.review.desk import MANAGER, PUBLISHER, REVIEWER, Office

DRAFT = "/desk/editions/2023-1"
PAGE = f"{DRAFT}/readiness"
# With these nothing is missing and nothing looks odd.
SOUND = {"planned_start": date(2023, 9, 1), "planned_end": date(2024, 5, 31)}
REQUIRED = [field for field in FIELDS if field.required_to_submit or field.required_to_publish]


class Kind(NamedTuple):
    """Something to mend: how a sound proposal gets it, what the page says, and where its link leads."""

    change: Callable[[Office, Proposal], Any]
    told: str
    path: str
    anchor: str


def setting(**values: Any) -> Callable[[Office, Proposal], None]:
    """Give columns of a proposal other values."""

    def change(_office: Office, proposal: Proposal) -> None:
        for name, value in values.items():
            setattr(proposal, name, value)

    return change


def line(number: int, **values: Any) -> Callable[[Office, Proposal], None]:
    """Give columns of a budget line other values."""

    def change(_office: Office, proposal: Proposal) -> None:
        for name, value in values.items():
            setattr(proposal.budget_lines[number - 1], name, value)

    return change


def english(**values: Any) -> Callable[[Office, Proposal], None]:
    """Give columns of the English of the need other values."""

    def change(_office: Office, proposal: Proposal) -> None:
        row = db.session.query(Translation).filter_by(proposal_id=proposal.id, key="need").one()
        for name, value in values.items():
            setattr(row, name, value)

    return change


def a_number(office: Office, proposal: Proposal) -> None:
    """A telephone number, in both languages: it is judged in the Vietnamese."""
    proposal.need = "Gọi 0912345678."
    english(source_hash=source_hash(proposal.need), target=proposal.need)(office, proposal)


def no_english(_office: Office, proposal: Proposal) -> None:
    db.session.execute(delete(Translation).filter_by(proposal_id=proposal.id, key="need"))


def a_photo(_office: Office, proposal: Proposal) -> None:
    proposal.attachments.append(
        Attachment(
            kind="photo", name="a.jpg", position=1, size=1, media_type="image/jpeg", sha256="1" * 64,
            source_sha256="1" * 64, width=64, height=48, sizes={"64": "2" * 64}, caption="Phòng đọc",
            alternative_text="Một phòng trống", consent="no_child",
        )
    )  # fmt: skip


def not_fine(office: Office, proposal: Proposal) -> None:
    services_review.check_point(office.actor(REVIEWER), proposal.code, "upkeep", "not_fine", "Chưa rõ ai quản lý.")


def an_edit(_office: Office, proposal: Proposal) -> None:
    proposal.state = "published"
    scene.proposal_in("submitted", proposal.round, amends_id=proposal.id)


REVIEW, TRANSLATION = "/desk/review/{code}?state=all", "/desk/translation/{code}"
STOPS = [
    Kind(setting(state="rejected"), "The proposal is not accepted", REVIEW, "decision"),
    *(
        Kind(
            setting(**{field.key: None if field.key in ("category_key", "children") else ""}),
            f"Missing: {field.label.en}",
            REVIEW,
            field.key,
        )
        for field in REQUIRED
    ),
    Kind(line(2, quantity=None), "Budget, line 2: item, quantity or unit cost is missing", REVIEW, "budget"),
    Kind(line(1, funding="counterpart"), "The budget has no line that asks for aid", REVIEW, "budget"),
    Kind(a_number, "Need: may expose a child (“0912345678”)", REVIEW, "place-"),
    Kind(no_english, "No English yet: Need", TRANSLATION, "text-need"),
    Kind(english(state="draft"), "English not checked: Need", TRANSLATION, "text-need"),
    Kind(english(state="draft", is_machine=True), "Machine draft not checked: Need", TRANSLATION, "text-need"),
    Kind(
        setting(need="Trường thiếu sách."), "The Vietnamese changed after translation: Need", TRANSLATION, "text-need"
    ),
    Kind(english(target="Call 0912345678."), "Need: may expose a child (“0912345678”)", TRANSLATION, "text-need"),
]
DOUBTS = [
    Kind(lambda _, proposal: proposal.budget_lines.pop(), "There is no local contribution.", REVIEW, "budget"),
    Kind(setting(planned_start=None), "There are no planned dates.", REVIEW, "planned_start"),
    Kind(line(1, unit=""), "The budget is one sum only; donors want to see its lines.", REVIEW, "budget"),
    Kind(a_photo, "Not published: Photo 1: no credit yet.", REVIEW, "file-"),
    Kind(
        english(target="5 shelves are missing."),
        "The figures of the two languages differ: Need (5)",
        TRANSLATION,
        "text-need",
    ),
    Kind(not_fine, "Checklist, not fine: There is a plan for operation and upkeep", REVIEW, "point-upkeep"),
    Kind(
        an_edit,
        "There is an edit, {edit}, that is not accepted: the list shows the text before it.",
        REVIEW,
        "decision",
    ),
]


def sound(office: Office) -> str:
    """A proposal in which there is nothing to mend; gives its code."""
    with office.app.app_context():
        proposal = accepted(db.session.query(Round).one(), **SOUND)
        with transaction():
            proposal.budget_lines.append(
                scene.BudgetLine(
                    position=2,
                    item="Sửa phòng đọc",
                    quantity=1,
                    unit="phòng",
                    unit_cost_vnd=36_000_000,
                    funding="counterpart",
                )
            )
        given = {each.source.key: TargetInput(each.source.text, True, 0) for each in segments_of(proposal)}
        translation.save(office.actor(REVIEWER), proposal.code, given)
        return proposal.code


def listed(office: Office, *codes: str) -> None:
    """A draft with these proposals on it."""
    with office.app.app_context():
        key = services.create(office.actor(REVIEWER), db.session.query(Round).one()).key
        for code in codes:
            services.add(office.actor(REVIEWER), key, code)


def spoil(office: Office, code: str, change: Callable[[Office, Proposal], Any]) -> str:
    """Put something to mend into a proposal; gives the code of its edit, if it has one then."""
    with office.app.app_context():
        with transaction():
            proposal = db.session.query(Proposal).filter_by(code=code).one()
            change(office, proposal)
        return next(iter(db.session.scalars(db.select(Proposal.code).where(Proposal.amends_id == proposal.id))), "")


def page_of(office: Office, email: str = REVIEWER, language: str = "en") -> html.HtmlElement:
    answer = office.visitor(email, language).get(PAGE)
    assert answer.status_code == 200
    return parsed(answer.text)


def told(page: html.HtmlElement, part: str, code: str = "edition") -> list[tuple[str, str | None]]:
    """The remarks on a proposal, or on the edition: words and address."""
    found = page.xpath(f"//section[@aria-labelledby='{part}-{code}']//li")
    return [(text(item), next(iter(item.xpath("a/@href")), None)) for item in found]


def leads_to_its_place(office: Office, address: str, email: str = REVIEWER) -> bool:
    """Whether an address opens a page that has the place that it names."""
    path, _, anchor = address.partition("#")
    answer = office.visitor(email).get(path)
    return answer.status_code == 200 and parsed(answer.text).xpath("count(//*[@id=$id])", id=anchor) == 1


@pytest.mark.parametrize(("kinds", "part"), [(STOPS, "stops"), (DOUBTS, "doubts")], ids=["stops", "doubts"])
def test_every_kind_is_told_with_the_way_to_its_place(office: Office, kinds: list[Kind], part: str) -> None:
    codes = [sound(office) for _ in kinds]
    whole = sound(office)
    listed(office, *codes, whole)
    edits = [spoil(office, code, kind.change) for code, kind in zip(codes, kinds, strict=True)]
    page = page_of(office)
    for code, kind, edit in zip(codes, kinds, edits, strict=True):
        ((words, address),) = told(page, part, code)
        assert words == kind.told.format(edit=edit)
        assert address is not None
        assert address.startswith(f"{kind.path.format(code=edit or code)}#{kind.anchor}")
        assert leads_to_its_place(office, address), address
    assert told(page, "stops", whole) == told(page, "doubts", whole) == []
    assert len(page.xpath(f"//h3[starts-with(@id, '{part}-SD')]")) == len(kinds)


def none_of(model: Any) -> Callable[[], Any]:
    """Delete every row of a table."""
    return lambda: db.session.execute(delete(model))


def an_old_rate() -> None:
    db.session.execute(delete(ExchangeRate))
    db.session.add(ExchangeRate(date=date(2023, 1, 1), vnd_per_usd=23_500, source_vi="Kho bạc", source_en="Treasury"))


def one_more() -> None:
    scene.proposal_in("accepted", db.session.query(Round).one())


def nothing() -> None:
    """What is shipped lacks it."""


BODY, RATE = "/desk/administration/issuing-body#main", "/desk/administration/exchange-rates#vnd_per_usd"
OFFICIAL = "/desk/administration/official"
NO_SIGNER = "No signer is set: documents carry the usual title, and the name is written by hand."
OF_EDITION = [
    ("stops", nothing, "The list is empty.", f"{DRAFT}#others"),
    ("doubts", nothing, NO_SIGNER, f"{OFFICIAL}#signers"),
    ("doubts", nothing, "No recipients are set: documents carry the usual ones.", f"{OFFICIAL}#recipients"),
    ("doubts", nothing, "The issuing body has no e-mail address: donors have nowhere to write.", BODY),
    ("doubts", none_of(LegalBasis), "No legal basis is in force.", f"{OFFICIAL}#legal-bases"),
    ("doubts", one_more, "Accepted proposals of the round that are not on the list: 1.", f"{DRAFT}#others"),
    ("doubts", an_old_rate, "The exchange rate is of 1 January 2023, more than 31 days ago.", RATE),
    ("stops", none_of(IssuingBody), "The issuing body is not set.", BODY),
    ("stops", none_of(ExchangeRate), "There is no exchange rate.", RATE),
]


def test_every_kind_of_the_edition_itself_is_told_with_its_place(office: Office, person: Callable[..., Any]) -> None:
    """One after the other: what came before stays, but for the rate, which comes back old."""
    office.actors[PUBLISHER] = person(PUBLISHER, "publisher", "administrator")
    listed(office)
    for part, change, words, address in OF_EDITION:
        with office.app.app_context(), transaction():
            change()
        page = parsed(office.visitor(PUBLISHER).get(PAGE).text)
        assert (words, address) in told(page, part)
        if "administration" in address:
            assert leads_to_its_place(office, address, PUBLISHER), address


def test_who_may_not_set_it_is_told_who_does(office: Office) -> None:
    listed(office)
    found = told(page_of(office), "doubts")
    assert ("No recipients are set: documents carry the usual ones. An administrator sets this.", None) in found


def test_a_revision_without_reason_leads_to_its_form(office: Office) -> None:
    listed(office, sound(office))
    with office.app.app_context():
        services.release(office.actor(PUBLISHER), "2023-1")
        key = services.revise(office.actor(REVIEWER), "2023-1").key
    page = parsed(office.visitor(REVIEWER).get(f"/desk/editions/{key}/readiness").text)
    reason = "The reason of the revision is not given in both languages."
    assert told(page, "stops") == [(reason, f"/desk/editions/{key}#reason")]
    assert leads_to_its_place(office, f"/desk/editions/{key}#reason")
    assert office.visitor(REVIEWER).get(PAGE).location == DRAFT


def test_the_list_and_the_release_tell_how_many_and_lead_there(office: Office) -> None:
    code = sound(office)
    listed(office, code)
    for address, email in ((DRAFT, MANAGER), (f"{DRAFT}/release", PUBLISHER)):
        (line,) = parsed(office.visitor(email).get(address).text).find_class("readiness-line")
        assert text(line).startswith("Nothing stops the release 4 things worth a look")
    spoil(office, code, setting(summary="", aid_form=""))
    for address, email in ((DRAFT, MANAGER), (f"{DRAFT}/release", PUBLISHER)):
        (line,) = parsed(office.visitor(email).get(address).text).find_class("readiness-line")
        assert text(line).startswith("2 things stop the release 4 things worth a look")
        assert line.xpath("a/@href") == [PAGE]
    assert text(page_of(office, PUBLISHER, "vi").get_element_by_id("stops-title")) == "Chặn công bố 2"


def test_readiness_costs_the_same_queries_for_one_and_for_three(office: Office) -> None:
    listed(office)
    costs = []
    for more in (1, 2):
        for _ in range(more):
            code = sound(office)
            spoil(office, code, not_fine)
            with office.app.app_context():
                services.add(office.actor(REVIEWER), "2023-1", code)
        visitor = office.visitor(REVIEWER)
        with statements(office.app) as seen:
            visitor.get(PAGE)
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_only_the_office_reads_it(office: Office, person: Callable[..., Any], sign_in: Callable[[str], Any]) -> None:
    listed(office, sound(office))
    assert office.app.test_client().get(PAGE).status_code == 303
    for role, unit in (("officer", "220"), ("leader", "220"), ("administrator", None)):
        person(f"{role}@example.org", role, unit=unit)
        assert sign_in(f"{role}@example.org").get(PAGE).status_code == 403
