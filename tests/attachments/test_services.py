"""Photos and documents of a proposal: added, described, ordered, removed; what may be seen, and by whom."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from catalog import storage
from catalog.accounts.actor import Actor
from catalog.attachments import queries, services
from catalog.attachments.refusals import MOST_DOCUMENTS, MOST_PHOTOS, RefusedFile
from catalog.attachments.services import Description, Typed
from catalog.errors import Invalid, NotAllowed, NotFound, Stale
from catalog.proposals import checks
from catalog.proposals import services as proposals
from catalog.proposals.models import Attachment, Proposal
from catalog.proposals.queries import proposal_by_code
from catalog.proposals.sections import Section
from catalog.proposals.workflow import UNIT_MAY_WRITE, State
from tests.attachments import build
from tests.proposals import scene

COMPLETE = Description("Điểm trường", "Hai phòng mái tôn", "Phòng GD&ĐT", "no_child")
NEW = Description().fingerprint()


def stored_files(folder: Any) -> int:
    """How many files of attachments lie in a data folder."""
    return len([path for path in (folder / storage.ATTACHMENTS).rglob("*") if path.is_file()])


@pytest.fixture
def add(officer: Actor, proposal: Proposal) -> Callable[..., Attachment]:
    """Add a photo of so many pixels: `add(40)`."""

    def added(width: int = 64, name: str = "truong.jpg") -> Attachment:
        return services.add(officer, proposal.code, "photo", name, build.photo(width))

    return added


def describe(officer: Actor, row: Attachment, description: Description, base: str | None = None) -> Proposal:
    fingerprint = Description.of(row).fingerprint() if base is None else base
    return services.describe(officer, row.proposal.code, {row.id: Typed(description, fingerprint)})


def test_a_photo_is_stored_in_its_sizes(officer: Actor, proposal: Proposal) -> None:
    row = services.add(officer, proposal.code, "photo", "truong.jpg", build.photo(1200, 900))
    assert (row.kind, row.name, row.media_type, row.width, row.height) == (
        "photo",
        "truong.jpg",
        "image/jpeg",
        1200,
        900,
    )
    assert sorted(map(int, row.sizes)) == [480, 960, 1200]
    assert len(queries.content(row, 960)) < len(queries.content(row, 1200)) == row.size
    assert row.sha256 == row.sizes["1200"]


def test_a_document_is_kept_as_it_is(officer: Actor, proposal: Proposal) -> None:
    row = services.add(officer, proposal.code, "document", "Quyết định.pdf", build.pdf())
    assert (row.kind, row.media_type, row.width, row.sizes) == ("document", "application/pdf", None, {})
    assert queries.content(row) == build.pdf()


NAMES = {
    "../../etc/passwd.jpg": "passwd.jpg",
    "C:\\Ảnh\\trường.HEIC": "trường.jpg",
    'a"b\r\nSet-Cookie: x.jpg': 'a"b Set-Cookie: x.jpg',
    "": "file.jpg",
    ".jpg": "file.jpg",
    "x" * 300 + ".png": "x" * 120 + ".jpg",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_cleaned(officer: Actor, proposal: Proposal, name: str) -> None:
    assert services.add(officer, proposal.code, "photo", name, build.photo()).name == NAMES[name]


def test_the_same_file_twice_is_one(add: Any, proposal: Proposal) -> None:
    assert add().id == add(name="other.jpg").id
    assert [event for event, *_ in scene.events(proposal)] == ["proposal:create", "proposal:add_file"]


def test_there_is_room_for_so_many(officer: Actor, add: Any, proposal: Proposal) -> None:
    for width in range(MOST_PHOTOS):
        add(40 + width)
    with pytest.raises(RefusedFile) as refused:
        add(200)
    assert refused.value.code == "too_many_photos"
    for number in range(MOST_DOCUMENTS):
        services.add(officer, proposal.code, "document", "a.pdf", build.pdf(b"/N %d " % number))
    with pytest.raises(RefusedFile) as refused:
        services.add(officer, proposal.code, "document", "a.pdf", build.pdf(b"/N 99 "))
    assert refused.value.code == "too_many_documents"


def test_what_is_refused_leaves_nothing(app: Flask, officer: Actor, proposal: Proposal) -> None:
    for kind, name in (("photo", "a.jpg"), ("document", "a.pdf")):
        with pytest.raises(RefusedFile):
            services.add(officer, proposal.code, kind, name, b"GIF89a")
    assert stored_files(app.config["CATALOG"].data_dir) == 0
    assert [event for event, *_ in scene.events(proposal)] == ["proposal:create"]


def test_what_is_written_is_kept_and_told(officer: Actor, add: Any, proposal: Proposal) -> None:
    row = add()
    describe(officer, row, Description("  Điểm trường "))
    assert Description.of(row) == Description("Điểm trường")
    entry = scene.newest(proposal)
    assert (entry.event, entry.changes) == (
        "proposal:describe_file",
        {
            "attachments": [
                [["truong.jpg", "", "", "", "", "", "", row.id]],
                [["truong.jpg", "Điểm trường", "", "", "", "", "", row.id]],
            ]
        },
    )


def test_what_was_not_changed_is_no_action(officer: Actor, add: Any, proposal: Proposal) -> None:
    row = add()
    before = proposal.version
    describe(officer, row, Description())
    assert (proposal.version, scene.newest(proposal).event) == (before, "proposal:add_file")


WRONG = {
    "caption": (Description(caption="x" * 301), "It has 301 characters; 300 at most."),
    "consent": (Description(consent="oral"), "Choose one from the list."),
    "note": (Description(note="x" * 1001), "It has 1001 characters; 1000 at most."),
}


@pytest.mark.parametrize("key", WRONG)
def test_what_cannot_be_stored_is_refused_by_its_name(officer: Actor, add: Any, key: str) -> None:
    description, text = WRONG[key]
    row = add()
    with pytest.raises(Invalid) as refused:
        describe(officer, row, description)
    assert {name: text.en for name, text in refused.value.fields.items()} == {f"file-{row.id}-{key}": text}


def test_two_who_describe_one_photo_do_not_overwrite_each_other(officer: Actor, add: Any) -> None:
    row = add()
    describe(officer, row, Description("Của người trước"))
    with pytest.raises(Stale):
        describe(officer, row, Description("Của người sau"), NEW)
    describe(officer, row, Description("Của người trước"), NEW)
    describe(officer, row, Description(), NEW)
    assert row.caption == "Của người trước"


def test_a_file_added_meanwhile_is_no_conflict(officer: Actor, add: Any, proposal: Proposal) -> None:
    first = add()
    add(90)
    describe(officer, first, COMPLETE, NEW)
    assert [Description.of(row) for row in proposal.attachments] == [COMPLETE, Description()]


def test_photos_are_moved_among_photos(officer: Actor, add: Any, proposal: Proposal) -> None:
    first, second = add(41), add(42)
    services.add(officer, proposal.code, "document", "a.pdf", build.pdf())
    third = add(43)
    moves = [(first, 1), (third, -1), (third, -1), (third, -1), (second, 5)]
    orders = []
    for row, steps in moves:
        services.move(officer, proposal.code, row.id, steps)
        orders.append([photo.id for photo in queries.of_kind(proposal_by_code(officer, proposal.code), "photo")])
    a, b, c = first.id, second.id, third.id
    assert orders == [[b, a, c], [b, c, a], [c, b, a], [c, b, a], [c, a, b]]


def test_a_removed_photo_is_gone_from_the_disk(app: Flask, officer: Actor, add: Any, proposal: Proposal) -> None:
    folder = app.config["CATALOG"].data_dir
    row = add()
    assert stored_files(folder) == 1
    services.remove(officer, proposal.code, row.id)
    assert (stored_files(folder), proposal.attachments, scene.newest(proposal).event) == (
        0,
        [],
        "proposal:remove_file",
    )


def test_a_photo_of_two_proposals_stays_with_the_other(app: Flask, officer: Actor, add: Any, round_: Any) -> None:
    row, other = add(), scene.proposal_in(State.DRAFT, round_)
    kept = services.add(officer, other.code, "photo", "b.jpg", build.photo())
    services.remove(officer, row.proposal.code, row.id)
    assert queries.content(kept, kept.width)[:2] == b"\xff\xd8"


def test_files_are_changed_only_while_the_unit_may_write(officer: Actor, round_: Any) -> None:
    allowed = {}
    for state in State:
        code = scene.proposal_in(state, round_).code
        try:
            services.add(officer, code, "photo", "a.jpg", build.photo())
        except NotAllowed:
            continue
        allowed[state] = code
    assert set(allowed) == set(UNIT_MAY_WRITE)


def test_nobody_else_changes_files(officer: Actor, reviewer: Actor, add: Any, proposal: Proposal) -> None:
    row = add()
    stranger, leader = scene.actor("officer", "218"), scene.actor("leader")
    for actor, error in ((stranger, NotFound), (reviewer, NotFound), (leader, NotAllowed)):
        for attempt in (
            lambda actor=actor: services.add(actor, proposal.code, "photo", "a.jpg", build.photo(70)),
            lambda actor=actor: describe(actor, row, COMPLETE),
            lambda actor=actor: services.move(actor, proposal.code, row.id, 1),
            lambda actor=actor: services.remove(actor, proposal.code, row.id),
        ):
            with pytest.raises(error):
                attempt()


def test_who_may_see_the_proposal_may_see_its_files(officer: Actor, reviewer: Actor, add: Any) -> None:
    row = add()

    def sees(actor: Actor) -> bool:
        try:
            return queries.attachment(actor, row.id).id == row.id
        except NotFound:
            return False

    people = [officer, scene.actor("leader"), reviewer, scene.actor("manager"), scene.actor("officer", "218")]
    assert [sees(one) for one in people] == [True, True, False, False, False]
    proposals.submit(officer, row.proposal.code)
    assert [sees(one) for one in people] == [True, True, True, True, False]


def test_an_unknown_width_is_no_file(add: Any) -> None:
    with pytest.raises(NotFound):
        queries.content(add(), 65)


LACKING = [
    (COMPLETE, []),
    (Description(), ["no caption yet", "no description yet", "no credit yet", "no kind of consent chosen yet"]),
    (Description("a", "b", "c", "written"), ["no file number of the consent yet"]),
    (Description("a", "b", "c", "written", "12/HS"), []),
]


@pytest.mark.parametrize(("description", "texts"), LACKING)
def test_what_a_photo_lacks(officer: Actor, add: Any, description: Description, texts: list[str]) -> None:
    row = add()
    proposal = describe(officer, row, description)
    assert [text.en for text in queries.lacking(row)] == texts
    assert queries.publishable(proposal) == ([] if texts else [row])
    assert [(problem.section, problem.key, problem.text.en) for problem in queries.problems(proposal)] == (
        [(Section.FILES, f"file-{row.id}", f"Photo 1: {', '.join(texts)}.")] if texts else []
    )


def test_words_of_a_photo_are_scanned(officer: Actor, add: Any, proposal: Proposal) -> None:
    describe(officer, add(), Description("Em Nguyễn Văn An đọc sách"))
    assert [(hit.section, hit.label.en, hit.excerpt) for hit in checks.text_hits(proposal)] == [
        (Section.FILES, "Caption", "Em Nguyễn Văn An")
    ]


def test_a_photo_does_not_stop_the_sending(officer: Actor, add: Any, proposal: Proposal) -> None:
    add()
    assert proposals.submit(officer, proposal.code).state == State.SUBMITTED


@pytest.mark.both_databases
def test_files_that_come_side_by_side_are_all_kept(app: Flask) -> None:
    with app.app_context():
        officer = scene.actor("officer")
        code = scene.draft(officer, scene.a_round()).code

    def add_one(number: int) -> None:
        with app.app_context():
            services.add(officer, code, "document", f"{number}.pdf", build.pdf(b"/N %d " % number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_one, range(MOST_DOCUMENTS)))
    with app.app_context():
        rows = proposal_by_code(officer, code).attachments
        assert sorted(row.name for row in rows) == [f"{number}.pdf" for number in range(MOST_DOCUMENTS)]
        assert sorted(row.position for row in rows) == list(range(1, MOST_DOCUMENTS + 1))
