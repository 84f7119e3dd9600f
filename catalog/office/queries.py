"""Reading what the office says of itself as of a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from catalog.db import db
from catalog.errors import NotFound
from catalog.i18n import Bilingual
from catalog.office.models import ExchangeRate, IssuingBody, LegalBasis, SiteMessage


def issuing_body(on: date) -> IssuingBody | None:
    """The issuing body as of a day; None before the reference data are loaded."""
    newest = select(IssuingBody).where(IssuingBody.valid_from <= on).order_by(IssuingBody.valid_from.desc())
    return db.session.scalar(newest.limit(1))


def second_person_checks(on: date) -> bool:
    """Whether English is checked by somebody else than who wrote it, as of a day."""
    body = issuing_body(on)
    return body is not None and body.second_person_checks


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
    in_force = select(LegalBasis).where(
        LegalBasis.position.is_not(None),
        LegalBasis.valid_from <= on,
        or_(LegalBasis.valid_to.is_(None), LegalBasis.valid_to > on),
    )
    return db.session.scalars(in_force.order_by(LegalBasis.position)).all()


def site_messages(on: date) -> dict[str, SiteMessage]:
    """The messages shown on a day, by key; of two with one key the newer."""
    shown = select(SiteMessage).where(
        SiteMessage.valid_from <= on, or_(SiteMessage.valid_to.is_(None), SiteMessage.valid_to > on)
    )
    return {message.key: message for message in db.session.scalars(shown.order_by(SiteMessage.valid_from))}
