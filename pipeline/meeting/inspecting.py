"""Inspection (kiểm tra, giám sát): what a cell means to look into in a year, and what the superior saw of a meeting."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pipeline.meeting.choices import InspectionSort
from pipeline.records import Line, PersonName, Prose, Record


class InspectionRow(Record):
    when: Line = Field(title="Thời gian", examples=["Quý I"])
    sort: InspectionSort = Field(InspectionSort.SUPERVISION, title="Hình thức", examples=["Giám sát"])
    content: Line = Field(title="Nội dung", examples=["Thực hiện nhiệm vụ được phân công; quy định về dạy thêm"])
    inspected: Line = Field("", title="Đối tượng", examples=["Vũ Đình Khải"])
    owner: Line = Field("", title="Người thực hiện", examples=["Trần Văn Hòa"])


class InspectionProgramme(Record):
    """What is to be inspected and supervised in a year, as the committee or the cell proposes it."""

    span: Line = Field(title="Năm kiểm tra, giám sát", examples=["năm 2019"])
    aim: Prose = Field(
        "", title="Mục đích, yêu cầu kiểm tra, giám sát", examples=["Phòng ngừa vi phạm; giúp đảng viên tiến bộ."]
    )
    rows: tuple[InspectionRow, ...] = Field((), title="Nội dung kiểm tra, giám sát")
    implementation: Prose = Field(
        "",
        title="Tổ chức thực hiện kiểm tra, giám sát",
        examples=["Bí thư báo cáo kết quả trong kỳ sinh hoạt cuối mỗi quý."],
    )


class Supervision(Record):
    """A member of the superior sat in the meeting: what they recorded, and what the cell says to it."""

    day: date | None = Field(
        None,
        alias="date",
        title="Ngày lập biên bản giám sát",
        description="Để trống nếu lập ngay trong ngày họp.",
        examples=["26/10/2018"],
    )
    supervisor: PersonName = Field(title="Người giám sát", examples=["Nguyễn Văn Bình"])
    office: Line = Field(
        "", title="Chức vụ người giám sát", examples=["Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Đảng ủy xã"]
    )
    strengths: Prose = Field("", title="Ưu điểm", examples=["Sinh hoạt đúng ngày, đủ thời gian, đúng nguyên tắc."])
    weaknesses: Prose = Field("", title="Hạn chế qua giám sát", examples=["Số đảng viên phát biểu còn ít."])
    recommendations: Prose = Field(
        "", title="Kiến nghị của người giám sát", examples=["Gửi dự thảo nghị quyết cho đảng viên trước 03 ngày."]
    )
    opinion: Prose = Field("", title="Ý kiến của chi bộ", examples=["Chi bộ nhất trí, tiếp thu các kiến nghị."])
    grade: Line = Field("", title="Người giám sát xếp loại", examples=["Tốt"])
