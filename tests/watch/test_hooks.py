"""Commands told of forms: they get all and decide nothing, and a form stays filed whatever becomes of them."""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.messages import vietnamese
from pipeline.process import FormState
from pipeline.watch.hooks import WAITING_AT_MOST, Hook, Hooks, split_command
from tests.watch.commands import called, command, hanging, has_ended, keeping, kept, listening, row

PATIENCE = 120.0  # seconds; no command of these tests needs them
NOON = datetime(2018, 10, 5, 12, tzinfo=UTC)


def told(hooks: Hooks, *rows: dict[str, object]) -> Hooks:
    """The hooks after they have been told of the outcomes and all commands have run."""
    for one in rows:
        hooks.tell(one)
    hooks.close(PATIENCE)
    return hooks


def reason(hooks: Hooks) -> str:
    assert hooks.last_failure is not None
    return str(hooks.last_failure.reason)


def test_a_command_gets_the_outcome_as_a_line_of_json_and_in_variables(tmp_path: Path) -> None:
    outcome = row("biên bản tháng 10.xlsx")
    hooks = told(Hooks(keeping(tmp_path, "--to", "Văn phòng"), None), outcome)
    (got,) = kept(tmp_path)
    assert got["line"].endswith("}\n")
    assert got["line"].count("\n") == 1
    assert json.loads(got["line"]) == outcome
    assert "biên bản" in got["line"]
    assert got["arguments"] == ["--to", "Văn phòng"]
    told_anew = {name: value for name, value in got["told"].items() if name not in os.environ}
    assert told_anew == {
        "VANTHU_STATE": "filed",
        "VANTHU_FORM": "inbox/binh-minh/biên bản tháng 10.xlsx",
        "VANTHU_MEETING": "binh-minh-2018-10-thuong-ky-1",
    }
    assert (hooks.failures, hooks.last_failure) == (0, None)


@pytest.mark.parametrize("state", FormState)
def test_each_occasion_has_its_command(tmp_path: Path, state: FormState) -> None:
    told(Hooks(keeping(tmp_path, "filed"), keeping(tmp_path, "returned")), row(state=state))
    expected = {
        FormState.FILED: [["filed"]],
        FormState.REVISED: [["filed"]],
        FormState.SIGNED: [["filed"]],
        FormState.RETURNED: [["returned"]],
    }
    assert [got["arguments"] for got in kept(tmp_path)] == expected.get(state, [])


def test_an_occasion_without_a_command_is_passed_over(tmp_path: Path) -> None:
    hooks = told(Hooks(None, keeping(tmp_path)), row(), row(state=FormState.RETURNED))
    assert [got["told"]["VANTHU_STATE"] for got in kept(tmp_path)] == ["returned"]
    assert told(Hooks(None, None), row()).failures == hooks.failures == 0


def test_commands_run_one_after_another_in_the_order_of_the_forms(tmp_path: Path) -> None:
    names = [f"{number}.xlsx" for number in range(8)]
    told(Hooks(keeping(tmp_path), None), *map(row, names))
    assert [Path(got["told"]["VANTHU_FORM"]).name for got in kept(tmp_path)] == names


@pytest.mark.parametrize("name", ['$(touch x) "; touch x; ".xlsx', "%PATH% & echo.xlsx", "`touch x`|.xlsx", "--help"])
def test_no_value_of_a_form_becomes_part_of_the_command(tmp_path: Path, name: str) -> None:
    told(Hooks(keeping(tmp_path, "{form}", "$VANTHU_FORM"), None), row(name))
    (got,) = kept(tmp_path)
    assert got["arguments"] == ["{form}", "$VANTHU_FORM"]
    assert got["told"]["VANTHU_FORM"] == f"inbox/binh-minh/{name}"


def test_a_form_that_belongs_to_no_meeting_leaves_its_variable_empty(tmp_path: Path) -> None:
    told(Hooks(None, keeping(tmp_path)), row(state=FormState.RETURNED, meeting=None))
    assert [got["told"]["VANTHU_MEETING"] for got in kept(tmp_path)] == [""]


def test_a_command_need_not_read_and_may_print_as_much_as_it_likes(tmp_path: Path) -> None:
    loud = command(tmp_path, "for _ in range(100_000): print('x' * 50)")
    assert told(Hooks(loud, None), row(problems=["dài" * 200_000])).failures == 0


def test_a_command_that_fails_is_counted_named_and_undoes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hooks = Hooks(keeping(tmp_path), command(tmp_path, "raise SystemExit(3)"), now=lambda: NOON)
    with caplog.at_level(logging.WARNING):
        told(hooks, row(state=FormState.RETURNED), row())
    assert hooks.failures == 1
    failure = hooks.last_failure
    assert failure is not None
    assert (failure.hook, failure.form, failure.at) == (Hook.RETURNED, "bien-ban.xlsx", NOON)
    assert str(failure.reason) == "it ended with exit code 3"
    day = f"{NOON.astimezone():%d/%m/%Y %H:%M}"
    assert str(failure.message) == (
        f"The command --on-returned for “bien-ban.xlsx” failed on {day}: it ended with exit code 3"
    )
    assert len(kept(tmp_path)) == 1
    (record,) = caplog.records
    assert "bien-ban.xlsx" in record.getMessage()
    assert "binh-minh" not in record.getMessage()


def test_a_program_that_is_not_there_is_a_failure_of_its_own(tmp_path: Path) -> None:
    hooks = told(Hooks(f'"{tmp_path / "khong-co"}"', "khong-co-tren-PATH"), row(), row(state=FormState.RETURNED))
    assert hooks.failures == 2
    assert reason(hooks) == "Cannot use “khong-co-tren-PATH”: it is not there."


def test_what_is_no_program_is_a_failure_of_its_own(tmp_path: Path) -> None:
    hooks = told(Hooks(f'"{tmp_path}"', None), row())
    assert hooks.failures == 1
    assert str(tmp_path) in reason(hooks)


def test_a_bare_name_is_never_looked_for_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ending = ".bat" if sys.platform == "win32" else ""
    dropped = tmp_path / f"bao-tin{ending}"
    dropped.write_text("echo > tới.txt\n" if ending else "#!/bin/sh\n: > tới.txt\n", "utf-8")
    dropped.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    environment = dict(os.environ)
    hooks = told(Hooks(dropped.name, None, environment=environment | {"PATH": os.pathsep + "."}), row())
    assert hooks.failures == 1
    assert not (tmp_path / "tới.txt").exists()
    assert told(Hooks(dropped.name, None, environment=environment | {"PATH": str(tmp_path)}), row()).failures == 0
    assert (tmp_path / "tới.txt").exists()


def test_a_command_that_does_not_end_is_ended_and_the_next_one_gets_its_turn(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with listening() as server, caplog.at_level(logging.WARNING):
        hooks = Hooks(hanging(tmp_path, server), "khong-co-tren-PATH", timeout=0.2)
        told(hooks, row(), row(state=FormState.RETURNED))
    assert hooks.failures == 2
    assert [record.getMessage().partition("in vain: ")[2] for record in caplog.records] == [
        "it was ended, for it took longer than 0.2 seconds",
        "Cannot use “khong-co-tren-PATH”: it is not there.",
    ]


def test_telling_waits_for_nobody_and_what_does_not_fit_is_a_failure(tmp_path: Path) -> None:
    with listening() as server:
        hooks = Hooks(hanging(tmp_path, server), None, timeout=PATIENCE)
        hooks.tell(row())
        lines = [called(server), called(server)]
        for _ in range(WAITING_AT_MOST):
            hooks.tell(row())
        assert hooks.failures == 0
        hooks.tell(row("thua.xlsx"))
        assert hooks.failures == 1
        assert hooks.last_failure is not None
        assert hooks.last_failure.form == "thua.xlsx"
        assert reason(hooks) == "1000 commands are waiting already"
        hooks.close(0)
        assert all(map(has_ended, lines))
    assert hooks.failures == 1 + 1 + WAITING_AT_MOST


def test_closing_ends_a_command_and_its_children_once_patience_is_over(tmp_path: Path) -> None:
    with listening() as server:
        hooks = Hooks(hanging(tmp_path, server), None, timeout=PATIENCE)
        hooks.tell(row())
        lines = [called(server), called(server)]
        hooks.close(0)
        assert all(map(has_ended, lines))
    assert reason(hooks) == "it was ended, for the watcher was stopped"


def test_after_closing_nothing_is_run_and_that_is_said(tmp_path: Path) -> None:
    hooks = told(Hooks(keeping(tmp_path), None))
    told(hooks, row())
    assert (hooks.failures, kept(tmp_path)) == (1, [])
    assert reason(hooks) == "the watcher was stopped before"


@pytest.mark.parametrize("text", ["", "   ", '""', "bao-tin 'dở dang", '"', "\\"])
def test_a_command_that_names_no_program_is_refused_at_once(text: str) -> None:
    if text == "\\" and sys.platform == "win32":
        text = '"'  # there a backslash is a letter like others
    with pytest.raises(UsageError, match="--on-returned"):
        Hooks(None, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r'"C:\Program Files\bao tin.exe" --to "Văn phòng"', (r"C:\Program Files\bao tin.exe", "--to", "Văn phòng")),
        (r"C:\vanthu\bao.exe 'a b'", (r"C:\vanthu\bao.exe", "a b")),
        (r"powershell -File C:\vanthu\bao.ps1", ("powershell", "-File", r"C:\vanthu\bao.ps1")),
    ],
)
def test_on_windows_a_backslash_is_a_letter_like_others(text: str, words: tuple[str, ...]) -> None:
    assert split_command(Hook.FILED, text, windows=True) == words


def test_a_refused_command_is_told_in_vietnamese_too() -> None:
    with pytest.raises(UsageError) as refused:
        Hooks("'", None)
    assert "“'”" in vietnamese(refused.value.message)
