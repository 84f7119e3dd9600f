"""The unit's desk: proposals written, checked and sent, and files brought in."""

from flask import Blueprint

submission = Blueprint("submission", __name__, url_prefix="/desk")
