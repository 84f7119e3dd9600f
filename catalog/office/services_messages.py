"""Writes of the texts that the office shows on the site."""

from collections.abc import Mapping
from typing import Any

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import transaction
from catalog.errors import Invalid, NotFound
from catalog.i18n import LANGUAGES, Bilingual
from catalog.office.messages import MESSAGES
from catalog.office.models import SiteMessage
from catalog.office.services import DAY_TAKEN, NEEDED, save_row
from catalog.office.services_official import ENDS_BEFORE
from catalog.text import clean

MESSAGE_EVENTS = {
    "site_message:create": Bilingual(vi="thêm văn bản của trang", en="added a text of the site"),
    "site_message:change": Bilingual(vi="sửa văn bản của trang", en="changed a text of the site"),
}
TOO_LONG = Bilingual(vi="Nhiều nhất {limit} ký tự.", en="At most {limit} characters.")


def save_message(
    actor: Actor, key: str, values: Mapping[str, Any], message_id: int | None = None, version: int | None = None
) -> SiteMessage:
    """A text of MESSAGES between two days, from `text_vi`, `text_en`, `valid_from`, `valid_to`; both languages.

    Without `message_id` another from a day on: of two that are in force the newer is shown, and when it ends the
    older returns. Raises NotFound, Stale, Invalid.
    """
    actor.require(Right.WRITE_SITE)
    checked = checked_message(key, values) | ({} if message_id else {"key": key})
    with transaction():
        return save_row(actor, SiteMessage, checked, message_id, version, {"valid_from": DAY_TAKEN})


def checked_message(key: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored; raises NotFound for a key that there is not, and Invalid."""
    if key not in MESSAGES:
        raise NotFound
    message = MESSAGES[key]
    texts = {f"text_{language}": clean(values.get(f"text_{language}") or "") for language in LANGUAGES}
    if not message.is_rich:
        texts = {name: " ".join(text.split()) for name, text in texts.items()}
    too_long = TOO_LONG.format(limit=message.limit)
    problems = {name: too_long for name, text in texts.items() if len(text) > message.limit}
    problems |= {name: NEEDED for name, text in texts.items() if not text}
    starts, ends = values["valid_from"], values.get("valid_to")
    if ends and ends <= starts:
        problems["valid_to"] = ENDS_BEFORE
    if problems:
        raise Invalid(problems)
    return {**texts, "valid_from": starts, "valid_to": ends}
