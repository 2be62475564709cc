"""A dropped file, opened by its kind: which form it is, the tree of its values, the problems of its structure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from pipeline.errors import FormRefused, Problem
from pipeline.forms.grid.read import grid_of_workbook, read_grid
from pipeline.forms.grid.word import grid_of_word
from pipeline.forms.mark import FormMark, form_mark
from pipeline.forms.models import MODELS, FormModel
from pipeline.messages import Message, msg
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.office_files.word.values import read_word
from pipeline.office_files.workbooks import read_workbook
from pipeline.records import Node
from pipeline.yaml_source import read_json, read_yaml

Opened = tuple[FormModel, FormMark | None, Node, list[Problem]]

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
WORD = (".docx", ".docm")
TEXTS: Mapping[str, Callable[[bytes], tuple[Node, list[Problem]]]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
}
FORM_SUFFIXES = (*WORKBOOKS, *WORD, *TEXTS)
MAX_TEXT_FILE = 5 * 1024 * 1024

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_TOP = 2_000  # bytes; where a text form says what it is


def open_form(name: str, data: bytes, limits: Limits = LIMITS) -> Opened:
    """The form in a file. Raises `FormRefused` where it cannot be read as one at all."""
    suffix = PurePath(name).suffix.casefold()
    if suffix in (*WORKBOOKS, *WORD):
        grid = (
            grid_of_word(read_word(data, limits))
            if suffix in WORD
            else grid_of_workbook(read_workbook(data, suffix, limits))
        )
        model, tree, problems = read_grid(grid)
        return model, grid.mark, tree, problems
    if suffix in TEXTS:
        return _text(suffix, data)
    raise FormRefused(_unknown_type())


def _text(suffix: str, data: bytes) -> Opened:
    if data.startswith(_BINARY):
        raise FormRefused(_not_text(suffix))
    if len(data) > MAX_TEXT_FILE:
        raise FormRefused(_too_large())
    mark = form_mark(data[:_TOP].decode(errors="replace"))
    tree, problems = TEXTS[suffix](data)
    return _model_of(tree, mark), mark, tree, problems


def _model_of(tree: Node, mark: FormMark | None) -> FormModel:
    """The form a text is: the one its mark names, else the one most of its names belong to."""
    names = set(tree.value) if isinstance(tree.value, dict) else set()

    def likeness(model: FormModel) -> tuple[bool, int]:
        fields = {field.alias or name for name, field in model.record.model_fields.items()}
        return mark is not None and mark.kind == model.name, len(fields & names)

    return max(MODELS, key=likeness)


def _unknown_type() -> Problem:
    return Problem(
        "unknown-form-type",
        Message(""),
        msg("This kind of file is not a form."),
        msg("Please use one of: {suffixes}.", suffixes=", ".join(FORM_SUFFIXES)),
    )


def _not_text(suffix: str) -> Problem:
    return Problem(
        "wrong-suffix",
        Message(""),
        msg("The name says {suffix}, but the file is an Office or PDF file.", suffix=suffix),
        msg("Please give it the name ending it had; an Excel form ends in .xlsx."),
    )


def _too_large() -> Problem:
    return Problem(
        "form-too-large",
        Message(""),
        msg("The file is larger than {limit} MB.", limit=MAX_TEXT_FILE // 1024 // 1024),
        msg("Please check that it is the right file."),
    )
