"""Putting a draft list together: choose, order by number, step or drag, take back."""

from functools import partial
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog import clock
from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.editions import queries, services
from catalog.editions.models import Edition
from catalog.editions.queries import Candidate
from catalog.editions.standing import standing
from catalog.editions.steps import Step, last_step
from catalog.errors import NotFound, Stale
from catalog.i18n import Bilingual
from catalog.money import to_usd
from catalog.office import queries as office
from catalog.recovery import for_script, is_script
from catalog.review.comparing import since_previous
from catalog.review.forms import MoveForm, ReasonForm, UndoForm


@allow(Right.COMPILE_LIST)
def add_to_edition(key: str) -> Response:
    """Put a proposal on the list."""
    code = request.form.get("code", "")
    services.add(current_actor(), key, code)
    flash(_("%(code)s is on the list.", code=code))
    return to_list(key)


@allow(Right.COMPILE_LIST)
def remove_from_edition(key: str) -> Response:
    """Take a proposal off the list."""
    code = request.form.get("code", "")
    services.remove(current_actor(), key, code)
    flash(_("%(code)s is no longer on the list.", code=code))
    return to_list(key)


@allow(Right.COMPILE_LIST)
def move_in_edition(key: str) -> Response:
    """Give a proposal another place; the page says where it went and how to take it back."""
    form = MoveForm()
    if not form.validate():
        raise NotFound
    code, was = form.code.data or "", form.was.data or 0
    try:
        place = services.move(current_actor(), key, code, form.target(), form.version.data)
    except Stale as error:
        return _once_more(key, error, missed=(code, form.target()))
    if is_script():
        return _order_told(key, _moved(code, was, place))
    return to_list(key, moved=code, was=was, by=form.step.data)


@allow(Right.COMPILE_LIST)
def undo_in_edition(key: str) -> Response:
    """Take the last step of the list back."""
    form = UndoForm()
    if not form.validate():
        raise NotFound
    try:
        step = services.undo(current_actor(), key, form.undone.data or 0)
    except Stale as error:
        return _once_more(key, error)
    is_move = step.was and step.place
    words = _moved(step.code, step.place or 0, step.was or 0) if is_move else _("Undone: %(what)s", what=in_words(step))
    if not is_move:
        flash(words)
    if is_script():
        return _order_told(key, words)
    return to_list(key, moved=step.code, was=step.place) if is_move else to_list(key)


def to_list(key: str, **values: Any) -> Response:
    """To the page of a list."""
    return make_response(redirect(url_for("review.edition", key=key, **values), 303))


def draft_page(edition: Edition, **stale: Any) -> str:
    """A draft list to put together; with `stale`, what somebody else's step kept from happening."""
    chosen = queries.chosen_items(edition)
    rate = office.exchange_rate(clock.today())
    previous = queries.previous_edition(edition)
    may_compile = current_actor().has(Right.COMPILE_LIST)
    step = last_step(edition) if may_compile else None
    return render_template(
        "review/edition.html",
        edition=edition,
        chosen=chosen,
        others=queries.other_candidates(current_actor(), edition),
        sectors=_by_sector(chosen),
        moved=request.args,
        reason=ReasonForm(obj=edition.revision) if edition.revision else None,
        step=step,
        step_words=in_words(step) if step else "",
        previous=previous,
        changes=since_previous(previous, chosen, rate.vnd_per_usd),
        rate=rate,
        standing=standing(edition, chosen, clock.today()),
        in_usd=partial(to_usd, vnd_per_usd=rate.vnd_per_usd),
        may_compile=may_compile,
        may_release=current_actor().has(Right.RELEASE),
        **stale,
    )


def in_words(step: Step) -> str:
    """What was done to the list, and by whom."""
    values = {"code": step.code, "who": step.who}
    if step.was is None:
        return _("%(code)s added (%(who)s)", **values)
    if step.place is None:
        return _("%(code)s removed (%(who)s)", **values)
    return _("%(code)s from place %(was)s to place %(place)s (%(who)s)", was=step.was, place=step.place, **values)


def _moved(code: str, was: int, place: int) -> str:
    if was == place:
        return _("It can't go further: it stays among its sector.")
    return _("%(code)s moved from place %(was)s to place %(place)s.", code=code, was=was, place=place)


def _by_sector(chosen: list[Candidate]) -> list[tuple[Bilingual, list[tuple[int, Candidate]]]]:
    """The list as it will stand: each sector with its (place, proposal)."""
    groups: dict[Bilingual, list[tuple[int, Candidate]]] = {}
    for row in enumerate(chosen, start=1):
        category = row[1].proposal.category
        sector = Bilingual(category.sector_vi, category.sector_en) if category else Bilingual("", "")
        groups.setdefault(sector, []).append(row)
    return list(groups.items())


def _once_more(key: str, error: Stale, missed: tuple[str, int] | None = None) -> Response:
    """The list as somebody else left it, with what was asked for still at hand."""
    if is_script():
        raise error
    body = draft_page(queries.edition_by_key(key), stale=error.message, missed=missed)
    return make_response(body, error.status)


def _order_told(key: str, words: str) -> Response:
    """The list as it stands now, for the script of its page.

    JSON: words, version, rows [[code, number] …] by place, undo {id, words} of the last step or null.
    """
    edition = queries.edition_by_key(key)
    codes = [place.code for place in queries.order(edition)]
    step = last_step(edition)
    return for_script(
        200,
        words,
        version=edition.version,
        rows=list(queries.numbers(edition, codes).items()),
        undo={"id": step.id, "words": in_words(step)} if step else None,
    )
