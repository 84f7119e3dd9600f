"""A frozen entry in words, part by part, and what became of them from one edition to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.editions.models import bilingual
from catalog.i18n import LANGUAGES, Bilingual, format_date, format_number, format_vnd
from catalog.proposals.choices import AID_FORMS, FUNDING
from catalog.proposals.fields import BY_KEY
from catalog.text import Pieces, differences, unchanged_apart

FACTS = {
    "category": Bilingual("Loại hỗ trợ", "Type of support"),
    "beneficiaries": Bilingual("Đối tượng hưởng lợi", "Beneficiaries"),
    "ages": Bilingual("Độ tuổi", "Ages"),
    "planned_start": Bilingual("Bắt đầu", "Start"),
    "planned_end": Bilingual("Kết thúc", "End"),
    "aid_form": Bilingual("Hình thức viện trợ", "Form of aid"),
    "in_kind": Bilingual("Nhu cầu hiện vật", "In-kind needs"),
    "sdg": Bilingual("Chỉ tiêu phát triển bền vững", "SDG targets"),
}
PHOTOS = Bilingual("Ảnh", "Photos")
BUDGET = Bilingual("Dòng dự toán", "Budget lines")
NOTHING = Bilingual("", "")
LINE = Bilingual("{item}: {quantity} {unit} × {cost} ({funding})", "{item}: {quantity} {unit} × {cost} ({funding})")
NEED = Bilingual("{item}: {quantity} {unit}", "{item}: {quantity} {unit}")
COUNT = Bilingual("{label}: {count}", "{label}: {count}")


@dataclass(frozen=True)
class Edit:
    """A part of an entry in one language before and after; `is_text` where each language has words of its own."""

    label: Bilingual
    language: str
    before: str
    after: str
    is_text: bool

    @property
    def pieces(self) -> Pieces:
        """What turns one into the other, word by word, long unchanged paragraphs apart."""
        return unchanged_apart(differences(self.before, self.after))


def edits(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Edit]:
    """What differs in words between two frozen entries, in both languages, in the order of the form."""
    found = []
    for key, (label, is_text, words) in PARTS.items():
        before, after = words(old, key), words(new, key)
        found += [
            Edit(label, language, before.in_(language), after.in_(language), is_text)
            for language in LANGUAGES
            if before.in_(language) != after.in_(language)
        ]
    return found


def _text(data: Mapping[str, Any], key: str) -> Bilingual:
    return bilingual(data["texts"].get(key))


def _category(data: Mapping[str, Any], key: str) -> Bilingual:
    return bilingual(data[key])


def _beneficiaries(data: Mapping[str, Any], key: str) -> Bilingual:
    return _lines([COUNT.format(label=BY_KEY[name].label, count=_number(count)) for name, count in data[key].items()])


def _ages(data: Mapping[str, Any], key: str) -> Bilingual:
    return _alike("–".join("" if age is None else str(age) for age in data[key]).strip("–"))


def _day(data: Mapping[str, Any], key: str) -> Bilingual:
    day = date.fromisoformat(data[key]) if data[key] else None
    return Bilingual(*(format_date(day, language) for language in LANGUAGES))


def _aid_form(data: Mapping[str, Any], key: str) -> Bilingual:
    return AID_FORMS.get(data[key], NOTHING)


def _targets(data: Mapping[str, Any], key: str) -> Bilingual:
    return _alike(", ".join(data[key]))


def _in_kind(data: Mapping[str, Any], key: str) -> Bilingual:
    return _lines([NEED.format(**_row(need)) for need in data[key]])


def _budget(data: Mapping[str, Any], key: str) -> Bilingual:
    return _lines(
        [
            LINE.format(
                **_row(line),
                cost=Bilingual(*(format_vnd(line["unit_cost_vnd"], language) for language in LANGUAGES)),
                funding=FUNDING[line["funding"]],
            )
            for line in data[key]
        ]
    )


def _photos(data: Mapping[str, Any], key: str) -> Bilingual:
    """What is said of each; what was released before there were photos has none."""
    return _lines([bilingual(photo["caption"]) for photo in data.get(key, ())])


def _row(row: Mapping[str, Any]) -> dict[str, Bilingual]:
    return {
        "item": bilingual(row["item"]),
        "quantity": _number(row["quantity"]),
        "unit": bilingual(row["unit"]),
    }


def _number(value: int | str | None) -> Bilingual:
    """A count, or a decimal as text; "<10" stays as it is."""
    if isinstance(value, str) and value.startswith("<"):
        return _alike(value)
    return Bilingual(*(format_number(value, language) for language in LANGUAGES))  # type: ignore[arg-type]


def _alike(text: str) -> Bilingual:
    return Bilingual(text, text)


def _lines(rows: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(*("\n".join(row.in_(language).strip() for row in rows) for language in LANGUAGES))


Words = Callable[[Mapping[str, Any], str], Bilingual]
FACT_WORDS: dict[str, Words] = {
    "category": _category,
    "beneficiaries": _beneficiaries,
    "ages": _ages,
    "planned_start": _day,
    "planned_end": _day,
    "aid_form": _aid_form,
    "in_kind": _in_kind,
    "sdg": _targets,
}
# Every part that is compared: its name, whether each language has words of its own, and how to tell it.
PARTS: dict[str, tuple[Bilingual, bool, Words]] = {
    **{key: (field.label, True, _text) for key, field in BY_KEY.items()},
    **{key: (label, key == "in_kind", FACT_WORDS[key]) for key, label in FACTS.items()},
    "budget": (BUDGET, True, _budget),
    "photos": (PHOTOS, True, _photos),
}
