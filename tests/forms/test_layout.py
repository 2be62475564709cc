"""Every field of the record has a place in the workbook, and no label of a sheet can be taken for another."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.forms import read_form
from pipeline.forms.entries import Steps, leaf_paths, stated_paths
from pipeline.forms.grid.sheets import text_key
from pipeline.forms.layout import NOT_ASKED, SHEETS
from pipeline.forms.selection import sheet_names, sheets_for
from pipeline.meeting import Meeting, MeetingKind, Stage
from pipeline.workspace import SHIPPED_DATA

from .records import everything


def test_every_field_of_a_meeting_has_a_place() -> None:
    assert set(leaf_paths(Meeting)) == frozenset[Steps]().union(*(sheet.paths for sheet in SHEETS))


@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("meeting", [None, everything()], ids=["blank", "with everything"])
def test_no_form_asks_for_a_field_twice(kind: MeetingKind, stage: Stage, meeting: Meeting | None) -> None:
    paths = [path for sheet in sheets_for(kind, stage, meeting) for block in sheet.blocks for path in block.paths]
    assert max(Counter(paths).values()) == 1


@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("stage", Stage)
def test_what_a_record_states_has_a_place_in_a_form_of_any_stage(kind: MeetingKind, stage: Stage) -> None:
    meeting = everything()
    placed = frozenset[Steps]().union(*(sheet.paths for sheet in sheets_for(kind, stage, meeting)))
    assert set(stated_paths(meeting)) <= placed


def test_fields_that_a_stage_does_not_ask_for_are_fields() -> None:
    assert set(leaf_paths(Meeting)) >= frozenset[Steps]().union(*NOT_ASKED.values())


def test_labels_and_headings_of_a_sheet_are_told_apart() -> None:
    for sheet in SHEETS:
        texts = [block.title for block in sheet.blocks]
        texts += [answer.label for block in sheet.answers for answer in block.entries]
        assert max(Counter(map(text_key, texts)).values()) == 1, sheet.title
        for table in sheet.tables:
            header = [table.lead, *table.shown, *(column.label for column in table.entries)]
            assert max(Counter(map(text_key, header)).values()) == 1, table.title


def test_every_answer_has_a_vietnamese_label() -> None:
    answers = [answer for sheet in SHEETS for block in sheet.blocks for answer in block.entries]
    assert [answer.path for answer in answers if answer.label == answer.path[-1]] == []


def titles(kind: MeetingKind, stage: Stage) -> set[str]:
    return {sheet.title for sheet in sheets_for(kind, stage)}


def fields(kind: MeetingKind, stage: Stage) -> set[str]:
    return {".".join(path) for sheet in sheets_for(kind, stage) for path in sheet.paths}


def test_a_planned_form_asks_for_nothing_that_only_a_held_meeting_has() -> None:
    assert titles(MeetingKind.REGULAR, Stage.PLANNED).isdisjoint({"Điểm danh", "Ý kiến", "Chấm điểm"})
    assert {"Thông tin chung", "Nội dung", "Chuyên đề"} <= titles(MeetingKind.REGULAR, Stage.PLANNED)
    asked = fields(MeetingKind.REGULAR, Stage.PLANNED)
    assert asked.isdisjoint({"closed", "votes.in_favour", "votes.choices.votes", "tellers", "proposals", "conclusion"})


def test_a_planned_form_asks_whom_to_invite_and_what_to_print_on_ballots() -> None:
    asked = fields(MeetingKind.EXTRAORDINARY, Stage.PLANNED)
    assert {"announced", "roll.guests.name", "roll.guests.address", "roll.guests.office"} <= asked
    assert {"votes.motion", "votes.person", "votes.ballot", "votes.choices.name"} <= asked


def test_a_form_after_the_meeting_says_which_one_it_was_and_what_came_later() -> None:
    assert [sheet.title for sheet in sheets_for(MeetingKind.THEMATIC, Stage.FOLLOWED_UP)] == [
        "Thông tin chung",
        "Cập nhật sau họp",
        "Hoãn họp",
        "Hủy số, giải trình",
        "Cấp trên chấm điểm",
        "Giám sát của cấp trên",
        "Bổ sung sau họp",
        "Văn bản",
    ]
    general = sheets_for(MeetingKind.THEMATIC, Stage.FOLLOWED_UP)[0]
    assert {".".join(path) for path in general.paths} == {
        *("code", "stage", "kind", "body", "secrecy", "confirmed", "period.month", "ordinal", "day", "announced")
    }


@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.FOLLOWED_UP])
def test_no_other_form_asks_for_what_comes_after(kind: MeetingKind, stage: Stage) -> None:
    assert "Bổ sung sau họp" not in titles(kind, stage)


@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.HELD])
def test_a_programme_is_asked_where_one_is_proposed_and_decided(stage: Stage) -> None:
    asking = {kind for kind in MeetingKind if "programme.span" in fields(kind, stage)}
    assert asking == {MeetingKind.REGULAR, MeetingKind.COMMITTEE}


def test_a_committee_meeting_is_neither_scored_nor_thematic() -> None:
    committee = {sheet.title for sheet in sheets_for(MeetingKind.COMMITTEE, Stage.HELD)}
    assert committee.isdisjoint({"Chấm điểm", "Chuyên đề"})


def test_tabs_fit_into_what_excel_allows() -> None:
    for name in sheet_names(SHEETS).values():
        assert len(name) <= 31
        assert not set(name) & set(r":\/?*[]")


@pytest.mark.parametrize("sample", sorted((SHIPPED_DATA / "sample" / "forms").iterdir()), ids=lambda path: path.stem)
def test_what_the_samples_say_is_asked_for_by_the_form_of_their_stage(sample: Path) -> None:
    meeting = read_form(sample.name, sample.read_bytes()).partial
    assert meeting is not None
    asked = frozenset[Steps]().union(*(sheet.paths for sheet in sheets_for(meeting.kind, meeting.stage)))
    assert set(stated_paths(meeting)) <= asked
