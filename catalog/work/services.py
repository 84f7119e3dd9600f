"""Starting long work in a thread beside the answers, telling how far it is, ending it."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from catalog import clock
from catalog.accounts.actor import Actor
from catalog.db import db, transaction
from catalog.errors import DomainError, NotAllowed, NotReady
from catalog.i18n import Bilingual
from catalog.work import queries
from catalog.work.models import Work

# Called with a function that is told (done, total), and that raises Cancelled once the work shall end.
Task = Callable[[Callable[[int, int], None]], object]
LOOK_SECONDS = 0.5
BEAT_EVERY = 10
UNEXPECTED = Bilingual(
    "Có lỗi ngoài dự kiến, đã được ghi lại. Hãy thử lại.", "Something went wrong on our side. It was noted; try again."
)

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody asked for the end of the work."""


def start(actor: Actor, kind: str, subject: str, title: Bilingual, path: str, task: Task) -> Work:
    """Begin a piece of work, or find it where it runs already; `path` is where its result is."""
    work, is_new = _begin(actor, kind, subject, {"title": {"vi": title.vi, "en": title.en}, "path": path})
    if is_new:
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        thread = threading.Thread(target=_run, args=(app, work.id, task), name="work", daemon=True)
        thread.start()
        if not app.config.get("WORK_IN_BACKGROUND", True):
            thread.join()
            db.session.rollback()
    return work


def cancel(actor: Actor, work_id: int) -> Work:
    """Ask for the end of a piece of work; it ends at its next step. Raises NotFound, NotAllowed."""
    with transaction():
        work = queries.work_by_id(actor, work_id)
        if work.state == "running":
            if not queries.may_cancel(actor, work):
                raise NotAllowed
            work.cancel_requested_at = work.cancel_requested_at or clock.now()
    return work


def _begin(actor: Actor, kind: str, subject: str, values: dict[str, Any]) -> tuple[Work, bool]:
    running = select(Work).filter_by(kind=kind, subject=subject, state="running")
    try:
        with transaction() as session:
            before = session.scalar(running.with_for_update())
            if before and before.shown_state == "running":
                return before, False
            if before:
                before.state, before.ended_at = "interrupted", clock.now()
                session.flush()
            work = Work(kind=kind, subject=subject, person_id=actor.person_id, **values)
            session.add(work)
    except IntegrityError:  # another window was quicker
        return db.session.scalars(running).one(), False
    return work, True


def _run(app: Flask, work_id: int, task: Task) -> None:
    """Do the work in this thread, with a second one that writes down how far it is."""
    watch = _Watch(app, work_id)
    beat = threading.Thread(target=watch.beat, name="work-beat", daemon=True)
    beat.start()
    state, said = "done", []
    with app.app_context():
        try:
            task(watch.progress)
        except Cancelled:
            state = "cancelled"
        except DomainError as error:
            state, said = "failed", [error.message, *(error.problems if isinstance(error, NotReady) else ())]
        except Exception:
            log.exception("work %s", work_id)
            state, said = "failed", [UNEXPECTED]
        db.session.rollback()
        watch.ended.set()
        beat.join()
        _end(work_id, watch, state, said)


def _end(work_id: int, watch: "_Watch", state: str, said: list[Bilingual]) -> None:
    words = [{"vi": each.vi, "en": each.en} for each in said]
    with transaction() as session:
        ended = {"state": state, "said": words, "done": watch.done, "total": watch.total, "ended_at": clock.now()}
        session.execute(update(Work).where(Work.id == work_id, Work.state == "running").values(**ended))


class _Watch:
    """How far a piece of work is; what the work tells is written by a thread of its own, so that it never waits."""

    def __init__(self, app: Flask, work_id: int) -> None:
        self.app, self.work_id = app, work_id
        self.done = self.total = 0
        self.cancelled, self.ended = threading.Event(), threading.Event()

    def progress(self, done: int, total: int) -> None:
        """Note how far the work is; raises Cancelled."""
        self.done, self.total = done, total
        if self.cancelled.is_set():
            raise Cancelled

    def beat(self) -> None:
        """Write progress down where it changed, and now and then all the same, until the work ends."""
        told, looks = (0, 0), 0
        while not self.ended.wait(LOOK_SECONDS):
            looks += 1
            now = self.done, self.total
            try:
                with self.app.app_context():
                    self._look(now if now != told or looks % BEAT_EVERY == 0 else None)
            except Exception:  # the work goes on; the next look tries again
                log.exception("work %s: progress", self.work_id)
            else:
                told = now

    def _look(self, now: tuple[int, int] | None) -> None:
        if now:
            with transaction() as session:
                values = {"done": now[0], "total": now[1], "heartbeat_at": clock.now()}
                session.execute(update(Work).where(Work.id == self.work_id).values(**values))
        if db.session.scalar(select(Work.cancel_requested_at).where(Work.id == self.work_id)):
            self.cancelled.set()
