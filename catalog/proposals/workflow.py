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
class Action:
    """One thing that may be done with a proposal.

    `to` is None where the state stays. `by_unit` actions are for people of the proposal's own unit. `mail` is a key of
    `proposals.mails.MAILS`, sent after the commit. `settles`: the office has seen the answers to what it asked before.
    `four_eyes`: where the office wants it, who checked the proposal may not do it (`proposals.acceptance`).
    `of_amendments`: only for edits of published proposals (True), never for them (False), or for both.
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
    of_amendments: bool | None = None
    four_eyes: bool = False


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


UNIT_MAY_WRITE = _from(State.DRAFT, State.CHANGES_REQUESTED)
OVER = _from(State.CLOSED, State.REJECTED, State.WITHDRAWN)
WITH_THE_OFFICE = _from(State.SUBMITTED, State.ACCEPTED)
SENT = frozenset(State) - {State.DRAFT, State.AWAITING_SIGNATURE}


def _inside(
    key: str,
    label: Bilingual,
    done: Bilingual,
    origins: frozenset[State] = WITH_THE_OFFICE,
    of_amendments: bool | None = None,
) -> Action:
    """What a reviewer does beside the decisions: no state follows, and no unit hears of it."""
    return Action(key, label, done, Right.REVIEW, origins, button=False, of_amendments=of_amendments)


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
            of_amendments=False,
        ),
        Action(
            "restore",
            Bilingual("Mở lại thành bản nháp", "Take up again as a draft"),
            Bilingual("đã mở lại thành bản nháp", "took up again as a draft"),
            Right.PROPOSE,
            _from(State.WITHDRAWN),
            to=State.DRAFT,
            by_unit=True,
            of_amendments=False,
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
            of_amendments=False,
            four_eyes=True,
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
            of_amendments=False,
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
            of_amendments=False,
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
            of_amendments=False,
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
            WITH_THE_OFFICE | {State.PUBLISHED},
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
            of_amendments=False,
        ),
        Action(
            "translate",
            Bilingual("Dịch", "Translate"),
            Bilingual("đã dịch", "translated"),
            Right.TRANSLATE,
            WITH_THE_OFFICE | {State.CHANGES_REQUESTED, State.PUBLISHED},
            button=False,
            of_amendments=False,
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
            of_amendments=False,
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
            of_amendments=False,
        ),
        Action(
            "amend",
            Bilingual("Sửa đổi đề xuất đã công bố", "Edit the published proposal"),
            Bilingual("đã bắt đầu sửa đổi đề xuất đã công bố", "began an edit of the published proposal"),
            Right.PROPOSE,
            _from(State.PUBLISHED),
            by_unit=True,
            button=False,
            of_amendments=False,
        ),
        Action(
            "discard_amendment",
            Bilingual("Bỏ bản sửa đổi", "Discard the edit"),
            Bilingual("đã bỏ bản sửa đổi", "discarded the edit"),
            Right.PROPOSE,
            UNIT_MAY_WRITE | {State.AWAITING_SIGNATURE, State.SUBMITTED},
            to=State.WITHDRAWN,
            by_unit=True,
            mail="withdrawn",
            of_amendments=True,
        ),
        Action(
            "accept_amendment",
            Bilingual("Chấp nhận bản sửa đổi", "Accept the edit"),
            Bilingual("đã chấp nhận bản sửa đổi", "accepted the edit"),
            Right.REVIEW,
            _from(State.SUBMITTED),
            to=State.CLOSED,
            mail="accepted",
            settles=True,
            of_amendments=True,
            four_eyes=True,
        ),
        Action(
            "reject_amendment",
            Bilingual("Không chấp nhận bản sửa đổi", "Reject the edit"),
            Bilingual("không chấp nhận bản sửa đổi", "rejected the edit"),
            Right.REVIEW,
            _from(State.SUBMITTED),
            to=State.REJECTED,
            comment_required=True,
            mail="rejected",
            settles=True,
            of_amendments=True,
        ),
        Action(
            "lapse_amendment",
            Bilingual("Bản sửa đổi hết hiệu lực", "Let the edit lapse"),
            Bilingual("đã kết thúc kêu gọi, bản sửa đổi hết hiệu lực", "closed the call, so that the edit lapsed"),
            Right.RELEASE,
            UNIT_MAY_WRITE | {State.AWAITING_SIGNATURE, State.SUBMITTED},
            to=State.WITHDRAWN,
            button=False,
            of_amendments=True,
        ),
    )
}


def target(action: Action, unit_signs_off: bool) -> State | None:
    """The state an action leads to; what a unit with sign-off sends waits for its leader first."""
    if action.key == "submit" and unit_signs_off:
        return State.AWAITING_SIGNATURE
    return action.to
