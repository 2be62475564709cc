"""A small kind of document for the tests of templates: every sort of value, and nothing that real kinds may change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, cast

from pipeline.documents import KINDS
from pipeline.documents.names import Name


@dataclass(frozen=True)
class Head:
    number: Annotated[str, Name("Số", "Số 05-CV/CB")]
    draft: Annotated[bool, Name("Bản dự thảo")]


@dataclass(frozen=True)
class Remark:
    speaker: Annotated[str, Name("Người phát biểu", "Lê Thị Sen")]
    more: Annotated[tuple[str, ...], Name("Nội dung", "Nhất trí.")]


@dataclass(frozen=True)
class Row:
    name: Annotated[str, Name("Họ và tên", "Đỗ Văn Lúa")]
    remarks: Annotated[tuple[Remark, ...], Name("Ý kiến")]


@dataclass(frozen=True)
class Thanks:
    whom: Annotated[str, Name("Cảm ơn ai", "Phạm Thị Mận")]


@dataclass(frozen=True)
class Letter:
    head: Annotated[Head, Name("Phần đầu")]
    title: Annotated[str, Name("Trích yếu", "về việc họp")]
    lines: Annotated[tuple[str, ...], Name("Nội dung", "Kính mời dự họp.")]
    people: Annotated[tuple[Row, ...], Name("Danh sách")]
    thanks: Annotated[Thanks | None, Name("Lời cảm ơn")]
    numbers: Annotated[dict[str, str], Name("Số của từng phần")]
    count: Annotated[int, Name("Số người", "2")]
    bare: str


@dataclass(frozen=True)
class Note:
    title: Annotated[str, Name("Trích yếu", "về việc hoãn")]
    reason: Annotated[str, Name("Lý do", "mưa bão")]


def _letter(_subject: Any) -> Letter:
    raise NotImplementedError


def _note(_subject: Any) -> Note:
    raise NotImplementedError


LETTER = replace(KINDS[0], template="thu.docx", context=cast(Any, _letter))
NOTE = replace(KINDS[1], template="thu.docx", context=cast(Any, _note))
