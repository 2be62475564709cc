"""The texts of a workbook: what stands in `<si>` and `<is>`, run by run with the font of each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.errors import FormRefused
from pipeline.office_files.workbook_problems import too_large_to_read
from pipeline.office_files.workbook_values import Run, Text
from pipeline.office_files.xml_parts import Listener, local
from pipeline.vietnamese.legacy import encoding_of_font

_MOST_RUNS = 500_000  # in all texts read by one reader
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """`_x000D_` is how a workbook writes a character that XML forbids, `_x005F_` an underscore that means itself."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match.group() if 0xD800 <= code < 0xE000 else chr(code)


class RichText:
    """Collects one text from its events; guides to pronunciation (`rPh`) do not belong to it."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._pieces: list[str] = []
        self._font: str | None = None
        self._in_text = self._in_guide = False
        self._left = _MOST_RUNS

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "t":
                self._in_text = not self._in_guide
            case "r":
                self._font = None
            case "rFont":
                font = attributes.get("val", "")
                self._font = font if encoding_of_font(font) else ""
            case "rPh":
                self._in_guide = True

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "rPh":
            self._in_guide = False
        elif name == "t" and self._in_text:
            self._left -= 1
            if self._left < 0:
                raise FormRefused(too_large_to_read())
            self._runs.append(Run(unescaped("".join(self._pieces)), self._font))
            self._pieces = []
            self._in_text = False
        elif name == "r":
            self._font = None

    def taken(self) -> Text:
        """The text so far, as a plain one where no run has a font of its own; the next begins empty."""
        runs, self._runs, self._font = self._runs, [], None
        if all(run.font is None for run in runs):
            return "".join(run.text for run in runs)
        return tuple(runs)


class SharedStrings(Listener):
    """The texts that cells refer to by number."""

    def __init__(self, most: int) -> None:
        self.texts: list[Text] = []
        self._most = most
        self._text = RichText()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._text.start(local(tag), attributes)

    def data(self, text: str) -> None:
        self._text.data(text)

    def end(self, tag: str) -> None:
        name = local(tag)
        self._text.end(name)
        if name == "si":
            if len(self.texts) >= self._most:
                raise FormRefused(too_large_to_read())
            self.texts.append(self._text.taken())
