"""Documents printed by LibreOffice, and looked at: text per page, fonts, dark lines."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

PROGRAMS = ("soffice", "pdftotext", "pdffonts", "pdftoppm")
AT_ONCE = 150  # LibreOffice gives up silently after some 250 documents
MISSING = [program for program in PROGRAMS if shutil.which(program) is None]


def printed(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """A PDF of each document, by name; one start of LibreOffice for a good many, two of them side by side."""
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    names = [str(folder / f"{name}.docx") for name in documents]
    size = min(AT_ONCE, max(len(names) // 2, 30))
    with ThreadPoolExecutor(2) as pool:
        parts = [names[start : start + size] for start in range(0, len(names), size)]
        list(pool.map(lambda number: _convert(parts[number], folder, folder / f"profile-{number}"), range(len(parts))))
    return {name: folder / f"{name}.pdf" for name in documents}


def _convert(names: Sequence[str], folder: Path, profile: Path) -> None:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *names,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )


def pages(pdf: Path) -> list[list[str]]:
    """The lines of each page, without empty ones, as they stand from top to bottom."""
    text = _output("pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-")
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def flowing(pdf: Path) -> str:
    """The text in one line, as if pages and lines did not matter."""
    return " ".join(" ".join(page) for page in pages(pdf))


def squeezed(text: str) -> str:
    """Without blanks of any kind, in small letters: what is left of a text however its lines are broken."""
    return "".join(text.split()).replace("\u2011", "-").casefold()


def written(pdf: Path) -> list[str]:
    """The text of each page as it was written, cell by cell, squeezed, without the page's number."""
    first, *others = _output("pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-").split("\f")[:-1]
    return [squeezed(first), *(squeezed(re.sub(r"\A\d+\n", "", page)) for page in others)]


def running(pdf: Path) -> str:
    """All that was written, squeezed, as if there were no pages."""
    return "".join(written(pdf))


def fonts(pdf: Path) -> set[str]:
    """Names of the fonts, without the tag of an embedded subset."""
    listed = _output("pdffonts", str(pdf)).splitlines()[2:]
    return {re.sub(r"^[A-Z]{6}\+", "", line.split()[0]) for line in listed}


# Lines that announce what follows them: alone at the foot of a page they announce nothing.
_HEADING = re.compile(r"([IVX]+\.|\d+\.(\d+\.)?) [^.;]*[^.;:,]$|TT |.*:$")
_SIGNING = ("T/M ", "THƯ KÝ", "CHỦ TRÌ", "NGƯỜI ")


def heading_at_a_foot(pdf: Path) -> list[str]:
    """Headings, lines that end in a colon and heads of tables that stand last on a page which is not the last."""
    return [page[-1] for page in pages(pdf)[:-1] if _HEADING.match(page[-1])]


def above_signatures(pdf: Path, signer: str) -> list[str]:
    """The lines of text above the signatures on the last page; raises where the block is not whole on that page."""
    *others, last = pages(pdf)
    starts = [place for place, line in enumerate(last) if re.split(r"  +", line)[-1].startswith(_SIGNING)]
    if not starts or not any(signer in line for line in last[starts[0] :]):
        raise AssertionError(f"the signatures do not stand whole on the last page: {last}")
    return last[1 if others else 0 : starts[0]]  # the first line of later pages is their number


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


@cache
def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()
