"""The API keeps what its description says, asked in ways that this allows and in ways that it does not."""

from dataclasses import replace

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from catalog.api.operations import OPERATIONS, ROOT
from catalog.editions.facets import FACETS

# The same cases in every run. Its client can't read what is compressed.
ASKING = {
    "seed": 1,
    "generation": {"deterministic": True, "max-examples": 6},
    "phases": {"stateful": {"enabled": False}, "coverage": {"unexpected-methods": ["POST", "DELETE", "QUERY"]}},
    "headers": {"Accept-Encoding": "identity"},
}


@pytest.mark.demo
def test_nothing_is_found_by_asking_in_every_way(app: Flask) -> None:
    app.config["CATALOG"] = replace(app.config["CATALOG"], api_requests_per_minute=1_000_000)
    config = SchemathesisConfig.from_dict(ASKING)
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app, config=config)
    found, cases, asked = [], 0, set()
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if isinstance(event, events.ScenarioFinished):
            cases += len(event.recorder.cases)
            asked.add(event.recorder.label)
            checks = (check for done in event.recorder.checks.values() for check in done)
            found += [(check.name, check.failure_info) for check in checks if check.failure_info]
    assert found == []
    assert (asked, cases > 200) == ({f"GET {ROOT}{operation.path}" for operation in OPERATIONS}, True)


def test_the_description_is_valid_and_tells_every_view(app: Flask, client: FlaskClient) -> None:
    told = {language: client.get(f"{ROOT}/openapi.json?lang={language}").json for language in ("vi", "en")}
    for described in told.values():
        OpenAPIV31SpecValidator(described).validate()
    assert told["vi"]["info"]["title"] != told["en"]["info"]["title"]
    views = {str(rule).replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules() if ROOT in str(rule)}
    assert views == {*told["en"]["paths"], f"{ROOT}/openapi.json"}
    filters = [parameter["name"] for parameter in told["en"]["paths"][f"{ROOT}/facets"]["get"]["parameters"]]
    assert filters == ["q", *(facet.key for facet in FACETS), "sort", "lang", "edition"]
