"""Footnotes, endnotes and comments of all documents, each kind in one part."""

from __future__ import annotations

from lxml import etree

from pipeline.office_files.bound_word.names import Element, value, w

# Part → the element of one note, what refers to it in the text.
KINDS = {
    "footnotes": ("footnote", ("footnoteReference",)),
    "endnotes": ("endnote", ("endnoteReference",)),
    "comments": ("comment", ("commentReference", "commentRangeStart", "commentRangeEnd")),
}


class Notes:
    """The notes of one kind in the book: a part begun with the rules between text and notes of the first document."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._note, self._referring = KINDS[kind]
        self.root: Element | None = None
        self._next = 1

    def take(self, part: Element, text: Element) -> None:
        """Put in the notes of a fitted part; `text` refers to them as they are called now."""
        is_first = self.root is None
        if self.root is None:
            self.root = etree.Element(part.tag, nsmap=part.nsmap)
        numbers: dict[str, str] = {}
        for note in part.findall(w(self._note)):
            if value(note, "type") not in (None, "normal"):  # the lines that separate notes from the text
                if is_first:
                    self.root.append(note)
                    self._next = max(self._next, int(value(note, "id") or 0) + 1)
                continue
            numbers[str(value(note, "id"))] = str(self._next)
            note.set(w("id"), str(self._next))
            self._next += 1
            self.root.append(note)
        for reference in list(text.iter(*map(w, self._referring))):
            fresh = numbers.get(str(value(reference, "id")))
            if fresh is not None:
                reference.set(w("id"), fresh)

    @property
    def separators(self) -> list[str]:
        """The numbers of the lines that separate; settings name them."""
        found = [] if self.root is None else self.root.findall(w(self._note))
        return [str(value(note, "id")) for note in found if value(note, "type") not in (None, "normal")]
