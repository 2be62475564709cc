"""A returned YAML form with its problems as comments: all of them on top, and each above its line.

Lines are put in and taken out as bytes, so line ends, a byte order mark and everything else stay as typed. What was
typed behind a comment of ours stays too, as a comment of the clerk's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.errors import FormRefused, Problem
from pipeline.messages import Message, Place, vietnamese
from pipeline.office_files.marks import COUNTED, OURS_END, WARNINGS_TITLE, Mark, in_order, one_line
from pipeline.records import Node
from pipeline.yaml_source import read_yaml

ERROR, WARNING = "#! CẦN SỬA: ", "#! KIỂM TRA: "
GUIDE = "Sửa xong, xin lưu lại ngay tại đây hoặc thả tệp vào thư mục inbox; các dòng bắt đầu bằng #! không cần xóa."

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_OURS = re.compile(
    rb"(?<![^\r\n])([ \t]*)(?:%s|%s)(?:[^\r\n]*?%s([^\r\n]*)|[^\r\n]*)(\r\n|\r|\n|\Z)"
    % (ERROR.encode(), WARNING.encode(), OURS_END.encode())
)
_SPACES = re.compile(rb"[ \t]*")


def marked_text(data: bytes, problems: Sequence[Problem], marks: Sequence[Mark]) -> bytes | None:
    """The form with comments; None where that would change what it says. `marks` are the problems in words.

    Where a comment within the form would become part of a text of many lines, all stand on top only.
    """
    said = _said(data)
    for places in (_places(marks), {}):
        marked = _with_comments(data, problems, marks, places)
        if _said(marked) == said and cleared_text(marked) == data:
            return marked
    return None


def cleared_text(data: bytes) -> bytes:
    """The form without our lines; the very same object where there are none."""
    bom = _BOM if data.startswith(_BOM) else b""
    rest, count = _OURS.subn(_typed_behind, data[len(bom) :])
    return bom + rest if count else data


def _typed_behind(found: re.Match[bytes]) -> bytes:
    """Of a line of ours what was typed behind it, as a comment of its own; nothing where nothing was."""
    spaces, typed, end = found.groups(b"")
    text = typed.decode(errors="surrogateescape").strip()
    return spaces + b"# " + text.encode(errors="surrogateescape") + end if text else b""


def lines_in_marked(marked: bytes) -> Mapping[int, int]:
    """Where each line of a form stands once it is marked, both counted from 1."""
    body = marked.removeprefix(_BOM)
    lines = [line for line in _LINE.findall(body) if line]
    kept = [number for number, line in enumerate(lines, 1) if _OURS.sub(_typed_behind, line)]
    return dict(enumerate(kept, 1))


def moved(where: Message, lines: Mapping[int, int]) -> Message:
    """A place, naming the line where it is now."""
    match where:
        case Place(address=("line", int(line))) if line in lines:
            params = tuple((name, lines[line] if name == "line" else value) for name, value in where.params)
            return Message(where.msgid, params)
        case _:
            return where


def _said(data: bytes) -> object:
    """All values of the form without their places; the code of the problem where it is no YAML."""
    try:
        tree, _ = read_yaml(data)
    except FormRefused as refusal:
        return refusal.problems[0].code
    return _values(tree)


def _values(node: Node) -> object:
    match node.value:
        case dict() as mapping:
            return [(key, _values(part)) for key, part in mapping.items()]
        case list() as items:
            return [_values(item) for item in items]
        case value:
            return (value,)


def _places(marks: Sequence[Mark]) -> Mapping[int, Sequence[Mark]]:
    """The marks by the line they stand above, from 1."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in in_order(marks):
        match mark.address:
            case ("line", int(line)):
                found[line].append(mark)
    return found


def _with_comments(
    data: bytes, problems: Sequence[Problem], marks: Sequence[Mark], places: Mapping[int, Sequence[Mark]]
) -> bytes:
    bom = _BOM if data.startswith(_BOM) else b""
    lines = _LINE.findall(data[len(bom) :])
    end = b"\r\n" if lines and lines[0].endswith(b"\r\n") else b"\n"
    pieces = [_encoded(line) + end for line in _top(marks)]  # as many as there will be, to know where all is then
    count = len(pieces)
    for number, line in enumerate(lines, 1):
        above = dict.fromkeys(_comment(mark, mark.sentence) for mark in places.get(number, ()) if line)
        spaces = _SPACES.match(line)
        pieces += [(spaces.group() if spaces else b"") + _encoded(comment) + end for comment in above]
        pieces.append(line)
    now = lines_in_marked(b"".join(pieces))
    listed = [replace(mark, where=vietnamese(moved(one.where, now))) for mark, one in zip(marks, problems, strict=True)]
    return b"".join([bom, *(_encoded(line) + end for line in _top(listed)), *pieces[count:]])


def _encoded(comment: str) -> bytes:
    return f"{comment}{OURS_END}".encode()


def _top(marks: Sequence[Mark]) -> list[str]:
    """All problems, errors first."""
    errors = [mark for mark in in_order(marks) if mark.is_error]
    warnings = [mark for mark in in_order(marks) if not mark.is_error]
    lines = [f"{ERROR}{COUNTED}{len(errors)}. {GUIDE}", *_numbered(errors)]
    return [*lines, f"{WARNING}{WARNINGS_TITLE}:", *_numbered(warnings)] if warnings else lines


def _numbered(marks: Sequence[Mark]) -> list[str]:
    return [_comment(mark, f"{number}. {_in_words(mark)}") for number, mark in enumerate(marks, 1)]


def _in_words(mark: Mark) -> str:
    where = one_line(mark.where)
    return f"{where[:1].upper()}{where[1:]}: {mark.sentence}" if where else mark.sentence


def _comment(mark: Mark, text: str) -> str:
    return f"{ERROR if mark.is_error else WARNING}{text}"
