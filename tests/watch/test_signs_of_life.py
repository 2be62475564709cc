"""Much to hash, many scans, names that cannot be: the watcher goes on, shows that it lives, and says each thing once."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ArchiveDamaged
from pipeline.ledger import Ledger
from pipeline.messages import msg
from pipeline.process import FormState
from pipeline.process.intake.arrivals import Arrival, dropped_folder
from pipeline.process.intake.reasons import LONGEST_NAME
from pipeline.process.outcome import Outcome
from pipeline.process.signing import arrivals as signing
from pipeline.watch import hashing, sightings
from pipeline.watch.reporter import Reporter
from pipeline.watch.sightings import Sightings
from pipeline.workspace import Workspace
from tests.watch.forms import SCAN, TEXT, TO_MEND, WITH_RESOLUTION
from tests.watch.running import DEAF, Running, drop, running

pytestmark = pytest.mark.usefixtures("no_ready_forms")
posix_only = pytest.mark.skipif(os.name != "posix", reason="no links")
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
    assert max(pieces for _, pieces in looks) <= 5, "what is left of two pieces, cut in three, beside the form twice"
    assert ["a" in ready for ready, _ in looks] == [*(6 * [False]), True, True], (
        "twelve pieces, and a little less a look"
    )


def test_a_slow_disk_ends_a_look_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "_TIME", 3.0)
    hasher, large = Hasher(), _folder(tmp_path / "a", *(8 * [_PIECE]))
    assert [hasher.look(large)[1] for _ in range(3)] == [3, 3, 2 + 1]


def test_what_is_too_large_for_a_form_is_not_hashed(tmp_path: Path) -> None:
    hasher, path = Hasher(), tmp_path / "phim.mp4"
    path.write_bytes(bytes(2 * _PIECE))
    hasher.sightings.most_alone = _PIECE
    assert hasher.look(Arrival(path)) == (["phim.mp4"], 0)


def test_the_watcher_lives_and_can_be_stopped_between_two_pieces(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    beats: list[Reporter] = []
    monkeypatch.setattr(hashing, "_PIECE", 1)
    with running(workspace, DEAF) as watcher:

        def stopping(reporter: Reporter, _kinds: object) -> None:
            beats.append(reporter)
            watcher.watcher.stop()

        monkeypatch.setattr(Reporter, "alive", stopping)
        drop(workspace.inbox, "hop.yaml", TEXT)
        watcher.until(lambda: beats)
    assert len(beats) == 1 and watcher.decisions == []
    assert (workspace.inbox / "hop.yaml").exists()


def _damage(monkeypatch: pytest.MonkeyPatch, *methods: str) -> None:
    def damaged(*_: object, **_more: object) -> None:
        raise ArchiveDamaged(msg("“ledger” is damaged."))

    for name in methods:
        monkeypatch.setattr(Ledger, name, damaged)


def _codes(watcher: Running, *states: FormState) -> list[list[str]]:
    return [[problem.code for problem in one.outcome.problems] for one in watcher.of(*states)]


def test_a_returned_form_is_returned_and_a_scan_filed_though_the_ledger_is_damaged(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(workspace, DEAF) as watcher:
        drop(workspace.inbox, "hop.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        _damage(monkeypatch, "tell", "note")
        drop(workspace.signed, "23-BB.pdf", SCAN)
        watcher.until(lambda: watcher.of(FormState.SIGNED))
        drop(workspace.inbox, "sai.yaml", TO_MEND)
        watcher.until(lambda: watcher.of(FormState.RETURNED))
    assert _codes(watcher, FormState.SIGNED) == [["not-noted"]]
    assert _codes(watcher, FormState.RETURNED)[0][-1] == "not-noted"
    assert (workspace.to_mend / "sai.yaml").exists() and not (workspace.inbox / "sai.yaml").exists()
    assert not watcher.of(FormState.FAILED)


def test_a_mended_form_is_filed_though_nobody_knows_what_was_returned(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(workspace, DEAF) as watcher:
        drop(workspace.inbox, "hop.yaml", TO_MEND)
        watcher.until(lambda: watcher.of(FormState.RETURNED))
        _damage(monkeypatch, "state", "tell")
        drop(workspace.inbox, "hop.yaml", WITH_RESOLUTION)
        watcher.until(lambda: watcher.filed)
    assert _codes(watcher, FormState.FILED)[0][-1] == "not-noted"
    assert not (workspace.inbox / "hop.yaml").exists()


def test_a_damaged_ledger_leaves_the_list_of_mistakes_beside_a_returned_form(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _damage(monkeypatch, "state", "tell", "note")
    with running(workspace, DEAF) as watcher:
        drop(workspace.inbox, "sai.yaml", TO_MEND)
        watcher.until(lambda: len(watcher.of(FormState.RETURNED)) == 2)
        drop(workspace.inbox, "hop.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
    assert "31/02/2018" in (workspace.to_mend / "sai.yaml.txt").read_text("utf-8-sig")
    assert len(watcher.decisions) == 3, "returned, found in its folder and returned as it is, and no more of it"


@posix_only
@pytest.mark.parametrize("linked", ["_ban-ky", "binh-minh/_ban-ky", "binh-minh"])
def test_folders_for_scans_that_are_links_are_said_once_and_not_followed(
    workspace: Workspace, tmp_path: Path, linked: str
) -> None:
    outside = tmp_path / "outside"
    for folder in (outside, outside / "_ban-ky"):
        drop(folder, "23-BB.pdf", SCAN)
    before = sorted(outside.rglob("*"))
    link = workspace.inbox / linked
    link.parent.mkdir(exist_ok=True)
    with running(workspace, DEAF) as watcher:
        shutil.rmtree(link, ignore_errors=True)
        link.symlink_to(outside)
        drop(workspace.inbox, "hop.yaml", TEXT)
        watcher.until(lambda: watcher.filed and watcher.of(FormState.WAITING))
        drop(workspace.inbox, "nua.yaml", WITH_RESOLUTION)
        watcher.until(lambda: len(watcher.filed) == 2)
    assert [one.path for one in watcher.of(FormState.WAITING)] == [link]
    assert sorted(outside.rglob("*")) == before and not watcher.of(FormState.SIGNED)


def test_a_filing_has_only_those_scans_looked_at_again_that_it_may_mend_and_none_told_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    decide = signing._decide

    def counting(office: Any, path: Path, *rest: Any) -> Outcome:
        looked.append(path.name)
        return decide(office, path, *rest)

    monkeypatch.setattr(signing, "_decide", counting)
    others = {"a.docx": TEXT, "b.pdf": SCAN[:-7], "23-BB.pdf": SCAN[:9] + b"/Encrypt 1 0 R" + SCAN[9:]}
    with running(workspace, DEAF) as watcher:
        for name, data in {**others, "99-BB.pdf": SCAN}.items():
            drop(workspace.signed, name, data)
        watcher.until(lambda: len(watcher.of(FormState.WAITING)) == 4)
        drop(workspace.inbox, "hop.yaml", TEXT)
        watcher.until(lambda: looked.count("99-BB.pdf") > 1)
    assert {name: looked.count(name) for name in others} == dict.fromkeys(others, 1)
    assert len(watcher.of(FormState.WAITING)) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_cannot_be_used_is_decided_on_once_and_keeps_the_office_open(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sightings, "_FIRST_PAUSE", 0.05)
    with running(workspace, DEAF) as watcher:
        drop(workspace.inbox, "hop.yaml", TEXT)
        watcher.until(lambda: watcher.filed)
        office = watcher.watcher._session.current
        (workspace.inbox / f"{LONGEST_NAME * 'a'}.yaml").write_bytes(TEXT)
        (workspace.inbox / os.fsdecode(b"\xff.yaml")).write_bytes(TEXT)
        watcher.until(lambda: len(watcher.of(FormState.FAILED)) == 2)
        drop(workspace.inbox, "nua.yaml", WITH_RESOLUTION)
        watcher.until(lambda: len(watcher.filed) == 2)
        assert watcher.watcher._session.current is office
    assert len(watcher.of(FormState.FAILED)) == 2
