"""Where tables begin: up to Word 2010 the text in their cells stands on the margin, since then their edge does.

Which of both, a setting of the whole file says (`compatibilityMode` below 15); a document of the other kind keeps its
tables in place by their indent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.office_files.bound_word.names import Element, insert_after, made, value, w

_NEW = 15
_MARGIN = 108  # of cells, where nothing is said: 0.19 cm
_BEFORE_INDENT = {"tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize"}
_BEFORE_INDENT |= {"tblW", "jc", "tblCellSpacing"}


def is_old(settings: Element | None) -> bool:
    """Whether the file is one whose cells' text stands on the margin."""
    found = [] if settings is None else settings.findall(f"{w('compat')}/{w('compatSetting')}")
    mode = next((value(one) for one in found if value(one, "name") == "compatibilityMode"), None)
    return int(mode or 12) < _NEW


def keep_in_place(body: Element, styles: Element, *, was_old: bool) -> None:
    """Move the indents of tables from one kind of file to the other; `styles` are those of the document."""
    by_name = {str(value(style, "styleId")): style for style in styles.findall(w("style"))}
    usual = next((name for name, one in by_name.items() if _is_usual(one)), "")
    for table in body.findall(w("tbl")):
        own = table.find(w("tblPr"))
        if own is None or own.find(w("tblpPr")) is not None or value(own.find(w("jc"))) not in (None, "left", "start"):
            continue
        said = list(_said(own, by_name, usual))
        margin = _first(said, "tblCellMar/left", "tblCellMar/start")
        indent = _first(said, "tblInd") or 0
        shift = _MARGIN if margin is None else margin
        for former in own.findall(w("tblInd")):
            own.remove(former)
        insert_after(
            own, made("tblInd", w=str(indent - shift if was_old else indent + shift), type="dxa"), _BEFORE_INDENT
        )


def _is_usual(style: Element) -> bool:
    return value(style, "type") == "table" and value(style, "default") in ("1", "true", "on")


def _said(own: Element, by_name: Mapping[str, Element], usual: str) -> Iterator[Element]:
    """What the table itself says of tables, then what its styles say."""
    yield own
    name, seen = value(own.find(w("tblStyle"))) or usual, set()
    while name in by_name and name not in seen:
        seen.add(name)
        properties = by_name[name].find(w("tblPr"))
        if properties is not None:
            yield properties
        name = str(value(by_name[name].find(w("basedOn"))))


def _first(said: list[Element], *paths: str) -> int | None:
    for properties in said:
        for path in paths:
            found = value(properties.find("/".join(map(w, path.split("/")))), "w")
            if found is not None and found.lstrip("-").isdecimal():
                return int(found)
    return None
