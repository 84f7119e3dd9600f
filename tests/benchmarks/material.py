"""What is measured: a workbook of 1,000 rows, a released edition of 500 entries, 5,000 remembered translations."""

import itertools
from pathlib import Path

import xlsxwriter
from sqlalchemy import func, select

from app import create_app
from catalog.db import db, transaction
from catalog.editions.models import Edition, Entry
from catalog.proposals.models import Proposal
from catalog.settings import Settings
from catalog.translation.models import Translation
from catalog.translation.segments import source_hash
from tests.conftest import close, environment_of, fill

ROWS = 1_000
ENTRIES = 500
REMEMBERED = 5_000
TITLES = (
    "Xây dựng phòng học cho Trường Tiểu học xã {place} số {number}",
    "Thư viện thân thiện cho học sinh xã {place}, thôn {number}",
    "Hỗ trợ bữa ăn bán trú cho trẻ em xã {place}, điểm trường {number}",
    "Nước sạch và nhà vệ sinh cho điểm trường số {number} xã {place}, phục vụ học sinh đi học xa nhà",
)
PLACES = ("Tân Sơn", "Hữu Sản", "Vân Sơn", "An Lạc", "Sa Lý", "Hộ Đáp", "Đồng Vương")
WORKBOOK = "thousand-rows.xlsx"
HEADER = ("TT", "Tên dự án", "Địa điểm", "Số trẻ em", "Viện trợ", "Đối ứng", "Tổng", "Thời gian thực hiện", "Đầu mối")


def make_material(folder: Path) -> None:
    """Put data folder and workbook into a folder."""
    environment = environment_of(folder / "data", "")
    fill(environment, ["setup", "demo"])
    _write_workbook(folder / WORKBOOK)
    app = create_app(Settings.from_env(environment))
    with app.app_context():
        _fill_edition()
        _fill_memory()
    close(app)


def _write_workbook(path: Path) -> None:
    """Titles above the header, a row of column numbers, sections and subtotals: as districts send them."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Phụ lục")
        sheet.write(0, 0, "ỦY BAN NHÂN DÂN HUYỆN SƠN ĐỘNG")
        sheet.write(1, 0, "DANH MỤC DỰ ÁN VẬN ĐỘNG VIỆN TRỢ NĂM 2023")
        sheet.write(2, 6, "ĐVT: triệu đồng")
        sheet.write_row(4, 0, HEADER)
        sheet.write_row(5, 0, [f"({number})" for number in range(1, len(HEADER) + 1)])
        rows = itertools.count(6)
        for number in range(ROWS):
            if number % 100 == 0:
                sheet.write_row(next(rows), 0, ["I", "Lĩnh vực giáo dục"])
            sheet.write_row(next(rows), 0, _row(number))


def _row(number: int) -> list[str | int]:
    aid, counterpart = 800 + number, 100 + number % 7
    return [
        number + 1,
        f"Xây dựng phòng học và nhà vệ sinh điểm trường số {number} cho học sinh thôn Khe {number % 90}",
        f"Xã An Lạc, thôn Khe {number % 90}",
        f"{120 + number % 80} em",
        f"{aid} triệu",
        counterpart,
        aid + counterpart,
        "03/2024 - 12/2024",
        "Phòng Giáo dục và Đào tạo huyện",
    ]


def _fill_edition() -> None:
    """Repeat the entries of the released edition under new codes until there are enough."""
    edition = db.session.scalars(select(Edition).where(Edition.released_at.is_not(None))).first()
    assert edition is not None
    with transaction() as session:
        models = session.scalars(select(Entry).where(Entry.edition_id == edition.id).order_by(Entry.number)).all()
        last = session.scalar(select(func.max(Entry.number)).where(Entry.edition_id == edition.id))
        columns = [column.key for column in Entry.__table__.columns if column.key != "id"]
        for number, model in zip(range(last + 1, ENTRIES + 1), itertools.cycle(models), strict=False):
            values = {key: getattr(model, key) for key in columns} | {"number": number, "code": f"XX-2023-{number}"}
            session.add(Entry(**values))


def _fill_memory() -> None:
    """Checked English of titles that are alike but for a place and a number."""
    proposal_id = db.session.scalar(select(func.min(Proposal.id)))
    with transaction() as session:
        for number in range(REMEMBERED):
            text = title(number)
            row = Translation(proposal_id=proposal_id, key=f"remembered:{number}", target=f"English {number}")
            row.source, row.source_hash, row.state = text, source_hash(text), "checked"
            session.add(row)


def title(number: int) -> str:
    """The Vietnamese of one remembered translation."""
    return TITLES[number % len(TITLES)].format(place=PLACES[number % len(PLACES)], number=number)
