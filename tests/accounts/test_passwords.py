"""Rules for new passwords, and how kept ones are compared."""

import unicodedata

import pytest
from argon2 import PasswordHasher

from catalog.accounts import passwords
from catalog.accounts.passwords import MAXIMUM, TOO_COMMON, TOO_LONG, TOO_SHORT
from catalog.errors import Invalid

GOOD = [
    "con mèo ngủ trên mái nhà",
    "Trời mưa to quá nên ở nhà",
    "seven green bottles on a wall",
    "correct horse battery staple",
    "k9#Lw2!vRtQz",
    "a-long-Password-for-7-bridges",
    "x" * 3 + "abc gió mùa đông bắc",
]
BAD = [
    ("", TOO_SHORT),
    ("k9#Lw2!vRtQ", TOO_SHORT),
    ("ﬁﬁﬁﬁ", TOO_SHORT),  # NFKC: eight letters
    ("y" + "k9#Lw2!vRtQz" * 17, TOO_LONG),
    ("password1234", TOO_COMMON),
    ("PasswordPassword", TOO_COMMON),
    ("P@ssw0rd-2026", TOO_COMMON),
    ("123456789012", TOO_COMMON),
    ("210987654321", TOO_COMMON),
    ("qwertyuiopasdf", TOO_COMMON),
    ("1qaz2wsx3edc", TOO_COMMON),
    ("aaaaaaaaaaaaaa", TOO_COMMON),
    ("abababababab", TOO_COMMON),
    ("matkhau123456", TOO_COMMON),
    ("Mật khẩu 2026!", TOO_COMMON),
    ("anh yêu em 1990", TOO_COMMON),
    ("Bắc Giang 2023", TOO_COMMON),
    ("songoaivu-2026", TOO_COMMON),
    ("danh mục dự án", TOO_COMMON),
    ("officer.220@example.org", TOO_COMMON),
    ("hoang.thilan.2026", TOO_COMMON),
    ("Nguyễn Thị Lan 12", TOO_COMMON),
]


@pytest.mark.parametrize("password", GOOD)
def test_a_short_sentence_will_do(password: str) -> None:
    passwords.check(password, "hoang.thilan@example.org", "Nguyễn Thị Lan")


@pytest.mark.parametrize(("password", "reason"), BAD)
def test_what_is_short_or_easy_to_guess_is_refused(password: str, reason: object) -> None:
    with pytest.raises(Invalid) as refusal:
        passwords.check(password, "hoang.thilan@example.org", "Nguyễn Thị Lan", field="new")
    assert refusal.value.fields == {"new": reason}


def test_the_longest_password_is_taken() -> None:
    passwords.check(("k9#Lw2!vRtQz" * 17)[:MAXIMUM])


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_spelling_of_the_same_letters_is_the_same_password(form: str) -> None:
    kept = passwords.hash_of("Trời mưa to quá nên ở nhà")
    assert passwords.matches(kept, unicodedata.normalize(form, "Trời mưa to quá nên ở nhà"))


def test_a_password_matches_only_itself() -> None:
    kept = passwords.hash_of("con mèo ngủ trên mái nhà")
    assert kept.startswith("$argon2id$")
    assert passwords.matches(kept, "con mèo ngủ trên mái nhà ") is False
    assert passwords.matches(None, "con mèo ngủ trên mái nhà") is False
    assert passwords.matches("not a hash", "con mèo ngủ trên mái nhà") is False


def test_an_account_that_does_not_exist_has_no_password_at_all() -> None:
    assert passwords.matches(None, "an account that does not exist") is False


def test_hashes_of_other_parameters_are_outdated() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("con mèo ngủ")
    assert passwords.is_outdated(weak)
    assert not passwords.is_outdated(passwords.hash_of("con mèo ngủ"))
