"""What official documents carry: dated rows that the office keeps, and what a released edition makes of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Role
from catalog.audit import HistoryEntry
from catalog.db import db
from catalog.editions import services as editions
from catalog.editions.models import Edition
from catalog.errors import Invalid, NotAllowed, Stale
from catalog.exchange.writing.letter import letter
from catalog.exchange.writing.listing import Listing
from catalog.office import queries
from catalog.office import services_official as services
from catalog.office.models import LegalBasis
from catalog.reference.load import load_reference
from tests.editions.scene import ready
from tests.proposals import scene

SIGNER: dict[str, Any] = {
    "title_vi": "KT. Giám đốc\nPhó Giám đốc",
    "title_en": "For the Director\nDeputy Director",
    "name": "Nguyễn Văn Mẫu",
    "position": 1,
    "valid_from": date(2023, 1, 1),
    "valid_to": None,
}
RECIPIENTS: dict[str, Any] = {
    "lines_vi": "- UBND tỉnh (để báo cáo);\n\n- Các sở, ngành;\n- Lưu: VT, NV.",
    "lines_en": "Provincial People's Committee\nDepartments\nFile: VT, NV",
    "valid_from": date(2023, 1, 1),
}
BASIS: dict[str, Any] = {
    "symbol": "1/2030/NĐ-CP",
    "title_vi": "Nghị định số 1/2030/NĐ-CP",
    "title_en": "Decree No. 1/2030/ND-CP",
    "position": 9,
    "valid_from": date(2023, 1, 1),
    "valid_to": None,
}
SAVES = {
    "signer": (services.save_signer, SIGNER),
    "recipients": (services.save_recipients, RECIPIENTS),
    "legal_basis": (services.save_legal_basis, BASIS),
}


@pytest.fixture
def admin(database) -> Actor:
    return scene.actor("administrator")


@pytest.fixture
def release(database) -> Callable[[datetime], Edition]:
    """Release an edition of one project at a moment."""
    reviewer, publisher, round_ = scene.actor("reviewer"), scene.actor("publisher"), scene.a_round()

    def at(moment: datetime) -> Edition:
        key = editions.create(reviewer, round_).key
        editions.add(reviewer, key, ready(reviewer, round_).code)
        with time_machine.travel(moment, tick=False):
            return editions.release(publisher, key)

    return at


def documents(edition: Edition) -> Listing:
    return Listing(edition, edition.entries)


@pytest.mark.parametrize("kind", SAVES)
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_but_an_administrator_writes(database, kind: str, role: str) -> None:
    save, values = SAVES[kind]
    with pytest.raises(NotAllowed):
        save(scene.actor(role), values)


@pytest.mark.parametrize("kind", SAVES)
def test_every_change_is_in_the_history_and_a_stale_one_is_refused(admin: Actor, kind: str) -> None:
    save, values = SAVES[kind]
    row = save(admin, values)
    changed = save(admin, values | {"valid_from": date(2023, 2, 1)}, row.id, row.version)
    assert changed.valid_from == date(2023, 2, 1)
    with pytest.raises(Stale):
        save(admin, values, row.id, row.version - 1)
    entries = db.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == kind)).all()
    assert [(entry.event, entry.subject_id) for entry in entries] == [
        (f"{kind}:create", row.id),
        (f"{kind}:change", row.id),
    ]
    assert entries[1].changes == {"valid_from": ["2023-01-01", "2023-02-01"]}


def test_recipients_lose_the_signs_that_the_document_puts_itself(admin: Actor) -> None:
    row = services.save_recipients(admin, RECIPIENTS)
    assert row.lines_vi == "UBND tỉnh (để báo cáo)\nCác sở, ngành\nLưu: VT, NV"


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("signer", {"title_vi": " \n "}, "title_vi"),
        ("signer", {"title_en": ""}, "title_en"),
        ("signer", {"position": 0}, "position"),
        ("signer", {"valid_to": date(2023, 1, 1)}, "valid_to"),
        ("recipients", {"lines_en": " - ; "}, "lines_en"),
        ("recipients", {"lines_vi": "UBND tỉnh"}, "lines_vi"),
        ("legal_basis", {"symbol": ""}, "symbol"),
        ("legal_basis", {"symbol": "80/2020/NĐ-CP"}, "symbol"),
        ("legal_basis", {"position": 100}, "position"),
        ("legal_basis", {"valid_to": date(2022, 12, 31)}, "valid_to"),
    ],
)
def test_what_makes_no_sense_is_refused(admin: Actor, kind: str, values: dict[str, Any], field: str) -> None:
    save, right = SAVES[kind]
    with pytest.raises(Invalid) as error:
        save(admin, right | values)
    assert list(error.value.fields) == [field]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_free"),
    [
        (date(2020, 9, 17), None, False),
        (date(2025, 12, 7), date(2025, 12, 9), False),
        (date(2025, 12, 8), None, False),  # 313/2025 has the place from this day on
        (date(2019, 1, 1), date(2020, 9, 18), False),
        (date(2019, 1, 1), date(2020, 9, 17), True),
    ],
)
def test_two_acts_do_not_hold_one_place_at_a_time(
    admin: Actor, valid_from: date, valid_to: date | None, is_free: bool
) -> None:
    values = BASIS | {"position": 2, "valid_from": valid_from, "valid_to": valid_to}
    if is_free:
        assert services.save_legal_basis(admin, values).position == 2
        return
    with pytest.raises(Invalid) as error:
        services.save_legal_basis(admin, values)
    assert list(error.value.fields) == ["position"]
    assert "Thứ tự 2" in error.value.fields["position"].vi


@pytest.mark.both_databases
def test_who_has_the_place_is_named_with_its_dates(admin: Actor) -> None:
    services.save_signer(admin, SIGNER | {"valid_to": date(2024, 1, 1)})
    with pytest.raises(Invalid) as error:
        services.save_signer(admin, SIGNER | {"valid_from": date(2023, 12, 31)})
    assert error.value.fields["position"].en == (
        "Place 1 belongs to “KT. Giám đốc Phó Giám đốc” in this time (from 1 January 2023 until before "
        "1 January 2024). End that entry first, or choose another place."
    )
    services.save_signer(admin, SIGNER | {"valid_from": date(2024, 1, 1)})
    assert queries.signer(date(2023, 12, 31)).valid_to == date(2024, 1, 1)
    assert queries.signer(date(2024, 1, 1)).valid_to is None


@pytest.mark.parametrize(
    ("moment", "decree"),
    [
        (datetime(2025, 12, 7, 16, 59, tzinfo=UTC), "80/2020/NĐ-CP"),  # 23:59 in Viet Nam
        (datetime(2025, 12, 7, 17, 0, tzinfo=UTC), "313/2025/NĐ-CP"),  # midnight
        (datetime(2025, 12, 8, 12, 0, tzinfo=UTC), "313/2025/NĐ-CP"),
    ],
)
def test_an_edition_cites_the_decree_of_its_day(release: Callable, moment: datetime, decree: str) -> None:
    edition = release(moment)
    cited = [basis["symbol"] for basis in edition.data["legal_bases"]]
    assert [symbol for symbol in cited if symbol in ("80/2020/NĐ-CP", "313/2025/NĐ-CP")] == [decree]
    assert [f"Nghị định số {decree}" in basis for basis in letter(documents(edition), "vi").bases].count(True) == 1


@pytest.mark.both_databases
def test_a_document_carries_who_signed_and_received_on_its_day_and_keeps_them(admin: Actor, release: Callable) -> None:
    signer = services.save_signer(admin, SIGNER | {"valid_to": date(2026, 1, 1)})
    services.save_signer(admin, SIGNER | {"name": "Trần Thị Mẫu", "valid_from": date(2026, 1, 1)})
    services.save_signer(admin, SIGNER | {"name": "Người ký thay", "position": 2})
    recipients = services.save_recipients(admin, RECIPIENTS)
    edition = release(datetime(2025, 12, 8, tzinfo=UTC))
    before = letter(documents(edition), "vi"), letter(documents(edition), "en")
    assert (before[0].signers, before[0].signer_name) == (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Văn Mẫu")
    assert before[0].recipients == ("- UBND tỉnh (để báo cáo);", "- Các sở, ngành;", "- Lưu: VT, NV.")
    assert before[1].signers == ("FOR THE DIRECTOR", "DEPUTY DIRECTOR")
    services.save_signer(admin, SIGNER | {"name": "Khác", "valid_to": date(2026, 1, 1)}, signer.id, signer.version)
    services.save_recipients(admin, RECIPIENTS | {"lines_vi": "Lưu: VT"}, recipients.id, recipients.version)
    basis = db.session.scalars(select(LegalBasis).where(LegalBasis.position == 1)).one()
    values = {name: getattr(basis, name) for name in BASIS}
    services.save_legal_basis(admin, values | {"title_vi": "Luật khác"}, basis.id, basis.version)
    db.session.expire_all()
    assert (letter(documents(edition), "vi"), letter(documents(edition), "en")) == before


def test_without_a_word_of_the_office_nobody_is_named(release: Callable) -> None:
    said = letter(documents(release(datetime(2025, 12, 8, tzinfo=UTC))), "vi")
    assert (said.signers, said.signer_name) == (("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "")
    assert said.recipients[0] == "- UBND tỉnh Bắc Giang (để báo cáo);"
    assert said.recipients[-1] == "- Lưu: VT, NV."


def test_set_up_leaves_alone_what_the_office_changed(admin: Actor) -> None:
    basis = db.session.scalars(select(LegalBasis).where(LegalBasis.symbol == "58/2022/NĐ-CP")).one()
    values = {name: getattr(basis, name) for name in BASIS}
    ended = values | {"valid_to": date(2027, 1, 1), "title_vi": "Tên đã sửa", "symbol": "58/2022"}
    services.save_legal_basis(admin, ended, basis.id, basis.version)
    services.save_legal_basis(admin, BASIS)
    before = db.session.execute(select(LegalBasis.__table__)).all()
    assert load_reference() == 0
    assert db.session.execute(select(LegalBasis.__table__)).all() == before
