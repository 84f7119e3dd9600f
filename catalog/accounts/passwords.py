"""How passwords are checked, kept and compared."""

import re
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from catalog.errors import Invalid
from catalog.i18n import Bilingual
from catalog.text import fold

MINIMUM = 12
MAXIMUM = 200

# OWASP's second profile for argon2id: 19 MiB, two passes, one lane; some 40 ms on an office PC.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# What must remain of a password once everything guessable is taken out of it.
_REST = 6
_DISTINCT = 5

_GUESSABLE = """
    password passwort passphrase matkhau matma qwerty azerty welcome letmein iloveyou loveyou sunshine princess
    football baseball superman batman dragon monkey master secret changeme default login user guest test demo
    example admin administrator quantri anhyeuem emyeuanh yeuem yeuanh giadinh hanhphuc vietnam hanoi saigon
    hochiminh congan canbo unitedstates
    bacgiang bacninh songoaivu ngoaivu sngv department foreign affairs catalogue catalog danhmuc vientro duan treem
    children project projects officer leader reviewer publisher manager donvi
    sondong lucngan lucnam yenthe yendung tanyen langgiang hiephoa vietyen
"""

_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
)

_LOOKALIKES = str.maketrans("013457@$!", "oleastasi")

TOO_SHORT = Bilingual(
    vi=f"Mật khẩu phải có ít nhất {MINIMUM} ký tự; một câu ngắn dễ nhớ là tốt nhất.",
    en=f"A password needs at least {MINIMUM} characters; a short sentence is best.",
)
TOO_LONG = Bilingual(
    vi=f"Mật khẩu không được dài quá {MAXIMUM} ký tự.",
    en=f"A password may have at most {MAXIMUM} characters.",
)
TOO_COMMON = Bilingual(
    vi="Mật khẩu này dễ đoán: toàn từ thông dụng, tên người dùng, địa danh hoặc dãy phím. Hãy chọn câu khác.",
    en="This password is easy to guess: common words, your name, a place or a row of keys. Choose another.",
)


def normalise(password: str) -> str:
    """NFKC, so that the same letters from two keyboards are the same password."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, email: str = "", name: str = "", field: str = "password") -> None:
    """Raise Invalid, on the given field, when a new password is too short, too long or easy to guess."""
    password = normalise(password)
    if len(password) < MINIMUM:
        raise Invalid({field: TOO_SHORT})
    if len(password) > MAXIMUM:
        raise Invalid({field: TOO_LONG})
    own_words = [word for word in re.split(r"[^a-z0-9]+", fold(f"{email} {name}")) if len(word) >= 3]
    letters = re.sub(r"\s+", "", fold(password))
    for spelling in (letters, letters.translate(_LOOKALIKES)):
        rest = _without_words(_without_rows(spelling), own_words)
        if len(rest) < _REST or len(set(rest)) < _DISTINCT:
            raise Invalid({field: TOO_COMMON})


def hash_of(password: str) -> str:
    """The argon2id hash to keep."""
    return _HASHER.hash(normalise(password))


def matches(kept_hash: str | None, password: str) -> bool:
    """Whether the password is the kept one; with nothing kept it takes just as long to say no."""
    try:
        return _HASHER.verify(kept_hash or _dummy_hash(), normalise(password)) and kept_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's and should be made anew."""
    return _HASHER.check_needs_rehash(kept_hash)


@cache
def _dummy_hash() -> str:
    return _HASHER.hash("an account that does not exist")


def _without_rows(text: str) -> str:
    """Take out runs of four and more neighbours on the keyboard or in the alphabet, either direction."""
    kept, start = [], 0
    while start < len(text):
        run = _run_length(text, start)
        if run < 4:
            kept.append(text[start])
        start += run if run >= 4 else 1
    return "".join(kept)


def _run_length(text: str, start: int) -> int:
    longest = 1
    for row in _ROWS:
        for line in (row, row[::-1]):
            while start + longest < len(text) and text[start : start + longest + 1] in line:
                longest += 1
    return longest


def _without_words(text: str, own_words: list[str]) -> str:
    for word in sorted({*_GUESSABLE.split(), *own_words}, key=len, reverse=True):
        text = text.replace(word, "")
    return re.sub(r"[^a-z0-9]", "", text)
