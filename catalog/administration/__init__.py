"""The administrator's pages: people, units, rounds, the issuing body, rates, texts, mails, the history."""

from flask import Blueprint

administration = Blueprint("administration", __name__, url_prefix="/desk/administration")
