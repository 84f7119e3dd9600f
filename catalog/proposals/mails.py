"""The mails of the workflow: one row each, both languages, plain text."""

from dataclasses import dataclass

from catalog import mail
from catalog.accounts import queries as accounts
from catalog.accounts.models import Person
from catalog.accounts.rights import Role
from catalog.i18n import Bilingual
from catalog.notices.services import notify
from catalog.proposals.models import Proposal


@dataclass(frozen=True)
class Mail:
    """One mail: who gets it ("unit" officers, unit "leaders" or the "office"), and its words with {placeholders}."""

    audience: str
    subject: Bilingual
    body: Bilingual


def _to_unit(subject: Bilingual, body: Bilingual) -> Mail:
    return Mail("unit", subject, body)


MAILS = {
    "to_sign": Mail(
        "leaders",
        Bilingual("[{code}] Trình duyệt đề xuất: {title}", "[{code}] For your approval: {title}"),
        Bilingual(
            "Đề xuất {code} chờ lãnh đạo đơn vị duyệt:\n{title}\n\n{comment}Xem và duyệt tại: {link}\n",
            "Proposal {code} awaits your approval:\n{title}\n\n{comment}Read and approve it at: {link}\n",
        ),
    ),
    "submitted": Mail(
        "office",
        Bilingual("[{code}] Đề xuất mới gửi đến: {title}", "[{code}] Proposal received: {title}"),
        Bilingual(
            "{unit} đã gửi đề xuất {code}:\n{title}\n\n{comment}Thẩm định tại: {link}\n",
            "{unit} has sent proposal {code}:\n{title}\n\n{comment}Review it at: {link}\n",
        ),
    ),
    "withdrawn": Mail(
        "office",
        Bilingual("[{code}] Đơn vị rút đề xuất: {title}", "[{code}] Proposal withdrawn: {title}"),
        Bilingual(
            "{unit} đã rút đề xuất {code}:\n{title}\n\n{comment}Xem tại: {link}\n",
            "{unit} has withdrawn proposal {code}:\n{title}\n\n{comment}See: {link}\n",
        ),
    ),
    "given_back": _to_unit(
        Bilingual("[{code}] Lãnh đạo trả lại đề xuất: {title}", "[{code}] Given back by your leader: {title}"),
        Bilingual(
            "Lãnh đạo đơn vị trả lại đề xuất {code}:\n{title}\n\n{comment}Sửa và trình lại tại: {link}\n",
            "Your leader has given back proposal {code}:\n{title}\n\n{comment}Change it and hand it in again: {link}\n",
        ),
    ),
    "changes_requested": _to_unit(
        Bilingual("[{code}] Đề nghị bổ sung: {title}", "[{code}] Changes requested: {title}"),
        Bilingual(
            "Phòng Nghiệp vụ đề nghị bổ sung đề xuất {code}:\n{title}\n\n{comment}Sửa và gửi lại tại: {link}\n",
            "The Division asks for changes to {code}:\n{title}\n\n{comment}Change it and send it again: {link}\n",
        ),
    ),
    "corrected": _to_unit(
        Bilingual("[{code}] Sở Ngoại vụ sửa lỗi chữ: {title}", "[{code}] Corrected by the Department: {title}"),
        Bilingual(
            "Phòng Nghiệp vụ đã sửa lỗi chữ thay đơn vị trong đề xuất {code}:\n{title}\n\n{comment}Xem tại: {link}\n",
            "The Division has corrected a typing error in {code}:\n{title}\n\n{comment}See: {link}\n",
        ),
    ),
    "accepted": _to_unit(
        Bilingual("[{code}] Đã chấp nhận: {title}", "[{code}] Accepted: {title}"),
        Bilingual(
            "Đề xuất {code} đã được chấp nhận, sẽ được dịch để đưa vào danh mục:\n{title}\n\n{comment}Xem: {link}\n",
            "Proposal {code} is accepted and will be translated for the list:\n{title}\n\n{comment}See: {link}\n",
        ),
    ),
    "rejected": _to_unit(
        Bilingual("[{code}] Không chấp nhận: {title}", "[{code}] Not accepted: {title}"),
        Bilingual(
            "Đề xuất {code} không được chấp nhận:\n{title}\n\n{comment}Xem tại: {link}\n",
            "Proposal {code} was not accepted:\n{title}\n\n{comment}See: {link}\n",
        ),
    ),
    "set_aside": _to_unit(
        Bilingual("[{code}] Không xét riêng: {title}", "[{code}] Not taken further on its own: {title}"),
        Bilingual(
            "Đề xuất {code} không được xét riêng vì trùng hoặc được gộp:\n{title}\n\n{comment}Xem tại: {link}\n",
            "Proposal {code} is a duplicate or was merged, and ends here:\n{title}\n\n{comment}See: {link}\n",
        ),
    ),
    "published": _to_unit(
        Bilingual("[{code}] Đã công bố: {title}", "[{code}] Published: {title}"),
        Bilingual(
            "Đề xuất {code} đã được công bố trong danh mục:\n{title}\n\n{comment}Xem tại: {link}\n",
            "Proposal {code} is published in the list:\n{title}\n\n{comment}See: {link}\n",
        ),
    ),
    "closed": _to_unit(
        Bilingual("[{code}] Kết thúc kêu gọi: {title}", "[{code}] Closed: {title}"),
        Bilingual(
            "Đề xuất {code} không còn kêu gọi viện trợ:\n{title}\n\n{comment}Xem tại: {link}\n",
            "Proposal {code} no longer calls for aid:\n{title}\n\n{comment}See: {link}\n",
        ),
    ),
}
# What is said otherwise of an edit of a published proposal.
AMENDMENT_MAILS = {
    "to_sign": Mail(
        "leaders",
        Bilingual("[{code}] Trình duyệt bản sửa đổi: {title}", "[{code}] An edit for your approval: {title}"),
        Bilingual(
            "Bản sửa đổi {code} của đề xuất đã công bố {amends} chờ lãnh đạo đơn vị duyệt:\n{title}\n\n"
            "{comment}Xem và duyệt tại: {link}\n",
            "The edit {code} of the published proposal {amends} awaits your approval:\n{title}\n\n"
            "{comment}Read and approve it at: {link}\n",
        ),
    ),
    "submitted": Mail(
        "office",
        Bilingual("[{code}] Sửa đổi đề xuất đã công bố: {title}", "[{code}] Edit of a published proposal: {title}"),
        Bilingual(
            "{unit} đã gửi bản sửa đổi {code} của đề xuất đã công bố {amends}:\n{title}\n\n"
            "{comment}Bản đã công bố giữ nguyên. Xem phần sửa đổi tại: {link}\n",
            "{unit} has sent the edit {code} of the published proposal {amends}:\n{title}\n\n"
            "{comment}What is published stays as it is. See what is changed: {link}\n",
        ),
    ),
    "withdrawn": Mail(
        "office",
        Bilingual("[{code}] Đơn vị bỏ bản sửa đổi: {title}", "[{code}] Edit discarded: {title}"),
        Bilingual(
            "{unit} đã bỏ bản sửa đổi {code}; đề xuất đã công bố {amends} giữ nguyên:\n{title}\n\n"
            "{comment}Xem tại: {link}\n",
            "{unit} has discarded the edit {code}; the published proposal {amends} stays as it is:\n{title}\n\n"
            "{comment}See: {link}\n",
        ),
    ),
    "changes_requested": _to_unit(
        Bilingual("[{code}] Đề nghị bổ sung bản sửa đổi: {title}", "[{code}] Changes to your edit requested: {title}"),
        Bilingual(
            "Phòng Nghiệp vụ đề nghị bổ sung bản sửa đổi {code} của đề xuất đã công bố {amends}:\n{title}\n\n"
            "{comment}Sửa và gửi lại tại: {link}\n",
            "The Division asks for changes to {code}, your edit of the published proposal {amends}:\n{title}\n\n"
            "{comment}Change it and send it again: {link}\n",
        ),
    ),
    "accepted": _to_unit(
        Bilingual("[{code}] Đã chấp nhận bản sửa đổi: {title}", "[{code}] Edit accepted: {title}"),
        Bilingual(
            "Bản sửa đổi {code} của đề xuất {amends} đã được chấp nhận và được công bố ở danh mục kế tiếp:\n{title}"
            "\n\n{comment}Xem: {link}\n",
            "The edit {code} of {amends} is accepted and becomes public with the next edition:\n{title}"
            "\n\n{comment}See: {link}\n",
        ),
    ),
    "rejected": _to_unit(
        Bilingual("[{code}] Không chấp nhận bản sửa đổi: {title}", "[{code}] Edit not accepted: {title}"),
        Bilingual(
            "Bản sửa đổi {code} không được chấp nhận; đề xuất đã công bố {amends} giữ nguyên:\n{title}\n\n"
            "{comment}Xem tại: {link}\n",
            "The edit {code} was not accepted; the published proposal {amends} stays as it is:\n{title}\n\n"
            "{comment}See: {link}\n",
        ),
    ),
}
COMMENT = Bilingual("Nội dung trao đổi:\n{comment}\n\n", "What was said:\n{comment}\n\n")


@dataclass(frozen=True)
class Letter:
    """A mail as it leaves: who gets it, in each person's language."""

    people: list[Person]
    subject: Bilingual
    body: Bilingual
    path: str


def letter(key: str, proposal: Proposal, comment: str | Bilingual) -> Letter:
    """The mail of an action with all its words."""
    chosen = AMENDMENT_MAILS.get(key, MAILS[key]) if proposal.amends else MAILS[key]
    path = f"/desk/{'review' if chosen.audience == 'office' else 'proposals'}/{proposal.code}"
    words = {
        "code": proposal.code,
        "title": proposal.title,
        "amends": proposal.amends.code if proposal.amends else "",
        "unit": Bilingual(proposal.unit.name_vi, proposal.unit.name_en),
        "comment": COMMENT.format(comment=comment) if any(comment) else "",
        "link": mail.link(path),
    }
    return Letter(_recipients(chosen, proposal), chosen.subject.format(**words), chosen.body.format(**words), path)


def enqueue(key: str, proposal: Proposal, comment: str | Bilingual) -> None:
    """Put the mail of an action into the outbox, once for each recipient and version of the proposal."""
    sent = letter(key, proposal, comment)
    for person in sent.people:
        dedupe_key = f"{key}:{proposal.id}:{proposal.version}:{person.id}"
        notify(person, sent.subject, sent.body, sent.path, dedupe_key)


def _recipients(chosen: Mail, proposal: Proposal) -> list[Person]:
    if chosen.audience == "unit":
        people = accounts.people(unit_id=proposal.unit_id, role=Role.OFFICER)
    elif chosen.audience == "leaders":
        people = accounts.people(unit_id=proposal.unit_id, role=Role.LEADER)
    elif proposal.submitted_at is None:
        people = []  # the office never saw it
    elif proposal.assignee:
        people = [proposal.assignee]
    else:
        people = accounts.people(role=Role.REVIEWER)
    return [person for person in people if person.active]
