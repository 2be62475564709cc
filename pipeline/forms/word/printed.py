"""What a Word form prints beside what every form prints: its guide, its prompts, its lines of help."""

from __future__ import annotations

from pipeline.forms.entries import Entry, EntryKind
from pipeline.forms.printed import example_hint
from pipeline.forms.sheets import Answers, Block, Table

GUIDE = (
    "Điền vào các ô nền vàng nhạt; ô ghi “Chọn…” thì bấm vào rồi chọn trong danh sách. Ô không có thông tin thì để "
    "trống. Không sửa tên bảng, tên dòng và tên cột.",
    "Bảng thiếu dòng thì đặt con trỏ vào ô cuối bảng rồi nhấn phím Tab. Nội dung dài bao nhiêu cũng được, ô tự giãn "
    "ra.",
    "Điền xong thì lưu lại (vẫn là tệp Word) và thả tệp vào thư mục inbox.",
)

_PROMPTS = {
    EntryKind.CHOICE: "Chọn…",
    EntryKind.MARK: "Chọn…",
    EntryKind.YES_NO: "Chọn…",
    EntryKind.PERSON: "Chọn, nhập…",
    EntryKind.LINE: "Chọn, nhập…",
    EntryKind.DATE: "Chọn ngày…",
}


def prompt_of(answer: Entry) -> str:
    """The grey words that ask for an answer where one is offered to choose; empty for answers that never are."""
    return _PROMPTS.get(answer.kind, "")


def without_prompt(text: str, answer: Entry) -> str:
    """What was typed beside or over a prompt: programs that lose content controls leave its words as plain text."""
    typed = text.strip()
    if not prompt_of(answer) or "Chọn" not in typed:
        return text
    for prompt in _PROMPTS.values():
        typed = typed.removeprefix(prompt).removesuffix(prompt).strip()
    return typed


def beside_answer(answer: Entry) -> tuple[str, ...]:
    """The grey lines beside an answer: its help, then its example."""
    return tuple(filter(None, (answer.help, example_hint(answer))))


def help_lines(block: Block) -> tuple[str, ...]:
    """What stands above a table to explain its columns."""
    if isinstance(block, Answers):
        return ()
    return tuple(f"{column.label}: {column.help}" for column in block.entries if column.help)


def column_order(table: Table) -> tuple[Entry | str, ...]:
    """The columns after the first: the criterion, what only informs, the rest."""
    return (*table.entries[:1], *table.shown, *table.entries[1:])
