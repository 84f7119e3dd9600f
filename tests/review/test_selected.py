"""What is done with many proposals at once, and the tags that only the office sees."""

import pytest

from catalog import audit
from catalog.db import db
from catalog.editions import services as editions
from catalog.editions.models import EditionItem
from catalog.proposals.models import Proposal, ProposalTag
from catalog.proposals.services_tags import LONGEST_TAG
from catalog.proposals.workflow import State
from catalog.rounds.models import Round
from tests.accounts.people import statements
from tests.public.reading import parsed, text
from tests.review.desk import COLLEAGUE, MANAGER, PUBLISHER, REVIEWER, Office
from tests.review.test_queue import codes, page_of

SELECTED = "/desk/review/selected"


def press(office: Office, button: str, email: str = REVIEWER, view: str = "?view=all", **fields: object):
    """Tick, choose and press a button of the bar."""
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}
    return office.visitor(email).submit(
        f"/desk/review{view}", fields, action=f"{SELECTED}{view}", button=f"do={button}"
    )


def said(office: Office, email: str = REVIEWER) -> list[str]:
    page = page_of(office, "?view=all", email)
    return [words for notice in page.xpath("//main/div[starts-with(@class, 'notice ')]") if (words := text(notice))]


def assigned(office: Office) -> dict[str, str]:
    with office.app.app_context():
        return {p.code: p.assignee.name if p.assignee else "" for p in db.session.query(Proposal)}


def happened(office: Office, code: str) -> list[str]:
    with office.app.app_context():
        proposal = db.session.query(Proposal).filter_by(code=code).one()
        return [entry.event for entry in audit.history_of("proposal", proposal.id)]


def test_the_ticked_ones_are_assigned_and_the_others_are_named_with_the_reason(office: Office) -> None:
    first, second, rejected, left = (
        office.proposal(state) for state in (State.SUBMITTED, State.ACCEPTED, State.REJECTED, State.SUBMITTED)
    )
    answer = press(office, "assign_to_me", view="?view=all&sort=code", code=(first, second, rejected))
    assert (answer.status_code, answer.location) == (303, "/desk/review?view=all&sort=code")
    mine = office.actor(REVIEWER).name
    assert assigned(office) == {first: mine, second: mine, rejected: "", left: ""}
    assert [happened(office, code) for code in (first, second, rejected, left)] == [["proposal:assign"]] * 2 + [[], []]
    assert said(office) == [
        f"Done for 2 proposals: {first}, {second}.",
        f"Not done for {rejected}: Proposal {rejected} is “Rejected”: this can't be done now.",
    ]


def test_all_on_the_page_are_given_to_a_colleague(office: Office) -> None:
    made = [office.proposal(State.SUBMITTED) for _ in range(2)]
    other = office.proposal(State.SUBMITTED, "218")
    colleague = office.actor(COLLEAGUE)
    press(office, "assign", view="?view=waiting&unit=220", all="y", person=str(colleague.person_id))
    assert assigned(office) == {made[0]: colleague.name, made[1]: colleague.name, other: ""}


def test_accepted_ones_go_on_the_list_under_preparation(office: Office) -> None:
    accepted, submitted = office.proposal(State.ACCEPTED), office.proposal(State.SUBMITTED)
    press(office, "add_to_list", PUBLISHER, code=(accepted,))
    assert said(office, PUBLISHER) == [f"Not done for {accepted}: This round has no list under preparation."]
    with office.app.app_context():
        editions.create(office.actor(PUBLISHER), db.session.query(Round).one())
    press(office, "add_to_list", PUBLISHER, code=(accepted, submitted))
    assert said(office, PUBLISHER) == [
        f"Done for 1 proposal: {accepted}.",
        f"Not done for {submitted}: The proposal is not accepted",
    ]
    with office.app.app_context():
        assert [item.proposal.code for item in db.session.query(EditionItem)] == [accepted]


def test_nothing_ticked_nothing_done(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    press(office, "assign_to_me")
    assert (said(office), assigned(office)) == (["No proposal was selected."], {code: ""})
    press(office, "add_tag", code=(code,), tag=" ")
    assert said(office) == [f"Type a tag, at most {LONGEST_TAG} characters."]
    assert press(office, "nonsense", code=(code,)).status_code == 404


def test_who_may_not_is_refused_by_the_services(office: Office) -> None:
    code = office.proposal(State.SUBMITTED)
    press(office, "assign_to_me", PUBLISHER, code=(code,))
    press(office, "add_tag", PUBLISHER, code=(code,), tag="gấp")
    assert assigned(office) == {code: ""}
    with office.app.app_context():
        assert db.session.query(ProposalTag).all() == []
    assert page_of(office, email=MANAGER).xpath(f"//form[starts-with(@action, '{SELECTED}')]") == []
    buttons = page_of(office, email=PUBLISHER).xpath("//button[@name='do']/@value")
    assert buttons == ["add_to_list"]


@pytest.mark.both_databases
def test_tags_are_put_on_found_by_and_taken_off(office: Office) -> None:
    first, second, third = (office.proposal(State.SUBMITTED) for _ in range(3))
    press(office, "add_tag", code=(first, second), tag="  chờ  Sở Y tế ")
    office.visitor(REVIEWER).submit(
        f"/desk/review/{first}", {"tag": "gấp"}, action=f"/desk/review/{first}/tags?view=waiting"
    )
    page = page_of(office, "?tag=chờ Sở Y tế")
    assert codes(page) == [first, second]
    options = page_of(office).xpath("//select[@name='tag']/option")
    assert [text(option) for option in options] == ["All", "chờ Sở Y tế (2)", "gấp (1)"]
    assert [text(tag) for tag in page.xpath("//tbody/tr[1]//ul[@class='tags']/li")] == ["chờ Sở Y tế", "gấp"]
    press(office, "remove_tag", code=(first, third), tag="chờ Sở Y tế")
    assert codes(page_of(office, "?tag=chờ Sở Y tế")) == [second]
    remove = f"/desk/review/{first}/tags/remove?view=waiting"
    answer = office.visitor(REVIEWER).submit(f"/desk/review/{first}", action=remove)
    assert (answer.status_code, answer.location) == (303, f"/desk/review/{first}?view=waiting")
    with office.app.app_context():
        assert [tag.name for tag in db.session.query(ProposalTag)] == ["chờ Sở Y tế"]
        entries = db.session.query(audit.HistoryEntry).filter_by(subject="tag").order_by(audit.HistoryEntry.id)
        assert [(entry.event, entry.comment) for entry in entries] == [
            ("tag:add", f"{first}: chờ Sở Y tế"),
            ("tag:add", f"{second}: chờ Sở Y tế"),
            ("tag:add", f"{first}: gấp"),
            ("tag:remove", f"{first}: chờ Sở Y tế"),
            ("tag:remove", f"{first}: gấp"),
        ]


def test_units_never_see_tags(office: Office, person, sign_in) -> None:
    code = office.proposal(State.SUBMITTED)
    press(office, "add_tag", code=(code,), tag="Đáng ngờ-93817")
    assert "Đáng ngờ-93817" in office.visitor(MANAGER).get(f"/desk/review/{code}").text
    person("officer@example.org", "officer", unit="220")
    officer = sign_in("officer@example.org")
    for address in ("/desk/proposals", f"/desk/proposals/{code}", f"/desk/proposals/{code}/need", "/desk/notices"):
        assert "93817" not in officer.get(address).text


def test_the_page_of_a_proposal_offers_the_tags_that_are_in_use(office: Office) -> None:
    first, second = (office.proposal(State.SUBMITTED) for _ in range(2))
    press(office, "add_tag", code=(first,), tag="gấp")
    page = parsed(office.visitor(REVIEWER).get(f"/desk/review/{second}").text)
    assert page.xpath("//datalist[@id='tag-names']/option/@value") == ["gấp"]
    assert parsed(office.visitor(MANAGER).get(f"/desk/review/{first}").text).xpath("//input[@name='tag']") == []


def test_the_bar_costs_one_query(office: Office) -> None:
    office.proposal(State.SUBMITTED)
    for email in (REVIEWER, MANAGER):
        office.visitor(email).get("/desk/review")
    costs = []
    for email in (MANAGER, REVIEWER):
        with statements(office.app) as seen:
            office.visitor(email).get("/desk/review")
        costs.append(len(seen))
    assert costs[1] == costs[0] + 1 < 10
