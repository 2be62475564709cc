"""Two machines with a state folder each work in one archive on a share: every number is given once."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from pipeline.archive import Archive, OutsidePaper, outside_papers
from pipeline.archive.shared_lock import NAME
from pipeline.errors import Busy, ExitCode
from pipeline.process import open_office, process_inbox
from pipeline.process.office import Office
from pipeline.process.ready.forms import after_pass, refresh_forms
from pipeline.process.reserving import reserve
from pipeline.process.rules import chosen_body
from pipeline.process.synthetic import make_synthetic_office
from pipeline.process.withdrawing import withdraw
from pipeline.register import GivenNumber
from pipeline.reports import register_lines
from pipeline.workspace import Workspace
from tests.faults.layer import Disk, failing, in_a_process_of_its_own
from tests.faults.offices import HELD, form, given_numbers, make_office, now, run
from tests.faults.offices import SCENARIOS as OFFICES
from tests.test_shared_lock import elsewhere


def machines(workspace: Workspace, tmp_path: Path) -> tuple[Workspace, Workspace]:
    one, other = (replace(workspace, state=tmp_path / name, on_share=True) for name in ("one", "other"))
    return one, other


def numbers_known(*workspaces: Workspace) -> list[dict[GivenNumber, tuple[str, str]]]:
    """What each machine's register holds when it has looked at the archive."""
    for workspace in workspaces:
        with open_office(workspace, now):
            pass
    return [given_numbers(workspace) for workspace in workspaces]


def keep(office: Office) -> OutsidePaper:
    return reserve(office, chosen_body(office.organisation, "binh-minh"), "NQ", date(2018, 11, 14), None, "")[0]


def file(office: Office, meeting: object) -> list[str | None]:
    (office.workspace.inbox / "hop.yaml").write_bytes(form(meeting))
    (outcome,) = process_inbox(office, (), settle=0)
    return [document.number for document in outcome.documents if document.number]


def test_runs_side_by_side_see_each_others_numbers(workspace: Workspace, tmp_path: Path) -> None:
    one, other = machines(workspace, tmp_path)
    with open_office(one, now) as here, open_office(other, now) as there:
        assert [keep(office).number for office in (here, there, there, here)] == [5, 6, 7, 8]
        assert "09-NQ/CB" in file(there, HELD)
        assert keep(here).number == 10
        _, first = next(outside_papers(here.archive.outbox))
        assert withdraw(there, first.code, "Viết hỏng") == ("05-NQ/CB",)
        assert [keep(office).number for office in (here, there)] == [11, 12]
    here_known, there_known = numbers_known(one, other)
    assert here_known == there_known
    assert not (workspace.outbox / NAME).exists()


def test_a_machine_killed_while_it_writes_takes_no_number_from_the_other(tmp_path: Path) -> None:
    template = make_office(tmp_path / "office", OFFICES["a new meeting"]())
    steps = Disk()
    with failing(steps):
        (undisturbed,) = run(machines(copy_of(template, tmp_path / "whole"), tmp_path / "whole")[0])
    for step in range(0, len(steps.steps), 6):
        place = tmp_path / str(step)
        one, other = machines(copy_of(template, place), place)
        with open_office(other, now) as there:
            in_a_process_of_its_own(lambda: killed_at(step, one))  # noqa: B023 (it runs at once)
            kept = [keep(there) for _ in range(3)]  # the mark that the killed run knew is long gone
        run(one)
        lines = register_lines(Archive(one.outbox))
        symbols = [line.symbol for line in lines]
        assert len(symbols) == len(set(symbols)), steps.steps[step]
        assert {paper.symbol for paper in kept} <= set(symbols)
        assert {line.meeting for line in lines} == {undisturbed.meeting, *(paper.code for paper in kept)}
        here_known, there_known = numbers_known(one, other)
        assert here_known == there_known


def copy_of(workspace: Workspace, place: Path) -> Workspace:
    return Workspace.at(shutil.copytree(workspace.root, place / "office"))


def killed_at(step: int, workspace: Workspace) -> None:
    with failing(Disk("kill", step)):
        run(workspace)


def test_a_machine_that_was_overtaken_in_its_sleep_publishes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    one, other = machines(workspace, tmp_path)
    with open_office(one, now) as here:

        def later() -> datetime:
            (one.outbox / NAME).write_bytes(elsewhere().to_bytes())
            return now()

        with pytest.raises(Busy, match="may-khac"):
            keep(replace(here, now=later))
    assert list(outside_papers(one.outbox)) == []
    (one.outbox / NAME).unlink()
    with open_office(other, now) as there, open_office(one, now) as here:
        assert [keep(office).number for office in (there, here)] == [5, 6]


def test_runs_of_two_machines_at_once_give_every_number_once(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "office")
    make_synthetic_office(workspace, cells=1, year=2022, seed=7, suffix="yaml")
    (workspace.outbox / ".vanthu-share").touch()
    main = [sys.executable, "-c", "from pipeline.cli import main; main()", "--workspace", str(workspace.root)]
    runs = [
        subprocess.Popen(
            [*main, "--lock-timeout", "200", "--state", str(tmp_path / state), "process", "--settle", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for state in ("one", "other", "one")
    ]
    assert {run.wait(timeout=240) for run in runs} == {ExitCode.OK}
    held = numbers_known(*(replace(workspace, state=tmp_path / state) for state in ("one", "other")))
    assert held[0] == held[1]
    assert len(register_lines(Archive(workspace.outbox))) == len(held[0])


def test_forms_that_one_machine_laid_out_are_renewed_by_the_other_and_called_nobodys(
    workspace: Workspace, tmp_path: Path
) -> None:
    one, other = machines(workspace, tmp_path)
    form_of = workspace.blank_forms / "binh-minh" / "bien-dong-dang-vien.xlsx"
    for machine, name in ((one, "Võ Thanh Lâm"), (other, "Võ Thanh Liễu"), (one, "Võ Thanh Lan")):
        text = workspace.organisation.read_text("utf-8")
        workspace.organisation.write_text(re.sub("Võ Thanh L[a-zâễêi]+m?", name, text), "utf-8")
        before = form_of.read_bytes() if form_of.exists() else b""
        with open_office(machine, now) as office:
            assert list(after_pass(office, ())) == []
        assert form_of.read_bytes() != before
    typed(form_of)
    for machine in (one, other):
        with open_office(machine, now) as office:
            assert [left.form for left in after_pass(office, ())] == [
                "inbox/_bieu-mau/binh-minh/bien-dong-dang-vien.xlsx"
            ]


def typed(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    book.save(form)


def test_while_one_machine_lays_out_forms_the_other_leaves_it_to_that(workspace: Workspace, tmp_path: Path) -> None:
    one, _other = machines(workspace, tmp_path)
    with open_office(one, now) as office:
        lock = workspace.outbox / ".vanthu-forms-lock.json"
        lock.write_bytes(elsewhere().to_bytes())
        assert refresh_forms(office) == ()
        assert not (workspace.blank_forms / "binh-minh").exists()
        lock.unlink()
        assert refresh_forms(office) != ()
