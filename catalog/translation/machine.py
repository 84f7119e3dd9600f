"""Machine translation over HTTP, off unless set: LibreTranslate or DeepL, behind one interface.

Its English is a draft that says so. What may show who a child is never leaves (product.md §6): callers leave it out.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from catalog.errors import DomainError
from catalog.i18n import Bilingual
from catalog.settings import Settings

SECONDS = 30
MOST_TEXTS = 40  # in one request; DeepL takes 50
TROUBLE = Bilingual(
    "Dịch máy không trả lời được lúc này ({reason}). Không có nội dung nào thay đổi.",
    "The machine translation did not answer ({reason}). Nothing was changed.",
)


class MachineTrouble(DomainError):
    """The service refused, failed or answered something else than translations."""

    status = 503


class Provider(Protocol):
    """Something that turns Vietnamese texts into English ones, in their order."""

    name: str

    def translate(self, texts: Sequence[str]) -> list[str]:
        """One English text for each Vietnamese one; raises MachineTrouble."""
        ...


@dataclass(frozen=True)
class LibreTranslate:
    """LibreTranslate, of one's own or hosted: POST /translate."""

    url: str
    key: str
    name: str = "LibreTranslate"

    def translate(self, texts: Sequence[str]) -> list[str]:
        """See Provider."""
        asked = {"q": list(texts), "source": "vi", "target": "en", "format": "text"}
        if self.key:
            asked["api_key"] = self.key
        return _texts(_post(f"{self.url}/translate", asked, {}), "translatedText", len(texts))


@dataclass(frozen=True)
class DeepL:
    """DeepL's API, version 2: POST /v2/translate."""

    url: str
    key: str
    name: str = "DeepL"

    def translate(self, texts: Sequence[str]) -> list[str]:
        """See Provider."""
        asked = {"text": list(texts), "source_lang": "VI", "target_lang": "EN-GB"}
        answer = _post(f"{self.url}/v2/translate", asked, {"Authorization": f"DeepL-Auth-Key {self.key}"})
        answer["texts"] = [part.get("text") for part in answer.get("translations", [])]
        return _texts(answer, "texts", len(texts))


PROVIDERS = {"libretranslate": LibreTranslate, "deepl": DeepL}


def provider(settings: Settings) -> Provider | None:
    """The service that the settings name, or none."""
    if not settings.machine_translation:
        return None
    kind, _, url = settings.machine_translation.partition(":")
    return PROVIDERS[kind](url.rstrip("/"), settings.machine_translation_key)


def _post(url: str, asked: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
    body = json.dumps(asked, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 - http(s), checked in the settings
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            read = json.load(answer)
    except urllib.error.HTTPError as error:
        raise _trouble(f"HTTP {error.code}") from error
    except (OSError, ValueError) as error:
        raise _trouble(type(error).__name__) from error
    if not isinstance(read, dict):
        raise _trouble("no object")
    return read


def _texts(answer: dict[str, Any], key: str, number: int) -> list[str]:
    found = answer.get(key)
    if not isinstance(found, list) or len(found) != number or not all(isinstance(text, str) for text in found):
        raise _trouble(f"{key}?")
    return found


def _trouble(reason: str) -> MachineTrouble:
    return MachineTrouble(TROUBLE.format(reason=reason))
