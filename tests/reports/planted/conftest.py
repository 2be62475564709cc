"""The planted office, filed once for all tests, also where they run in several processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from tests.commands import rows, validator, vanthu
from tests.reports.planted.content import plant_content
from tests.reports.planted.filed import file_all
from tests.reports.planted.mended import mended, two_years
from tests.reports.planted.plain import Json, Sitting, sittings
from tests.reports.planted.planting import Planted, Planting
from tests.reports.planted.structure import plant_structure

TODAY = date(2027, 1, 31)


@dataclass
class PlantedOffice:
    """The filed office, and what is known of it: its raw forms and what was planted in them."""

    root: Path
    organisation: Json
    told: dict[str, Sitting]
    planted: Planted
    _reports: dict[tuple[str, int, date], list[Json]] = field(default_factory=dict)

    def report(self, name: str, year: int, today: date = TODAY) -> list[Json]:
        """The lines of `vanthu report`, each as its schema says, naming records that there are."""
        key = name, year, today
        if key not in self._reports:
            asked = ("--year", str(year), "--as-of", f"{today:%d/%m/%Y}", "--json")
            done = vanthu("report", name, *asked, cwd=self.root)
            assert done.returncode == 0, done.stderr
            self._reports[key] = rows(done)
            schema = validator(f"report-{name}.schema.json")
            for row in self._reports[key]:
                schema.validate(row)
                assert all((self.root / "outbox" / record).is_file() for record in row.get("records", ()))
        return self._reports[key]


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> PlantedOffice:
    made = Planting(*two_years())
    plant_structure(made)
    made.forms = mended(made.organisation, made.forms)
    plant_content(made)
    place = tmp_path_factory.getbasetemp()
    root = (place if worker_id == "master" else place.parent) / "planted"
    with FileLock(f"{root}.lock"):
        if not Path(f"{root}.filed").exists():
            file_all(root, made.organisation, made.forms, made.planted.withdrawn, made.again)
            Path(f"{root}.filed").touch()
    return PlantedOffice(
        root, made.organisation, sittings([*made.forms, *made.again], made.planted.withdrawn), made.planted
    )
