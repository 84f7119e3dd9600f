"""The addresses of the unit's desk; those of bringing a file in stand with their views."""

from catalog.proposals.sections import Section
from catalog.submission import (
    amendments,
    auto_send,
    desk,
    earlier,
    files,
    import_columns,
    import_rows,
    imports,
    proposals,
    questions,
    sections,
    submission,
    workbook,
)

__all__ = ["import_columns", "import_rows", "imports", "submission"]

PROPOSAL = "/proposals/<code>"
SECTION = f"{PROPOSAL}/<any({', '.join(Section)}):section>"

submission.get("/")(desk.home)
submission.get("/proposals")(desk.proposals)
submission.get("/proposals/new")(desk.new_proposal)
submission.post("/proposals/new")(desk.create_proposal)
submission.get("/proposals/earlier")(earlier.earlier)
submission.get("/proposals/similar")(earlier.similar_proposals)

submission.get(PROPOSAL)(proposals.proposal)
submission.post(f"{PROPOSAL}/amend")(amendments.amend)
submission.post(f"{PROPOSAL}/copy")(earlier.copy)
submission.get(f"{PROPOSAL}/form.<any(docx, pdf):fmt>")(earlier.form)
submission.post(f"{PROPOSAL}/<any(withdraw, restore, sign, 'give-back', 'discard-amendment'):action>")(proposals.act)
submission.get(f"{PROPOSAL}/check")(proposals.check)
submission.post(f"{PROPOSAL}/check")(proposals.send)
submission.get(f"{PROPOSAL}/receipt")(proposals.receipt)

submission.post("/auto-send")(auto_send.set_auto_send)

submission.get("/questions")(questions.questions)

submission.get("/import/workbook")(workbook.workbook)

# More specific than the addresses of the sections below, and so first.
FILES = f"{PROPOSAL}/{Section.FILES}"
submission.get(FILES)(files.files)
submission.post(FILES)(files.save_files)
submission.post(f"{FILES}/new")(files.add_file)
submission.get("/files/<int:file_id>")(files.document)
submission.get("/files/<int:file_id>/<int:width>")(files.photo)

submission.get(SECTION)(sections.section)
submission.post(SECTION)(sections.save_section)
