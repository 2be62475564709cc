"""The notes at faulty cells: a text among the sheet's comments and the box that shows it.

A note that stands there already keeps its own text below ours. Threads of comments are left alone, and so is the
stand-in that each has among the notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress

from lxml import etree

from pipeline.office_files.marks import AUTHOR, escaped_text, note_spans
from pipeline.office_files.package_edit import OFFICE, Element, PackageEdit, detach, insert_after
from pipeline.office_files.workbook_marks.book import MAIN, M
from pipeline.office_files.workbook_marks.boxes import Boxes, Grid, line_count
from pipeline.office_files.workbook_marks.cells import Spot, spot_of
from pipeline.office_files.workbooks import cell_address

Lines = Sequence[tuple[str, str]]  # lead and sentence

_COMMENTS, _DRAWING = f"{OFFICE}/comments", f"{OFFICE}/vmlDrawing"
_THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_LEGACY = f"{M}legacyDrawing"
_ID = f"{{{OFFICE}}}id"
_THREAD_AUTHOR = "tc="
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BEFORE_LEGACY = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
}  # fmt: skip


def write_notes(package: PackageEdit, sheet: str, notes: Mapping[Spot, Lines]) -> None:
    """Put a note at each spot of the sheet whose part is named."""
    part = package.related(sheet, _COMMENTS) or _new_comments(package, sheet)
    root = package.tree(part)
    boxes = Boxes.of(package, _drawing(package, sheet))
    grid = Grid(package.tree(sheet))
    known = {spot_of(str(comment.get("ref"))): comment for comment in root.iter(f"{M}comment")}
    for spot, lines in notes.items():
        if spot not in known:
            package.changed(part)
            _add(root, spot, lines)
            boxes.add(spot, grid, [f"{lead}{sentence}" for lead, sentence in lines])
        elif not _author(root, known[spot]).startswith(_THREAD_AUTHOR):
            package.changed(part)
            _put_above(known[spot], lines)
            boxes.grow(spot, _height(_text(known[spot])))
    _store_boxes(package, sheet, boxes)


def clear_notes(package: PackageEdit, sheet: str) -> None:
    """Take our lines out of the sheet's notes, and what then is empty."""
    part = package.related(sheet, _COMMENTS)
    if part is None:
        return
    root = package.tree(part)
    boxes = Boxes.of(package, _drawing(package, sheet))
    ours = [comment for comment in root.iter(f"{M}comment") if note_spans(_text(comment))]
    if not ours:
        return
    for comment in ours:
        spot = spot_of(str(comment.get("ref")))
        grown = _height(_text(comment))
        _strip(comment)
        if _text(comment).strip():
            # a box of our own has no size to go back to
            boxes.grow(spot, 0 if _author(root, comment) == AUTHOR else -grown)
        else:
            detach(comment)
            boxes.remove(spot)
    _forget_author(root)
    package.changed(part)
    if root.find(f"{M}commentList/{M}comment") is None:
        package.drop(part, sheet)
    if boxes.part is not None:
        _store_boxes(package, sheet, boxes)


def note_texts(package: PackageEdit, sheet: str) -> list[str]:
    """What the notes of a sheet say, each on one line."""
    part = package.related(sheet, _COMMENTS)
    comments = package.tree(part).iter(f"{M}comment") if part else ()
    return [" ".join(_text(comment).split()) for comment in comments]


def _drawing(package: PackageEdit, sheet: str) -> str | None:
    """The drawing of the notes; pictures in headers and footers have another of the same kind."""
    element = package.tree(sheet).find(_LEGACY)
    if element is None:
        return None
    targets = {id_: target for id_, _kind, target in package.relations(sheet)}
    return targets[str(element.get(_ID))]


def _new_comments(package: PackageEdit, sheet: str) -> str:
    part = package.free_name("xl/comments{}.xml")
    text = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
    package.add(part, text.encode(), _COMMENTS_TYPE)
    package.relate(sheet, _COMMENTS, part)
    return part


def _store_boxes(package: PackageEdit, sheet: str, boxes: Boxes) -> None:
    root = package.tree(sheet)
    element = root.find(_LEGACY)
    data = boxes.written()
    if boxes.part is None and data is not None:
        part = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.add(part, data, _DRAWING_TYPE)
        element = etree.Element(_LEGACY, {_ID: package.relate(sheet, _DRAWING, part)}, nsmap={"r": OFFICE})
        insert_after(root, element, _BEFORE_LEGACY)
        package.changed(sheet)
    elif boxes.part is not None and data is not None:
        package.put(boxes.part, data)
    elif boxes.part is not None:
        package.drop(boxes.part, sheet)
        if element is not None:
            root.remove(element)
            package.changed(sheet)


def _authors(root: Element) -> list[str]:
    return [author.text or "" for author in root.iterfind(f"{M}authors/{M}author")]


def _author(root: Element, comment: Element) -> str:
    return _authors(root)[int(comment.get("authorId", "0"))]


def _add(root: Element, spot: Spot, lines: Lines) -> None:
    names = _authors(root)
    if AUTHOR not in names:
        author = etree.SubElement(root[0], f"{M}author")
        author.text = AUTHOR
        names.append(AUTHOR)
    attributes = {"ref": cell_address(*spot), "authorId": str(names.index(AUTHOR))}
    comments = root.find(f"{M}commentList")
    comment = etree.SubElement(root if comments is None else comments, f"{M}comment", attributes)
    text = etree.SubElement(comment, f"{M}text")
    text.extend(_runs(lines, is_whole=True))


def _runs(lines: Lines, is_whole: bool) -> list[Element]:
    runs = []
    for number, (lead, sentence) in enumerate(lines, 1):
        end = "" if is_whole and number == len(lines) else "\n"
        runs += [_run(lead, is_bold=True), _run(sentence + end, is_bold=False)]
    return runs


def _run(text: str, is_bold: bool) -> Element:
    run = etree.Element(f"{M}r")
    look = etree.SubElement(run, f"{M}rPr")
    if is_bold:
        etree.SubElement(look, f"{M}b")
    for name, value in (("sz", "11"), ("color", "FFC00000" if is_bold else "FF000000"), ("rFont", "Times New Roman")):
        etree.SubElement(look, f"{M}{name}", {"rgb" if name == "color" else "val": value})
    shown = etree.SubElement(run, f"{M}t")
    shown.set(_SPACE, "preserve")
    shown.text = escaped_text(text)
    return run


def _put_above(comment: Element, lines: Lines) -> None:
    """Our lines before the note's own; in a note of one plain text they become part of it."""
    text = comment.find(f"{M}text")
    if text is None:
        text = etree.SubElement(comment, f"{M}text")
    plain = text.find(f"{M}t")
    if plain is None:
        text[:] = [*_runs(lines, is_whole=False), *text]
        return
    plain.text = "".join(f"{lead}{escaped_text(sentence)}\n" for lead, sentence in lines) + (plain.text or "")
    plain.set(_SPACE, "preserve")


def _texts(comment: Element) -> list[Element]:
    return [
        *comment.iterfind(f"{M}text/{M}t"),
        *comment.iterfind(f"{M}text/{M}r/{M}t"),
    ]


def _text(comment: Element) -> str:
    return "".join(text.text or "" for text in _texts(comment))


def _strip(comment: Element) -> None:
    """Take our lines out, wherever the runs of text begin and end by now."""
    whole = _text(comment)
    kept = bytearray(b"\1" * len(whole))
    for first, last in note_spans(whole):
        kept[first:last] = bytes(last - first)
    start = 0
    for text in _texts(comment):
        before = text.text or ""
        text.text = "".join(compress(before, kept[start:]))
        start += len(before)
        run = text.getparent()
        if run is None or before == text.text:
            continue
        if run.tag == f"{M}r" and not text.text:
            detach(run)
        elif run.tag == f"{M}text" and text.text == text.text.strip():
            text.attrib.pop(_SPACE, None)


def _forget_author(root: Element) -> None:
    """Drop our name from the end of the authors, where no note has it any more."""
    names = _authors(root)
    used = {str(comment.get("authorId")) for comment in root.iter(f"{M}comment")}
    if names and names[-1] == AUTHOR and str(len(names) - 1) not in used:
        detach(root[0][-1])


def _height(text: str) -> int:
    """How many rows higher a box is while our lines are in it."""
    return sum(line_count(text[first:last]) for first, last in note_spans(text))
