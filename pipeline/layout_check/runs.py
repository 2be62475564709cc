"""What stands in one paragraph: runs with their look, line breaks, fields, drawings, boxes."""

from __future__ import annotations

from pipeline.layout_check.drawn import drawn_lines, text_boxes
from pipeline.layout_check.looks import RunLook, effective, run_look
from pipeline.layout_check.model import Drawn, Run
from pipeline.layout_check.ooxml import COMPATIBLE, Element, attribute, child, w
from pipeline.layout_check.styles import Styles

# What holds paragraphs or runs without adding anything to them; what was deleted is not walked into.
HOLDERS = {
    w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple")
}
_CHARACTERS = {w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "-", w("cr"): "\n", w("sym"): "□"}
_ANCHORS = {w("drawing"), w("pict"), w("object")}


class Text:
    """The runs of one paragraph, and what else hangs on it."""

    def __init__(self, styles: Styles, table: RunLook, paragraph: RunLook) -> None:
        self._styles = styles
        self._table, self._paragraph = table, paragraph
        self._runs: list[Run] = []
        self.drawn: list[Drawn] = []
        self.boxes: list[Element] = []
        self.breaks_page = False
        self.counts_pages = False

    def look(self, properties: Element | None) -> RunLook:
        """How a run with these properties looks in the end."""
        direct = run_look(properties, self._styles.theme)
        character = self._styles.look(attribute(child(properties, "rStyle")))
        return effective(self._styles.run_defaults, self._table, self._paragraph, character, direct)

    def read(self, parent: Element) -> None:
        """Take in what stands in a paragraph, or in what holds runs inside it."""
        for element in parent:
            if element.tag == w("r"):
                self._run(element)
            elif element.tag in HOLDERS:
                self._count_pages(attribute(element, "instr") or "")
                self.read(element)

    def _run(self, run: Element) -> None:
        look = self.look(child(run, "rPr"))
        for element in run:
            if element.tag == w("instrText"):
                self._count_pages(element.text or "")
            elif element.tag == f"{{{COMPATIBLE}}}AlternateContent":
                self._hang(next(iter(element), element))
            elif element.tag in _ANCHORS:
                self._hang(element)
            elif element.tag in (w("br"), w("lastRenderedPageBreak")):
                self._break(element, look)
            elif not look.hidden:
                text = element.text or "" if element.tag == w("t") else _CHARACTERS.get(str(element.tag), "")
                self._runs += [Run(text, look)] if text else []

    def _count_pages(self, instruction: str) -> None:
        self.counts_pages = self.counts_pages or instruction.split()[:1] == ["PAGE"]

    def _break(self, element: Element, look: RunLook) -> None:
        if element.tag == w("br") and attribute(element, "type") in (None, "textWrapping"):
            self._runs.append(Run("\n", look))
        else:
            self.breaks_page = True

    def _hang(self, element: Element) -> None:
        self.drawn += drawn_lines(element)
        self.boxes += text_boxes(element)

    def merged(self) -> tuple[Run, ...]:
        """The runs, those that look the same joined: Word cuts text apart for reasons of its own."""
        merged: list[Run] = []
        for run in self._runs:
            if merged and merged[-1].look == run.look:
                merged[-1] = Run(merged[-1].text + run.text, run.look)
            else:
                merged.append(run)
        return tuple(merged)
