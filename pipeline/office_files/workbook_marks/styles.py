"""The colours of marked cells, in a way that gives the cell its own colour back.

Each colour that was covered has a shade of its own, red for errors and yellow for warnings: the shade says which
colour to bring back, whatever became of the styles' numbers meanwhile, and goes with a cell that is moved or copied.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.office_files.marks import INPUT_COLOUR
from pipeline.office_files.package_edit import Element, UnknownPackage, parsed
from pipeline.office_files.workbook_marks.book import MAIN, M

ERROR_SHADE, WARNING_SHADE = "FFFFB4B", "FFFFE89"  # the last digit is the number of the covered colour
ERROR_LIST, WARNING_LIST = "FFF8CBC8", "FFFFF2C0"  # on the list, where nothing is covered
_SHADE = re.compile(r"FF(?:FFB4B|FFE89)([0-9A-F])")
_SHADES = 16
_KEPT_LENGTH = 240  # characters; a text in a formula has at most 255
_PLAIN_VALUE = re.compile(r"[\w.+-]*")
_KEY = "fill_"
_INPUT = f"<patternFill patternType='solid'><fgColor rgb='FF{INPUT_COLOUR}'/><bgColor indexed='64'/></patternFill>"
_FILL_TAGS = (f"{M}patternFill", f"{M}gradientFill")
_COUNTED = ("fonts", "fills", "borders", "cellXfs")


class Styles:
    """The styles of a workbook: cell formats by number. Raises `UnknownPackage` where there are none."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._fonts, self._fills, self._borders, self._formats = (self._group(name) for name in _COUNTED)
        self._covered: dict[str, int] = {}
        self._marked: dict[tuple[int, bool], int | None] = {}

    def _group(self, name: str) -> Element:
        group = self._root.find(f"{M}{name}")
        if group is None or not len(group):
            raise UnknownPackage("a workbook without styles")
        return group

    def sizes(self) -> str:
        """How many fonts, fills, borders and formats there are."""
        return ",".join(str(len(group)) for group in self._groups())

    def _groups(self) -> tuple[Element, ...]:
        return self._fonts, self._fills, self._borders, self._formats

    def marked(self, style: int, is_error: bool) -> int | None:
        """The format that is `style` in the colour of a mark; None where the colour below could not be brought back."""
        if (style, is_error) not in self._marked:
            self._marked[style, is_error] = self._new_marked(style, is_error)
        return self._marked[style, is_error]

    def _new_marked(self, style: int, is_error: bool) -> int | None:
        original = self._formats[style]
        covered = _as_text(self._fills[int(original.get("fillId", "0"))])
        if covered is None or (covered not in self._covered and len(self._covered) == _SHADES):
            return None
        number = self._covered.setdefault(covered, len(self._covered))
        shade = f"{ERROR_SHADE if is_error else WARNING_SHADE}{number:X}"
        changed = copy.deepcopy(original)
        changed.set("fillId", str(self.fill(shade)))
        changed.set("applyFill", "1")
        return self._add(self._formats, changed)

    def covered(self) -> dict[str, str]:
        """What must be remembered to bring the colours back."""
        return {f"{_KEY}{number}": text for text, number in self._covered.items()}

    def fill(self, colour: str) -> int:
        """The number of a fill in one colour."""
        inner = f"<patternFill patternType='solid'><fgColor rgb='{colour}'/><bgColor indexed='64'/></patternFill>"
        return self._found_or_added(self._fills, f"<fill>{inner}</fill>")

    def format(self, font: str, fill: str, border: str, alignment: str) -> int:
        """The number of a new format; font, border and alignment as the inside of their elements, fill a colour."""
        numbers = {
            "numFmtId": "0",
            "fontId": str(self._found_or_added(self._fonts, f"<font>{font}</font>")),
            "fillId": str(self.fill(fill)) if fill else "0",
            "borderId": str(self._found_or_added(self._borders, f"<border>{border}</border>")),
            "xfId": "0",
            "applyFont": "1", "applyFill": "1", "applyBorder": "1", "applyAlignment": "1",
        }  # fmt: skip
        made = etree.Element(f"{M}xf", numbers)
        made.append(_element(f"<alignment {alignment}/>"))
        return self._add(self._formats, made)

    def _found_or_added(self, group: Element, text: str) -> int:
        element = _element(text)
        same = _canonical(element)
        found = next((place for place, other in enumerate(group) if _canonical(other) == same), None)
        return self._add(group, element) if found is None else found

    @staticmethod
    def _add(group: Element, element: Element) -> int:
        group.append(element)
        if group.get("count") is not None:
            group.set("count", str(len(group)))
        return len(group) - 1

    def unmarked(self, remembered: Mapping[str, str]) -> dict[int, int]:
        """Bring the covered colours back. Which format a cell of a marked format now has."""
        shades = {place: number for place, fill in enumerate(self._fills) if (number := _number(fill)) is not None}
        for place, number in shades.items():
            self._uncover(self._fills[place], remembered.get(f"{_KEY}{number}", _INPUT))
        alike: dict[bytes, int] = {}
        marked = {}
        for place, format_ in enumerate(self._formats):
            key = self._key(format_)
            if int(format_.get("fillId", "0")) in shades:
                marked[place] = key
            else:
                alike.setdefault(key, place)
        return {place: alike.get(key, place) for place, key in marked.items()}

    @staticmethod
    def _uncover(fill: Element, text: str) -> None:
        try:
            before = _element(text)
        except (etree.XMLSyntaxError, IndexError):
            before = _element(_INPUT)
        fill[:] = [before if before.tag in _FILL_TAGS else _element(_INPUT)]

    def _key(self, format_: Element) -> bytes:
        """What a format looks like; the number of its fill does not matter, and whether it says that it has one."""
        same = copy.deepcopy(format_)
        same.attrib.pop("applyFill", None)
        fill = self._fills[int(same.attrib.pop("fillId", "0"))]
        return _canonical(same) + _canonical(fill)

    def trim(self, sizes: str, used: set[int]) -> None:
        """Drop from the end what nothing uses any more, down to the sizes there were."""
        numbers = [int(number) for number in sizes.split(",") if number.isdecimal()]
        if len(numbers) != len(_COUNTED):
            return
        *inner, formats = numbers
        _cut(self._formats, formats, used)
        for group, least, name in zip(self._groups(), inner, ("fontId", "fillId", "borderId"), strict=False):
            in_use = {int(str(user.get(name))) for user in self._root.iter(f"{M}xf") if user.get(name) is not None}
            _cut(group, least, in_use)


def _cut(group: Element, least: int, used: set[int]) -> None:
    while len(group) > least and len(group) - 1 not in used:
        group.remove(group[-1])
    if group.get("count") is not None:
        group.set("count", str(len(group)))


def _number(fill: Element) -> int | None:
    """Which covered colour this fill is the shade of; None where it is no mark."""
    colour = fill.find(f"{M}patternFill[@patternType='solid']/{M}fgColor")
    found = _SHADE.fullmatch(str(colour.get("rgb", "")).upper()) if colour is not None else None
    return int(found[1], 16) if found else None


def _as_text(fill: Element) -> str | None:
    """The inside of a fill, short enough to be remembered; None where it is not."""
    text = "".join(_pieces(fill[0])) if len(fill) == 1 and _number(fill) is None else None
    return text if text is not None and len(text) <= _KEPT_LENGTH and "?" not in text else None


def _pieces(element: Element) -> Iterator[str]:
    name = etree.QName(element).localname
    values = {str(key): str(value) for key, value in element.items()}
    plain = all(map(_PLAIN_VALUE.fullmatch, (*values, *values.values())))
    yield f"<{name}" if plain else "?"
    yield from (f" {key}='{value}'" for key, value in values.items())
    if not len(element):
        yield "/>"
        return
    yield ">"
    for child in element:
        yield from _pieces(child)
    yield f"</{name}>"


def _element(text: str) -> Element:
    """An element of the styles, given without its namespace."""
    return parsed(f"<styleSheet xmlns='{MAIN}'>{text}</styleSheet>".encode())[0]


def _canonical(element: Element) -> bytes:
    """The same for the same element, whatever prefixes and spaces stand around."""
    return etree.tostring(copy.deepcopy(element), method="c14n", exclusive=True)
