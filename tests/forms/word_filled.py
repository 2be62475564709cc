"""A small language for filled Word forms: open a document, change a cell by its label, read it back."""

from __future__ import annotations

import copy
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from pipeline.forms import ReadForm, read_form
from pipeline.vietnamese.text import folded

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element = Any  # lxml's elements, dressed by python-docx
Change = Callable[[Element], object]


def edited(data: bytes, *changes: Change) -> bytes:
    """The document as another program saves it after these changes to its body."""
    return edited_document(data, *(lambda document, change=change: change(document.element.body) for change in changes))


def edited_document(data: bytes, *changes: Callable[[DocumentObject], object]) -> bytes:
    """The same with changes that need more than the body: styles, headers."""
    document: DocumentObject = Document(BytesIO(data))
    for change in changes:
        change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def read(data: bytes) -> ReadForm:
    return read_form("mau.docx", data)


def xml(markup: str) -> Element:
    """An element from markup with the prefix `w:`."""
    first, rest = markup.split(">", 1) if not markup.split(">", 1)[0].endswith("/") else (markup[:-2], "")
    closing = ">" + rest if rest else "/>"
    return parse_xml(f'{first} xmlns:w="{W}"{closing}')


def text_of(element: Element) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in element.iter(qn("w:p")))


def cell(body: Element, label: str) -> Element:
    """The first cell that holds this text alone."""
    found = next((tc for tc in body.iter(qn("w:tc")) if folded(text_of(tc)) == folded(label)), None)
    assert found is not None, f"“{label}” is not in the document"
    return found


def row(body: Element, label: str) -> Element:
    return cell(body, label).getparent()


def table(body: Element, label: str) -> Element:
    return row(body, label).getparent()


def heading(body: Element, text: str) -> Element:
    """The heading paragraph that says this."""
    return next(p for p in body.iterchildren(qn("w:p")) if folded(text_of(p)).endswith(folded(text)))


def cells(table_row: Element) -> list[Element]:
    return list(table_row.iterchildren(qn("w:tc")))


def rows(of_table: Element) -> list[Element]:
    return list(of_table.iterchildren(qn("w:tr")))


def beside(body: Element, label: str) -> Element:
    """The cell right of a label."""
    found = cell(body, label)
    own = cells(found.getparent())
    return own[own.index(found) + 1]


def below(body: Element, header: str, count: int) -> Element:
    """The cell so many rows below a header."""
    found = cell(body, header)
    own = cells(found.getparent())
    return cells(rows(found.getparent().getparent())[count])[own.index(found)]


def put(target: Element, text: str) -> None:
    """Type into a cell, or pick where there is a list, as Word does."""
    control = target.find(f".//{qn('w:sdt')}")
    if control is not None:
        pick(control, text)
        return
    first, *others = target.findall(qn("w:p"))
    for paragraph in others:
        target.remove(paragraph)
    properties = first.find(qn("w:pPr"))
    for part in list(first):
        if part is not properties:
            first.remove(part)
    for number, line in enumerate(text.split("\n")):
        paragraph = first if number == 0 else copy.deepcopy(first)
        if number:
            for part in paragraph.findall(qn("w:r")):
                paragraph.remove(part)
            target.append(paragraph)
        paragraph.append(run(line))


def run(text: str, properties: str = "") -> Element:
    made = xml(f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t/></w:r>")
    made.find(qn("w:t")).text = text
    made.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def paragraph(text: str) -> Element:
    made = xml("<w:p></w:p>")
    made.append(run(text))
    return made


def write(label: str, text: str) -> Change:
    """A change: the answer beside a label."""
    return lambda body: put(beside(body, label), text)


def write_below(header: str, count: int, text: str) -> Change:
    """A change: a cell in the column of a header."""
    return lambda body: put(below(body, header, count), text)


def pick(control: Element, text: str) -> None:
    """Pick an item as Word does: the mark of the prompt goes, the run says what was picked."""
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    for mark in properties.findall(qn("w:showingPlcHdr")):
        properties.remove(mark)
    for part in list(content):
        content.remove(part)
    content.append(run(text))


def unpick(control: Element) -> str:
    """Put a control back to its prompt, as it is handed out; what it said before."""
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    said = "".join(t.text or "" for t in content.iter(qn("w:t")))
    if properties.find(qn("w:showingPlcHdr")) is not None:
        return ""
    properties.insert(2, xml("<w:showingPlcHdr/>"))
    for part in list(content):
        content.remove(part)
    content.append(run("Chọn…", '<w:rStyle w:val="PlaceholderText"/>'))
    return said


def controls(body: Element) -> Iterator[Element]:
    yield from body.iter(qn("w:sdt"))


def saved_by_libreoffice(documents: Mapping[str, bytes], kind: str = "docx:MS Word 2007 XML") -> dict[str, bytes]:
    """The documents after LibreOffice opened and saved them, by their names without ending."""
    soffice = shutil.which("soffice")
    assert soffice
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, data in documents.items():
            (folder / f"{name}.docx").write_bytes(data)
        subprocess.run(
            [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", kind,
             "--outdir", str(folder / "out"), *(str(folder / f"{name}.docx") for name in documents)],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        ending = kind.split(":")[0]
        return {name: (folder / "out" / f"{name}.{ending}").read_bytes() for name in documents}
