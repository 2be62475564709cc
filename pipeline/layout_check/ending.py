"""Addressee, signature and recipients: their words and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.layout_check.findings import Checked, Finding
from pipeline.layout_check.words import MINUTES
from pipeline.messages import msg
from pipeline.regulations import ComponentName
from pipeline.vietnamese.text import folded, person_name

C = ComponentName
_FOR_THE_BODY = re.compile(r"^T/M\b", re.IGNORECASE)
_FOR_A_PERSON = re.compile(r"^(k\s*[/.]?\s*t|t\s*[/.]?\s*l|thừa lệnh)\b", re.IGNORECASE)
_DEGREE = re.compile(r"^(th\.?\s?s|t\.?\s?s|p?gs|gs|bs|ks|cn)[. ]", re.IGNORECASE)
_ADDRESSED = re.compile(r"^kính (gửi|trình)\b", re.IGNORECASE)
_LABEL, _FILED, _SUBMISSION = "Nơi nhận:", "lưu", "TỜ TRÌNH"
_SUPERVISOR = "NGƯỜI GIÁM SÁT"  # signs what the superior records of a meeting, beside the secretary
_NEAR_THE_TOP = 6  # paragraphs


def check_signature(checked: Checked) -> Iterator[Finding]:
    """For whom somebody signs, and a name without titles."""
    for line in checked.components.lines(C.AUTHORITY)[:1]:
        rule = checked.rule_of(C.AUTHORITY)
        if checked.components.is_cell and _FOR_A_PERSON.match(line.text):
            wanted = msg("a cell signs collectively: T/M")
            yield checked.finding("authority-person", line, msg("signed as “{text}”", text=line.text), wanted, rule)
        elif not _FOR_THE_BODY.match(line.text) and not _FOR_A_PERSON.match(line.text):
            says = msg("signed as “{text}”", text=line.text)
            yield checked.finding("authority-form", line, says, msg("“T/M” with a slash"), rule)
    for line in checked.components.lines(C.SIGNER):
        if person_name(line.text) != line.text or _DEGREE.match(line.text):
            says, wanted = msg("a title stands before the name"), msg("the name alone, without titles")
            yield checked.finding("signer-title", line, says, wanted, checked.rule_of(C.SIGNER))


def check_roles(checked: Checked) -> Iterator[Finding]:
    """As what the two sign minutes; other records of the kind (a count of votes) have signers of their own."""
    named, wording = checked.components.first(C.TYPE_NAME), checked.layout.wording
    if named is None or named.text.upper() != MINUTES:
        return
    for line in checked.components.signed.roles:
        if line.text not in (wording.recorder, wording.chair, _SUPERVISOR):
            says = msg("signed as “{text}”", text=line.text)
            signers = {"recorder": wording.recorder, "chair": wording.chair}
            rule = msg("minutes are signed as “{recorder}” and “{chair}”", **signers)
            yield checked.finding("roles", line, says, rule, wording)


def check_addressed(checked: Checked) -> Iterator[Finding]:
    """`Kính gửi`; to a superior as the guideline has it."""
    wording = checked.layout.wording
    wanted = wording.submitted if checked.components.type_name == _SUBMISSION else wording.addressed
    for paragraph in checked.components.body[:_NEAR_THE_TOP]:
        found = _ADDRESSED.match(paragraph.words)
        if found and found.group() != wanted:
            says = msg("“{text}” stands there", text=found.group())
            yield checked.finding("addressed", paragraph, says, msg("“{text}”", text=wanted), wording)


def check_recipients_label(checked: Checked) -> Iterator[Finding]:
    """`Nơi nhận:`, with its colon."""
    for label in checked.components.lines(C.RECIPIENTS_LABEL)[:1]:
        if label.text != _LABEL:
            says, wanted = msg("“{text}” stands there", text=label.text), msg("“{text}”", text=_LABEL)
            yield checked.finding("recipients-label", label, says, wanted, checked.rule_of(C.RECIPIENTS_LABEL))


def check_recipients(checked: Checked) -> Iterator[Finding]:
    """Lines that begin with a hyphen and end as the guideline has it."""
    lines, wording = checked.components.lines(C.RECIPIENTS), checked.layout.wording
    for place, line in enumerate(lines):
        if not line.labelled.startswith("-"):
            says, wanted = msg("the line does not begin with a hyphen"), msg("each line: “- …”")
            yield checked.finding("recipients-dash", line, says, wanted, checked.rule_of(C.RECIPIENTS))
        end = "." if place == len(lines) - 1 else wording.recipient_end
        if not line.text.endswith(end):
            says = msg("the line ends with “{sign}”", sign=line.text[-1:])
            yield checked.finding("recipients-end", line, says, msg("it ends with “{sign}”", sign=end), wording)


def check_filed_copy(checked: Checked) -> Iterator[Finding]:
    """The last of the recipients is the copy that is filed."""
    wording = checked.layout.wording
    for line in checked.components.lines(C.RECIPIENTS)[-1:]:
        if not folded(line.text.lstrip("-– ")).startswith(_FILED):
            says = msg("the last line is “{text}”", text=line.text)
            wanted = msg("the last line: “- {filed}.”", filed=wording.filed)
            yield checked.finding("recipients-filed", line, says, wanted, wording)
