"""A small language for tests of marked forms: problems at places, the inside of packages, files others have saved."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from pipeline.errors import NOTHING, Problem, Severity
from pipeline.messages import Address, Message, Place, verbatim
from pipeline.office_files.marks import OURS_END
from pipeline.office_files.packages import packed, unpacked


def problem(
    text: str, address: Address = (), *, hint: str = "", warning: bool = False, where: Message | None = None
) -> Problem:
    """Something wrong at an address; in words the place is the address itself."""
    words = where or verbatim(" ".join(map(str, address)) or "tệp")
    place = Place(words.msgid, words.params, address)
    severity = Severity.WARNING if warning else Severity.ERROR
    return Problem("test", place, verbatim(text), verbatim(hint) if hint else NOTHING, severity)


def at(sheet: str, cell: str) -> Address:
    """The address of a cell by its name: `at("1. Thông tin chung", "B10")`."""
    row, column = coordinate_to_tuple(cell)
    return ("cell", sheet, row - 1, column - 1)


def as_read(text: object) -> str | None:
    """A text of ours as a clerk reads it: the blank that ends each is not seen. No text at all stays None."""
    return None if text is None else str(text).replace(OURS_END, "")


def canonical(data: bytes) -> dict[str, bytes]:
    """The members of a package, XML in the one way it can be written."""
    return {name: _canonical(content) for name, content in unpacked(data).items()}


def _canonical(content: bytes) -> bytes:
    try:
        return etree.tostring(etree.fromstring(content), method="c14n")
    except etree.XMLSyntaxError:
        return content


def with_members(data: bytes, members: Mapping[str, bytes]) -> bytes:
    """The package with members added or replaced."""
    return packed({**unpacked(data), **members})


def with_text(data: bytes, member: str, old: str, new: str) -> bytes:
    """The package with a text in one member replaced, which must be there."""
    content = unpacked(data)[member]
    assert old.encode() in content, f"{old} is not in {member}"
    return with_members(data, {member: content.replace(old.encode(), new.encode(), 1)})


def faults(data: bytes, suffix: str) -> list[str]:
    """What the schemas and rules of Office find wrong with the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"tep{suffix}")
        path.write_bytes(data)
        return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def opened(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # says which extensions it drops
        return load_workbook(BytesIO(data))


def saved_by_openpyxl(data: bytes) -> bytes:
    target = BytesIO()
    opened(data).save(target)
    return target.getvalue()


def seen(data: bytes) -> dict[tuple[str, str], object]:
    """All that a clerk sees of a workbook: values and their types, looks, notes, lists, widths, print set-up."""
    book = opened(data)
    found: dict[tuple[str, str], object] = {("", name): place.attr_text for name, place in book.defined_names.items()}
    for sheet in book.worksheets:
        rules = sorted((str(rule.sqref), str(rule.formula1)) for rule in sheet.data_validations.dataValidation)
        found[sheet.title, "sheet"] = (
            sheet.sheet_state, sheet.protection.sheet, sorted(map(str, sheet.merged_cells.ranges)), rules,
            {name: column.width for name, column in sheet.column_dimensions.items()},
            sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.print_title_rows, sheet.freeze_panes,
        )  # fmt: skip
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None or cell.has_style or cell.comment:
                    note = cell.comment.text if cell.comment else None
                    found[sheet.title, cell.coordinate] = (
                        cell.value, cell.data_type, cell.number_format, cell.fill.fill_type, cell.fill.fgColor.rgb,
                        cell.border.left.style, cell.font.b, cell.font.name, cell.protection.locked, note,
                    )  # fmt: skip
    return found


def saved_by_libreoffice(folder: Path, files: Mapping[str, bytes], kind: str = "") -> dict[str, bytes]:
    """The files as LibreOffice saves them, in their own kinds or in another; by the names they had."""
    program = shutil.which("soffice")
    assert program is not None
    saved: dict[str, bytes] = {}
    for suffix in sorted({Path(name).suffix for name in files}):
        sources = [folder / name for name in files if Path(name).suffix == suffix]
        for source in sources:
            source.write_bytes(files[source.name])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        target = folder / "saved"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", kind or suffix[1:], "--outdir", target, *sources],
            check=True,
            capture_output=True,
            timeout=240,
        )
        new = f".{kind}" if kind else suffix
        saved |= {source.name: (target / source.name).with_suffix(new).read_bytes() for source in sources}
    return saved
