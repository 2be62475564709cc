"""`vanthu template` as a person or a program uses it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.documents.names import sample
from pipeline.documents.year_report import TEMPLATE_KINDS, TemplateKind
from pipeline.errors import ExitCode
from pipeline.templates.render import render
from tests.commands import rows, validator, vanthu

from .contexts import DAY, TEMPLATES
from .values import all_text, faults, opened, template

MINUTES = ("--document-kind", "minutes")
SHIPPED = [kind for kind in TEMPLATE_KINDS if kind.is_shipped]
NAMES = sorted({kind.template for kind in SHIPPED})


def faulty(folder: Path) -> Path:
    return template(folder, "đầu", "{{ abstrct }}", "{{ header }")


def test_check_says_each_fault_with_its_paragraph_and_fails(tmp_path: Path) -> None:
    faulty(tmp_path)
    done = vanthu("template", "check", "mau.docx", *MINUTES, cwd=tmp_path)
    assert done.returncode == ExitCode.BAD_CONFIGURATION
    assert "mau.docx: 2 faults" in done.stdout
    assert "Body, paragraph 2, “{{ abstrct }}”: {{ abstrct }} No form fills the name “abstrct”" in done.stdout
    assert "Did you mean “abstract”?" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["mau.docx"]


def test_check_prints_json_lines_with_a_summary(tmp_path: Path) -> None:
    faulty(tmp_path)
    done = vanthu("template", "check", "mau.docx", *MINUTES, "--annotate", "--json", cwd=tmp_path)
    lines = rows(done)
    for line in lines:
        validator("template-check.schema.json").validate(line)
    assert [line.get("code") for line in lines] == ["unknown-name", "broken-tag", None]
    assert lines[-1]["summary"] == {"templates": 1, "errors": 2, "warnings": 0, "copies": ["mau-ghi-chu.docx"]}


def test_annotated_copies_write_over_nothing(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    before = path.read_bytes()
    (tmp_path / "mau-ghi-chu.docx").write_bytes(b"cua nguoi khac")
    for _ in range(2):
        vanthu("template", "check", "mau.docx", *MINUTES, "--annotate", cwd=tmp_path)
    assert path.read_bytes() == before
    assert (tmp_path / "mau-ghi-chu.docx").read_bytes() == b"cua nguoi khac"
    assert len(list(opened((tmp_path / "mau-ghi-chu-3.docx").read_bytes()).comments)) == 2
    assert len(list(tmp_path.iterdir())) == 4


def test_a_template_in_order_gets_no_copy(tmp_path: Path) -> None:
    shutil.copy(TEMPLATES / "bien-ban.docx", tmp_path)
    done = vanthu("template", "check", "bien-ban.docx", "--annotate", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (ExitCode.OK, "bien-ban.docx: in order\n")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_no_word_document_is_told_and_gets_no_copy(tmp_path: Path) -> None:
    (tmp_path / "bien-ban.docx").write_bytes(b"khong phai Word")
    done = vanthu("template", "check", "bien-ban.docx", "--annotate", cwd=tmp_path)
    assert done.returncode == ExitCode.BAD_CONFIGURATION
    assert "cannot be opened" in done.stdout
    assert len(list(tmp_path.iterdir())) == 1


def test_check_without_a_file_checks_every_template_the_office_uses(tmp_path: Path) -> None:
    own = tmp_path / "templates_docx"
    for folder in (own, own / "binh-minh"):
        folder.mkdir(exist_ok=True)
        shutil.copy(TEMPLATES / "bien-ban.docx", folder)
    faulty(tmp_path).rename(own / "binh-minh" / "nghi-quyet.docx")
    done = vanthu("template", "check", cwd=tmp_path)
    assert done.returncode == ExitCode.BAD_CONFIGURATION
    named = [line.partition(": ")[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert "templates_docx/bien-ban.docx" in named
    assert "templates_docx/binh-minh/bien-ban.docx" in named
    assert "templates_docx/binh-minh/nghi-quyet.docx" in named
    assert len(named) == len(NAMES) + 2
    assert "templates_docx/binh-minh/nghi-quyet.docx: 2 faults" in done.stdout


@pytest.mark.parametrize("command", ["check", "preview", "fields"])
def test_a_file_of_an_unknown_name_needs_its_kind(command: str, tmp_path: Path) -> None:
    faulty(tmp_path)
    done = vanthu("template", command, "mau.docx", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "--document-kind" in done.stderr


def test_fields_lists_every_name_with_its_type(tmp_path: Path) -> None:
    done = vanthu("template", "fields", "bien-ban.docx", cwd=tmp_path)
    assert done.returncode == ExitCode.OK
    assert "    agenda[].opinions[].speaker  [plain text]" in done.stdout
    assert "    header.draft  [yes or no]" in done.stdout
    assert done.stdout == vanthu("template", "fields", *MINUTES, cwd=tmp_path).stdout


def test_fields_prints_json_lines_with_a_summary(tmp_path: Path) -> None:
    lines = rows(vanthu("template", "fields", "--json", cwd=tmp_path))
    for line in lines:
        validator("template-fields.schema.json").validate(line)
    assert lines[-1]["summary"] == {"kinds": len(TEMPLATE_KINDS), "names": len(lines) - 1}
    assert {line["document_kind"] for line in lines[:-1]} == {kind.name.value for kind in TEMPLATE_KINDS}


def test_preview_fills_a_template_with_samples_beside_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "mau" / "bien-ban.docx"
    path.parent.mkdir()
    shutil.copy(TEMPLATES / path.name, path)
    for _ in range(2):  # again: the preview is made anew
        done = vanthu("template", "preview", "mau/bien-ban.docx", cwd=tmp_path)
        assert (done.returncode, done.stdout.strip()) == (ExitCode.OK, "bien-ban-xem-thu.docx")
    assert "{" not in all_text((tmp_path / "bien-ban-xem-thu.docx").read_bytes())
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bien-ban-xem-thu.docx", "mau"]


def test_preview_never_replaces_the_template(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.docx"
    shutil.copy(TEMPLATES / path.name, path)
    done = vanthu("template", "preview", "bien-ban.docx", "-o", "./bien-ban.docx", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert path.read_bytes() == (TEMPLATES / path.name).read_bytes()


def test_preview_of_a_faulty_template_writes_nothing(tmp_path: Path) -> None:
    faulty(tmp_path)
    done = vanthu("template", "preview", "mau.docx", *MINUTES, cwd=tmp_path)
    assert done.returncode == ExitCode.BAD_CONFIGURATION
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("kind", SHIPPED, ids=[kind.name.value for kind in SHIPPED])
def test_every_kind_has_a_preview_that_is_a_sound_document(kind: TemplateKind, tmp_path: Path) -> None:
    path = tmp_path / "xem-thu.docx"
    path.write_bytes(render(TEMPLATES / kind.template, sample(kind.context_type), day=DAY))
    assert faults(path) == []
    assert "{" not in all_text(path.read_bytes())
