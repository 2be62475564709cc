"""What starts the watcher with the machine is understood by the system it is for, and by the command line."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from lxml import etree

from pipeline.cli.main import build_command
from pipeline.errors import ExitCode
from pipeline.watch.hooks import Hook

ROOT = Path(__file__).parent.parent.parent
CONTRIB = ROOT / "contrib"
SERVICE = CONTRIB / "vanthu-watch.service"
DESKTOP = CONTRIB / "vanthu-watch.desktop"
TASK = CONTRIB / "vanthu-watch.xml"
GUIDE = (ROOT / "docs" / "quan-tri.md").read_text("utf-8")
NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def entries(path: Path) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(comment_prefixes="#", delimiters="=")
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path, "utf-8")
    return parser


def task() -> etree._ElementTree:
    return etree.parse(TASK)


def value(name: str) -> str:
    (element,) = task().iter(NAMESPACE + name)
    assert element.text
    return element.text


def started_by_service() -> list[str]:
    return shlex.split(entries(SERVICE)["Service"]["ExecStart"])


def started_by_desktop() -> list[str]:
    return shlex.split(entries(DESKTOP)["Desktop Entry"]["Exec"])


def started_by_task() -> list[str]:
    return [value("Command"), *shlex.split(value("Arguments").replace("\\", "/"))]


def named(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}


def options_of_watch() -> set[str]:
    root = build_command()
    assert isinstance(root, click.Group)
    command = root.get_command(click.Context(root), "watch")
    assert command is not None
    assert {f"--{hook.value}" for hook in Hook} <= named(command)
    return named(command)


def options_in(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if word.startswith("--")}


@pytest.mark.parametrize("words", [started_by_service(), started_by_desktop(), started_by_task()])
def test_each_starts_the_watcher_of_a_workspace_with_options_there_are(words: list[str]) -> None:
    program, *arguments = words
    assert re.fullmatch(r"(/|C:\\).*[/\\]vanthu(\.exe)?", program), "which program is a matter of no PATH"
    place = arguments.index("watch")
    assert {"--workspace", "--lang"} == options_in(arguments[:place]) <= named(build_command())
    assert options_in(arguments[place:]) <= options_of_watch()
    build_command().make_context("vanthu", arguments)


def test_the_guide_names_options_there_are() -> None:
    commands = re.findall(r"^ *(?:ExecStart=)?\S*vanthu(?:\.exe)? (.*\bwatch\b.*)$", GUIDE, re.MULTILINE)
    assert commands
    for command in commands:
        words = shlex.split(command)
        place = words.index("watch")
        assert options_in(words[:place]) <= named(build_command()), command
        assert options_in(words[place:]) <= options_of_watch(), command


def test_the_guide_and_the_files_name_each_other() -> None:
    assert set(re.findall(r"contrib/([\w.-]+)", GUIDE)) == {path.name for path in CONTRIB.iterdir()}
    for path in CONTRIB.iterdir():
        text = path.read_text("utf-16" if path == TASK else "utf-8")
        section = re.search(r"docs/quan-tri.md, “(.+?)”", text)
        assert section
        assert f"# {section[1]}\n" in GUIDE


def test_systemd_understands_every_line_of_its_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not here")
    unit = tmp_path / SERVICE.name  # with a program that is there
    unit.write_text(SERVICE.read_text("utf-8").replace(started_by_service()[0], sys.executable), "utf-8")
    done = subprocess.run([analyze, "verify", "--man=no", unit], capture_output=True, text=True, timeout=60)
    assert (done.returncode, [line for line in done.stderr.splitlines() if unit.name in line]) == (0, [])


def test_the_service_is_not_started_anew_where_that_mends_nothing() -> None:
    codes = {ExitCode(int(code)) for code in entries(SERVICE)["Service"]["RestartPreventExitStatus"].split()}
    assert codes == {ExitCode.USAGE, ExitCode.BAD_CONFIGURATION, ExitCode.BUSY}
    assert entries(SERVICE)["Service"]["Restart"] == "on-failure"


def test_the_service_may_write_into_the_workspace_it_watches() -> None:
    arguments = started_by_service()
    workspace = arguments[arguments.index("--workspace") + 1]
    service = entries(SERVICE)
    assert service["Service"]["ReadWritePaths"] == service["Unit"]["RequiresMountsFor"] == workspace
    marked = re.findall(r"^# \(office\).*\n(.*)$", SERVICE.read_text("utf-8"), re.MULTILINE)
    assert len(marked) == 3
    assert all(workspace in line for line in marked)


def test_the_desktop_entry_is_one() -> None:
    parser = entries(DESKTOP)
    assert parser.sections() == ["Desktop Entry"]
    entry = parser["Desktop Entry"]
    assert (entry["Type"], entry["Terminal"]) == ("Application", "false")
    assert {"Name", "Name[vi]", "Exec"} <= set(entry)
    assert "%" not in entry["Exec"], "a field code"


def test_the_task_is_in_utf_16_as_the_task_scheduler_expects() -> None:
    data = TASK.read_bytes()
    assert data.startswith(b"\xff\xfe")
    text = data.decode("utf-16")
    assert text.startswith('<?xml version="1.0" encoding="UTF-16"?>\r\n')
    assert text.count("\n") == text.count("\r\n")


def test_the_task_follows_the_schema_of_the_task_scheduler() -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("task.xsd")))
    schema.assertValid(task())


def test_the_task_runs_as_the_user_who_logs_on_and_without_end() -> None:
    users = {element.text for element in task().iter(NAMESPACE + "UserId")}
    assert len(users) == 1
    assert value("ExecutionTimeLimit") == "PT0S"
    assert value("MultipleInstancesPolicy") == "IgnoreNew"
    assert value("RunLevel") == "LeastPrivilege"
