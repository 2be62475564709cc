"""What can be known of all documents of a template beforehand, so that it need not be looked for in each.

docxtpl reads every document it filled as a tree: to find out whether it is sound, to mend tables whose rows have other
numbers of cells than the table has columns, to number its pictures. Nearly always the template alone says that nothing
is to be done: a loop or a condition that holds whole elements leaves a whole, whatever the values are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

_TAG = re.compile(r"<(/?)([\w:.-]+)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(/?)>|<[?!][^>]*>")
_PRINTED = "x"  # stands for a value: escaped, so it never is markup
_MARKUP = re.compile("[<>\"']")
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"')
_GRID = re.compile(r"<w:gridCol[ />]")
_PIECE = re.compile(
    r"<w:tbl>|<w:tbl |</w:tbl>|<w:tblGrid[ >]|</w:tblGrid>|<w:gridCol[ />]|<w:tr[ >]|</w:tr>|<w:tc[ >]|</w:tc>"
    r'|<w:gridSpan w:val="[^"]*"|\{%.*?%\}|\{\{.*?\}\}',
    re.DOTALL,
)
_OPENS = re.compile(r"\{%[-+]?\s*(?:for|if)\b")
_CLOSES = re.compile(r"\{%[-+]?\s*end(?:for|if)\b")


class _Uneven(Exception):
    """What a loop or condition holds is no whole."""


def is_whole(tree: nodes.Template) -> bool:
    """Whether every document of this template is sound XML, given that values are escaped.

    So it is where what every loop, condition and macro holds is a whole by itself. False: it may be.
    """
    try:
        _check(tree.body, [])
    except _Uneven:
        return False
    return True


def _check(body: Sequence[nodes.Node], opened: list[str]) -> None:
    """Walk through what is printed one after the other; raises `_Uneven` where it leaves more or fewer open."""
    level, text = len(opened), ""
    for node in body:
        if isinstance(node, nodes.Output):
            text += "".join(one.data if isinstance(one, nodes.TemplateData) else _PRINTED for one in node.nodes)
            continue
        inside = text.rfind("<") > text.rfind(">")
        if inside:
            _check_quiet(node)
        else:
            _walk(text, opened, level)
            text = ""
            for branch in _branches(node):
                _check(branch, [])
    _walk(text, opened, level)
    if text.rfind("<") > text.rfind(">") or len(opened) != level:
        raise _Uneven


def _branches(node: nodes.Node) -> list[Sequence[nodes.Node]]:
    """What a node prints, in each of the ways it may. Raises `_Uneven` for those that may print anything."""
    if isinstance(node, nodes.For):
        return [node.body, node.else_]
    if isinstance(node, nodes.If):
        return [node.body, node.else_, *(branch for one in node.elif_ for branch in _branches(one))]
    if isinstance(node, nodes.Macro):
        return [node.body]
    if isinstance(node, nodes.With):
        return [node.body]
    if isinstance(node, nodes.Assign | nodes.ExprStmt):
        return []
    raise _Uneven


def _check_quiet(node: nodes.Node) -> None:
    """Within a tag, only what is no markup itself may be chosen between."""
    if any(_MARKUP.search(data.data) for data in node.find_all(nodes.TemplateData)):
        raise _Uneven


def _walk(text: str, opened: list[str], level: int) -> None:
    """Follow the tags of a text; raises `_Uneven` where one closes what was opened outside, or another."""
    end = 0
    for tag in _TAG.finditer(text):
        if "<" in text[end : tag.start()]:
            raise _Uneven
        end = tag.end()
        closing, name, _, empty = tag.groups()
        if name is None or empty:
            continue
        if not closing:
            opened.append(name)
        elif len(opened) <= level or opened.pop() != name:
            raise _Uneven
    if "<" in text[end:]:
        raise _Uneven


@dataclass
class _Table:
    """A table of the template as far as it is known."""

    depth: int
    columns: int = 0
    is_known: bool = True
    has_full_row: bool = False
    in_grid: bool = False
    row: list[int] | None = None  # spans of the cells of the row in hand
    row_depth: int = 0
    cell: bool = field(default=False)


def has_steady_tables(source: str) -> bool:
    """Whether docxtpl's mending of tables changes nothing, whatever the values are.

    It adds columns where a row has more cells than the table has columns, and removes those that no row reaches. So a
    table is steady where no row has more, and one outside all loops and conditions reaches the last.
    """
    open_tables: list[_Table] = []
    depth = 0
    for found in _PIECE.finditer(source):
        piece = found.group()
        if piece.startswith("{"):
            depth += bool(_OPENS.match(piece)) - bool(_CLOSES.match(piece))
            if open_tables and _touches(open_tables[-1], piece):
                return False
        elif piece.startswith("<w:tbl") and not piece.startswith("<w:tblGrid"):
            open_tables.append(_Table(depth))
        elif piece == "</w:tbl>":
            if not open_tables or not open_tables.pop().has_full_row:
                return False
        elif piece == "</w:tr>":
            if not open_tables or not _fits(open_tables):
                return False
        elif open_tables and not _goes_on(open_tables[-1], piece, depth):
            return False
    return not open_tables


def _touches(table: _Table, tag: str) -> bool:
    """Whether a tag of jinja's stands where it may change the number of columns or cells."""
    return tag.startswith("{%") and (table.in_grid or (table.row is not None and not table.cell))


def _goes_on(table: _Table, piece: str, depth: int) -> bool:
    """Take in one piece of a table; whether it is still known."""
    if piece.startswith("<w:tblGrid"):
        table.in_grid = True
    elif piece == "</w:tblGrid>":
        table.in_grid = False
    elif piece.startswith("<w:gridCol"):
        table.columns += 1
    elif piece.startswith("<w:tr"):
        table.row, table.row_depth = [], depth
    elif table.row is None:
        return False
    elif piece.startswith("<w:tc"):
        table.cell = True
        table.row.append(1)
    elif piece == "</w:tc>":
        table.cell = False
    else:
        span = _SPAN.match(piece)
        if span is None or not table.row:
            return False
        table.row[-1] = int(span[1])
    return True


def _fits(tables: Sequence[_Table]) -> bool:
    """End the row in hand. docxtpl holds it against every table that it stands in, so it has to fit them all."""
    table = tables[-1]
    row, table.row = table.row or [], None
    table.has_full_row |= table.row_depth == table.depth and sum(row) >= table.columns
    return all(len(row) <= one.columns for one in tables)


def names_of(trees: Iterable[nodes.Template]) -> tuple[str, ...]:
    """The outermost names that the templates ask for, in their order of the alphabet."""
    from jinja2 import meta

    return tuple(sorted({name for tree in trees for name in meta.find_undeclared_variables(tree)}))
