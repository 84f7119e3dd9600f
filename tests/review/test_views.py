"""The saved views: what each holds, counted beside the filters, in the order and on the page that are asked for."""

from decimal import Decimal

import pytest

from catalog.amendments import services as amendments
from catalog.db import db, transaction
from catalog.editions.queue import lines
from catalog.proposals import checks, services, services_hits
from catalog.proposals.models import BudgetLine, Proposal
from catalog.proposals.queries import proposal_by_code
from catalog.proposals.workflow import State
from catalog.review.views import OVERDUE_DAYS
from catalog.translation import services as translation
from catalog.translation.queries import segments_of
from catalog.translation.segments import TranslationState, counts, sources
from catalog.translation.services import TargetInput
from tests.accounts.people import statements
from tests.proposals import scene
from tests.public.reading import parsed, text
from tests.review.crowd import crowd
from tests.review.desk import COLLEAGUE, MANAGER, PUBLISHER, REVIEWER, Office
from tests.review.test_queue import codes, page_of, waiting

TO_PUBLISH = {"aid_form": "project", "summary": "Nơi đọc sách", "need": "Chưa có nơi đọc sách."}


def english(office: Office, code: str, checked: bool = True) -> None:
    """Give every text of a proposal its English."""
    with office.app.app_context():
        actor = office.actor(REVIEWER)
        found = sources(proposal_by_code(actor, code))
        translation.save(actor, code, {source.key: TargetInput("English", checked, 0) for source in found})


def change(office: Office, code: str, **values: object) -> None:
    """Change a proposal past the services, as a correction would."""
    with office.app.app_context(), transaction() as session:
        proposal = session.query(Proposal).filter_by(code=code).one()
        for key, value in values.items():
            setattr(proposal, key, value)


@pytest.fixture
def busy(office: Office) -> dict[str, str]:
    """One proposal for each thing that there is to do, by what it is."""
    made = {
        "fresh": office.proposal(State.SUBMITTED),
        "mine": office.proposal(State.SUBMITTED),
        "theirs": office.proposal(State.ACCEPTED),
        "late": waiting(office, office.proposal(State.SUBMITTED), OVERDUE_DAYS + 1),
        "not yet late": waiting(office, office.proposal(State.SUBMITTED), OVERDUE_DAYS),
        "asked": office.proposal(State.SUBMITTED),
        "back": office.proposal(State.SUBMITTED),
        "stale": office.proposal(State.PUBLISHED),
        "draft English": office.proposal(State.ACCEPTED, **TO_PUBLISH),
        "ready": office.proposal(State.ACCEPTED, **TO_PUBLISH),
        "incomplete": office.proposal(State.ACCEPTED),
        "exposing": office.proposal(State.ACCEPTED, **TO_PUBLISH | {"need": "Gọi mẹ cháu: 0912 345 678."}),
    }
    with office.app.app_context():
        reviewer = office.actor(REVIEWER)
        services.assign(reviewer, made["mine"], reviewer.person_id)
        services.assign(reviewer, made["theirs"], office.actor(COLLEAGUE).person_id)
        for name in ("asked", "back"):
            services.perform(reviewer, made[name], "request_changes", "Bổ sung số liệu.")
        services.submit(scene.actor("officer"), made["back"])
    for name in ("stale", "ready", "incomplete", "exposing"):
        english(office, made[name])
    english(office, made["draft English"], checked=False)
    change(office, made["stale"], title="Thư viện mới")
    with office.app.app_context():
        officer = scene.actor("officer")
        edit = amendments.begin(officer, made["stale"])
        made["edited"] = services.save(officer, edit.code, edit.version, {"title": "Thư viện xanh"}).code
        services.submit(officer, edit.code)
    return made


HELD = {
    "waiting": {"fresh", "mine", "late", "not yet late", "back", "edited"},
    "mine": {"mine"},
    "came_back": {"back"},
    "amendments": {"edited"},
    "overdue": {"late"},
    "unassigned": {"fresh", "late", "not yet late", "back", "edited"},
    "english_missing": {"theirs"},
    "english_stale": {"stale"},
    "ready": {"ready"},
}


@pytest.mark.both_databases
def test_each_view_holds_what_it_says_and_is_counted(office: Office, busy: dict[str, str]) -> None:
    names = {code: name for name, code in busy.items()}
    held = {view: {names[code] for code in codes(page_of(office, f"?view={view}"))} for view in HELD}
    assert held == HELD
    links = page_of(office, "?view=all").xpath("//nav[@class='tabs']//a")
    assert [text(link) for link in links] == [
        "To review 6", "Mine 1", "Came back 1", "Edits to published 1", "Overdue 1", "Unassigned 5",
        "English missing 1", "English stale 1", "Ready 1", "All 13",
    ]  # fmt: skip


def test_views_are_counted_with_the_filters_and_keep_them(office: Office) -> None:
    for unit in ("220", "218", "218"):
        office.proposal(State.SUBMITTED, unit)
    links = page_of(office, "?unit=218&sort=title&page=1").xpath("//nav[@class='tabs']//a")
    assert (text(links[0]), text(links[5]), text(links[-1])) == ("To review 2", "Unassigned 2", "All 2")
    assert links[5].get("href") == "/desk/review?view=unassigned&unit=218&sort=title"


@pytest.mark.both_databases
def test_the_database_counts_english_as_the_board_does(office: Office, busy: dict[str, str]) -> None:
    for name, consent in (("theirs", "no_child"), ("ready", "written"), ("incomplete", "institution")):
        photo = scene.a_document()
        photo.kind, photo.width, photo.height, photo.consent = "photo", 640, 480, consent
        photo.caption, photo.alternative_text, photo.credit = "Lớp học", "Một lớp học", "Phòng Giáo dục"
        photo.consent_reference = "12" if name == "ready" else ""
        change(office, busy[name], attachments=[photo])
    with office.app.app_context():
        actor = office.actor(REVIEWER)
        found = {line.code: line for line in lines(actor, {})}
        assert found[busy["ready"]].missing == 2
        for code in (busy[name] for name in ("theirs", "stale", "draft English", "ready", "incomplete")):
            counted = counts(segments_of(proposal_by_code(actor, code)))
            assert (found[code].missing, found[code].stale) == (
                counted[TranslationState.MISSING],
                counted[TranslationState.STALE],
            )


@pytest.mark.both_databases
def test_amounts_are_those_of_the_proposal_to_the_dong(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    with office.app.app_context(), transaction() as session:
        proposal = session.query(Proposal).filter_by(code=code).one()
        for quantity, cost in (("0.001", 500), ("1.005", 100), ("2.499", 1), ("12345.678", 987_654_321), (None, 7)):
            line = BudgetLine(position=2, item="Sách", quantity=quantity and Decimal(quantity), unit_cost_vnd=cost)
            proposal.budget_lines.append(line)
        proposal.budget_lines.append(
            BudgetLine(position=9, item="Đối ứng", quantity=1, unit_cost_vnd=5, funding="counterpart")
        )
    with office.app.app_context():
        (line,) = lines(office.actor(REVIEWER), {})
        assert line.aid_vnd == db.session.query(Proposal).one().aid_vnd


def test_readiness_is_read_again_after_every_change(office: Office) -> None:
    code = office.proposal(State.ACCEPTED, **TO_PUBLISH | {"need": "Gọi mẹ cháu: 0912 345 678."})
    english(office, code)
    assert codes(page_of(office, "?view=ready")) == []
    with office.app.app_context():
        actor = office.actor(REVIEWER)
        for hit in checks.open_hits(proposal_by_code(actor, code)):
            services_hits.clear_hit(actor, code, hit.key)
    assert codes(page_of(office, "?view=ready")) == [code]
    change(office, code, summary="")
    assert codes(page_of(office, "?view=ready")) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("THU VIEN", [0]),
        ("thư viện Hữu", [0]),
        ("bể bơi", [1]),
        ("luc nam", [1]),
        ("Lục Nam", [1]),
        ("2023", [0, 1]),
        ("bơi thư", []),
    ],
)
def test_search_finds_titles_units_and_places_with_accents_or_without(
    office: Office, words: str, expected: list[int]
) -> None:
    made = [
        office.proposal(State.SUBMITTED),
        office.proposal(State.SUBMITTED, "218", title="Bể bơi lắp ghép", location="Xã Tam Dị"),
    ]
    assert codes(page_of(office, f"?q={words}")) == [made[place] for place in expected]
    assert codes(page_of(office, f"?q={made[1].lower()}")) == [made[1]]
    assert codes(page_of(office, "?q=Tam+Di")) == [made[1]]


def test_columns_sort_both_ways_and_say_so(office: Office) -> None:
    for days, (title, unit) in enumerate((("Bể bơi", "220"), ("áo ấm", "218"), ("Điểm trường", "220"))):
        waiting(office, office.proposal(State.SUBMITTED, unit, title=title), days)

    def titles(sort: str) -> list[str]:
        return [text(cell) for cell in page_of(office, f"?sort={sort}").xpath("//tbody//th")]

    assert titles("title") == ["áo ấm", "Bể bơi", "Điểm trường"]
    assert titles("-title") == ["Điểm trường", "Bể bơi", "áo ấm"]
    assert titles("unit")[0] == "áo ấm"
    assert titles("waiting") == titles("nonsense")[::-1] == ["Bể bơi", "áo ấm", "Điểm trường"]
    heads = page_of(office, "?unit=220&sort=title&page=1").xpath("//thead//th[a]")
    assert {text(head): (head.get("aria-sort"), head.find("a").get("href").partition("?")[2]) for head in heads} == {
        "Code": (None, "view=waiting&unit=220&sort=code"),
        "Proposal": ("ascending", "view=waiting&unit=220&sort=-title"),
        "Unit": (None, "view=waiting&unit=220&sort=unit"),
        "Aid requested": (None, "view=waiting&unit=220&sort=-amount"),
        "State": (None, "view=waiting&unit=220&sort=state"),
        "Waiting": (None, "view=waiting&unit=220&sort=-waiting"),
    }


def test_two_thousand_proposals_open_page_by_page_in_few_queries(office: Office) -> None:
    with office.app.app_context():
        crowd(2000)
    visitor = office.visitor(REVIEWER)
    with statements(office.app) as seen:
        visitor.get("/desk/review")
    assert len(seen) < 10
    assert len(codes(page_of(office))) == 50
    last = page_of(office, "?view=all&sort=-code&page=999")
    assert codes(last)[-1] == "SD-2023-0001"
    assert text(last.xpath("//p[@class='small muted'][last()]")[0]) == "2000 proposals, page 40 of 40"
    (here,) = last.xpath("//nav[@class='pages']//*[@aria-current]")
    assert text(here) == "Page 40"


def test_the_readiness_list_is_not_read_twice(office: Office) -> None:
    for _ in range(3):
        english(office, office.proposal(State.ACCEPTED, **TO_PUBLISH))
    visitor = office.visitor(REVIEWER)
    visitor.get("/desk/review")
    with statements(office.app) as seen:
        visitor.get("/desk/review")
    assert len(seen) < 10


@pytest.mark.parametrize("email", [REVIEWER, PUBLISHER, MANAGER])
def test_the_start_says_what_there_is_to_do(office: Office, busy: dict[str, str], email: str) -> None:
    items = page_of(office, email=email).xpath("//ul[@class='todo']/li")
    mine = "1" if email == REVIEWER else "0"
    assert [text(item.find("a")) for item in items] == [
        "6 To review", f"{mine} Mine", "1 Came back", "1 Edits to published", "1 Overdue", "5 Unassigned",
        "1 English missing", "1 English stale", "1 Ready",
    ]  # fmt: skip
    assert items[2].find("a").get("href") == "/desk/review?view=came_back"
    assert page_of(office, email=email).xpath("//nav[@class='tabs']") == []
    assert page_of(office, "?view=waiting", email).xpath("//ul[@class='todo']") == []


def test_next_and_previous_follow_the_view_and_its_order(office: Office) -> None:
    made = [
        waiting(office, office.proposal(State.SUBMITTED, title=title), days)
        for title, days in (("An toàn", 1), ("Bể bơi", 30), ("Cầu", 20), ("Đèn", 2))
    ]

    def links(code: str, query: str) -> dict[str, str]:
        answer = office.visitor(REVIEWER).get(f"/desk/review/{code}?{query}")
        found = parsed(answer.text).xpath("//a[@rel='prev' or @rel='next']")
        return {link.get("rel"): link.get("href").removeprefix("/desk/review/") for link in found}

    tail = "view=overdue&sort=-title"
    assert links(made[2], tail) == {"next": f"{made[1]}?{tail}"}
    assert links(made[1], tail) == {"prev": f"{made[2]}?{tail}"}
    assert links(made[3], "view=waiting&sort=title") == {"prev": f"{made[2]}?view=waiting&sort=title"}
