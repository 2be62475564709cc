"""The Vietnamese catalogue is complete, and is what the program reads."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pipeline
from pipeline.messages import joined, msg, translator, verbatim, vietnamese
from scripts.messages import MO, catalogue, collected, compiled

PACKAGE = Path(pipeline.__file__).parent


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_translated_and_no_other() -> None:
    translated = {str(message.id): str(message.string) for message in catalogue() if message.id}
    assert set(translated) == set(collected())
    assert [msgid for msgid, text in translated.items() if not text] == []


def test_translations_keep_the_places_for_values() -> None:
    for message in catalogue():
        if message.id:
            assert places(str(message.id)) == places(str(message.string)), message.id


def test_the_compiled_catalogue_is_the_committed_one() -> None:
    assert compiled(catalogue()) == MO.read_bytes()


def test_values_are_never_read_as_a_format() -> None:
    message = msg("“{name}” is given twice.", name="{0.__class__} %s {{ x }}")
    assert str(message) == "“{0.__class__} %s {{ x }}” is given twice."
    assert vietnamese(message) == "“{0.__class__} %s {{ x }}” được ghi hai lần."


def test_messages_within_messages_are_translated_too() -> None:
    inner = joined("; ", [msg("Please check."), verbatim("x")])
    assert msg("“{label}”: {reason}", label="Tên", reason=inner).text(translator("vi")) == "“Tên”: Đề nghị kiểm tra.; x"


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Messages and hints that stand side by side in a call, as a problem's do."""

    def msgid(node: ast.expr) -> str | None:
        is_msg = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "msg"
        text = node.args[0] if is_msg and isinstance(node, ast.Call) and node.args else None
        return str(text.value) if isinstance(text, ast.Constant) else None

    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            found = [text for text in map(msgid, call.args) if text]
            is_bare = isinstance(call.func, ast.Attribute) and call.func.attr in ("warning", "contradiction")
            if found and (is_bare or len(found) > 1):
                yield found[0], found[1] if len(found) > 1 else "Please check."


def test_a_problem_asks_once() -> None:
    translate = translator("vi")
    found = [pair for path in PACKAGE.rglob("*.py") for pair in pairs(path)]
    assert len(found) > 80
    assert [pair for pair in found if "đề nghị" in translate(pair[0]).casefold()] == []
    twice = [text for text in map(translate, dict(found).values()) if text.casefold().count("đề nghị") > 1]
    assert twice == []
