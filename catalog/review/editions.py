"""Lists and editions: choose ready proposals, order them, see what changed, release."""

from functools import partial
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.editions import queries, services
from catalog.editions.changes import Changes, changes, numbered
from catalog.editions.models import Edition
from catalog.editions.queries import Candidate
from catalog.errors import NotFound, NotReady, Stale
from catalog.i18n import Bilingual
from catalog.money import to_usd
from catalog.office import queries as office
from catalog.recovery import recallable
from catalog.review.forms import MoveForm, ReleaseForm
from catalog.rounds.queries import round_by_key, rounds
from catalog.translation.exposure import places

READERS = (Right.COMPILE_LIST, Right.RELEASE, Right.READ_OFFICE)


@allow(*READERS)
def editions() -> str:
    """The editions of every round, drafts among them."""
    by_round = {round_: [] for round_ in rounds()}
    for edition in queries.all_editions():
        by_round[edition.round].append(edition)
    return render_template("review/editions.html", by_round=by_round, may_compile=_may_compile())


@allow(Right.COMPILE_LIST)
def create_edition() -> Response:
    """Start the next list of a round."""
    edition = services.create(current_actor(), round_by_key(request.form.get("round", "")))
    flash(_("Draft edition %(key)s is started.", key=edition.key))
    return _to(edition.key)


@allow(*READERS)
def edition(key: str) -> str:
    """A draft to put together, or a released edition as it was frozen."""
    found = queries.edition_by_key(key)
    return _released_page(found) if found.is_released else _draft_page(found)


@allow(*READERS)
def safeguarding(key: str) -> str:
    """What may expose a child in the proposals of a list, and who looked at it: read before a release."""
    chosen = queries.chosen_items(queries.edition_by_key(key))
    found = [
        (candidate.proposal, place) for candidate in chosen for place in places(candidate.proposal, candidate.segments)
    ]
    return render_template(
        "review/safeguarding.html",
        edition=queries.edition_by_key(key),
        number=len(chosen),
        open_places=[row for row in found if row[1].is_open],
        ticked_places=[row for row in found if not row[1].is_open],
    )


@allow(Right.COMPILE_LIST)
def add_to_edition(key: str) -> Response:
    """Put a proposal on the list."""
    code = request.form.get("code", "")
    services.add(current_actor(), key, code)
    flash(_("%(code)s is on the list.", code=code))
    return _to(key)


@allow(Right.COMPILE_LIST)
def remove_from_edition(key: str) -> Response:
    """Take a proposal off the list."""
    code = request.form.get("code", "")
    services.remove(current_actor(), key, code)
    flash(_("%(code)s is no longer on the list.", code=code))
    return _to(key)


@allow(Right.COMPILE_LIST)
def move_in_edition(key: str) -> Response:
    """Give a proposal another number; the page says where it went and how to take it back."""
    form = MoveForm()
    if not form.validate():
        raise NotFound
    code = form.code.data or ""
    services.move(current_actor(), key, code, form.target())
    return _to(key, moved=code, was=form.was.data, by=form.step.data)


@allow(Right.RELEASE)
@recallable
def release(key: str) -> Response:
    """Read what changed, name the approving document, release."""
    form = ReleaseForm()
    if not form.is_submitted():
        return _release_page(key, form)
    if not form.validate():
        return _release_page(key, form, 422)
    try:
        services.release(current_actor(), key, form.approval(), form.seen.data)
    except NotReady as error:
        form.form_errors += map(str, error.problems)
        return _release_page(key, form, error.status)
    except Stale as error:
        form.form_errors.append(str(error.message))
        return _release_page(key, form, error.status)
    flash(_("Edition %(key)s is released and public.", key=key))
    return _to(key)


def _to(key: str, **values: Any) -> Response:
    return make_response(redirect(url_for("review.edition", key=key, **values), 303))


def _may_compile() -> bool:
    return current_actor().has(Right.COMPILE_LIST)


def _draft_page(edition: Edition) -> str:
    chosen = queries.chosen_items(edition)
    rate = office.exchange_rate(clock.today())
    previous = queries.previous_edition(edition)
    return render_template(
        "review/edition.html",
        edition=edition,
        chosen=chosen,
        others=queries.other_candidates(current_actor(), edition),
        sectors=_by_sector(chosen),
        moved=request.args,
        previous=previous,
        changes=_changes(previous, chosen, rate.vnd_per_usd),
        rate=rate,
        in_usd=partial(to_usd, vnd_per_usd=rate.vnd_per_usd),
        may_compile=_may_compile(),
        may_release=current_actor().has(Right.RELEASE),
    )


def _by_sector(chosen: list[Candidate]) -> list[tuple[Bilingual, list[tuple[int, Candidate]]]]:
    """The list as it will stand: each sector with its (number, proposal)."""
    groups: dict[Bilingual, list[tuple[int, Candidate]]] = {}
    for row in enumerate(chosen, start=1):
        category = row[1].proposal.category
        sector = Bilingual(category.sector_vi, category.sector_en) if category else Bilingual("", "")
        groups.setdefault(sector, []).append(row)
    return list(groups.items())


def _released_page(edition: Edition) -> str:
    entries = queries.entries_of(edition)
    previous = queries.previous_edition(edition)
    since = changes(numbered(queries.entries_of(previous)), numbered(entries)) if previous else None
    return render_template(
        "review/released_edition.html", edition=edition, entries=entries, previous=previous, changes=since
    )


def _release_page(key: str, form: ReleaseForm, status: int = 200) -> Response:
    edition = queries.edition_by_key(key)
    if edition.is_released:
        return _to(key)
    chosen = queries.chosen_items(edition)
    rate = office.exchange_rate(clock.today())
    previous = queries.previous_edition(edition)
    body = render_template(
        "review/release.html",
        edition=edition,
        chosen=chosen,
        previous=previous,
        changes=_changes(previous, chosen, rate.vnd_per_usd),
        rate=rate,
        stamp=queries.list_stamp(chosen, rate.vnd_per_usd),
        form=form,
    )
    return make_response(body, status)


def _changes(previous: Edition | None, chosen: list[Candidate], rate: int) -> Changes | None:
    """What a release of the list as it stands would change; None where it is the first of its round."""
    if previous is None:
        return None
    new = queries.draft_entries(chosen, rate)
    return changes(numbered(queries.entries_of(previous)), new)
