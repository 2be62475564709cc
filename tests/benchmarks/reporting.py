"""Reports over a year of many cells, against reading their manifests with the json module, in the same run.

`python -m tests.benchmarks.reporting [CELLS]`: a small office is filed and multiplied to so many cells, manifests only.
Each report runs as a command of its own, with the index as it is after the first, and prints seconds, ratio, memory;
what one cell alone takes is the program and the office, which are read first whatever is asked.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

from pipeline.archive.manifest import NAME
from pipeline.cli.reports import REPORTS
from tests.benchmarks.parts import Part, run
from tests.benchmarks.scale.office import YEAR, filed_office, run_command
from tests.benchmarks.watching.office import load

_FILED = 10  # cells that are really filed
_NO_FIGURES = ("book",)  # documents bound together
_AT_MOST = 2.0


def reporting(cells: int) -> None:
    with TemporaryDirectory() as folder, filed_office(_FILED) as small:
        many = Path(folder)
        count = _multiplied(small.root, many, cells)
        peer = min(_read(many), _read(many))
        first = run_command(many, "report", "duties", "--year", str(YEAR), "--json")
        print(
            f"reporting   {count} manifests of {cells} cells; the json module reads them in {peer:.2f} s; the first "
            f"report, which reads them into the index: {first.seconds:.2f} s, {first.seconds / peer:.2f} times"
        )
        cell = min(path.name for path in (many / "outbox").iterdir())
        one = run_command(many, "report", "duties", "--year", str(YEAR), "--cell", cell, "--json")
        print(f"  of one cell: {one.seconds:5.2f} s, {one.megabytes:.0f} MB: the program and the office are read")
        for name in [name for name in REPORTS if name not in _NO_FIGURES]:
            took = run_command(many, "report", name, "--year", str(YEAR), "--json")
            print(
                f"  {name:12} {took.seconds:5.2f} s, {took.seconds / peer:.2f} times (wanted: at most {_AT_MOST}), "
                f"{took.megabytes:.0f} MB; {load()}"
            )


def _multiplied(small: Path, many: Path, cells: int) -> int:
    """The cells of an office once more under other ids, until there are enough; how many manifests there are."""
    yaml = YAML(typ="safe")
    office = yaml.load((small / "organisation.yaml").read_text("utf-8"))
    bodies = [body for body in office["bodies"] if (small / "outbox" / body["id"]).is_dir()]
    others = [body for body in office["bodies"] if body not in bodies]
    copies, count = [], 0
    for number in range(cells):
        body = bodies[number % len(bodies)]
        new = f"{body['id']}-{number}"
        copies.append({**body, "id": new})
        for manifest in sorted((small / "outbox" / body["id"]).rglob(NAME)):
            target = many / "outbox" / new / manifest.parent.relative_to(small / "outbox" / body["id"]) / NAME
            target.parent.mkdir(parents=True)
            target.write_text(manifest.read_text("utf-8").replace(f'"{body["id"]}', f'"{new}'), "utf-8")
            count += 1
    with (many / "organisation.yaml").open("w", encoding="utf-8") as file:
        writer = YAML()
        writer.representer.ignore_aliases = lambda _data: True
        writer.dump({**office, "bodies": [*others, *copies]}, file)
    shutil.copytree(small / "inbox", many / "inbox", dirs_exist_ok=True)
    (many / ".vanthu").mkdir()  # where an office keeps what it has read: none is without
    return count


def _read(many: Path) -> float:
    start = time.perf_counter()
    for body in os.scandir(many / "outbox"):
        for manifest in Path(body.path).rglob(NAME):
            json.loads(manifest.read_bytes())
    return time.perf_counter() - start


_PARTS: dict[str, Part] = {"reporting": (reporting, 100)}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1].isdecimal():
        sys.argv.insert(1, "reporting")
    run(_PARTS, ("pydantic", "matplotlib"))
