"""Who may do what, as a truth table."""

import pytest

from catalog.accounts.actor import ANONYMOUS, SYSTEM, Actor
from catalog.accounts.rights import ROLE_DUTIES, ROLE_LABELS, ROLE_RIGHTS, UNIT_ROLES, Right, Role, rights_of
from catalog.errors import NotAllowed

# One column a right, one row a role: "x" where the role carries it.
TABLE = """
              propose sign view_unit review translate compile_list release read_office write_site answer administer
officer       x       .    x         .      .         .            .       .           .          .      .
leader        .       x    x         .      .         .            .       .           .          .      .
reviewer      .       .    .         x      x         x            .       x           .          x      .
publisher     .       .    .         .      .         x            x       x           .          x      .
manager       .       .    .         .      .         .            .       x           x          .      .
administrator .       .    .         .      .         .            .       .           x          .      x
"""


def cells() -> list[tuple[str, str, bool]]:
    rights, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [(role, right, mark == "x") for role, *marks in rows for right, mark in zip(rights, marks, strict=True)]


@pytest.mark.parametrize(("role", "right", "expected"), cells())
def test_a_role_carries_exactly_these_rights(role: str, right: str, expected: bool) -> None:
    assert Actor(1, "", frozenset({role})).has(Right(right)) is expected


def test_the_table_knows_every_role_and_right() -> None:
    assert {role for role, _, _ in cells()} == set(Role) == set(ROLE_RIGHTS)
    assert {right for _, right, _ in cells()} | {"signed_in"} == set(Right)


def test_every_role_is_explained_in_both_languages() -> None:
    for role in Role:
        assert all(ROLE_LABELS[role])
        assert all(ROLE_DUTIES[role])


def test_roles_add_up() -> None:
    both = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
    assert rights_of(both) == {Right.READ_OFFICE, Right.WRITE_SITE, Right.ADMINISTER}


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(ValueError, match="king"):
        rights_of(frozenset({"king"}))


def test_reviewing_and_releasing_lie_in_different_hands() -> None:
    assert [role for role, rights in ROLE_RIGHTS.items() if {Right.REVIEW, Right.RELEASE} <= rights] == []


def test_only_people_of_units_may_propose() -> None:
    assert {role for role, rights in ROLE_RIGHTS.items() if rights & {Right.PROPOSE, Right.SIGN}} == UNIT_ROLES


def test_everybody_signed_in_has_that_right_and_nobody_else() -> None:
    assert Actor(1, "").rights == {Right.SIGNED_IN}
    assert ANONYMOUS.rights == frozenset()
    assert SYSTEM.rights == frozenset(Right)


def test_an_actor_acts_for_the_own_unit_only() -> None:
    officer = Actor(1, "", frozenset({Role.OFFICER}), frozenset({7}))
    assert (officer.unit_id, officer.of_unit(7), officer.of_unit(8)) == (7, True, False)
    assert (ANONYMOUS.unit_id, ANONYMOUS.of_unit(7)) == (None, False)
    assert SYSTEM.of_unit(7)


def test_a_missing_right_is_refused() -> None:
    Actor(1, "", frozenset({Role.MANAGER})).require(Right.READ_OFFICE)
    with pytest.raises(NotAllowed):
        Actor(1, "", frozenset({Role.MANAGER})).require(Right.ADMINISTER)
