"""Where a person starts: the desk of their rights, the unit's proposals, a new proposal."""

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from catalog.access import allow, current_actor
from catalog.accounts.rights import Right
from catalog.errors import Invalid
from catalog.forms import errors_from
from catalog.proposals import queries, services, similar
from catalog.proposals.models import Proposal
from catalog.proposals.similar import Sought
from catalog.proposals.state_names import STATE_NAMES
from catalog.recovery import recallable
from catalog.rounds.models import Round
from catalog.rounds.queries import NO_OPEN_ROUND, open_round_for
from catalog.submission import overview
from catalog.submission.forms import NewProposalForm, new_draft_key
from catalog.submission.workbook import WorkbookForm
from catalog.text import clean
from catalog.units.queries import unit_by_id

# The first right that a person has decides.
DESKS = (
    (Right.VIEW_UNIT, "/desk/proposals"),
    (Right.REVIEW, "/desk/review"),
    (Right.RELEASE, "/desk/editions"),
    (Right.READ_OFFICE, "/desk/reports"),
    (Right.ADMINISTER, "/desk/administration"),
    (Right.SIGNED_IN, "/account"),
)


@allow(Right.SIGNED_IN)
def home() -> Response:
    """Lead everybody to their own desk."""
    rights = current_actor().rights
    return redirect(next(path for right, path in DESKS if right in rights), 303)


@allow(Right.VIEW_UNIT)
def proposals() -> str:
    """The unit's proposals by round, with what needs doing first."""
    actor = current_actor()
    now_open = open_round_for(actor.unit_id)
    return render_template(
        "submission/proposals.html",
        unit=unit_by_id(actor.unit_id or 0),
        groups=overview.by_round(queries.proposals_of_unit(actor), now_open),
        open_round=now_open,
        deadline=overview.deadline_of(now_open, actor.unit_id) if now_open else None,
        may_propose=actor.has(Right.PROPOSE),
        state_names=STATE_NAMES,
        workbook=WorkbookForm(),
    )


@allow(Right.PROPOSE)
def new_proposal() -> Response:
    """Begin a proposal with its title and type, while a round is open."""
    round_ = open_round_for(current_actor().unit_id)
    return _new_page(NewProposalForm(), round_, 200) if round_ else _no_round()


@allow(Right.PROPOSE)
@recallable
def create_proposal() -> Response:
    """Make it; the same form sent again leads to what it made before."""
    round_, form = open_round_for(current_actor().unit_id), NewProposalForm()
    if round_ is None:
        return _no_round()
    if not form.validate():
        return _new_page(form, round_, 422)
    try:
        made = _create(form, round_)
    except Invalid as error:
        errors_from(form, error.fields)
        return _new_page(form, round_, 422)
    if not _is_as_typed(made, form):
        return _made_before(made, form, round_)
    flash(_("Proposal %(code)s is there. Fill in its sections in any order.", code=made.code))
    if similar.find(current_actor(), Sought.of(made)):
        flash(_("Similar proposals are known: see them in the section Place and contact."), "info")
    return redirect(url_for(".proposal", code=made.code), 303)


def _create(form: NewProposalForm, round_: Round) -> Proposal:
    actor = current_actor()
    unit = unit_by_id(actor.unit_id or 0)
    return services.create(actor, round_, unit, form.values(), draft_key=form.draft_key.data)


def _is_as_typed(made: Proposal, form: NewProposalForm) -> bool:
    return (made.title, made.category_key or "") == (clean(form.title.data or ""), form.category_key.data or "")


def _made_before(made: Proposal, form: NewProposalForm, round_: Round) -> Response:
    """Back, another title, saved again: nothing is made twice, and nothing typed is dropped without a word."""
    form.draft_key.data = new_draft_key()
    return _new_page(form, round_, 409, made)


def _no_round() -> Response:
    flash(str(NO_OPEN_ROUND), "info")
    return redirect(url_for(".proposals"), 303)


def _new_page(form: NewProposalForm, round_: Round, status: int, made: Proposal | None = None) -> Response:
    deadline = overview.deadline_of(round_, current_actor().unit_id)
    page = render_template("submission/new_proposal.html", form=form, round=round_, deadline=deadline, made=made)
    return make_response(page, status)
