"""The states of a proposal in words; an edit of a published proposal has other words for some of them."""

from dataclasses import dataclass

from catalog.i18n import Bilingual
from catalog.proposals.workflow import State


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

# Of an edit of something published (`Proposal.is_amendment`).
AMENDMENT_NAMES = STATE_NAMES | {
    State.DRAFT: StateNames(
        office=Bilingual("Bản sửa đổi đang soạn", "Edit being written"),
        unit=Bilingual("Bản sửa đổi đang soạn", "Edit being written"),
        next=Bilingual(
            "Sửa xong thì gửi về Sở Ngoại vụ; bản đã công bố giữ nguyên.",
            "Send it to the Department when it is done; what is published stays as it is.",
        ),
        public=NOT_PUBLIC,
    ),
    State.SUBMITTED: StateNames(
        office=Bilingual("Bản sửa đổi đã gửi", "Edit submitted"),
        unit=Bilingual("Bản sửa đổi đã gửi", "Edit sent"),
        next=Bilingual(
            "Phòng Nghiệp vụ xem phần sửa đổi; bản đã công bố giữ nguyên cho đến lúc đó.",
            "The Division reviews what is changed; until then what is published stays as it is.",
        ),
        public=NOT_PUBLIC,
    ),
    State.CLOSED: StateNames(
        office=Bilingual("Đã chấp nhận bản sửa đổi", "Edit accepted"),
        unit=Bilingual("Đã chấp nhận bản sửa đổi", "Edit accepted"),
        next=Bilingual(
            "Nội dung sửa đổi được công bố ở danh mục kế tiếp.", "The changes become public with the next edition."
        ),
        public=NOT_PUBLIC,
    ),
    State.REJECTED: StateNames(
        office=Bilingual("Không chấp nhận bản sửa đổi", "Edit not accepted"),
        unit=Bilingual("Bản sửa đổi không được chấp nhận", "Edit not accepted"),
        next=Bilingual(
            "Bản đã công bố giữ nguyên. Xem lý do ở phần lịch sử.",
            "What is published stays as it is. The reason stands in the history.",
        ),
        public=NOT_PUBLIC,
    ),
    State.WITHDRAWN: StateNames(
        office=Bilingual("Đã bỏ bản sửa đổi", "Edit discarded"),
        unit=Bilingual("Đã bỏ bản sửa đổi", "Edit discarded"),
        next=Bilingual("Bản đã công bố giữ nguyên.", "What is published stays as it is."),
        public=NOT_PUBLIC,
    ),
}


def names_of(state: str, is_amendment: bool) -> StateNames:
    """A state in the words of each audience."""
    return (AMENDMENT_NAMES if is_amendment else STATE_NAMES)[State(state)]
