"""Sample contexts of what a meeting leaves behind: a smallest and a typical one each."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import ChoiceRow, CorrectionText, TwoSigners
from pipeline.documents.contexts import (
    ConclusionContext,
    CorrectionContext,
    ExtractContext,
    ReportContext,
    SupplementContext,
    TransmittalContext,
    VoteCountContext,
)

from .sample_parts import (
    AS_ABOVE,
    ASSESSMENT,
    BALLOT,
    CELL,
    CHAIR,
    HEADER,
    ITEM,
    LAST_TASKS,
    MEETING,
    NEW_TASKS,
    NOBODY,
    RECIPIENTS,
    RECORDER,
    ROLL,
    SECRETARY,
    SIGNERS,
    THEMATIC,
    VOTE,
)

OPENING = "Ngày 05 tháng 10 năm 2018, tại phòng họp nhà trường, Chi bộ Trường Tiểu học Bình Minh tổ chức sinh hoạt."


def smallest_conclusion() -> ConclusionContext:
    return ConclusionContext(
        header=replace(HEADER, number="Số 02-KL/CB"),
        abstract=f"tại {MEETING}",
        body=CELL,
        opening=f"{OPENING} Sau khi nghe báo cáo và thảo luận, Chi bộ thống nhất kết luận:",
        items=(),
        conclusion=("Thống nhất các nội dung đã thảo luận.",),
        directions=(),
        new_tasks=(),
        implementation=(),
        closing="Trên đây là kết luận của Chi bộ./.",
        recipients=(),
        signature=SECRETARY,
    )


def conclusion() -> ConclusionContext:
    other = replace(ITEM, number="2", title="Công tác chuẩn bị thao giảng", conclusion=("Mỗi tổ thao giảng 02 tiết.",))
    return replace(
        smallest_conclusion(),
        items=(replace(ITEM, number="1"), other),
        directions=("Tiếp tục giữ vững nền nếp, kỷ cương của nhà trường.",),
        new_tasks=NEW_TASKS,
        implementation=("Chi ủy phân công theo dõi, đôn đốc thực hiện.",),
        recipients=RECIPIENTS,
    )


def smallest_vote_count() -> VoteCountContext:
    return VoteCountContext(
        header=replace(HEADER, number="", place_and_date=""),
        abstract="kiểm phiếu giới thiệu quần chúng ưu tú",
        body=CELL,
        opening=OPENING,
        tellers=(),
        vote=replace(BALLOT, base="", ballots="", result=""),
        person="",
        rows=(),
        closing="Biên bản được lập sau khi kiểm phiếu./.",
        signers=replace(SIGNERS, right_authority="T/M TỔ KIỂM PHIẾU", right_title="TỔ TRƯỞNG"),
    )


def vote_count() -> VoteCountContext:
    return replace(
        smallest_vote_count(),
        opening=f"{OPENING} Chi bộ đã bầu tổ kiểm phiếu gồm:",
        tellers=("Đồng chí Đặng Minh Tâm, Tổ trưởng", "Đồng chí Huỳnh Ngọc Ánh, Thành viên"),
        vote=BALLOT,
        person="Ngô Thị Bích Thủy",
        rows=(
            ChoiceRow("1", "Tán thành", "22/22 phiếu (100%)"),
            ChoiceRow("2", "Không tán thành", "00/22 phiếu (0%)"),
            ChoiceRow("3", "Không có ý kiến", "00/22 phiếu (0%)"),
        ),
        closing="Biên bản được lập sau khi kiểm phiếu, đã công bố trước cuộc họp và giao lại cho chủ trì cùng toàn bộ "
        "số phiếu./.",
        signers=TwoSigners("CHỦ TRÌ", "Trần Văn Hòa", "T/M TỔ KIỂM PHIẾU", "TỔ TRƯỞNG", "Đặng Minh Tâm"),
    )


def smallest_extract() -> ExtractContext:
    return ExtractContext(
        header=replace(HEADER, number="Số 04-BB/CB"),
        abstract="về việc giới thiệu quần chúng ưu tú",
        body=CELL,
        source="Biên bản ngày 05/10/2018",
        opening=OPENING,
        attendance=NOBODY,
        attendees="đảng viên",
        chair="",
        recorder="",
        person="",
        items=(),
        vote=replace(VOTE, base="", result=""),
        closing="Trích đúng nội dung biên bản./.",
        recorder_title="NGƯỜI TRÍCH",
        recorder_name="Lê Thị Thu Hương",
        recipients=(),
        signature=SECRETARY,
    )


def extract() -> ExtractContext:
    return replace(
        smallest_extract(),
        source="Biên bản số 10-BB/CB, ngày 05/10/2018",
        attendance=ROLL,
        chair=CHAIR,
        recorder=RECORDER,
        person="Ngô Thị Bích Thủy",
        items=(replace(ITEM, number="1"),),
        vote=BALLOT,
        closing="Trích đúng nội dung biên bản, được lưu tại Chi bộ./.",
        recipients=RECIPIENTS,
    )


def smallest_report() -> ReportContext:
    return ReportContext(
        header=replace(HEADER, number="Số 09-BC/CB"),
        abstract="kết quả thực hiện nhiệm vụ tháng 9 năm 2018, phương hướng, nhiệm vụ tháng 10 năm 2018",
        body=CELL,
        opening="Chi bộ báo cáo kết quả thực hiện nhiệm vụ tháng 9 năm 2018 như sau:",
        members="",
        assessed="tháng 9 năm 2018",
        planned="tháng 10 năm 2018",
        assessment=None,
        last_tasks=(),
        thematic=None,
        directions=(),
        new_tasks=(),
        proposals=(),
        score="",
        closing="Trên đây là báo cáo của Chi bộ./.",
        recipients=(),
        signature=SECRETARY,
    )


def report() -> ReportContext:
    return replace(
        smallest_report(),
        members="Tổng số đảng viên: 26 đồng chí (chính thức: 24 đồng chí; dự bị: 02 đồng chí).",
        assessment=ASSESSMENT,
        last_tasks=LAST_TASKS,
        thematic=THEMATIC,
        directions=("Tiếp tục giữ vững nền nếp, kỷ cương của nhà trường.",),
        new_tasks=NEW_TASKS,
        proposals=("Đề nghị Đảng ủy hỗ trợ sửa chữa phòng học.",),
        score="Kết quả chấm điểm buổi sinh hoạt: 94 điểm, xếp loại: Tốt.",
        recipients=RECIPIENTS,
    )


def smallest_supplement() -> SupplementContext:
    return SupplementContext(
        header=replace(HEADER, number="", place_and_date=""),
        abstract="bổ sung biên bản ngày 05/10/2018",
        body=CELL,
        opening="Hôm nay, ngày 08 tháng 10 năm 2018, chủ trì và thư ký cuộc họp lập biên bản bổ sung:",
        supplement=("Đồng chí Đặng Minh Tâm vắng có lý do.",),
        closing="Các nội dung khác của biên bản không thay đổi./.",
        signers=SIGNERS,
        recipients=(),
    )


def supplement() -> SupplementContext:
    return replace(
        smallest_supplement(),
        header=replace(HEADER, number="Số 11-BB/CB"),
        supplement=(
            "Bổ sung ý kiến của đồng chí Lê Thị Thu Hương: đề nghị gửi tài liệu cho các tổ trước 03 ngày.",
            "Đồng chí Đặng Minh Tâm vắng có lý do.",
        ),
        recipients=("Đảng ủy xã Tân Phú (để báo cáo),", "Lưu Chi bộ."),
    )


def smallest_correction() -> CorrectionContext:
    return CorrectionContext(
        header=replace(HEADER, number="Số 13-CV/CB", letter_abstract="về việc đính chính nghị quyết"),
        body=CELL,
        address_word="Kính gửi",
        addressed=("Đảng ủy xã Tân Phú",),
        corrections=(CorrectionText("1", "Nghị quyết số 05-NQ/CB", "", "30/11/2018", "30/10/2018"),),
        closing="Các nội dung khác không thay đổi./.",
        recipients=(),
        signature=SECRETARY,
    )


def correction() -> CorrectionContext:
    return replace(
        smallest_correction(),
        header=replace(
            HEADER,
            number="Số 13-CV/CB",
            letter_abstract="về việc đính chính nghị quyết số 05-NQ/CB, ngày 05/10/2018",
        ),
        addressed=("Đảng ủy xã Tân Phú,", "Trường Tiểu học Bình Minh."),
        corrections=(
            CorrectionText(
                "1", "Nghị quyết số 05-NQ/CB, ngày 05/10/2018", "mục II, dòng 3", "30/11/2018", "30/10/2018"
            ),
            CorrectionText("2", "Nghị quyết số 05-NQ/CB, ngày 05/10/2018", "phần ký", "Trần Văn Hoà", "Trần Văn Hòa"),
        ),
        closing=f"Các nội dung khác không thay đổi. {CELL} thông báo để các nơi nhận biết, thực hiện./.",
        recipients=AS_ABOVE,
    )


def smallest_transmittal() -> TransmittalContext:
    return TransmittalContext(
        header=replace(HEADER, number="Số 14-CV/CB", letter_abstract="về việc gửi văn bản"),
        body=CELL,
        address_word="Kính gửi",
        addressed=("Đảng ủy xã Tân Phú",),
        meeting=MEETING,
        documents=("Nghị quyết số 05-NQ/CB, ngày 05/10/2018.",),
        closing="Chi bộ kính gửi./.",
        recipients=(),
        signature=SECRETARY,
    )


def transmittal() -> TransmittalContext:
    return replace(
        smallest_transmittal(),
        header=replace(HEADER, number="Số 14-CV/CB", letter_abstract=f"về việc gửi văn bản {MEETING}"),
        documents=("Biên bản số 10-BB/CB, ngày 05/10/2018;", "Nghị quyết số 05-NQ/CB, ngày 05/10/2018."),
        closing=f"{CELL} kính gửi để theo dõi, chỉ đạo./.",
        recipients=AS_ABOVE,
    )
