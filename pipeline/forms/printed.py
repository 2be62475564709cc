"""What every form prints, whatever it asks for: texts on top, marks, and the grey words beside answers."""

from __future__ import annotations

from pipeline.forms.entries import Entry

NUMBER_LABEL = "STT"
MAX_POINTS_LABEL = "Điểm tối đa"
EXAMPLE_MARK = "(ví dụ)"
LISTS_SHEET = "Danh mục"
SUBTITLE_PREFIX = "Dùng cho: "
NO_SECRETS = "Không nhập nội dung mật vào biểu mẫu này."
GUIDE = (
    "Điền vào các ô nền vàng nhạt; ô có danh sách thì chọn trong danh sách. Ô không có thông tin thì để trống.",
    "Đưa con trỏ vào ô có góc đỏ để xem hướng dẫn. Điền xong thì lưu lại và thả tệp vào thư mục inbox.",
)
EXAMPLE_PREFIX = "Ví dụ: "
MARK_NAME = "vanthu-form"
VERSION = 3  # of the forms we hand out; older ones are read as well
FORM_MARK = f"{MARK_NAME} {VERSION}"


def example_hint(answer: Entry) -> str:
    """The grey text beside an answer; empty where the field has no example."""
    return f"{EXAMPLE_PREFIX}{answer.example}" if answer.example else ""
