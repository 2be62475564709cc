"""The Vietnamese catalogue is complete, and is what the program reads."""

from __future__ import annotations

import string

from pipeline.messages import joined, msg, translator, verbatim, vietnamese
from scripts.messages import MO, catalogue, collected, compiled


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
