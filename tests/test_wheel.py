"""The wheel alone, in an empty folder far from the repository, does the whole job."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str, cwd: Path, **more: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VANTHU"))} | more
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_files_the_sample_office_by_itself(tmp_path: Path) -> None:
    build = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    run(sys.executable, *build, "--wheel-dir", str(tmp_path), str(ROOT), cwd=tmp_path)
    (wheel,) = tmp_path.glob("vanthu-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(installed)
    assert "pipeline/data/templates_docx/bien-ban.docx" in names
    assert not [name for name in names if name.startswith(("tests/", "inbox/", "outbox/", "scripts/"))]
    vanthu = (sys.executable, "-c", "import pipeline; print(pipeline.__file__); from pipeline.cli import main; main()")
    office = tmp_path / "office"
    there = run(*vanthu, "init", str(office), cwd=tmp_path, PYTHONPATH=str(installed)).splitlines()[0]
    assert Path(there).is_relative_to(installed)
    run(*vanthu, "demo", cwd=office, PYTHONPATH=str(installed))
    assert len(list((office / "outbox").rglob("*.docx"))) >= 6
    assert [path.name for path in (office / "inbox" / "_can-sua").glob("*.txt")]


def test_every_dependency_has_its_reason_and_the_lists_agree() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    additions = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"], *chain(*additions)]
    for requirement in wanted:
        line = next(line for line in text.splitlines() if line.startswith(f'  "{requirement}"'))
        assert "# " in line, f"{requirement} has no reason"
    listed = [
        line for line in (ROOT / "requirements-dev.txt").read_text("utf-8").splitlines() if not line.startswith("#")
    ]
    assert listed == project["dependency-groups"]["dev"]
    pinned = {
        line.split("==")[0].casefold()
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    for requirement in wanted:
        assert requirement.split(">=")[0].casefold() in pinned, f"{requirement} is not pinned for tests"
