"""What can be known of all documents of a template beforehand, so that it need not be looked for in each.

docxtpl reads every document it filled as a tree: to find out whether it is sound, to mend tables whose rows have other
numbers of cells than the table has columns, to number its pictures. Nearly always the template alone says that nothing
is to be done: a loop or a condition that holds whole elements leaves a whole, whatever the values are.

So the template is read as a tree once, its outline: all that loops and conditions hold, one after the other, between
marks, and a letter for each value. What is sound in the outline is sound in every document that values without markup
are printed in; what docxtpl would mend is looked for in it as docxtpl does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from docx.oxml.ns import qn
from jinja2 import nodes
from lxml import etree

PICTURE = qn("wp:docPr")

_TAG = re.compile(r"<(/?)([\w:.-]+)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(/?)>")
_DECLARATION = re.compile(r"\A\ufeff?<\?xml [^<>]*\?>")
_PRINTED = "\ue001"  # stands for a value: it never is markup, nor a number, nor may it stand in a name
_MARKUP = re.compile("[<>\"']")
_BEGIN, _END = "<?vanthu-begin?>", "<?vanthu-end?>"  # around what need not be printed, or may be more than once
_STEPS = {"vanthu-begin": 1, "vanthu-end": -1}
_CHOICES = (nodes.For, nodes.If, nodes.Output, nodes.Assign, nodes.ExprStmt)  # what may stand within an attribute


class _Uneven(Exception):
    """What a loop or condition holds is no whole."""


def outline(tree: nodes.Template, head: bytes = b"", tail: bytes = b"") -> Any:
    """The root of a tree of all that the template may print, between what surrounds it; None where this is not sure.

    It is sure where what every loop, condition and macro holds is a whole by itself. Then every document is sound XML,
    given that no value is printed as markup.
    """
    try:
        text = _declared(_checked(tree.body))
        return etree.fromstring(head + text.encode() + tail)
    except (_Uneven, etree.XMLSyntaxError):
        return None


def _declared(text: str) -> str:
    """Without the declaration in front; comments and the like are not looked into, so nothing is sure with them."""
    bare = _DECLARATION.sub("", text)
    if "<!" in bare or bare.count("<?") != bare.count(_BEGIN) + bare.count(_END):
        raise _Uneven
    return bare


def _checked(body: Sequence[nodes.Node]) -> str:
    """The outline of what is printed one after the other; raises `_Uneven` where it leaves more or fewer open."""
    opened: list[str] = []
    done, text = [], ""
    for node in body:
        if isinstance(node, nodes.Output):
            text += "".join(one.data if isinstance(one, nodes.TemplateData) else _PRINTED for one in node.nodes)
        elif text.rfind("<") > text.rfind(">"):
            _check_choice(node)
            text += _PRINTED
        else:
            _walk(text, opened)
            done += [text, *(piece for branch in _branches(node) for piece in (_BEGIN, _checked(branch), _END))]
            text = ""
    _walk(text, opened)
    if opened:
        raise _Uneven
    return "".join((*done, text))


def _branches(node: nodes.Node) -> list[Sequence[nodes.Node]]:
    """What a node prints, in each of the ways it may. Raises `_Uneven` for those that may print anything."""
    if isinstance(node, nodes.For):
        return [node.body, node.else_]
    if isinstance(node, nodes.If):
        return [node.body, node.else_, *(branch for one in node.elif_ for branch in _branches(one))]
    if isinstance(node, nodes.Macro | nodes.With):
        return [node.body]
    if isinstance(node, nodes.Assign | nodes.ExprStmt):
        return []
    raise _Uneven


def _check_choice(node: nodes.Node) -> None:
    """Within a tag, only what is no markup itself may be chosen between."""
    if not all(isinstance(one, _CHOICES) for one in (node, *node.find_all(nodes.Stmt))):
        raise _Uneven
    if any(_MARKUP.search(data.data) for data in node.find_all(nodes.TemplateData)):
        raise _Uneven


def _walk(text: str, opened: list[str]) -> None:
    """Follow the tags of a text; raises `_Uneven` where one closes what was opened outside, or another."""
    text, end = _DECLARATION.sub("", text), 0
    for tag in _TAG.finditer(text):
        if "<" in text[end : tag.start()]:
            raise _Uneven
        closing, name, _, empty = tag.groups()
        end = tag.end()
        if empty:
            continue
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            raise _Uneven
    if "<" in text[end:]:
        raise _Uneven


def has_steady_tables(root: Any) -> bool:
    """Whether docxtpl's mending of tables changes nothing, whatever the values are.

    It adds columns where a row has more cells than the table has columns, and removes those that no row reaches. So a
    table is steady where no row has more, and one outside all loops and conditions reaches the last.
    """
    return all(_is_steady(table) for table in root.iter(qn("w:tbl")))


def _is_steady(table: Any) -> bool:
    grid = table.find(qn("w:tblGrid"))
    if grid is None or _varies(grid, table) or _has_marks(grid):
        return False
    columns = len(grid.findall(qn("w:gridCol")))
    is_full = False
    for row in table.iter(qn("w:tr")):  # those of tables within this one too: docxtpl does not tell them apart
        cells = row.findall(qn("w:tc"))
        spans = [span for cell in cells if (span := _span(cell)) is not None]
        if len(cells) > columns or len(spans) < len(cells) or next(row.iterchildren(etree.PI), None) is not None:
            return False
        is_full = is_full or (sum(spans) >= columns and not _varies(row, table))
    return is_full or not columns


def _span(cell: Any) -> int | None:
    """Over how many columns the cell reaches; None where this is not sure."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return 1
    if _varies(properties, cell) or _has_marks(properties):
        return None
    span = properties.find(qn("w:gridSpan"))
    value = "1" if span is None else span.get(qn("w:val"), "")
    return int(value) if value.isdecimal() else None


def _has_marks(element: Any) -> bool:
    return next(element.iter(etree.PI), None) is not None


def has_plain_pictures(root: Any) -> bool:
    """Whether every picture is written the usual way, so that its number is found without reading a tree."""
    pictures = root.iter("{*}docPr")
    return all(one.tag == PICTURE and one.prefix == "wp" and one.get("id") is not None for one in pictures)


def _varies(element: Any, within: Any) -> bool:
    """Whether a loop or condition stands between the two."""
    up = (element, *takewhile(lambda one: one is not within, element.iterancestors()))
    return any(_depth(one) for one in up)


def _depth(element: Any) -> int:
    """In how many loops and conditions of its parent the element stands."""
    return sum(_STEPS[one.target] for one in element.itersiblings(etree.PI, preceding=True))
