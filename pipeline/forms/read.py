"""A dropped form, whatever its kind, read to the end into a meeting with all its problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.errors import FormRefused, Problem, has_errors
from pipeline.forms.xlsx_problems import PLANNED_FORM_HELD
from pipeline.forms.xlsx_read import read_xlsx
from pipeline.meeting import Meeting, Secrecy
from pipeline.messages import Message, msg, verbatim
from pipeline.records import Node, Places, build, label_of
from pipeline.vietnamese.text import folded
from pipeline.yaml_source import read_json, read_yaml

FORM_SUFFIXES = (".xlsx", ".yaml", ".yml", ".json")
MAX_TEXT_FILE = 5 * 1024 * 1024

_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_NOT_SECRET = {"", folded(Secrecy.NONE.value), folded(Secrecy.NONE.label), "không", "no", "0"}
_SECRECY_NAMES = {"secrecy", folded(label_of(Meeting, "secrecy"))}


@dataclass(frozen=True)
class ReadForm:
    """The meeting (None where an error stands in its way), every problem, and where each value stands in the form.

    `partial` is the meeting without what could not be read, `unreadable` the fields concerned: so the rest can be
    checked in the same pass and the clerk hears of everything at once.
    """

    meeting: Meeting | None
    problems: tuple[Problem, ...]
    places: Places
    partial: Meeting | None = None
    unreadable: frozenset[str] = frozenset()


def read_form(name: str, data: bytes) -> ReadForm:
    """Read a form by its file name and content. What cannot be read is a problem too; nothing is raised.

    A form with a mark of secrecy is read no further: its only problem says so and quotes nothing of it.
    """
    try:
        tree, problems = _reader(name, data)(data)
    except FormRefused as refusal:
        return ReadForm(None, tuple(_in_file(problem, name) for problem in refusal.problems), Places())
    secret = _secret_place(tree, problems)
    if secret is not None:
        return ReadForm(None, (_secret_form(secret),), Places())
    if not isinstance(tree.value, dict):
        return ReadForm(None, (*problems, _no_entries(tree.where)), Places())
    built = build(Meeting, _without_secrecy(tree, tree.value))
    found = (*problems, *built.problems)
    if any(problem.code == PLANNED_FORM_HELD for problem in found):
        return ReadForm(None, found, built.places)  # what the form does not ask for is not missed one by one
    whole = None if has_errors(found) else built.record
    return ReadForm(whole, found, built.places, built.partial, built.unreadable)


def _reader(name: str, data: bytes) -> Callable[[bytes], tuple[Node, list[Problem]]]:
    suffix = PurePath(name).suffix.casefold()
    if suffix not in FORM_SUFFIXES:
        raise FormRefused(_unknown_type())
    if suffix == ".xlsx":
        return read_xlsx
    if data.startswith(_BINARY):
        raise FormRefused(_not_text(suffix))
    if len(data) > MAX_TEXT_FILE:
        raise FormRefused(_too_large())
    return read_json if suffix == ".json" else read_yaml


def _in_file(problem: Problem, name: str) -> Problem:
    """A problem with the file as a whole stands at its name."""
    return problem if problem.where != Message("") else replace(problem, where=verbatim(PurePath(name).name))


def _secret_place(tree: Node, problems: list[Problem]) -> Message | None:
    """Where the form says that it is secret, at any depth and in whatever shape; None where it does not."""
    for problem in problems:
        if problem.code == "key-twice" and _is_secrecy(dict(problem.message.params).get("name")):
            return problem.where  # whichever of the two holds, we do not read on to find out
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node.value, list):
            stack += node.value
        elif isinstance(node.value, dict):
            for key, part in node.value.items():
                if _is_secrecy(key) and not _says_not_secret(part):
                    return part.where
                stack.append(part)
    return None


def _is_secrecy(key: object) -> bool:
    return isinstance(key, str) and folded(key) in _SECRECY_NAMES


def _says_not_secret(node: Node) -> bool:
    if isinstance(node.value, dict | list):
        return node.is_blank
    return folded("" if node.value is None else str(node.value)) in _NOT_SECRET


def _without_secrecy(tree: Node, parts: dict[str, Node]) -> Node:
    """The form without its mark, which says in one of several ways that there is no secret in it."""
    return replace(tree, value={key: part for key, part in parts.items() if key != "secrecy"})


def _no_entries(where: Message) -> Problem:
    return Problem(
        "not-a-form",
        where,
        msg("The file is not a form: it holds a list or a single text, no entries with names."),
        msg("Please take a blank form and copy the entries into it."),
    )


def _secret_form(where: Message) -> Problem:
    return Problem(
        "secret-form",
        where,
        msg("The form carries a mark of secrecy; it was not read any further."),
        msg(
            "Please remove the file from here and process it outside this tool, on an offline machine, as the rules on "
            "state secrets ask. Its number can be reserved in the register."
        ),
    )


def _unknown_type() -> Problem:
    return Problem(
        "unknown-form-type",
        Message(""),
        msg("This kind of file is not a form."),
        msg("Please use one of: {suffixes}.", suffixes=", ".join(FORM_SUFFIXES)),
    )


def _not_text(suffix: str) -> Problem:
    return Problem(
        "wrong-suffix",
        Message(""),
        msg("The name says {suffix}, but the file is an Office or PDF file.", suffix=suffix),
        msg("Please give it the name ending it had; an Excel form ends in .xlsx."),
    )


def _too_large() -> Problem:
    return Problem(
        "form-too-large",
        Message(""),
        msg("The file is larger than {limit} MB.", limit=MAX_TEXT_FILE // 1024 // 1024),
        msg("Please check that it is the right file."),
    )
