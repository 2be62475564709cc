"""Whatever part of a document comes last, at least two lines of its text stand with the signatures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.templates.render import render

from . import sample_after as after
from . import sample_before as before
from . import sample_inspecting as inspecting
from . import sample_meetings as meetings
from .contexts import DAY, FILES, SAMPLES, TEMPLATES
from .printed import MISSING, above_signatures, heading_at_a_foot, pages, printed
from .sample_parts import ASSESSMENT, ELECTION, LAST_TASKS, NEW_TASKS, ROLL, THEMATIC, VOTE

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

ONE = ("Một dòng.",)
NOTHING = replace(
    ASSESSMENT,
    **dict.fromkeys(("ideology", "political_tasks", "party_building", "weaknesses", "causes", "remedies"), ()),
    praise=(),
    reminders=(),
)
TOPIC = replace(THEMATIC, content=ONE, agreed=(), targets=())
ITEM = replace(after.conclusion().items[0], conclusion=ONE)
CLOSING = "Một câu kết./."
# kind → what stands last in the document → the changes to its smallest sample that make it so
LASTS: dict[str, dict[str, dict[str, Any]]] = {
    "minutes": {
        "nothing": {},
        "tasks": {"numbers": {"new_tasks": "1"}, "new_tasks": NEW_TASKS},
        "votes": {"numbers": {"votes": "1"}, "votes": (VOTE,)},
        "conclusion": {"conclusion": ONE},
    },
    "resolution": {
        "nothing": {},
        "last part": {"assessment": replace(NOTHING, ideology=ONE, remedies=ONE)},
        "last tasks": {"last_tasks": LAST_TASKS},
        "content": {"is_thematic": True, "thematic": TOPIC},
        "agreed": {"thematic": replace(TOPIC, agreed=ONE)},
        "targets": {"is_thematic": True, "thematic": replace(TOPIC, agreed=ONE, targets=ONE)},
        "directions": {"directions": ONE},
        "tasks": {"directions": ONE, "new_tasks": NEW_TASKS},
        "many tasks": {"new_tasks": NEW_TASKS * 12},
        "score": {"new_tasks": NEW_TASKS, "score": "Một câu về điểm."},
        "implementation": {"new_tasks": NEW_TASKS, "implementation": ONE},
    },
    "report": {
        "nothing": {},
        "members": {"members": "Tổng số đảng viên: 26 đồng chí."},
        "part": {"assessment": replace(NOTHING, results=ONE)},
        "topic": {"thematic": TOPIC},
        "agreed": {"thematic": replace(TOPIC, agreed=ONE)},
        "targets": {"thematic": replace(TOPIC, agreed=ONE, targets=ONE)},
        "score": {"score": "Một câu về điểm."},
        "directions": {"directions": ONE},
        "tasks": {"new_tasks": NEW_TASKS},
        "proposals": {"new_tasks": NEW_TASKS, "proposals": ONE},
    },
    "conclusion": {
        "nothing": {"conclusion": ()},
        "item": {"items": (ITEM, ITEM), "conclusion": ()},
        "conclusion": {"items": (ITEM,), "conclusion": ONE},
        "tasks": {"new_tasks": NEW_TASKS},
        "implementation": {"implementation": ONE},
    },
    "programme": {
        "nothing": {"topics": ()},
        "aim": {"topics": (), "aim": ONE},
        "topics": {"topics": before.programme().topics},
        "many topics": {"topics": before.programme().topics * 9},
        "implementation": {"implementation": ONE},
    },
    "inspection": {
        "nothing": {"rows": ()},
        "aim": {"rows": (), "aim": ONE},
        "rows": {"rows": inspecting.inspection().rows},
        "many rows": {"rows": inspecting.inspection().rows * 9},
        "implementation": {"implementation": ONE},
    },
    "plan": {
        "one line": {},
        "nothing": {"thematic": replace(meetings.smallest_plan().thematic, presenter="")},
        "assignments": {"assignments": meetings.plan().assignments},
    },
    "invitation": {
        "nothing": {},
        "agenda": {"agenda": before.invitation().agenda},
        "requests": {"agenda": before.invitation().agenda, "requests": ONE},
    },
    "postponement": {"nothing": {}, "reason": {"reason": "Việc đột xuất."}, "new date": {"when": "ngày mai"}},
    "count": {
        "in favour": {},
        "result": {"vote": VOTE},
        "rows": {"rows": after.vote_count().rows},
    },
    "extract": {
        "in favour": {},
        "result": {"vote": VOTE},
        "candidates": {"vote": replace(ELECTION, result="")},
        "candidates, result": {"vote": ELECTION},
    },
    "supplement": {"one": {}},
    "supervision": {
        "nothing": {},
        "roll": {"attendance": replace(ROLL, exempt="")},
        "exempt": {"attendance": ROLL},
        "strengths": {"strengths": ONE},
        "opinion": {"strengths": ONE, "opinion": ONE},
        "grade": {"weaknesses": ONE, "grade": "Tốt"},
    },
    "correction": {"rows": {}, "many rows": {"corrections": after.correction().corrections * 15}},
    "transmittal": {"one": {}},
    "roll": {"smallest": {}, "guests": {"guests": ROLL.guests}},
    "score": {"smallest": {}, "blank": {"blank": True}},
}
# Lines that push all down the page. The signatures are as high as eight lines, so they meet its foot at one of these.
LINES = range(7, 35, 8)
CASES = [(kind, last) for kind, lasts in LASTS.items() for last in lasts]


def _pushed(kind: str, last: str, lines: int) -> bytes:
    smallest: Any = SAMPLES[f"{kind}-smallest"][1]
    context = replace(smallest, **LASTS[kind][last])
    if isinstance(getattr(context, "closing", None), str):
        context = replace(context, closing=CLOSING)
    header = replace(context.header, superior="\n".join("…" * lines))
    return render(TEMPLATES / FILES[kind], replace(context, header=header), day=DAY)


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every case at every height, converted in one go."""
    documents = {f"{kind}-{last}-{lines}": _pushed(kind, last, lines) for kind, last in CASES for lines in LINES}
    return printed(documents, tmp_path_factory.mktemp("combinations"))


@pytest.mark.parametrize(("kind", "last"), CASES)
def test_two_lines_stand_above_the_signatures_wherever_the_page_ends(
    pdfs: dict[str, Path], kind: str, last: str
) -> None:
    made = {lines: pdfs[f"{kind}-{last}-{lines}"] for lines in LINES}
    short = {lines: above_signatures(pdf, "Trần Văn Hòa") for lines, pdf in made.items()}
    assert {lines: above for lines, above in short.items() if len(above) < 2} == {}
    assert [heading_at_a_foot(pdf) for pdf in made.values()] == [[]] * len(made)


@pytest.mark.parametrize("kind", LASTS)
def test_the_signatures_of_each_kind_meet_the_end_of_a_page(pdfs: dict[str, Path], kind: str) -> None:
    lengths = [{len(pages(pdfs[f"{kind}-{last}-{lines}"])) for lines in LINES} for last in LASTS[kind]]
    assert max(len(of_one) for of_one in lengths) > 1
