"""The drop-downs: what each offers, kept on a hidden sheet under defined names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.forms.entries import Entry, EntryKind
from pipeline.forms.prefill import Prefill
from pipeline.forms.printed import LISTS_SHEET

YES, NO, MARK = "Có", "Không", "x"
_PLACE = ("place",)


@dataclass(frozen=True)
class Offer:
    """What a cell offers. Where the list is `closed`, Excel takes nothing else."""

    name: str
    items: tuple[str, ...]
    closed: bool


def offer_for(answer: Entry, prefill: Prefill, in_table: bool = False) -> Offer | None:
    """The drop-down of an answer; None where it is typed. A `place` in a table is one in a text, none to meet at."""
    match answer.kind:
        case EntryKind.CHOICE:
            name = f"dm_{type(answer.choices[0]).__name__}"
            return Offer(name, tuple(choice.label for choice in answer.choices), closed=True)
        case EntryKind.MARK:
            return Offer("dm_mark", (MARK,), closed=True)
        case EntryKind.YES_NO:
            return Offer("dm_yes_no", (YES, NO), closed=True)
        case EntryKind.PERSON if prefill.members:
            return Offer("dm_members", prefill.members, closed=False)
        case EntryKind.LINE if answer.path == _PLACE and prefill.places and not in_table:
            return Offer("dm_places", prefill.places, closed=False)
        case _:
            return None


class Lists:
    """The hidden sheet being filled: each list once, one per column."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._offers: dict[str, Offer] = {}

    def validate(self, sheet: Any, first: tuple[int, int], last: tuple[int, int], answer: Entry, offer: Offer) -> None:
        """Put the drop-down on an area of cells."""
        self._offers[offer.name] = offer
        sheet.data_validation(
            *first,
            *last,
            {
                "validate": "list",
                "source": f"={offer.name}",
                "ignore_blank": True,
                "show_error": offer.closed,
                "error_title": answer.label[:32],
                "error_message": "Xin chọn một mục trong danh sách.",
            },
        )

    def write(self) -> None:
        """Write the lists; to be called once all drop-downs are set."""
        sheet = self._book.add_worksheet(LISTS_SHEET)
        for column, offer in enumerate(self._offers.values()):
            sheet.write_column(0, column, offer.items)
            letter = chr(ord("A") + column)
            area = f"='{LISTS_SHEET}'!${letter}$1:${letter}${len(offer.items)}"
            self._book.define_name(offer.name, area)
        sheet.hide()
