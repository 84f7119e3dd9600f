"""The words that go with a deadline: reminders before it, and what was sent by itself at it."""

from collections.abc import Sequence
from datetime import datetime

from catalog import clock, mail
from catalog.accounts import queries as accounts
from catalog.accounts.rights import Role
from catalog.i18n import Bilingual, moment_in_words
from catalog.notices.queries import told
from catalog.notices.services import notify
from catalog.proposals import checks
from catalog.proposals.models import Proposal
from catalog.rounds.models import Round
from catalog.rounds.queries import GRACE
from catalog.units.models import Unit

START = "/desk/proposals"
REMINDER_SUBJECTS = {
    "week": Bilingual("Còn một tuần: hạn gửi đề xuất là {moment}", "One week left: the deadline is {moment}"),
    "day": Bilingual("Sắp hết hạn gửi đề xuất: {moment}", "Last day: the deadline is {moment}"),
}
REMINDER_OF_DRAFTS = Bilingual(
    "{unit} còn bản nháp chưa gửi trong {round}.\nHạn gửi: {moment}\n\n{drafts}\n\n"
    "{auto}Các đề xuất của đơn vị: {link}\n",
    "{unit} has drafts of {round} that are not sent.\nDeadline: {moment}\n\n{drafts}\n\n"
    "{auto}The unit's proposals: {link}\n",
)
REMINDER_OF_NOTHING = Bilingual(
    "{unit} chưa gửi đề xuất nào trong {round}.\nHạn gửi: {moment}\n\n"
    "Soạn đề xuất mới hoặc nhập từ tệp Excel, Word tại: {link}\n\n"
    "Nếu đơn vị không có đề xuất trong đợt này, ông/bà không cần làm gì thêm.\n",
    "{unit} has not sent anything for {round}.\nDeadline: {moment}\n\n"
    "Write a proposal, or bring one in from Excel or Word: {link}\n\n"
    "If your unit proposes nothing this time, there is nothing to do.\n",
)
WILL_BE_SENT = Bilingual(
    "Đơn vị đã bật tự động gửi: đến hạn, bản nháp đã đủ nội dung được gửi đi; bản còn thiếu thì không.\n\n",
    "Your unit has automatic sending on: at the deadline complete drafts are sent, incomplete ones are not.\n\n",
)
SENT_SUBJECT = Bilingual(
    "Đã hết hạn: {sent} đề xuất được tự động gửi, {left} bản nháp chưa gửi",
    "Deadline passed: {sent} sent automatically, {left} not sent",
)
SENT_BODY = Bilingual(
    "Hạn gửi đề xuất của {unit} trong {round} là {moment}. Theo lựa chọn của đơn vị, bản nháp đã đủ nội dung được gửi "
    "tự động.\n\n{parts}Các đề xuất của đơn vị: {link}\n",
    "The deadline of {unit} in {round} was {moment}. As your unit chose, complete drafts were sent automatically.\n\n"
    "{parts}The unit's proposals: {link}\n",
)
SENT = Bilingual("Đã gửi về Sở Ngoại vụ:\n\n{drafts}\n\n", "Sent to the Department:\n\n{drafts}\n\n")
HANDED_IN = Bilingual(
    "Đã trình lãnh đạo đơn vị duyệt:\n\n{drafts}\n\n", "Handed to the unit's leader for approval:\n\n{drafts}\n\n"
)
LEFT = Bilingual("Chưa gửi vì còn thiếu:\n\n{drafts}\n\n", "Not sent, because something is missing:\n\n{drafts}\n\n")
STILL_TAKEN = Bilingual(
    "Bổ sung và gửi trước {until} thì vẫn được nhận.\n\n",
    "Complete and send them before {until}: they are still taken.\n\n",
)
DRAFT = Bilingual("{code} {title}\n{missing}  {link}", "{code} {title}\n{missing}  {link}")
UNTITLED = Bilingual("(chưa có tên)", "(no title yet)")
MISSING = Bilingual("  Còn thiếu:\n{problems}\n", "  Missing:\n{problems}\n")
COMPLETE = Bilingual("  Đã đủ nội dung, chỉ còn gửi.\n", "  Complete; it only has to be sent.\n")
NOTHING = Bilingual("", "")


def remind(step: str, round_: Round, unit: Unit, closes_at: datetime, drafts: Sequence[Proposal]) -> None:
    """Remind the officers of a unit, once each, of drafts with what they lack, or that nothing was sent."""
    words = _words(round_, unit, closes_at) | {
        "drafts": _listed(drafts, with_state=True),
        "auto": WILL_BE_SENT if unit.auto_sends else NOTHING,
    }
    body = REMINDER_OF_DRAFTS if drafts else REMINDER_OF_NOTHING
    key = f"remind:{round_.id}:{step}:{clock.to_local(closes_at):%Y%m%d}"
    _tell(unit, REMINDER_SUBJECTS[step].format(**words), body.format(**words), key, urgent=step == "day")


def tell_what_was_sent(
    round_: Round, unit: Unit, closes_at: datetime, sent: Sequence[Proposal], left: Sequence[Proposal]
) -> None:
    """Tell the officers what went by itself, and what did not for which gaps."""
    head = HANDED_IN if unit.signs_off else SENT
    parts = [head.format(drafts=_listed(sent))] if sent else []
    if left:
        parts.append(LEFT.format(drafts=_listed(left, with_state=True)))
        if clock.now() < closes_at + GRACE:
            parts.append(STILL_TAKEN.format(until=moment_in_words(closes_at + GRACE)))
    words = _words(round_, unit, closes_at) | {"parts": _joined(parts, "")}
    subject = SENT_SUBJECT.format(sent=len(sent), left=len(left))
    _tell(unit, subject, SENT_BODY.format(**words), f"sent:{round_.id}:{int(closes_at.timestamp())}", urgent=True)


def _words(round_: Round, unit: Unit, closes_at: datetime) -> dict[str, Bilingual | str]:
    return {
        "unit": Bilingual(unit.name_vi, unit.name_en),
        "round": Bilingual(round_.name_vi, round_.name_en),
        "moment": moment_in_words(closes_at),
        "link": mail.link(START),
    }


def _listed(drafts: Sequence[Proposal], with_state: bool = False) -> Bilingual:
    return _joined([_draft(proposal, with_state) for proposal in drafts], "\n\n")


def _draft(proposal: Proposal, with_state: bool) -> Bilingual:
    problems = [Bilingual(*(f"  - {text}" for text in row.text)) for row in checks.missing_to_submit(proposal)]
    state = MISSING.format(problems=_joined(problems, "\n")) if problems else COMPLETE
    return DRAFT.format(
        code=proposal.code,
        title=proposal.title or UNTITLED,
        missing=state if with_state else NOTHING,
        link=mail.link(f"{START}/{proposal.code}"),
    )


def _joined(texts: Sequence[Bilingual], between: str) -> Bilingual:
    return Bilingual(between.join(text.vi for text in texts), between.join(text.en for text in texts))


def _tell(unit: Unit, subject: Bilingual, body: Bilingual, key: str, urgent: bool) -> None:
    officers = [person for person in accounts.people(unit_id=unit.id, role=Role.OFFICER) if person.active]
    keys = {person.id: f"{key}:{unit.id}:{person.id}" for person in officers}
    known = told(keys.values())
    for person in officers:
        if keys[person.id] not in known:
            notify(person, subject, body, START, keys[person.id], urgent)
