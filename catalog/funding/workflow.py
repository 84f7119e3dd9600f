"""The life of an enquiry as tables: its states, the actions between them, and what an enquiry may be about."""

from dataclasses import dataclass
from enum import StrEnum

from catalog.i18n import Bilingual


class Stage(StrEnum):
    """Where an enquiry stands."""

    NEW = "new"
    ANSWERED = "answered"
    IN_TALKS = "in_talks"
    AGREED = "agreed"
    CLOSED = "closed"


class Kind(StrEnum):
    """What the sender wants."""

    FUND_ALL = "fund_all"
    LINES = "lines"
    IN_KIND = "in_kind"
    VISIT = "visit"
    QUESTION = "question"


class Source(StrEnum):
    """How an enquiry came."""

    CATALOGUE = "catalogue"
    LETTER = "letter"
    VISIT = "visit"
    TELEPHONE = "telephone"


class Registration(StrEnum):
    """Whether the organisation is registered in Viet Nam (Decree 58/2022/NĐ-CP)."""

    YES = "yes"
    IN_PROGRESS = "in_progress"
    NO = "no"


STAGE_NAMES = {
    Stage.NEW: Bilingual("Mới, chưa trả lời", "New, not answered"),
    Stage.ANSWERED: Bilingual("Đã trả lời", "Answered"),
    Stage.IN_TALKS: Bilingual("Đang trao đổi", "In talks"),
    Stage.AGREED: Bilingual("Đã thống nhất", "Agreed"),
    Stage.CLOSED: Bilingual("Đã kết thúc", "Closed"),
}
KIND_NAMES = {
    Kind.FUND_ALL: Bilingual("Tài trợ toàn bộ", "Fund all of it"),
    Kind.LINES: Bilingual("Tài trợ một số hạng mục", "Fund chosen budget lines"),
    Kind.IN_KIND: Bilingual("Ủng hộ hiện vật", "Give in kind"),
    Kind.VISIT: Bilingual("Đến thăm, khảo sát", "Visit the place"),
    Kind.QUESTION: Bilingual("Hỏi thông tin", "Ask a question"),
}
SOURCE_NAMES = {
    Source.CATALOGUE: Bilingual("Danh mục trên mạng", "Catalogue"),
    Source.LETTER: Bilingual("Công văn, thư", "Letter"),
    Source.VISIT: Bilingual("Gặp trực tiếp", "Visit"),
    Source.TELEPHONE: Bilingual("Điện thoại", "Telephone"),
}
REGISTRATION_NAMES = {
    Registration.YES: Bilingual("Đã đăng ký", "Yes"),
    Registration.IN_PROGRESS: Bilingual("Đang làm thủ tục", "In progress"),
    Registration.NO: Bilingual("Chưa đăng ký", "No"),
}
# What needs no project to be about.
GENERAL_KINDS = frozenset({Kind.VISIT, Kind.QUESTION})
# What names lines or needs of a project.
CHOOSING_KINDS = frozenset({Kind.LINES, Kind.IN_KIND})


@dataclass(frozen=True)
class Action:
    """One thing that people with the right to answer do with an enquiry; `to` is None where its state stays."""

    key: str
    label: Bilingual
    done: Bilingual
    origins: frozenset[Stage]
    to: Stage | None = None
    comment_required: bool = False
    button: bool = True


GOES_ON = frozenset(Stage) - {Stage.CLOSED}
EVERY = frozenset(Stage)

ACTIONS = {
    action.key: action
    for action in (
        Action(
            "answer",
            Bilingual("Ghi là đã trả lời", "Mark as answered"),
            Bilingual("đã trả lời", "answered"),
            frozenset({Stage.NEW}),
            Stage.ANSWERED,
        ),
        Action(
            "talk",
            Bilingual("Đang trao đổi", "In talks"),
            Bilingual("đang trao đổi với nhà tài trợ", "is in talks with the donor"),
            frozenset({Stage.ANSWERED, Stage.AGREED}),
            Stage.IN_TALKS,
        ),
        Action(
            "agree",
            Bilingual("Đã thống nhất", "Agreed"),
            Bilingual("đã thống nhất với nhà tài trợ", "agreed with the donor"),
            frozenset({Stage.ANSWERED, Stage.IN_TALKS}),
            Stage.AGREED,
        ),
        Action(
            "close",
            Bilingual("Kết thúc", "Close"),
            Bilingual("đã kết thúc", "closed"),
            GOES_ON,
            Stage.CLOSED,
            comment_required=True,
        ),
        Action(
            "reopen",
            Bilingual("Mở lại", "Open again"),
            Bilingual("đã mở lại", "opened again"),
            frozenset({Stage.CLOSED}),
            Stage.ANSWERED,
            comment_required=True,
        ),
        Action(
            "erase",
            Bilingual("Xóa dữ liệu cá nhân", "Erase personal data"),
            Bilingual("đã xóa dữ liệu cá nhân", "erased the personal data"),
            frozenset({Stage.CLOSED}),
            button=False,
        ),
        Action(
            "assign",
            Bilingual("Giao việc", "Assign"),
            Bilingual("đã giao việc", "assigned"),
            GOES_ON,
            button=False,
        ),
        Action(
            "plan",
            Bilingual("Hẹn ngày", "Set the next date"),
            Bilingual("đã hẹn ngày", "set the next date"),
            GOES_ON,
            button=False,
        ),
        Action(
            "note",
            Bilingual("Ghi chú nội bộ", "Internal note"),
            Bilingual("đã ghi chú nội bộ", "wrote an internal note"),
            EVERY,
            button=False,
        ),
    )
}
EVENTS = {
    "enquiry:receive": Bilingual("đã gửi thư từ danh mục", "wrote from the catalogue"),
    "enquiry:enter": Bilingual("đã nhập thư", "entered it by hand"),
    **{f"enquiry:{action.key}": action.done for action in ACTIONS.values()},
}


def target(action: Action, was_answered: bool) -> Stage | None:
    """The state an action leads to; what was closed unanswered and is opened again still waits for its answer."""
    if action.key == "reopen" and not was_answered:
        return Stage.NEW
    return action.to
