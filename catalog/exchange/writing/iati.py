"""A list as an activity file of the International Aid Transparency Initiative, version 2.03: an activity an entry.

Codes are those of its code lists; see the domain brief, §6. What is not known is left out.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from lxml import etree

from catalog.clock import to_local
from catalog.editions.models import Entry, bilingual
from catalog.exchange.columns import BY_KEY, PRINTED, Column
from catalog.exchange.writing import notes
from catalog.exchange.writing.iati_codes import (
    AID_TYPES,
    CLOSED,
    LOCAL_GOVERNMENT,
    PIPELINE,
    POLICY_MARKERS,
    PUBLIC_BODIES,
    SCOPES,
    Date,
    Description,
    Role,
)
from catalog.exchange.writing.listing import Listing
from catalog.i18n import LANGUAGES, Bilingual
from catalog.text import clean

VERSION = "2.03"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# An office that has not registered names itself by its symbol, and says so.
LOCAL = "LOCAL-{symbol}"
NOT_REGISTERED = " {identifier} is the office's own mark, not an identifier registered with IATI. "
NO_DATE = Bilingual(
    "Chưa xác định thời gian; đây là ngày công bố danh mục.",
    "The time is not known yet; this is the day of the list's release.",
)
PAGE = Bilingual("Trang của dự án, khoản viện trợ", "Page of the project or grant")
BENEFICIARIES = next(column for column in PRINTED if column.key == "beneficiaries")
AMOUNTS = ("total", "aid", "counterpart")

Element = Any  # lxml's elements have no public type


def write(listing: Listing, languages: Sequence[str]) -> bytes:
    """The file; an activity is written before the next one is made, so that memory holds one."""
    file = io.BytesIO()
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        root = {"version": VERSION, "generated-datetime": listing.released_at.astimezone(UTC).isoformat()}
        with xml.element("iati-activities", root):
            writer = Writer(listing, languages)
            if not listing.publisher:
                xml.write(etree.Comment(NOT_REGISTERED.format(identifier=writer.publisher)))
            for entry in listing.entries:
                activity = writer.activity(entry)
                etree.indent(activity, level=1)
                xml.write("\n  ", activity)
            xml.write("\n")
    return file.getvalue() + b"\n"


def node(tag: str, *children: Element | None, text: str = "", **attributes: str) -> Element:
    """An element; `iso_date` stands for iso-date, children that are None and attributes that are empty are left out."""
    made = etree.Element(tag, {name.replace("_", "-"): value for name, value in attributes.items() if value})
    made.text = text or None
    made.extend(child for child in children if child is not None)
    return made


def both(say: Callable[[str], str]) -> Bilingual:
    """What a function of a language says, in both."""
    return Bilingual(*(say(language) for language in LANGUAGES))


@dataclass(frozen=True)
class Writer:
    """Writes the entries of a listing as activities, their words in some languages."""

    listing: Listing
    languages: Sequence[str]

    @property
    def publisher(self) -> str:
        """The identifier of the office that reports."""
        symbol = re.sub(r"\W+", "-", self.listing.edition.data["issuer"]["symbol"])
        return self.listing.publisher or LOCAL.format(symbol=symbol)

    def words(self, tag: str, words: Bilingual, **attributes: str) -> Element | None:
        """An element with a narrative in each language that says something; None where none does.

        Where nothing is said in the languages of the file, the other one stands in for them.
        """
        said = {language: clean(words.in_(language)) for language in LANGUAGES}
        shown = [language for language in self.languages if said[language]] or [key for key in said if said[key]]
        narratives = [node("narrative", text=said[language]) for language in shown]
        for language, narrative in zip(shown, narratives, strict=True):
            narrative.set(LANG, language)
        return node(tag, *narratives, **attributes) if narratives else None

    def activity(self, entry: Entry) -> Element:
        """An entry, its elements in the order that the schema wants."""
        made = node(
            "iati-activity",
            node("iati-identifier", text=f"{self.publisher}-{entry.code}"),
            self.words("reporting-org", self.listing.issuer("name"), ref=self.publisher, type=LOCAL_GOVERNMENT),
            self.words("title", _first_told(entry.words("title"), Bilingual(entry.code, entry.code))),
            *self._descriptions(entry),
            *self._participants(entry),
            node("activity-status", code=CLOSED if entry.closed_at else PIPELINE),
            *self._dates(entry),
            self._contact(),
            *self._places(entry),
            *_classification(entry),
            *self._money(entry),
            *self._pages(entry),
            last_updated_datetime=(entry.closed_at or self.listing.released_at).astimezone(UTC).isoformat(),
            default_currency="VND",
        )
        made.set(LANG, self.languages[0])
        return made

    def _descriptions(self, entry: Entry) -> Iterator[Element | None]:
        general = both(lambda language: _together(entry, language, "summary", "need"))
        yield self.words("description", _first_told(general, entry.words("title")), type=Description.GENERAL)
        yield self.words("description", entry.words("objective"), type=Description.OBJECTIVES)
        beneficiaries = both(lambda language: BENEFICIARIES.text(entry, language))
        yield self.words("description", beneficiaries, type=Description.TARGET_GROUPS)
        for key in ("activities", "results"):
            told = both(lambda language, key=key: _headed(BY_KEY[key], entry, language))
            yield self.words("description", told, type=Description.OTHER)
        yield self.words("description", both(lambda language: _amounts(entry, language)), type=Description.OTHER)

    def _participants(self, entry: Entry) -> Iterator[Element | None]:
        accountable = entry.words("managing_agency")
        if any(accountable):
            yield self.words("participating-org", accountable, role=Role.ACCOUNTABLE)
        else:
            parent = self.listing.issuer("parent")
            yield self.words("participating-org", parent, role=Role.ACCOUNTABLE, type=LOCAL_GOVERNMENT)
        unit, implementer = _unit(entry), entry.words("implementer")
        kind = LOCAL_GOVERNMENT if entry.data["unit"].get("kind") in PUBLIC_BODIES else ""
        yield self.words("participating-org", unit, role=Role.IMPLEMENTING, type=kind)
        if implementer != unit:
            yield self.words("participating-org", implementer, role=Role.IMPLEMENTING)

    def _dates(self, entry: Entry) -> Iterator[Element | None]:
        """The planned start and end; IATI wants one date at least."""
        days = ((Date.PLANNED_START, entry.data["planned_start"]), (Date.PLANNED_END, entry.data["planned_end"]))
        known = [(kind, day) for kind, day in days if day]
        for kind, day in known:
            yield node("activity-date", type=kind, iso_date=day)
        if not known:
            released = to_local(self.listing.released_at).date().isoformat()
            yield self.words("activity-date", NO_DATE, type=Date.PLANNED_START, iso_date=released)

    def _contact(self) -> Element:
        """The office, no person: 1 is for general enquiries."""
        issuer = self.listing.edition.data["issuer"]
        plain = (("telephone", issuer.get("phone")), ("email", issuer.get("email")), ("website", self.listing.base_url))
        return node(
            "contact-info",
            self.words("organisation", self.listing.issuer("name")),
            self.words("department", self.listing.issuer("division")),
            *(node(tag, text=value) for tag, value in plain if value),
            self.words("mailing-address", self.listing.issuer("address")),
            type="1",
        )

    def _places(self, entry: Entry) -> Iterator[Element]:
        scope = SCOPES["commune"] if entry.data.get("commune_code") else SCOPES.get(entry.data["unit"].get("kind"), "")
        if scope:
            yield node("activity-scope", code=scope)
        yield node("recipient-country", code="VN")
        name = self.words("name", _first_told(entry.words("location"), _unit(entry)))
        # Where the activity is (reach 1), and only about there (exactness 2): no child's home is pointed at.
        reach, exactness = node("location-reach", code="1"), node("exactness", code="2")
        yield node("location", reach, name, exactness, ref=entry.data["unit"]["code"])

    def _money(self, entry: Entry) -> Iterator[Element]:
        """The total as an indicative budget, and of it what is paid locally; the rest is what is asked for."""
        if not (entry.data["planned_start"] and entry.data["planned_end"]):
            return
        yield node("budget", *_period(entry), self._value(entry, "total_vnd"), type="1", status="1")
        if entry.data["counterpart_vnd"]:
            provider = self.words("provider-org", _unit(entry))
            value = self._value(entry, "counterpart_vnd")
            yield node("planned-disbursement", *_period(entry), value, provider, type="1")

    def _value(self, entry: Entry, key: str) -> Element:
        day = self.listing.edition.rate_date
        return node("value", text=str(entry.data[key]), currency="VND", value_date=day.isoformat() if day else "")

    def _pages(self, entry: Entry) -> Iterator[Element]:
        """The entry's page in each language; A12 is a web page of an activity."""
        for language in self.languages:
            yield node(
                "document-link",
                self.words("title", PAGE),
                node("category", code="A12"),
                node("language", code=language),
                url=self.listing.page_of(entry, language),
                format="text/html",
            )


def _period(entry: Entry) -> list[Element]:
    return [node(f"period-{end}", iso_date=entry.data[f"planned_{end}"]) for end in ("start", "end")]


def _unit(entry: Entry) -> Bilingual:
    return bilingual(entry.data["unit"])


def _first_told(*said: Bilingual) -> Bilingual:
    """The first that says something in any language, else the last."""
    return next((words for words in said if any(map(clean, words))), said[-1])


def _classification(entry: Entry) -> Iterator[Element]:
    """Purpose (vocabulary 1 is DAC), goals (2) and targets (3) of sustainable development, markers, defaults."""
    targets = entry.data["sdg"]
    yield node("sector", vocabulary="1", code=entry.data["dac"]["code"])
    for goal in dict.fromkeys(target.partition(".")[0] for target in targets):
        yield node("tag", vocabulary="2", code=goal)
    for target in targets:
        yield node("tag", vocabulary="3", code=target)
    if marker := POLICY_MARKERS.get(entry.data["category"]["key"]):
        code, significance = marker
        yield node("policy-marker", vocabulary="1", code=code, significance=significance)
    yield node("default-flow-type", code="30")
    yield node("default-finance-type", code="110")
    if aid_type := AID_TYPES.get(entry.data["aid_form"]):
        yield node("default-aid-type", code=aid_type)


def _together(entry: Entry, language: str, *keys: str) -> str:
    return "\n\n".join(filter(None, (BY_KEY[key].text(entry, language) for key in keys)))


def _headed(column: Column[Entry], entry: Entry, language: str) -> str:
    text = column.text(entry, language)
    return f"{column.heading.in_(language)}:\n{text}" if text else ""


def _amounts(entry: Entry, language: str) -> str:
    """Total, aid requested and counterpart in both currencies, a line each."""
    lines = []
    for part in AMOUNTS:
        amount = notes.amount(entry.data[f"{part}_vnd"], entry.data[f"{part}_usd"], language)
        lines.append(f"{notes.TOPICS[part].in_(language)}: {amount}")
    return "\n".join(lines)
