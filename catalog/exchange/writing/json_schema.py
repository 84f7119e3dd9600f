"""The JSON Schema of a list as JSON, made from the registry of columns: what the one tells, the other describes."""

from collections.abc import Iterable
from typing import Any

from catalog.editions.snapshot import TOO_FEW
from catalog.exchange.columns import COLUMNS, IN_WORDS, Column, Kind
from catalog.exchange.writing import notes
from catalog.exchange.writing.jsonfile import (
    ISSUER_FACTS,
    ISSUER_WORDS,
    LINE_COLUMNS,
    NOTES,
    ROUND_WORDS,
    SCHEMA_PATH,
)
from catalog.i18n import LANGUAGES, Bilingual
from catalog.proposals.choices import AID_FORMS, FUNDING
from catalog.proposals.fields import BY_KEY as FIELDS
from catalog.proposals.workflow import State

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MEDIA_TYPE = "application/schema+json"
TEXT: Schema = {"type": ["string", "null"]}
DAY: Schema = {"type": ["string", "null"], "format": "date"}
COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
KINDS: dict[Kind, Schema] = {
    **{kind: {"$ref": "#/$defs/words"} for kind in IN_WORDS},
    Kind.CODE: TEXT,
    Kind.CODES: {"type": "array", "items": {"type": "string"}},
    **dict.fromkeys((Kind.INTEGER, Kind.VND, Kind.USD), COUNT),
    Kind.DECIMAL: {"type": ["number", "null"]},
    Kind.MONTH: DAY,
}
CODES = {
    "aid_form_code": tuple(AID_FORMS),
    "status_code": (State.PUBLISHED.value, State.CLOSED.value),
    "funding_code": (*FUNDING, "in_kind"),
}
# What the other parts of a schema refer to by name.
SHARED: dict[str, Schema] = {
    "words": {
        "description": "Words in the languages of the file; null where nothing is said.",
        "type": ["object", "null"],
        "properties": {language: {"type": "string"} for language in LANGUAGES},
        "additionalProperties": False,
        "minProperties": 1,
    },
    "addresses": {
        "description": "Addresses of pages by language, or of a photo by its width in pixels.",
        "type": "object",
        "additionalProperties": {"type": "string"},
    },
}
HIDDEN = Bilingual(
    "Dưới 10 em ghi là “{few}”.", "Fewer than ten children are given as “{few}”, so that none can be recognised."
)


def schema(base_url: str) -> Schema:
    """The schema of every list that `jsonfile.write` writes, under its public address; JSON Schema 2020-12."""
    return {
        "$schema": DIALECT,
        "$id": f"{base_url}{SCHEMA_PATH}",
        **named(notes.TITLE),
        **closed({"$schema": {"type": "string"}, "edition": edition(), "entries": many(entry())}),
        "$defs": SHARED,
    }


def named(heading: Bilingual) -> Schema:
    """The name of a part in English, and in Vietnamese."""
    return {"title": heading.en, "description": heading.vi}


def closed(properties: Schema, required: Iterable[str] | None = None) -> Schema:
    """An object with these properties and no others; all are required unless some are named."""
    needed = list(properties if required is None else required)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def many(items: Schema) -> Schema:
    """A list of such things."""
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    """One of the SHARED parts."""
    return {"$ref": f"#/$defs/{name}"}


def _column(column: Column[Any]) -> Schema:
    described: Schema = {**KINDS[column.kind], **named(column.heading)}
    if column.key in CODES:
        described |= {"enum": [*CODES[column.key], None]}
    if column.key in FIELDS and FIELDS[column.key].sensitive:
        hidden = HIDDEN.format(few=TOO_FEW)
        described |= {"type": ["integer", "string", "null"], "pattern": f"^{TOO_FEW}$"}
        described |= {"description": f"{column.heading.vi}. {hidden.vi} {hidden.en}"}
    return described


def edition() -> Schema:
    """What an edition stands on."""
    approval = closed({"kind": TEXT, "number": {"type": "string"}, "date": DAY})
    return closed(
        {
            "key": {"type": "string"},
            "title": ref("words"),
            "pages": ref("addresses"),
            "released_at": {"type": "string", "format": "date-time"},
            "round": closed({"key": {"type": "string"}, **dict.fromkeys(ROUND_WORDS, ref("words"))}),
            "issuer": closed(
                {
                    **dict.fromkeys(ISSUER_WORDS, ref("words")),
                    **dict.fromkeys(ISSUER_FACTS, TEXT),
                    "answer_days": {"type": ["integer", "null"], "description": "Working days."},
                }
            ),
            "approval": approval | {"type": ["object", "null"]},
            "legal_bases": many(closed({"symbol": {"type": "string"}, "title": ref("words")})),
            "rate": closed({"vnd_per_usd": {"type": "integer"}, "date": DAY, "source": ref("words")}),
            "selection": ref("words") | {"description": "What of the edition was searched for; null where it is all."},
            "notes": closed(dict.fromkeys(NOTES, ref("words"))),
        }
    )


def entry() -> Schema:
    """An entry: its code, and what else its reader chose."""
    photo = {"sizes": ref("addresses"), "caption": ref("words"), "alternative_text": ref("words"), "credit": TEXT}
    return closed(
        {
            **{column.key: _column(column) for column in COLUMNS},
            "pages": ref("addresses"),
            "budget": many(closed({column.key: _column(column) for column in LINE_COLUMNS})),
            "photos": many(closed(photo)),
        },
        required=["code"],
    )
