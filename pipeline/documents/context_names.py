"""Names that several templates share, each with its meaning."""

from __future__ import annotations

from typing import Annotated

from pipeline.documents.context_parts import (
    AssessmentText,
    Attendance,
    Header,
    LastTaskRow,
    Paragraphs,
    Signature,
    TaskRow,
    ThematicText,
    TwoSigners,
)
from pipeline.documents.names import Name

Head = Annotated[Header, Name("Phần đầu văn bản")]
BodyName = Annotated[str, Name("Tên cơ quan ban hành dùng trong câu", "Chi bộ Trường Tiểu học Bình Minh")]
Recipients = Annotated[Paragraphs, Name("Nơi nhận", "Đảng ủy xã Tân Phú (để báo cáo),")]
Signed = Annotated[Signature, Name("Phần ký")]
SignedByTwo = Annotated[TwoSigners, Name("Phần ký của hai người")]
Closing = Annotated[str, Name("Câu kết, cùng trang với phần ký", "Nghị quyết này đã được Chi bộ thông qua./.")]
Chair = Annotated[str, Name("Chủ trì", "đồng chí Trần Văn Hòa, Bí thư Chi bộ")]
Recorder = Annotated[str, Name("Thư ký", "đồng chí Đỗ Thị Kim Oanh, Chi ủy viên")]
When = Annotated[str, Name("Thời gian", "14 giờ 00 phút, ngày 26 tháng 10 năm 2018")]
Where = Annotated[str, Name("Địa điểm", "Phòng họp Trường Tiểu học Bình Minh")]
Roll = Annotated[Attendance, Name("Số liệu điểm danh")]
RollIfAny = Annotated[Attendance | None, Name("Số liệu điểm danh; không có khi không ghi điểm danh")]
Assessment = Annotated[AssessmentText | None, Name("Đánh giá tình hình; không có khi không đánh giá")]
LastTasks = Annotated[tuple[LastTaskRow, ...], Name("Kết quả thực hiện nghị quyết kỳ trước")]
NewTasks = Annotated[tuple[TaskRow, ...], Name("Nhiệm vụ thời gian tới")]
Thematic = Annotated[ThematicText | None, Name("Chuyên đề; không có khi không sinh hoạt chuyên đề")]
Grounds = Annotated[Paragraphs, Name("Căn cứ", "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;")]
GroundsUpright = Annotated[bool, Name("Có khi căn cứ in chữ đứng (05-HD/VPTW), không thì in nghiêng")]
Directions = Annotated[Paragraphs, Name("Phương hướng, nhiệm vụ", "Tập trung nâng cao chất lượng dạy và học.")]
Implementation = Annotated[Paragraphs, Name("Tổ chức thực hiện", "Chi ủy phân công theo dõi, đôn đốc thực hiện.")]
Assessed = Annotated[str, Name("Tháng được đánh giá", "tháng 9 năm 2018")]
Planned = Annotated[str, Name("Tháng được đề ra phương hướng", "tháng 10 năm 2018")]
Addressed = Annotated[Paragraphs, Name("Nơi được gửi, sau chữ Kính gửi", "Đảng ủy xã Tân Phú")]
AddressWord = Annotated[str, Name("Kính gửi hoặc Kính trình, theo hướng dẫn", "Kính gửi")]
Abstract = Annotated[str, Name("Trích yếu", "về lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2018")]
Meeting = Annotated[str, Name("Tên cuộc họp dùng trong câu", "sinh hoạt chi bộ thường kỳ tháng 10 năm 2018")]
