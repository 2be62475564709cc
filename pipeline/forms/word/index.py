"""What the rows and paragraphs of a Word form are recognised by: headings, headers of tables, labels of answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.forms.entries import Entry
from pipeline.forms.grid.sheets import text_key, title_key
from pipeline.forms.models import MODELS, FormModel
from pipeline.forms.printed import EXAMPLE_MARK, NO_SECRETS
from pipeline.forms.sheets import Answers, Block, SheetLayout, Table
from pipeline.forms.word.printed import GUIDE, beside_answer, help_lines, prompt_of
from pipeline.forms.xlsx.lists import NO, YES
from pipeline.office_files.word.values import Text, WordCell, WordRow

Heading = tuple[SheetLayout, Block | None]


@dataclass(frozen=True)
class Header:
    """The header of a table: the label, as compared, in each cell that holds one."""

    layout: SheetLayout
    table: Table
    columns: Mapping[int, str]


@dataclass(frozen=True)
class Answer:
    """The row of an answer, and the cell of its label."""

    layout: SheetLayout
    block: Answers
    entry: Entry
    cell: WordCell


class FormIndex:
    """The texts of one form by what they are compared by. Of several that fit, the place we are at decides."""

    def __init__(self, model: FormModel) -> None:
        self.model = model
        self._headings: dict[str, list[Heading]] = defaultdict(list)
        self._answers: dict[str, list[tuple[SheetLayout, Answers, Entry]]] = defaultdict(list)
        self._tables: list[tuple[SheetLayout, Table, frozenset[str]]] = []
        printed = [*GUIDE, NO_SECRETS, *(other.title for other in MODELS)]
        for layout in model.sheets:
            alike = next((block for block in layout.blocks if title_key(block.title) == title_key(layout.title)), None)
            self._headings[title_key(layout.title)].append((layout, alike))
            for block in layout.blocks:
                printed += help_lines(block)
                self._take(layout, block)
        self._labels = frozenset[str]().union(*(labels for _, _, labels in self._tables)) - {""}
        self.printed = frozenset(map(text_key, printed))
        self._words = (
            self.printed | self._headings.keys() | self._answers.keys() | set().union(*map(_words, self._blocks()))
        )

    def _take(self, layout: SheetLayout, block: Block) -> None:
        self._headings[title_key(block.title)].append((layout, block))
        if isinstance(block, Table):
            self._tables.append((layout, block, frozenset(map(text_key, block.labels))))
            return
        for entry in block.entries:
            self._answers[text_key(entry.label)].append((layout, block, entry))

    def _blocks(self) -> Iterator[Block]:
        return (block for layout in self.model.sheets for block in layout.blocks)

    def as_printed(self, text: Text) -> Text:
        """A text as the form printed it, where it did: put into an old font, it is still in Unicode."""
        if text.before is None or not all(self._is_ours(line) for line in text.before.split("\n") if line):
            return text
        return Text(text.before)

    def _is_ours(self, line: str) -> bool:
        return not self._words.isdisjoint((text_key(line), title_key(line)))

    def heading(self, key: str, here: SheetLayout | None) -> Heading | None:
        """The sheet or block that a heading opens; None where the text is no heading."""
        found = self._headings.get(key, [])
        return max(found, key=lambda heading: heading[0] is here) if key and found else None

    def header(self, row: WordRow, layout: SheetLayout | None, block: Block | None, only_labels: bool) -> Header | None:
        """The header that a row is: most of its cells, or `only_labels`, are labels of one table; at least two."""
        texts = {cell.number: cell.text.shown for cell in row.cells if cell.text.shown}
        cells = {number: key for number, text in texts.items() if (key := text_key(text)) in self._labels}
        if len(cells) < 2:
            return None
        filled = sum(1 for text in texts.values() if text.strip())
        best: tuple[tuple[int, bool, bool, int], Header] | None = None
        for sheet, table, labels in self._tables:
            columns = _once({number: key for number, key in cells.items() if key in labels})
            if len(columns) < 2 or len(columns) * (1 if only_labels else 2) < filled:
                continue
            score = (len(columns), table is block, sheet is layout, -len(labels))
            if best is None or score > best[0]:
                best = score, Header(sheet, table, columns)
        return best[1] if best else None

    def answer(self, row: WordRow, layout: SheetLayout | None, block: Block | None) -> Answer | None:
        """The answer that a row asks for: its first cell with a text that is a label."""
        for cell in row.cells:
            if cell.continues or not cell.text.shown:
                continue
            found = self._answers.get(text_key(cell.text.shown))
            if found:
                sheet, answers, entry = max(found, key=lambda place: (place[1] is block, place[0] is layout))
                return Answer(sheet, answers, entry, cell)
        return None


def _words(block: Block) -> set[str]:
    """All that the form prints in a table, line by line."""
    texts = [EXAMPLE_MARK, YES, NO, *block.labels]
    for entry in block.entries:
        texts += [entry.example, *beside_answer(entry), prompt_of(entry), *(choice.label for choice in entry.choices)]
    return set(map(text_key, texts))


def _once(columns: dict[int, str]) -> dict[int, str]:
    """The columns without those whose label stands twice: the first counts."""
    first: dict[str, int] = {}
    for number, key in columns.items():
        first.setdefault(key, number)
    return {number: key for key, number in first.items()}
