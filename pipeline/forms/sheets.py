"""What a form is made of: sheets of blocks, which are labels with answers or tables of records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pipeline.forms.entries import Entry, Steps, entry, keys_of, list_steps, model_at
from pipeline.forms.printed import NUMBER_LABEL
from pipeline.meeting import MeetingKind, Stage
from pipeline.records import label_of


@dataclass(frozen=True)
class Answers:
    """Labels, each with its answer beside it. `may_lack`: forms without the block are sound, older ones too."""

    title: str
    entries: tuple[Entry, ...]
    may_lack: bool = False

    @cached_property
    def paths(self) -> frozenset[Steps]:
        """The fields of the record that have their place here."""
        return frozenset(answer.path for answer in self.entries)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(answer.label for answer in self.entries)

    def without(self, fields: frozenset[Steps]) -> Answers:
        """The block as a form has it that does not ask for these fields."""
        kept = tuple(answer for answer in self.entries if answer.path not in fields)
        return self if kept == self.entries else replace(self, entries=kept)


@dataclass(frozen=True)
class Table:
    """A list of records, one per row below a header. `path` leads from the form's record to the list.

    `lead` is the label of the first column. A table `inside` another names there the row of the other it belongs to.
    `shown` are columns that only inform; nothing is read from them. `may_lack` as for answers.
    """

    title: str
    path: Steps
    keys: Steps
    entries: tuple[Entry, ...]
    blank_rows: int
    lead: str
    inside: Steps = ()
    shown: tuple[str, ...] = ()
    may_lack: bool = False

    @cached_property
    def paths(self) -> frozenset[Steps]:
        """The fields of the record that have their place here."""
        return frozenset((*self.path, *column.path) for column in self.entries)

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.lead, *self.shown, *(column.label for column in self.entries))

    def without(self, fields: frozenset[Steps]) -> Table:
        """The block as a form has it that does not ask for these fields."""
        kept = tuple(column for column in self.entries if (*self.path, *column.path) not in fields)
        return self if kept == self.entries else replace(self, entries=kept)


Block = Answers | Table


def answers_of(root: Any, title: str, fields: str, may_lack: bool = False) -> Answers:
    """The labels for some fields of the record class `root`, given as `day roll.exempt`."""
    return Answers(title, tuple(entry(root, name) for name in fields.split()), may_lack)


def table_of(
    root: Any,
    dotted: str,
    fields: str,
    rows: int,
    lead: str = NUMBER_LABEL,
    shown: tuple[str, ...] = (),
    may_lack: bool = False,
) -> Table:
    """The table for a list of the record class `root`; its title is the list's own."""
    path = tuple(dotted.split("."))
    row = model_at(root, path)
    *outer, _ = list_steps(root, path)
    return Table(
        title=label_of(root, *path),
        path=path,
        keys=keys_of(root, path),
        entries=tuple(entry(row, name) for name in fields.split()),
        blank_rows=rows,
        lead=lead,
        inside=outer[-1] if outer else (),
        shown=shown,
        may_lack=may_lack,
    )


_UPRIGHT = 120  # characters that an upright A4 page shows in print large enough to read


@dataclass(frozen=True)
class SheetLayout:
    """One sheet. `widths` are those of the columns from A on, in characters.

    `kinds` and `stages` of meetings whose forms have it; other forms have all their sheets. `needed_at` are the stages
    of which a form without the sheet is damaged; None is a stage that is not told.
    """

    title: str
    blocks: tuple[Block, ...]
    widths: tuple[float, ...]
    kinds: frozenset[MeetingKind] = frozenset()
    stages: frozenset[Stage] = frozenset()
    landscape: bool = False
    needed_at: frozenset[Stage | None] = frozenset()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def answers(self) -> tuple[Answers, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Answers))

    @property
    def answer_column(self) -> int:
        """Labels stand in column A; beside tables, whose narrow first column holds numbers, across A and B."""
        return 2 if self.tables else 1

    @cached_property
    def paths(self) -> frozenset[Steps]:
        """The fields of the record that have their place here."""
        return frozenset().union(*(block.paths for block in self.blocks))

    def having(self, blocks: tuple[Block, ...]) -> SheetLayout:
        """The sheet with these blocks only, as wide as they need it; upright where that is enough."""
        if blocks == self.blocks:
            return self
        narrowed = replace(self, blocks=blocks)
        columns = [len(table.labels) for table in narrowed.tables]
        columns += [narrowed.answer_column + 2 for _ in narrowed.answers[:1]]  # the label, the answer, its example
        widths = self.widths[: max(columns)]
        return replace(narrowed, widths=widths, landscape=self.landscape and sum(widths) > _UPRIGHT)
