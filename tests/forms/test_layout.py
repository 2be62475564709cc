"""Every field of the record has a place in the workbook, and no label of a sheet can be taken for another."""

from __future__ import annotations

from collections import Counter

from pipeline.forms.entries import leaf_paths
from pipeline.forms.layout import SHEETS, placed_paths, sheet_names, sheets_for
from pipeline.forms.xlsx_sheets import text_key
from pipeline.meeting import Meeting, MeetingKind, Stage


def test_every_field_of_a_meeting_has_exactly_one_place() -> None:
    paths = [answer.path for sheet in SHEETS for block in sheet.answers for answer in block.entries]
    paths += [(*table.path, *column.path) for sheet in SHEETS for table in sheet.tables for column in table.entries]
    assert set(leaf_paths(Meeting)) == placed_paths()
    assert max(Counter(paths).values()) == 1


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


def test_a_planned_form_asks_for_nothing_that_only_a_held_meeting_has() -> None:
    planned = {sheet.title for sheet in sheets_for(MeetingKind.REGULAR, Stage.PLANNED)}
    assert planned.isdisjoint({"Điểm danh", "Ý kiến", "Biểu quyết", "Chấm điểm"})
    assert {"Thông tin chung", "Nội dung", "Chuyên đề"} <= planned


def test_a_committee_meeting_is_neither_scored_nor_thematic() -> None:
    committee = {sheet.title for sheet in sheets_for(MeetingKind.COMMITTEE, Stage.HELD)}
    assert committee.isdisjoint({"Chấm điểm", "Chuyên đề"})


def test_tabs_fit_into_what_excel_allows() -> None:
    for name in sheet_names(SHEETS).values():
        assert len(name) <= 31
        assert not set(name) & set(r":\/?*[]")
