"""PDF/A for keeping: what LibreOffice makes is read back, and nobody else's PDF is touched."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from pipeline.errors import ExitCode, NoAccess
from pipeline.office_files.packages import packed, unpacked
from pipeline.pdf import LibreOffice, MissingLibreOffice, PdfOutcome, PdfState, Task, find_program, make_pdfs, plan
from pipeline.pdf.documents import DocumentRefused, read_document
from pipeline.pdf.make import BATCH
from pipeline.pdf.readback import PdfFacts, is_of, is_untouched, read_pdf, sealed
from tests.commands import rows, validator, vanthu

TEXT = "Nghị quyết về chuyển đổi số"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def word(text: str = TEXT) -> bytes:
    document = Document()
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_parts(**changed: bytes) -> bytes:
    """A Word document with its list of `types` or of `links` replaced."""
    names = {"types": "[Content_Types].xml", "links": "word/_rels/document.xml.rels"}
    return packed(unpacked(word()) | {names[name]: content for name, content in changed.items()})


def showing(*addresses: str) -> bytes:
    """A Word document with pictures that are linked, not embedded."""
    parts = unpacked(word("Ảnh liên kết"))
    links = "".join(
        f'<Relationship Id="rIdX{number}" Type="{IMAGE}" Target="{address}" TargetMode="External"/>'
        for number, address in enumerate(addresses)
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    pictures = "".join(_PICTURE.format(number=number) for number in range(len(addresses)))
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"<w:sectPr", pictures.encode() + b"<w:sectPr", 1)
    return packed(parts)


_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="1000000" cy="1000000"/><wp:docPr id="{number}" name="P{number}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="rIdX{number}"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="1000000" cy="1000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def png() -> bytes:
    """A red picture of 8 × 8 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (8).to_bytes(4, "big")
    lines = (b"\0" + b"\xff\0\0" * 8) * 8
    head = chunk(b"IHDR", size + size + bytes((8, 2, 0, 0, 0)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def tiny_pdf(said: str, pages: int = 1, inside: bytes = b"") -> bytes:
    """Just what the reader looks at: pages, and metadata with room for a seal."""
    packet = f'<?xpacket begin="" id=""?><rdf:RDF>{said}</rdf:RDF>{" " * 2000}\n<?xpacket end="w"?>'.encode()
    objects = b"".join(b"%d 0 obj\n<</Type/Page/Parent 9 0 R>>\nendobj\n" % number for number in range(pages))
    metadata = b"8 0 obj\n<</Type/Metadata/Subtype/XML/Length 1>>\nstream\n" + packet + b"\nendstream\nendobj\n"
    return b"%PDF-1.7\n9 0 obj\n<</Type/Pages>>\nendobj\n" + objects + inside + metadata + b"trailer<<>>\n%%EOF\n"


ELEMENTS = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>"
ATTRIBUTES = '<rdf:Description pdfaid:part="2" pdfaid:conformance="B"/>'
READY = tiny_pdf(ELEMENTS)


# A program in LibreOffice's place: takes the same command line, "converts" by writing READY, and misbehaves at
# documents that hold a mark.
def stand_in(folder: Path, misbehave: str = "pass") -> LibreOffice:
    if os.name == "nt":
        pytest.skip("NOT TESTED: the stand-in for LibreOffice is a script that Windows does not start")
    program = folder / "soffice"
    (folder / "ready.pdf").write_bytes(READY)
    program.write_text(
        f"#!{sys.executable}\n"
        + textwrap.dedent(
            f"""
            import os, subprocess, sys, time, zipfile
            from pathlib import Path
            here = Path({str(folder)!r})
            output = Path(sys.argv[sys.argv.index("--outdir") + 1])
            documents = [Path(name) for name in sys.argv if name.endswith(".docx")]
            with (here / "launches").open("a") as log:
                print(os.getpid(), len(documents), file=log)
            for document in documents:
                marked = b"MARK" in zipfile.ZipFile(document).read("word/document.xml")
                result = (here / "ready.pdf").read_bytes()
                if marked:
            """
        )
        + textwrap.indent(textwrap.dedent(misbehave).strip(), " " * 8)
        + '\n    (output / f"{document.stem}.pdf").write_bytes(result)\n',
        "utf-8",
    )
    program.chmod(0o755)
    return LibreOffice(program, seconds=1.0, start_up=1.0)


def launches(office: LibreOffice) -> list[tuple[int, int]]:
    """Process and number of documents of each start."""
    lines = (office.program.parent / "launches").read_text("utf-8").splitlines()
    return [(int(process), int(count)) for process, count in map(str.split, lines)]


def is_gone(group: int) -> bool:
    """Whether nobody of the group runs any more; on Linux the dead that nobody has fetched yet still take signals."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return sys.platform == "linux" and not any(_runs_in(group, stat) for stat in Path("/proc").glob("[0-9]*/stat"))


def _runs_in(group: int, stat: Path) -> bool:
    with contextlib.suppress(OSError):
        state, _parent, its_group, *_ = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        return int(its_group) == group and state not in "ZX"
    return False


def made(tasks: tuple[Task, ...], office: LibreOffice) -> dict[str, PdfOutcome]:
    return {outcome.document.stem: outcome for outcome in make_pdfs(tasks, office)}


def documents_in(folder: Path, **texts: str) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.docx").write_bytes(word(text))
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return Path(shutil.which("soffice") or tmp_path)


# --- what LibreOffice makes ---


@dataclass
class Kept:
    """An office whose folder was converted, what was said, and what the picture server was asked for."""

    root: Path
    rows: list[dict[str, Any]]
    code: int
    before: dict[Path, bytes]
    asked: list[str]
    address: str

    def row(self, document: str) -> dict[str, Any]:
        return next(row for row in self.rows if row.get("document") == document)

    @property
    def pdfs(self) -> list[Path]:
        return sorted(self.root.rglob("*.pdf"))


@pytest.fixture(scope="module")
def picture_server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Pictures(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(png())

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, picture_server: tuple[str, list[str]]) -> Kept:
    address, asked = picture_server
    root = tmp_path_factory.mktemp("office")
    (root / "anh.png").write_bytes(png())
    linked = showing(f"{address}/anh.png", (root / "anh.png").as_uri())
    files = {
        "chi bộ 1/Nghị quyết.docx": word("Bản của chi bộ 1"),
        "chi bộ 2/Nghị quyết.docx": word("Bản của chi bộ 2"),
        "chi bộ 2/10-chuyen-de/-- Biên bản (1) “Đề án” & kết luận #2.DOCX": word(),
        "chi bộ 2/lich-su/1/Nghị quyết.docx": word(),
        "chi bộ 2/~$Nghị quyết.docx": b"owner",
        ".vanthu/Nghị quyết.docx": word(),
        "lien-ket.docx": linked,
        "van-ban.docx": "Chỉ là chữ".encode(),
        "anh-hong.docx": word()[:-200],
    }
    before = {root / name: content for name, content in files.items()}
    for path, content in before.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    done = vanthu("pdf", "--json", ".", cwd=root)
    return Kept(root, rows(done), done.returncode, before, list(asked), address)


@pytest.mark.libreoffice
def test_every_document_of_a_folder_becomes_a_pdf_a_2b_beside_it(kept: Kept) -> None:
    assert [path.relative_to(kept.root).as_posix() for path in kept.pdfs] == [
        "chi bộ 1/Nghị quyết.pdf",
        "chi bộ 2/10-chuyen-de/-- Biên bản (1) “Đề án” & kết luận #2.pdf",
        "chi bộ 2/Nghị quyết.pdf",
        "lien-ket.pdf",
    ]
    assert [read_pdf(path.read_bytes()) for path in kept.pdfs] == [PdfFacts("2", "B", 1)] * 4
    assert {path: path.read_bytes() for path in kept.before} == kept.before


@pytest.mark.libreoffice
def test_documents_of_the_same_name_are_not_mixed_up(kept: Kept) -> None:
    for cell in ("1", "2"):
        said = subprocess.run(
            ["pdftotext", kept.root / f"chi bộ {cell}/Nghị quyết.pdf", "-"], capture_output=True, check=True
        )
        assert f"Bản của chi bộ {cell}" in said.stdout.decode()


@pytest.mark.libreoffice
def test_each_line_keeps_the_schema_and_the_last_one_sums_up(kept: Kept) -> None:
    for row in kept.rows:
        validator("pdf.schema.json").validate(row)
    assert kept.code == ExitCode.SOME_WORK_FAILED
    assert kept.rows[-1] == {"summary": {"made": 4, "left": 0, "failed": 2}}
    assert kept.row("chi bộ 1/Nghị quyết.docx") == {
        "document": "chi bộ 1/Nghị quyết.docx",
        "pdf": "chi bộ 1/Nghị quyết.pdf",
        "pages": 1,
        "conformance": "2B",
        "state": "made",
        "reason": "",
    }
    for name in ("van-ban.docx", "anh-hong.docx"):
        assert kept.row(name)["state"] == "failed"
        assert "not a sound Office file" in kept.row(name)["reason"]


@pytest.mark.libreoffice
def test_fonts_are_embedded_and_the_seal_leaves_the_pdf_sound(kept: Kept) -> None:
    for path in kept.pdfs:
        fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
        listed = fonts.stdout.splitlines()[2:]
        assert listed
        assert all(line.split()[-5:-4] == ["yes"] for line in listed), fonts.stdout
        assert fonts.stderr == ""
        data = path.read_bytes()
        packet = data[data.index(b"<x:xmpmeta") : data.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")]
        assert len(etree.fromstring(packet).findall(".//{http://purl.org/dc/elements/1.1/}source")) == 1
        assert is_untouched(data)


@pytest.mark.libreoffice
def test_linked_pictures_are_neither_fetched_from_a_server_nor_from_this_computer(kept: Kept) -> None:
    assert kept.asked == []
    listed = subprocess.run(["pdfimages", "-list", kept.root / "lien-ket.pdf"], capture_output=True, check=True)
    assert len(listed.stdout.splitlines()) == 2  # the heading only
    assert "files that lie elsewhere" in kept.row("lien-ket.docx")["reason"]


@pytest.mark.libreoffice
def test_the_short_spelling_gives_plain_pdf_which_the_reader_tells_apart(
    kept: Kept, picture_server: tuple[str, list[str]], program: Path, tmp_path: Path
) -> None:
    """The same document without our settings: plain PDF, and the pictures are fetched."""
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf:writer_pdf_Export:SelectPdfVersion=2", "--outdir", tmp_path, kept.root / "lien-ket.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = (tmp_path / "lien-ket.pdf").read_bytes()
    assert read_pdf(data) == PdfFacts("", "", 1)
    assert picture_server[1] == ["/anh.png"]
    office = stand_in(tmp_path)
    (tmp_path / "ready.pdf").write_bytes(data)
    folder = documents_in(tmp_path / "in", a="a")
    outcome = made(plan([folder], None), office)["a"]
    assert outcome.state is PdfState.FAILED
    assert "PDF/A-2b" in str(outcome.reason)
    assert not (folder / "a.pdf").exists()


@pytest.mark.libreoffice
@pytest.mark.parametrize("interruption", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_or_a_shutdown_ends_libreoffice_and_leaves_nothing(
    program: Path, tmp_path: Path, interruption: signal.Signals
) -> None:
    folder = documents_in(tmp_path / "in", **{f"a{number}": TEXT for number in range(20)})
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    started = tmp_path / "started"
    os.mkfifo(started)
    wrapper = tmp_path / "soffice"
    wrapper.write_text(f'#!/bin/sh\necho $$ > "{started}"\n"{program}" "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    reader = os.open(started, os.O_RDONLY | os.O_NONBLOCK)
    # Who starts the tests in the background may have switched Ctrl-C off for all that comes from them.
    command = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from pipeline.cli import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command, "pdf", "--soffice", wrapper, folder],
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            assert select.select([reader], [], [], 60)[0]
            group = int(os.read(reader, 100))
            assert not is_gone(group)
            running.send_signal(interruption)
            assert running.wait(timeout=30) == ExitCode.INTERRUPTED
        finally:
            os.close(reader)
            running.kill()
    assert is_gone(group)
    assert list(temporary.iterdir()) == []
    assert {path.suffix for path in folder.iterdir()} == {".docx"}


# --- when it goes wrong ---


def test_a_document_at_which_libreoffice_hangs_spoils_no_other(tmp_path: Path) -> None:
    office = stand_in(tmp_path, 'subprocess.Popen(["sleep", "600"])\ntime.sleep(600)')
    folder = documents_in(tmp_path / "in", a="a", b="MARK", c="c")
    outcomes = made(plan([folder], None), office)
    assert [outcome.state.value for outcome in outcomes.values()] == ["made", "failed", "made"]
    assert "1 seconds" in str(outcomes["b"].reason)
    assert [count for _process, count in launches(office)] == [3, 1, 1]
    assert all(is_gone(process) for process, _count in launches(office))
    assert sorted(path.name for path in folder.iterdir()) == ["a.docx", "a.pdf", "b.docx", "c.docx", "c.pdf"]


@pytest.mark.parametrize(
    "misbehave",
    [
        "sys.exit(1)",
        "os.abort()",
        "continue",
        'result = b""',
        'result = b"%PDF-1.7 garbage"',
        "result = result[:-100]",
        'result = result.replace(b"/Type/Page/", b"/Type/Pagf/")',
        'result = result.replace(b"part>2", b"part>1")',
        'result = result.replace(b"mance>B", b"mance>U")',
        'result = result.replace(b"pdfaid:part", b"pdfxid:part")',
    ],
)
def test_what_is_not_a_sound_pdf_a_2b_is_refused_and_the_others_are_made(tmp_path: Path, misbehave: str) -> None:
    office = stand_in(tmp_path, misbehave)
    folder = documents_in(tmp_path / "in", a="a", b="MARK", c="c")
    outcomes = made(plan([folder], None), office)
    assert [outcome.state.value for outcome in outcomes.values()] == ["made", "failed", "made"]
    assert outcomes["b"].pdf is None
    assert sorted(path.name for path in folder.glob("*.pdf")) == ["a.pdf", "c.pdf"]


def test_many_documents_share_a_start_of_libreoffice(tmp_path: Path) -> None:
    office = stand_in(tmp_path)
    folder = documents_in(tmp_path / "in", **{f"a{number:02}": TEXT for number in range(BATCH + 1)})
    told: list[int] = []
    outcomes = list(make_pdfs(plan([folder], None), office, told.append))
    assert [outcome.state for outcome in outcomes] == [PdfState.MADE] * (BATCH + 1)
    assert [outcome.document for outcome in outcomes] == sorted(folder.glob("*.docx"))
    assert [count for _process, count in launches(office)] == [BATCH, 1]
    assert told == sorted(told)
    assert told[-1] == BATCH + 1


def test_a_missing_libreoffice_is_said_with_the_command_that_installs_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word())
    done = vanthu("pdf", "a.docx", cwd=tmp_path, PATH=str(tmp_path))
    if not Path("/Applications/LibreOffice.app").exists():
        assert done.returncode == ExitCode.BAD_CONFIGURATION
        assert "sudo apt install libreoffice-writer-nogui fonts-liberation2" in done.stderr
        assert "libreoffice.org" in done.stderr


def test_libreoffice_is_found_on_the_path_and_where_windows_keeps_it(tmp_path: Path) -> None:
    windows = tmp_path / "Program Files"
    program = windows / "LibreOffice/program/soffice.exe"
    program.parent.mkdir(parents=True)
    with pytest.raises(MissingLibreOffice):
        find_program(str(tmp_path))
    program.touch()
    assert find_program(str(tmp_path), [tmp_path / "none", windows]) == program
    if sys.platform != "win32":
        office = stand_in(tmp_path)
        assert find_program(str(tmp_path), [windows]) == office.program


def test_a_program_that_cannot_be_started_is_named(tmp_path: Path) -> None:
    office = LibreOffice(tmp_path / "soffice", seconds=1)
    folder = documents_in(tmp_path / "in", a="a")
    with pytest.raises(NoAccess, match="soffice"):
        made(plan([folder], None), office)


def test_no_room_for_the_copies_is_said_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = stand_in(tmp_path)
    folder = documents_in(tmp_path / "in", a="a")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(NoAccess, match="none"):
        made(plan([folder], None), office)


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    done = vanthu("pdf", "khong-co.docx", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "khong-co.docx" in done.stderr


TYPES = unpacked(word())["[Content_Types].xml"]
LINKS = unpacked(word())["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"", "empty"),
        ("a.docx", "Chỉ là chữ".encode(), "not a sound Office file"),
        ("a.docx", word()[:-200], "not a sound Office file"),
        ("a.docx", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "password"),
        ("a.docx", packed({"xl/workbook.xml": b"<x/>"}), "not a Word document"),
        ("a.docx", with_parts(types=TYPES.replace(b"document.main", b"template.main")), "not a Word document"),
        ("a.docx", with_parts(types=TYPES.replace(b"</Types>", b'<Default ContentType="vbaProject"/></Types>')), "macros"),
        ("a.docx", with_parts(links=b"<Relationships>"), "damaged"),
        ("a.docx", with_parts(links=b'<!DOCTYPE r [<!ENTITY a "a">]><r>&a;</r>'), "damaged"),
        ("a.docm", word(), ".docx"),
        ("a.doc", word(), ".docx"),
    ],
)  # fmt: skip
def test_what_is_no_sound_word_document_never_reaches_libreoffice(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentRefused) as refused:
        read_document(tmp_path / name)
    assert said in str(refused.value.message)
    outcomes = made((Task(tmp_path / name, tmp_path / "a.pdf"),), LibreOffice(tmp_path / "nothing", seconds=1))
    assert outcomes["a"].state is PdfState.FAILED


@pytest.mark.parametrize(
    ("data", "outside"),
    [
        (word(), False),
        (showing("http://127.0.0.1/a.png"), True),
        (with_parts(links=LINKS.replace(b"/></", f'/><Relationship Id="x" Type="{HYPERLINK}" Target="http://a.vn" TargetMode="External"/></'.encode())), False),
    ],
)  # fmt: skip
def test_a_document_that_shows_other_files_is_known(tmp_path: Path, data: bytes, outside: bool) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    assert read_document(tmp_path / "a.docx").points_outside is outside


# --- whose PDF stands there ---


def signed(data: bytes) -> bytes:
    """As a signing program appends to a PDF: everything before stays byte for byte."""
    return data + b"9 0 obj\n<</Type/Sig/ByteRange[0 1 2 3]>>\nendobj\n%%EOF\n"


DOCUMENT = word("a")


@pytest.mark.parametrize(
    ("there", "state", "said"),
    [
        (b"%PDF-1.4\nscan, signed by hand\n%%EOF\n", PdfState.LEFT, "not made here"),
        (READY, PdfState.LEFT, "not made here"),  # PDF/A-2b, but another's
        (b"", PdfState.LEFT, "not made here"),
        (signed(sealed(READY, DOCUMENT, "a.docx")), PdfState.LEFT, "signed or changed"),
        (sealed(READY, DOCUMENT, "a.docx").replace(b"%PDF-1.7", b"%PDF-1.6"), PdfState.LEFT, "signed or changed"),
        (sealed(READY, word("b"), "b/a.docx"), PdfState.LEFT, "another document"),
        (sealed(READY, word("an earlier version"), "a.docx"), PdfState.MADE, ""),
        (sealed(READY, DOCUMENT, "elsewhere/a.docx"), PdfState.MADE, ""),
    ],
)
def test_only_an_unchanged_pdf_of_this_document_is_replaced(
    tmp_path: Path, there: bytes, state: PdfState, said: str
) -> None:
    office = stand_in(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.docx").write_bytes(DOCUMENT)
    target = tmp_path / "in/a.pdf"
    target.write_bytes(there)
    outcome = made(plan([tmp_path / "in"], None), office)["a"]
    assert (outcome.state, outcome.pdf) == (state, target)
    assert said in str(outcome.reason)
    now = target.read_bytes()
    assert now == (there if state is PdfState.LEFT else sealed(READY, DOCUMENT, "a.docx"))
    assert is_untouched(now) is (said in ("", "another document"))
    assert len(list((tmp_path / "in").iterdir())) == 2


def test_a_signed_scan_is_left_and_said_so(tmp_path: Path) -> None:
    stand_in(tmp_path)
    (tmp_path / "a.docx").write_bytes(word())
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nscan\n%%EOF\n")
    done = vanthu("pdf", "a.docx", "--soffice", "soffice", cwd=tmp_path)
    assert done.returncode == ExitCode.OK
    assert "a.docx: left as it is" in done.stdout
    assert "-o" in done.stdout
    row = json.loads(vanthu("pdf", "--json", "a.docx", "--soffice", "soffice", cwd=tmp_path).stdout.splitlines()[0])
    validator("pdf.schema.json").validate(row)
    assert (row["state"], row["pdf"], row["pages"]) == ("left", "a.pdf", None)
    assert not (tmp_path / "launches").exists()


def test_a_folder_for_the_pdfs_keeps_the_sub_folders(tmp_path: Path) -> None:
    stand_in(tmp_path)
    for name in ("in/1/a.docx", "in/2/a.docx", "b.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(word(name))
    done = vanthu("pdf", "in", "b.docx", "-o", "out", "--soffice", "soffice", cwd=tmp_path)
    assert done.returncode == ExitCode.OK, done
    assert "in/1/a.docx → out/1/a.pdf (PDF/A-2b, pages: 1)" in done.stdout
    pdfs = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("out/**/*.pdf"))
    assert pdfs == ["out/1/a.pdf", "out/2/a.pdf", "out/b.pdf"]
    again = vanthu("pdf", "in", "b.docx", "in/1/a.docx", "-o", "out", "--soffice", "soffice", cwd=tmp_path)
    assert again.stdout == done.stdout


def test_two_documents_never_share_a_pdf(tmp_path: Path) -> None:
    office = stand_in(tmp_path)
    first, second = (documents_in(tmp_path / name, a=name) / "a.docx" for name in ("1", "2"))
    out = tmp_path / "out"
    outcomes = list(make_pdfs(plan([first, second], out), office))
    assert [outcome.state for outcome in outcomes] == [PdfState.MADE, PdfState.FAILED]
    before = (out / "a.pdf").read_bytes()
    assert is_of(before, first.read_bytes(), "")
    (later,) = make_pdfs(plan([second], out), office)
    assert later.state is PdfState.LEFT
    assert (out / "a.pdf").read_bytes() == before


def test_a_pdf_that_cannot_be_written_is_one_failure_not_the_end(tmp_path: Path) -> None:
    office = stand_in(tmp_path)
    folder = documents_in(tmp_path / "in", a="a", b="b")
    (folder / "a.pdf").mkdir()
    outcomes = made(plan([folder], None), office)
    assert [outcome.state.value for outcome in outcomes.values()] == ["failed", "made"]
    assert "a.pdf" in str(outcomes["a"].reason)


# --- the reader ---


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (tiny_pdf(ELEMENTS, pages=3), PdfFacts("2", "B", 3)),
        (tiny_pdf(ATTRIBUTES), PdfFacts("2", "B", 1)),
        (tiny_pdf(""), PdfFacts("", "", 1)),
        (tiny_pdf("", inside=b"1 0 obj<</Type/XObject>>stream\n" + ELEMENTS.encode() + b"endstream"), PdfFacts("", "", 1)),
        (tiny_pdf(ELEMENTS, inside=b"1 0 obj<</X 1>>stream\n/Type/Page \nendstream"), PdfFacts("2", "B", 1)),
        (tiny_pdf(ELEMENTS, 0, b"<</Type/ObjStm/N 2>>stream\n" + zlib.compress(b"<</Type /Page>><</Type/Page>>") + b"endstream"), PdfFacts("2", "B", 2)),
        (tiny_pdf(ELEMENTS, 0, b"<</Type/ObjStm/N 2>>stream\nnot compressed\nendstream"), PdfFacts("2", "B", 0)),
        (b"", None),
        (b"%PDF-1.7\n", None),
        (b"hello\n%%EOF", None),
    ],
)  # fmt: skip
def test_a_pdf_says_its_part_its_conformance_and_its_pages(data: bytes, facts: PdfFacts | None) -> None:
    assert read_pdf(data) == facts


def test_a_seal_moves_nothing_and_names_nothing() -> None:
    data = sealed(READY, b"document", "chi bộ 1/a.docx")
    assert len(data) == len(READY)
    assert data.index(b"trailer") == READY.index(b"trailer")
    assert read_pdf(data) == read_pdf(READY)
    assert is_untouched(data)
    assert b"chi b" not in data
    assert hashlib.sha256(b"document").hexdigest().encode() in data
    assert is_of(data, b"document", "x")
    assert is_of(data, b"x", "chi bộ 1/a.docx")
    assert not is_of(data, b"x", "x")


def test_a_pdf_without_room_for_a_seal_stays_as_it_is() -> None:
    for cramped in (READY.replace(b" " * 2000, b""), READY.replace(b"/Type/Metadata", b"/Type/Metadatb")):
        assert sealed(cramped, b"document", "a.docx") == cramped
        assert not is_untouched(cramped)
