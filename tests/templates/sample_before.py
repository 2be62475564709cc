"""Sample contexts of what goes out before a meeting: a smallest and a typical one each."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.context_parts import AgendaLine, Signature, TopicRow
from pipeline.documents.contexts import (
    InvitationContext,
    PostponementContext,
    ProgrammeContext,
)

from .sample_parts import (
    AS_ABOVE,
    CELL,
    CHAIR,
    HEADER,
    MEETING,
    RECIPIENTS,
    SECRETARY,
    WHEN,
    WHERE,
)

COMMITTEE = Signature(authority="T/M CHI ỦY", office="BÍ THƯ", name="Trần Văn Hòa")

GROUNDS = (
    "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
    "Căn cứ Hướng dẫn số 12-HD/BTCTW, ngày 06/7/2018 của Ban Tổ chức Trung ương;",
    "Căn cứ tình hình thực tế của Chi bộ,",
)


def smallest_invitation() -> InvitationContext:
    return InvitationContext(
        header=replace(HEADER, number="", place_and_date="Tân Phú, ngày 02 tháng 10 năm 2018"),
        abstract=f"dự {MEETING}",
        body=CELL,
        inviter=CELL,
        invited=("Toàn thể đảng viên Chi bộ Trường Tiểu học Bình Minh",),
        meeting=MEETING,
        when="Trong tháng 10 năm 2018",
        where="",
        chair="",
        agenda=(),
        requests=(),
        closing="Đề nghị các đồng chí dự họp đầy đủ, đúng giờ./.",
        recipients=(),
        signature=COMMITTEE,
    )


def invitation() -> InvitationContext:
    return replace(
        smallest_invitation(),
        header=replace(HEADER, number="Số 03-GM/CB", place_and_date="Tân Phú, ngày 02 tháng 10 năm 2018"),
        inviter=f"Chi ủy {CELL}",
        invited=(
            "Toàn thể đảng viên Chi bộ Trường Tiểu học Bình Minh",
            "Đồng chí Nguyễn Văn Bình, Ủy viên Ban Thường vụ Đảng ủy xã Tân Phú",
        ),
        when=WHEN,
        where=WHERE,
        chair=CHAIR,
        agenda=(
            AgendaLine("1", "Đánh giá tình hình thực hiện nhiệm vụ tháng 9 năm 2018", "đồng chí Trần Văn Hòa"),
            AgendaLine("2", "Phương hướng, nhiệm vụ tháng 10 năm 2018", "đồng chí Lê Thị Thu Hương"),
            AgendaLine("3", "Trao đổi, thảo luận và thông qua nghị quyết", ""),
        ),
        requests=("Nghiên cứu tài liệu chuyên đề, chuẩn bị ý kiến thảo luận.", "Vì sao học sinh bỏ học?"),
        recipients=AS_ABOVE,
    )


def smallest_programme() -> ProgrammeContext:
    return ProgrammeContext(
        header=replace(HEADER, number="Số 01-CTr/CB"),
        abstract="sinh hoạt chuyên đề năm 2019",
        body=CELL,
        grounds=(),
        grounds_upright=True,
        span="năm 2019",
        aim=(),
        topics=(TopicRow("1", "Quý I", "Giữ gìn trường học xanh, sạch, đẹp", "", ""),),
        implementation=(),
        closing="Trên đây là Chương trình sinh hoạt chuyên đề năm 2019./.",
        recipients=(),
        signature=SECRETARY,
    )


def programme() -> ProgrammeContext:
    return replace(
        smallest_programme(),
        grounds=GROUNDS,
        grounds_upright=False,
        aim=("Nâng cao chất lượng sinh hoạt chi bộ.", "Mỗi quý sinh hoạt ít nhất 01 chuyên đề."),
        topics=(
            TopicRow(
                "1", "Quý I", "Giữ gìn trường học xanh, sạch, đẹp, an toàn", "Thực trạng, giải pháp", "Đặng Minh Tâm"
            ),
            TopicRow("2", "Quý II", "Chống lưu ban, bỏ học", "Nguyên nhân và cách giúp đỡ", "Lê Thị Thu Hương"),
            TopicRow("3", "Tháng 8", "Chuẩn bị năm học mới", "", "Trần Văn Hòa"),
        ),
        implementation=(
            "Các đồng chí được phân công chuẩn bị nội dung, gửi về trước 10 ngày.",
            "Chương trình được phổ biến đến toàn thể đảng viên.",
        ),
        recipients=RECIPIENTS,
    )


def smallest_postponement() -> PostponementContext:
    return PostponementContext(
        header=replace(HEADER, number="Số 07-TB/CB"),
        abstract=f"về việc hoãn {MEETING}",
        body=CELL,
        issuer=CELL,
        address_word="Kính gửi",
        addressed=(),
        meeting=MEETING,
        earlier="",
        reason="",
        when="",
        where="",
        closing="Thời gian họp lại sẽ được thông báo sau./.",
        recipients=(),
        signature=SECRETARY,
    )


def postponement() -> PostponementContext:
    return replace(
        smallest_postponement(),
        issuer=f"Chi ủy {CELL}",
        earlier="14 giờ 00 phút, ngày 05 tháng 10 năm 2018",
        reason="Triển khai công việc đột xuất của nhà trường.",
        when="14 giờ 00 phút, ngày 09 tháng 10 năm 2018",
        where=WHERE,
        closing="Đề nghị các đồng chí sắp xếp công việc, dự họp đầy đủ, đúng giờ./.",
        recipients=AS_ABOVE,
        signature=COMMITTEE,
    )


def postponement_letter() -> PostponementContext:
    return replace(
        postponement(),
        header=replace(HEADER, number="Số 12-CV/CB", letter_abstract=f"về việc hoãn {MEETING}"),
        addressed=(
            "Toàn thể đảng viên Chi bộ Trường Tiểu học Bình Minh,",
            "Đồng chí Nguyễn Văn Bình, Ủy viên Ban Thường vụ Đảng ủy xã Tân Phú.",
        ),
    )
