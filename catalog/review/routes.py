"""The addresses of the office's desks."""

from flask import Blueprint

from catalog.review import (
    columns,
    corrections,
    duplicates,
    editions,
    enquiries,
    glossary,
    notes,
    ordering,
    presence,
    proposals,
    readiness,
    reports,
    requests,
    revisions,
    selected,
    tags,
    translation,
    translation_files,
)

review = Blueprint("review", __name__, url_prefix="/desk")

review.get("/review")(proposals.queue)
review.post("/review/selected")(selected.act_on_selected)
review.get("/review/<code>")(proposals.proposal)
review.post("/review/<code>")(proposals.act)
review.post("/review/<code>/assign")(proposals.assign)
review.post("/review/<code>/clear-hit")(proposals.clear_hit)
review.post("/review/<code>/reopen-hit")(proposals.reopen_hit)
review.post("/review/<code>/take-down-photo")(proposals.take_down_photo)
review.post("/review/<code>/seen")(presence.seen)
review.post("/review/<code>/requests")(requests.collect_request)
review.post("/review/<code>/requests/drop")(requests.drop_request)
review.post("/review/<code>/requests/settle")(requests.settle_request)
review.post("/review/<code>/set-aside")(duplicates.set_aside)
review.route("/review/<code>/correct/<key>", methods=["GET", "POST"])(corrections.correct)
review.post("/review/<code>/checklist")(notes.check_point)
review.post("/review/<code>/notes")(notes.add_note)
review.post("/review/<code>/notes/<int:note_id>/withdraw")(notes.withdraw_note)
review.post("/review/<code>/tags")(tags.add_tag)
review.post("/review/<code>/tags/remove")(tags.remove_tag)
review.route("/review/<code>/request-changes", methods=["GET", "POST"])(requests.request_changes)

review.get("/enquiries")(enquiries.enquiries)
review.route("/enquiries/new", methods=["GET", "POST"])(enquiries.new_enquiry)
review.get("/enquiries/<reference>")(enquiries.enquiry)
review.post("/enquiries/<reference>")(enquiries.act_on_enquiry)
review.post("/enquiries/<reference>/assign")(enquiries.assign_enquiry)
review.post("/enquiries/<reference>/plan")(enquiries.plan_enquiry)
review.post("/enquiries/<reference>/erase")(enquiries.erase_enquiry)
review.post("/enquiries/<reference>/note")(enquiries.note_enquiry)

review.get("/translation")(translation.translation_board)
review.get("/translation/file.xlsx")(translation_files.translation_file)
review.post("/translation/file")(translation_files.check_translation_file)
review.get("/translation/file/<sha256>")(translation_files.translation_import)
review.post("/translation/file/<sha256>")(translation_files.bring_in_translations)
review.get("/translation/<code>")(translation.translate)
review.post("/translation/<code>")(translation.save_translation)
review.post("/translation/<code>/machine-drafts")(translation.draft_by_machine)

review.get("/glossary")(glossary.glossary)
review.post("/glossary")(glossary.add_term)
review.get("/glossary/<int:term_id>")(glossary.term)
review.post("/glossary/<int:term_id>")(glossary.save_term)
review.post("/glossary/<int:term_id>/remove")(glossary.remove_term)
review.get("/glossary/file.<any(xlsx, csv):format_>")(glossary.glossary_file)
review.post("/glossary/import")(glossary.check_glossary_file)
review.get("/glossary/import/<sha256>")(glossary.glossary_import)
review.post("/glossary/import/<sha256>")(glossary.bring_in_glossary)

review.get("/editions")(editions.editions)
review.post("/editions")(editions.create_edition)
review.get("/editions/<key>")(editions.edition)
review.get("/editions/<key>/safeguarding")(editions.safeguarding)
review.get("/editions/<key>/readiness")(readiness.readiness)
review.post("/editions/<key>/add")(ordering.add_to_edition)
review.post("/editions/<key>/remove")(ordering.remove_from_edition)
review.post("/editions/<key>/move")(ordering.move_in_edition)
review.post("/editions/<key>/undo")(ordering.undo_in_edition)
review.post("/editions/<key>/columns")(columns.choose_columns)
review.post("/editions/<key>/revise")(revisions.revise_edition)
review.post("/editions/<key>/reason")(revisions.explain_revision)
review.post("/editions/<key>/discard")(revisions.discard_edition)
review.route("/editions/<key>/release", methods=["GET", "POST"])(editions.release)

review.get("/reports")(reports.reports)
review.get("/reports/<key>")(reports.report)
review.get("/reports/<key>/file.<any(xlsx, docx):format_>")(reports.report_file)
