"""Values of a proposal: what is accepted for each kind of field, and the rules between fields."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from catalog.i18n import Bilingual
from catalog.proposals.choices import AID_FORMS, PRIORITIES
from catalog.proposals.dac import DAC_NAMES
from catalog.proposals.fields import FIELDS, Field, Kind
from catalog.proposals.models import OLDEST_CHILD, SUBGROUPS, Proposal
from catalog.text import clean

COUNTS = range(10_000_001)
SDG_TARGET = re.compile(r"(1[0-7]|[1-9])\.(\d{1,2}|[a-d])")
COMMUNE_CODE = re.compile(r"\d{5}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

TOO_LONG = Bilingual("Dài {length} ký tự, nhiều nhất {limit}.", "It has {length} characters; {limit} at most.")
NOT_A_CHOICE = Bilingual("Hãy chọn một mục trong danh sách.", "Choose one from the list.")
NOT_A_COUNT = Bilingual("Hãy nhập một số nguyên không âm.", "Enter a whole number, not below zero.")
NOT_TARGETS = Bilingual("Hãy nhập như 4.a, 4.5.", "Enter targets such as 4.a, 4.5.")
NOT_A_CODE = Bilingual("Mã xã gồm đúng 5 chữ số.", "A commune code has exactly 5 digits.")
NOT_AN_EMAIL = Bilingual("Đây không phải địa chỉ thư điện tử.", "This is not an e-mail address.")
SEX_SUM = Bilingual(
    "Em gái và em trai cộng lại là {sum}, khác tổng số trẻ em {children}.",
    "Girls and boys make {sum}, unlike the {children} children in all.",
)
MORE_THAN_ALL = Bilingual("Nhiều hơn tổng số trẻ em ({children}).", "More than the children in all ({children}).")
NOT_CHILDREN = Bilingual("Trẻ em là người dưới 16 tuổi.", "Children are under 16.")
AGES_REVERSED = Bilingual("Tuổi đến nhỏ hơn tuổi từ.", "It is below the first age.")
ENDS_BEFORE_START = Bilingual("Kết thúc trước khi bắt đầu.", "It ends before it starts.")


def first_of_month(year: int, month: int) -> date:
    """The day that a planned start is stored as."""
    return date(year, month, 1)


def last_of_month(year: int, month: int) -> date:
    """The day that a planned end is stored as."""
    return date(year, month, monthrange(year, month)[1])


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Text made clean (NFC, no control characters), everything else as it is."""
    return {key: clean(value).strip() if isinstance(value, str) else value for key, value in values.items()}


def errors_in(values: Mapping[str, Any], category_keys: frozenset[str]) -> dict[str, Bilingual]:
    """What each given value breaks, by field key; gaps are allowed."""
    found = {}
    for field in FIELDS:
        value = values.get(field.key)
        if value not in (None, "", []):
            error = _error(field, value, category_keys)
            if error:
                found[field.key] = error
    return found


def _error(field: Field, value: Any, category_keys: frozenset[str]) -> Bilingual | None:
    if field.limit and len(str(value)) > field.limit:
        return TOO_LONG.format(length=len(str(value)), limit=field.limit)
    if field.kind is Kind.COUNT and value not in COUNTS:
        return NOT_A_COUNT
    if field.kind is Kind.TARGETS and not all(map(SDG_TARGET.fullmatch, value)):
        return NOT_TARGETS
    if field.kind is Kind.EMAIL and not EMAIL.fullmatch(str(value)):
        return NOT_AN_EMAIL
    if field.key == "commune_code" and not COMMUNE_CODE.fullmatch(str(value)):
        return NOT_A_CODE
    choices = {"category_key": category_keys, "aid_form": AID_FORMS, "dac_code": DAC_NAMES, "priority": PRIORITIES}
    if field.key in choices and value not in choices[field.key]:
        return NOT_A_CHOICE
    return None


def contradictions(proposal: Proposal | SimpleNamespace) -> dict[str, Bilingual]:
    """Rules between fields that always hold, by the key of the field to change; the database holds them too."""
    found = {}
    if proposal.children is not None:
        for key in SUBGROUPS:
            value = getattr(proposal, key)
            if value is not None and value > proposal.children:
                found[key] = MORE_THAN_ALL.format(children=proposal.children)
        if proposal.girls is not None and proposal.boys is not None:
            both = proposal.girls + proposal.boys
            if both != proposal.children:
                found.setdefault("boys", SEX_SUM.format(sum=both, children=proposal.children))
    for key in ("age_from", "age_to"):
        age = getattr(proposal, key)
        if age is not None and age > OLDEST_CHILD:
            found[key] = NOT_CHILDREN
    if proposal.age_from is not None and proposal.age_to is not None and proposal.age_to < proposal.age_from:
        found.setdefault("age_to", AGES_REVERSED)
    if proposal.planned_start and proposal.planned_end and proposal.planned_end < proposal.planned_start:
        found["planned_end"] = ENDS_BEFORE_START
    return found
