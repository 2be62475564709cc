"""The findings of a template written into a copy of it, as Word comments beside the paragraphs they are about."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.messages import Message, joined, verbatim, vietnamese
from pipeline.office_files.packages import repacked
from pipeline.templates.findings import Finding, Part
from pipeline.templates.paragraphs import counted

_AUTHOR, _INITIALS = "vanthu", "vt"


def annotated(data: bytes, findings: Sequence[Finding]) -> bytes:
    """A copy of the Word file with a comment for each finding, in Vietnamese; comments already there stay.

    Word has no comments in headers, footers and footnotes: what is wrong there stands at the first paragraph and says
    where it belongs.
    """
    document = docx.Document(io.BytesIO(repacked(data)))
    paragraphs = list(counted(document.element.body))
    for finding in findings:
        comment = document.comments.add_comment(vietnamese(_said(finding)), _AUTHOR, _INITIALS)
        _anchor(_outermost(paragraphs[_index(finding)]), str(comment.comment_id))
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _index(finding: Finding) -> int:
    return finding.spot.number - 1 if finding.spot.part is Part.BODY else 0


def _said(finding: Finding) -> Message:
    if finding.spot.part is Part.BODY:
        return finding.sentence
    return joined(" ", [finding.spot.where, verbatim("—"), finding.sentence])


def _outermost(paragraph: Any) -> Any:
    """The paragraph that a text box hangs on: within the box there are no comments."""
    return next(reversed([paragraph, *paragraph.iterancestors(qn("w:p"))]))


def _anchor(paragraph: Any, number: str) -> None:
    """Marks around all that is in the paragraph, and the run that shows the comment."""
    start = _marked("w:commentRangeStart", number)
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(_marked("w:commentRangeEnd", number))
    run = OxmlElement("w:r")
    run.append(_marked("w:commentReference", number))
    paragraph.append(run)


def _marked(tag: str, number: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:id"), number)
    return element
