"""The largest meeting on paper: 200 members, 30 items, opinions of 10,000 characters, long names; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.templates.render import render

from .contexts import DAY, FILES, TEMPLATES
from .printed import MISSING, above_signatures, fonts, heading_at_a_foot, pages, printed, running, squeezed, written
from .sample_largest import LARGEST, MEMBERS, name
from .values import changed, faults

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

PLANNING = {f"thematic.{name}" for name in ("aim", "requirements", "draft_due", "approval_due", "sending_due")} | {
    "thematic.reviewer"
}
PAPERS = {"thematic.content", "thematic.papers.topic", "thematic.questions"}
DISCUSSION = {f"items.{name}" for name in ("presenter", "report", "differing", "opinions.first", "opinions.more")} | {
    "items.opinions.speaker"
}
OTHERS = {"attendance.others.name", "attendance.others.note"}
# What a document is given and does not print, because another tells it: the plan of a meeting is not repeated in its
# minutes, nor the papers in the resolution; the conclusion has no discussion; a letter's abstract stands in its head.
TOLD_ELSEWHERE: dict[str, set[str]] = {
    "minutes": PLANNING | {"score_lines.levels"},
    "resolution": PLANNING | PAPERS,
    "report": PLANNING | PAPERS | {"thematic.plan_presenter", "body"},
    "plan": PLANNING - {"thematic.aim", "thematic.requirements"} | {"thematic.agreed"},
    "paper": PLANNING
    | {f"thematic.{name}" for name in ("content", "presenter", "plan_presenter", "targets", "agreed")}
    | {f"thematic.papers.{name}" for name in ("number", "author", "topic")}
    | {"body"},
    "conclusion": DISCUSSION,
    "roll": OTHERS | {"body"},  # everybody stands in a row
    "count": {"vote.in_favour", "vote.against", "vote.abstained"},  # the rows say it, answer by answer
    "extract": OTHERS
    | {"attendance.absences.name", "attendance.absences.reason", "attendance.guests"}
    | {"vote.against", "vote.abstained"},  # an election has candidates instead
    "postponement": {"abstract"},
    "ballot": {"body"},
    "score": {"body"},
    "supplement": {"body"},
    "supervision": {"body"},
}
TASKS, DONE, POINTS = (
    ("Nhiệm vụ mới thứ", "TT Nhiệm vụ Chỉ tiêu"),
    ("Nhiệm vụ cũ thứ", "TT Nhiệm vụ Tình trạng"),
    (
        "Tiêu chí thứ",
        "TT Nội dung Điểm tối đa",
    ),
)
VOTES = ("/180 phiếu", "TT Người ứng cử, phương án")
TABLES = (
    *((kind, *TASKS) for kind in ("minutes", "resolution", "report", "conclusion")),
    *((kind, *DONE) for kind in ("minutes", "resolution", "report")),
    *((kind, *POINTS) for kind in ("minutes", "score")),
    *((kind, *VOTES) for kind in ("minutes", "extract")),
    ("count", VOTES[0], "TT Ý kiến Số phiếu"),
    ("plan", "Nhiệm vụ mới thứ", "TT Công việc Người thực hiện"),
    ("programme", "Chuyên đề thứ", "TT Thời gian Chuyên đề"),
    ("inspection", "Nội dung thứ", "TT Thời gian Hình thức Nội dung"),
    ("roll", "Nguyễn Phước", "TT Họ và tên"),
    ("correction", "Nghị quyết số", "TT Văn bản Vị trí"),
    ("yearly", "Chi bộ ấp thứ", "TT Chi bộ"),
)


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    return {kind: render(TEMPLATES / FILES[kind], context, day=DAY) for kind, context in LARGEST.items()}


@pytest.fixture(scope="module")
def pdfs(documents: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return printed(documents, tmp_path_factory.mktemp("largest"))


def test_there_is_a_largest_document_of_each_template() -> None:
    assert set(LARGEST) == set(FILES)


@pytest.mark.parametrize("kind", LARGEST)
def test_every_text_is_on_paper_but_what_is_told_elsewhere(pdfs: dict[str, Path], kind: str) -> None:
    text, missing = running(pdfs[kind]), set()

    def look(path: str, value: str) -> str:
        if squeezed(value) not in text:
            missing.add(path)
        return value

    changed(LARGEST[kind], look)
    assert missing == TOLD_ELSEWHERE.get(kind, set())


@pytest.mark.parametrize("kind", LARGEST)
def test_a_document_of_that_size_is_sound(documents: dict[str, bytes], kind: str, tmp_path: Path) -> None:
    path = tmp_path / "largest.docx"
    path.write_bytes(documents[kind])
    assert faults(path) == []


@pytest.mark.parametrize(("kind", "row", "head"), TABLES, ids=lambda value: value if value in LARGEST else "")
def test_the_head_of_a_table_stands_on_each_of_its_pages(pdfs: dict[str, Path], kind: str, row: str, head: str) -> None:
    with_rows = [page for page in written(pdfs[kind]) if squeezed(row) in page]
    if kind == "roll":
        with_rows = with_rows[:-1]  # guests stand below the table
    assert len(with_rows) > 1, "the table ends on the page where it begins"
    assert all(squeezed(head) in page for page in with_rows)


def test_names_in_narrow_cells_break_between_words_only(pdfs: dict[str, Path]) -> None:
    words = {word for page in pages(pdfs["roll"]) for line in page for word in line.split()}
    assert {word for number in range(1, MEMBERS + 1) for word in name(number).split()} <= words


@pytest.mark.parametrize("kind", LARGEST)
def test_no_heading_is_the_last_line_of_a_page(pdfs: dict[str, Path], kind: str) -> None:
    assert heading_at_a_foot(pdfs[kind]) == []


@pytest.mark.parametrize("kind", [kind for kind in LARGEST if kind != "ballot"])
def test_the_signatures_stand_whole_on_a_page_with_text(pdfs: dict[str, Path], kind: str) -> None:
    signer = name(7) if kind == "paper" else "Nguyên" if kind not in SIGNED_BY_TWO else "Châu"
    assert len(above_signatures(pdfs[kind], signer)) >= 2


SIGNED_BY_TWO = ("minutes", "roll", "count", "supplement", "supervision")


@pytest.mark.parametrize("kind", [kind for kind in LARGEST if kind != "ballot"])
def test_pages_are_numbered_from_the_second_on(pdfs: dict[str, Path], kind: str) -> None:
    first, *others = pages(pdfs[kind])
    assert others
    assert first[0].endswith("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert [page[0] for page in others] == [str(number) for number in range(2, len(others) + 2)]


def test_long_ballots_take_a_page_each_and_no_number_tells_one_from_the_other(pdfs: dict[str, Path]) -> None:
    one, other = pages(pdfs["ballot"])
    assert one == other


@pytest.mark.parametrize("kind", LARGEST)
def test_every_letter_comes_from_one_family(pdfs: dict[str, Path], kind: str) -> None:
    assert {font.split("-")[0] for font in fonts(pdfs[kind])} in ({"LiberationSerif"}, {"TimesNewRomanPSMT"})
