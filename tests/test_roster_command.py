"""`vanthu roster import` as a person or a program uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import language
from pipeline.cli import roster as command
from pipeline.cli.main import build_command
from pipeline.errors import ExitCode
from pipeline.roster.listed import Action
from tests.commands import SCHEMAS, rows, validator, vanthu
from tests.test_roster_import import HEADINGS, OFFICE, book, person

LIST = [HEADINGS, person(1, work="Giáo viên"), person(2, "LÊ THỊ HÀ"), person(3, "Trần Văn Hòa", work="Giáo viên")]
TEXT = OFFICE + "      - {name: Trần Văn Hòa, work: Hiệu trưởng}  # bí thư\n      - {name: Vũ Văn Sáu}\n"
TAKEN = OFFICE + (
    "      - {name: Trần Văn Hòa, work: Hiệu trưởng}  # bí thư\n      - {name: Vũ Văn Sáu}\n"
    "      - {name: Bùi Thị Mai, work: Giáo viên}\n      - {name: Lê Thị Hà}\n"
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "organisation.yaml").write_text(TEXT, "utf-8")
    (tmp_path / "ds.xlsx").write_bytes(book(LIST))
    return tmp_path


def organisation(office: Path) -> str:
    return (office / "organisation.yaml").read_text("utf-8")


def kept(office: Path) -> list[str]:
    return [path.read_text("utf-8") for path in (office / ".vanthu").glob("organisation-*.yaml")]


def test_the_list_is_shown_and_without_a_yes_nothing_is_written(office: Path) -> None:
    done = vanthu("roster", "import", "ds.xlsx", cwd=office)
    assert done.returncode == ExitCode.OK
    for text in ("Bùi Thị Mai", "Lê Thị Hà", "Hiệu trưởng", "Vũ Văn Sáu", "sheet “Trang 1”"):
        assert text in done.stdout
    assert "--yes" in done.stderr
    assert organisation(office) == TEXT
    assert kept(office) == []


def test_with_yes_it_is_taken_over_and_the_earlier_file_kept(office: Path) -> None:
    done = vanthu("roster", "import", "ds.xlsx", "--yes", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    assert organisation(office) == TAKEN
    assert kept(office) == [TEXT]
    again = vanthu("roster", "import", "ds.xlsx", "--yes", cwd=office)
    assert again.returncode == ExitCode.OK
    assert kept(office) == [TEXT]


def test_json_keeps_its_schema_and_asks_nothing(office: Path) -> None:
    for more, written in (((), False), (("--yes",), True)):
        done = vanthu("roster", "import", "ds.xlsx", "--json", *more, cwd=office)
        assert done.returncode == ExitCode.OK, done.stderr
        (row,) = rows(done)
        validator("roster-import.schema.json").validate(row)
        assert (row["written"], row["file"], row["body"]) == (written, "ds.xlsx", "mot")
        assert [(one["action"], one["name"]) for one in row["members"]] == [
            ("added", "Bùi Thị Mai"),
            ("added", "Lê Thị Hà"),
            ("differs", "Trần Văn Hòa"),
            ("not-listed", "Vũ Văn Sáu"),
        ]
        assert organisation(office) == (TAKEN if written else TEXT)
    assert (office / row["kept"]).read_text("utf-8") == TEXT


def test_the_schema_knows_every_action() -> None:
    schema = json.loads((SCHEMAS / "roster-import.schema.json").read_text("utf-8"))
    actions = schema["properties"]["members"]["items"]["properties"]["action"]["enum"]
    assert actions == [action.value for action in Action]
    assert set(command.ACTIONS) == set(Action)


@pytest.mark.parametrize(("answer", "expected"), [("y\n", TAKEN), ("n\n", TEXT), ("\n", TEXT)])
def test_somebody_at_a_terminal_is_asked(
    office: Path, answer: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    language.choose(["--lang=en"], {})
    monkeypatch.setattr(command, "_somebody_answers", lambda: True)
    arguments = ["--workspace", str(office), "roster", "import", str(office / "ds.xlsx")]
    result = CliRunner().invoke(build_command(), arguments, input=answer)
    assert result.exit_code == ExitCode.OK, result.output
    assert organisation(office) == expected


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("ds.xlsx", "--cell", "hai"), ExitCode.USAGE),
        (("khong-co.xlsx",), ExitCode.USAGE),
        (("ds.txt",), ExitCode.FORMS_HAVE_PROBLEMS),
        (("trong.xlsx",), ExitCode.FORMS_HAVE_PROBLEMS),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(office: Path, arguments: tuple[str, ...], code: ExitCode) -> None:
    (office / "ds.txt").write_text("Bùi Thị Mai", "utf-8")
    (office / "trong.xlsx").write_bytes(book([["Tên hàng"], ["Bàn ghế"]]))
    done = vanthu("roster", "import", *arguments, "--yes", cwd=office)
    assert done.returncode == code
    assert done.stderr
    assert organisation(office) == TEXT
