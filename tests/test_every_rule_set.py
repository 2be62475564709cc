"""Every kind of document under every rule set: sound packages in the layout of their own date."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.documents import KINDS, FiledPaper, Known, plan_documents
from pipeline.errors import Severity
from pipeline.layout_check import check_layout, open_word
from pipeline.meeting import DocumentKindName, Meeting, MeetingKind, Outcome
from pipeline.records import Places
from pipeline.templates.render import render
from pipeline.workspace import shipped_templates
from tests.sample import changed, moved, organisation, regulations, sample_meeting

# Years from the sample's 2018 → the layout rules that were in force in October to December of that year.
RULE_SETS = {-1: "11-HD/VPTW", 0: "36-HD/VPTW", 8: "05-HD/VPTW"}
STARTS = ("01", "02", "03", "04", "06", "07", "08", "09", "10", "11", "03-extraordinary", "03-joint", "09-resolution")
BB, NQ = DocumentKindName.MINUTES, DocumentKindName.RESOLUTION


def meeting_of(start: str, years: int) -> Meeting:
    """A sample meeting so many years later; behind a hyphen, what it is made into."""
    number, _, variant = start.partition("-")
    found = sample_meeting(number)
    if variant == "extraordinary":
        found = changed(changed(found, "kind", MeetingKind.EXTRAORDINARY), "reason", "Việc gấp")
    elif variant == "joint":
        found = changed(found, "thematic", sample_meeting("02").thematic)
    elif variant == "resolution":
        found = changed(found, "outcome", Outcome.RESOLUTION)
    return changed(moved(found, years), "confirmed", True)  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def documents(years: int) -> dict[str, tuple[bytes, str, str]]:
    """Name of a document → its bytes, its make-up and its rule set."""
    made = {}
    for start in STARTS:
        meeting = meeting_of(start, years)
        plan = plan_documents(meeting, organisation(), regulations(), Places())
        assert [problem for problem in plan.problems if problem.severity is Severity.ERROR] == []
        held = meeting_of("02", years)
        known = Known(held, {BB: FiledPaper(BB, "25-BB/CB", date(2018 + years, 10, 26))})
        for number, planned in enumerate(plan.documents, 1):
            context = planned.context(number if planned.series else None, known=known)
            data = render(shipped_templates() / planned.kind.template, context, day=planned.day)
            make_up = "letter" if planned.subject.is_letter else planned.kind.make_up
            made[f"{start} {planned.key}"] = (data, make_up, planned.subject.rules.id)
    return made


NAMES = sorted(documents(0))


@pytest.mark.parametrize("years", RULE_SETS, ids=RULE_SETS.values())
def test_every_shipped_kind_is_made_under_every_rule_set(years: int) -> None:
    made = documents(years)
    kinds = {name.split(" ", 1)[1].removesuffix("-2").removesuffix("-3") for name in made}
    assert kinds == {kind.name.value for kind in KINDS if kind.is_shipped}
    assert {rules for _, _, rules in made.values()} == {RULE_SETS[years]}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("years", RULE_SETS, ids=RULE_SETS.values())
def test_a_document_passes_the_layout_check_of_its_date(years: int, name: str) -> None:
    data, make_up, rules = documents(years)[name]
    report = check_layout(open_word(data), regulations(), date(2018 + years, 11, 7), make_up=make_up)
    assert [str(finding) for finding in report.findings] == []
    assert report.rules.id == rules


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("years", (0, 8), ids=("36-HD/VPTW", "05-HD/VPTW"))
def test_a_document_is_a_sound_word_file_with_nothing_left_open(years: int, name: str, tmp_path: Path) -> None:
    data, _, _ = documents(years)[name]
    path = tmp_path / "document.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    assert not [mark for mark in ("{{", "{%", "}}", "%}", "None", "Undefined", "\u2011") if mark in body]


def test_minutes_are_worded_as_their_rule_set_asks() -> None:
    old, new = (documents(years)["03 minutes"][0] for years in (0, 8))

    def text(data: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.read("word/document.xml").decode()

    assert "THƯ KÝ" in text(old) and "NGƯỜI GHI BIÊN BẢN" not in text(old)
    assert "NGƯỜI GHI BIÊN BẢN" in text(new) and "CHỦ TRÌ HỘI NGHỊ" in text(new)
    assert "./." in text(old) and "./." not in text(new)
