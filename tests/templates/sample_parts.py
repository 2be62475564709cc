"""Parts that the sample contexts are put together from. Every name is invented."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import (
    Absent,
    AssessmentText,
    Attendance,
    ChoiceRow,
    Header,
    ItemText,
    LastTaskRow,
    OpinionText,
    PaperText,
    Present,
    ScoreText,
    Signature,
    TaskRow,
    ThematicText,
    TwoSigners,
    VoteText,
)

CELL = "Chi bộ Trường Tiểu học Bình Minh"
HEADER = Header(
    superior="ĐẢNG BỘ XÃ TÂN PHÚ",
    body="CHI BỘ TRƯỜNG TIỂU HỌC BÌNH MINH",
    number="Số 05-NQ/CB",
    place_and_date="Tân Phú, ngày 05 tháng 10 năm 2018",
    draft=False,
    letter_abstract="",
)
SECRETARY = Signature(authority="T/M CHI BỘ", office="BÍ THƯ", name="Trần Văn Hòa")
RECIPIENTS = ("Đảng ủy xã Tân Phú (để báo cáo),", "Các đồng chí đảng viên trong chi bộ,", "Lưu Chi bộ.")
CHAIR = "đồng chí Trần Văn Hòa, Bí thư Chi bộ"
RECORDER = "đồng chí Lê Thị Thu Hương, Chi ủy viên"

NOBODY = Attendance(
    total="05 đồng chí",
    total_detail="",
    present="05 đồng chí",
    present_detail="",
    absent="00 đồng chí",
    absent_detail="",
    exempt="",
    absences=(),
    others=(),
    guests=(),
)
ROLL = Attendance(
    total="26 đồng chí",
    total_detail="chính thức: 24 đồng chí; dự bị: 02 đồng chí",
    present="24 đồng chí",
    present_detail="chính thức: 22 đồng chí; dự bị: 02 đồng chí",
    absent="02 đồng chí",
    absent_detail="có lý do: 01 đồng chí; không lý do: 01 đồng chí",
    exempt="01 đồng chí",
    absences=(
        Absent("Nguyễn Thị Kim Ngân", "có lý do: nghỉ thai sản"),
        Absent("Phạm Quốc Đạt", "không lý do"),
    ),
    others=(Present("Võ Thị Lài", "được miễn công tác và sinh hoạt đảng", "vẫn dự họp"),),
    guests=("Đồng chí Nguyễn Văn Bình, Ủy viên Ban Thường vụ Đảng ủy xã Tân Phú",),
)
ASSESSMENT = AssessmentText(
    ideology=("Đảng viên, giáo viên, nhân viên có lập trường tư tưởng vững vàng, an tâm công tác.",),
    political_tasks=(
        "Hoàn thành ổn định nề nếp đầu năm học; duy trì sĩ số 100%; tổ chức tốt Lễ khai giảng và Hội nghị viên chức.",
        "Thực hiện đúng chương trình, thời khóa biểu; kiểm tra hồ sơ, dự giờ 12 tiết.",
    ),
    party_building=("Duy trì nề nếp sinh hoạt; phân công đảng viên giúp đỡ 02 quần chúng ưu tú.",),
    results=(),
    weaknesses=("Một số giáo viên còn chậm đổi mới phương pháp; việc nộp báo cáo của tổ 4 chưa đúng hạn.",),
    causes=("Khối lượng công việc đầu năm học lớn; công tác đôn đốc chưa thường xuyên.",),
    remedies=("Phân công cấp ủy theo dõi từng tổ; nhắc việc trước hạn 03 ngày.",),
    praise=("Biểu dương đồng chí Lê Thị Thu Hương hoàn thành xuất sắc việc chuẩn bị Lễ khai giảng.",),
    reminders=("Nhắc nhở đồng chí Phạm Quốc Đạt vắng họp không lý do.",),
)
LAST_TASKS = (
    LastTaskRow("1", "Tổ chức Lễ khai giảng năm học 2018 - 2019", "Hoàn thành", "Đúng kế hoạch, an toàn"),
    LastTaskRow("2", "Vận động học sinh ra lớp đạt 100%", "Hoàn thành", "412/412 học sinh (100%)"),
    LastTaskRow("3", "Xây dựng quy chế chi tiêu nội bộ", "Đang thực hiện", "Đã có dự thảo, trình trong tháng 10"),
)
NEW_TASKS = (
    TaskRow("1", "Tổ chức Hội nghị viên chức, người lao động", "100% tổ dự", "đ/c Trần Văn Hòa", "12/10/2018"),
    TaskRow("2", "Thao giảng chào mừng ngày 20/11", "Mỗi tổ 02 tiết", "đ/c Lê Thị Thu Hương", "31/10/2018"),
    TaskRow("3", "Hoàn thành hồ sơ giới thiệu quần chúng ưu tú", "01 hồ sơ", "đ/c Đặng Minh Tâm", "25/10/2018"),
)
THEMATIC = ThematicText(
    topic="Nâng cao chất lượng sinh hoạt tổ chuyên môn theo hướng nghiên cứu bài học",
    aim=("Giúp đảng viên nhận thức đầy đủ về sinh hoạt chuyên môn theo hướng nghiên cứu bài học.",),
    requirements=("Nội dung thiết thực, sát thực tế nhà trường.", "Mỗi tổ có ít nhất 01 ý kiến tham luận."),
    content=(
        "Thực trạng sinh hoạt tổ chuyên môn của nhà trường trong hai năm học gần đây: các tổ sinh hoạt đúng định kỳ.",
        "Còn nặng về đánh giá giờ dạy của giáo viên, chưa chú ý việc học của học sinh.",
    ),
    presenter="Lê Thị Thu Hương",
    plan_presenter="Trần Văn Hòa",
    reviewer="Nguyễn Hữu Phước",
    papers=(
        PaperText("1", "Đặng Minh Tâm", "Xây dựng bài học minh họa ở tổ 4"),
        PaperText("2", "Huỳnh Ngọc Ánh", "Quan sát việc học của học sinh"),
    ),
    questions=("Làm thế nào để mọi thành viên cùng tham gia xây dựng bài học?",),
    draft_due="15/10/2018",
    approval_due="20/10/2018",
    sending_due="24/10/2018",
    targets=("Mỗi tổ thực hiện ít nhất 02 bài học nghiên cứu trong một học kỳ.",),
    agreed=("Đưa sinh hoạt chuyên môn theo hướng nghiên cứu bài học thành nền nếp từ tháng 11 năm 2018.",),
)
ITEM = ItemText(
    number="6.1",
    title="Kế hoạch tổ chức Hội nghị viên chức, người lao động",
    presenter="Trần Văn Hòa",
    report=("Báo cáo dự thảo kế hoạch: thời gian, nội dung, phân công chuẩn bị.",),
    opinions=(
        OpinionText("Lê Thị Thu Hương", "Đề nghị tổ chức vào chiều thứ Sáu để giáo viên không phải nghỉ dạy.", ()),
        OpinionText(
            "Đặng Minh Tâm",
            "Nhất trí với dự thảo; cần gửi tài liệu cho các tổ trước 03 ngày.",
            ("Tổ 4 nhận chuẩn bị hội trường.",),
        ),
    ),
    differing=("Đồng chí Huỳnh Ngọc Ánh đề nghị lùi sang tháng 11.",),
    conclusion=("Tổ chức vào chiều ngày 12/10/2018; các tổ góp ý bằng văn bản trước ngày 09/10/2018.",),
)
VOTE = VoteText(
    number="1",
    motion="Thông qua nghị quyết lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018",
    ballot="giơ tay",
    base="tổng số đảng viên chính thức: 24; có mặt: 22",
    ballots="",
    in_favour="22/22 đồng chí (100%)",
    against="00/22 đồng chí (0%)",
    abstained="00/22 đồng chí (0%)",
    choices=(),
    result="được thông qua",
)
BALLOT = replace(
    VOTE,
    number="2",
    motion="Giới thiệu quần chúng ưu tú Ngô Thị Bích Thủy học lớp bồi dưỡng nhận thức về Đảng",
    ballot="phiếu kín",
    ballots="phát ra: 22 phiếu; thu về: 22 phiếu; hợp lệ: 22 phiếu; không hợp lệ: 00 phiếu",
)
ELECTION = replace(
    VOTE,
    number="3",
    motion="Bầu Phó Bí thư Chi bộ nhiệm kỳ 2017 - 2020",
    ballot="phiếu kín",
    ballots=BALLOT.ballots,
    in_favour="",
    against="",
    abstained="",
    choices=(
        ChoiceRow("1", "Lê Thị Thu Hương", "20/22 phiếu (90,9%)"),
        ChoiceRow("2", "Đặng Minh Tâm", "02/22 phiếu (9,1%)"),
    ),
    result="đồng chí Lê Thị Thu Hương trúng cử",
)
SCORE = (
    ScoreText("1", "Thời gian, thời lượng sinh hoạt", "5", "5", "5", "", ""),
    ScoreText("2", "Đảng viên tham dự sinh hoạt", "5", "4", "4", "", ""),
    ScoreText("3", "Công tác chuẩn bị", "10", "10", "10", "", ""),
    ScoreText("4", "Tiến hành sinh hoạt", "40", "38", "38", "", ""),
    ScoreText("5", "Thực hiện nguyên tắc sinh hoạt", "5", "5", "5", "", ""),
    ScoreText("6", "Kết quả thực hiện nghị quyết kỳ trước", "30", "27", "27", "", ""),
    ScoreText("7", "Kết thúc sinh hoạt", "5", "5", "5", "", ""),
)

SIGNERS = TwoSigners(
    left_title="THƯ KÝ",
    left_name="Lê Thị Thu Hương",
    right_authority="",
    right_title="CHỦ TRÌ",
    right_name="Trần Văn Hòa",
)
MEETING = "sinh hoạt chi bộ thường kỳ tháng 10 năm 2018"
WHEN = "14 giờ 00 phút, ngày 05 tháng 10 năm 2018"
WHERE = "phòng họp Trường Tiểu học Bình Minh"
AS_ABOVE = ("Như trên,", "Lưu Chi bộ.")
