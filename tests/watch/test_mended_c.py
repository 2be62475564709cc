"""What a watcher does with a damaged ledger, with much to hash, with linked folders, with many scans of nobody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.process.intake.arrivals import Arrival, dropped_folder
from pipeline.watch import hashing, sightings
from pipeline.watch.sightings import Sightings
from tests.watch.forms import TEXT

pytestmark = pytest.mark.usefixtures("no_ready_forms")
posix_only = pytest.mark.skipif(os.name != "posix", reason="no links on this system")
_PIECE = hashing._PIECE


class Hasher:
    """Sightings whose clock goes on by a second with every piece of a file."""

    def __init__(self) -> None:
        self.pieces = 0
        self.sightings = Sightings(0.0, alive=self._alive, clock=lambda: float(self.pieces))

    def _alive(self) -> None:
        self.pieces += 1

    def look(self, *found: Arrival) -> tuple[list[str], int]:
        """What is ready by now, and how many pieces were hashed for it."""
        before = self.pieces
        ready, _ = self.sightings.look(found, float(self.pieces))
        return [one.path.name for one in ready], self.pieces - before


def _folder(path: Path, *sizes: int) -> Arrival:
    path.mkdir()
    for number, size in enumerate(sizes):
        (path / f"{number}.jpg").write_bytes(bytes(size))
    (arrival,) = dropped_folder(path)
    return arrival


def test_a_folder_is_hashed_over_several_looks_and_what_is_small_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sightings, "_TIME", 100.0)
    monkeypatch.setattr(sightings, "_BUDGET", 2 * _PIECE)
    large, form = _folder(tmp_path / "a", *(6 * [_PIECE])), Arrival(tmp_path / "z.yaml")
    form.path.write_bytes(TEXT)
    hasher = Hasher()
    looks = [hasher.look(large, form) for _ in range(8)]
    assert looks[0][0] == ["z.yaml"]
    assert max(pieces for _, pieces in looks) <= 4, "two pieces of the folder beside the form, which is hashed twice"
    assert sum(pieces for _, pieces in looks) == 2 * (6 + 1), "each piece twice, and none a third time"
    assert "a" in looks[-1][0]


def test_a_slow_disk_ends_a_look_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "_TIME", 3.0)
    hasher, large = Hasher(), _folder(tmp_path / "a", *(8 * [_PIECE]))
    assert [hasher.look(large)[1] for _ in range(3)] == [3, 3, 2 + 1]


def test_what_is_too_large_for_a_form_is_not_hashed(tmp_path: Path) -> None:
    hasher, path = Hasher(), tmp_path / "phim.mp4"
    path.write_bytes(bytes(2 * _PIECE))
    hasher.sightings.most_alone = _PIECE
    assert hasher.look(Arrival(path)) == (["phim.mp4"], 0)
