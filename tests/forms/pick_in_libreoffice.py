"""Picks items in the lists of a Word form that is open in LibreOffice, and saves it there.

Run by a Python that knows `uno`: `pick_in_libreoffice.py SOFFICE PIPE SOURCE TARGET ITEMS`, ITEMS being a JSON list of
what to pick in each control, in their order; an empty text leaves one alone.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main(soffice: str, pipe: str, source: str, target: str, items: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
             f"--accept=pipe,name={pipe};urp;"],
        )  # fmt: skip
        try:
            desktop = connected(pipe)
            document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (option("Hidden", True),))
            pick_all(list(controls(document)), json.loads(items))
            document.storeToURL(Path(target).as_uri(), (option("FilterName", "MS Word 2007 XML"),))
            document.close(True)
            desktop.terminate()
            office.wait(60)
        finally:
            office.kill()
            office.wait()


def option(name: str, value: object) -> Any:
    made = importlib.import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def connected(pipe: str) -> Any:
    """The desktop of the office that listens on the pipe."""
    context = importlib.import_module("uno").getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + 120
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # it is not listening yet; UNO's own classes are known at run time only
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)


def controls(document: Any) -> Iterator[Any]:
    """Every content control in the tables, row by row."""
    for table in document.TextTables:
        for name in table.CellNames:
            for paragraph in table.getCellByName(name):
                for portion in paragraph:
                    if portion.TextPortionType == "ContentControl":
                        yield portion.ContentControl


def pick_all(found: list[Any], items: list[str]) -> None:
    if len(found) != len(items):
        raise SystemExit(f"{len(found)} lists, {len(items)} items")
    for control, item in zip(found, items, strict=True):
        if item:
            control.ShowingPlaceHolder = False
            control.setString(item)


if __name__ == "__main__":
    main(*sys.argv[1:])
