"""Record sheets: Word files that describe each project under numbered headings, as the lists of Đồng Nai do.

They become a table like any other, one project a row, so that everything that is done with lists is done with them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from catalog.exchange.reading.grid import Table, table
from catalog.exchange.reading.rows import cell_text
from catalog.exchange.reading.text_amounts import amounts_of
from catalog.text import fold

NAME = "Các dự án trong văn bản"
# What the columns of the table are called; those that no project fills are left out.
COLUMNS = {
    "number": "STT",
    "title": "Tên dự án",
    "section": "Lĩnh vực",
    "location": "Địa điểm",
    "implementer": "Cơ quan thực hiện",
    "unit": "Đơn vị đề xuất",
    "owner": "Chủ khoản viện trợ",
    "managing_agency": "Cơ quan chủ quản",
    "need": "Sự cần thiết",
    "objective": "Mục tiêu",
    "activities": "Hoạt động chính",
    "results": "Kết quả",
    "beneficiaries": "Đối tượng hưởng lợi",
    "indirect": "Hưởng lợi gián tiếp",
    "total": "Tổng kinh phí",
    "aid": "Kinh phí đề nghị viện trợ",
    "counterpart": "Vốn đối ứng",
    "period": "Thời gian thực hiện",
    "counterpart_source": "Nguồn vốn đối ứng",
    "sustainability": "Duy trì sau khi kết thúc",
    "readiness": "Mức độ sẵn sàng",
    "contact": "Đầu mối liên hệ",
    "notes": "Ghi chú",
}
_THING = r"(?:chuong trinh|du an|khoan vien tro|phi du an|cong trinh|hang muc)"
# The headings, folded, in Vietnamese and English; the first that matches counts.
_HEADINGS = {
    "title": rf"ten (?:goi )?(?:cua )?{_THING}(?: ?[,/] ?{_THING}| va {_THING})*"
    r"|project(?:['’]?s)? (?:name|title)|(?:name|title) of (?:the )?project",
    "location": r"dia (?:diem|ban)(?: (?:thuc hien|trien khai|xay dung|du an|cua))*"
    r"|project location|location(?: of (?:the )?project)?",
    "implementer": r"(?:co quan|don vi|to chuc)(?: chu tri)?(?:,| va)?(?: to chuc)? (?:thuc hien|trien khai)(?: du an)?"
    r"|project implementation (?:unit|agency)|implement(?:ing|ation) (?:unit|agency|organi[sz]ation)",
    "unit": r"don vi de xuat|proposing unit",
    "owner": r"chu (?:khoan vien tro|du an|dau tu)|owner(?: of the aid)?",
    "managing_agency": r"co quan chu quan|managing agency",
    "counterpart_source": r"nguon (?:von )?doi ung|source of the (?:local contribution|counterpart)",
    "objective": r"muc (?:dich|tieu)(?: (?:cua|du an|chung))*"
    r"|(?:project )?(?:aims?|objectives?)(?: of (?:the )?project)?",
    "need": r"su can thiet(?: (?:cua|dau tu|du an))*|need",
    "content": r"noi dung (?:de nghi|xin|keu goi|can) (?:tai tro|vien tro|ho tro)"
    r"|description of (?:the )?request for funding",
    "activities": r"quy mo(?: (?:du an|dau tu))*|scale|detailed information about the project"
    r"|(?:cac )?hoat dong(?: chinh)?|(?:main )?activities",
    "results": r"ket qua(?: (?:du kien|mong doi))*|(?:expected )?results",
    "indirect": r"(?:so nguoi )?huong loi gian tiep|indirect beneficiaries|people who benefit indirectly",
    "beneficiaries": r"(?:so )?(?:doi tuong|tre em) (?:duoc )?(?:thu huong|huong loi)(?: truc tiep)?|beneficiaries",
    "cost": r"tong (?:von|kinh phi|muc dau tu|chi phi|du toan)(?: (?:thuc hien|dau tu|cua|du an|du kien))*"
    r"|total (?:cost|budget|fund(?:s|ing)?)(?: (?:for|of) (?:the )?project(?: implementation)?)?|estimated budget",
    "period": r"thoi (?:gian|han)(?: (?:thuc hien|trien khai|du an|cua))*|project implementation (?:term|period|time)"
    r"|implementation (?:term|period)|duration",
    "sustainability": r"duy tri sau khi ket thuc|tinh ben vung|what happens afterwards|sustainability",
    "readiness": r"muc do san sang|readiness",
    "contact": r"(?:dau moi|thong tin) lien he|contact",
    "notes": r"thong tin khac|ghi chu|further information|remarks",
}
_NUMBER = r"(?:[-+*•–] )?(?:(?P<number>\d{1,2}(?:\.\d{1,2})*) ?[.):/-]* |(?P<letter>[a-zđ])[.)] ?)?"
_WORDS = "|".join(f"(?P<{name}>{words})" for name, words in _HEADINGS.items())
# A value in the same line stands behind a colon, or behind a numbered heading.
_HEADING = re.compile(rf"{_NUMBER}(?:{_WORDS})(?: ?\([^()]{{0,80}}\))?(?P<mark> ?[:.–-]+ ?| |$)")
_SEPARATOR = re.compile(r"(?:du an|project)(?: so)? (?P<number>\d{1,3}|[ivx]{1,5})(?: ?[:.–-] ?| ?(?=\()|$)")
_SECTOR = re.compile(r"(?:[ivx]{1,5}[.)] ?)?(?:linh vuc|sector)\b|[ivx]{1,5}[.)] ?[a-z]")
_END = re.compile(r"(?:tm|kt|tl|tuq|q)\. ?[a-z]|noi nhan ?:|nguoi lap\b|luu ?: ?vt")
_ITEM = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*[.):]*")
LONGEST_HEADING = 150
# So many of these, beside its title, make a record.
TELLING = frozenset(("location", "implementer", "objective", "content", "activities", "cost", "period"))
ENOUGH = 2
FORM_COLUMNS = 3  # a table with more is a budget, not a form


@dataclass
class Record:
    """One project: its number, the sector it stands under, the lines below each heading."""

    number: str = ""
    section: str = ""
    heading: str = ""  # what its separator says beside the number
    said: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_project(self) -> bool:
        """Whether there is a name, and enough beside it."""
        return bool(self.text("title")) and len(TELLING & self.said.keys()) >= ENOUGH

    def text(self, name: str) -> str:
        """What stands under a heading."""
        lines = self.said.get(name, [])
        if name == "title":
            return " ".join(lines) or self.heading
        return "\n".join(filter(None, lines))

    def cells(self) -> dict[str, str]:
        """The columns of its row."""
        cells = {name: self.text(name) for name in COLUMNS}
        cells["activities"] = "\n".join(filter(None, (self.text("content"), cells["activities"])))
        return cells | amounts_of(self.text("cost")) | {"number": self.number, "section": self.section}


def table_of(blocks: Iterable[str | Table]) -> Table | None:
    """The projects of a document as a table, numbered from 1; None where it has no record sheets.

    blocks: its paragraphs and tables in reading order.
    """
    records = [record for record in _records(_lines(blocks)) if record.is_project]
    if not records:
        return None
    rows = []
    for position, record in enumerate(records, start=1):
        rows.append(record.cells() | {"number": record.number or str(position)})
    used = [name for name in COLUMNS if any(row[name] for row in rows)]
    values: Sequence[Sequence[str]] = [
        [COLUMNS[name] for name in used],
        *([row[name] for name in used] for row in rows),
    ]
    return table(NAME, values, first_number=0)


def _lines(blocks: Iterable[str | Table]) -> Iterator[str]:
    """The lines of the document; a row of a form as its heading, a colon, and what is filled in."""
    for block in blocks:
        if isinstance(block, str):
            yield from block.split("\n")
            continue
        for row in block.rows:
            cells = [cell_text(cell) for cell in row.cells if cell is not None]
            if len(row.cells) <= FORM_COLUMNS:
                yield from _form_lines(cells)


def _form_lines(cells: list[str]) -> Iterator[str]:
    if len(cells) > 1 and _ITEM.fullmatch(cells[0]):
        cells = [f"{cells[0].rstrip('.):')}. {cells[1]}", *cells[2:]]
    first, *others = cells or [""]
    if others and "\n" not in first and _heading(first.rstrip(" :")):
        first = f"{first.rstrip(' :')}:"
    for cell in (first, *others):
        yield from cell.split("\n")


def _records(lines: Iterable[str]) -> Iterator[Record]:
    """All records in order, those included that turn out to be none."""
    record, section, current = Record(), "", ""
    for words in lines:
        line = " ".join(words.split())
        folded = fold(line)
        if not line or len(folded) != len(line):
            pass
        elif line.isupper() and len(line) <= LONGEST_HEADING and _SECTOR.match(folded):
            section, current = line, ""
            yield record
            record = Record(section=section)
            continue
        elif separator := _SEPARATOR.match(folded):
            yield record
            rest = line[separator.end() :].strip()
            current, record = "", Record(separator["number"].upper(), section, "" if rest.startswith("(") else rest)
            continue
        elif _END.match(folded):
            current = ""
        elif found := _heading(line):
            name, value = found
            if name == "title" and record.said:
                yield record
                record = Record(section=section)
            current = name
            record.said.setdefault(name, [])
            line = value
        if current and line:
            record.said[current].append(line)
    yield record


def _heading(line: str) -> tuple[str, str] | None:
    """The heading that a line starts with, and what follows it."""
    match = _HEADING.match(fold(line))
    if not match:
        return None
    mark, value = match["mark"].strip(), line[match.end() :].strip()
    if value and ":" not in mark and not match["number"]:
        return None
    name = next(name for name in _HEADINGS if match[name])
    return name, value
