"""Examples of good answers, by question and kind of proposal; every place and figure in them is made up."""

from catalog.i18n import Bilingual

# Kinds of proposals that are written alike; an example for ANY serves where a kind has none of its own.
ANY, BUILT, READING, SUPPORT, HEALTH, GOODS, SKILLS = "", "built", "reading", "support", "health", "goods", "skills"

EXAMPLES: dict[str, dict[str, Bilingual]] = {
    "title": {
        BUILT: Bilingual(
            "Xây 02 phòng học có nhà vệ sinh cho điểm trường mầm non thôn 3, xã A",
            "Two classrooms with toilets for the pre-school branch of Hamlet 3, A Commune",
        ),
        READING: Bilingual(
            "Thư viện thân thiện cho 240 học sinh Trường Tiểu học xã A",
            "A friendly library for 240 pupils of A Commune Primary School",
        ),
        SUPPORT: Bilingual(
            "Học bổng 9 tháng cho 60 học sinh hộ nghèo Trường THCS xã A",
            "Nine-month scholarships for 60 pupils of poor households at A Commune Lower Secondary School",
        ),
        HEALTH: Bilingual(
            "Khám mắt và cấp kính cho 1.200 học sinh 5 xã vùng cao huyện B",
            "Eye tests and glasses for 1,200 pupils of five upland communes of B District",
        ),
        GOODS: Bilingual(
            "300 áo ấm cho học sinh bán trú 3 trường tiểu học vùng cao huyện B",
            "300 warm coats for semi-boarding pupils of three upland primary schools of B District",
        ),
        SKILLS: Bilingual(
            "Dạy bơi an toàn cho 400 học sinh tiểu học xã A và xã C",
            "Safe swimming lessons for 400 primary pupils of A and C Communes",
        ),
    },
    "summary": {
        BUILT: Bilingual(
            "48 trẻ mầm non thôn 3 được học trong phòng kiên cố có nhà vệ sinh, thay cho hai phòng tạm mái tôn.",
            "48 pre-school children of Hamlet 3 learn in solid rooms with toilets instead of two sheet-metal ones.",
        ),
        READING: Bilingual(
            "240 học sinh có phòng đọc và mỗi tháng đọc ít nhất hai cuốn sách, thay cho một tủ sách cũ.",
            "240 pupils get a reading room and read at least two books a month, instead of one old bookcase.",
        ),
        SUPPORT: Bilingual(
            "60 học sinh hộ nghèo đi học đủ cả năm học nhờ học bổng 300.000 đồng mỗi tháng.",
            "60 pupils of poor households stay at school all year with a scholarship of VND 300,000 a month.",
        ),
        HEALTH: Bilingual(
            "1.200 học sinh được khám mắt, khoảng 120 em nhìn rõ bảng nhờ có kính phù hợp.",
            "1,200 pupils have their eyes tested and some 120 of them can read the board with the right glasses.",
        ),
        GOODS: Bilingual(
            "300 học sinh bán trú có áo đủ ấm để đến lớp đều trong ba tháng rét.",
            "300 semi-boarding pupils have a coat warm enough to come to school through the three cold months.",
        ),
        SKILLS: Bilingual(
            "400 học sinh từ 8 đến 10 tuổi biết bơi 25 mét và biết xử lý khi gặp người đuối nước.",
            "400 pupils aged 8 to 10 can swim 25 metres and know what to do when somebody is drowning.",
        ),
    },
    "need": {
        BUILT: Bilingual(
            "Điểm trường thôn 3 cách trường chính 9 km, có 48 trẻ từ 3 đến 5 tuổi học ghép trong 02 phòng tạm "
            "dựng năm 2009, mái tôn, nền đất, không có nhà vệ sinh. Mùa mưa năm 2022, trẻ phải nghỉ học 17 ngày "
            "vì phòng dột. Ngân sách huyện mới bố trí được phần san nền; chưa có nhà tài trợ nào khác.",
            "The branch of Hamlet 3 is 9 km from the main school. Its 48 children aged 3 to 5 share two makeshift "
            "rooms of 2009 with sheet-metal roofs, earth floors and no toilet. In the rains of 2022 they lost 17 "
            "school days. The district can pay for levelling the ground only; no other donor has been found.",
        ),
        READING: Bilingual(
            "Trường có 240 học sinh, 86% là người dân tộc thiểu số, nhưng chỉ có 310 cuốn sách, phần lớn in trước "
            "năm 2010, để trong phòng họp. Khảo sát tháng 3/2023: 7 trong 10 học sinh lớp 3 không đọc sách nào "
            "ngoài sách giáo khoa trong cả học kỳ.",
            "The school has 240 pupils, 86% of them of ethnic minorities, but only 310 books, most printed before "
            "2010 and kept in the meeting room. A survey of March 2023 found that seven of ten third-graders had "
            "read no book besides textbooks in the whole term.",
        ),
        SUPPORT: Bilingual(
            "Năm học 2022-2023, 14 trong 410 học sinh của trường bỏ học, tất cả thuộc hộ nghèo; nhà ở cách trường "
            "trên 6 km. Tiền ăn trưa, sách vở và đi lại khoảng 350.000 đồng một tháng. Chế độ của Nhà nước hỗ trợ "
            "gạo, chưa hỗ trợ các khoản này.",
            "In 2022-2023, 14 of the school's 410 pupils dropped out, all from poor households more than 6 km "
            "away. Lunch, books and travel cost about VND 350,000 a month. State support covers rice but not "
            "these.",
        ),
        HEALTH: Bilingual(
            "5 xã có 1.200 học sinh tiểu học và THCS, chưa năm nào được khám mắt. Trạm y tế xã không có thiết bị "
            "đo thị lực. Khám điểm 150 em tháng 10/2022: 15 em có tật khúc xạ, chỉ 2 em có kính.",
            "The five communes have 1,200 primary and lower secondary pupils whose eyes were never tested. The "
            "health stations have no equipment. Of 150 pupils tested in October 2022, 15 were short- or "
            "long-sighted and only two had glasses.",
        ),
        GOODS: Bilingual(
            "Ba trường ở độ cao trên 700 m, mùa rét có ngày dưới 8 °C. Trong 520 học sinh bán trú, 300 em thuộc "
            "hộ nghèo và cận nghèo; nhà trường ghi nhận tỷ lệ nghỉ học tháng 1 gấp ba lần tháng 10.",
            "The three schools lie above 700 m, where winter days fall below 8 °C. Of 520 semi-boarding pupils, "
            "300 are from poor or near-poor households; absence in January is three times that of October.",
        ),
        SKILLS: Bilingual(
            "Hai xã có 4 hồ, đập và 11 km suối. Từ năm 2018 đến 2022 đã xảy ra 6 vụ đuối nước ở trẻ em. Khảo sát "
            "tháng 4/2023: chỉ 9% học sinh lớp 3 đến lớp 5 biết bơi; cả hai xã chưa có bể bơi.",
            "The two communes have four reservoirs and 11 km of streams. Six children drowned from 2018 to 2022. "
            "A survey of April 2023 found that only 9% of pupils in grades 3 to 5 can swim; there is no pool.",
        ),
    },
    "objective": {
        BUILT: Bilingual(
            "Từ năm học 2024-2025, 48 trẻ thôn 3 được học trong phòng học kiên cố, có nhà vệ sinh và nước sạch.",
            "From the school year 2024-2025, the 48 children of Hamlet 3 learn in solid rooms with toilets and "
            "clean water.",
        ),
        READING: Bilingual(
            "Sau một năm, 240 học sinh được mượn sách hằng tuần và có ít nhất một tiết đọc thư viện mỗi tuần.",
            "After a year, all 240 pupils borrow books every week and have at least one library lesson a week.",
        ),
        SUPPORT: Bilingual(
            "60 học sinh hộ nghèo đi học đủ cả năm học 2023-2024; không em nào bỏ học vì thiếu tiền.",
            "60 pupils of poor households attend all of the school year 2023-2024; none leaves for lack of money.",
        ),
        HEALTH: Bilingual(
            "1.200 học sinh được khám mắt một lần; mọi em cần kính đều có kính trong vòng 30 ngày.",
            "1,200 pupils have their eyes tested once; everyone who needs glasses has them within 30 days.",
        ),
        GOODS: Bilingual(
            "Trước ngày 15/12/2023, 300 học sinh bán trú thuộc hộ nghèo, cận nghèo đều có áo ấm vừa người.",
            "By 15 December 2023, 300 semi-boarding pupils of poor and near-poor households have a coat that fits.",
        ),
        SKILLS: Bilingual(
            "Đến hết hè 2024, ít nhất 360 trong 400 học sinh bơi được 25 mét và nắm được 5 quy tắc an toàn dưới nước.",
            "By the end of summer 2024, at least 360 of 400 pupils swim 25 metres and know five rules of water safety.",
        ),
    },
    "activities": {
        BUILT: Bilingual(
            "Xây 02 phòng học 54 m²/phòng, có nhà vệ sinh khép kín\n"
            "Làm 80 m² sân chơi và lối đi\n"
            "Lắp bồn chứa nước sạch 2 m³\n"
            "Nghiệm thu, bàn giao, tập huấn giáo viên bảo quản công trình",
            "Build two classrooms of 54 m², each with a toilet\n"
            "Pave 80 m² of yard and path\n"
            "Install a tank for 2 m³ of clean water\n"
            "Inspect, hand over, and train the teachers in upkeep",
        ),
        READING: Bilingual(
            "Sửa phòng 60 m², lắp 12 giá sách vừa tầm học sinh\n"
            "Mua 1.500 cuốn sách do giáo viên và học sinh chọn\n"
            "Tập huấn 10 giáo viên về tiết đọc thư viện\n"
            "Tổ chức ngày hội đọc sách mỗi học kỳ",
            "Refit a room of 60 m² with 12 shelves at pupils' height\n"
            "Buy 1,500 books chosen by teachers and pupils\n"
            "Train ten teachers in library lessons\n"
            "Hold a reading day every term",
        ),
        SUPPORT: Bilingual(
            "Nhà trường và UBND xã xét chọn công khai 60 học sinh\n"
            "Chi trả hằng tháng qua phụ huynh, có ký nhận\n"
            "Giáo viên chủ nhiệm theo dõi chuyên cần\n"
            "Báo cáo nhà tài trợ cuối mỗi học kỳ",
            "School and commune select 60 pupils in public\n"
            "Pay every month through the parents, against signature\n"
            "Class teachers follow attendance\n"
            "Report to the donor at the end of each term",
        ),
        HEALTH: Bilingual(
            "Tập huấn 10 nhân viên y tế trường học\n"
            "Khám sàng lọc 1.200 học sinh tại 8 trường\n"
            "Đo và cấp kính cho khoảng 120 em\n"
            "Chuyển tuyến trường hợp cần điều trị, khám lại sau 6 tháng",
            "Train ten school health workers\n"
            "Screen 1,200 pupils at eight schools\n"
            "Measure and fit about 120 pairs of glasses\n"
            "Refer those who need treatment, and check again after six months",
        ),
        GOODS: Bilingual(
            "Lập danh sách cỡ áo theo trường, lớp\n"
            "Mua sắm công khai, có 03 báo giá\n"
            "Trao tại 3 trường, có biên bản giao nhận\n"
            "Báo cáo số lượng và chứng từ",
            "List the sizes by school and grade\n"
            "Buy in the open, with three quotations\n"
            "Hand out at the three schools, against signed records\n"
            "Report numbers and receipts",
        ),
        SKILLS: Bilingual(
            "Lắp 01 bể bơi di động 6 × 12 m tại trường xã A\n"
            "Đào tạo 6 giáo viên dạy bơi, cứu đuối\n"
            "Mở 20 lớp bơi, mỗi lớp 20 em, 15 buổi\n"
            "Kiểm tra cuối khóa và truyền thông tới phụ huynh",
            "Set up one mobile pool of 6 × 12 m at the school of A Commune\n"
            "Train six teachers in swimming and rescue\n"
            "Hold 20 courses of 15 lessons for 20 pupils each\n"
            "Test at the end, and inform the parents",
        ),
    },
    "results": {
        BUILT: Bilingual(
            "02 phòng học được nghiệm thu trước 31/8/2024; 48 trẻ học tại đây; số ngày nghỉ vì mưa dột bằng 0.",
            "Two rooms inspected by 31 August 2024; 48 children learn there; no day is lost to leaking roofs.",
        ),
        READING: Bilingual(
            "01 thư viện 60 m² với 1.500 cuốn sách; sổ mượn ghi ít nhất 400 lượt mỗi tháng; 10 giáo viên qua tập huấn.",
            "One library of 60 m² with 1,500 books; at least 400 loans a month in the register; ten teachers trained.",
        ),
        SUPPORT: Bilingual(
            "60 em nhận đủ 9 tháng theo bảng ký nhận; ít nhất 58 em lên lớp; báo cáo tài chính mỗi học kỳ.",
            "60 pupils receive all nine months by the signed lists; at least 58 pass the year; accounts every term.",
        ),
        HEALTH: Bilingual(
            "1.200 phiếu khám; khoảng 120 em có kính và vẫn đeo khi kiểm tra sau 6 tháng (ít nhất 80%).",
            "1,200 test sheets; some 120 pupils have glasses and at least 80% still wear them after six months.",
        ),
        GOODS: Bilingual(
            "300 áo được trao, có biên bản từng trường; tỷ lệ nghỉ học tháng 1 giảm ít nhất một nửa.",
            "300 coats handed out with a record for each school; absence in January falls by at least half.",
        ),
        SKILLS: Bilingual(
            "400 em qua khóa học, ít nhất 360 em được cấp chứng nhận bơi 25 mét; 6 giáo viên có chứng chỉ dạy bơi.",
            "400 pupils complete the course and at least 360 are certified for 25 metres; six certified teachers.",
        ),
    },
    "counterpart_source": {
        BUILT: Bilingual(
            "Ngân sách huyện 150 triệu đồng cho san nền, đường điện (Thông báo của UBND huyện, gửi kèm); phụ "
            "huynh góp 200 ngày công, quy đổi 40 triệu đồng.",
            "District budget: VND 150 million for levelling and power (notice of the People's Committee "
            "attached); parents: 200 days of labour worth VND 40 million.",
        ),
        READING: Bilingual(
            "Nhà trường chi 12 triệu đồng từ kinh phí thường xuyên để sửa phòng; UBND xã hỗ trợ 5 triệu đồng.",
            "The school pays VND 12 million for the refit from its running budget; the commune adds VND 5 million.",
        ),
        ANY: Bilingual(
            "UBND xã hỗ trợ 10 triệu đồng từ ngân sách năm 2024 (đã có văn bản đồng ý); nhà trường cử 02 giáo viên "
            "quản lý, không tính thành tiền.",
            "The commune gives VND 10 million of its budget for 2024 (agreed in writing); the school assigns two "
            "teachers to manage it, not counted in money.",
        ),
    },
    "sustainability": {
        BUILT: Bilingual(
            "Công trình giao Trường Mầm non xã A quản lý; phí bảo trì 6 triệu đồng một năm ghi trong dự toán của "
            "trường; 02 giáo viên đã được bố trí.",
            "A Commune Pre-school takes the building over and budgets VND 6 million a year for its upkeep; two "
            "teachers are in place.",
        ),
        READING: Bilingual(
            "01 giáo viên kiêm thư viện phụ trách; nhà trường chi 5 triệu đồng một năm để bổ sung sách.",
            "A teacher-librarian runs it; the school spends VND 5 million a year on new books.",
        ),
        SUPPORT: Bilingual(
            "Hội Khuyến học huyện tiếp nhận danh sách và vận động để tiếp tục cho các em còn học tại trường.",
            "The district's Association for Promoting Education takes the list over and raises funds for pupils "
            "still there.",
        ),
        HEALTH: Bilingual(
            "Thiết bị giao Trung tâm Y tế huyện; nhân viên đã tập huấn khám lại hằng năm trong chương trình y tế "
            "học đường.",
            "The District Health Centre keeps the equipment; the trained staff repeat the tests every year.",
        ),
        GOODS: Bilingual(
            "Áo dùng được 2–3 mùa; nhà trường nhận lại áo đã chật để chuyển cho các em lớp dưới.",
            "Coats last two or three winters; the schools pass on those that have become too small.",
        ),
        SKILLS: Bilingual(
            "Nhà trường vận hành bể; UBND xã chi điện, nước khoảng 18 triệu đồng một năm; giáo viên dạy bơi trong hè.",
            "The school runs the pool, the commune pays some VND 18 million a year for power and water, and the "
            "trained teachers give lessons every summer.",
        ),
    },
    "readiness": {
        BUILT: Bilingual(
            "Đất đã giao cho trường; UBND huyện đồng ý chủ trương; dùng thiết kế mẫu phòng học mầm non của tỉnh.",
            "The land is the school's; the district agreed in principle; the provincial standard design is used.",
        ),
        READING: Bilingual(
            "Phòng đã có; nhà trường và UBND xã thống nhất thực hiện; danh mục sách đã lập.",
            "The room is there; school and commune have agreed; the list of books is drawn up.",
        ),
        HEALTH: Bilingual(
            "Trung tâm Y tế huyện nhận phối hợp; lịch khám đã thống nhất với 8 trường; sẽ lấy đồng ý của phụ huynh.",
            "The District Health Centre will take part; dates are agreed with eight schools; parents will be asked.",
        ),
        ANY: Bilingual(
            "UBND huyện đồng ý chủ trương; các trường và UBND xã đã thống nhất cách làm; danh sách hưởng lợi được lập "
            "và giữ tại trường; có thể bắt đầu trong vòng 30 ngày.",
            "The district agreed in principle; schools and commune have settled how to work; the list of children is "
            "drawn up and stays at the school; it can begin within 30 days.",
        ),
    },
    "land": {
        ANY: Bilingual(
            "620 m², do Trường Mầm non xã A quản lý, đã có giấy chứng nhận quyền sử dụng đất; không có tranh "
            "chấp, không nằm trong vùng sạt lở.",
            "620 m², held by A Commune Pre-school with a land-use certificate; undisputed, outside the landslide area.",
        ),
    },
    "design": {
        ANY: Bilingual(
            "01 nhà cấp III một tầng, 02 phòng × 54 m², thiết kế mẫu của tỉnh; bản vẽ sơ bộ do Ban Quản lý dự án "
            "huyện lập.",
            "One single-storey building, two rooms of 54 m², provincial standard design; first drawings by the "
            "district.",
        ),
    },
    "hospital": {
        ANY: Bilingual(
            "Trung tâm Y tế huyện B; chuyển tuyến Bệnh viện tỉnh.",
            "B District Health Centre; provincial hospital.",
        ),
    },
    "safeguarding": {
        ANY: Bilingual(
            "Danh sách trẻ chỉ lưu tại trường, không gửi kèm. Chỉ chụp ảnh khi phụ huynh đồng ý bằng văn bản, "
            "không ghi tên. Người lớn làm việc với trẻ luôn có giáo viên cùng tham gia. Trẻ và phụ huynh biết số "
            "111 để phản ánh.",
            "Lists of children stay at the school and are not sent. Photos only with the parents' written "
            "consent, and without names. A teacher is always present when adults work with children. Families "
            "know the hotline 111.",
        ),
    },
}
