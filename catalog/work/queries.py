"""Reading long work."""

from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db
from catalog.errors import NotFound
from catalog.work.models import Work


def work_by_id(actor: Actor, work_id: int) -> Work:
    """A piece of work for who started it and for the office; raises NotFound for everybody else."""
    work = db.session.get(Work, work_id)
    if work is None or not (_started(actor, work) or actor.has(Right.READ_OFFICE)):
        raise NotFound
    return work


def may_cancel(actor: Actor, work: Work) -> bool:
    """Whether a person may end the work: who started it, and who releases."""
    return work.shown_state == "running" and (_started(actor, work) or actor.has(Right.RELEASE))


def _started(actor: Actor, work: Work) -> bool:
    return actor.person_id is not None and actor.person_id == work.person_id
