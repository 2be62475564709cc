"""What is wrong with a template, and where a person finds it in Word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pipeline.errors import NOTHING, Severity
from pipeline.messages import Message, Translate, joined, msg, verbatim

_LONGEST_WORDS = 60


class Part(Enum):
    """The parts of a Word file that hold tags."""

    FILE = "file"
    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTES = "footnotes"
    PROPERTY = "property"

    @property
    def label(self) -> Message:
        return _LABELS[self]


_LABELS = {
    Part.FILE: msg("Whole file"),
    Part.BODY: msg("Body"),
    Part.HEADER: msg("Header"),
    Part.FOOTER: msg("Footer"),
    Part.FOOTNOTES: msg("Footnotes"),
    Part.PROPERTY: msg("File property"),
}


@dataclass(frozen=True)
class Spot:
    """A paragraph as a person counts it in Word: from 1 in its part, those in tables included; 0 is the whole part."""

    part: Part
    number: int = 0
    words: str = ""

    @property
    def shortened(self) -> str:
        text = " ".join(self.words.split())
        return text if len(text) <= _LONGEST_WORDS else f"{text[: _LONGEST_WORDS - 1]}…"

    @property
    def where(self) -> Message:
        if self.part is Part.FILE:
            return self.part.label
        if self.part is Part.PROPERTY:
            return msg("File property, “{words}”", words=self.shortened)
        return msg(
            "{part}, paragraph {number}, “{words}”", part=self.part.label, number=self.number, words=self.shortened
        )


WHOLE_FILE = Spot(Part.FILE)


@dataclass(frozen=True)
class Finding:
    """One fault. `code` is stable, for programs; `tag` is the tag as it was typed, empty where it is not one tag."""

    code: str
    spot: Spot
    tag: str
    message: Message
    hint: Message = NOTHING
    severity: Severity = Severity.ERROR

    def to_json(self, translate: Translate) -> dict[str, object]:
        return {
            "code": self.code,
            "part": self.spot.part.value,
            "paragraph": self.spot.number,
            "words": self.spot.shortened,
            "tag": self.tag,
            "message": self.message.text(translate),
            "hint": self.hint.text(translate),
            "severity": self.severity.value,
        }

    @property
    def sentence(self) -> Message:
        """Tag, message and hint in one."""
        said = [verbatim(self.tag)] if self.tag else []
        return joined(" ", [*said, self.message, *([self.hint] if self.hint != NOTHING else [])])


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """As they stand in the file, the same fault of the same tag once."""
    parts = list(Part)
    ordered = sorted(findings, key=lambda finding: (parts.index(finding.spot.part), finding.spot.number))
    return tuple(dict.fromkeys(ordered))
