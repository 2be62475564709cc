"""A small language for the tests: one-line templates, the text of a document, contexts with every text changed."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import docx
from docx.document import Document
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.templates.render import render

from .contexts import DAY

T = TypeVar("T")


def template(folder: Path, *lines: str, header: str = "", cell: str = "", title: str = "") -> Path:
    """A Word file with these paragraphs, and text in the page header, a table cell and the title where given."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    path = folder / "mau.docx"
    document.save(str(path))
    return path


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def lines(path: Path, context: Mapping[str, object]) -> list[str]:
    """The paragraphs of the filled template."""
    return [paragraph.text for paragraph in opened(render(path, context, day=DAY)).paragraphs]


def all_text(data: bytes) -> str:
    """Every paragraph of the body, tables included, one per line."""
    document = opened(data)
    return "\n".join("".join(node.itertext()) for node in document.element.body.iter(qn("w:p")))


def faults(path: Path) -> list[str]:
    """What Word's own schemas and rules find wrong with the file."""
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def changed(value: T, change: Callable[[str, str], str], path: str = "") -> T:
    """The same record with every text replaced by `change(path, text)`; paths have no numbers: `agenda.title`."""
    return _changed(value, change, path)  # type: ignore[return-value]


def _changed(value: object, change: Callable[[str, str], str], path: str) -> object:
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, tuple):
        return tuple(_changed(inner, change, path) for inner in value)
    if isinstance(value, dict):
        return {key: _changed(inner, change, f"{path}.{key}") for key, inner in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **dict(_fields(value, change, path)))
    return value


def _fields(value: object, change: Callable[[str, str], str], path: str) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        yield field.name, _changed(getattr(value, field.name), change, f"{path}.{field.name}".strip("."))
