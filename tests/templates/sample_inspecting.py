"""Sample contexts of inspection: a smallest and a typical one each."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import InspectionLine, TwoSigners
from pipeline.documents.contexts import InspectionProgrammeContext, SupervisionRecordContext

from .sample_before import GROUNDS
from .sample_parts import CELL, CHAIR, HEADER, MEETING, RECIPIENTS, RECORDER, ROLL, SECRETARY, WHEN, WHERE

SUPERVISOR = "đồng chí Nguyễn Văn Bình, Ủy viên Ban Thường vụ Đảng ủy xã Tân Phú"


def smallest_inspection() -> InspectionProgrammeContext:
    return InspectionProgrammeContext(
        header=replace(HEADER, number="Số 02-CTr/CB"),
        abstract="kiểm tra, giám sát năm 2019",
        body=CELL,
        grounds=(),
        grounds_upright=True,
        span="năm 2019",
        aim=(),
        rows=(InspectionLine("1", "Quý I", "Giám sát", "Thực hiện nhiệm vụ được phân công", "", ""),),
        implementation=(),
        closing="Trên đây là Chương trình kiểm tra, giám sát năm 2019./.",
        recipients=(),
        signature=SECRETARY,
    )


def inspection() -> InspectionProgrammeContext:
    return replace(
        smallest_inspection(),
        grounds=GROUNDS,
        grounds_upright=False,
        aim=("Chủ động phòng ngừa vi phạm.", "Mỗi quý có ít nhất 01 nội dung."),
        rows=(
            InspectionLine(
                "1", "Quý I", "Giám sát", "Thực hiện nhiệm vụ được phân công", "Đặng Minh Tâm", "Lê Thị Thu Hương"
            ),
            InspectionLine("2", "Quý II", "Kiểm tra", "Thu, nộp đảng phí", "Phạm Quốc Đạt", "Trần Văn Hòa"),
            InspectionLine("3", "Tháng 8", "Kiểm tra, giám sát", "Quy định về dạy thêm, học thêm", "Tổ 4", "Chi ủy"),
        ),
        implementation=("Chi ủy báo cáo kết quả trong kỳ sinh hoạt cuối quý.",),
        recipients=RECIPIENTS,
    )


def smallest_supervision() -> SupervisionRecordContext:
    return SupervisionRecordContext(
        header=replace(
            HEADER, superior="ĐẢNG BỘ HUYỆN KIÊN HÒA", body="ĐẢNG ỦY XÃ TÂN PHÚ", number="", place_and_date=""
        ),
        abstract=f"giám sát {MEETING}",
        body=CELL,
        opening=f"Hôm nay, ngày 05 tháng 10 năm 2018, {SUPERVISOR} lập biên bản giám sát, nội dung như sau:",
        supervisor=SUPERVISOR,
        when="",
        where="",
        chair="",
        recorder="",
        attendance=None,
        attendees="đảng viên",
        strengths=(),
        weaknesses=(),
        recommendations=(),
        opinion=(),
        grade="",
        closing="Biên bản được lập sau buổi sinh hoạt, đã đọc cho Chi bộ nghe./.",
        signers=TwoSigners("NGƯỜI GIÁM SÁT", "Nguyễn Văn Bình", "T/M CHI BỘ", "BÍ THƯ", "Trần Văn Hòa"),
        recipients=(),
    )


def supervision() -> SupervisionRecordContext:
    smallest = smallest_supervision()
    return replace(
        smallest,
        header=replace(smallest.header, place_and_date=HEADER.place_and_date),
        when=WHEN,
        where=WHERE,
        chair=CHAIR,
        recorder=RECORDER,
        attendance=ROLL,
        strengths=("Sinh hoạt đúng ngày, đủ thời gian.", "Nội dung được chuẩn bị chu đáo."),
        weaknesses=("Số đảng viên phát biểu còn ít.",),
        recommendations=("Gửi dự thảo nghị quyết cho đảng viên trước 03 ngày.",),
        opinion=("Chi bộ nhất trí, tiếp thu các kiến nghị.",),
        grade="Tốt",
        recipients=("Đảng ủy xã Tân Phú (để báo cáo),", f"{CELL} (để thực hiện),", "Lưu Hồ sơ giám sát."),
    )
