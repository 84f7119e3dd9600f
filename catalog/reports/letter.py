"""The report as an official document of the type "báo cáo" (BC, Decree 30/2020/NĐ-CP): what it says in words."""

from catalog.exchange.writing.letter import (
    PLACE_AND_DATE,
    RECIPIENTS_TITLE,
    SIGNERS,
    STATE,
    TRANSLATION,
    WATCHWORD,
    Letter,
)
from catalog.exchange.writing.notes import BLANK, amount
from catalog.i18n import Bilingual, format_datetime, format_vnd
from catalog.office.models import IssuingBody
from catalog.reports import notes
from catalog.reports.report import Report
from catalog.reports.subjects import EXTENTS
from catalog.reports.tables import COUNT

NUMBER = Bilingual("Số:{blank}/BC-{symbol}", "No.:{blank}/BC-{symbol}")
KIND = Bilingual("BÁO CÁO", "REPORT")
SUBJECT = Bilingual(
    "Tình hình, kết quả đề xuất\ndự án, khoản viện trợ vì trẻ em",
    "Proposals of projects and grants for children:\nprogress and results",
)
INTRODUCTION = Bilingual(
    "Thực hiện công tác vận động viện trợ phi chính phủ nước ngoài cho các dự án, khoản viện trợ vì trẻ em ({round}), "
    "{issuer} báo cáo tình hình, kết quả đến {moment} như sau:",
    "On the mobilisation of foreign non-governmental aid for projects and grants for children ({round}), the {issuer} "
    "reports progress and results as of {moment}, as follows:",
)
PROGRESS = (
    Bilingual("I. TÌNH HÌNH GỬI ĐỀ XUẤT", "I. PROGRESS"),
    Bilingual(
        "1. Hạn gửi đề xuất của đợt: {deadline}. Đã có {sent}/{asked} đơn vị gửi đề xuất; {missing} đơn vị chưa gửi "
        "(Bảng 2 của Phụ lục).",
        "1. Deadline of the call: {deadline}. Of {asked} units asked, {sent} have sent proposals and {missing} have "
        "not (Table 2 of the Appendix).",
    ),
    Bilingual(
        "2. Phạm vi số liệu: {extent}. Số đề xuất: {count}.", "2. Proposals counted: {extent}. Their number: {count}."
    ),
)
RESULTS = (
    Bilingual("II. KẾT QUẢ", "II. RESULTS"),
    Bilingual(
        "1. Đối tượng hưởng lợi trực tiếp: {children} lượt trẻ em. Trong đó, theo số liệu đơn vị khai: {girls} em gái, "
        "{boys} em trai; {ethnic_minority} em dân tộc thiểu số; {with_disability} em khuyết tật; {poor_or_near_poor} "
        "em thuộc hộ nghèo, cận nghèo.",
        "1. Direct beneficiaries: {children} children (some may be counted twice). Of them, as units stated: {girls} "
        "girls and {boys} boys; {ethnic_minority} of ethnic minorities; {with_disability} with disabilities; "
        "{poor_or_near_poor} of poor or near-poor households.",
    ),
    Bilingual("2. Tổng kinh phí dự kiến: {total}. Trong đó:", "2. Estimated total budget: {total}. Of this:"),
    Bilingual("- Đề nghị viện trợ: {aid};", "- Aid requested: {aid};"),
    Bilingual("- Vốn đối ứng: {counterpart}.", "- Counterpart: {counterpart}."),
)
COMPARED = Bilingual(
    "3. So với đợt trước ({before}): {sent_before}/{asked_before} đơn vị gửi đề xuất; {count_before} đề xuất; đề nghị "
    "viện trợ {aid_before}.",
    "3. In the call before ({before}), {sent_before} of {asked_before} units sent proposals, "
    "{count_before} in all, asking for {aid_before}.",
)
DETAILS = Bilingual("Số liệu chi tiết tại Phụ lục kèm theo.", "The Appendix gives the figures in detail.")
CLOSING = Bilingual(
    "Trên đây là báo cáo tình hình, kết quả đề xuất dự án, khoản viện trợ vì trẻ em của {issuer}./.",
    "This is the report of the {issuer} on proposals of projects and grants for children./.",
)
RECIPIENTS = Bilingual(
    "- {parent} (để báo cáo);\n- Lãnh đạo Sở;\n- {division};\n- Lưu: VT, VP.",
    "- {parent} (for report);\n- Leaders of the Department;\n- {division};\n- File: VT, VP.",
)
GUIDE = Bilingual(
    "(Kèm theo Báo cáo số{blank}/BC-{symbol} ngày{blank}tháng{blank}năm{blank}của {organ})",
    "(Attached to Report No.{blank}/BC-{symbol} dated{blank}{blank}of the {organ})",
)


def letter(report: Report, body: IssuingBody, language: str) -> Letter:
    """The document without its appendix; number, date and signature stay blank."""
    values = _values(report, language)
    parent = Bilingual(body.parent_vi.replace("Ủy ban nhân dân", "UBND"), body.parent_en).in_(language)
    division = Bilingual(body.division_vi, body.division_en).in_(language)
    signer = report.signer
    signs = Bilingual(signer.title_vi, signer.title_en) if signer else SIGNERS
    results = (*RESULTS, *((COMPARED,) if report.before else ()), DETAILS)
    return Letter(
        parent=parent.upper(),
        organ=notes.organ(report).in_(language).upper(),
        state=() if language == "en" else (STATE, WATCHWORD),
        mark=TRANSLATION if language == "en" and body.marks_translation else "",
        number=NUMBER.in_(language).format(blank=BLANK, symbol=body.symbol),
        place_and_date=PLACE_AND_DATE.in_(language).format(
            blank=BLANK, seat=Bilingual(body.seat_vi, body.seat_en).in_(language)
        ),
        kind=KIND.in_(language),
        subject=(*SUBJECT.in_(language).split("\n"), f"({values['round']})"),
        bases=(),
        introduction=INTRODUCTION.in_(language).format(**values),
        parts=tuple(
            (title.in_(language), tuple(words.in_(language).format(**values) for words in paragraphs))
            for title, *paragraphs in (PROGRESS, results)
        ),
        closing=CLOSING.in_(language).format(**values),
        recipients_title=RECIPIENTS_TITLE.in_(language),
        recipients=tuple(RECIPIENTS.in_(language).format(parent=parent, division=division).split("\n")),
        signers=tuple(signs.in_(language).upper().split("\n")),
        signer_name=signer.name if signer else "",
    )


def _values(report: Report, language: str) -> dict[str, str]:
    """What is filled into the words: the figures of the report, printed."""
    rows = {row.key: [cell.text(language) for cell in row.cells] for row in report.key_figures.rows}
    money = {key: _sum(report, f"{key}_vnd", language) for key in ("total", "aid", "counterpart")}
    values = {key: cells[0] for key, cells in rows.items()} | money
    values |= {
        "round": report.name_of(report.round).in_(language),
        "issuer": notes.issuer(report).in_(language),
        "moment": format_datetime(report.made_at, language),
        "deadline": format_datetime(report.round.closes_at, language),
        "extent": EXTENTS[report.extent].name.in_(language).lower(),
    }
    if report.before:
        values |= {f"{key}_before": rows[key][1] for key in ("sent", "asked", COUNT.column.key)}
        values["before"] = report.name_of(report.before).in_(language)
        values["aid_before"] = _sum(report, "aid_vnd", language, 1)
    return values


def _sum(report: Report, key: str, language: str, place: int = 0) -> str:
    """An amount of the key figures, aid with its worth in dollars where there is a rate."""
    vnd = report.figure(key, place).number
    if report.rate and key == "aid_vnd":
        return amount(vnd, report.figure("aid_usd", place).number, language)
    return format_vnd(vnd, language)
