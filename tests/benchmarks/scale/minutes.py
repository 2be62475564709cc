"""The minutes that are filled: 26 members, 8 items with 3 opinions each, 4 votes. All invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import docx

from pipeline.documents.context_parts import OpinionText
from pipeline.documents.contexts import MinutesContext
from tests.templates.contexts import TEMPLATES
from tests.templates.sample_largest import long_text, name
from tests.templates.sample_meetings import long_minutes
from tests.templates.sample_parts import ITEM

OFFICIAL = TEMPLATES / "bien-ban.docx"
MEMBERS, ITEMS, OPINIONS, VOTES = 26, 8, 3, 4


def official() -> MinutesContext:
    """Values for the official template of minutes."""
    base = long_minutes()
    agenda = tuple(
        replace(
            ITEM,
            number=f"6.{number}",
            title=f"Nội dung thứ {number} về kế hoạch năm học",
            presenter=name(number),
            opinions=_opinions(number),
            conclusion=(f"Thống nhất nội dung {number}; giao các tổ thực hiện.",),
        )
        for number in range(1, ITEMS + 1)
    )
    return replace(base, agenda=agenda, votes=tuple(base.votes[:1]) * VOTES)


def _opinions(item: int) -> tuple[OpinionText, ...]:
    return tuple(
        OpinionText(name(item * OPINIONS + number), long_text(f"nội dung {item}", 220), ())
        for number in range(OPINIONS)
    )


def plain_template(folder: Path) -> Path:
    """Minutes as somebody would type them for docxtpl: a table for the roll, loops, conditions."""
    document = docx.Document()
    document.add_heading("{{ title }}", 1)
    document.add_paragraph("Chủ trì: {{ chair }}. Thư ký: {{ recorder }}.")
    table = document.add_table(rows=4, cols=4)
    rows = (
        ("TT", "Họ và tên", "Chức vụ", "Có mặt"),
        ("{%tr for m in members %}", "", "", ""),
        ("{{ loop.index }}", "{{ m.name }}", "{{ m.office }}", "{% if m.present %}x{% endif %}"),
        ("{%tr endfor %}", "", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for line in (
        "{%p for i in items %}",
        "{{ loop.index }}. {{ i.title }}, {{ i.presenter }} trình bày",
        "{%p for o in i.opinions %}",
        "- Đồng chí {{ o.speaker }}: {{ o.text }}",
        "{%p endfor %}",
        "Kết luận: {{ i.conclusion }}",
        "{%p endfor %}",
        "{%p for v in votes %}",
        "{{ v.motion }}: tán thành {{ v.yes }}, không tán thành {{ v.no }}{% if v.note %} ({{ v.note }}){% endif %}.",
        "{%p endfor %}",
    ):
        document.add_paragraph(line)
    document.save(str(path := folder / "bien-ban-thuong.docx"))
    return path


def plain() -> dict[str, Any]:
    """Values for `plain_template`."""
    members = [
        {"name": name(number), "office": "Đảng viên", "present": number % 9 != 0} for number in range(1, MEMBERS + 1)
    ]
    items = [
        {
            "title": f"Nội dung thứ {number}",
            "presenter": name(number),
            "opinions": [{"speaker": one.speaker, "text": one.first} for one in _opinions(number)],
            "conclusion": f"Thống nhất nội dung {number}.",
        }
        for number in range(1, ITEMS + 1)
    ]
    votes = [{"motion": f"Thông qua {number}", "yes": 24, "no": 2, "note": ""} for number in range(1, VOTES + 1)]
    return {
        "title": "Biên bản sinh hoạt",
        "chair": name(1),
        "recorder": name(2),
        "members": members,
        "items": items,
        "votes": votes,
    }
