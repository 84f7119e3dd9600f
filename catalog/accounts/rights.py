"""Roles, and the rights each of them carries."""

from enum import StrEnum

from catalog.i18n import Bilingual


class Role(StrEnum):
    """What a person is; unit roles are held for one unit, office roles for the whole house."""

    OFFICER = "officer"
    LEADER = "leader"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a view or an action may ask for."""

    SIGNED_IN = "signed_in"  # everybody with an account
    PROPOSE = "propose"  # write and send proposals of the own unit
    SIGN = "sign"  # sign off, or give back, what leaves the own unit
    VIEW_UNIT = "view_unit"  # read the own unit's proposals
    REVIEW = "review"  # ask for changes, accept, reject, assign
    TRANSLATE = "translate"  # write and check the English
    COMPILE_LIST = "compile_list"  # choose and order what goes into an edition
    RELEASE = "release"  # approve an edition and make it public
    READ_OFFICE = "read_office"  # read every unit's proposals
    WRITE_SITE = "write_site"  # the texts of the office on its site, and the map
    ANSWER = "answer"  # take, answer and close what donors ask
    ADMINISTER = "administer"  # people, units, rounds, settings, audit log


UNIT_ROLES = frozenset({Role.OFFICER, Role.LEADER})

# Checking and releasing lie in different hands: who releases a list does not review what is in it,
# and who gives out accounts reads no proposals.
ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OFFICER: frozenset({Right.PROPOSE, Right.VIEW_UNIT}),
    Role.LEADER: frozenset({Right.SIGN, Right.VIEW_UNIT}),
    Role.REVIEWER: frozenset({Right.REVIEW, Right.TRANSLATE, Right.COMPILE_LIST, Right.ANSWER, Right.READ_OFFICE}),
    Role.PUBLISHER: frozenset({Right.RELEASE, Right.COMPILE_LIST, Right.ANSWER, Right.READ_OFFICE}),
    Role.MANAGER: frozenset({Right.READ_OFFICE, Right.WRITE_SITE}),
    Role.ADMINISTRATOR: frozenset({Right.ADMINISTER, Right.WRITE_SITE}),
}

ROLE_LABELS: dict[Role, Bilingual] = {
    Role.OFFICER: Bilingual(vi="Cán bộ đơn vị", en="Unit officer"),
    Role.LEADER: Bilingual(vi="Lãnh đạo đơn vị", en="Unit leader"),
    Role.REVIEWER: Bilingual(vi="Chuyên viên thẩm định", en="Office reviewer"),
    Role.PUBLISHER: Bilingual(vi="Lãnh đạo công bố danh mục", en="Publisher"),
    Role.MANAGER: Bilingual(vi="Văn phòng Sở (theo dõi)", en="Office manager"),
    Role.ADMINISTRATOR: Bilingual(vi="Quản trị hệ thống", en="Administrator"),
}

ROLE_DUTIES: dict[Role, Bilingual] = {
    Role.OFFICER: Bilingual(
        vi="soạn, gửi và bổ sung đề xuất của đơn vị mình",
        en="writes, sends and completes the proposals of one unit",
    ),
    Role.LEADER: Bilingual(
        vi="ký duyệt hoặc trả lại đề xuất trước khi rời đơn vị",
        en="signs off, or gives back, what leaves one unit",
    ),
    Role.REVIEWER: Bilingual(
        vi="thẩm định, dịch và sắp xếp đề xuất của mọi đơn vị",
        en="reviews, translates and orders the proposals of all units",
    ),
    Role.PUBLISHER: Bilingual(
        vi="duyệt và công bố danh mục; không thẩm định từng đề xuất",
        en="approves and releases the list; does not review single proposals",
    ),
    Role.MANAGER: Bilingual(
        vi="xem tiến độ và số liệu; viết các văn bản của cơ quan trên trang công khai",
        en="reads progress and figures; writes the texts of the office on the public site",
    ),
    Role.ADMINISTRATOR: Bilingual(
        vi="quản lý tài khoản, đơn vị, đợt vận động và cấu hình",
        en="manages accounts, units, rounds and settings",
    ),
}


def rights_of(roles: frozenset[str]) -> frozenset[Right]:
    """All rights that the given role keys carry together; raises ValueError for an unknown key."""
    return frozenset().union(*(ROLE_RIGHTS[Role(role)] for role in roles))
