"""Which line of a document is which component: by what it says and where it stands, never by its style's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.layout_check import words
from pipeline.layout_check.heads import (
    HEAD_AT_MOST,
    end_of_title_table,
    first_of_sheet,
    head_components,
    title_line,
)
from pipeline.layout_check.model import Document, Line, Paragraph, Part
from pipeline.layout_check.signatures import Signatures, signatures
from pipeline.regulations import ComponentName, RuleSet

C = ComponentName
_MINUTES = (words.MINUTES, f"TRÍCH {words.MINUTES}")
_FURTHER_TYPES = ("PHIẾU", "DANH SÁCH", "THAM LUẬN", *_MINUTES, "BẢNG", "SỔ")
_ABSTRACT_AT_MOST = 8  # lines


@dataclass(frozen=True)
class Components:
    """The components of one document. `make_up` says which of them its kind must have."""

    make_up: str
    type_name: str
    head: tuple[Line, ...]
    found: dict[ComponentName, tuple[Line, ...]]
    body: tuple[Paragraph, ...] = ()  # running text, tables left out
    tables: tuple[Paragraph, ...] = ()  # what stands in the tables of the body
    signed: Signatures = field(default_factory=Signatures)

    def lines(self, name: ComponentName) -> tuple[Line, ...]:
        return self.found.get(name, ())

    def first(self, name: ComponentName) -> Line | None:
        return next(iter(self.lines(name)), None)

    @property
    def is_cell(self) -> bool:
        """Whether a cell issues it; a document that names no body may well be one of a cell."""
        name = self.first(C.BODY_NAME)
        return name is None or bool(words.CELL_NAME.match(name.text))


def recognised(document: Document, rules: RuleSet, make_up: str | None) -> Components:
    """The components of a document; `make_up` where the caller knows it."""
    lines = first_of_sheet(document.lines(), rules)
    names = (*(kind.name for kind in rules.types.values() if kind.printed), *_FURTHER_TYPES)
    title = title_line(lines, rules)
    after_head = end_of_title_table(lines, title)
    is_letter = make_up == "letter" or any(words.is_letter_number(line.text) for line in lines[:HEAD_AT_MOST])
    typed = None if is_letter else _type_line(lines, after_head, names, title)
    head_end = typed if typed is not None else max(after_head, _before_address(lines, after_head))
    head = lines[:head_end]
    found = head_components(head, title)
    type_name = words.type_named(lines[typed].text, names) or lines[typed].text if typed is not None else ""
    known = _make_up(make_up, is_letter, type_name, rules)
    text_start = head_end
    if typed is not None:
        found[C.TYPE_NAME] = (lines[typed],)
        has_abstract = C.ABSTRACT in rules.make_ups[known].required
        text_start = _abstract(lines, typed + 1, found, has_abstract)
    if known != "letter" and C.LETTER_ABSTRACT in found:
        found.pop(C.LETTER_ABSTRACT)
    signed = signatures(lines[text_start:])
    found |= signed.found
    last = text_start + signed.starts_at
    body, tables = _body(document, lines[text_start:last])
    found |= _body_components(body)
    return Components(known, type_name, tuple(head), found, body, tables, signed)


def _type_line(lines: Sequence[Line], start: int, names: Iterable[str], title: int | None) -> int | None:
    """The line of the type's name: one of the known, else the first centred line in capitals behind the head."""
    known = tuple(names)
    near = range(start, min(len(lines), start + HEAD_AT_MOST))
    for place in near:
        if words.type_named(lines[place].text, known):
            return place
        if words.ADDRESSED.match(lines[place].text):
            return None
    if title is None:
        return None
    for place in near:
        line = lines[place]
        if line.text.isupper() and line.paragraph.shape.align == "center" and not _is_of_head(line):
            return place
    return None


def _is_of_head(line: Line) -> bool:
    text = line.text
    return bool(
        words.STAR.match(text) or words.NUMBER.match(text) or words.DRAFT.match(text) or words.BODY_NAME.match(text)
    )


def _before_address(lines: Sequence[Line], start: int) -> int:
    """How far the head of a document without a type's name reaches."""
    for place in range(start, min(len(lines), start + HEAD_AT_MOST)):
        if words.ADDRESSED.match(lines[place].text):
            return place
        if len(lines[place].text) > 100:
            return place
    return start


def _make_up(given: str | None, is_letter: bool, type_name: str, rules: RuleSet) -> str:
    """The make-up given, else that of the type printed; what may go out as a letter is one where it is numbered so."""
    if is_letter and given in (None, "full"):
        return "letter"
    if given is not None:
        return given
    if type_name.startswith(_MINUTES):
        return "minutes"
    if not type_name:
        return "letter"
    return "full" if type_name in {kind.name for kind in rules.types.values()} else "slip"


def _abstract(lines: Sequence[Line], start: int, found: dict[ComponentName, tuple[Line, ...]], must_be: bool) -> int:
    """Take abstract and the dashes under it; the place where the text begins.

    Without dashes, what is centred is the abstract of a document that must have one, and the text of any other.
    """
    near = lines[start : start + _ABSTRACT_AT_MOST]
    centred = 0
    while centred < len(near) and _is_centred_title(near[centred]):
        centred += 1
    dashes = next((place for place, line in enumerate(near) if words.DASHES.match(line.text)), None)
    end = dashes if dashes is not None else centred if must_be else 0
    if end:
        found[C.ABSTRACT] = tuple(near[:end])
    if dashes is None:
        return start + end
    found[C.ABSTRACT_LINE] = (near[dashes],)
    return start + dashes + 1


def _is_centred_title(line: Line) -> bool:
    """A line in brackets below a title explains it, and is set as its writer likes."""
    return line.paragraph.shape.align == "center" and not line.text.startswith("(")


def _body(document: Document, lines: Sequence[Line]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Running text and the text of tables; empty paragraphs in between stay, they part what stands around them."""
    if not lines:
        return (), ()
    first, last = (document.paragraphs.index(line.paragraph) for line in (lines[0], lines[-1]))
    between = [one for one in document.paragraphs[first : last + 1] if one.place.part is Part.TEXT]
    tables = tuple(paragraph for paragraph in between if paragraph.place.cell is not None)
    return tuple(paragraph for paragraph in between if paragraph.place.cell is None), tables


def _is_sub_heading(line: Line) -> bool:
    """`1. …`, `3.2. …`, `a) …` in bold from end to end: the title of a part below the sections (36-HD/VPTW, 6c)."""
    lettered = [run for run in line.printed if any(letter.isalnum() for letter in run.text)]
    is_title = bool(words.SUB_HEADING.match(line.labelled)) and not line.text.endswith((".", ";"))
    return is_title and all(run.look.is_bold for run in lettered)


def _body_components(body: Iterable[Paragraph]) -> dict[ComponentName, tuple[Line, ...]]:
    found: dict[ComponentName, list[Line]] = {}
    opening = True  # grounds stand in front of everything else
    for paragraph in body:
        line = Line(paragraph, paragraph.runs)
        if not line.text:
            continue
        if words.HEADING.match(line.labelled) or _is_sub_heading(line):
            name = C.HEADING
        elif opening and words.GROUNDS.match(line.labelled):
            name = C.GROUNDS
        else:
            name = C.BODY_TEXT
        opening = name is C.GROUNDS
        found.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}
