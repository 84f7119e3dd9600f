"""What is frozen at release: the allow-listed fields of a proposal in both languages, and what the edition stood on.

Only what is written here can ever become public; private fields have no way in.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from catalog import money
from catalog.attachments import queries as attachments
from catalog.office.models import ExchangeRate, IssuingBody, LegalBasis, Recipients, Signer
from catalog.proposals.dac import DAC_NAMES
from catalog.proposals.fields import FIELDS, Kind
from catalog.proposals.models import Attachment, Category, Proposal
from catalog.rounds.models import Round
from catalog.translation.segments import Segment

SMALLEST_SHOWN = 10
TOO_FEW = "<10"
NOT_IN_BENEFICIARIES = frozenset({"age_from", "age_to", "months"})


def entry_data(proposal: Proposal, segments: Sequence[Segment], vnd_per_usd: int) -> dict[str, Any]:
    """The frozen form of a proposal.

    {code, unit{code,kind,vi,en}, commune_code, category{key,vi,en}, sector{vi,en}, dac{code,name}, sdg[…], aid_form,
    has_construction, texts{field key: {vi,en}}, beneficiaries{count key: int | "<10"}, ages[from,to], months,
    planned_start, planned_end (ISO), budget[{item{vi,en}, quantity (decimal as text), unit{vi,en}, unit_cost_vnd,
    amount_vnd, amount_usd, funding, optional}], in_kind[{item, quantity, unit}], photos[{sha256, sizes{width in
    pixels: SHA-256}, width, height, caption{vi,en}, alternative_text{vi,en}, credit}], aid_vnd, counterpart_vnd,
    total_vnd, aid_usd, counterpart_usd, total_usd}: đồng and US dollars are whole.
    """
    english = {segment.source.key: segment.target for segment in segments}
    category = _category(proposal)
    sums = {"aid": proposal.aid_vnd, "counterpart": proposal.counterpart_vnd, "total": proposal.total_vnd}
    return {
        "code": proposal.code,
        "unit": _unit(proposal),
        "commune_code": proposal.commune_code,
        "category": {"key": category.key, "vi": category.name_vi, "en": category.name_en},
        "sector": {"vi": category.sector_vi, "en": category.sector_en},
        "dac": _dac(proposal.dac_code, category),
        "sdg": list(proposal.sdg_targets or category.sdg_targets),
        "aid_form": proposal.aid_form,
        "has_construction": proposal.has_construction,
        "texts": _texts(proposal, english),
        "beneficiaries": _beneficiaries(proposal),
        "ages": [proposal.age_from, proposal.age_to],
        "months": proposal.months,
        "planned_start": _iso(proposal.planned_start),
        "planned_end": _iso(proposal.planned_end),
        "budget": [_budget_line(line, english, vnd_per_usd) for line in proposal.budget_lines],
        "in_kind": [_row("in_kind", need, english) for need in proposal.in_kind_needs],
        "photos": [_photo(photo, english) for photo in attachments.publishable(proposal)],
        **{f"{key}_vnd": value for key, value in sums.items()},
        **{f"{key}_usd": money.to_usd(value, vnd_per_usd) for key, value in sums.items()},
    }


def _unit(proposal: Proposal) -> dict[str, str]:
    unit = proposal.unit
    return {"code": unit.code, "kind": unit.kind, "vi": proposal.unit_name_vi, "en": proposal.unit_name_en}


def _category(proposal: Proposal) -> Category:
    if proposal.category is None:
        raise ValueError(f"{proposal.code} was accepted without a type of support")
    return proposal.category


def _dac(own_code: str, category: Category) -> dict[str, str]:
    if own_code:
        return {"code": own_code, "name": DAC_NAMES[own_code]}
    return {"code": category.dac_code, "name": category.dac_name}


def _texts(proposal: Proposal, english: dict[str, str]) -> dict[str, dict[str, str]]:
    keys = [field.key for field in FIELDS if field.translatable and field.public and getattr(proposal, field.key)]
    return {key: {"vi": getattr(proposal, key), "en": english.get(key, "")} for key in keys}


def _beneficiaries(proposal: Proposal) -> dict[str, int | str]:
    """Counts by key; of sensitive groups fewer than ten are not told apart, so that no child can be."""
    counts: dict[str, int | str] = {}
    for field in FIELDS:
        value = getattr(proposal, field.key)
        if field.kind is Kind.COUNT and field.public and value is not None and field.key not in NOT_IN_BENEFICIARIES:
            counts[field.key] = TOO_FEW if field.sensitive and 0 < value < SMALLEST_SHOWN else value
    return counts


def _budget_line(line: Any, english: dict[str, str], vnd_per_usd: int) -> dict[str, Any]:
    return {
        **_row("budget", line, english),
        "unit_cost_vnd": line.unit_cost_vnd,
        "amount_vnd": line.amount_vnd,
        "amount_usd": money.to_usd(line.amount_vnd, vnd_per_usd),
        "funding": line.funding,
        "optional": line.optional,
    }


def _row(table: str, row: Any, english: dict[str, str]) -> dict[str, Any]:
    return {
        "item": {"vi": row.item, "en": english.get(f"{table}:{row.id}:item", "")},
        "quantity": _decimal(row.quantity),
        "unit": {"vi": row.unit, "en": english.get(f"{table}:{row.id}:unit", "")},
    }


def _photo(photo: Attachment, english: dict[str, str]) -> dict[str, Any]:
    """A photo that may be published; its consent stays inside."""
    texts = {
        column: {"vi": getattr(photo, column), "en": english.get(f"photo:{photo.id}:{column}", "")}
        for column in ("caption", "alternative_text")
    }
    size = {"width": photo.width, "height": photo.height}
    return {"sha256": photo.sha256, "sizes": dict(photo.sizes), **size, **texts, "credit": photo.credit}


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def edition_data(
    round_: Round,
    body: IssuingBody,
    bases: Iterable[LegalBasis],
    rate: ExchangeRate,
    signer: Signer | None = None,
    recipients: Recipients | None = None,
    templates: dict[str, str] | None = None,
) -> dict[str, dict[str, Any] | list[Any] | None]:
    """What an edition stood on.

    {round{key,name,…}, issuer{…}, legal_bases[{symbol,title}], rate{source}, signer{title,name} and recipients{vi,en}
    where the office has said so, templates{language: SHA-256 of the office's own Word file}}.
    """
    issuer = ("name", "parent", "division", "seat", "address")
    return {
        "round": {"key": round_.key, **{name: _both(round_, name) for name in ("name", "theme", "slogan")}},
        "issuer": {
            **{name: _both(body, name) for name in issuer},
            "symbol": body.symbol,
            "phone": body.phone,
            "email": body.email,
            "answer_days": body.answer_days,
            "marks_translation": body.marks_translation,
        },
        "legal_bases": [{"symbol": basis.symbol, "title": _both(basis, "title")} for basis in bases],
        "rate": {"source": _both(rate, "source")},
        "signer": {"title": _both(signer, "title"), "name": signer.name} if signer else None,
        "recipients": _both(recipients, "lines") if recipients else None,
        "templates": templates or {},
    }


def _both(row: Any, name: str) -> dict[str, str]:
    return {language: getattr(row, f"{name}_{language}") for language in ("vi", "en")}
