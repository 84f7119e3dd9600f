"""Reading what the office says of itself as of a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.office.models import (
    DocumentTemplate,
    ExchangeRate,
    IssuingBody,
    LegalBasis,
    Recipients,
    Signer,
    SiteMessage,
)


def issuing_body(on: date) -> IssuingBody | None:
    """The issuing body as of a day; None before the reference data are loaded."""
    newest = select(IssuingBody).where(IssuingBody.valid_from <= on).order_by(IssuingBody.valid_from.desc())
    return db.session.scalar(newest.limit(1))


def second_person_checks(on: date) -> bool:
    """Whether English is checked by somebody else than who wrote it, as of a day."""
    body = issuing_body(on)
    return body is not None and body.second_person_checks


def second_person_accepts(on: date) -> bool:
    """Whether a proposal is accepted by somebody else than who checked it, as of a day."""
    body = issuing_body(on)
    return body is not None and body.second_person_accepts


def exchange_rate(on: date) -> ExchangeRate:
    """The newest rate known on a day; raises NotFound when there is none."""
    newest = select(ExchangeRate).where(ExchangeRate.date <= on).order_by(ExchangeRate.date.desc())
    rate = db.session.scalar(newest.limit(1))
    if rate is None:
        raise NotFound(
            Bilingual(vi="Chưa có tỷ giá quy đổi USD cho ngày này.", en="There is no exchange rate for this day yet.")
        )
    return rate


def legal_bases(on: date) -> Sequence[LegalBasis]:
    """The acts a document of this day cites, in order."""
    cited = select(LegalBasis).where(LegalBasis.position.is_not(None), _in_force(LegalBasis, on))
    return db.session.scalars(cited.order_by(LegalBasis.position, LegalBasis.valid_from, LegalBasis.id)).all()


def signer(on: date) -> Signer | None:
    """Who signs a document of this day; None where the office has not said so."""
    in_force = select(Signer).where(_in_force(Signer, on))
    return db.session.scalar(in_force.order_by(Signer.position, Signer.id).limit(1))


def recipients(on: date) -> Recipients | None:
    """Who receives a document of this day; None where the office has not said so."""
    newest = select(Recipients).where(Recipients.valid_from <= on).order_by(Recipients.valid_from.desc())
    return db.session.scalar(newest.limit(1))


def templates_in_use() -> dict[str, str]:
    """The office's own Word files that documents are made from now: their SHA-256 by language."""
    used = select(DocumentTemplate.language, DocumentTemplate.sha256).where(
        DocumentTemplate.used_from.is_not(None), DocumentTemplate.used_to.is_(None)
    )
    return {row.language: row.sha256 for row in db.session.execute(used)}


def site_messages(on: date) -> dict[str, SiteMessage]:
    """The messages shown on a day, by key; of two with one key the newer."""
    shown = select(SiteMessage).where(_in_force(SiteMessage, on))
    return {message.key: message for message in db.session.scalars(shown.order_by(SiteMessage.valid_from))}


def _in_force(model: type[LegalBasis | Signer | SiteMessage], on: date) -> ColumnElement[bool]:
    """Whether a day lies between the two of a row; the second is the first on which it is not in force."""
    return (model.valid_from <= on) & or_(model.valid_to.is_(None), model.valid_to > on)
