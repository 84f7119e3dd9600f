"""What a report says of itself in every file: which round, of when, what is counted, at which rate."""

from catalog.exchange.writing.listing import short_name
from catalog.i18n import Bilingual, format_date, format_datetime, format_vnd
from catalog.reports.report import GIVEN, Report
from catalog.reports.subjects import EXTENTS

TITLE = Bilingual(
    "Báo cáo tình hình, kết quả đề xuất dự án, khoản viện trợ vì trẻ em",
    "Report on proposals of projects and grants for children",
)
SUBTITLE = Bilingual("{round}. Số liệu lúc {moment}. Phạm vi: {extent}.", "{round}. As of {moment}. Counted: {extent}.")
TOPICS = {
    "round": Bilingual("Đợt vận động", "Round"),
    "deadline": Bilingual("Hạn gửi chung", "Deadline"),
    "made": Bilingual("Thời điểm số liệu", "As of"),
    "extent": Bilingual("Đề xuất được tính", "Proposals counted"),
    "before": Bilingual("Đợt trước", "Call before"),
    "rate": Bilingual("Tỷ giá quy đổi", "Exchange rate"),
    "issuer": Bilingual("Cơ quan lập báo cáo", "Made by"),
    "given": Bilingual("Đối tượng hưởng lợi", "Beneficiaries"),
}


def subtitle(report: Report, language: str) -> str:
    """Below the title: the round, the moment, what is counted."""
    return SUBTITLE.in_(language).format(
        round=report.name_of(report.round).in_(language),
        moment=format_datetime(report.made_at, language),
        extent=EXTENTS[report.extent].name.in_(language),
    )


def rate(report: Report, language: str) -> str:
    """1 USD = 23.500 đồng (31/05/2023), and who says so; "" where there is none."""
    if report.rate is None:
        return ""
    found = report.rate
    source = found.source_en if language == "en" else found.source_vi
    return f"1 USD = {format_vnd(found.vnd_per_usd, language)} ({format_date(found.date, language)}). {source}"


def issuer(report: Report) -> Bilingual:
    """The full name of the office; empty before it is known."""
    return Bilingual(report.issuer.name_vi, report.issuer.name_en) if report.issuer else Bilingual("", "")


def organ(report: Report) -> Bilingual:
    """Its name under the organ above."""
    if report.issuer is None:
        return Bilingual("", "")
    return short_name(issuer(report), Bilingual(report.issuer.parent_vi, report.issuer.parent_en))


def about(report: Report, language: str) -> list[tuple[str, str]]:
    """Pairs of a topic and what to say of it; topics without anything are left out."""
    facts = {
        "round": report.name_of(report.round).in_(language),
        "deadline": format_datetime(report.round.closes_at, language),
        "made": format_datetime(report.made_at, language),
        "extent": EXTENTS[report.extent].name.in_(language),
        "before": report.name_of(report.before).in_(language) if report.before else "",
        "rate": rate(report, language),
        "issuer": issuer(report).in_(language),
        "given": GIVEN.in_(language),
    }
    return [(TOPICS[key].in_(language), text) for key, text in facts.items() if text]
