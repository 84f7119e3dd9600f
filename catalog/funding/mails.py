"""The mails about an enquiry: to its sender, to the office, to the units that proposed; plain text, both languages.

The sender's address is not verified, so the confirmation repeats nothing that was typed: nobody can write to others
through the office. What goes to the office and the units names no person; who answers reads that on the desk.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from catalog import clock, mail
from catalog.accounts import queries as accounts
from catalog.accounts.models import Person
from catalog.accounts.rights import ROLE_RIGHTS, Right, Role
from catalog.db import db
from catalog.editions.models import Entry
from catalog.funding.countries import countries
from catalog.funding.models import Enquiry, EnquiryLine
from catalog.funding.workflow import KIND_NAMES, SOURCE_NAMES, Kind, Registration, Source
from catalog.i18n import LANGUAGES, Bilingual, format_date, format_number, format_usd, format_vnd
from catalog.notices.services import notify
from catalog.office.models import IssuingBody
from catalog.office.queries import issuing_body
from catalog.proposals.models import Proposal

CONFIRMED = (
    Bilingual("[{reference}] Sở Ngoại vụ đã nhận được thư của ông/bà", "[{reference}] We have received your message"),
    Bilingual(
        "Kính gửi ông/bà,\n\n{office} đã nhận được thư quan tâm của ông/bà và cảm ơn ông/bà.\n\n"
        "Mã số thư: {reference} (dùng khi trao đổi qua điện thoại hoặc thư)\nNội dung: {kind}\n{projects}{sums}\n"
        "Chúng tôi sẽ trả lời chậm nhất vào ngày {due}.\n{registration}\n"
        "Việc có tên trong danh mục chưa phải là giữ chỗ nguồn vốn cho dự án.\n\n"
        "Nếu ông/bà không gửi thư này, vui lòng báo cho chúng tôi; chúng tôi sẽ xóa.\n\n{contact}",
        "Dear Sir or Madam,\n\nThe {office} has received your expression of interest. Thank you.\n\n"
        "Reference: {reference} (please give it on the telephone and in letters)\nAbout: {kind}\n{projects}{sums}\n"
        "We will answer by {due}.\n{registration}\n"
        "Being listed in the catalogue does not reserve funds.\n\n"
        "If you did not send this, please tell us and we will delete it.\n\n{contact}",
    ),
)
TO_OFFICE = (
    Bilingual("[{reference}] Thư quan tâm mới: {kind}", "[{reference}] New enquiry: {kind}"),
    Bilingual(
        "Có thư quan tâm mới ({source}, {country}).\n\nNội dung: {kind}\n{projects}{sums}\n"
        "Hạn trả lời: {due}\n\nXem và nhận xử lý tại: {link}\n",
        "There is a new enquiry ({source}, {country}).\n\nAbout: {kind}\n{projects}{sums}\n"
        "To be answered by: {due}\n\nRead and take it at: {link}\n",
    ),
)
TO_UNIT = (
    Bilingual("[{code}] Có nhà tài trợ quan tâm: {title}", "[{code}] A donor is interested: {title}"),
    Bilingual(
        "Có nhà tài trợ ({country}) quan tâm đến dự án {code}:\n{title}\n\nNội dung: {kind}\n{lines}\n"
        "Sở Ngoại vụ trả lời nhà tài trợ trước và sẽ liên hệ với đơn vị.\n\nXem dự án tại: {link}\n",
        "A donor ({country}) is interested in {code}:\n{title}\n\nAbout: {kind}\n{lines}\n"
        "The Department answers the donor first and will then turn to you.\n\nSee the project: {link}\n",
    ),
)
NOT_REGISTERED = Bilingual(
    "\nTổ chức phi chính phủ nước ngoài cần được cấp đăng ký hoạt động tại Việt Nam (Nghị định 58/2022/NĐ-CP), và "
    "khoản viện trợ cần được phê duyệt trước khi thực hiện. Chúng tôi sẽ hướng dẫn.\n",
    "\nA foreign non-governmental organisation registers in Viet Nam first (Decree 58/2022/NĐ-CP), and aid is approved "
    "before it begins. We will guide you through both.\n",
)
SUM = Bilingual("Tổng số: {vnd} ({usd})\n", "In all: {vnd} ({usd})\n")
PROJECT = Bilingual("- {code}: {title}\n{lines}", "- {code}: {title}\n{lines}")
LINE = Bilingual("  + {item}{quantity}{amount}\n", "  + {item}{quantity}{amount}\n")


def confirm(enquiry: Enquiry) -> None:
    """Tell the sender that it arrived, its reference and what happens next, in the sender's language."""
    words = _words(enquiry) | {
        "registration": NOT_REGISTERED if enquiry.registration != Registration.YES else Bilingual("", ""),
        "contact": _contact(issuing_body(clock.today())),
    }
    subject, body = (text.format(**words).in_(enquiry.language) for text in CONFIRMED)
    mail.enqueue(enquiry.email, subject, body, key_of_confirmation(enquiry))


def key_of_confirmation(enquiry: Enquiry) -> str:
    """What finds the mail to the sender in the outbox."""
    return f"enquiry:{enquiry.id}:sender"


def tell(enquiry: Enquiry) -> None:
    """Tell the office, at its own address and everybody who may answer, and the units that proposed."""
    words = _words(enquiry)
    subject, body = (text.format(**words) for text in TO_OFFICE)
    people = _answering()
    for person in people:
        notify(person, subject, body, path_of(enquiry), f"enquiry:{enquiry.id}:office:{person.id}")
    issuer = issuing_body(clock.today())
    if issuer and issuer.email and issuer.email not in {person.email for person in people}:
        mail.enqueue(issuer.email, subject.vi, body.vi, f"enquiry:{enquiry.id}:office")
    for entry in enquiry.entries:
        _tell_unit(enquiry, entry)


def path_of(enquiry: Enquiry) -> str:
    """Where the office reads it."""
    return f"/desk/enquiries/{enquiry.reference}"


def _tell_unit(enquiry: Enquiry, entry: Entry) -> None:
    proposal = db.session.scalar(select(Proposal).where(Proposal.code == entry.code))
    if proposal is None:
        return
    path = f"/desk/proposals/{entry.code}"
    chosen = [line for line in enquiry.lines if line.entry_id == entry.id]
    words = _words(enquiry) | {
        "code": entry.code,
        "title": entry.words("title"),
        "lines": _joined(map(_line, chosen)),
        "link": mail.link(path),
    }
    subject, body = (text.format(**words) for text in TO_UNIT)
    for person in _active(accounts.people(unit_id=proposal.unit_id, role=Role.OFFICER)):
        notify(person, subject, body, path, f"enquiry:{enquiry.id}:unit:{entry.id}:{person.id}")


def _answering() -> list[Person]:
    """Everybody who may answer, each once."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if Right.ANSWER in rights]
    return list({person.id: person for role in roles for person in _active(accounts.people(role=role))}.values())


def _active(people: Iterable[Person]) -> list[Person]:
    return [person for person in people if person.active]


def _words(enquiry: Enquiry) -> dict[str, Any]:
    body = issuing_body(clock.today())
    return {
        "reference": enquiry.reference,
        "kind": KIND_NAMES[Kind(enquiry.kind)],
        "source": SOURCE_NAMES[Source(enquiry.source)],
        "country": countries()[enquiry.country],
        "office": Bilingual(body.name_vi, body.name_en) if body else Bilingual("Sở Ngoại vụ", "Department"),
        "projects": _joined(_project(enquiry, entry) for entry in enquiry.entries),
        "sums": _sums(enquiry),
        "due": _in_both(format_date, enquiry.due_on),
        "link": mail.link(path_of(enquiry)),
    }


def _project(enquiry: Enquiry, entry: Entry) -> Bilingual:
    lines = _joined(_line(line) for line in enquiry.lines if line.entry_id == entry.id)
    return PROJECT.format(code=entry.code, title=entry.words("title"), lines=lines)


def _line(line: EnquiryLine) -> Bilingual:
    quantity = Bilingual(*(_quantity(line, language) for language in LANGUAGES))
    amount = Bilingual(*(f": {format_vnd(line.amount_vnd, language)}" for language in LANGUAGES))
    return LINE.format(
        item=line.item, quantity=quantity, amount=Bilingual("", "") if line.amount_vnd is None else amount
    )


def _quantity(line: EnquiryLine, language: str) -> str:
    number = format_number(line.quantity, language)
    return f" ({number} {line.unit.in_(language)})" if number else ""


def _sums(enquiry: Enquiry) -> Bilingual:
    if not enquiry.sum_vnd:
        return Bilingual("", "")
    return SUM.format(vnd=_in_both(format_vnd, enquiry.sum_vnd), usd=_in_both(format_usd, enquiry.sum_usd))


def _in_both(write: Any, value: Any) -> Bilingual:
    return Bilingual(*(write(value, language) for language in LANGUAGES))


def _joined(parts: Iterable[Bilingual]) -> Bilingual:
    texts = list(parts)
    return Bilingual("".join(text.vi for text in texts), "".join(text.en for text in texts))


def _contact(body: IssuingBody | None) -> Bilingual:
    """The office that answers, as a signature."""
    if body is None:
        return Bilingual("", "")
    lines = [
        Bilingual(getattr(body, f"{name}_vi"), getattr(body, f"{name}_en")) for name in ("division", "name", "address")
    ]
    reached = "".join(f"{line}\n" for line in (body.phone, body.email) if line)
    return Bilingual(
        *(
            "".join(f"{line.in_(language)}\n" for line in lines if line.in_(language)) + reached
            for language in LANGUAGES
        )
    )
