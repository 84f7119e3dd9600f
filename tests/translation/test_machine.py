"""Machine drafts: what is sent to the service, what is not, and what becomes of its answers."""

from collections.abc import Iterator

import pytest
from flask import Flask

from catalog.accounts.actor import Actor
from catalog.errors import NotAllowed
from catalog.proposals.workflow import State
from catalog.settings import Settings
from catalog.translation import services
from catalog.translation.machine import DeepL, LibreTranslate, MachineTrouble, Provider, provider
from catalog.translation.queries import segments_of
from catalog.translation.segments import TranslationState, counts
from catalog.translation.services import MachineDrafts, TargetInput
from tests.proposals import scene
from tests.translation.machines import Service, service

HARMLESS = "Thư viện xã"
HARMFUL = "Tủ sách cho em Nguyễn Văn An"


@pytest.fixture
def running() -> Iterator[Service]:
    with service() as started:
        yield started


def test_libretranslate_is_asked_as_its_api_says(running: Service) -> None:
    assert LibreTranslate(running.url, "a key").translate(["một", "hai"]) == ["EN: một", "EN: hai"]
    body = {"q": ["một", "hai"], "source": "vi", "target": "en", "format": "text"}
    assert running.asked == [("/translate", None, body | {"api_key": "a key"})]
    LibreTranslate(running.url, "").translate(["một", "hai"])
    assert running.asked[1] == ("/translate", None, body)


def test_deepl_is_asked_as_its_api_says(running: Service) -> None:
    assert DeepL(running.url, "a key").translate(["một"]) == ["EN: một"]
    body = {"text": ["một"], "source_lang": "VI", "target_lang": "EN-GB"}
    assert running.asked == [("/v2/translate", "DeepL-Auth-Key a key", body)]


FAILURES = [403, 429, 456, 500, b"no json", b"[]", b"{}", b'{"translatedText": ["one"]}', b'{"translatedText": [1, 2]}']


@pytest.mark.parametrize("kind", [LibreTranslate, DeepL])
@pytest.mark.parametrize("failing", FAILURES)
def test_whatever_else_it_answers_is_trouble(running: Service, kind: type, failing: int | bytes) -> None:
    running.failing = failing
    with pytest.raises(MachineTrouble):
        kind(running.url, "").translate(["một", "hai"])


def test_no_answer_is_trouble() -> None:
    with service() as gone:
        url = gone.url
    with pytest.raises(MachineTrouble):
        LibreTranslate(url, "").translate(["một"])


def test_the_settings_name_the_service(tmp_path) -> None:
    def named(value: str) -> Provider | None:
        environment = {"CATALOG_DATA_DIR": str(tmp_path), "MACHINE_TRANSLATION": value, "MACHINE_TRANSLATION_KEY": "k"}
        return provider(Settings.from_env(environment))

    assert named("") is None
    assert named("libretranslate:http://127.0.0.1:5001/") == LibreTranslate("http://127.0.0.1:5001", "k")
    assert named("deepl:https://api-free.deepl.com") == DeepL("https://api-free.deepl.com", "k")


@pytest.fixture
def reviewer(database: Flask) -> Actor:
    return scene.actor("reviewer")


def test_it_drafts_what_is_missing_and_never_sees_what_may_show_a_child(running: Service, reviewer: Actor) -> None:
    proposal = scene.proposal_in(State.ACCEPTED, scene.a_round(), title=HARMLESS, objective=HARMFUL)
    services.save(reviewer, proposal.code, {"location": TargetInput("Huu San", True, 0)})
    drafts = services.draft_by_machine(reviewer, proposal.code, LibreTranslate(running.url, ""))
    found = {segment.source.key: segment for segment in segments_of(proposal)}
    assert drafts == MachineDrafts(len(found) - 2, 1)
    assert HARMFUL not in str(running.asked)
    assert (found["title"].target, found["title"].state) == (f"EN: {HARMLESS}", TranslationState.MACHINE)
    assert (found["location"].target, found["objective"].target) == ("Huu San", "")
    assert counts(list(found.values())) == {
        TranslationState.MISSING: 1,
        TranslationState.MACHINE: len(found) - 2,
        TranslationState.DRAFT: 0,
        TranslationState.STALE: 0,
        TranslationState.CHECKED: 1,
    }
    assert services.draft_by_machine(reviewer, proposal.code, LibreTranslate(running.url, "")) == (0, 1)
    assert len(running.asked) == 1


@pytest.mark.parametrize(
    ("target", "checked", "state"),
    [
        (f"EN: {HARMLESS}", False, TranslationState.MACHINE),
        (f"EN: {HARMLESS}", True, TranslationState.CHECKED),
        ("Commune library", False, TranslationState.DRAFT),
    ],
)
def test_a_person_takes_it_over(running: Service, reviewer: Actor, target: str, checked: bool, state: str) -> None:
    proposal = scene.proposal_in(State.ACCEPTED, scene.a_round(), title=HARMLESS)
    services.draft_by_machine(reviewer, proposal.code, LibreTranslate(running.url, ""))
    services.save(reviewer, proposal.code, {"title": TargetInput(target, checked, 1)})
    assert {segment.state for segment in segments_of(proposal) if segment.source.key == "title"} == {state}


def test_trouble_changes_nothing(running: Service, reviewer: Actor) -> None:
    proposal = scene.proposal_in(State.ACCEPTED, scene.a_round())
    running.failing = 429
    with pytest.raises(MachineTrouble):
        services.draft_by_machine(reviewer, proposal.code, DeepL(running.url, ""))
    assert {segment.state for segment in segments_of(proposal)} == {TranslationState.MISSING}


def test_only_translators_may_ask_it(running: Service, database: Flask) -> None:
    proposal = scene.proposal_in(State.ACCEPTED, scene.a_round())
    with pytest.raises(NotAllowed):
        services.draft_by_machine(scene.actor("manager"), proposal.code, DeepL(running.url, ""))
    assert running.asked == []
