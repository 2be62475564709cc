"""What becomes known after a meeting: papers that go out, the superior's score, void numbers, gaps explained."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pipeline.meeting.choices import LARGEST_NUMBER, DocumentKindName, Gap
from pipeline.meeting.inspecting import Supervision
from pipeline.records import Line, Points, Prose, Record


class Correction(Record):
    """One mistake of form in a document that was issued: mended by a letter, the document itself stays."""

    document: Line = Field(title="Văn bản đã ban hành", examples=["Nghị quyết số 05-NQ/CB, ngày 05/10/2018"])
    place: Line = Field("", title="Vị trí", examples=["mục II, dòng 3"])
    printed: Line = Field(title="Đã in", examples=["30/11/2018"])
    corrected: Line = Field(title="Sửa thành", examples=["30/10/2018"])


class Dispatch(Record):
    """One document on its way: signed and issued, sent, received. Sent to several places, it may have several rows.

    Forms may be handed out with the documents printed in them; a row counts once it says more than which one it is.
    """

    kind: DocumentKindName = Field(title="Văn bản", examples=["Nghị quyết"])
    number: int | None = Field(
        None, ge=1, le=LARGEST_NUMBER, title="Số văn bản", description="Văn bản không có số thì để trống.", examples=[5]
    )
    issued: date | None = Field(
        None, title="Ngày phát hành", description="Ngày văn bản được ký, đóng dấu, ban hành.", examples=["06/10/2018"]
    )
    sent: date | None = Field(None, title="Ngày gửi", examples=["06/10/2018"])
    sent_to: tuple[Line, ...] = Field(
        (), title="Nơi nhận", description="Mỗi nơi nhận một dòng.", examples=["Đảng ủy xã Tân Phú"]
    )
    sent_how: Line = Field("", title="Hình thức gửi", examples=["Bản giấy"])
    received: date | None = Field(
        None, title="Ngày nơi nhận xác nhận", description="Ghi khi nơi nhận đã báo nhận được.", examples=["07/10/2018"]
    )

    @property
    def says_something(self) -> bool:
        return bool(self.issued or self.sent or self.sent_to or self.sent_how or self.received)


class SuperiorScore(Record):
    """Forms are handed out with the criteria printed in them; a row counts once it has points."""

    criterion: Line = Field(title="Nội dung chấm", examples=["Thời gian sinh hoạt"])
    points: Points | None = Field(None, ge=0, title="Điểm cấp trên chấm", examples=["5"])


class VoidNumber(Record):
    """A number of the register that no document carries: it is shown as void and not given again."""

    kind: DocumentKindName = Field(title="Văn bản", examples=["Nghị quyết"])
    number: int = Field(ge=1, le=LARGEST_NUMBER, title="Số bị hủy", examples=[7])
    reason: Line = Field("", title="Lý do hủy số", examples=["Ghi nhầm số trong sổ đăng ký văn bản"])
    taken_back: bool = Field(
        False,
        title="Khai nhầm, không hủy",
        description="Đánh dấu x nếu lần cập nhật trước đã khai hủy nhầm số này.",
    )


class Explanation(Record):
    """Why something that the rules ask for is not there."""

    gap: Gap = Field(
        Gap.OTHER,
        title="Nội dung còn thiếu",
        description="Để trống nếu là trường hợp khác.",
        examples=["Gửi kết quả chậm"],
    )
    concerning: Line = Field(
        "", title="Kỳ hoặc số liên quan", description="Tháng, quý hoặc số văn bản được giải trình.", examples=["9/2018"]
    )
    text: Prose = Field("", title="Giải trình", examples=["Bí thư đi công tác, ký văn bản chậm 02 ngày."])


class FollowUp(Record):
    """What comes after a meeting, or puts it off.

    Supplement, corrections, the letter and what the superior saw become documents; everything else is an addendum of
    the record.
    """

    postponed_to: date | None = Field(
        None,
        title="Hoãn đến ngày",
        description="Ngày họp mới; chỉ ghi khi cuộc họp chưa diễn ra. Ô “Ngày họp” ghi ngày đã dự kiến.",
        examples=["12/10/2018"],
    )
    postponement_reason: Prose = Field("", title="Lý do hoãn", examples=["Mưa lũ, giao thông bị chia cắt"])
    dispatches: tuple[Dispatch, ...] = Field((), title="Phát hành, gửi văn bản")
    superior_scores: tuple[SuperiorScore, ...] = Field((), title="Điểm do cấp trên chấm")
    superior_total: Points | None = Field(None, ge=0, title="Tổng điểm cấp trên chấm", examples=["95"])
    superior_grade: Line = Field("", title="Cấp trên xếp loại", examples=["Tốt"])
    superior_scored: date | None = Field(None, title="Ngày cấp trên chấm", examples=["20/10/2018"])
    void_numbers: tuple[VoidNumber, ...] = Field((), title="Số văn bản bị hủy")
    explanations: tuple[Explanation, ...] = Field((), title="Giải trình các nội dung còn thiếu")
    supplement: Prose = Field(
        "", title="Nội dung bổ sung biên bản", examples=["Bổ sung ý kiến của đồng chí Lê Thị Thu Hà về phụ đạo."]
    )
    supervision: Supervision | None = Field(None, title="Giám sát của cấp trên")
    corrections: tuple[Correction, ...] = Field((), title="Đính chính")
    sent_documents: tuple[Line, ...] = Field(
        (),
        title="Văn bản gửi kèm công văn",
        description="Mỗi văn bản một dòng.",
        examples=["Nghị quyết số 05-NQ/CB, ngày 05/10/2018"],
    )
    sent_to: tuple[Line, ...] = Field(
        (), title="Gửi đến", description="Mỗi nơi một dòng; để trống là gửi cấp ủy cấp trên.", examples=["Đảng ủy xã"]
    )

    @property
    def postpones(self) -> bool:
        """Whether it puts the meeting off, to a new day or to one that is still to be named."""
        return bool(self.postponed_to or self.postponement_reason)

    @property
    def says_something(self) -> bool:
        """Whether it states more than what was printed in the form."""
        rows = [
            *(row.says_something for row in self.dispatches),
            *(row.points is not None for row in self.superior_scores),
        ]
        rows += [bool(row.text) for row in self.explanations]
        printed = {"dispatches": (), "superior_scores": (), "explanations": ()}
        return any(rows) or self.model_copy(update=printed) != FollowUp()
