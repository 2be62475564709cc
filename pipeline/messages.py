"""Sentences for people, kept apart from the language they are said in.

A `Message` is a msgid in English and its parameters. It becomes text only where somebody reads it, so one problem can
be printed in English on a terminal and in Vietnamese beside the clerk's form.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "vanthu"
LANGUAGES = ("vi", "en")

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Message:
    """A msgid with `{named}` places and the values that go there. Values are data: they are never read as a format."""

    msgid: str
    params: tuple[tuple[str, object], ...] = ()

    def text(self, translate: Translate) -> str:
        """The sentence in the language of `translate`."""
        values = {key: value.text(translate) if isinstance(value, Message) else value for key, value in self.params}
        return translate(self.msgid).format(**values)

    def __str__(self) -> str:
        return self.text(str)


Address = tuple[str | int, ...]


@dataclass(frozen=True)
class Place(Message):
    """Where something stands in a form: in words for people, and as an address where a mark can be put.

    `("cell", sheet, row, column)` in a workbook and `("word", table, row, column)` in a Word document (tables in their
    order, cells as the row lists them) count from 0, `("line", line)` in a text from 1.
    """

    address: Address = ()


def msg(msgid: str, /, **params: object) -> Message:
    """Mark `msgid` for translation and bind its parameters."""
    return Message(msgid, tuple(params.items()))


def verbatim(text: str) -> Message:
    """Text that is the same in every language: a file's name, a label of the (always Vietnamese) form."""
    return Message("{text}", (("text", text),))


def joined(separator: str, parts: list[Message]) -> Message:
    """The parts one behind the other, each in the reader's language."""
    names = [f"p{number}" for number in range(len(parts))]
    return Message(separator.join(f"{{{name}}}" for name in names), tuple(zip(names, parts, strict=True)))


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: str) -> Translate:
    """The catalogue of `language`; English is the msgids themselves. An empty msgid stays empty."""
    if language == "en":
        return str
    catalogue = gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language])
    return lambda msgid: catalogue.gettext(msgid) if msgid else ""


def vietnamese(message: Message) -> str:
    """The sentence as forms, returned forms and documents say it: in Vietnamese always."""
    return message.text(translator("vi"))
