"""The JSON schemas of what the archive keeps, from the models that read it: `python -m scripts.make_schemas`.

They say what a record of the present format may hold; one of an earlier format is migrated first. That a path stays in
its folder is checked when a record is read, and is no part of the schema.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.archive.manifest import Manifest
from pipeline.archive.migrations import FORMAT as MANIFEST_FORMAT
from pipeline.archive.outside import OutsidePaper
from pipeline.archive.rosters import RosterFiling
from pipeline.process.reserving import FORMAT as RESERVED_FORMAT
from pipeline.process.roster.filing import FORMAT as ROSTER_FORMAT
from pipeline.records import Record

FOLDER = Path(__file__).parent.parent / "docs" / "json"

_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"

# Name of the schema → its title, the model, the format that is written.
_KEPT: dict[str, tuple[str, type[Record], int]] = {
    "manifest.schema.json": ("manifest.json of a meeting folder", Manifest, MANIFEST_FORMAT),
    "roster-filing.schema.json": ("bien-dong.json of changes to a roster", RosterFiling, ROSTER_FORMAT),
    "reserved-number.schema.json": ("so-giu.json of a number kept for a paper outside", OutsidePaper, RESERVED_FORMAT),
}


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    return {name: _text(name, *kept) for name, kept in _KEPT.items()}


def _text(name: str, title: str, model: type[Record], format_: int) -> str:
    plain = _of_data(model.model_json_schema(by_alias=True))
    plain["properties"]["format"] = {"const": format_}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, "title": title}
    return json.dumps({**head, **plain, "title": title}, ensure_ascii=False, indent=1) + "\n"


def _of_data(plain: Any) -> Any:
    """Without the examples of the models: they show what a clerk writes in a form, not what is kept.

    JSON schema's own format of times asks for a time zone; what is kept is the time on the wall.
    """
    if isinstance(plain, list):
        return [_of_data(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    if plain.get("format") == "time":
        plain = {key: value for key, value in plain.items() if key != "format"} | {"pattern": _TIME}
    return {key: _of_data(value) for key, value in plain.items() if key != "examples" or not isinstance(value, list)}


def main() -> None:
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
        print(FOLDER / name)


if __name__ == "__main__":
    main()
