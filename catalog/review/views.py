"""The saved views of the queue: what each of them holds, and what is to be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.accounts.actor import Actor
from catalog.editions.queue import WAITING, Line
from catalog.i18n import Bilingual
from catalog.proposals.workflow import State

# Days after which a proposal that waits at the office is overdue: the office's own measure, no source gives one.
OVERDUE_DAYS = 10


@dataclass(frozen=True)
class View:
    """One view: `todo` says what to do with what it holds, "" where it is not work but a way to look."""

    key: str
    name: Bilingual
    todo: Bilingual
    holds: Callable[[Line, Actor], bool]


def _is_overdue(line: Line, _actor: Actor) -> bool:
    return line.state == State.SUBMITTED and (line.days_waiting or 0) > OVERDUE_DAYS


VIEWS = {
    view.key: view
    for view in (
        View(
            "waiting",
            Bilingual("Chờ thẩm định", "To review"),
            Bilingual("đọc rồi chấp nhận hoặc đề nghị bổ sung", "read, then accept or ask for changes"),
            lambda line, _actor: line.state == State.SUBMITTED,
        ),
        View(
            "mine",
            Bilingual("Việc của tôi", "Mine"),
            Bilingual("đã giao cho ông/bà, chưa xong", "assigned to you and not finished"),
            lambda line, actor: line.assignee == actor.person_id and line.state in WAITING,
        ),
        View(
            "came_back",
            Bilingual("Đơn vị đã bổ sung", "Came back"),
            Bilingual("đơn vị gửi lại, xem điều đã sửa", "sent again by the unit: see what changed"),
            lambda line, _actor: line.state == State.SUBMITTED and line.was_asked,
        ),
        View(
            "amendments",
            Bilingual("Sửa đổi đã công bố", "Edits to published"),
            Bilingual("xem phần sửa đổi rồi chấp nhận hoặc trả lại", "see what they change, then accept or return"),
            lambda line, _actor: line.state == State.SUBMITTED and line.is_amendment,
        ),
        View(
            "overdue",
            Bilingual("Quá hạn", "Overdue"),
            Bilingual("chờ Sở quá {days} ngày", "at the office for more than {days} days").format(days=OVERDUE_DAYS),
            _is_overdue,
        ),
        View(
            "unassigned",
            Bilingual("Chưa giao", "Unassigned"),
            Bilingual("chưa có người thẩm định", "nobody reviews them yet"),
            lambda line, _actor: line.state == State.SUBMITTED and line.assignee is None,
        ),
        View(
            "english_missing",
            Bilingual("Thiếu tiếng Anh", "English missing"),
            Bilingual("đã chấp nhận, còn nội dung chưa dịch", "accepted, with texts to translate"),
            lambda line, _actor: line.missing > 0,
        ),
        View(
            "english_stale",
            Bilingual("Tiếng Anh đã cũ", "English stale"),
            Bilingual("tiếng Việt đã đổi sau khi dịch", "the Vietnamese changed after translation"),
            lambda line, _actor: line.stale > 0,
        ),
        View(
            "ready",
            Bilingual("Sẵn sàng", "Ready"),
            Bilingual("đưa được vào danh mục", "can go on the list"),
            lambda line, _actor: line.is_ready,
        ),
        View("all", Bilingual("Tất cả", "All"), Bilingual("", ""), lambda _line, _actor: True),
    )
}
TODO = tuple(view for view in VIEWS.values() if view.todo.en)
