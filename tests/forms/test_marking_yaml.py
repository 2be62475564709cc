"""A returned YAML form: comments on top and above the lines, and the very same bytes once they are cleared."""

from __future__ import annotations

import pytest

from pipeline.errors import Problem
from pipeline.forms import blank_form, read_form
from pipeline.forms.marking import cleared, marked
from pipeline.meeting import MeetingKind, Stage
from pipeline.messages import msg

from .marks import as_read, problem

FORM = """\
kind: regular
period:
  month: 13/2018
votes:
  - motion: Thông qua
    person: |
      Dòng một
      Dòng hai
"""


def on_line(text: str, line: int, *, warning: bool = False) -> Problem:
    where = msg("line {line}, key “{key}”", line=line, key="a.b")
    return problem(text, ("line", line), warning=warning, where=where)


PROBLEMS = [
    on_line("Nên xem lại.", 5, warning=True),
    on_line("Tháng không đọc được.", 3),
    problem("Thiếu ngày họp.", hint="Xin ghi ngày họp."),
]


def returned(data: bytes, problems: list[Problem], name: str = "mau.yaml") -> str:
    result = marked(name, data, problems)
    assert result is not None
    assert cleared(name, result) == data
    return str(as_read(result.decode()))


def test_a_comment_stands_above_each_faulty_line_and_all_on_top() -> None:
    lines = returned(FORM.encode(), PROBLEMS).splitlines()
    assert lines[:5] == [
        "#! CẦN SỬA: Số chỗ cần sửa: 2. Sửa xong, xin lưu lại ngay tại đây hoặc thả tệp vào thư mục inbox; "
        "các dòng bắt đầu bằng #! không cần xóa.",
        "#! CẦN SỬA: 1. Dòng 9, mục “a.b”: Tháng không đọc được.",
        "#! CẦN SỬA: 2. Tệp: Thiếu ngày họp. Xin ghi ngày họp.",
        "#! KIỂM TRA: Đề nghị kiểm tra thêm:",
        "#! KIỂM TRA: 1. Dòng 12, mục “a.b”: Nên xem lại.",
    ]
    assert lines[7:9] == ["  #! CẦN SỬA: Tháng không đọc được.", "  month: 13/2018"]
    assert lines[10:12] == ["  #! KIỂM TRA: Nên xem lại.", "  - motion: Thông qua"]


def test_the_lines_named_on_top_are_those_of_the_marked_file() -> None:
    lines = returned(FORM.encode(), PROBLEMS).splitlines()
    assert "month" in lines[9 - 1]
    assert "motion" in lines[12 - 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("tail", ["", "# hết"], ids=["ended", "without an end"])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str, tail: str) -> None:
    data = (mark + FORM.replace("\n", end) + tail).encode()
    result = returned(data, PROBLEMS)
    assert result.startswith(f"{mark}#! CẦN SỬA: ")
    if end == "\r\n":
        assert result.count("\n") == result.count("\r\n")


def test_within_a_text_of_many_lines_nothing_is_put() -> None:
    lines = returned(FORM.encode(), [on_line("Sai.", 8)]).splitlines()
    assert lines[1] == "#! CẦN SỬA: 1. Dòng 10, mục “a.b”: Sai."
    assert lines[2:] == FORM.splitlines()


def test_a_file_that_is_no_yaml_is_marked_where_it_cannot_be_read() -> None:
    data = b"kind: regular\nperiod: x: y\n"
    lines = returned(data, list(read_form("mau.yml", data).problems), "mau.yml").splitlines()
    assert lines[1].startswith("#! CẦN SỬA: 1. Dòng 5, ")
    assert lines[3].startswith("#! CẦN SỬA: ")
    assert lines[4] == "period: x: y"


def test_a_blank_form_sent_back_is_read_as_before() -> None:
    data = blank_form(".yaml", MeetingKind.REGULAR, Stage.HELD)
    problems = read_form("mau.yaml", data).problems
    result = marked("mau.yaml", data, problems)
    assert result is not None
    assert read_form("mau.yaml", cleared("mau.yaml", result)).problems == problems
    assert marked("mau.yaml", result, problems) == result


def test_our_lines_are_dropped_wherever_an_editor_put_them() -> None:
    data = "a: 1\n\t #! KIỂM TRA: cũ\nb: '#! CẦN SỬA: không phải lời nhắn'\n#! CẦN SỬA: cuối"
    assert cleared("mau.yaml", data.encode()).decode() == "a: 1\nb: '#! CẦN SỬA: không phải lời nhắn'\n"


def test_a_file_without_marks_is_given_back_itself() -> None:
    data = FORM.encode()
    assert cleared("mau.yaml", data) is data
    assert marked("mau.json", data, PROBLEMS) is None


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfea\x00", b"PK\x03\x04\x00", b"a: \x07"], ids=["empty", "UTF-16", "zip", "control"]
)
def test_what_cannot_be_read_is_never_changed(data: bytes) -> None:
    result = marked("mau.yaml", data, PROBLEMS)
    assert result is None or cleared("mau.yaml", result) == data


def test_messages_of_many_lines_stay_comments() -> None:
    lines = returned(FORM.encode(), [on_line("Một\nhai\u2028ba\x85bốn\x07", 3)]).splitlines()
    assert "  #! CẦN SỬA: Một hai ba bốn" in lines


def test_what_was_typed_behind_our_comments_stays_as_comments_of_the_clerks_own() -> None:
    result = marked("mau.yaml", FORM.encode(), PROBLEMS)
    assert result is not None
    lines = result.decode().splitlines()
    lines[1] += " đã hỏi đồng chí bí thư"
    lines[7] += "Tháng 9 hay 10?"
    expected = ["# đã hỏi đồng chí bí thư", *FORM.splitlines()]
    expected.insert(3, "  # Tháng 9 hay 10?")
    assert cleared("mau.yaml", "\n".join(lines).encode()).decode().splitlines() == expected


def test_what_an_earlier_version_marked_is_cleared_too() -> None:
    result = marked("mau.yaml", FORM.encode(), PROBLEMS)
    assert result is not None
    assert cleared("mau.yaml", str(as_read(result.decode())).encode()) == FORM.encode()
