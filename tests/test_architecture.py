"""The house: who may know whom, and where each third-party library lives."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"

# From the ground up. A room imports only from rows below its own; rooms of one row do not know each other.
ROWS = (
    {"__init__", "circles", "messages", "mounts", "programs", "vietnamese"},
    {"errors"},
    {"records", "databases"},
    {"yaml_source", "yaml_edit"},
    {"meeting", "organisation", "regulations", "workspace", "office_files"},
    {"documents", "checks", "roster"},
    {"forms", "register", "templates", "archive", "ledger", "synth", "layout_check"},
    {"outlook"},
    {"index"},
    {"process", "pdf", "reports"},
    {"verify", "export", "watch", "batch"},
    {"cli"},
)

# Third-party library → the rooms it is at home in.
HOMES = {
    "click": {"cli"},
    "distributed": {"batch"},
    "docxtpl": {"templates"},
    "filelock": {"archive"},
    "jinja2": {"templates"},
    "markupsafe": {"templates"},
    "matplotlib": {"reports"},
    "docx": {"templates", "office_files"},
    "isal": {"office_files"},
    "lxml": {"templates", "office_files", "layout_check"},
    "openpyxl": {"office_files"},
    "pydantic": {"records", "meeting", "organisation", "regulations", "roster"},
    "rich": {"cli"},
    "ruamel": {"yaml_source", "yaml_edit"},
    "watchdog": {"watch"},
    "xlrd": {"office_files"},
    "xlsxwriter": {"office_files"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def row(name: str) -> int:
    return next(number for number, rooms in enumerate(ROWS) if name in rooms)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_knows_only_the_rows_below_it(path: Path) -> None:
    here = room(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "pipeline" or len(parts) == 1:
            continue
        there = parts[1]
        assert there == here or row(there) < row(here), f"{here} must not import {there}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_library_stays_at_home(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        if top in ("pipeline", "_typeshed") or top in sys.stdlib_module_names:
            continue
        assert top in HOMES, f"{top} has no home; give it one, and its reason in pyproject.toml"
        assert room(path) in HOMES[top], f"{top} is not at home in {room(path)}"


def test_every_room_has_a_row() -> None:
    named = set().union(*ROWS)
    assert {room(path) for path in MODULES} == named


def test_only_the_command_line_prints_and_exits() -> None:
    for path in MODULES:
        if room(path) == "cli":
            continue
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"print", "input", "exit", "quit"}, path
