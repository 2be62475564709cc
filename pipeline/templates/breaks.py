"""Line ends, tabs and hyphens of values, made into what Word has for them: each in its own paragraph only.

docxtpl looks through every paragraph, run and text of a document. Those that hold such a character are found at once,
and only they are done; the rules of what becomes of them are docxtpl's.
"""

from __future__ import annotations

import re

from docxtpl import DocxTemplate

HYPHEN = "\u2011"  # non-breaking; the usual fonts lack the character
LISTED = "\n\t\a\f"  # what docxtpl makes breaks, tabs, paragraphs and pages of
_LINE_ENDS = re.compile("\r\n|\r|\x85|\u2028|\u2029")  # what Word or a browser may use to end a line
_ANY_LISTED = re.compile(f"[{LISTED}]")
_PARAGRAPH = re.compile("<w:p[ >]")
_TEXT_ELEMENT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def with_one_line_end(text: str) -> str:
    """The text with every kind of line end made `\\n`."""
    if any(end in text for end in "\r\x85\u2028\u2029"):
        return _LINE_ENDS.sub("\n", text)
    return text


def listed(xml: str, *, is_flat: bool) -> str:
    """docxtpl's pass over line ends and the like. `is_flat`: no paragraph stands within another."""
    if not any(character in xml for character in LISTED):
        return xml
    if not is_flat:
        return str(DocxTemplate.resolve_listing(None, xml))
    done, at, pieces = 0, 0, []
    while found := _ANY_LISTED.search(xml, at):
        at = found.end()
        start = max(xml.rfind("<w:p>", done, found.start()), xml.rfind("<w:p ", done, found.start()))
        end = xml.find("</w:p>", at)
        if start < 0 or end < 0 or xml.rfind("</w:p>", start, found.start()) > start:
            continue  # between paragraphs, where docxtpl does not look
        end += len("</w:p>")
        pieces += [xml[done:start], DocxTemplate.resolve_listing(None, xml[start:end])]
        done = at = end
    return "".join((*pieces, xml[done:]))


def is_flat(source: str) -> bool:
    """Whether no paragraph of the source stands within another, as in a text box."""
    depth = 0
    for tag in re.finditer(r"<w:p[ >]|</w:p>", source):
        if tag.group() == "</w:p>":
            depth = 0
        elif depth:
            return False
        else:
            depth = 1
    return True


def with_own_hyphens(xml: str) -> str:
    """Texts cut at each non-breaking hyphen, which becomes Word's own element."""
    at, done, pieces = xml.find(HYPHEN), 0, []
    while at >= 0:
        start = max(xml.rfind("<w:t>", done, at), xml.rfind("<w:t ", done, at))
        element = _TEXT_ELEMENT.match(xml, start) if start >= 0 else None
        if element is None or element.end() <= at:
            at = xml.find(HYPHEN, at + 1)
            continue
        pieces += [xml[done:start], _cut(element[1])]
        done = element.end()
        at = xml.find(HYPHEN, done)
    return "".join((*pieces, xml[done:]))


def _cut(text: str) -> str:
    pieces = text.split(HYPHEN)
    return "<w:noBreakHyphen/>".join(piece and f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
