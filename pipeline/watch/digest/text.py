"""The text of the day in words: short sections, the empty ones left out. It is for clerks: in Vietnamese always.

What asks for something to be done stands first: on a busy day what was filed takes many lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from pipeline.ledger import Told
from pipeline.process import FormState
from pipeline.process.filing.attachments import FOLDER as ATTACHED
from pipeline.process.intake.beside import DAY_NOTE
from pipeline.vietnamese.text import printable, single_line
from pipeline.watch.digest.body import DAYS_AHEAD
from pipeline.watch.digest.contents import Contents, Due, FiledToday, Paper
from pipeline.workspace import Workspace

_MOST = 100  # lines of a section that has no smaller bound of its own

_STATES = {
    FormState.FILED.value: "đã lưu",
    FormState.REVISED.value: "đã cập nhật hồ sơ",
    FormState.SIGNED.value: "bản ký đã lưu cạnh văn bản",
    FormState.TAKEN_BACK.value: "bản ký đã lấy lại, văn bản trở về chờ ký",
}
_ONLY_ATTACHED = "đã lưu từ trước, thêm tệp kèm theo"


def digest_text(contents: Contents, workspace: Workspace) -> str:
    """The whole text, lines ended by `\\n`. Names and what others wrote stand on one line, unseen signs as `�`."""
    day = f"{contents.day:%d/%m/%Y}"
    lines = [f"{DAY_NOTE}“{day}”. Chương trình tự ghi tệp này và ghi lại khi có tin mới; không cần lưu giữ."]
    sections: tuple[Callable[[Contents, Workspace], Iterator[str]], ...] = (
        _to_mend,
        _waiting,
        _due,
        _filed,
        _unsigned,
        _unread,
    )
    said = [section for make in sections if (section := list(make(contents, workspace)))]
    for section in said or [["Hôm nay chưa có việc gì cần báo."]]:
        lines += ["", *section]
    return "\n".join([*lines, ""])


def _filed(contents: Contents, workspace: Workspace) -> Iterator[str]:
    if not contents.filed and not contents.again:
        return
    yield "ĐÃ LƯU HÔM NAY"
    for one in contents.filed:
        yield ""
        yield from _meeting(one, workspace)
    if contents.filed_more:
        yield f"… và {contents.filed_more} cuộc họp khác."
    if contents.again:
        yield ""
        yield "Đã lưu từ trước, không có gì thay đổi:"
        yield from _bounded([f"- {_time(one)} {_shown(one.name)}{_of(one.meeting)}" for one in contents.again])


def _meeting(one: FiledToday, workspace: Workspace) -> Iterator[str]:
    code = _shown(one.code)
    yield f"{one.heading} ({code})" if one.heading and code else one.heading or code
    said: set[str] = set()  # one that holds for every form of the meeting is told at the first
    for told in one.told:
        state = _ONLY_ATTACHED if told.name in one.only_attached else _STATES[told.state]
        yield f"  {_time(told)} {_shown(told.name)}: {state}"
        warnings = [shown for line in told.said.splitlines() if (shown := _shown(line)) and shown not in said]
        said.update(warnings)
        if warnings:
            yield "    Đề nghị kiểm tra:"
            yield from (f"    - {line}" for line in warnings[:_MOST])
    if one.papers:
        yield f"  Văn bản, tại {workspace.relative(one.papers[0].folder)}/"
    for paper in one.papers:
        yield from _paper(paper)
    if one.attached:
        yield f"  Tệp kèm theo, trong {ATTACHED}/ ({len(one.attached)}):"
        yield from _bounded([f"  - {_shown(name)}" for name in one.attached])


def _paper(paper: Paper) -> Iterator[str]:
    number = paper.document.symbol or paper.document.kind.label
    yield f"  - {_shown(number)}: {paper.document.path}"
    for scan in paper.scans:
        yield f"    bản ký: {scan.relative_to(paper.folder).as_posix()}"


def _to_mend(contents: Contents, workspace: Workspace) -> Iterator[str]:
    if not contents.to_mend:
        return
    yield f"CẦN SỬA ({len(contents.to_mend)})"
    yield "Chỗ cần sửa được đánh dấu trong biểu mẫu và ghi trong tệp .txt bên cạnh. Sửa xong, xin lưu và đóng tệp."
    lines = []
    for one in contents.to_mend:
        count = f"{one.places} chỗ, " if one.places else ""
        lines.append(f"- {_shown(one.path.name)}: {count}tại {_shown(workspace.relative(one.path.parent))}/")
    yield from _bounded(lines)


def _waiting(contents: Contents, workspace: Workspace) -> Iterator[str]:
    """What waits, but not what is told of among the forms to mend."""
    told = {_shown(workspace.relative(one.path)) for one in contents.to_mend}
    rows = [(_shown(name), _shown(reason)) for name, reason in contents.waiting]
    lines = [f"- {name}: {reason}" for name, reason in rows if name not in told]
    if lines:
        yield f"ĐANG CHỜ ({len(lines)})"
        yield from _bounded(lines)


def _unsigned(contents: Contents, workspace: Workspace) -> Iterator[str]:
    if not contents.unsigned:
        return
    yield f"CHỜ KÝ ({contents.unsigned_total})"
    for one in contents.unsigned:
        yield f"- {_shown(one.symbol)} ngày {one.day:%d/%m/%Y}: {_shown(one.title)}"
        yield f"  {workspace.relative(one.path)}"
    left = contents.unsigned_total - len(contents.unsigned)
    if left:
        yield f"… và {left} văn bản khác."


def _due(contents: Contents, _workspace: Workspace) -> Iterator[str]:
    if not contents.due:
        return
    yield f"ĐẾN HẠN TRONG {DAYS_AHEAD} NGÀY TỚI"
    yield from _bounded([_due_line(one, contents) for one in contents.due])


def _due_line(one: Due, contents: Contents) -> str:
    late = " (quá hạn)" if one.day < contents.day else ""
    body = f" [{_shown(one.body)}]" if contents.several_bodies else ""
    return f"- {one.day:%d/%m/%Y}{late}: {_shown(one.what)}{body}"


def _unread(contents: Contents, workspace: Workspace) -> Iterator[str]:
    if not contents.archive_seen:
        yield "Hiện chưa đọc được thư mục outbox: phần chờ ký và đến hạn có thể chưa đúng."
    elif not contents.archive_read:
        yield "Đang đọc thư mục outbox: phần chờ ký và đến hạn sẽ đủ sau ít phút."
    if contents.unread:
        yield "Không đọc được hồ sơ trong các thư mục sau, các mục trên chưa tính đến; xin báo người quản trị:"
        yield from _bounded([f"- {workspace.relative(folder)}" for folder in contents.unread])


def _bounded(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"… và {len(lines) - _MOST} mục khác."


def _time(told: Told) -> str:
    return f"{datetime.fromisoformat(told.at):%H:%M}"


def _of(meeting: str | None) -> str:
    return f" ({_shown(meeting)})" if meeting else ""


def _shown(text: str) -> str:
    return printable(single_line(text))
