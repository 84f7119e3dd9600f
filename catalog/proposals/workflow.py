"""The life of a proposal as tables: states with their names, actions with who may do them and what they lead to."""

from dataclasses import dataclass
from enum import StrEnum

from catalog.accounts.rights import Right
from catalog.i18n import Bilingual


class State(StrEnum):
    """Where a proposal stands. "Being reviewed" and "ready" are derived, not stored."""

    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class StateNames:
    """One state in the words of each audience; `next` tells the unit what happens now."""

    office: Bilingual
    unit: Bilingual
    next: Bilingual
    public: Bilingual


NOT_PUBLIC = Bilingual(vi="", en="")

STATE_NAMES = {
    State.DRAFT: StateNames(
        office=Bilingual("Bản nháp", "Draft"),
        unit=Bilingual("Bản nháp", "Draft"),
        next=Bilingual("Đơn vị hoàn thiện rồi gửi về Sở Ngoại vụ.", "Complete it, then send it to the Department."),
        public=NOT_PUBLIC,
    ),
    State.AWAITING_SIGNATURE: StateNames(
        office=Bilingual("Chờ lãnh đạo đơn vị ký", "Awaiting the unit's signature"),
        unit=Bilingual("Chờ lãnh đạo duyệt", "Awaiting your leader's approval"),
        next=Bilingual(
            "Lãnh đạo đơn vị duyệt thì đề xuất được gửi đi.", "It leaves once the unit's leader approves it."
        ),
        public=NOT_PUBLIC,
    ),
    State.SUBMITTED: StateNames(
        office=Bilingual("Đã gửi", "Submitted"),
        unit=Bilingual("Đã gửi, đang thẩm định", "Sent, being reviewed"),
        next=Bilingual(
            "Phòng Nghiệp vụ thẩm định và trả lời trên trang này.", "The Division reviews it and answers on this page."
        ),
        public=NOT_PUBLIC,
    ),
    State.CHANGES_REQUESTED: StateNames(
        office=Bilingual("Đã đề nghị bổ sung", "Changes requested"),
        unit=Bilingual("Cần bổ sung", "Changes requested"),
        next=Bilingual("Đơn vị sửa theo yêu cầu rồi gửi lại.", "Make the changes asked for, then send it again."),
        public=NOT_PUBLIC,
    ),
    State.ACCEPTED: StateNames(
        office=Bilingual("Đã chấp nhận", "Accepted"),
        unit=Bilingual("Đã chấp nhận", "Accepted"),
        next=Bilingual("Sở dịch sang tiếng Anh và đưa vào danh mục.", "The Department translates it and lists it."),
        public=NOT_PUBLIC,
    ),
    State.PUBLISHED: StateNames(
        office=Bilingual("Đã công bố", "Published"),
        unit=Bilingual("Đã công bố", "Published"),
        next=Bilingual(
            "Đề xuất nằm trong danh mục công khai, chờ nhà tài trợ.",
            "It is in the public catalogue, waiting for a donor.",
        ),
        public=Bilingual("Đang kêu gọi viện trợ", "Open"),
    ),
    State.CLOSED: StateNames(
        office=Bilingual("Đã đóng", "Closed"),
        unit=Bilingual("Đã kết thúc", "Closed"),
        next=Bilingual("Đề xuất không còn kêu gọi viện trợ.", "It no longer calls for aid."),
        public=Bilingual("Đã kết thúc kêu gọi", "Closed"),
    ),
    State.REJECTED: StateNames(
        office=Bilingual("Không chấp nhận", "Rejected"),
        unit=Bilingual("Không được chấp nhận", "Not accepted"),
        next=Bilingual("Xem lý do ở phần lịch sử.", "The reason stands in the history."),
        public=NOT_PUBLIC,
    ),
    State.WITHDRAWN: StateNames(
        office=Bilingual("Đơn vị đã rút", "Withdrawn"),
        unit=Bilingual("Đã rút", "Withdrawn"),
        next=Bilingual("Có thể mở lại thành bản nháp.", "It can be taken up again as a draft."),
        public=NOT_PUBLIC,
    ),
}


@dataclass(frozen=True)
class Action:
    """One thing that may be done with a proposal.

    `to` is None where the state stays. `by_unit` actions are for people of the proposal's own unit. `mail` is a key of
    `proposals.mails.MAILS`, sent after the commit. `settles`: the office has seen the answers to what it asked before.
    """

    key: str
    label: Bilingual
    done: Bilingual
    right: Right
    origins: frozenset[State]
    to: State | None = None
    by_unit: bool = False
    comment_required: bool = False
    mail: str | None = None
    button: bool = True
    settles: bool = False


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


UNIT_MAY_WRITE = _from(State.DRAFT, State.CHANGES_REQUESTED)
WITH_THE_OFFICE = _from(State.SUBMITTED, State.ACCEPTED)
SENT = frozenset(State) - {State.DRAFT, State.AWAITING_SIGNATURE}


def _inside(key: str, label: Bilingual, done: Bilingual, origins: frozenset[State] = WITH_THE_OFFICE) -> Action:
    """What a reviewer does beside the decisions: no state follows, and no unit hears of it."""
    return Action(key, label, done, Right.REVIEW, origins, button=False)


ACTIONS = {
    action.key: action
    for action in (
        Action(
            "edit",
            Bilingual("Sửa", "Edit"),
            Bilingual("đã sửa", "edited"),
            Right.PROPOSE,
            UNIT_MAY_WRITE,
            by_unit=True,
            button=False,
        ),
        Action(
            "add_file",
            Bilingual("Thêm ảnh, tài liệu", "Add a photo or document"),
            Bilingual("đã thêm tệp", "added a file"),
            Right.PROPOSE,
            UNIT_MAY_WRITE,
            by_unit=True,
            button=False,
        ),
        Action(
            "describe_file",
            Bilingual("Ghi chú thích ảnh, tài liệu", "Describe photos and documents"),
            Bilingual("đã ghi chú thích ảnh, tài liệu", "described photos and documents"),
            Right.PROPOSE,
            UNIT_MAY_WRITE,
            by_unit=True,
            button=False,
        ),
        Action(
            "move_file",
            Bilingual("Sắp xếp ảnh, tài liệu", "Order photos and documents"),
            Bilingual("đã sắp xếp lại ảnh, tài liệu", "reordered photos and documents"),
            Right.PROPOSE,
            UNIT_MAY_WRITE,
            by_unit=True,
            button=False,
        ),
        Action(
            "remove_file",
            Bilingual("Xóa ảnh, tài liệu", "Remove a photo or document"),
            Bilingual("đã xóa tệp", "removed a file"),
            Right.PROPOSE,
            UNIT_MAY_WRITE,
            by_unit=True,
            button=False,
        ),
        Action(
            "submit",
            Bilingual("Gửi về Sở Ngoại vụ", "Send to the Department"),
            Bilingual("đã gửi", "submitted"),
            Right.PROPOSE,
            UNIT_MAY_WRITE,
            to=State.SUBMITTED,
            by_unit=True,
            mail="submitted",
            button=False,
        ),
        Action(
            "sign",
            Bilingual("Duyệt và gửi về Sở Ngoại vụ", "Approve and send to the Department"),
            Bilingual("đã duyệt và gửi", "signed off and submitted"),
            Right.SIGN,
            _from(State.AWAITING_SIGNATURE),
            to=State.SUBMITTED,
            by_unit=True,
            mail="submitted",
        ),
        Action(
            "give_back",
            Bilingual("Trả lại cho cán bộ", "Give back to the officer"),
            Bilingual("đã trả lại cho cán bộ", "gave back"),
            Right.SIGN,
            _from(State.AWAITING_SIGNATURE),
            to=State.DRAFT,
            by_unit=True,
            comment_required=True,
            mail="given_back",
        ),
        Action(
            "withdraw",
            Bilingual("Rút đề xuất", "Withdraw"),
            Bilingual("đã rút", "withdrew"),
            Right.PROPOSE,
            UNIT_MAY_WRITE | WITH_THE_OFFICE | {State.AWAITING_SIGNATURE},
            to=State.WITHDRAWN,
            by_unit=True,
            mail="withdrawn",
        ),
        Action(
            "restore",
            Bilingual("Mở lại thành bản nháp", "Take up again as a draft"),
            Bilingual("đã mở lại thành bản nháp", "took up again as a draft"),
            Right.PROPOSE,
            _from(State.WITHDRAWN),
            to=State.DRAFT,
            by_unit=True,
        ),
        _inside(
            "assign",
            Bilingual("Giao việc", "Assign"),
            Bilingual("đã giao việc", "assigned"),
            WITH_THE_OFFICE | {State.CHANGES_REQUESTED},
        ),
        Action(
            "request_changes",
            Bilingual("Đề nghị bổ sung", "Ask for changes"),
            Bilingual("đã đề nghị bổ sung", "asked for changes"),
            Right.REVIEW,
            WITH_THE_OFFICE,
            to=State.CHANGES_REQUESTED,
            comment_required=True,
            mail="changes_requested",
            settles=True,
        ),
        Action(
            "accept",
            Bilingual("Chấp nhận", "Accept"),
            Bilingual("đã chấp nhận", "accepted"),
            Right.REVIEW,
            _from(State.SUBMITTED),
            to=State.ACCEPTED,
            mail="accepted",
            settles=True,
        ),
        Action(
            "reject",
            Bilingual("Không chấp nhận", "Reject"),
            Bilingual("không chấp nhận", "rejected"),
            Right.REVIEW,
            WITH_THE_OFFICE,
            to=State.REJECTED,
            comment_required=True,
            mail="rejected",
            settles=True,
        ),
        Action(
            "mark_duplicate",
            Bilingual("Trùng với đề xuất khác", "Duplicate of another"),
            Bilingual("đã đánh dấu trùng với đề xuất khác", "marked as a duplicate"),
            Right.REVIEW,
            WITH_THE_OFFICE,
            to=State.REJECTED,
            comment_required=True,
            mail="set_aside",
            button=False,
            settles=True,
        ),
        Action(
            "merge",
            Bilingual("Gộp vào đề xuất khác", "Merge into another"),
            Bilingual("đã gộp vào đề xuất khác", "merged into another"),
            Right.REVIEW,
            WITH_THE_OFFICE,
            to=State.REJECTED,
            comment_required=True,
            mail="set_aside",
            button=False,
            settles=True,
        ),
        _inside(
            "collect_request",
            Bilingual("Ghi nội dung cần sửa", "Collect a question"),
            Bilingual("đã ghi nội dung cần sửa", "collected a question"),
        ),
        _inside(
            "drop_request",
            Bilingual("Bỏ nội dung cần sửa", "Remove the question"),
            Bilingual("đã bỏ nội dung cần sửa", "removed a question"),
        ),
        _inside(
            "settle_request",
            Bilingual("Đạt", "Fine"),
            Bilingual("xác nhận nội dung đạt", "found an answer fine"),
        ),
        _inside(
            "clear_hit",
            Bilingual("Xác nhận không lộ thông tin trẻ em", "Confirm: no child's details"),
            Bilingual("đã xác nhận không lộ thông tin trẻ em", "confirmed that no child's details show"),
            WITH_THE_OFFICE | {State.PUBLISHED},
        ),
        _inside(
            "reopen_hit",
            Bilingual("Bỏ xác nhận", "Take the confirmation back"),
            Bilingual(
                "đã bỏ xác nhận không lộ thông tin trẻ em", "took back the confirmation that no child's details show"
            ),
            WITH_THE_OFFICE | {State.PUBLISHED},
        ),
        Action(
            "correct",
            Bilingual("Sửa lỗi chữ thay đơn vị", "Correct a typing error for the unit"),
            Bilingual("đã sửa lỗi chữ thay đơn vị (Sở Ngoại vụ sửa)", "corrected a typing error (office correction)"),
            Right.REVIEW,
            WITH_THE_OFFICE,
            comment_required=True,
            mail="corrected",
            button=False,
        ),
        _inside(
            "check_point",
            Bilingual("Thẩm định từng điểm", "Check a point"),
            Bilingual("đã thẩm định một điểm", "checked a point"),
        ),
        _inside(
            "add_note",
            Bilingual("Ghi chú nội bộ", "Internal note"),
            Bilingual("đã ghi chú nội bộ", "wrote an internal note"),
            SENT,
        ),
        _inside(
            "withdraw_note",
            Bilingual("Thu hồi ghi chú nội bộ", "Withdraw the internal note"),
            Bilingual("đã thu hồi ghi chú nội bộ", "withdrew an internal note"),
            SENT,
        ),
        _inside(
            "take_down_photo",
            Bilingual("Gỡ ảnh khỏi danh mục công khai", "Take the photo down"),
            Bilingual("đã gỡ ảnh khỏi danh mục công khai", "took a photo down from the catalogue"),
            _from(State.ACCEPTED, State.PUBLISHED, State.CLOSED),
        ),
        Action(
            "translate",
            Bilingual("Dịch", "Translate"),
            Bilingual("đã dịch", "translated"),
            Right.TRANSLATE,
            WITH_THE_OFFICE | {State.CHANGES_REQUESTED, State.PUBLISHED},
            button=False,
        ),
        Action(
            "publish",
            Bilingual("Công bố", "Publish"),
            Bilingual("đã công bố", "published"),
            Right.RELEASE,
            _from(State.ACCEPTED, State.PUBLISHED),
            to=State.PUBLISHED,
            mail="published",
            button=False,
        ),
        Action(
            "close",
            Bilingual("Kết thúc kêu gọi", "Close"),
            Bilingual("đã kết thúc kêu gọi", "closed"),
            Right.RELEASE,
            _from(State.PUBLISHED),
            to=State.CLOSED,
            comment_required=True,
            mail="closed",
        ),
    )
}


def target(action: Action, unit_signs_off: bool) -> State | None:
    """The state an action leads to; what a unit with sign-off sends waits for its leader first."""
    if action.key == "submit" and unit_signs_off:
        return State.AWAITING_SIGNATURE
    return action.to
