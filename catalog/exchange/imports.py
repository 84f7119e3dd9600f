"""Bringing a file in: a preview against what is stored, then all its rows in one transaction."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from sqlalchemy import select

from catalog import audit, clock, storage
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.db import db, transaction
from catalog.errors import NotAllowed, NotFound
from catalog.exchange.drafts import NAMES_IN_ROW, import_key, lines_of, values_of
from catalog.exchange.models import ImportFile
from catalog.exchange.reading import Message, Preview, PreviewRow, read
from catalog.i18n import Bilingual
from catalog.proposals import queries as proposals
from catalog.proposals import services
from catalog.proposals.fields import BY_KEY
from catalog.proposals.models import Proposal
from catalog.proposals.values import contradictions, errors_in
from catalog.rounds import queries as rounds
from catalog.rounds import services as round_services
from catalog.rounds.models import Round, year_round
from catalog.text import fold
from catalog.units.models import Unit
from catalog.units.queries import unit_with_code

FILES_SHOWN = 50
SIMILAR = 88  # of 100, titles folded and their words sorted
ROW_COMMENT = Bilingual("Nhập từ tệp {file}, dòng {row}", "From the file {file}, row {row}")

REFUSED = Bilingual("{label}: {text}", "{label}: {text}")
LEFT_EMPTY = Bilingual("{label}: {text} Mục này sẽ để trống.", "{label}: {text} It will be left empty.")
KNOWN = Bilingual("Bỏ qua: đã nhập trước đây, là đề xuất {code}.", "Left out: brought in before, as proposal {code}.")
REPEATED = Bilingual("Bỏ qua: giống hệt dòng {row} của tệp này.", "Left out: the same as row {row} of this file.")
ALIKE = Bilingual(
    "Gần giống đề xuất {code}: “{title}”. Hãy kiểm tra trùng lặp.",
    "Much like proposal {code}: “{title}”. Check that it is not the same.",
)


def target(unit_code: str, round_key: str | None = None) -> tuple[Unit, Round]:
    """The unit and round that a file on the command line is for; raises NotFound for an unknown unit.

    Without a key: the open round, else the newest. A round that is not there is given as it would be made, not
    stored: old lists are brought in before anybody opened a round for them.
    """
    if round_key:
        round_ = rounds.find_round(round_key) or year_round(round_key)
    else:
        round_ = rounds.open_round() or next(iter(rounds.rounds()), None) or year_round(str(clock.today().year))
    return unit_with_code(unit_code, round_.opens_on), round_


def preview(data: bytes, filename: str, unit: Unit, round_: Round) -> Preview:
    """Read a file and compare it with what the round already holds; stores nothing. Raises UnreadableFile."""
    found = read(data, filename)
    _check_values(_usable(found))
    _mark_known(_usable(found), unit, round_)
    _mark_similar(_usable(found), unit, round_)
    return found


def _usable(found: Preview) -> list[PreviewRow]:
    return [row for row in found.rows if row.status in ("ok", "warning")]


def keep(actor: Actor, data: bytes, filename: str, unit: Unit, round_: Round) -> ImportFile:
    """Keep a file that was sent, between its preview and the decision."""
    if not (actor.has(Right.PROPOSE) and actor.of_unit(unit.id)):
        raise NotAllowed
    sha256 = storage.store(data)
    with transaction() as session:
        if round_.id is None:
            round_ = round_services.create_round(actor, round_.key, round_services.values_of(round_))
        kept = ImportFile(
            unit_id=unit.id, round_id=round_.id, person_id=actor.person_id, name=filename[-255:], sha256=sha256
        )
        session.add(kept)
        session.flush()
        audit.record(actor, "import:keep", kept.id, comment=kept.name)
    return kept


def kept_file(actor: Actor, file_id: int) -> ImportFile:
    """A kept file of the actor's own unit; raises NotFound."""
    kept = db.session.get(ImportFile, file_id)
    if kept is None or not (actor.has(Right.PROPOSE) and actor.of_unit(kept.unit_id)):
        raise NotFound
    return kept


def files_of_unit(unit_id: int) -> Sequence[ImportFile]:
    """The files that a unit sent, the newest first."""
    chosen = select(ImportFile).where(ImportFile.unit_id == unit_id).order_by(ImportFile.id.desc())
    return db.session.scalars(chosen.limit(FILES_SHOWN)).all()


def preview_kept(kept: ImportFile) -> Preview:
    """The preview of a kept file as of now."""
    return preview(storage.load(kept.sha256), kept.name, kept.unit, kept.round)


def bring_in(actor: Actor, kept: ImportFile) -> list[str]:
    """Make proposals of a kept file's rows, all or none; returns their codes.

    Rows that were brought in before make nothing again, so that the same file may be sent twice.
    """
    with transaction():
        found = preview_kept(kept)
        codes = [_make(actor, kept, row).code for row in _usable(found)]
        kept.brought_in_at = clock.now()
        audit.record(actor, "import:bring_in", kept.id, comment=f"{kept.name}: {', '.join(codes) or '–'}")
    return codes


def _make(actor: Actor, kept: ImportFile, row: PreviewRow) -> Proposal:
    return services.create(
        actor,
        kept.round,
        kept.unit,
        values=values_of(row),
        lines=lines_of(row),
        needs=row.needs,
        import_key=import_key(row),
        comment=ROW_COMMENT.format(file=kept.name, row=row.row).vi,
    )


def _check_values(rows: Sequence[PreviewRow]) -> None:
    """Say what the rules of a proposal refuse: too long a text is an error, a contradicting count is left empty."""
    categories = frozenset(category.key for category in proposals.categories())
    for row in rows:
        values = values_of(row)
        errors = errors_in(values, categories)
        for key, text in errors.items():
            row.messages.append(Message(key, "error", "refused", REFUSED.format(label=BY_KEY[key].label, text=text)))
        if errors:
            continue
        for key, text in contradictions(Proposal(**values)).items():
            said = LEFT_EMPTY.format(label=BY_KEY[key].label, text=text)
            row.messages.append(Message(key, "warning", "left_empty", said))
            setattr(row, NAMES_IN_ROW.get(key, key), None)


def _mark_known(rows: Sequence[PreviewRow], unit: Unit, round_: Round) -> None:
    keys = [import_key(row) for row in rows]
    chosen = select(Proposal.import_key, Proposal.code).where(
        Proposal.round_id == round_.id, Proposal.unit_id == unit.id, Proposal.import_key.in_(keys)
    )
    known = {key: code for key, code in db.session.execute(chosen)}  # noqa: C416 - rows are no pairs to dict
    first: dict[str, int] = {}
    for row, key in zip(rows, keys, strict=True):
        if key in known:
            _leave_out(row, "known", KNOWN.format(code=known[key]))
        elif key in first:
            _leave_out(row, "repeated", REPEATED.format(row=first[key]))
        first.setdefault(key, row.row)


def _leave_out(row: PreviewRow, code: str, text: Bilingual) -> None:
    row.left_out = code
    row.messages.insert(0, Message(None, "info", code, text))


def _mark_similar(rows: Sequence[PreviewRow], unit: Unit, round_: Round) -> None:
    """Point at a proposal of any unit with almost the same title; the office decides, so it never blocks."""
    stored = proposals.titles_of_round(round_.id, unit.id)
    titles = [fold(title) for _code, title in stored]
    for row in rows:
        best = process.extractOne(fold(row.title), titles, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR)
        if best:
            code, title = stored[best[2]]
            row.messages.append(Message("title", "warning", "similar", ALIKE.format(code=code, title=title)))
