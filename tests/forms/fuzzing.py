"""Damaged forms: sound ones of every kind, changed at random in their bytes, in their parts, in what was typed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.forms import cleared, filled_form, marked, read_form
from pipeline.office_files.packages import packed
from pipeline.records import Record

from .records import everything, planned_with_ballots

_TYPED = ("31/02/2018", "7 giờ 75", "=1+1", "\x00", "\ud800", "é̂", "{{ 7*7 }}", "-1", "1e309", "9" * 400, "x" * 40_000,
          "../../etc", "Ð", "<b>&amp;</b>", "None", "10/2018", "Không", "\u202e", "🙂", " ")  # fmt: skip


@dataclass(frozen=True)
class Damaged:
    """A form to be read, and how it came about."""

    name: str
    data: bytes
    how: str


def sound_forms() -> dict[str, bytes]:
    """One filled form of every kind we write, by its file name."""
    kinds = (".xlsx", ".docx", ".yaml")
    return {f"{stem}{suffix}": filled_form(suffix, meeting) for suffix in kinds
            for stem, meeting in (("du", everything()), ("du-kien", planned_with_ballots()))}  # fmt: skip


def damaged_forms(count: int, seed: int) -> Iterator[Damaged]:
    """So many damaged forms; the same seed gives the same."""
    chance = random.Random(seed)  # noqa: S311 (not for secrets)
    forms = list(sound_forms().items())
    for _ in range(count):
        name, data = chance.choice(forms)
        change = chance.choice(_PACKAGE_CHANGES if data.startswith(b"PK") else _CHANGES)
        ending = chance.choice((name, name, name, name.rsplit(".", 1)[0] + chance.choice(_OTHER_ENDINGS)))
        yield Damaged(ending, change(chance, data), f"{change.__name__.strip('_')} of {name}")


_OTHER_ENDINGS = (".xls", ".ods", ".json", ".xlsm", ".docm", ".yml", ".txt", "")


def _flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _spliced(chance: random.Random, data: bytes) -> bytes:
    first, last = sorted(chance.sample(range(len(data)), 2))
    place = chance.randrange(len(data))
    return data[:place] + data[first : min(last, first + 2_000)] + data[place:]


def _retyped(chance: random.Random, data: bytes) -> bytes:
    lines = data.decode("utf-8", "surrogatepass").split("\n")
    for _ in range(chance.randint(1, 6)):
        row = chance.randrange(len(lines))
        key, colon, _value = lines[row].partition(": ")
        lines[row] = f"{key}{colon}{chance.choice(_TYPED)}" if colon else chance.choice((*_TYPED, "- [", "? :", "\t-"))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _in_a_part(chance: random.Random, data: bytes, change: Callable[[random.Random, bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([name for name in parts if parts[name]])
    return packed({**parts, name: change(chance, parts[name])})


def _flipped_part(chance: random.Random, data: bytes) -> bytes:
    return _in_a_part(chance, data, _flipped)


def _cut_part(chance: random.Random, data: bytes) -> bytes:
    return _in_a_part(chance, data, _cut)


def _spliced_part(chance: random.Random, data: bytes) -> bytes:
    return _in_a_part(chance, data, _spliced)


def _retyped_part(chance: random.Random, data: bytes) -> bytes:
    """Other text between the tags of a part: what a clerk, or a program, might have left there."""

    def change(chance: random.Random, part: bytes) -> bytes:
        pieces = part.split(b">")
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(pieces))
            text, angle, tag = pieces[place].partition(b"<")
            typed = chance.choice(_TYPED).encode("utf-8", "surrogatepass").replace(b"<", b"&lt;")
            pieces[place] = typed + angle + tag if text or chance.random() < 0.3 else pieces[place]
        return b">".join(pieces)

    return _in_a_part(chance, data, change)


def _without_a_part(chance: random.Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    del parts[chance.choice(list(parts))]
    return packed(parts)


_CHANGES = (_flipped, _cut, _spliced, _retyped, _retyped)
_PACKAGE_CHANGES = (_flipped, _cut, _flipped_part, _cut_part, _spliced_part, _retyped_part, _retyped_part,
                    _without_a_part)  # fmt: skip


def look_at(form: Damaged) -> Record | None:
    """Read the form and mark what is wrong with it, as a pass over the inbox would; the record, if there is one.

    Raises whatever the program raises, which must be nothing, and `AssertionError` where marks change what was typed.
    """
    found = read_form(form.name, cleared(form.name, form.data))
    assert found.record is not None or found.problems, form.how
    for problem in found.problems:
        assert str(problem.message) and str(problem.where), form.how
    if found.problems and all(problem.code != "secret-form" for problem in found.problems):
        returned = marked(form.name, cleared(form.name, form.data), found.problems)
        if returned is not None:
            again = read_form(form.name, cleared(form.name, returned))
            assert again.record == found.record, form.how
            assert again.partial_record == found.partial_record, form.how
    return found.record
