"""What tests of the office's desks share: people at work, proposals in front of them, pages read back."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from catalog.db import db
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from tests.proposals import scene
from tests.visitor import Visitor

REVIEWER, COLLEAGUE = "reviewer@example.org", "colleague@example.org"
PUBLISHER, MANAGER = "publisher@example.org", "manager@example.org"
ROLES = {REVIEWER: "reviewer", COLLEAGUE: "reviewer", PUBLISHER: "publisher", MANAGER: "manager"}


class Office:
    """People of the office who sign in when they are first needed, and proposals in any state."""

    def __init__(self, app: Flask, person: Callable[..., Any], sign_in: Callable[[str], Visitor]) -> None:
        self.app = app
        self._person, self._sign_in = person, sign_in
        self._visitors: dict[str, Visitor] = {}
        self.actors: dict[str, Any] = {}
        with app.app_context():
            scene.a_round()

    def visitor(self, email: str, language: str = "en") -> Visitor:
        """Somebody at a desk, pages in English unless said otherwise."""
        if email not in self._visitors:
            self.actor(email)
            self._visitors[email] = self._sign_in(email)
        self._visitors[email].set_cookie("language", language)
        return self._visitors[email]

    def actor(self, email: str) -> Any:
        """The same person as services take them."""
        if email not in self.actors:
            self.actors[email] = self._person(email, ROLES[email])
        return self.actors[email]

    def proposal(self, state: str, unit: str = "220", **values: Any) -> str:
        """Put a proposal into a state; gives its code."""
        with self.app.app_context():
            return scene.proposal_in(state, db.session.query(Round).one(), unit, **values).code

    def state(self, code: str) -> str:
        """Where a proposal stands now."""
        with self.app.app_context():
            return db.session.query(Proposal).filter_by(code=code).one().state
