"""The outbox is not the one it was: empty, an older copy, a share that is gone. No number is given twice, and it is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, OtherArchive
from pipeline.process import FormState, open_office, process_inbox
from pipeline.process.signing import process_scans
from pipeline.register import NAME as REGISTER
from pipeline.workspace import Workspace
from tests.faults.layer import Disk, failing, in_a_process_of_its_own
from tests.faults.offices import HELD, SMALL, Scenario, archived, form, given_numbers, make_office, now, run
from tests.faults.system import Said, command, gone, process, shown_at, with_own_mounts
from tests.sample import changed, sample_meeting

LACKING = "The archive in “outbox” lacks numbers that were given already: "
PLANNED = sample_meeting("01")


@pytest.fixture
def filed(tmp_path: Path) -> Workspace:
    """An office with two meetings filed one after the other, a copy of its outbox made in between, and a third form."""
    office = make_office(tmp_path / "office", Scenario((form(SMALL),), "hop.yaml", form(HELD)))
    shutil.copytree(office.outbox, tmp_path / "older")
    run(office)
    (office.inbox / "hop.yaml").write_bytes(form(PLANNED))
    return office


def empty(workspace: Workspace) -> None:
    shutil.move(workspace.outbox, workspace.root / "right")
    workspace.outbox.mkdir()


def missing(workspace: Workspace) -> None:
    shutil.move(workspace.outbox, workspace.root / "right")


def older_copy(workspace: Workspace) -> None:
    shutil.move(workspace.outbox, workspace.root / "right")
    shutil.copytree(workspace.root.parent / "older", workspace.outbox)


def of_another_office(workspace: Workspace) -> None:
    other = make_office(workspace.root.parent / "other", Scenario((form(PLANNED),), "hop.yaml", form(HELD)))
    shutil.move(workspace.outbox, workspace.root / "right")
    shutil.copytree(other.outbox, workspace.outbox)


def put_back(workspace: Workspace) -> None:
    shutil.rmtree(workspace.outbox)
    shutil.move(workspace.root / "right", workspace.outbox)


@pytest.mark.parametrize("swap", [empty, missing, older_copy, of_another_office])
def test_nothing_is_filed_into_another_outbox_and_it_is_said_which_numbers_it_lacks(
    filed: Workspace, swap: Callable[[Workspace], None]
) -> None:
    swap(filed)
    before = archived(filed)
    for _ in range(2):
        check_refused(filed, process(filed), before)
    verified = command(filed, "verify")
    assert verified.code == ExitCode.ARCHIVE_DAMAGED
    assert "and “–” in the archive" in " ".join(verified.text.replace("│", " ").split())
    put_back(filed)
    assert process(filed).code == ExitCode.OK
    given_numbers(filed)
    assert list(filed.inbox.glob("*.yaml")) == []


def check_refused(workspace: Workspace, said: Said, before: dict[str, str]) -> None:
    assert said.code == ExitCode.ARCHIVE_DAMAGED
    assert said.text.count(LACKING) == 1
    assert "05-NQ (binh-minh, 2017-2020)" in said.text
    assert (workspace.inbox / "hop.yaml").read_bytes() == form(PLANNED)
    assert archived(workspace) == before


def test_numbers_that_are_lost_for_good_are_forgotten_only_where_that_is_said(filed: Workspace) -> None:
    older_copy(filed)
    refused = command(filed, "reindex")
    assert refused.code == ExitCode.USAGE
    assert "05-NQ (binh-minh, 2017-2020)" in refused.text
    assert process(filed).code == ExitCode.ARCHIVE_DAMAGED
    assert command(filed, "reindex", "--yes").code == ExitCode.OK
    assert process(filed).code == ExitCode.OK
    given_numbers(filed)


def test_a_register_that_is_new_or_older_learns_the_numbers_from_the_tree(filed: Workspace) -> None:
    register = filed.state / REGISTER
    kept = register.read_bytes()
    assert process(filed).code == ExitCode.OK
    numbers = given_numbers(filed)
    register.write_bytes(kept)
    assert process(filed).code == ExitCode.OK
    assert given_numbers(filed) == numbers
    register.unlink()
    assert process(filed).code == ExitCode.OK
    assert given_numbers(filed) == numbers


def test_a_share_that_is_gone_during_a_run_ends_it_before_a_number_is_taken(filed: Workspace) -> None:
    (filed.inbox / "hop-2.yaml").write_bytes(form(sample_meeting("03")))
    before = given_numbers(filed)
    right = filed.root / "right"
    with open_office(filed, now, lock_timeout=5) as office:
        passing = process_inbox(office, (), settle=0)
        assert next(passing).state is FormState.FILED
        after = office.register.holders()
        filed.outbox.rename(right)
        filed.outbox.mkdir()
        with pytest.raises(OtherArchive):
            list(passing)
        assert office.register.holders() == after
        (filed.signed / "05-NQ.pdf").write_bytes(b"%PDF-1.7\nsigned\n%%EOF\n")
        assert [outcome.state for outcome in process_scans(office, settle=0)] == [FormState.WAITING]
    assert list(filed.outbox.iterdir()) == []
    assert len(list(filed.inbox.glob("*.yaml"))) == 1
    put_back(filed)
    assert process(filed).code == ExitCode.OK
    assert given_numbers(filed).keys() > before.keys()


@pytest.mark.mounts
def test_a_share_that_is_not_connected_is_told_from_the_archive(filed: Workspace) -> None:
    share = filed.root / "share"
    filed.outbox.rename(share)
    filed.outbox.mkdir()

    def work() -> None:
        check_refused(filed, process(filed), {})
        shown_at(share, filed.outbox)
        assert process(filed).code == ExitCode.OK
        numbers = given_numbers(filed)
        (filed.inbox / "hop.yaml").write_bytes(form(PLANNED))
        gone(filed.outbox)
        check_refused(filed, process(filed), {})
        shown_at(share, filed.outbox)
        assert process(filed).code == ExitCode.OK
        assert given_numbers(filed) == numbers

    with_own_mounts(work)


def test_a_run_cut_short_between_the_marks_is_no_other_outbox(filed: Workspace) -> None:
    """Killed with a number taken that the tree does not have yet: the next pass goes on, twice over."""
    for step in ("written .vanthu-", "replace .vanthu-serial", "flush outbox"):
        office = Workspace.at(shutil.copytree(filed.root, filed.root.parent / step.replace(" ", "-")))
        for _ in range(2):
            cut(office, step)
        assert process(office).code == ExitCode.OK
        given_numbers(office)


def test_a_number_of_a_run_cut_short_is_not_lacking_when_another_register_has_gone_on(filed: Workspace) -> None:
    """Of two machines at one outbox, one is killed with a number taken, and its form is taken away."""
    cut(filed, "write .vanthu-")
    form_taken_away = (filed.inbox / "hop.yaml").rename(filed.root / "hop.yaml")
    other = Workspace.at(filed.root, filed.root.parent / "state-of-another-machine")
    for place in ("Hội trường", "Phòng họp"):
        (other.inbox / "hop.yaml").write_bytes(form(changed(HELD, "place", place)))
        assert [outcome.state for outcome in run(other)] == [FormState.REVISED]
    (filed.inbox / "hop.yaml").write_bytes(form(sample_meeting("03")))
    assert process(filed).code == ExitCode.OK
    form_taken_away.rename(filed.inbox / "hop.yaml")
    assert process(filed).code == ExitCode.OK
    given_numbers(filed)


def cut(workspace: Workspace, step: str) -> None:
    """One pass, killed at the first such step."""
    trial = Workspace.at(shutil.copytree(workspace.root, workspace.root.parent / "trial"))
    with failing(Disk()) as disk:
        run(trial)
    at = next(number for number, name in enumerate(disk.steps) if name.startswith(step))
    shutil.rmtree(trial.root)

    def work() -> None:
        with failing(Disk("kill", at)):
            run(workspace)

    in_a_process_of_its_own(work)


def test_an_older_copy_that_lacks_no_number_is_told_from_the_archive(filed: Workspace) -> None:
    run(filed)
    old = filed.root / "old"
    shutil.copytree(filed.outbox, old)
    (filed.signed / "05-NQ.pdf").write_bytes(b"%PDF-1.7\nsigned\n%%EOF\n")
    assert process(filed).code == ExitCode.OK
    shutil.rmtree(filed.outbox)
    old.rename(filed.outbox)
    (filed.inbox / "hop.yaml").write_bytes(form(changed(HELD, "place", "Hội trường")))
    said = process(filed)
    assert said.code == ExitCode.ARCHIVE_DAMAGED
    assert "an older copy" in said.text
    assert (filed.inbox / "hop.yaml").is_file()
    assert command(filed, "reindex").code == ExitCode.OK
    assert process(filed).code == ExitCode.OK
