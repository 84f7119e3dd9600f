"""Vietnamese typed for the fonts of the nineties (TCVN3 ".VnTime", VNI), told from Unicode by its syllables."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from catalog.text import fold

Legacy = Literal["TCVN3", "VNI"]


class Repaired(NamedTuple):
    """A text in Unicode, and the old encoding that it was converted from (None: it was Unicode already)."""

    text: str
    legacy: Legacy | None


# TCVN 5712:1993, the letters at 0xA1–0xFF; the fonts show them in place of these Latin-1 characters.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®¯µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
        "ĂÂÊÔƠƯĐăâêôơưđẰàảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
        strict=True,
    )
)
# VNI writes a vowel and then its marks as one more character; a few letters stand alone.
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for base in "aeouyôö":
        letter = _VNI_ALONE.get(base, base)
        pairs |= {base + mark: letter + tone for mark, tone in _TONES.items()}
        if base in "aeo":
            pairs |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _CIRCUMFLEX.items()}
    pairs |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _BREVE.items()}
    capitals = {old.upper(): new.upper() for old, new in pairs.items()}
    mixed = {old[0].upper() + old[1:]: new.upper() for old, new in pairs.items() if len(old) == 2}
    return {old: unicodedata.normalize("NFC", new) for old, new in (pairs | capitals | mixed).items()}


_VNI = _vni()
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(_TCVN3)

# Letters that only Unicode Vietnamese has: a text with one of them is right as it is.
# Share of possible syllables from which a text counts as Vietnamese: names and abbreviations are the rest.
ENOUGH = 0.7
_UNICODE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_LATIN1 = re.compile("[\xa1-\xff]")
# Without ° ± ² ³ ´, which neither encoding uses and texts about money and buildings do; not next to digits (5×3 m).
_WORD = re.compile(r"(?<![0-9])[A-Za-z\xa1-\xaf\xb5-\xff\u0102-\u01b0\u1ea0-\u1ef9]+(?![0-9])")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
# The ư of TCVN3 is a soft hyphen, which many programs have turned into a hyphen: tr-êng.
_HYPHEN_FOR_U = re.compile("[A-Za-z]+-[\xa1-\xff][A-Za-z\xa1-\xff]*")

_ONSETS = "ngh ng nh gh gi kh ph th tr ch qu b c d đ g h k l m n p r s t v x".split()
_RHYMES = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oong
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh ui uôc uôi uôm
uôn uông uôt uơ uy uya uych uynh uyên uyêt uyt uyp uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ych ynh yt yêm yên yêng yêt yêu""".split()
_SYLLABLE = re.compile(f"(?:{'|'.join(_ONSETS)})?({'|'.join(_RHYMES)})")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
LONGEST_SYLLABLE = 7  # nghiêng
_TONE_ON_FIRST_VOWEL = frozenset("ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu".split())


def is_syllable(word: str) -> bool:
    """Whether a word can be Vietnamese: onset, rhyme, at most one tone and that on the right vowel."""
    return len(word) <= LONGEST_SYLLABLE and _is_syllable(word)


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.lower())
    toneless, tones = _TONE.subn("", decomposed)
    syllable = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless))
    if tones == 0 or syllable is None:
        return syllable is not None
    toned = len(unicodedata.normalize("NFC", _TONE.split(decomposed)[0])) - 1
    return tones == 1 and (syllable[1] not in _TONE_ON_FIRST_VOWEL or toned == syllable.start(1))


def likeness(text: str) -> float | None:
    """How much of the accented words can be Vietnamese, 0 to 1; None for a text without any."""
    words = [word for word in _WORD.findall(text) if not word.isascii() and not _is_abbreviation(word)]
    return sum(map(is_syllable, words)) / len(words) if words else None


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and not _VOWEL.search(fold(word))


def convert(text: str, legacy: Legacy) -> str:
    """The text read as TCVN3 or VNI, in Unicode."""
    if legacy == "VNI":
        return _VNI_LETTER.sub(lambda match: _VNI[match.group()], text)
    text = _HYPHEN_FOR_U.sub(lambda match: _hyphenless(match.group()), text)
    return _WORD.sub(lambda match: _capitals(match.group()), text)


def _hyphenless(word: str) -> str:
    with_u = word.replace("-", "\xad", 1)
    return with_u if is_syllable(with_u.translate(_TCVN3_TABLE)) else word


def _capitals(word: str) -> str:
    """TCVN3 has no accented capitals: its capital fonts show small letters as capitals, so TR¦êNG is TRƯỜNG."""
    converted = word.translate(_TCVN3_TABLE)
    plain = [letter for letter in word if letter.isascii()]
    return converted.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else converted


def is_unicode(text: str) -> bool:
    """Whether the text has Vietnamese letters that only Unicode knows."""
    return _UNICODE_ONLY.search(text) is not None


def repair(text: str, prefer: Legacy | None = None) -> Repaired:
    """Unicode for a text that may be in TCVN3 or VNI; Unicode Vietnamese, other languages and ASCII stay as they are.

    prefer: what the rest of the file is written in, which decides for texts that could be either ("xã").
    """
    if not _LATIN1.search(text) or is_unicode(text):
        return Repaired(text, None)
    best = Repaired(text, None)
    best_score = as_it_is = likeness(text) or 0.0
    for legacy in ("TCVN3", "VNI"):
        converted = convert(text, legacy)
        score = likeness(converted) if _has_evidence(text) else 0.0
        if score is None:  # abbreviations only, as HĐND
            score = float(legacy == prefer)
        if score >= ENOUGH and (score > best_score or (score >= as_it_is and legacy == prefer)):
            best, best_score = Repaired(converted, legacy), score
    return best


def _has_evidence(text: str) -> bool:
    """A word that mixes ASCII with Latin-1 characters; a lone © or × says nothing."""
    return any(_LATIN1.search(word) and re.search("[A-Za-z]", word) for word in _WORD.findall(text))
