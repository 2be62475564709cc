"""What the template of the year's report is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pipeline.documents.context_names import Abstract, BodyName, Closing, Head, Recipients, Signed
from pipeline.documents.context_parts import Number, Paragraphs
from pipeline.documents.names import Name

Percent = Annotated[str, Name("Tỷ lệ; dấu – khi chưa ghi nhận", "95,9%")]


@dataclass(frozen=True)
class DutyRow:
    """One duty: how often it was due, and what became of it."""

    duty: Annotated[str, Name("Nội dung phải thực hiện", "Sinh hoạt thường kỳ")]
    due: Annotated[str, Name("Số lần đến hạn", "12")]
    met: Annotated[str, Name("Số lần đạt", "11")]
    late: Annotated[str, Name("Số lần chậm", "1")]
    explained: Annotated[str, Name("Số lần có giải trình", "0")]
    missing: Annotated[str, Name("Số lần thiếu", "0")]


@dataclass(frozen=True)
class KindRow:
    """The meetings of one kind, and who attended them."""

    kind: Annotated[str, Name("Loại cuộc họp", "Sinh hoạt thường kỳ")]
    held: Annotated[str, Name("Số cuộc đã họp", "12")]
    expected: Annotated[str, Name("Số lượt phải dự", "286")]
    present: Annotated[str, Name("Số lượt có mặt", "277")]
    share: Percent


@dataclass(frozen=True)
class DocumentRow:
    """The numbered documents of one kind."""

    kind: Annotated[str, Name("Loại văn bản", "Nghị quyết")]
    numbered: Annotated[str, Name("Số văn bản đã lập", "17")]
    issued: Annotated[str, Name("Số văn bản đã ban hành", "15")]
    void: Annotated[str, Name("Số đã hủy", "0")]


@dataclass(frozen=True)
class CellRow:
    """One cell beside the others."""

    number: Number
    cell: Annotated[str, Name("Tên chi bộ", "Chi bộ Trường Tiểu học Bình Minh")]
    regular: Annotated[str, Name("Sinh hoạt thường kỳ đạt trên số đến hạn", "12/12")]
    thematic: Annotated[str, Name("Sinh hoạt chuyên đề đạt trên số đến hạn", "4/4")]
    attended: Percent
    spoke: Percent
    average: Annotated[str, Name("Điểm bình quân chi bộ chấm; dấu – khi chưa ghi nhận", "95,1")]
    done: Annotated[str, Name("Tỷ lệ nhiệm vụ của nghị quyết đã hoàn thành", "90%")]


@dataclass(frozen=True)
class ChartPlaces:
    """Where the charts stand: the paragraph that holds nothing but such a text becomes the picture."""

    duties: Annotated[str, Name("Biểu đồ nền nếp; trống khi không có số liệu", "[Biểu đồ: nền nếp theo tháng]")]
    attendance: Annotated[str, Name("Biểu đồ dự họp; trống khi không có số liệu", "[Biểu đồ: dự họp theo tháng]")]
    scores: Annotated[str, Name("Biểu đồ điểm; trống khi không có số liệu", "[Biểu đồ: điểm theo tháng]")]


@dataclass(frozen=True)
class YearReportContext:
    """`bao-cao-nam.docx`: the year's report of a cell, or of a party committee over its cells."""

    header: Head
    abstract: Abstract
    body: BodyName
    opening: Annotated[str, Name("Câu mở đầu", "Chi bộ báo cáo kết quả công tác năm 2018 như sau:")]
    year: Annotated[str, Name("Năm báo cáo", "2018")]
    next_year: Annotated[str, Name("Năm sau", "2019")]
    situation: Annotated[Paragraphs, Name("Tình hình chung", "Đầu năm, Chi bộ có 26 đồng chí.")]
    routine: Annotated[Paragraphs, Name("Nền nếp, chế độ sinh hoạt", "Trong năm đã họp 32 cuộc.")]
    duties: Annotated[tuple[DutyRow, ...], Name("Nội dung phải thực hiện theo quy định")]
    quality: Annotated[Paragraphs, Name("Dự họp, phát biểu ý kiến", "Tỷ lệ đảng viên dự sinh hoạt: 95,9%.")]
    kinds: Annotated[tuple[KindRow, ...], Name("Dự họp theo loại cuộc họp")]
    scoring: Annotated[Paragraphs, Name("Chấm điểm, xếp loại", "Đã chấm điểm 16/16 cuộc họp.")]
    topics: Annotated[Paragraphs, Name("Các chuyên đề đã sinh hoạt", "Tháng 10/2018: Chống lưu ban, bỏ học.")]
    resolutions: Annotated[Paragraphs, Name("Kết quả thực hiện nghị quyết", "Hoàn thành 54/60 nhiệm vụ.")]
    members: Annotated[Paragraphs, Name("Công tác đảng viên, văn bản", "Trong năm kết nạp 01 đồng chí.")]
    documents: Annotated[tuple[DocumentRow, ...], Name("Văn bản có số theo loại")]
    cells: Annotated[tuple[CellRow, ...], Name("Kết quả của từng chi bộ; không có trong báo cáo của chi bộ")]
    weaknesses: Annotated[Paragraphs, Name("Hạn chế, nguyên nhân", "Các cuộc họp nêu 03 hạn chế.")]
    charts: Annotated[ChartPlaces, Name("Chỗ đặt biểu đồ")]
    closing: Closing
    recipients: Recipients
    signature: Signed
