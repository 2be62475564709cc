"""The Word comments at faulty cells: put around the first paragraph, taken out with all that belongs to them.

Comments of others stay, and so do answers to ours, as comments of their own, and what was typed into ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.office_files.marks import AUTHOR, ERROR, INITIALS, WARNING, note_spans
from pipeline.office_files.package_edit import OFFICE, Element, PackageEdit, detach
from pipeline.office_files.word_marks.cells import WORD, W, text_of

Lines = Sequence[tuple[str, str]]  # lead and sentence

_COMMENTS = f"{OFFICE}/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_IDS = "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds"
_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")


class Comments:
    """The comments of a document; their part is made with the first one."""

    def __init__(self, package: PackageEdit, document: str) -> None:
        self._package, self._document = package, document
        part = package.related(document, _COMMENTS)
        numbers = [_number(comment) for comment in package.tree(part).iterfind(f"{W}comment")] if part else []
        self._part = part
        self._last = max(numbers, default=-1)

    def add(self, cell: Element, lines: Lines) -> None:
        """A comment at a cell."""
        paragraph = next(cell.iter(f"{W}p"), None)
        if paragraph is None:
            return
        if self._part is None:
            self._part = self._new_part()
        self._last += 1
        root = self._package.tree(self._part)
        attributes = {f"{W}id": str(self._last), f"{W}author": AUTHOR, f"{W}initials": INITIALS}
        comment = etree.SubElement(root, f"{W}comment", attributes)
        comment.extend(_told(lead, sentence) for lead, sentence in lines)
        _anchor(paragraph, str(self._last))
        self._package.changed(self._part)

    def _new_part(self) -> str:
        folder = self._document.rpartition("/")[0]
        part = f"{folder}/comments.xml"
        if part in self._package:
            part = self._package.free_name(f"{folder}/comments{{}}.xml")
        self._package.add(part, f'<w:comments xmlns:w="{WORD}"/>'.encode(), _TYPE)
        self._package.relate(self._document, _COMMENTS, part)
        return part


def _number(comment: Element) -> int:
    return int(str(comment.get(f"{W}id")))


def _told(lead: str, sentence: str) -> Element:
    paragraph = etree.Element(f"{W}p")
    for text, is_bold in ((lead, True), (sentence, False)):
        run = etree.SubElement(paragraph, f"{W}r")
        if is_bold:
            etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
        shown = etree.SubElement(run, f"{W}t")
        shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        shown.text = text
    return paragraph


def _anchor(paragraph: Element, number: str) -> None:
    start, end, reference = (etree.Element(tag, {f"{W}id": number}) for tag in _MARKS)
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)
    run = etree.SubElement(paragraph, f"{W}r")
    run.append(reference)


def clear_comments(package: PackageEdit, document: str) -> None:
    """Take our comments out of the document, and their part where none is left in it."""
    part = package.related(document, _COMMENTS)
    ours = [comment for comment in package.tree(part).iterfind(f"{W}comment") if _is_ours(comment)] if part else []
    if part is None or not ours:
        return
    root = package.tree(part)
    paragraphs = {value for comment in ours for value in _strip(comment)}
    emptied = [comment for comment in ours if not text_of(comment).strip()]
    _unanchor(package.tree(document), {str(comment.get(f"{W}id")) for comment in emptied})
    for comment in emptied:
        root.remove(comment)
    for kind in (_EXTENDED, _IDS):
        _forget(package, package.related(document, kind), paragraphs)
    package.changed(document)
    package.changed(part)
    if root.find(f"{W}comment") is None and package.related(document, _EXTENDED) is None:
        package.drop(part, document)


def _is_ours(comment: Element) -> bool:
    return comment.get(f"{W}author") == AUTHOR and any(map(_is_told, comment.iterfind(f"{W}p")))


def _is_told(paragraph: Element) -> bool:
    return text_of(paragraph).startswith((ERROR, WARNING))


def _strip(comment: Element) -> list[str]:
    """Take our sentences out of a comment, and the paragraphs that then say nothing; the ids of those."""
    gone: list[str] = []
    for paragraph in list(comment.iterfind(f"{W}p")):
        if _is_told(paragraph):
            _cut(paragraph, note_spans(text_of(paragraph))[0][1])
        if not text_of(paragraph).strip():
            gone += _paragraph_ids(paragraph)
            comment.remove(paragraph)
    return gone


def _cut(paragraph: Element, length: int) -> None:
    """Take so many letters out of the front of a paragraph, wherever its runs begin and end by now."""
    for text in list(paragraph.iter(f"{W}t")):
        before = text.text or ""
        text.text = before[length:]
        length = max(length - len(before), 0)
        if before and not text.text:
            _detach_with_run(text)


def _unanchor(document: Element, numbers: set[str]) -> None:
    for mark in [found for found in document.iter(*_MARKS) if found.get(f"{W}id") in numbers]:
        _detach_with_run(mark)


def _detach_with_run(element: Element) -> None:
    """Take an element out, and the run that then has nothing in it."""
    run = element.getparent()
    detach(element)
    if run is not None and run.tag == f"{W}r" and all(part.tag == f"{W}rPr" for part in run):
        detach(run)


def _paragraph_ids(paragraph: Element) -> list[str]:
    return [str(value) for name, value in paragraph.items() if _is_id(str(name))]


def _is_id(name: str) -> bool:
    return name.endswith("}paraId")


def _forget(package: PackageEdit, part: str | None, paragraphs: set[str]) -> None:
    """Drop what is said elsewhere about our comments; answers to them stand for themselves from now on."""
    if part is None:
        return
    for item in list(package.tree(part)):
        values = {str(name): str(value) for name, value in item.items()}
        if any(_is_id(name) and value in paragraphs for name, value in values.items()):
            detach(item)
        for name, value in values.items():
            if name.endswith("}paraIdParent") and value in paragraphs:
                del item.attrib[name]
    package.changed(part)
