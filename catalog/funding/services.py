"""All writes of enquiries: each call is one action, one transaction and one history entry."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select, update

from catalog import audit, clock
from catalog.accounts import guesses
from catalog.accounts.actor import Actor
from catalog.accounts.models import Person
from catalog.accounts.queries import normal_email
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.funding import checks, mails, slices
from catalog.funding.checks import Interest
from catalog.funding.models import Enquiry
from catalog.funding.permissions import may
from catalog.funding.workflow import ACTIONS, STAGE_NAMES, Action, Source, Stage, target
from catalog.i18n import Bilingual
from catalog.mail import OutboxMessage
from catalog.office import calendar
from catalog.office.queries import issuing_body
from catalog.text import clean

# What tells who wrote; the country and what was asked for do not.
PERSONAL = (*checks.LIMITS, "consent")
VISITOR = Actor(person_id=None, name="Nhà tài trợ")
USUAL_ANSWER_DAYS = 5
LONGEST_COMMENT = 2000
COMMENT_NEEDED = Bilingual(
    "Hãy ghi nội dung (nhiều nhất {limit} ký tự).", "Write something (at most {limit} characters)."
)
WRONG_STATE = Bilingual(
    "Thư {reference} đang ở trạng thái “{state}”, không thực hiện được việc này.",
    "Enquiry {reference} is “{state}”: this can't be done now.",
)
NOT_YET = Bilingual("Ngày này còn ở phía trước.", "This day is still to come.")
BEFORE_IT_CAME = Bilingual("Ngày này trước ngày thư đến.", "This day lies before the enquiry came.")
IN_THE_PAST = Bilingual("Ngày này đã qua.", "This day is past.")
NOT_IN_OFFICE = Bilingual("Hãy chọn người có quyền trả lời.", "Choose somebody who may answer.")


def receive(interest: Interest, key: str, consent: str, source: str) -> Enquiry:
    """Take an enquiry from the catalogue: `key` of its form, the words agreed to ("" if they were not), where from.

    The same key makes it once: the second call returns the first one's. The sender, the office and the units that
    proposed are told. Raises Invalid, TooManyGuesses.
    """
    texts = interest.cleaned()
    problems = interest.problems(texts)
    if not texts["email"]:
        problems["email"] = checks.NEEDED
    if not consent:
        problems["consent"] = checks.CONSENT_NEEDED
    if problems:
        raise Invalid(problems)
    with transaction():
        # Its rows are locked until the end: of two clicks at once the second finds what the first made.
        guesses.take("enquiry", normal_email(texts["email"]), source)
        made = db.session.scalar(select(Enquiry).where(Enquiry.key == key))
        if made:
            return made
        agreed = {"consent": consent, "consented_at": clock.now()}
        enquiry = _add(interest, texts, key, Source.CATALOGUE, clock.now(), **agreed)
        audit.record(VISITOR, "enquiry:receive", enquiry.id, to_state=enquiry.state)
        mails.confirm(enquiry)
        mails.tell(enquiry)
    return enquiry


def enter(actor: Actor, interest: Interest, key: str, source: str, came_on: date) -> Enquiry:
    """Enter what came by letter, visit or telephone on a day; its clock starts then. Raises Invalid, NotAllowed."""
    actor.require(Right.ANSWER)
    texts = interest.cleaned()
    problems = interest.problems(texts)
    if source not in set(Source) - {Source.CATALOGUE}:
        problems["source"] = checks.CHOOSE
    if came_on > clock.today():
        problems["came_on"] = NOT_YET
    if problems:
        raise Invalid(problems)
    with transaction():
        made = db.session.scalar(select(Enquiry).where(Enquiry.key == key))
        if made:
            return made
        arrived_at = min(datetime.combine(came_on, clock.to_local(clock.now()).time(), clock.zone()), clock.now())
        enquiry = _add(interest, texts, key, Source(source), arrived_at)
        audit.record(actor, "enquiry:enter", enquiry.id, to_state=enquiry.state)
        mails.tell(enquiry)
    return enquiry


def _add(
    interest: Interest, texts: Mapping[str, str], key: str, source: Source, arrived_at: datetime, **agreed: Any
) -> Enquiry:
    body = issuing_body(clock.today())
    answer_days = body.answer_days if body else USUAL_ANSWER_DAYS
    day = clock.to_local(arrived_at).date()
    sum_vnd, sum_usd = interest.sums()
    enquiry = Enquiry(
        reference=_free_reference(),
        key=key,
        kind=interest.kind,
        source=source,
        state=Stage.NEW,
        arrived_at=arrived_at,
        country=interest.country,
        registration=interest.registration,
        language=interest.language,
        sum_vnd=sum_vnd,
        sum_usd=sum_usd,
        answer_days=answer_days,
        due_on=calendar.working_days_after(day, answer_days, calendar.entered_days()),
        entries=list(interest.entries),
        **texts,
        **agreed,
    )
    enquiry.lines = [slices.frozen(part, "budget") for part in interest.chosen_lines]
    enquiry.lines += [slices.frozen(part, "in_kind") for part in interest.chosen_needs]
    db.session.add(enquiry)
    db.session.flush()
    return enquiry


def _free_reference() -> str:
    """Six digits in two groups that no enquiry has: they tell neither how many there are nor which comes next."""
    while True:
        digits = f"{secrets.randbelow(900_000) + 100_000}"
        reference = f"{digits[:3]}-{digits[3:]}"
        if not db.session.scalar(select(exists().where(Enquiry.reference == reference))):
            return reference


def perform(
    actor: Actor, reference: str, action_key: str, comment: str = "", version: int | None = None, on: date | None = None
) -> Enquiry:
    """Do an action that leads to another state; `on` is the day of an answer, today unless given.

    Raises NotFound, NotAllowed, Stale, and Invalid without the words or with a day that can't be.
    """
    action = ACTIONS.get(action_key)
    if action is None or action.to is None:
        raise NotFound
    with transaction():
        enquiry = load(actor, reference, action, version)
        comment = _words(comment, action.comment_required)
        before = enquiry.state
        if action.key == "answer":
            enquiry.answered_on = _answer_day(enquiry, on or clock.today())
        enquiry.state = target(action, enquiry.answered_on is not None) or before
        enquiry.reason = comment if action.key == "close" else ""
        enquiry.owner_id = enquiry.owner_id or actor.person_id
        if enquiry.state == Stage.CLOSED:
            enquiry.next_on = None
        db.session.flush()
        audit.record(
            actor, f"enquiry:{action.key}", enquiry.id, from_state=before, to_state=enquiry.state, comment=comment
        )
    return enquiry


def assign(actor: Actor, reference: str, person_id: int | None, version: int | None = None) -> Enquiry:
    """Give it to somebody of the office who may answer, or to nobody. Raises NotFound, NotAllowed, Stale, Invalid."""
    with transaction():
        enquiry = load(actor, reference, ACTIONS["assign"], version)
        person = db.session.get(Person, person_id) if person_id else None
        if person_id and not (person and person.active and person.as_actor().has(Right.ANSWER)):
            raise Invalid({"person": NOT_IN_OFFICE})
        before, enquiry.owner = enquiry.owner, person
        db.session.flush()
        names = [who.name if who else "" for who in (before, person)]
        audit.record(actor, "enquiry:assign", enquiry.id, changes={"owner": names})
    return enquiry


def plan(actor: Actor, reference: str, day: date | None, version: int | None = None) -> Enquiry:
    """Say when it goes on, or take that back. Raises NotFound, NotAllowed, Stale, Invalid for a day that is past."""
    with transaction():
        enquiry = load(actor, reference, ACTIONS["plan"], version)
        if day and day < clock.today():
            raise Invalid({"next_on": IN_THE_PAST})
        days = [each.isoformat() if each else "" for each in (enquiry.next_on, day)]
        enquiry.next_on = day
        db.session.flush()
        audit.record(actor, "enquiry:plan", enquiry.id, changes={"next_on": days})
    return enquiry


def add_note(actor: Actor, reference: str, words: str) -> None:
    """Note something that only the office reads. Raises NotFound, NotAllowed, Invalid."""
    with transaction():
        enquiry = load(actor, reference, ACTIONS["note"])
        audit.record(actor, "enquiry:note", enquiry.id, comment=_words(words, required=True))


def erase(actor: Actor, reference: str, version: int | None = None) -> Enquiry:
    """Delete what tells who wrote, as the sender was promised; what was asked for, and the history, stay.

    The words of internal notes are not looked into. Raises NotFound, NotAllowed before it is closed, Stale.
    """
    with transaction() as session:
        enquiry = load(actor, reference, ACTIONS["erase"], version)
        if enquiry.erased_at:
            raise NotFound
        for key in PERSONAL:
            setattr(enquiry, key, "")
        enquiry.erased_at = clock.now()
        own = OutboxMessage.dedupe_key == mails.key_of_confirmation(enquiry)
        session.execute(update(OutboxMessage).where(own).values(recipient=""))
        session.flush()
        audit.record(actor, "enquiry:erase", enquiry.id)
    return enquiry


def load(actor: Actor, reference: str, action: Action, version: int | None = None) -> Enquiry:
    """The newest row, to do something with; raises NotFound, NotAllowed, Stale."""
    actor.require(Right.ANSWER)
    enquiry = db.session.scalar(select(Enquiry).where(Enquiry.reference == reference).with_for_update())
    if enquiry is None:
        raise NotFound
    if version is not None and version != enquiry.version:
        raise Stale
    if not may(actor, action, enquiry):
        raise NotAllowed(WRONG_STATE.format(reference=reference, state=STAGE_NAMES[Stage(enquiry.state)]))
    return enquiry


def _words(text: str, required: bool) -> str:
    words = clean(text)
    if len(words) > LONGEST_COMMENT or (required and not words):
        raise Invalid({"comment": COMMENT_NEEDED.format(limit=LONGEST_COMMENT)})
    return words


def _answer_day(enquiry: Enquiry, day: date) -> date:
    if day > clock.today():
        raise Invalid({"on": NOT_YET})
    if day < clock.to_local(enquiry.arrived_at).date():
        raise Invalid({"on": BEFORE_IT_CAME})
    return day
