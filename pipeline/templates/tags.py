"""The tags of a paragraph: found in its text, told apart, held against docxtpl's rules of where a tag may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import NOTHING
from pipeline.messages import Message, msg
from pipeline.templates.findings import Finding
from pipeline.templates.paragraphs import Paragraph

_OPENING = re.compile(r"\{\{|\{%|\{#")
_STRAY = re.compile(r"\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEVEL = re.compile(r"(p|tr|tc|r) ")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})


@dataclass(frozen=True)
class Tag:
    """A tag as it was typed, and its code as jinja gets it. `level` is docxtpl's: p, tr, tc, r, or empty."""

    paragraph: Paragraph
    text: str
    opening: str
    level: str
    code: str

    @property
    def word(self) -> str:
        """The first word of a statement: if, for, endif."""
        found = re.match(r"\w+", self.code)
        return found[0] if found and self.opening == "{%" else ""

    def finding(self, code: str, message: Message, hint: Message = NOTHING) -> Finding:
        return Finding(code, self.paragraph.spot, self.text, message, hint)


def tags_of(paragraph: Paragraph) -> tuple[list[Tag], list[Finding]]:
    """The tags in order, and what is left open or closed without having been opened."""
    tags: list[Tag] = []
    findings: list[Finding] = []
    position = 0
    while opening := _OPENING.search(paragraph.text, position):
        findings += _strays(paragraph, paragraph.text[position : opening.start()])
        end = _end(paragraph.text, opening)
        if end:
            tags.append(_tag(paragraph, paragraph.text[opening.start() : end], opening[0]))
        else:
            following = _OPENING.search(paragraph.text, opening.end())
            end = following.start() if following else len(paragraph.text)
            findings.append(_unclosed(paragraph, paragraph.text[opening.start() : end].rstrip(), opening[0]))
        position = end
    return tags, [*findings, *_strays(paragraph, paragraph.text[position:])]


def _end(text: str, opening: re.Match[str]) -> int:
    """Where the tag ends; 0 where it is not closed before the next one begins."""
    closing = text.find(_CLOSING[opening[0]], opening.end())
    following = _OPENING.search(text, opening.end())
    if closing < 0 or (opening[0] != "{#" and following and following.start() < closing):
        return 0
    return closing + 2


def _tag(paragraph: Paragraph, text: str, opening: str) -> Tag:
    inside = text[2:-2]
    level = _LEVEL.match(inside)
    code = inside[level.end() :] if level else inside
    return Tag(paragraph, text, opening, level[1] if level else "", code.translate(_QUOTES).strip().strip("+-").strip())


def _unclosed(paragraph: Paragraph, text: str, opening: str) -> Finding:
    return Finding(
        "broken-tag",
        paragraph.spot,
        text,
        msg("The tag is not closed in its paragraph."),
        msg("Please end it with “{closing}”.", closing=_CLOSING[opening]),
    )


def _strays(paragraph: Paragraph, text: str) -> Iterator[Finding]:
    for stray in _STRAY.findall(text):
        yield Finding(
            "broken-tag",
            paragraph.spot,
            stray,
            msg("“{closing}” closes a tag that was not opened.", closing=stray),
            msg("Please look for a brace that is missing before it."),
        )


def misplaced(tag: Tag, part: list[Paragraph]) -> Iterator[Finding]:
    """What docxtpl would do silently: drop the text beside the tag, or a row, or half a table."""
    if tag.level and tag.opening == "{{":
        yield tag.finding(
            "rich-text",
            msg("“{{{{{level} …}}}}” is for formatted text, which no form gives.", level=tag.level),
            msg("Please write “{{{{ … }}}}” with a blank behind the braces."),
        )
    elif tag.level == "p" and tag.paragraph.text.strip() != tag.text:
        yield tag.finding(
            "shares-paragraph",
            msg("“{{%p …%}}” removes its whole paragraph, and there is other text in it."),
            msg("Please put the tag in a paragraph of its own."),
        )
    elif tag.level in ("tr", "tc"):
        yield from _misplaced_in_table(tag, part)
    elif tag.word in ("colspan", "cellbg", "vm", "hm") and not tag.paragraph.cell:
        yield _outside(tag)


def _misplaced_in_table(tag: Tag, part: list[Paragraph]) -> Iterator[Finding]:
    here = tag.paragraph.row if tag.level == "tr" else tag.paragraph.cell
    if not here:
        yield _outside(tag)
        return
    beside = "".join(other.text for other in part if f"{other.cell}/".startswith(f"{here}/"))
    if beside.strip() != tag.text and tag.level == "tr":
        yield tag.finding(
            "shares-row",
            msg("“{{%tr …%}}” removes its whole row, and there is other text in it."),
            msg("Please put the tag in a row of its own."),
        )
    elif beside.strip() != tag.text:
        yield tag.finding(
            "shares-cell",
            msg("“{{%tc …%}}” removes its whole cell, and there is other text in it."),
            msg("Please put the tag in a cell of its own."),
        )


def _outside(tag: Tag) -> Finding:
    return tag.finding(
        "outside-table",
        msg("This tag works only inside a table."),
        msg("Please use “{{%p …%}}” in a paragraph of its own."),
    )
