"""One meeting, whole."""

from __future__ import annotations

from datetime import date, time

from pydantic import Field

from pipeline.meeting.after import FollowUp
from pipeline.meeting.choices import DocumentKindName, MeetingKind, Outcome, Secrecy, Stage
from pipeline.meeting.inspecting import InspectionProgramme
from pipeline.meeting.parts import (
    AgendaItem,
    Assessment,
    DocumentDetails,
    Dues,
    LastTask,
    Period,
    Programme,
    Resolution,
    Roll,
    ScoreRow,
    SuperiorDocument,
    Task,
    ThematicPart,
    Vote,
)
from pipeline.records import Identifier, Line, PersonName, Prose, Record
from pipeline.vietnamese.dates import Month


class Meeting(Record):
    """What one form says of one meeting. A planned meeting needs no roll; a held one is checked for it."""

    code: Identifier | None = Field(
        None,
        title="Mã cuộc họp",
        description="Mã in sẵn trên biểu mẫu, xin giữ nguyên; không có thì để trống.",
        examples=["binh-minh-2018-10-chuyen-de-1"],
    )
    stage: Stage = Field(title="Trạng thái", examples=["Đã họp"])
    kind: MeetingKind = Field(title="Loại cuộc họp", examples=["Sinh hoạt thường kỳ"])
    body: Identifier = Field(title="Mã chi bộ", examples=["binh-minh"])
    secrecy: Secrecy = Field(
        Secrecy.NONE, title="Độ mật", description="Không nhập nội dung mật vào biểu mẫu này.", examples=["Không mật"]
    )
    confirmed: bool = Field(
        False,
        title="Xác nhận đúng thực tế",
        description="Đánh dấu x khi số liệu không khớp nhưng đúng như thực tế cuộc họp.",
        examples=["x"],
    )
    period: Period = Field(title="Kỳ sinh hoạt")
    ordinal: int | None = Field(
        None,
        ge=1,
        le=99,
        title="Lần thứ trong kỳ",
        description="Chỉ ghi khi trong kỳ có nhiều cuộc họp cùng loại.",
        examples=[2],
    )
    day: date | None = Field(None, alias="date", title="Ngày họp", examples=["05/10/2018"])
    earlier_day: date | None = Field(
        None,
        alias="earlier_date",
        title="Ngày dự kiến trước đó",
        description="Ghi khi cuộc họp phải hoãn hoặc đổi ngày.",
        examples=["03/10/2018"],
    )
    announced: date | None = Field(
        None,
        title="Ngày thông báo, gửi giấy mời",
        description="Khi cập nhật sau họp: ngày của biên bản bổ sung, công văn, thông báo hoãn.",
        examples=["01/10/2018"],
    )
    opened: time | None = Field(None, title="Giờ bắt đầu", examples=["14:00"])
    closed: time | None = Field(None, title="Giờ kết thúc", examples=["16:30"])
    place: Line = Field("", title="Địa điểm", examples=["Phòng họp Trường Tiểu học Bình Minh"])
    chair: PersonName = Field("", title="Chủ trì", examples=["Trần Văn Hòa"])
    recorder: PersonName = Field("", title="Thư ký", examples=["Đỗ Thị Kim Oanh"])
    reason: Prose = Field(
        "",
        title="Lý do họp, hoãn hoặc không tổ chức",
        description="Cần ghi khi họp bất thường, hoãn hoặc không tổ chức.",
        examples=["Triển khai công việc đột xuất"],
    )
    roll: Roll = Field(Roll(), title="Điểm danh")
    dues: Dues = Field(Dues(), title="Đảng phí")
    superior_documents: tuple[SuperiorDocument, ...] = Field((), title="Văn bản của cấp trên (phổ biến, làm căn cứ)")
    agenda: tuple[AgendaItem, ...] = Field((), title="Nội dung cuộc họp")
    assessment: Assessment = Field(Assessment(), title="Đánh giá tình hình")
    last_tasks: tuple[LastTask, ...] = Field((), title="Kết quả thực hiện nghị quyết kỳ trước")
    new_tasks: tuple[Task, ...] = Field((), title="Nhiệm vụ thời gian tới")
    thematic: ThematicPart | None = Field(None, title="Chuyên đề")
    conclusion: Prose = Field(
        "", title="Kết luận cuộc họp", examples=["Chủ trì tóm tắt, kết luận các nội dung đã thống nhất."]
    )
    programme: Programme | None = Field(None, title="Chương trình chuyên đề")
    inspection: InspectionProgramme | None = Field(None, title="Chương trình kiểm tra, giám sát")
    tellers: tuple[PersonName, ...] = Field(
        (),
        title="Tổ kiểm phiếu",
        description="Mỗi người một dòng; người đầu tiên là tổ trưởng.",
        examples=["Lê Thị Thu Hà"],
    )
    votes: tuple[Vote, ...] = Field((), title="Biểu quyết")
    outcome: Outcome | None = Field(None, title="Văn bản ban hành", examples=["Nghị quyết"])
    resolution: Resolution = Field(Resolution(), title="Nghị quyết")
    proposals: Prose = Field(
        "", title="Kiến nghị, đề xuất với cấp trên", examples=["Đề nghị Đảng ủy hỗ trợ sửa chữa phòng học."]
    )
    score: tuple[ScoreRow, ...] = Field((), title="Chấm điểm buổi sinh hoạt")
    grade: Line = Field("", title="Xếp loại đã biểu quyết", examples=["Tốt"])
    documents: tuple[DocumentDetails, ...] = Field((), title="Văn bản của cuộc họp")
    follow_up: FollowUp = Field(FollowUp(), title="Cập nhật sau họp")
    attachments: tuple[Line, ...] = Field((), title="Tài liệu kèm theo", description="Mỗi tài liệu một dòng.")

    @property
    def month_assessed(self) -> Month:
        """The month the meeting looks back on: as stated, else the month before its own."""
        return self.period.assessed or self.period.month.plus(-1)

    @property
    def month_planned(self) -> Month:
        """The month the meeting plans: as stated, else its own."""
        return self.period.planned or self.period.month

    def details(self, kind: DocumentKindName) -> DocumentDetails | None:
        """What the form sets for one kind of document; None where it sets nothing."""
        return next((details for details in self.documents if details.kind is kind), None)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody whose opinion is recorded, each once, in the order they spoke."""
        return tuple(dict.fromkeys(opinion.speaker for item in self.agenda for opinion in item.opinions))
