"""The translation desk: what is missing or stale, and one proposal with both languages side by side."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import ngettext

from catalog import audit, clock, recovery
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import Invalid, NotFound, Stale
from catalog.i18n import Bilingual
from catalog.office.queries import second_person_checks
from catalog.presence.queries import others
from catalog.presence.services import be_seen
from catalog.proposals import queries as proposals
from catalog.proposals.models import Proposal
from catalog.proposals.permissions import may
from catalog.proposals.sections import SECTION_NAMES
from catalog.proposals.state_names import STATE_NAMES as PROPOSAL_STATES
from catalog.proposals.workflow import ACTIONS
from catalog.review.forms import TranslationFileForm, shown_stamp, targets_from
from catalog.review.merging import Meeting, chosen, meetings
from catalog.text import Pieces, differences
from catalog.translation import machine, queries, services
from catalog.translation.figures import Comparison, compare
from catalog.translation.memory import Suggestion, suggestions
from catalog.translation.models import Term
from catalog.translation.names import Name, named_otherwise, names_in, whole_name
from catalog.translation.segments import STATE_NAMES, Segment, TranslationState, counts, may_check, source_hash
from catalog.translation.services import TargetInput
from catalog.translation.terms import translated_otherwise

UNDONE = "undone"
TO_DO = (TranslationState.STALE, TranslationState.MISSING, TranslationState.MACHINE, TranslationState.DRAFT)


@dataclass(frozen=True)
class Row:
    """A segment as the desk shows it.

    `names` are those in the Vietnamese with their English by the rules, `whole_name` that of a text which is nothing
    else. `typed` is what was sent and could not be saved; `is_conflict` says that it meets another text or other
    Vietnamese; `meeting` has both texts. `writer` wrote the English, where a second person checks it; `may_check`: the
    reader may tick it.
    """

    segment: Segment
    pieces: list[tuple[str, bool]]
    terms: list[Term]
    names: list[Name]
    whole_name: str | None
    suggestions: list[Suggestion]
    source_hash: str
    typed: TargetInput | None
    is_conflict: bool
    error: Bilingual | None
    writer: str
    may_check: bool
    meeting: Meeting | None

    @property
    def anchor(self) -> str:
        """Its box on the page."""
        return anchor(self.segment.source.key)

    @property
    def text(self) -> str:
        """What its box holds."""
        return self.typed.target if self.typed else self.segment.target

    @property
    def shown(self) -> str:
        """The stamp of what is stored: a box that differs from it is saved."""
        return shown_stamp(self.segment.target, self.segment.state is TranslationState.CHECKED)

    @property
    def changes(self) -> Pieces:
        """What became of the Vietnamese since it was translated."""
        is_stale = self.segment.state is TranslationState.STALE
        return differences(self.segment.translated, self.segment.source.text) if is_stale else []

    @property
    def has_doubts(self) -> bool:
        """Whether the page has something to point at; it never stops anybody."""
        return bool(self.otherwise or self.misnamed) or not self.figures.agrees

    @property
    def figures(self) -> Comparison:
        """The numbers, amounts and dates that only one of the two texts has; nothing while there is no English."""
        return compare(self.segment.source.text, self.text) if self.text.strip() else Comparison([], [])

    @property
    def otherwise(self) -> list[Term]:
        """The terms of the glossary that the English has other words for."""
        return translated_otherwise(self.text, self.terms)

    @property
    def misnamed(self) -> list[Name]:
        """The names that the English writes with accents or does not have."""
        return named_otherwise(self.text, self.names)

    @property
    def is_ticked(self) -> bool:
        """Whether its box says that the English is checked."""
        return self.typed.checked if self.typed else self.segment.state is TranslationState.CHECKED


@allow(Right.TRANSLATE, Right.READ_OFFICE)
def translation_board() -> str:
    """Accepted and published proposals by section of their English, stale ones first; of one state with show=stale."""
    every = queries.board(current_actor())
    found = {state: [row for row in every if row.counts[state]] for state in TO_DO}
    show = next((state for state in TO_DO if state == request.args.get("show")), None)
    rows = found[show] if show else every
    total, sections = queries.totals(rows)
    return render_template(
        "review/translation_board.html",
        rows=rows,
        every=every,
        found=found,
        show=show,
        total=total,
        sections=sections,
        section_names=SECTION_NAMES,
        names=STATE_NAMES,
        proposal_states=PROPOSAL_STATES,
        file_form=TranslationFileForm(formdata=None) if current_actor().has(Right.TRANSLATE) else None,
    )


@allow(Right.TRANSLATE, Right.READ_OFFICE)
def translate(code: str) -> Response:
    """Every segment of a proposal, Vietnamese and English, or with show=undone those that are not checked."""
    be_seen(current_actor(), code, "translation")
    return _page(proposals.proposal_by_code(current_actor(), code))


@allow(Right.TRANSLATE)
@recovery.recallable
def save_translation(code: str) -> Response:
    """Store what was changed or ticked, and go on to the next segment that is not done."""
    given = targets_from(request.form)
    if "merge" in request.form:
        proposal = proposals.proposal_by_code(current_actor(), code)
        return _page(proposal, chosen(request.form, given, queries.segments_of(proposal)))
    if recovery.is_recalled():
        return _page(proposals.proposal_by_code(current_actor(), code), given)
    try:
        saved = services.save(current_actor(), code, given)
    except Invalid as error:
        return _page(proposals.proposal_by_code(current_actor(), code), given, error)
    except Stale as error:
        return _page(proposals.proposal_by_code(current_actor(), code), given, error)
    flash(ngettext("%(num)s text is saved.", "%(num)s texts are saved.", len(saved)))
    segments = queries.segments_of(proposals.proposal_by_code(current_actor(), code))
    place = _next(segments, request.form.get("save"))
    address = url_for("review.translate", code=code, show=UNDONE if _shows_undone() else None, _anchor=place)
    return make_response(redirect(address, 303))


@allow(Right.TRANSLATE)
def draft_by_machine(code: str) -> Response:
    """Have the machine that the settings name draft what is missing."""
    service = machine.provider(current_app.config["CATALOG"])
    if service is None:
        raise NotFound
    made, withheld = services.draft_by_machine(current_actor(), code, service)
    flash(
        ngettext(
            "%(num)s machine draft was made: read and check it.",
            "%(num)s machine drafts were made: read and check them.",
            made,
        )
    )
    if withheld:
        flash(
            ngettext(
                "%(num)s text was not sent: it may show who a child is.",
                "%(num)s texts were not sent: they may show who a child is.",
                withheld,
            ),
            "info",
        )
    return make_response(redirect(url_for("review.translate", code=code), 303))


def _next(segments: Sequence[Segment], key: str | None) -> str | None:
    """The place of the next segment that is not checked, behind the one just saved and then from the top."""
    keys = [segment.source.key for segment in segments]
    if key not in keys:
        return None
    behind = keys.index(key) + 1
    waiting = (each for each in (*segments[behind:], *segments[:behind]) if each.state is not TranslationState.CHECKED)
    return anchor(next(waiting, segments[behind - 1]).source.key)


def _shows_undone() -> bool:
    return request.args.get("show") == UNDONE


def anchor(key: str) -> str:
    """The box of a segment on its page, by the segment's key; an address that ends in it brings the focus there."""
    return f"text-{key.replace(':', '-')}"


def _page(
    proposal: Proposal, given: Mapping[str, TargetInput] | None = None, error: Invalid | Stale | None = None
) -> Response:
    segments = queries.segments_of(proposal)
    fields = error.fields if isinstance(error, Invalid) else {}
    rows = _rows(segments, given or {}, fields, meetings(request.form, proposal, segments, given or {}))
    shown = [row for row in rows if row.typed or row.meeting or row.segment.state is not TranslationState.CHECKED]
    body = render_template(
        "review/translate.html",
        proposal=proposal,
        others=others(current_actor(), proposal),
        rows=shown if _shows_undone() else rows,
        total=len(rows),
        undone=UNDONE if _shows_undone() else None,
        section_names=SECTION_NAMES,
        names=STATE_NAMES,
        counts=counts(segments),
        machine=machine.provider(current_app.config["CATALOG"]),
        next_place=next((row.anchor for row in rows if row.segment.state is not TranslationState.CHECKED), None),
        may_translate=may(current_actor(), ACTIONS["translate"], proposal),
        error=error,
        is_unsaved=bool(given),
        newest=audit.history_of("proposal", proposal.id)[:1] if isinstance(error, Stale) else [],
    )
    return make_response(body, error.status if error else 200)


def _rows(
    segments: Sequence[Segment],
    given: Mapping[str, TargetInput],
    errors: Mapping[str, Bilingual],
    met: Mapping[str, Meeting],
) -> list[Row]:
    glossary = queries.glossary()
    remembered = suggestions(segment.source.text for segment in segments)
    writers = queries.writers(segments) if second_person_checks(clock.today()) else None
    return [
        _row(
            segment,
            glossary,
            remembered[segment.source.text],
            given.get(segment.source.key),
            errors,
            writers,
            met.get(segment.source.key),
        )
        for segment in segments
    ]


def _row(
    segment: Segment,
    glossary: Sequence[Term],
    remembered: Sequence[Suggestion],
    typed: TargetInput | None,
    errors: Mapping[str, Bilingual],
    writers: Mapping[int, str] | None,
    meeting: Meeting | None,
) -> Row:
    text = segment.source.text
    stamp = source_hash(text)
    terms, whole = queries.term_hits(text, glossary), whole_name(text)
    return Row(
        segment=segment,
        pieces=_with_terms(text, terms),
        terms=terms,
        names=names_in(text),
        whole_name=None if whole in (segment.target, *(found.target for found in remembered)) else whole,
        suggestions=[found for found in remembered if found.target != segment.target],
        source_hash=stamp,
        typed=typed,
        is_conflict=typed is not None and (typed.version, typed.source_hash) != (segment.version, stamp),
        error=errors.get(segment.source.key),
        writer=(writers or {}).get(segment.writer_id or 0, ""),
        may_check=writers is None or _by_another(segment),
        meeting=meeting,
    )


def _by_another(segment: Segment) -> bool:
    """Whether there is English that the reader did not write."""
    return segment.version > 0 and may_check(current_actor().person_id, segment.writer_id)


def _with_terms(text: str, terms: Sequence[Term]) -> list[tuple[str, bool]]:
    """The text cut into (words, is a term of the glossary)."""
    if not terms:
        return [(text, False)]
    longest_first = sorted((re.escape(term.source) for term in terms), key=len, reverse=True)
    parts = re.split(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", text, flags=re.IGNORECASE)
    return [(part, place % 2 == 1) for place, part in enumerate(parts) if part]
