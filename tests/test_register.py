"""Numbers: one series per body, type and term, each given once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ArchiveDamaged
from pipeline.register import NAME, NumberConflict, NumberWanted, Register, open_register

OCTOBER = NumberWanted(
    "binh-minh", "NQ", "2017-2020", 5, "binh-minh-2018-10-thuong-ky-1", "resolution", date(2018, 10, 5)
)
NOVEMBER = replace(OCTOBER, meeting="binh-minh-2018-11-thuong-ky-1", day=date(2018, 11, 5))


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path) as opened:
        yield opened


def test_a_series_begins_at_the_offices_start_and_counts_on(register: Register) -> None:
    assert register.reserve([OCTOBER]) == {"resolution": 5}
    assert register.reserve([NOVEMBER]) == {"resolution": 6}


def test_the_same_document_keeps_its_number(register: Register) -> None:
    register.reserve([OCTOBER])
    register.reserve([NOVEMBER])
    assert register.reserve([replace(OCTOBER, day=date(2018, 10, 8))]) == {"resolution": 5}
    assert register.taken("binh-minh", "NQ", "2017-2020") == ((5, date(2018, 10, 8)), (6, date(2018, 11, 5)))


def test_types_bodies_and_terms_count_apart(register: Register) -> None:
    register.reserve([OCTOBER])
    others = [
        replace(OCTOBER, type="BB", kind="minutes", start=1),
        replace(NOVEMBER, body="tram-y-te", meeting="tram-y-te-2018-10-thuong-ky-1", start=1),
        replace(NOVEMBER, term="2020-2025", meeting="binh-minh-2020-07-thuong-ky-1", start=1),
    ]
    assert [register.reserve([wanted]) for wanted in others] == [{"minutes": 1}, {"resolution": 1}, {"resolution": 1}]


def test_a_number_from_the_paper_register_is_honoured(register: Register) -> None:
    assert register.reserve([replace(OCTOBER, stated=9)]) == {"resolution": 9}
    assert register.reserve([NOVEMBER]) == {"resolution": 10}


def test_a_number_given_before_is_a_conflict_and_takes_nothing(register: Register) -> None:
    register.reserve([OCTOBER])
    minutes = replace(NOVEMBER, type="BB", kind="minutes")
    with pytest.raises(NumberConflict) as caught:
        register.reserve([minutes, replace(NOVEMBER, stated=5)])
    assert caught.value.meeting == OCTOBER.meeting
    assert register.numbers_of(NOVEMBER.meeting) == frozenset()


def test_a_filed_document_does_not_change_its_number(register: Register) -> None:
    register.reserve([OCTOBER])
    with pytest.raises(NumberConflict) as caught:
        register.reserve([replace(OCTOBER, stated=7)])
    assert (caught.value.meeting, caught.value.number) == (OCTOBER.meeting, 5)


def test_a_number_given_back_is_given_again(register: Register) -> None:
    register.reserve([OCTOBER])
    register.release(register.numbers_of(OCTOBER.meeting))
    assert register.reserve([NOVEMBER]) == {"resolution": 5}


def test_numbers_survive_the_run_and_can_be_restored(tmp_path: Path) -> None:
    with open_register(tmp_path / "one") as register:
        register.reserve([OCTOBER])
    with open_register(tmp_path / "one") as register:
        assert register.reserve([NOVEMBER]) == {"resolution": 6}
    with open_register(tmp_path / "two") as fresh:
        fresh.restore([(OCTOBER, 5), (NOVEMBER, 6)])
        assert {given.number for given in fresh.numbers_of(NOVEMBER.meeting)} == {6}


def test_what_stands_there_already_is_not_written_again(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        register.reserve([OCTOBER])
        before = (tmp_path / NAME).read_bytes()  # holds a count of its changes
        register.restore([(OCTOBER, 5)])
        assert (tmp_path / NAME).read_bytes() == before
        register.restore([(replace(OCTOBER, day=date(2018, 10, 8)), 5)])
        assert register.taken("binh-minh", "NQ", "2017-2020") == ((5, date(2018, 10, 8)),)


def test_a_document_that_moves_to_another_term_leaves_its_old_number_taken(register: Register) -> None:
    register.reserve([OCTOBER])
    assert register.reserve([replace(OCTOBER, term="2020-2025", start=1)]) == {"resolution": 1}
    assert register.reserve([NOVEMBER]) == {"resolution": 6}


def test_a_damaged_register_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite3").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(ArchiveDamaged) as caught, open_register(tmp_path):
        pass
    assert "register.sqlite3" in str(caught.value)


def test_a_void_number_is_not_given_even_where_it_is_stated(tmp_path: Path) -> None:
    with open_register(tmp_path) as register:
        void = NumberWanted("binh-minh", "NQ", "2017-2020", 1, "m", "void-resolution-3", date(2018, 10, 5), 3)
        assert register.reserve([void]) == {void.kind: 3}
        stated = NumberWanted("binh-minh", "NQ", "2017-2020", 1, "m", "resolution", date(2018, 10, 5), 3)
        with pytest.raises(NumberConflict) as conflict:
            register.reserve([stated])
        assert conflict.value.is_void
        assert register.reserve([void]) == {void.kind: 3}
