"""The mails of the workflow, as they stand in the outbox: who gets which words, in both languages."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.db import db, transaction
from catalog.errors import DomainError
from catalog.mail import OutboxMessage
from catalog.proposals import mails, services
from catalog.proposals.mails import MAILS
from catalog.proposals.models import Proposal
from catalog.proposals.workflow import ACTIONS, State
from tests.proposals import scene

SNAPSHOT = Path(__file__).with_name("mails.txt")


def outbox() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def empty() -> None:
    with transaction() as session:
        for message in outbox():
            session.delete(message)


def name_of(message: OutboxMessage) -> str:
    """Role and unit of a recipient, without the number that makes an address unique."""
    return message.recipient.split("@")[0].rpartition(".")[0]


def recipients() -> list[str]:
    """Names of those who got the newest mails; the outbox is emptied."""
    names = [name_of(message) for message in outbox()]
    empty()
    return names


def test_every_mail_in_words(database) -> None:
    """The file beside this one is what is sent; whoever changes a word changes it there."""
    round_ = scene.a_round()
    for role in ("officer", "leader", "reviewer"):
        for language in ("vi", "en"):
            scene.person(role, language=language)
    sent = []
    for key in MAILS:
        proposal = scene.proposal_in(State.SUBMITTED, round_)
        with transaction() as session:
            proposal.code = "SD-2023-01"
            mails_of(key, proposal)
        sent += [f"== {key}: {name_of(message)}\n{message.subject}\n\n{message.body}" for message in outbox()]
        empty()
        with transaction() as session:
            session.delete(proposal)
    assert "\n".join(sent) == SNAPSHOT.read_text(encoding="utf-8")


def mails_of(key: str, proposal: Proposal) -> None:
    mails.enqueue(key, proposal, "Nêu rõ số trẻ từng độ tuổi." if key != "accepted" else "")


def test_every_action_with_a_mail_has_its_words() -> None:
    assert {action.mail for action in ACTIONS.values() if action.mail} | {"to_sign"} == set(MAILS)


def test_who_gets_a_mail(database) -> None:
    round_ = scene.a_round()
    officer, leader = scene.actor("officer"), scene.actor("leader")
    scene.actor("officer", "218")
    reviewer, colleague = scene.actor("reviewer"), scene.actor("reviewer")
    publisher = scene.actor("publisher")
    scene.sign_off()
    code = scene.draft(officer, round_).code

    services.submit(officer, code)
    assert recipients() == ["leader.220"]
    services.perform(leader, code, "give_back", "Thiếu số liệu.")
    assert recipients() == ["officer.220"]
    services.perform(officer, code, "withdraw")
    assert recipients() == []  # the office never saw it
    services.perform(officer, code, "restore")
    assert recipients() == []
    services.submit(officer, code)
    recipients()
    services.perform(leader, code, "sign")
    assert recipients() == ["reviewer", "reviewer"]
    services.assign(reviewer, code, colleague.person_id)
    assert recipients() == []
    services.perform(colleague, code, "request_changes", "Nêu rõ số trẻ.")
    assert recipients() == ["officer.220"]
    services.submit(officer, code)
    services.perform(leader, code, "sign")
    assert recipients() == ["leader.220", "reviewer"]  # only the one it is assigned to
    services.perform(reviewer, code, "accept")
    assert recipients() == ["officer.220"]
    services.publish(publisher, db.session.scalars(select(Proposal)).one())
    assert recipients() == ["officer.220"]


def test_an_account_that_was_shut_gets_nothing(database) -> None:
    round_ = scene.a_round()
    officer = scene.actor("officer")
    gone = scene.person("reviewer")
    with transaction():
        gone.active = False
    services.submit(officer, scene.draft(officer, round_).code)
    assert recipients() == []


@pytest.mark.parametrize("action", ["accept", "request_changes"])
def test_a_refused_action_sends_nothing(database, action: str) -> None:
    proposal = scene.proposal_in(State.SUBMITTED, scene.a_round())
    with suppress(DomainError):
        services.perform(scene.actor("manager"), proposal.code, action)
    with suppress(DomainError):
        services.perform(scene.actor("reviewer"), proposal.code, "request_changes", "")
    assert recipients() == []


def test_mails_are_written_to_the_data_folder_after_the_commit(app) -> None:
    with app.app_context():
        officer = scene.actor("officer")
        scene.person("reviewer")
        services.submit(officer, scene.draft(officer, scene.a_round()).code)
        assert [message.sent_at is not None for message in outbox()] == [True]
    assert len(list((app.config["CATALOG"].data_dir / "outbox").glob("*.eml"))) == 1
