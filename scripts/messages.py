"""Collect the messages of the program into the Vietnamese catalogue, and compile it.

`python -m scripts.messages` keeps what is translated, adds what is new (untranslated) and drops what is gone.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "pipeline" / "locale" / "vi" / "LC_MESSAGES" / "vanthu.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"msg": (1,), "_": (1,)}
FIXED = datetime(2018, 10, 5, tzinfo=UTC)  # the catalogue's bytes depend on its texts alone


def collected() -> list[str]:
    """Every msgid of the program, in the order of the source."""
    found: dict[str, None] = {}
    for _file, _line, message, _comments, _context in extract_from_dir(
        ROOT / "pipeline", method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        if isinstance(message, str) and message:
            found[message] = None
    return list(found)


def catalogue() -> Catalog:
    """The catalogue as committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


def updated(old: Catalog) -> Catalog:
    """The same catalogue with exactly the msgids of the program."""
    new = Catalog(locale="vi", project="vanthu", fuzzy=False, creation_date=FIXED, revision_date=FIXED)
    for msgid in collected():
        known = old.get(msgid)
        new.add(msgid, str(known.string) if known and known.string else "")
    return new


def compiled(source: Catalog) -> bytes:
    """The bytes that the program reads."""
    buffer = io.BytesIO()
    write_mo(buffer, source)
    return buffer.getvalue()


def main() -> None:
    new = updated(catalogue() if PO.exists() else Catalog(locale="vi"))
    with PO.open("wb") as file:
        write_po(file, new, width=110, no_location=True, omit_header=False)
    MO.write_bytes(compiled(catalogue()))
    missing = [message.id for message in new if message.id and not message.string]
    print(f"{len(new)} messages, {len(missing)} not translated")


if __name__ == "__main__":
    main()
