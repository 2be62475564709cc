"""The parts of a meeting's record. Titles are the labels of the forms; descriptions their help; examples grey rows."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pipeline.meeting.choices import (
    LARGEST_NUMBER,
    Absence,
    Address,
    Ballot,
    DocumentKindName,
    Presence,
    TaskState,
    VotePurpose,
)
from pipeline.records import Line, MonthField, PersonName, Points, Prose, Record


class Period(Record):
    """The months a meeting is about. Folders, duties and titles follow the period, not the day it was held."""

    SHORTHAND = "month"

    month: MonthField = Field(
        title="Kỳ sinh hoạt tháng",
        description="Tháng của kỳ sinh hoạt, kể cả khi họp muộn sang tháng sau.",
        examples=["10/2018"],
    )
    assessed: MonthField | None = Field(
        None, title="Đánh giá tháng", description="Để trống nếu là tháng liền trước kỳ sinh hoạt.", examples=["9/2018"]
    )
    planned: MonthField | None = Field(
        None,
        title="Phương hướng tháng",
        description="Để trống nếu trùng với tháng của kỳ sinh hoạt.",
        examples=["10/2018"],
    )


class AbsentMember(Record):
    name: PersonName = Field(title="Họ và tên", examples=["Lê Thị Thu Hà"])
    excuse: Absence = Field(title="Có lý do / không lý do", examples=["Có lý do"])
    reason: Line = Field("", title="Lý do", examples=["Nghỉ thai sản"])


class OtherAttendance(Record):
    name: PersonName = Field(title="Họ và tên", examples=["Trần Văn Hòa"])
    state: Presence = Field(title="Trường hợp", examples=["Đến muộn"])
    note: Line = Field("", title="Ghi chú", examples=["15 phút, đi công tác về"])


class Guest(Record):
    name: PersonName = Field(title="Họ và tên", examples=["Nguyễn Văn Bình"])
    office: Line = Field("", title="Chức vụ, đơn vị", examples=["Ủy viên Ban Thường vụ Đảng ủy xã"])
    address: Address = Field(
        Address.COMRADE, title="Cách xưng hô", description="Để trống nếu là đồng chí.", examples=["Đồng chí"]
    )


class Roll(Record):
    """Stated numbers and the exceptions. Members not named were present; numbers are compared, never derived."""

    total_official: int | None = Field(None, ge=0, title="Tổng số đảng viên chính thức", examples=[24])
    total_probationary: int | None = Field(None, ge=0, title="Tổng số đảng viên dự bị", examples=[2])
    present_official: int | None = Field(None, ge=0, title="Đảng viên chính thức có mặt", examples=[22])
    present_probationary: int | None = Field(None, ge=0, title="Đảng viên dự bị có mặt", examples=[2])
    absent_excused: int | None = Field(None, ge=0, title="Vắng có lý do", examples=[1])
    absent_unexcused: int | None = Field(None, ge=0, title="Vắng không lý do", examples=[0])
    exempt: int | None = Field(None, ge=0, title="Được miễn công tác và sinh hoạt đảng (không dự)", examples=[1])
    absences: tuple[AbsentMember, ...] = Field((), title="Đảng viên vắng mặt")
    others: tuple[OtherAttendance, ...] = Field((), title="Trường hợp khác")
    guests: tuple[Guest, ...] = Field((), title="Khách mời")


class Dues(Record):
    paid_members: int | None = Field(None, ge=0, title="Số đảng viên đã đóng đảng phí", examples=[26])
    amount: int | None = Field(None, ge=0, title="Số tiền (đồng)", examples=[1560000])
    note: Line = Field("", title="Ghi chú về đảng phí", examples=["Đã đóng đủ đến hết tháng 9/2018"])


class SuperiorDocument(Record):
    number: Line = Field("", title="Số, ký hiệu", examples=["12-HD/BTCTW"])
    issued: date | None = Field(None, title="Ngày ban hành", examples=["06/7/2018"])
    abstract: Line = Field(
        title="Tên loại, trích yếu",
        description="Ghi lần lượt tên loại, nơi ban hành, trích yếu: Nghị quyết của … về …",
        examples=["Hướng dẫn của Ban Tổ chức Trung ương về một số vấn đề nâng cao chất lượng sinh hoạt chi bộ"],
    )


class Opinion(Record):
    speaker: PersonName = Field(title="Người phát biểu", examples=["Phạm Thị Ngọc Lan"])
    text: Prose = Field(
        title="Nội dung ý kiến", examples=["Nhất trí với báo cáo; đề nghị phụ đạo học sinh yếu vào chiều thứ Năm."]
    )


class AgendaItem(Record):
    title: Line = Field(title="Nội dung", examples=["Đánh giá tình hình thực hiện nhiệm vụ tháng 9"])
    presenter: PersonName = Field("", title="Người trình bày", examples=["Trần Văn Hòa"])
    report: Prose = Field("", title="Tóm tắt báo cáo", examples=["Báo cáo kết quả thực hiện nghị quyết tháng 9."])
    opinions: tuple[Opinion, ...] = Field((), title="Ý kiến thảo luận")
    differing: Prose = Field(
        "",
        title="Ý kiến khác nhau và kết quả trao đổi",
        description="Ghi những ý kiến khác nhau và việc trao đổi để thống nhất trước khi biểu quyết.",
    )
    conclusion: Prose = Field("", title="Kết luận của chủ trì", examples=["Thống nhất như báo cáo."])


class Assessment(Record):
    ideology: Prose = Field(
        "", title="Tình hình chính trị, tư tưởng", examples=["Tư tưởng cán bộ, đảng viên ổn định, yên tâm công tác."]
    )
    political_tasks: Prose = Field(
        "", title="Kết quả thực hiện nhiệm vụ chính trị", examples=["Duy trì sĩ số 100%; hoàn thành kế hoạch tháng."]
    )
    party_building: Prose = Field("", title="Công tác xây dựng Đảng", examples=["Giám sát 01 đảng viên theo kế hoạch."])
    results: Prose = Field(
        "", title="Đánh giá chung", examples=["Hoàn thành 04/05 nhiệm vụ nghị quyết đề ra, đạt 80%."]
    )
    weaknesses: Prose = Field(
        "", title="Hạn chế, khuyết điểm", examples=["Việc phụ đạo học sinh yếu ở khối 3 còn chậm."]
    )
    causes: Prose = Field("", title="Nguyên nhân", examples=["Chưa phân công rõ người theo dõi."])
    remedies: Prose = Field(
        "", title="Biện pháp khắc phục", examples=["Giao tổ trưởng khối 3 theo dõi, báo cáo hằng tuần."]
    )
    praise: Prose = Field(
        "", title="Biểu dương", examples=["Đồng chí Phạm Thị Ngọc Lan hoàn thành tốt chuyên đề cấp trường."]
    )
    reminders: Prose = Field("", title="Phê bình, nhắc nhở", examples=["Nhắc nhở đồng chí nộp báo cáo chậm."])


class LastTask(Record):
    task: Line = Field(title="Nhiệm vụ của nghị quyết kỳ trước", examples=["Hoàn thành sổ theo dõi phổ cập"])
    state: TaskState = Field(title="Tình trạng", examples=["Hoàn thành"])
    result: Line = Field("", title="Kết quả", examples=["Xong trước ngày 25/9"])


class Task(Record):
    task: Line = Field(title="Nhiệm vụ", examples=["Phụ đạo học sinh yếu khối 3"])
    target: Line = Field("", title="Chỉ tiêu", examples=["100% học sinh đọc thông"])
    owner: Line = Field("", title="Người phụ trách", examples=["Phạm Thị Ngọc Lan"])
    deadline: date | None = Field(None, title="Thời hạn", examples=["31/10/2018"])


class Ballots(Record):
    issued: int | None = Field(None, ge=0, title="Phiếu phát ra", examples=[24])
    collected: int | None = Field(None, ge=0, title="Phiếu thu về", examples=[24])
    valid: int | None = Field(None, ge=0, title="Phiếu hợp lệ", examples=[24])
    invalid: int | None = Field(None, ge=0, title="Phiếu không hợp lệ", examples=[0])


class VoteChoice(Record):
    """A candidate, or one of several answers, with the votes it was given."""

    name: Line = Field(title="Người ứng cử hoặc phương án", examples=["Phạm Thị Ngọc Lan"])
    votes: int | None = Field(None, ge=0, title="Số phiếu", examples=[22])


class Vote(Record):
    motion: Line = Field(title="Nội dung biểu quyết", examples=["Thông qua Nghị quyết tháng 10/2018"])
    purpose: VotePurpose = Field(
        VotePurpose.ORDINARY, title="Mục đích", examples=["Thông qua nghị quyết, nội dung thường kỳ"]
    )
    official_total: int | None = Field(None, ge=0, title="Tổng số đảng viên chính thức", examples=[24])
    official_present: int | None = Field(None, ge=0, title="Đảng viên chính thức có mặt", examples=[22])
    in_favour: int | None = Field(
        None, ge=0, title="Tán thành", description="Để trống khi chưa họp, hoặc khi bầu cử.", examples=[22]
    )
    against: int = Field(0, ge=0, title="Không tán thành", examples=[0])
    abstained: int = Field(0, ge=0, title="Không có ý kiến", examples=[0])
    ballot: Ballot = Field(Ballot.SHOW_OF_HANDS, title="Hình thức", examples=["Giơ tay"])
    ballots: Ballots = Field(Ballots(), title="Phiếu")
    declared_passed: bool | None = Field(None, title="Công bố thông qua", examples=["Có"])
    person: PersonName = Field(
        "",
        title="Người được xét",
        description="Ghi khi kết nạp, công nhận chính thức, kỷ luật, khai trừ, xếp loại một người.",
        examples=["Huỳnh Thị Cẩm Tú"],
    )
    extract: bool = Field(False, title="Lập trích biên bản", examples=["x"])
    choices: tuple[VoteChoice, ...] = Field((), title="Người ứng cử, phương án")


class Paper(Record):
    author: PersonName = Field(title="Người viết tham luận", examples=["Phạm Thị Ngọc Lan"])
    topic: Line = Field(title="Tên tham luận", examples=["Kinh nghiệm phụ đạo học sinh yếu khối 3"])


class ThematicPart(Record):
    topic: Line = Field(title="Tên chuyên đề", examples=["Giải pháp chống lưu ban, bỏ học năm học 2018-2019"])
    aim: Prose = Field("", title="Mục đích", examples=["Đánh giá đúng thực trạng, thống nhất giải pháp."])
    requirements: Prose = Field("", title="Yêu cầu", examples=["Mỗi đảng viên nghiên cứu tài liệu và có ý kiến."])
    content: Prose = Field("", title="Nội dung chuyên đề", examples=["Thực trạng; nguyên nhân; giải pháp."])
    presenter: PersonName = Field("", title="Người trình bày chuyên đề", examples=["Phạm Thị Ngọc Lan"])
    plan_presenter: PersonName = Field(
        "",
        title="Người trình bày kế hoạch",
        description="Thường là phó bí thư chi bộ.",
        examples=["Nguyễn Thị Minh Châu"],
    )
    reviewer: PersonName = Field("", title="Người duyệt dự thảo", examples=["Trần Văn Hòa"])
    papers: tuple[Paper, ...] = Field((), title="Tham luận")
    questions: tuple[Line, ...] = Field((), title="Câu hỏi gợi ý thảo luận", description="Mỗi câu hỏi một dòng.")
    draft_due: date | None = Field(None, title="Hạn hoàn thành dự thảo", examples=["10/10/2018"])
    approval_due: date | None = Field(None, title="Ngày duyệt dự thảo", examples=["15/10/2018"])
    sending_due: date | None = Field(None, title="Ngày gửi tài liệu cho đảng viên", examples=["18/10/2018"])
    targets: Prose = Field("", title="Chỉ tiêu", examples=["Tỷ lệ học sinh lên lớp thẳng từ 99% trở lên."])
    agreed: Prose = Field("", title="Nội dung đã thống nhất", examples=["Mỗi đảng viên nhận giúp đỡ 01 học sinh."])


class ProgrammeTopic(Record):
    when: Line = Field(title="Thời gian", examples=["Quý I"])
    topic: Line = Field(title="Tên chuyên đề", examples=["Giữ gìn trường học xanh, sạch, đẹp, an toàn"])
    content: Line = Field("", title="Nội dung chính", examples=["Thực trạng và giải pháp"])
    owner: Line = Field("", title="Người chuẩn bị", examples=["Phạm Thị Ngọc Lan"])


class Programme(Record):
    """The thematic meetings of a year or a term, as the committee proposes them."""

    span: Line = Field(title="Năm hoặc nhiệm kỳ", examples=["năm 2019"])
    aim: Prose = Field(
        "", title="Mục đích, yêu cầu của chương trình", examples=["Mỗi quý sinh hoạt ít nhất 01 chuyên đề."]
    )
    topics: tuple[ProgrammeTopic, ...] = Field((), title="Các chuyên đề")
    implementation: Prose = Field(
        "", title="Tổ chức thực hiện chương trình", examples=["Chi ủy phân công người chuẩn bị trước 15 ngày."]
    )


class Resolution(Record):
    abstract: Line = Field(
        "",
        title="Trích yếu nghị quyết",
        description="Để trống thì lấy theo tháng hoặc theo tên chuyên đề.",
        examples=["về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018"],
    )
    directions: Prose = Field(
        "", title="Phương hướng, nhiệm vụ", examples=["Tập trung nâng cao chất lượng dạy và học."]
    )
    implementation: Prose = Field(
        "",
        title="Tổ chức thực hiện",
        description="Mỗi việc một dòng.",
        examples=["Chi ủy phân công theo dõi, đôn đốc thực hiện nghị quyết."],
    )


class ScoreRow(Record):
    criterion: Line = Field(title="Nội dung chấm", examples=["Thời gian sinh hoạt"])
    self_score: Points | None = Field(None, ge=0, alias="self", title="Tự chấm", examples=["5"])
    cell_score: Points | None = Field(None, ge=0, alias="cell", title="Chi bộ chấm", examples=["5"])
    superior_score: Points | None = Field(None, ge=0, alias="superior", title="Cấp trên chấm", examples=["5"])


class DocumentDetails(Record):
    """What is set for one document of the meeting: its own date, signer, dispatch."""

    kind: DocumentKindName = Field(title="Văn bản", examples=["Biên bản"])
    day: date | None = Field(
        None,
        alias="date",
        title="Ngày văn bản",
        description="Để trống nếu là ngày họp. Kế hoạch để trống thì lấy ngày duyệt, ngày gửi hoặc hạn dự thảo.",
        examples=["05/10/2018"],
    )
    signer: PersonName = Field("", title="Người ký", description="Để trống nếu là bí thư.", examples=["Trần Văn Hòa"])
    number: int | None = Field(
        None,
        ge=1,
        le=LARGEST_NUMBER,
        title="Số đã ghi sổ",
        description="Chỉ ghi khi số đã lấy trong sổ giấy.",
        examples=[5],
    )
    replaces: int | None = Field(
        None,
        ge=1,
        le=LARGEST_NUMBER,
        title="Thay thế số",
        description="Chỉ ghi khi thay văn bản đã ban hành: ghi số cũ, và ngày của văn bản mới ở cùng dòng này.",
    )
    recipients: tuple[Line, ...] = Field((), title="Nơi nhận", description="Mỗi nơi nhận một dòng.")
    issued: date | None = Field(None, title="Ngày phát hành", examples=["06/10/2018"])
    sent_how: Line = Field("", title="Hình thức gửi", examples=["Bản giấy"])
