"""Writes of the office's own Word files: taken in, tried, taken into use, and set aside."""

from sqlalchemy import select

from catalog import clock, storage
from catalog.accounts.actor import Actor
from catalog.accounts.rights import Right
from catalog.audit import record
from catalog.db import db, on_commit, transaction
from catalog.editions.models import Edition
from catalog.editions.queries import entries_of
from catalog.editions.snapshot import edition_data
from catalog.errors import NotAllowed, NotFound, NotReady, Stale
from catalog.exchange.writing import docx
from catalog.exchange.writing.docx_styles import section
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.template import open_template
from catalog.exchange.writing.template_fill import HEADER, Filling, fill
from catalog.exchange.writing.template_refusals import RefusedTemplate
from catalog.exchange.writing.template_words import FACTS, LINES
from catalog.i18n import LANGUAGES, Bilingual
from catalog.office import queries as office
from catalog.office.models import DocumentTemplate
from catalog.rounds.models import Round
from catalog.text import clean

TEMPLATE_EVENTS = {
    "document_template:add": Bilingual(vi="tải mẫu văn bản lên", en="uploaded a template of documents"),
    "document_template:use": Bilingual(vi="đưa mẫu văn bản vào sử dụng", en="took a template of documents into use"),
    "document_template:stop": Bilingual(vi="ngừng sử dụng mẫu văn bản", en="stopped using a template of documents"),
    "document_template:remove": Bilingual(vi="xóa mẫu văn bản chưa dùng", en="removed an unused template of documents"),
}
USED = Bilingual(
    vi="Mẫu đã từng được sử dụng thì được lưu lại, không xóa.", en="A template that was in use is kept, not removed."
)
NO_SETTINGS = Bilingual(vi="Chưa có thông tin cơ quan ban hành.", en="The issuing body is not set.")
SAMPLE = Bilingual(vi="Danh mục mẫu", en="Sample list")


def add(actor: Actor, language: str, name: str, data: bytes) -> DocumentTemplate:
    """Take a file in; it waits until it is taken into use. Raises RefusedTemplate for what is no safe template."""
    actor.require(Right.ADMINISTER)
    _try(data)
    with transaction() as session:
        sha256 = storage.store(data, storage.TEMPLATES)
        kept = clean(name.rpartition("/")[2])[-160:]
        template = DocumentTemplate(language=language, name=kept, sha256=sha256, size=len(data))
        session.add(template)
        session.flush()
        record(actor, "document_template:add", template.id, comment=kept)
    return template


def use(actor: Actor, template_id: int, version: int) -> DocumentTemplate:
    """Make documents of editions released from now on from it, and from no other of its language."""
    with transaction() as session:
        template = _at(actor, template_id, version)
        if template.is_used:
            return template
        in_use = select(DocumentTemplate).where(
            DocumentTemplate.language == template.language,
            DocumentTemplate.used_from.is_not(None),
            DocumentTemplate.used_to.is_(None),
        )
        for other in session.scalars(in_use):
            other.used_to = clock.now()
        session.flush()
        template.used_from, template.used_to = clock.now(), None
        record(actor, "document_template:use", template.id, comment=template.name)
    return template


def stop(actor: Actor, template_id: int, version: int) -> DocumentTemplate:
    """Go back to the document that the application writes itself; what is released stays."""
    with transaction():
        template = _at(actor, template_id, version)
        if template.is_used:
            template.used_to = clock.now()
            record(actor, "document_template:stop", template.id, comment=template.name)
    return template


def remove(actor: Actor, template_id: int, version: int) -> None:
    """Forget one that was never used. Raises NotAllowed for others: editions may be made from them."""
    with transaction() as session:
        template = _at(actor, template_id, version)
        if template.used_from is not None:
            raise NotAllowed(USED)
        session.delete(template)
        record(actor, "document_template:remove", template_id, comment=template.name)
        session.flush()
        same = select(DocumentTemplate.id).where(DocumentTemplate.sha256 == template.sha256)
        if session.scalar(same) is None:
            sha256 = template.sha256
            on_commit(lambda: storage.delete(sha256, storage.TEMPLATES))


def preview(template: DocumentTemplate) -> bytes:
    """The newest edition as a document made from it; a list without projects where none is released."""
    data = storage.load(template.sha256, storage.TEMPLATES)
    newest = select(Edition).where(Edition.state == "released").order_by(Edition.released_at.desc()).limit(1)
    edition = db.session.scalar(newest)
    listing = Listing(edition, entries_of(edition)) if edition else Listing(_sample(), [])
    return docx.write_from(data, listing, (template.language,))


def _at(actor: Actor, template_id: int, version: int) -> DocumentTemplate:
    actor.require(Right.ADMINISTER)
    template = db.session.get(DocumentTemplate, template_id)
    if template is None:
        raise NotFound
    if template.version != version:
        raise Stale
    return template


def _try(data: bytes) -> None:
    """Fill it once: what can't be filled is not taken in."""
    filling = Filling(
        {name: name for name in FACTS},
        {name: (name,) for name in LINES},
        (),
        section(HEADER),
    )
    try:
        fill(open_template(data), filling, "", docx.TEMPLATE_DATED)
    except RefusedTemplate:
        raise
    except Exception:  # what a hostile file makes of itself may break anywhere (security.md, fact 11)
        raise RefusedTemplate("broken") from None


def _sample() -> Edition:
    """A list without projects, of what is in force today."""
    now = clock.now()
    today = clock.to_local(now).date()
    body, rate = office.issuing_body(today), office.exchange_rate(today)
    if body is None:
        raise NotReady([NO_SETTINGS], NO_SETTINGS)
    names = {f"name_{language}": SAMPLE.in_(language) for language in LANGUAGES}
    empty = {f"{name}_{language}": "" for name in ("theme", "slogan") for language in LANGUAGES}
    said = office.legal_bases(today), rate, office.signer(today), office.recipients(today)
    data = edition_data(Round(key="", **names, **empty), body, *said)
    return Edition(key="", released_at=now, vnd_per_usd=rate.vnd_per_usd, rate_date=rate.date, data=data)
