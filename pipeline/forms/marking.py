"""The clerk's own file with its problems marked, and the same file without: one door for every kind of form.

Marks are worth nothing if they change what was typed. So each marked file is read again before it is given out, and
where anything differs there is none: the list of problems beside the form says it all as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from pipeline.errors import Problem, Severity
from pipeline.forms.yaml.marks import cleared_text, lines_in_marked, marked_text, moved
from pipeline.messages import Place, vietnamese
from pipeline.office_files.marks import Mark
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.office_files.word.values import WordTable, read_word
from pipeline.office_files.word_marks.mark import cleared_document, marked_document, typed_in_document
from pipeline.office_files.workbook_marks.mark import cleared_workbook, marked_workbook, typed_in_workbook
from pipeline.office_files.workbooks import read_workbook

_LOG = logging.getLogger(__name__)

_LIST_ROWS, _LIST_CELLS = 2_000, 10_000  # more than the list ever has

WORKBOOKS, DOCUMENTS, TEXTS = (".xlsx", ".xlsm"), (".docx", ".docm"), (".yaml", ".yml")
_CLEARING: Mapping[str, Callable[[bytes, Limits], bytes]] = {
    **dict.fromkeys(WORKBOOKS, cleared_workbook),
    **dict.fromkeys(DOCUMENTS, cleared_document),
    **dict.fromkeys(TEXTS, lambda data, _limits: cleared_text(data)),
}
_TYPED: Mapping[str, Callable[[bytes, Limits], tuple[str, ...]]] = {  # in a text it stays, as a comment
    **dict.fromkeys(WORKBOOKS, typed_in_workbook),
    **dict.fromkeys(DOCUMENTS, typed_in_document),
}


def marked(name: str, data: bytes, problems: Sequence[Problem], limits: Limits = LIMITS) -> bytes | None:
    """The form with its problems marked at their places and listed in front, earlier marks gone.

    None for a kind of file that is not marked, and where marks could not be put in without changing what was typed.
    Nothing is raised. Same arguments, same bytes.
    """
    suffix = PurePath(name).suffix.casefold()
    clean = cleared(name, data, limits)
    if suffix not in _CLEARING or not problems:
        return None
    try:
        return _marked(suffix, clean, problems, limits)
    except Exception:  # whatever a damaged or unusual file makes zip and XML readers say
        _LOG.info("%s was not marked", PurePath(name).name, exc_info=True)
        return None


def cleared(name: str, data: bytes, limits: Limits = LIMITS) -> bytes:
    """The form without marks of ours; the very same object where it has none, or is too damaged to tell.

    What was typed behind a sentence of ours in a note or comment stays there; on the list of problems it does not.
    """
    clearing = _CLEARING.get(PurePath(name).suffix.casefold())
    try:
        return clearing(data, limits) if clearing else data
    except Exception:  # as above
        _LOG.info("%s was not cleared of marks", PurePath(name).name, exc_info=True)
        return data


def typed_among_marks(name: str, data: bytes, limits: Limits = LIMITS) -> tuple[str, ...]:
    """What a clerk typed on the list of problems, which goes when the marks are cleared: each text on one line.

    Nothing where there is none, or where the file cannot be read. Nothing is raised.
    """
    typed = _TYPED.get(PurePath(name).suffix.casefold())
    try:
        return typed(data, limits) if typed else ()
    except Exception:  # as above
        _LOG.info("%s was not searched for texts among the marks", PurePath(name).name, exc_info=True)
        return ()


def as_marked(name: str, data: bytes, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems with their places as they are in the marked file: comments move the lines of a text."""
    if PurePath(name).suffix.casefold() not in TEXTS:
        return tuple(problems)
    lines = lines_in_marked(data)
    return tuple(replace(problem, where=moved(problem.where, lines)) for problem in problems)


def _marked(suffix: str, data: bytes, problems: Sequence[Problem], limits: Limits) -> bytes | None:
    marks = [_mark(problem) for problem in problems]
    if suffix in TEXTS:
        return marked_text(data, problems, marks)
    result = (marked_workbook if suffix in WORKBOOKS else marked_document)(data, marks, limits)
    said, again = _said(suffix, data, limits), _said(suffix, result, _with_room_for_list(limits))
    is_kept = again[len(again) - len(said) :] == said and len(again) > len(said)  # the list stands in front
    return result if is_kept and _said(suffix, _CLEARING[suffix](result, limits), limits) == said else None


def _with_room_for_list(limits: Limits) -> Limits:
    """A form as large as may be is one sheet or page larger once it is marked."""
    return replace(limits, sheets=limits.sheets + 1, rows=limits.rows + _LIST_ROWS, cells=limits.cells + _LIST_CELLS)


def _said(suffix: str, data: bytes, limits: Limits) -> list[object]:
    """What stands in the file, in its order: sheets, or paragraphs and tables."""
    if suffix in WORKBOOKS:
        return [(sheet.name, sheet.rows, sheet.merged) for sheet in read_workbook(data, suffix, limits).sheets]
    return [
        [[(cell.text, cell.start, cell.span) for cell in row.cells] for row in part.rows]
        if isinstance(part, WordTable)
        else part
        for part in read_word(data, limits).body
    ]


def _mark(problem: Problem) -> Mark:
    where = problem.where
    return Mark(
        vietnamese(where),
        vietnamese(problem.message),
        vietnamese(problem.hint),
        problem.severity is Severity.ERROR,
        where.address if isinstance(where, Place) else (),
    )
