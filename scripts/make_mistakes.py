"""The table of common mistakes and how they are told, docs/forms/loi-thuong-gap.md.

`python -m scripts.make_mistakes` makes it anew.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import Problem
from pipeline.messages import vietnamese
from pipeline.process import prepare_form
from tests.forms.mistakes import MISTAKES, Mistake
from tests.forms.mistyped import mistyped_form
from tests.sample import organisation, regulations, sample_meeting

TABLE = Path(__file__).parent.parent / "docs" / "forms" / "loi-thuong-gap.md"
SUFFIXES = (".xlsx", ".docx", ".yaml", ".json")
_HEAD = """# Những lỗi thường gặp khi điền biểu mẫu

Mỗi lỗi dưới đây được gõ thử vào từng loại tệp biểu mẫu rồi cho công cụ đọc; bảng ghi đúng lời công cụ báo.
Lỗi có chữ “(nhắc)” chỉ là lời nhắc kiểm tra, biểu mẫu vẫn được nhận; có các lỗi khác thì biểu mẫu bị trả lại.
Tên người đều là tên giả định.

| STT | Lỗi | Lời báo | Cách xử lý | Vị trí (Excel) | Vị trí (Word) | Vị trí (YAML) | Vị trí (JSON) | Mã lỗi |
|---|---|---|---|---|---|---|---|---|
"""


def told(mistake: Mistake, suffix: str) -> Problem | None:
    """The problem by which a mistake is told in one kind of file; None in one that cannot hold it."""
    if suffix in mistake.never_in:
        return None
    data = mistyped_form(suffix, sample_meeting("03"), mistake.typed)
    problems = prepare_form(f"mau{suffix}", data, organisation(), regulations()).problems
    return next(problem for problem in problems if problem.code == mistake.code)


def table() -> str:
    """The page, made anew."""
    return _HEAD + "".join(_row(number, mistake) for number, mistake in enumerate(MISTAKES, 1))


def _row(number: int, mistake: Mistake) -> str:
    problems = [told(mistake, suffix) for suffix in SUFFIXES]
    first = next(problem for problem in problems if problem)
    kind = " (nhắc)" if mistake.warning else ""
    cells = [
        *(str(number), mistake.name + kind, vietnamese(first.message), vietnamese(first.hint)),
        *(vietnamese(problem.where) if problem else "–" for problem in problems),
        f"`{mistake.code}`",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def main() -> None:
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(table(), encoding="utf-8")
    print(f"{len(MISTAKES)} mistakes in {TABLE}")


if __name__ == "__main__":
    main()
