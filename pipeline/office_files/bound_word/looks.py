"""The styles of a document among those of others: under names of their own, with its usual look written into them.

The usual look of a file stands below its tables' styles, and these below the styles of paragraphs. So it is written
into both, and paragraphs within tables have a second set of styles, which leave to the tables what these speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from pipeline.office_files.bound_word.names import Element, first_child, made, value, w
from pipeline.office_files.bound_word.theme import Theme
from pipeline.office_files.bound_word.usual import Usual, set_by, usual_look, without, write_into

_POINTING = ("basedOn", "next", "link")  # what in a style names another
_KINDS = ("paragraph", "table")
_Names = Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """What the styles of a document are called among the others: `usual` for what names none, by kind of style.

    The book's own look has neither: names stay, and nothing need be named. `in_tables` are the names of paragraphs'
    styles within tables where these are others.
    """

    theme: Theme
    renamed: _Names
    usual: _Names
    in_tables: _Names

    def style(self, name: str) -> str:
        """What a style is called."""
        return self.renamed.get(name, name)

    def paragraph(self, name: str, *, in_table: bool) -> str:
        """What a style of a paragraph is called."""
        return self.in_tables.get(name, self.style(name)) if in_table else self.style(name)


def own_look(styles: Element, theme: Theme, lists: Mapping[str, str]) -> Look:
    """The look that all others stand beside: its styles keep their names. `styles` are changed in place.

    `lists` says what the lists of the document are called in the book.
    """
    theme.resolve(styles)
    name_lists(styles, lists)
    return Look(theme, {}, {}, {})


def other_look(
    styles: Element, theme: Theme, lists: Mapping[str, str], tables: frozenset[str], book: Element, number: int
) -> Look:
    """Put a document's styles among those of the book, and tell what they are called there.

    `tables` are the styles that its tables have.
    """
    own = deepcopy(styles)
    theme.resolve(own)
    name_lists(own, lists)
    found = own.findall(w("style"))
    for kind in _KINDS:
        if not any(_is_usual(style, kind) for style in found):
            found.append(_plain_style(kind))
    look = usual_look(own, book)
    renamed = {_name(style): f"{_name(style)}-so{number}" for style in found}
    of_paragraphs = [style for style in found if value(style, "type") == "paragraph"]
    said = set_by(_in_use(found, tables))
    in_tables = {_name(style): f"{_name(style)}-so{number}-b" for style in of_paragraphs} if any(said.values()) else {}
    if in_tables:
        _put(map(_unlinked, of_paragraphs), without(look, said), renamed | in_tables, book, f"({number} b)")
    _put(found, look, renamed, book, f"({number})")
    usual = {kind: _name(style) for style in found for kind in _KINDS if _is_usual(style, kind)}
    return Look(theme, renamed, usual, in_tables)


def _put(styles: Iterable[Element], usual: Usual, names: _Names, book: Element, sign: str) -> None:
    for style in map(deepcopy, styles):
        write_into(style, usual)
        _rename(style, names, sign)
        book.append(style)


def name_lists(tree: Element, lists: Mapping[str, str]) -> None:
    """Let paragraphs or styles count by the lists as they are called in the book."""
    for number in tree.iter(w("numId")):
        number.set(w("val"), lists.get(str(value(number)), "0"))


def _name(style: Element) -> str:
    return str(value(style, "styleId"))


def _in_use(styles: Iterable[Element], names: frozenset[str]) -> list[Element]:
    """The styles of these names, and those that they rest on."""
    by_name = {_name(style): style for style in styles}
    found: dict[str, Element] = {}
    for name in sorted(names):
        while name in by_name.keys() - found.keys():
            found[name] = by_name[name]
            name = str(value(found[name].find(w("basedOn"))))
    return list(found.values())


def _unlinked(style: Element) -> Element:
    """A second style of paragraphs has no style of letters of its own."""
    fresh = deepcopy(style)
    for link in fresh.findall(w("link")):
        fresh.remove(link)
    return fresh


def _plain_style(kind: str) -> Element:
    style = made("style", type=kind, default="1", styleId=f"Plain{kind.title()}")
    style.append(made("name", val=f"plain {kind}"))
    return style


def _is_usual(style: Element, kind: str) -> bool:
    return value(style, "type") == kind and value(style, "default") in ("1", "true", "on")


def _rename(style: Element, names: _Names, sign: str) -> None:
    style.set(w("styleId"), names[_name(style)])
    style.attrib.pop(w("default"), None)
    for name in _POINTING:
        pointing = style.find(w(name))
        if pointing is not None:
            pointing.set(w("val"), names.get(str(value(pointing)), str(value(pointing))))
    called = first_child(style, "name")
    called.set(w("val"), f"{value(called) or 'style'} {sign}")
    for aliases in style.findall(w("aliases")):
        style.remove(aliases)
