"""A dropped form, whatever its kind, read to the end into a meeting with all its problems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.errors import FormRefused, Problem, Severity, has_errors, in_file
from pipeline.forms.files import open_form
from pipeline.forms.grid.problems import PLANNED_FORM_HELD
from pipeline.forms.mark import FormMark
from pipeline.forms.models import FormModel
from pipeline.forms.printed import VERSION
from pipeline.forms.recognise import kind_of, kind_of_refused
from pipeline.meeting import Meeting, Secrecy
from pipeline.messages import Message, msg
from pipeline.office_files.packages import LIMITS, Limits
from pipeline.records import Node, Places, Record, build, label_of
from pipeline.vietnamese.text import folded

_NOT_SECRET = {"", folded(Secrecy.NONE.value), folded(Secrecy.NONE.label), "không", "no", "0"}
_SECRECY_NAMES = {"secrecy", folded(label_of(Meeting, "secrecy"))}


@dataclass(frozen=True)
class ReadForm:
    """The record (None where an error stands in its way), every problem, and where each value stands in the form.

    `partial_record` is the record without what could not be read, `unreadable` the fields concerned: so the rest can
    be checked in the same pass and the clerk hears of everything at once.
    `kind` is the form that it is (`meeting`, `roster`), None where it is none; `is_doubtful`: it may be one, but could
    not be opened.
    """

    record: Record | None
    problems: tuple[Problem, ...]
    places: Places
    partial_record: Record | None = None
    unreadable: frozenset[str] = frozenset()
    kind: str | None = None
    is_doubtful: bool = False

    @property
    def meeting(self) -> Meeting | None:
        """The record, where it is that of a meeting."""
        return self.record if isinstance(self.record, Meeting) else None

    @property
    def partial(self) -> Meeting | None:
        """What could be read of a meeting."""
        return self.partial_record if isinstance(self.partial_record, Meeting) else None


def read_form(name: str, data: bytes, limits: Limits = LIMITS) -> ReadForm:
    """Read a form by its file name and content. What cannot be read is a problem too; nothing is raised.

    A form with a mark of secrecy is read no further: its only problem says so and quotes nothing of it.
    """
    try:
        model, mark, tree, problems = open_form(name, data, limits)
    except FormRefused as refusal:
        found = tuple(in_file(problem, PurePath(name).name) for problem in refusal.problems)
        kind, is_doubtful = kind_of_refused(name, refusal)
        return ReadForm(None, found, Places(), kind=kind, is_doubtful=is_doubtful)
    return replace(_read(name, model, mark, tree, problems), kind=kind_of(model, mark, tree))


def _read(name: str, model: FormModel, mark: FormMark | None, tree: Node, problems: list[Problem]) -> ReadForm:
    secret = _secret_place(tree, problems)
    if secret is not None:
        return ReadForm(None, (_secret_form(secret),), Places())
    if not isinstance(tree.value, dict):
        return ReadForm(None, (*problems, _no_entries(tree.where)), Places())
    built = build(model.record, _without_secrecy(tree, tree.value))
    all_found = (*problems, *built.problems, *_age(mark, built.problems))
    found = tuple(in_file(problem, PurePath(name).name) for problem in all_found)
    if any(problem.code == PLANNED_FORM_HELD for problem in found):
        return ReadForm(None, found, built.places)  # what the form does not ask for is not missed one by one
    whole = None if has_errors(found) else built.record
    return ReadForm(whole, found, built.places, built.partial, built.unreadable)


def _age(mark: FormMark | None, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """A form of a later version asks for things we would not read; an older one may lack what is now asked for."""
    if mark is not None and mark.version > VERSION:
        return (_newer_form(mark.version),)
    if mark is not None and mark.version < VERSION and has_errors(problems):
        return (_older_form(mark.version),)
    return ()


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


def _newer_form(version: int) -> Problem:
    return Problem(
        "form-newer",
        Message(""),
        msg(
            "The form is of version {version}; this program knows forms up to version {known}.",
            version=version,
            known=VERSION,
        ),
        msg("Please bring the program up to date, or fill in a form from the folder “_bieu-mau”."),
    )


def _older_form(version: int) -> Problem:
    return Problem(
        "form-older",
        Message(""),
        msg("The form is of an older version ({version}; now {known}).", version=version, known=VERSION),
        msg("If a place to write is missing, please copy the entries into the new form in the folder “_bieu-mau”."),
        Severity.WARNING,
    )
