"""What can be wrong with a use of a name: code, message and hint, in one place, for people who edit in Word."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

from jinja2 import nodes

from pipeline.documents.names import Sort
from pipeline.messages import Message, msg
from pipeline.templates.filters import WITHHELD_FILTERS
from pipeline.templates.signatures import Tool, Values

_WORDS = {
    Sort.TEXT: msg("a text"),
    Sort.NUMBER: msg("a number"),
    Sort.FLAG: msg("a yes or no"),
    Sort.RECORD: msg("a group of names"),
    Sort.LIST: msg("a list"),
    Sort.LOOKUP: msg("a lookup of texts by key"),
}


@dataclass(frozen=True)
class Complaint:
    code: str
    message: Message
    hint: Message


def unknown_name(name: str, kinds: str, visible: Collection[str], paths: Collection[str]) -> Complaint:
    """`paths` are all names below the outermost ones: a part asked for without its whole is the likeliest slip."""
    message = msg("No form fills the name “{name}” ({kinds}).", name=name, kinds=kinds)
    below = [path for path in paths if path.rpartition(".")[2] == name and "." in path]
    if below:
        return Complaint("unknown-name", message, msg("Did you mean “{name}”?", name=below[0]))
    return Complaint("unknown-name", message, did_you_mean(name, visible) or _see_fields())


def unknown_part(node: nodes.Node, given: Values, name: str) -> Complaint:
    whole = as_typed(node)
    if all(shape.sort is Sort.LIST for shape in given):
        message = msg("“{whole}” is a list: “{name}” belongs to one of its rows.", whole=whole, name=name)
        hint = msg("Please repeat over it: “for x in {whole}”, then “x.{name}”.", whole=whole, name=name)
        return Complaint("unknown-attribute", message, hint)
    message = msg("“{whole}” is {kind} and has no “{name}”.", whole=whole, kind=_word(given), name=name)
    fields = [field.name for shape in given for field in shape.fields]
    return Complaint("unknown-attribute", message, did_you_mean(name, fields) or _see_fields())


def private(name: str) -> Complaint:
    message = msg("“{name}” begins with “_”: templates reach nothing of that kind.", name=name)
    return Complaint("private", message, _see_fields())


def not_printable(node: nodes.Node, given: Values) -> Complaint:
    hint = msg("Please place one of its names instead.")
    if given[0].sort is Sort.LIST:
        hint = msg("Please repeat over it with “for”.")
    elif given[0].sort is Sort.FLAG:
        hint = msg("Please ask for it with “if”.")
    message = msg("“{name}” is {kind} and cannot be printed.", name=as_typed(node), kind=_word(given))
    return Complaint("not-text", message, hint)


def not_repeatable(node: nodes.Node, given: Values) -> Complaint:
    message = msg("“{name}” is {kind} and cannot be repeated over.", name=as_typed(node), kind=_word(given))
    return Complaint("not-a-list", message, msg("Please use “if” instead of “for”, or name a list."))


def no_list_for_filter(node: nodes.Node, given: Values, name: str) -> Complaint:
    message = msg(
        "“{name}” is {kind}, and “|{filter}” needs a list.", name=as_typed(node), kind=_word(given), filter=name
    )
    return Complaint("not-a-list", message, msg("Please remove “|{name}”.", name=name))


def not_callable(node: nodes.Node, given: Values) -> Complaint:
    message = msg("“{name}” is {kind} and cannot be called.", name=as_typed(node), kind=_word(given))
    return Complaint("not-callable", message, msg("Please leave the brackets out."))


def forbidden_method(name: str) -> Complaint:
    hint = msg("Please use a filter, such as “|replace(…)” or “|join(…)”.")
    return Complaint("forbidden", msg("“.{name}()” is not allowed.", name=name), hint)


def unknown_filter(name: str, known: Collection[str]) -> Complaint:
    if name in WITHHELD_FILTERS:
        message = msg("The filter “{name}” is not allowed.", name=name)
        return Complaint("forbidden", message, msg("Please remove “|{name}”.", name=name))
    close = did_you_mean(name, [one for one in known if not one.startswith(" ")])
    return Complaint("unknown-filter", msg("There is no filter “{name}”.", name=name), close or _see_guide())


def unknown_test(name: str, known: Collection[str]) -> Complaint:
    message = msg("There is no test “is {name}”.", name=name)
    return Complaint("unknown-test", message, did_you_mean(name, known) or _see_guide())


def did_you_mean(name: str, known: Collection[str]) -> Message | None:
    """The nearest of the known names as a question, where one is near."""
    close = difflib.get_close_matches(name, list(known), 1)
    return msg("Did you mean “{name}”?", name=close[0]) if close else None


def _see_fields() -> Message:
    return msg("“vanthu template fields” lists all names.")


def _see_guide() -> Message:
    return msg("Please see in the guide which there are.")


def _word(given: Values) -> Message:
    """What the value is, in words; several kinds of documents may differ, the first one speaks for all."""
    return msg("a tool of the template language") if isinstance(given[0], Tool) else _WORDS[given[0].sort]


def as_typed(node: nodes.Node | None) -> str:
    """The expression about as it was typed."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{as_typed(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{as_typed(node.node)}[…]"
    if isinstance(node, nodes.Filter):
        return f"{as_typed(node.node)}|{node.name}"
    if isinstance(node, nodes.Call):
        return f"{as_typed(node.node)}(…)"
    return str(node.value) if isinstance(node, nodes.Const) else "…"
