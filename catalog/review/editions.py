"""Lists and editions: begin one, see what changed, release it, read it as it was frozen."""

from functools import partial
from itertools import groupby

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.editions import queries, services
from catalog.editions.changes import changes, numbered
from catalog.editions.models import Edition, bilingual
from catalog.editions.standing import standing
from catalog.errors import NotReady, Stale
from catalog.exchange import services_release, stored
from catalog.i18n import Bilingual
from catalog.office import queries as office
from catalog.recovery import recallable
from catalog.review.columns import choice
from catalog.review.comparing import since_previous
from catalog.review.forms import ReleaseForm
from catalog.review.ordering import draft_page, to_list
from catalog.rounds.queries import round_by_key, rounds
from catalog.translation.exposure import places
from catalog.work import services as work

RELEASE_OF = Bilingual("Công bố danh mục {key}", "Release of edition {key}")
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
    return to_list(edition.key)


@allow(*READERS)
def edition(key: str) -> str:
    """A draft to put together, or a released edition as it was frozen."""
    found = queries.edition_by_key(key)
    return _released_page(found) if found.is_released else draft_page(found)


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
        prepared = services.prepare(current_actor(), key, form.approval(), form.seen.data)
    except NotReady as error:
        form.form_errors += map(str, error.problems)
        return _release_page(key, form, error.status)
    except Stale as error:
        form.form_errors.append(str(error.message))
        return _release_page(key, form, error.status)
    task = partial(services_release.release, current_actor(), prepared)
    path = url_for("review.edition", key=key)
    begun = work.start(current_actor(), "release", key, RELEASE_OF.format(key=key), path, task)
    return make_response(redirect(url_for("work.work", work_id=begun.id), 303))


def _may_compile() -> bool:
    return current_actor().has(Right.COMPILE_LIST)


def _released_page(edition: Edition) -> str:
    entries = queries.entries_of(edition)
    previous = queries.previous_edition(edition)
    since = changes(numbered(queries.entries_of(previous)), numbered(entries)) if previous else None
    sectors = groupby(entries, key=lambda entry: bilingual(entry.data["sector"]))
    return render_template(
        "review/released_edition.html",
        edition=edition,
        entries=entries,
        sectors=[(sector, list(group)) for sector, group in sectors],
        previous=previous,
        changes=since,
        may_revise=_may_compile() and queries.is_last(edition) and not queries.draft_of(edition.round_id),
        shelves=stored.shelves(edition),
        columns=choice(),
    )


def _release_page(key: str, form: ReleaseForm, status: int = 200) -> Response:
    edition = queries.edition_by_key(key)
    if edition.is_released:
        return to_list(key)
    chosen = queries.chosen_items(edition)
    rate = office.exchange_rate(clock.today())
    previous = queries.previous_edition(edition)
    body = render_template(
        "review/release.html",
        edition=edition,
        chosen=chosen,
        previous=previous,
        changes=since_previous(previous, chosen, rate.vnd_per_usd),
        rate=rate,
        stamp=queries.list_stamp(chosen, rate.vnd_per_usd),
        standing=standing(edition, chosen, clock.today()),
        form=form,
    )
    return make_response(body, status)
