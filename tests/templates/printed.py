"""Documents printed by LibreOffice, and looked at: text per page, fonts, dark lines."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PROGRAMS = ("soffice", "pdftotext", "pdffonts", "pdftoppm")
MISSING = [program for program in PROGRAMS if shutil.which(program) is None]


def printed(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """A PDF of each document, by name; one start of LibreOffice for all, with a profile of its own."""
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in documents),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: folder / f"{name}.pdf" for name in documents}


def pages(pdf: Path) -> list[list[str]]:
    """The lines of each page, without empty ones, as they stand from top to bottom."""
    text = _output("pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-")
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def flowing(pdf: Path) -> str:
    """The text in one line, as if pages and lines did not matter."""
    return " ".join(" ".join(page) for page in pages(pdf))


def fonts(pdf: Path) -> set[str]:
    """Names of the fonts, without the tag of an embedded subset."""
    listed = _output("pdffonts", str(pdf)).splitlines()[2:]
    return {re.sub(r"^[A-Z]{6}\+", "", line.split()[0]) for line in listed}


def words(pdf: Path, *wanted: str) -> tuple[float, float, float]:
    """Where these words stand on page 1: left edge, right edge, bottom, in points."""
    box = _output("pdftotext", "-bbox", "-f", "1", "-l", "1", str(pdf), "-")
    found = re.findall(r'<word xMin="(.+?)" yMin=".+?" xMax="(.+?)" yMax="(.+?)">(.+?)</word>', box)
    for start in range(len(found)):
        run = found[start : start + len(wanted)]
        if tuple(word for *_, word in run) == wanted:
            return float(run[0][0]), float(run[-1][1]), max(float(bottom) for _, _, bottom, _ in run)
    raise AssertionError(f"not on page 1: {' '.join(wanted)}")


def dark_run(pdf: Path, top: float, height: float, left: float) -> tuple[float, float]:
    """The longest unbroken dark run in the strip of page 1 below `top`: its ends, in points from the left."""
    scale = 300 / 72
    raster = subprocess.run(
        ["pdftoppm", "-r", "300", "-gray", "-f", "1", "-l", "1", str(pdf)], check=True, capture_output=True
    ).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raster)
    assert header
    width = int(header[1])
    best = (0, 0)
    for row in range(round(top * scale), round((top + height) * scale)):
        start = header.end() + row * width
        pixels = raster[start + round(left * scale) : start + width]
        for run in re.finditer(rb"[\x00-\x80]+", pixels):
            best = max(best, run.span(), key=lambda span: span[1] - span[0])
    return left + best[0] / scale, left + best[1] / scale


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()
