"""The addresses of the office's desks."""

from flask import Blueprint

from catalog.review import proposals, translation

review = Blueprint("review", __name__, url_prefix="/desk")

review.get("/review")(proposals.queue)
review.get("/review/<code>")(proposals.proposal)
review.post("/review/<code>")(proposals.act)
review.post("/review/<code>/assign")(proposals.assign)
review.post("/review/<code>/clear-hit")(proposals.clear_hit)

review.get("/translation")(translation.translation_board)
review.get("/translation/<code>")(translation.translate)
review.post("/translation/<code>")(translation.save_translation)
