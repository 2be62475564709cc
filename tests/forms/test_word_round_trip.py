"""A record written into a Word form is read back as it was: by us, after LibreOffice, with its lists really picked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from pipeline.forms import blank_form, filled_form, read_form
from pipeline.meeting import Meeting, MeetingKind, Stage
from tests.libreoffice import python_of_libreoffice
from tests.sample import FORMS

from .test_round_trip import MEETINGS, PREFILL, meetings
from .word_filled import Element, beside, controls, edited, pick, read, run, saved_by_libreoffice, unpick

EVERYTHING = MEETINGS["everything"]


@meetings
def test_a_word_form_gives_back_the_record(meeting: Meeting) -> None:
    form = read(filled_form(".docx", meeting))
    assert form.problems == ()
    assert form.meeting == meeting


@pytest.mark.parametrize("path", sorted(FORMS.iterdir()), ids=lambda path: path.name)
def test_a_sample_form_says_the_same_in_word(path: Path) -> None:
    meeting = read_form(path.name, path.read_bytes()).meeting
    if path.name.startswith("05"):
        assert meeting is None  # it has the mistakes a clerk is to mend
        return
    assert meeting is not None
    assert read(filled_form(".docx", meeting)).meeting == meeting
    assert read(filled_form(".docx", meeting, PREFILL)).meeting is not None


@meetings
def test_the_same_record_gives_the_same_bytes(meeting: Meeting) -> None:
    assert filled_form(".docx", meeting) == filled_form(".docx", meeting)


@pytest.mark.parametrize("prefill", [None, PREFILL], ids=["blank", "prefilled"])
@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("stage", Stage)
def test_a_form_handed_out_says_in_word_what_it_says_in_excel(kind: MeetingKind, stage: Stage, prefill: object) -> None:
    known = PREFILL if prefill else None
    word = read_form("mau.docx", blank_form(".docx", kind, stage, known))
    excel = read_form("mau.xlsx", blank_form(".xlsx", kind, stage, known))
    assert [problem.message for problem in word.problems] == [problem.message for problem in excel.problems]
    assert word.partial == excel.partial


def unpicked(data: bytes) -> tuple[bytes, list[str]]:
    """The form with every list back at its prompt, and what each had said."""
    said: list[str] = []
    return edited(data, lambda body: said.extend(map(unpick, controls(body)))), said


def picked(data: bytes, items: list[str]) -> bytes:
    """The form with the items picked in its lists as Word does it."""

    def change(body: Element) -> None:
        for control, item in zip(controls(body), items, strict=True):
            if item:
                pick(control, item)

    return edited(data, change)


FULL = filled_form(".docx", EVERYTHING, PREFILL)
HANDED_OUT, PICKS = unpicked(FULL)


def test_items_are_read_as_they_are_picked_in_word() -> None:
    assert len([item for item in PICKS if item]) > 30
    before = read(HANDED_OUT)
    assert before.partial != EVERYTHING
    form = read(picked(HANDED_OUT, PICKS))
    assert form.problems == ()
    assert form.meeting == EVERYTHING


def test_a_picked_item_counts_though_the_mark_of_the_prompt_stayed() -> None:
    def pick_and_forget(body: Element) -> None:
        content = beside(body, "Xác nhận đúng thực tế").find(f".//{qn('w:sdtContent')}")
        content.clear()
        content.append(run("x"))

    form = read(edited(blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, PREFILL), pick_and_forget))
    assert form.meeting is not None
    assert form.meeting.confirmed


def test_prompts_left_as_plain_text_are_nobodys_answers() -> None:
    def lose_controls(body: Element) -> None:
        for control in list(controls(body)):
            for part in list(control.find(qn("w:sdtContent"))):
                control.addprevious(part)
            control.getparent().remove(control)

    form = read(edited(FULL, lose_controls))
    assert form.problems == ()
    assert form.meeting == EVERYTHING


@pytest.fixture(scope="module")
def saved() -> dict[str, bytes]:
    """What LibreOffice made of filled forms, and of one with its lists not picked yet."""
    filled = {str(number): filled_form(".docx", meeting) for number, meeting in enumerate(MEETINGS.values())}
    blank = blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, PREFILL)
    return saved_by_libreoffice({**filled, "handed-out": HANDED_OUT, "blank": blank})


@pytest.mark.libreoffice
@pytest.mark.parametrize("number", range(len(MEETINGS)), ids=list(MEETINGS))
def test_saved_again_by_libreoffice_nothing_changes(number: int, saved: dict[str, bytes]) -> None:
    form = read(saved[str(number)])
    assert form.problems == ()
    assert form.meeting == list(MEETINGS.values())[number]


@pytest.mark.libreoffice
def test_a_blank_form_saved_by_libreoffice_is_blank(saved: dict[str, bytes]) -> None:
    ours = read(blank_form(".docx", MeetingKind.REGULAR, Stage.HELD, PREFILL))
    form = read(saved["blank"])
    assert form.problems == ()
    assert form.meeting == ours.meeting


@pytest.mark.libreoffice
def test_items_picked_in_word_stay_picked_when_libreoffice_saves(saved: dict[str, bytes]) -> None:
    twice = saved_by_libreoffice({"picked": picked(saved["handed-out"], PICKS)})
    form = read(twice["picked"])
    assert form.problems == ()
    assert form.meeting == EVERYTHING


@pytest.mark.libreoffice
def test_items_picked_in_libreoffice_are_read(tmp_path: Path) -> None:
    (tmp_path / "mau.docx").write_bytes(HANDED_OUT)
    soffice, python = shutil.which("soffice"), python_of_libreoffice()
    assert soffice
    assert python, "install python3-uno, which drives LibreOffice"
    subprocess.run(
        [python, str(Path(__file__).with_name("pick_in_libreoffice.py")), soffice, f"vanthu-{os.getpid()}",
         str(tmp_path / "mau.docx"), str(tmp_path / "xong.docx"), json.dumps(PICKS)],
        check=True, timeout=240,
    )  # fmt: skip
    form = read((tmp_path / "xong.docx").read_bytes())
    assert form.problems == ()
    assert form.meeting == EVERYTHING
