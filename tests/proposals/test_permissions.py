"""Who may do what with a proposal: the whole truth, written out."""

from contextlib import suppress

import pytest

from catalog import clock
from catalog.accounts.actor import ANONYMOUS, SYSTEM, Actor
from catalog.attachments import services as attachments
from catalog.db import db, transaction
from catalog.errors import DomainError, NotAllowed, NotFound
from catalog.proposals import checks, services, services_hits, services_review
from catalog.proposals.models import ChangeRequest, HitClearance, InternalNote, Proposal
from catalog.proposals.permissions import buttons, may, may_see
from catalog.proposals.queries import visible_to
from catalog.proposals.workflow import ACTIONS, State
from tests.attachments import build
from tests.proposals import scene

# O officer and L leader of the proposal's own unit, R reviewer, P publisher. Nobody else may do anything: not the
# officer or leader of another unit, manager, administrator, somebody who is not signed in. The command line may do
# whatever somebody may.
TRUTH = """
                draft awaiting_signature submitted changes_requested accepted published closed rejected withdrawn
edit            O     -                  -         O                 -        -         -      -        -
add_file        O     -                  -         O                 -        -         -      -        -
describe_file   O     -                  -         O                 -        -         -      -        -
move_file       O     -                  -         O                 -        -         -      -        -
remove_file     O     -                  -         O                 -        -         -      -        -
submit          O     -                  -         O                 -        -         -      -        -
sign            -     L                  -         -                 -        -         -      -        -
give_back       -     L                  -         -                 -        -         -      -        -
withdraw        O     O                  O         O                 O        -         -      -        -
restore         -     -                  -         -                 -        -         -      -        O
assign          -     -                  R         R                 R        -         -      -        -
request_changes -     -                  R         -                 R        -         -      -        -
accept          -     -                  R         -                 -        -         -      -        -
reject          -     -                  R         -                 R        -         -      -        -
mark_duplicate  -     -                  R         -                 R        -         -      -        -
merge           -     -                  R         -                 R        -         -      -        -
collect_request -     -                  R         -                 R        -         -      -        -
drop_request    -     -                  R         -                 R        -         -      -        -
settle_request  -     -                  R         -                 R        -         -      -        -
clear_hit       -     -                  R         -                 R        R         -      -        -
reopen_hit      -     -                  R         -                 R        R         -      -        -
correct         -     -                  R         -                 R        R         -      -        -
check_point     -     -                  R         -                 R        -         -      -        -
add_note        -     -                  R         R                 R        R         R      R        R
withdraw_note   -     -                  R         R                 R        R         R      R        R
take_down_photo -     -                  -         -                 R        R         R      -        -
translate       -     -                  R         R                 R        R         -      -        -
publish         -     -                  -         -                 P        P         -      -        -
close           -     -                  -         -                 -        P         -      -        -
amend           -     -                  -         -                 -        O         -      -        -
"""
# The same of an edit of a published proposal, which is never accepted or published itself: it goes into that one. S is
# the command line alone.
TRUTH_OF_AMENDMENTS = """
                  draft awaiting_signature submitted changes_requested closed rejected withdrawn
edit              O     -                  -         O                 -      -        -
add_file          O     -                  -         O                 -      -        -
describe_file     O     -                  -         O                 -      -        -
move_file         O     -                  -         O                 -      -        -
remove_file       O     -                  -         O                 -      -        -
submit            O     -                  -         O                 -      -        -
sign              -     L                  -         -                 -      -        -
give_back         -     L                  -         -                 -      -        -
discard_amendment O     O                  O         O                 -      -        -
assign            -     -                  R         R                 -      -        -
request_changes   -     -                  R         -                 -      -        -
accept_amendment  -     -                  R         -                 -      -        -
reject_amendment  -     -                  R         -                 -      -        -
collect_request   -     -                  R         -                 -      -        -
drop_request      -     -                  R         -                 -      -        -
settle_request    -     -                  R         -                 -      -        -
clear_hit         -     -                  R         -                 -      -        -
reopen_hit        -     -                  R         -                 -      -        -
correct           -     -                  R         -                 -      -        -
check_point       -     -                  R         -                 -      -        -
add_note          -     -                  R         R                 R      R        R
withdraw_note     -     -                  R         R                 R      R        R
lapse_amendment   S     S                  P         P                 -      -        -
"""
BUTTONS = """
                   officer  leader         reviewer                      publisher other_officer
draft              withdraw -              -                             -         -
awaiting_signature withdraw sign,give_back -                             -         -
submitted          withdraw -              request_changes,accept,reject -         -
changes_requested  withdraw -              -                             -         -
accepted           withdraw -              request_changes,reject        -         -
published          -        -              -                             close     -
closed             -        -              -                             -         -
rejected           -        -              -                             -         -
withdrawn          restore  -              -                             -         -
"""
BUTTONS_OF_AMENDMENTS = """
                   officer           leader         reviewer                                           publisher
draft              discard_amendment -              -                                                  -
awaiting_signature discard_amendment sign,give_back -                                                  -
submitted          discard_amendment -              request_changes,accept_amendment,reject_amendment -
changes_requested  discard_amendment -              -                                                  -
closed             -                 -              -                                                  -
rejected           -                 -              -                                                  -
withdrawn          -                 -              -                                                  -
"""
LETTERS = {"O": "officer", "L": "leader", "R": "reviewer", "P": "publisher", "S": "system"}


FILES = {
    "add_file": lambda actor, code, _files: attachments.add(actor, code, "document", "a.pdf", build.pdf()),
    "describe_file": lambda actor, code, _files: attachments.describe(actor, code, {}),
    "move_file": lambda actor, code, files: attachments.move(actor, code, files[0].id, 1),
    "remove_file": lambda actor, code, files: attachments.remove(actor, code, files[0].id),
}


def read(table: str) -> dict[tuple[str, str], str]:
    """A table as {(row, column): cell}."""
    head, *rows = table.strip().splitlines()
    cells = (row.split() for row in rows)
    return {(row[0], column): cell for row in cells for column, cell in zip(head.split(), row[1:], strict=True)}


@pytest.fixture
def people(database) -> dict[str, Actor]:
    """Everybody who might ask."""
    office = {role: scene.actor(role) for role in ("reviewer", "publisher", "manager", "administrator")}
    unit = {role: scene.actor(role) for role in ("officer", "leader")}
    others = {f"other_{role}": scene.actor(role, "218") for role in ("officer", "leader")}
    return unit | others | office | {"anonymous": ANONYMOUS, "system": SYSTEM}


@pytest.fixture
def proposals(database) -> dict[str, Proposal]:
    """A proposal of Sơn Động in every state: its text has something to clear, and a tick; one question is asked,
    one collected."""
    round_ = scene.a_round()
    found = {state: scene.proposal_in(state, round_, need="Liên hệ số 0912 345 678.") for state in State}
    with transaction():
        for proposal in found.values():
            proposal.change_requests += [ChangeRequest(key="title"), ChangeRequest(key="need", asked_at=clock.now())]
            proposal.clearances.append(HitClearance(hit_key="0" * 64))
    return found


@pytest.fixture
def amendments(proposals: dict[str, Proposal]) -> dict[str, Proposal]:
    """An edit in every state that an edit may be in: of a proposal that is published, each of its own."""
    round_ = proposals[State.DRAFT].round
    states = dict.fromkeys(state for _, state in read(TRUTH_OF_AMENDMENTS))
    published = {state: scene.proposal_in(State.PUBLISHED, round_) for state in states}
    return {state: scene.proposal_in(state, round_, amends=published[state]) for state in states}


def test_the_table_knows_every_action_and_state() -> None:
    of_proposals = {key for key, action in ACTIONS.items() if not action.of_amendments}
    of_amendments = {key for key, action in ACTIONS.items() if action.of_amendments in (None, True)}
    assert {action for action, _ in read(TRUTH)} == of_proposals
    assert {action for action, _ in read(TRUTH_OF_AMENDMENTS)} == of_amendments
    assert {state for _, state in read(TRUTH)} == set(State)
    never = {State.ACCEPTED, State.PUBLISHED}
    assert {state for _, state in read(TRUTH_OF_AMENDMENTS)} == set(State) - never


def allowed(cell: str) -> set[str]:
    """Names of those a cell of TRUTH names."""
    return {LETTERS[letter] for letter in cell if letter != "-"} | ({"system"} if cell != "-" else set())


@pytest.mark.parametrize(("table", "made"), [(TRUTH, "proposals"), (TRUTH_OF_AMENDMENTS, "amendments")])
def test_who_may_do_what_in_which_state(request, people, table: str, made: str) -> None:
    rows = request.getfixturevalue(made)
    nobody = {(key, state): set() for key in ACTIONS for state in rows}
    wanted = {(action, state): allowed(cell) for (action, state), cell in read(table).items()}
    assert found_of(people, rows) == nobody | wanted


def found_of(people: dict[str, Actor], proposals: dict[str, Proposal]) -> dict[tuple[str, str], set[str]]:
    """Names of those who may do each action with each of some proposals."""
    return {
        (key, state): {name for name, actor in people.items() if may(actor, action, proposal)}
        for key, action in ACTIONS.items()
        for state, proposal in proposals.items()
    }


@pytest.mark.parametrize(("table", "made"), [(BUTTONS, "proposals"), (BUTTONS_OF_AMENDMENTS, "amendments")])
def test_what_each_page_offers_as_buttons(request, people, table: str, made: str) -> None:
    rows = request.getfixturevalue(made)
    wanted = {place: [] if cell == "-" else cell.split(",") for place, cell in read(table).items()}
    found = {(state, name): [action.key for action in buttons(people[name], rows[state])] for state, name in wanted}
    assert found == wanted


class Undone(Exception):
    """Raised at the end of a transaction that must leave nothing."""


def attempt(key: str, actor: Actor, proposal: Proposal) -> None:
    """Call the service of an action with everything that it may ask for."""
    if key == "edit":
        services.save(actor, proposal.code, proposal.version, {"children": 241})
    elif key == "submit":
        services.submit(actor, proposal.code)
    elif key == "assign":
        services.assign(actor, proposal.code, None)
    elif key in FILES:
        proposal.attachments.append(scene.a_document())
        db.session.flush()
        FILES[key](actor, proposal.code, proposal.attachments)
    elif key == "collect_request":
        services.collect_request(actor, proposal.code, "results", "no_upkeep")
    elif key == "drop_request":
        services.drop_request(actor, proposal.code, "title")
    elif key == "settle_request":
        services.settle_request(actor, proposal.code, "need")
    elif key == "correct":
        services_review.correct(actor, proposal.code, "title", "Thư viện", "Lỗi chữ.")
    elif key in services_review.SET_ASIDE:
        other = scene.proposal_in(State.PUBLISHED, proposal.round)
        services_review.set_aside(actor, proposal.code, key, other.code, "Cùng một trường.")
    elif key == "check_point":
        services_review.check_point(actor, proposal.code, "need_shown", "fine")
    elif key == "add_note":
        services_review.add_note(actor, proposal.code, "Chờ ý kiến.")
    elif key == "withdraw_note":
        note = InternalNote(proposal_id=proposal.id, person_id=actor.person_id, words="Chờ ý kiến.")
        db.session.add(note)
        db.session.flush()
        services_review.withdraw_note(actor, proposal.code, note.id)
    elif key == "clear_hit":
        services_hits.clear_hit(actor, proposal.code, checks.text_hits(proposal)[0].key)
    elif key == "reopen_hit":
        services_hits.reopen_hit(actor, proposal.code, proposal.clearances[0].hit_key)
    elif key == "publish":
        services.publish(actor, proposal)
    else:
        services.perform(actor, proposal.code, key, "Lý do.")


def lets(key: str, actor: Actor, proposal: Proposal) -> bool:
    """Whether the service of an action does it for this actor; whatever it does is undone."""
    try:
        with suppress(Undone), transaction():
            attempt(key, actor, proposal)
            raise Undone
    except (NotAllowed, NotFound):
        return False
    return True


# The English and what is public belong to packages further out, which ask the same `may`.
@pytest.mark.parametrize("key", sorted({key for key, _ in read(TRUTH)} - {"translate", "take_down_photo", "amend"}))
def test_services_let_exactly_those_do_it(key: str, people, proposals) -> None:
    wanted = {state: allowed(cell) for (action, state), cell in read(TRUTH).items() if action == key}
    found = {
        state: {name for name, actor in people.items() if lets(key, actor, proposal)}
        for state, proposal in proposals.items()
    }
    assert found == wanted


# What is not theirs to see looks like missing to people of other units and, before it is sent, to the office.
SEEN = """
              draft awaiting_signature submitted changes_requested accepted published closed rejected withdrawn
officer       yes   yes                yes       yes               yes      yes       yes    yes      yes
leader        yes   yes                yes       yes               yes      yes       yes    yes      yes
reviewer      -     -                  yes       yes               yes      yes       yes    yes      yes
publisher     -     -                  yes       yes               yes      yes       yes    yes      yes
manager       -     -                  yes       yes               yes      yes       yes    yes      yes
administrator -     -                  -         -                 -        -         -      -        -
other_officer -     -                  -         -                 -        -         -      -        -
other_leader  -     -                  -         -                 -        -         -      -        -
anonymous     -     -                  -         -                 -        -         -      -        -
system        yes   yes                yes       yes               yes      yes       yes    yes      yes
"""


def refusal(actor: Actor, proposal: Proposal) -> str:
    """How an action that the actor has no right to is refused: as missing, or as forbidden."""
    try:
        services.perform(actor, proposal.code, "close" if actor.has("review") else "accept", "Lý do.")
    except DomainError as error:
        return type(error).__name__
    return "done"


def test_what_one_may_not_see_looks_like_missing(people, proposals) -> None:
    seen = {place for place, cell in read(SEEN).items() if cell == "yes"}
    asked = [name for name in people if name != "system"]
    found = {
        (name, state) for name in asked for state, row in proposals.items() if refusal(people[name], row) == "NotFound"
    }
    assert found == {(name, state) for name in asked for state in proposals} - seen


def test_queries_and_permissions_say_the_same(people, proposals) -> None:
    wanted = {place: cell == "yes" for place, cell in read(SEEN).items()}
    assert {
        (name, state): may_see(actor, row) for name, actor in people.items() for state, row in proposals.items()
    } == wanted
    found = {name: set(db.session.scalars(visible_to(actor))) for name, actor in people.items()}
    assert {(name, state): row in found[name] for name in people for state, row in proposals.items()} == wanted
