"""Loading the demo: the sample proposals go through their lives by the real services, so that history is genuine."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import exists, inspect, select

from catalog import audit, clock
from catalog.accounts import passwords
from catalog.accounts.actor import SYSTEM, Actor
from catalog.accounts.models import Person, RoleGrant
from catalog.accounts.rights import Role
from catalog.amendments import services as amendments
from catalog.db import db, transaction
from catalog.demo.people import demo_people
from catalog.editions import services as editions
from catalog.editions.models import Edition
from catalog.errors import NotAllowed
from catalog.i18n import Bilingual
from catalog.office.models import ExchangeRate, IssuingBody
from catalog.proposals import copies
from catalog.proposals import services as proposals
from catalog.proposals.models import Proposal
from catalog.proposals.queries import proposal_by_code
from catalog.proposals.rows import LineInput, NeedInput
from catalog.rounds.models import Round
from catalog.rounds.services import create_round
from catalog.translation import services as translation
from catalog.translation.segments import sources
from catalog.translation.services import TargetInput
from catalog.units.queries import unit_by_code, units_on

PROPOSALS = Path(__file__).with_name("proposals.json")
# Known to everybody: production refuses to start while a demo account is active.
DEMO_PASSWORD = "mua-he-an-toan"  # noqa: S105
ROUND_KEY = "2023"
ROUND_OPENED = datetime(2023, 5, 4, 8, tzinfo=clock.VIETNAM)
# The round stays open, so that the demo can be tried: until 17:00 so many days after it is loaded.
DAYS_OPEN = 30
ROUND = {
    "name_vi": "Tháng hành động vì trẻ em năm 2023",
    "name_en": "Month of Action for Children 2023",
    "theme_vi": "Chung tay giảm thiểu tổn hại trẻ em",
    "theme_en": "Together to reduce harm to children",
    "slogan_vi": "Chung tay xây dựng môi trường sống an toàn, thân thiện, lành mạnh cho mọi trẻ em",
    "slogan_en": "Together for a safe, friendly and healthy living environment for every child",
}
OFFICE_EMAIL = "nghiepvu@example.org"
VND_PER_USD = 23_500
RATE_SOURCE = Bilingual(
    vi="Tỷ giá kế hoạch của dữ liệu mẫu, không phải tỷ giá công bố",
    en="Planning rate of the sample data, not a published rate",
)
UNIT_THAT_SIGNS = "222"
# What an officer types first; the rest comes with the second saving.
BEGINNING = ("title", "location", "commune_code", "category_key", "aid_form")
# How far a translation that is only begun has come.
CHECKED_FIRST = ("title", "location", "summary")
DRAFTED_FIRST = ("need", "objective")
NOT_NEW = Bilingual(
    vi="Dữ liệu mẫu chỉ nạp được vào cơ sở dữ liệu mới, chưa có tài khoản và đợt vận động nào.",
    en="The demo goes into a new database only, one without accounts and rounds.",
)

Story = Mapping[str, Any]


@dataclass(frozen=True)
class Cast:
    """Who acts in the demo; officers by the code of their unit."""

    round: Round
    officers: Mapping[str, Actor]
    reviewer: Actor
    publisher: Actor
    edition_key: str = ""


def is_new_database() -> bool:
    """Whether nobody has an account yet and no round was made; so it is before the tables are there, too."""
    if not inspect(db.engine).has_table(Person.__tablename__):
        return True
    return not any(db.session.scalar(select(exists(select(model.id)))) for model in (Person, Round))


def load_demo(password: str = DEMO_PASSWORD) -> Edition:
    """Fill a new database, set up before, with the demo: all of it or nothing. Gives the edition that it releases.

    Every account gets the password. Raises NotAllowed when there are accounts or rounds already.
    """
    if not is_new_database():
        raise NotAllowed(NOT_NEW)
    stories = json.loads(PROPOSALS.read_text(encoding="utf-8"))["proposals"]
    with transaction():
        _set_rate()
        _set_contact()
        cast = _cast(_open_round(), passwords.hash_of(password))
        for story in stories:
            _write(cast, story)
            _play(cast, story, story["steps"])
        edition = editions.release(cast.publisher, cast.edition_key)
        for story in stories:
            _play(cast, story, story.get("after_release", ()))
    return edition


def _open_round() -> Round:
    last_day = clock.today() + timedelta(days=DAYS_OPEN)
    closes_at = datetime.combine(last_day, time(17), clock.VIETNAM)
    return create_round(SYSTEM, ROUND_KEY, ROUND | {"opens_at": ROUND_OPENED, "closes_at": closes_at})


def _set_rate() -> None:
    """The planning rate of the samples as of today, so that their dollars come out as they were written."""
    db.session.add(
        ExchangeRate(date=clock.today(), vnd_per_usd=VND_PER_USD, source_vi=RATE_SOURCE.vi, source_en=RATE_SOURCE.en)
    )


def _set_contact() -> None:
    """An address for the buttons that write to the office."""
    for body in db.session.scalars(select(IssuingBody)):
        body.email = OFFICE_EMAIL


def _cast(round_: Round, password_hash: str) -> Cast:
    """Make the accounts and the list; one unit has its leader sign what leaves it."""
    units = list(units_on(round_.opens_on))
    people: dict[str, Person] = {}
    for one in demo_people(units):
        grant = RoleGrant(role=one.role, unit_id=one.unit.id if one.unit else None)
        person = Person(email=one.email, name=one.name, password_hash=password_hash, is_demo=True, grants=[grant])
        people[one.email.partition("@")[0]] = person
        db.session.add(person)
    unit_by_code(UNIT_THAT_SIGNS, round_.opens_on).signs_off = True
    db.session.flush()
    for person in people.values():
        audit.record(SYSTEM, "person:create", person.id, changes={"roles": [[], sorted(person.roles)]})
    reviewer, publisher = (people[role].as_actor() for role in (Role.REVIEWER, Role.PUBLISHER))
    return Cast(
        round=round_,
        officers={unit.code: people[f"{Role.OFFICER}.{unit.code.lower()}"].as_actor() for unit in units},
        reviewer=reviewer,
        publisher=publisher,
        edition_key=editions.create(reviewer, round_).key,
    )


def _write(cast: Cast, story: Story) -> None:
    """A draft as an officer writes it: a beginning, then all that the story gives at first."""
    officer, unit = cast.officers[story["unit"]], unit_by_code(story["unit"], cast.round.opens_on)
    values = _values(story["vietnamese"] | story.get("at_first", {}))
    draft = proposals.create(officer, cast.round, unit, {key: values[key] for key in BEGINNING})
    proposals.save(officer, draft.code, draft.version, values, _lines(story), _needs(story))


def _play(cast: Cast, story: Story, steps: list[Mapping[str, Any]]) -> None:
    for step in steps:
        _do(cast, story, step["do"], step)


def _do(cast: Cast, story: Story, action: str, step: Mapping[str, Any]) -> None:
    code, officer, comment = story["code"], cast.officers[story["unit"]], step.get("comment", "")
    match action:
        case "submit":
            proposals.submit(officer, code, comment)
        case "withdraw":
            proposals.perform(officer, code, action, comment)
        case "change":
            final = _values(story["vietnamese"])
            version = proposal_by_code(officer, code).version
            proposals.save(officer, code, version, {key: final[key] for key in story["at_first"]})
        case "assign":
            proposals.assign(cast.reviewer, code, cast.reviewer.person_id)
        case "collect_request":
            proposals.collect_request(cast.reviewer, code, step["key"], step["reason"], comment)
        case "translate":
            _translate(cast.reviewer, story, step["as"])
        case "list":
            editions.add(cast.reviewer, cast.edition_key, code)
        case "amend":
            _amend(officer, code, step)
        case "close":
            editions.close(cast.publisher, code, comment)
        case _:
            proposals.perform(cast.reviewer, code, action, comment)


def _amend(officer: Actor, code: str, step: Mapping[str, Any]) -> None:
    """Edit what is published: other numbers of children, another need, more books; and send the edit."""
    draft = amendments.begin(officer, code)
    values = {key: value for key, value in step.items() if key not in ("do", "books")}
    stored = [replace(line, id=row.id) for line, row in zip(copies.lines_of(draft), draft.budget_lines, strict=True)]
    lines = [replace(line, quantity=Decimal(step["books"])) if line.unit == "cuốn" else line for line in stored]
    proposals.save(officer, draft.code, draft.version, values, lines)
    proposals.submit(officer, draft.code)


def _translate(reviewer: Actor, story: Story, extent: str) -> None:
    """Give the English of a story: "checked" all of it, "begun" a part, some of it as a draft."""
    proposal = proposal_by_code(reviewer, story["code"])
    english = _english(story, proposal)
    checked = CHECKED_FIRST if extent == "begun" else tuple(english)
    wanted = checked + DRAFTED_FIRST if extent == "begun" else checked
    given = {
        source.key: TargetInput(english[source.key], checked=source.key in checked, version=0)
        for source in sources(proposal)
        if source.key in wanted
    }
    translation.save(reviewer, proposal.code, given)


def _english(story: Story, proposal: Proposal) -> dict[str, str]:
    """English by the keys of the segments; rows are matched by their place."""
    english = {key: _text(value) for key, value in story["english"].items()}
    for table, name, rows in (
        ("budget", "budget_lines", proposal.budget_lines),
        ("in_kind", "in_kind_needs", proposal.in_kind_needs),
    ):
        for row, given in zip(rows, story[name], strict=True):
            english |= {f"{table}:{row.id}:{column}": given[column][1] for column in ("item", "unit")}
    return english


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {key: _text(value) if key == "activities" else value for key, value in fields.items()}
    return values | {key: date.fromisoformat(fields[key]) for key in ("planned_start", "planned_end")}


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _lines(story: Story) -> list[LineInput]:
    return [
        LineInput(
            item=line["item"][0],
            quantity=Decimal(line["quantity"]),
            unit=line["unit"][0],
            unit_cost_vnd=line["unit_cost_vnd"],
            funding=line["funding"],
            optional=line.get("optional", False),
        )
        for line in story["budget_lines"]
    ]


def _needs(story: Story) -> list[NeedInput]:
    return [NeedInput(need["item"][0], Decimal(need["quantity"]), need["unit"][0]) for need in story["in_kind_needs"]]
