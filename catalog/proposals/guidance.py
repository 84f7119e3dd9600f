"""Help for writing an answer: what to say for a type of support, and an example of a good answer."""

from catalog.i18n import Bilingual
from catalog.proposals.examples import ANY, BUILT, EXAMPLES, GOODS, HEALTH, READING, SKILLS, SUPPORT

KIND_OF = {
    "classroom": BUILT,
    "semi_boarding": BUILT,
    "play_area": BUILT,
    "water_sanitation": BUILT,
    "library": READING,
    "scholarship": SUPPORT,
    "nutrition": SUPPORT,
    "care_support": SUPPORT,
    "medical_care": HEALTH,
    "disability": HEALTH,
    "gifts": GOODS,
    "swimming": SKILLS,
    "injury_prevention": SKILLS,
    "child_protection": SKILLS,
}

# What to say beyond the help of the field itself.
HELP: dict[str, dict[str, Bilingual]] = {
    "need": {
        BUILT: Bilingual(
            "Nêu: công trình hiện có xây năm nào, mấy phòng, tình trạng; bao nhiêu trẻ đang sử dụng; khoảng cách tới "
            "trường chính; đã có nguồn vốn nào khác chưa.",
            "Say what stands there now, from which year and in what state; how many children use it; how far the main "
            "school is; which other money has been found.",
        ),
        READING: Bilingual(
            "Nêu: số học sinh, số sách hiện có và còn dùng được, nơi đọc, số lần mượn.",
            "Say how many pupils and usable books there are, where they read, and how often books are borrowed.",
        ),
        SUPPORT: Bilingual(
            "Nêu: bao nhiêu trẻ thuộc hộ nghèo, cận nghèo; bao nhiêu em bỏ học hoặc thiếu ăn; chế độ hiện có đã hỗ trợ "
            "những gì.",
            "Say how many children are of poor or near-poor households, how many drop out or go hungry, and what State "
            "support covers already.",
        ),
        HEALTH: Bilingual(
            "Nêu: bao nhiêu trẻ cần khám hoặc điều trị, theo số liệu nào; bảo hiểm y tế đã trả phần nào. Chỉ ghi số "
            "lượng, không kể trường hợp cụ thể.",
            "Say how many children need tests or treatment and by which figures; what health insurance pays. Numbers "
            "only, no single case.",
        ),
        GOODS: Bilingual(
            "Nêu: trao cho ai, chọn theo tiêu chí nào, vào thời điểm nào.",
            "Say who receives them, how they are chosen, and when.",
        ),
        SKILLS: Bilingual(
            "Nêu: số vụ tai nạn hoặc vi phạm trong các năm gần đây (chỉ số lượng), bao nhiêu trẻ đã biết kỹ năng này.",
            "Say how many accidents or offences there were in recent years (numbers only), and how many children have "
            "the skill.",
        ),
    },
    "results": {
        BUILT: Bilingual(
            "Số phòng, m², thời điểm nghiệm thu, số trẻ sử dụng.", "Rooms, m², day of inspection, children who use it."
        ),
        SUPPORT: Bilingual(
            "Số trẻ nhận, số tháng, chỉ số đi học hoặc dinh dưỡng trước và sau.",
            "Children, months, and a measure of attendance or nutrition before and after.",
        ),
        HEALTH: Bilingual(
            "Số trẻ được khám, điều trị; tỷ lệ được theo dõi sau đó.", "Children tested and treated; share followed up."
        ),
    },
    "readiness": {
        BUILT: Bilingual(
            "Chủ trương, thiết kế, giấy phép, mặt bằng: cái nào đã có, cái nào bao giờ có.",
            "Approval, design, permit, cleared ground: what is there, and by when the rest will be.",
        ),
        HEALTH: Bilingual(
            "Cơ sở y tế đã đồng ý chưa; ai lấy ý kiến phụ huynh.", "Whether the clinic agreed; who asks the parents."
        ),
    },
    "sustainability": {
        BUILT: Bilingual(
            "Đơn vị nhận bàn giao, chi phí bảo trì mỗi năm và lấy từ nguồn nào.",
            "Who takes it over, what upkeep costs a year and where the money comes from.",
        ),
    },
    "children": {
        SUPPORT: Bilingual(
            "Số em nhận hỗ trợ; một em nhận nhiều tháng vẫn tính là một.",
            "Children supported; one who receives it for many months counts once.",
        ),
        BUILT: Bilingual(
            "Số em học hoặc sử dụng trong một năm, không cộng dồn nhiều năm.",
            "Children who learn there or use it within a year, not added up over years.",
        ),
    },
}


def help_for(key: str, category_key: str | None) -> Bilingual | None:
    """What this type of support should say in an answer, beyond the help of its field."""
    return HELP.get(key, {}).get(KIND_OF.get(category_key or "", ANY))


def example_for(key: str, category_key: str | None) -> Bilingual | None:
    """A good answer to a question for this type of support; for a library's while no type is chosen."""
    examples = EXAMPLES.get(key, {})
    return examples.get(KIND_OF.get(category_key or "", READING)) or examples.get(ANY)
