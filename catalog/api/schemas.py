"""The JSON Schema of what the API tells, made of that of editions as JSON; its parts refer to each other by name."""

from typing import Any

from catalog.api.answers import ROUND_WORDS, STARTS
from catalog.exchange.documents import DOCUMENT_LANGUAGES, LAYOUTS
from catalog.exchange.writing import json_schema
from catalog.exchange.writing.json_schema import Schema, closed, many

COMPONENTS = "#/components/schemas/"
ADDRESS: Schema = {"type": "string", "format": "uri"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
PAGES: Schema = closed({"vi": ADDRESS, "en": ADDRESS})


def _ref(name: str) -> Schema:
    return {"$ref": COMPONENTS + name}


def _links(*names: str, **more: Schema) -> Schema:
    return closed({**dict.fromkeys(names, ADDRESS), **more})


def _edition_line(**more: Schema) -> Schema:
    links = _links("self", "projects")
    return closed({"edition": _ref("edition"), "projects": COUNT, "links": links, **more})


def _document() -> Schema:
    stored = {"size": {"type": ["integer", "null"]}, "sha256": {"type": ["string", "null"]}}
    return closed(
        {
            "name": TEXT,
            "layout": {"type": "string", "enum": list(LAYOUTS)},
            "language": {"type": "string", "enum": list(DOCUMENT_LANGUAGES)},
            "media_type": TEXT,
            "address": ADDRESS,
            **stored,
        }
    )


def _values() -> Schema:
    """What to filter by: the key, what people call it, how many projects it has, and where they are."""
    return many(closed({"key": TEXT, "name": _ref("words"), "projects": COUNT, "links": _links("projects")}))


def _answers() -> dict[str, Schema]:
    moment = {"type": "string", "format": "date-time"}
    round_ = {"key": TEXT, **dict.fromkeys(ROUND_WORDS, _ref("words")), "opens_at": moment, "closes_at": moment}
    documentation = _links("self", *STARTS)
    facet = {"key": TEXT, "name": _ref("words"), "values": _values()}
    next_page: Schema = {"type": ["string", "null"], "format": "uri"}
    return {
        "start": closed({"links": _with(documentation, documentation=PAGES)}),
        "projects": closed(
            {
                "total": COUNT,
                "edition": _ref("edition"),
                "projects": many(_ref("project")),
                "links": _links("self", next=next_page, pages=PAGES),
            }
        ),
        "one_project": closed(
            {"project": _ref("project"), "edition": _ref("edition"), "links": _links("self", "edition", "projects")}
        ),
        "editions": closed({"editions": many(_edition_line()), "links": _links("self")}),
        "one_edition": _edition_line(documents=many(_document())),
        "facets": closed({"total": COUNT, "facets": many(closed(facet)), "links": _links("self")}),
        "categories": closed({"categories": _values(), "links": _links("self")}),
        "areas": closed({"areas": _values(), "links": _links("self")}),
        "rounds": closed({"rounds": many(closed(round_)), "links": _links("self", calendar=PAGES)}),
    }


def _with(schema: Schema, **more: Schema) -> Schema:
    return closed({**schema["properties"], **more})


def _problem() -> Schema:
    error = closed({"parameter": TEXT, "detail": TEXT})
    told = {"type": ADDRESS, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    return closed({**told, "errors": many(error)}, required=told)


def components() -> dict[str, Schema]:
    """Every part by its name."""
    parts = {
        **json_schema.SHARED,
        "edition": json_schema.edition(),
        "project": json_schema.entry(),
        **_answers(),
        "problem": _problem(),
    }
    return _at_home(parts)


def _at_home(value: Any) -> Any:
    """The same with the names of the edition's schema found among the components."""
    if isinstance(value, dict):
        return {
            key: each.replace("#/$defs/", COMPONENTS) if key == "$ref" else _at_home(each)
            for key, each in value.items()
        }
    return [_at_home(each) for each in value] if isinstance(value, list) else value
