"""What the appendices of the document say above their content, for every format alike."""

from typing import NamedTuple

from catalog.exchange.columns import PRINTED
from catalog.exchange.writing import notes
from catalog.exchange.writing.listing import Listing
from catalog.exchange.writing.notes import BLANK
from catalog.i18n import Bilingual, format_date

GUIDE = Bilingual(
    "(Kèm theo Kế hoạch số{blank}/KH-{symbol} ngày{blank}tháng{blank}năm{blank}của {organ})",
    "(Attached to Plan No.{blank}/KH-{symbol} dated{blank}{blank}of the {organ})",
)
EXTRACT = Bilingual(
    "(Trích Danh mục {key}, công bố ngày {date})", "(From edition {key}, released on {date}; not the whole list)"
)
EDITION = Bilingual("Danh mục {key}", "Edition {key}")
UNITS = Bilingual("Đơn vị tính: đồng, USD; tỷ giá quy đổi: {rate}", "Amounts in USD and VND; exchange rate: {rate}")
# Under the name of record sheets that stand alone, and after the last of them.
RATE = Bilingual("(Tỷ giá quy đổi: {rate})", "(Exchange rate: {rate})")
CLOSING = Bilingual(
    f"{notes.NO_RESERVATION.vi} {notes.HOTLINE.vi}",
    f"{notes.NO_RESERVATION.en} {notes.HOTLINE.en}",
)
# Places of the columns of the list that hold money: they stand together under a common heading.
MONEY = [place for place, column in enumerate(PRINTED) if column.is_amount]


class Title(NamedTuple):
    """The name of an appendix."""

    number: Bilingual
    name: Bilingual


LIST = Title(Bilingual("Phụ lục I", "Appendix I"), notes.TITLE)
RECORDS = Title(
    Bilingual("Phụ lục II", "Appendix II"),
    Bilingual("Thông tin chi tiết các dự án, khoản viện trợ", "Details of the projects and grants"),
)


def number(listing: Listing, title: Title, language: str) -> str:
    """Which appendix of the document it is; of what was searched for, in which edition."""
    if listing.selection:
        return EDITION.in_(language).format(key=listing.edition.key)
    return title.number.in_(language)


def guide(listing: Listing, language: str) -> str:
    """What document an appendix goes with; its number and date stay blank. What was searched for goes with none."""
    if listing.selection:
        date = format_date(listing.released_at, language)
        return EXTRACT.in_(language).format(key=listing.edition.key, date=date)
    symbol, organ = listing.edition.data["issuer"]["symbol"], listing.organ.in_(language)
    return GUIDE.in_(language).format(blank=BLANK, symbol=symbol, organ=organ)


def units(listing: Listing, language: str) -> str:
    """In what the amounts of the list are given."""
    return UNITS.in_(language).format(rate=listing.rate(language))
