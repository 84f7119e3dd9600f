"""What is due runs by itself: every minute in the serving process, or by `flask due`."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from catalog.accounts.services_expiry import forget_expired
from catalog.attachments import services_lighter
from catalog.db import db
from catalog.mail import deliver_pending, forget_secrets
from catalog.notices.services import send_digests
from catalog.proposals.services_deadline import take_due_steps
from catalog.shortlists import services as shortlists

log = logging.getLogger(__name__)
EVERY_SECONDS = 60
# A mail server that is slow to refuse must not keep the process from ending.
SECONDS_TO_END = 5

# In this order: what the first write, the later ones send.
JOBS = {
    "deadlines": take_due_steps,
    "digests": send_digests,
    "mails": deliver_pending,
    "secrets": forget_secrets,
    "expired": forget_expired,
    "shortlists": shortlists.forget_expired,
    "photos": services_lighter.make_missing,
}


def run_due() -> dict[str, int]:
    """Do everything that is due now; returns how much each job did.

    Safe at any time and in any number of processes: each job claims what it does in the database. What fails is logged,
    and tried again by the next call.
    """
    done = {}
    for name, job in JOBS.items():
        try:
            done[name] = job()
        except Exception:
            db.session.rollback()
            log.exception("due: %s", name)
    did = {name: count for name, count in done.items() if count}
    if did:
        log.info("due", extra={"fields": did})
    return done


def run_forever(app: Flask, stop: threading.Event) -> None:
    """Run what is due at the full minute, so that a deadline at 17:00 is acted on then; until told to stop."""
    while not stop.is_set():
        with app.app_context():
            run_due()
        stop.wait(EVERY_SECONDS - time.time() % EVERY_SECONDS)


@contextmanager
def running(app: Flask) -> Iterator[None]:
    """Run what is due in a thread beside the block; a run under way may end before the block is left."""
    stop = threading.Event()
    thread = threading.Thread(target=run_forever, args=(app, stop), name="due", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(SECONDS_TO_END)
