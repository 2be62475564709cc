"""Sample contexts of the year's report: of a cell that recorded nothing, of one, of a party committee over many."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.contexts_year import (
    CellRow,
    ChartPlaces,
    DocumentRow,
    DutyRow,
    KindRow,
    YearReportContext,
)

from .sample_parts import CELL, HEADER, RECIPIENTS, SECRETARY


def smallest_year_report() -> YearReportContext:
    about = "kết quả công tác năm 2018, phương hướng, nhiệm vụ năm 2019"
    return YearReportContext(
        header=replace(HEADER, number="Số      -BC/CB"),
        abstract=about,
        body=CELL,
        opening=f"{CELL} báo cáo kết quả công tác năm 2018 như sau:",
        year="2018",
        next_year="2019",
        situation=("Số đảng viên: chưa ghi nhận.",),
        routine=("Số cuộc họp của Chi bộ trong năm: chưa ghi nhận.",),
        duties=(),
        quality=("Tỷ lệ đảng viên dự sinh hoạt: chưa ghi nhận.",),
        kinds=(),
        scoring=("Chấm điểm chất lượng sinh hoạt: chưa có cuộc họp nào thuộc diện chấm điểm.",),
        topics=("Chuyên đề đã sinh hoạt: chưa ghi nhận.",),
        resolutions=("Nhiệm vụ của nghị quyết: chưa ghi nhận.",),
        members=("Văn bản có số: chưa ghi nhận.",),
        documents=(),
        cells=(),
        weaknesses=("Hạn chế, khuyết điểm: chưa ghi nhận.",),
        charts=ChartPlaces("", "", ""),
        closing=f"Trên đây là báo cáo {about} của {CELL}./.",
        recipients=(),
        signature=SECRETARY,
    )


def year_report() -> YearReportContext:
    return replace(
        smallest_year_report(),
        duties=(
            DutyRow("Sinh hoạt thường kỳ", "12", "11", "1", "0", "0"),
            DutyRow("Chấm điểm", "16", "16", "0", "0", "0"),
        ),
        kinds=(KindRow("Sinh hoạt thường kỳ", "12", "286", "277", "96,9%"), KindRow("Họp chi ủy", "12", "0", "0", "–")),
        documents=(DocumentRow("Nghị quyết", "17", "15", "1"), DocumentRow("Biên bản", "32", "32", "0")),
        charts=ChartPlaces("[Biểu đồ: nền nếp]", "[Biểu đồ: dự họp]", "[Biểu đồ: điểm]"),
        weaknesses=(
            "Theo 12 cuộc họp có ghi nội dung này, có 03 hạn chế khác nhau, trong đó 01 hạn chế lặp lại ở nhiều tháng:",
            "- Việc phụ đạo học sinh yếu chưa đều (04 tháng). Nguyên nhân đã nêu: chưa phân công rõ người theo dõi.",
        ),
        recipients=RECIPIENTS,
    )


def long_year_report() -> YearReportContext:
    """Of a party committee over sixty cells."""
    cells = tuple(
        CellRow(str(number), f"Chi bộ ấp Tân Lợi {number}", "12/12", "4/4", "96,2%", "34,4%", "95,12", "90%")
        for number in range(1, 61)
    )
    return replace(year_report(), cells=cells)
