"""What stands in the book of minutes and in that of resolutions, in which order, and with what noted."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from pipeline.archive import Archive, OutsidePaper
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.manifest import FiledDocument, Manifest, VoidedNumber, read_manifest
from pipeline.meeting import DocumentKindName, Stage
from pipeline.pdf import pages_in_contents
from pipeline.process import open_office
from pipeline.process.withdrawing import withdraw
from pipeline.reports.books import BookKind, BookStopped, Cover, Entry, entries_of, opened_book
from pipeline.workspace import Workspace
from tests.faults.offices import HELD, now
from tests.test_issued_documents import drop, issue, replacing

FOLDER = Path("binh-minh/2018/11-thuong-ky")
COVER = Cover(BookKind.MINUTES, ["Đảng bộ xã Tân Phú", "Chi bộ Trường Tiểu học Bình Minh"], 2018)
MINUTES, RESOLUTIONS = BookKind.MINUTES, BookKind.RESOLUTIONS
_K = DocumentKindName


def listed(outbox: Path, kind: BookKind, body: str = "binh-minh", year: int = 2018) -> tuple[Entry, ...]:
    return entries_of(kind, year, Archive(outbox).manifests(body))


def told(entries: tuple[Entry, ...]) -> Iterator[tuple[str, str, str, bool]]:
    """Symbol, day, note, and whether there are pages; with what stands behind."""
    for entry in entries:
        for one in (entry, *entry.behind):
            yield one.symbol, f"{one.day:%d/%m}", one.note, one.file is not None


@pytest.fixture(scope="module")
def filed(sample: Path) -> Manifest:
    """The meeting of October as it is filed: what made-up meetings are made of."""
    found = read_manifest(sample / "outbox/binh-minh/2018/10-thuong-ky")
    assert found is not None
    return found


def paper(filed: Manifest, kind: DocumentKindName, number: int | None, day: date, **changes: object) -> FiledDocument:
    """A document of the meeting with another number and date."""
    (one,) = [one for one in filed.documents if one.kind is _K.MINUTES]
    type_ = {_K.RESOLUTION: "NQ", _K.CONCLUSION: "KL"}.get(kind, "BB")
    symbol = None if number is None else f"{number:02}-{type_}/CB"
    values = {"kind": kind, "number": number, "date": day, "type": type_, "symbol": symbol, "term": "2017-2020"}
    return one.model_copy(update=values | changes)


def of(filed: Manifest, *documents: FiledDocument, **changes: object) -> tuple[Path, Manifest]:
    return Path("outbox/x"), filed.model_copy(update={"documents": documents, **changes})


def test_the_book_of_minutes_has_each_of_the_year_and_supplements_behind_their_own(office: Path) -> None:
    assert list(told(listed(office / "outbox", MINUTES))) == [
        ("23-BB/CB", "02/10", "", True),
        ("24-BB/CB", "05/10", "", True),
        ("25-BB/CB", "26/10", "", True),
        ("", "09/11", "Bổ sung biên bản số 25-BB/CB", True),
        ("26-BB/CB", "07/11", "", True),
    ]
    assert {entry.abstract for entry in listed(office / "outbox", MINUTES)} == {
        "Biên bản họp chi ủy tháng 10 năm 2018",
        "Biên bản sinh hoạt chi bộ thường kỳ tháng 10 năm 2018",
        "Biên bản sinh hoạt chuyên đề tháng 10 năm 2018",
        "Biên bản sinh hoạt chi bộ thường kỳ tháng 11 năm 2018",
    }
    assert listed(office / "outbox", MINUTES, year=2019) == ()


def test_conclusions_stand_behind_the_resolutions(office: Path) -> None:
    assert [one.symbol for one in listed(office / "outbox", RESOLUTIONS)] == ["05-NQ/CB", "06-NQ/CB", "07-NQ/CB"]
    (conclusion,) = listed(office / "outbox", RESOLUTIONS, "dang-uy-tan-phu")
    assert conclusion.symbol == "01-KL/ĐU"


def test_numbers_go_by_type_then_term_then_number(filed: Manifest) -> None:
    one = of(
        filed,
        paper(filed, _K.CONCLUSION, 1, date(2018, 1, 9)),
        paper(filed, _K.RESOLUTION, 10, date(2018, 3, 9)),
        paper(filed, _K.RESOLUTION, 1, date(2018, 8, 9), term="2020-2025"),
        paper(filed, _K.RESOLUTION, 9, date(2018, 4, 9)),
        paper(filed, _K.MINUTES, 3, date(2018, 4, 9)),
        paper(filed, _K.DRAFT_RESOLUTION, None, date(2018, 4, 8), type="NQ"),
    )
    found = entries_of(RESOLUTIONS, 2018, [one])
    assert [(entry.symbol, entry.term) for entry in found] == [
        ("09-NQ/CB", "2017-2020"),
        ("10-NQ/CB", "2017-2020"),
        ("01-NQ/CB", "2020-2025"),
        ("01-KL/CB", "2017-2020"),
    ]


def test_minutes_without_a_number_stand_before_the_next_later_one(filed: Manifest) -> None:
    plain = {"term": None, "symbol": None}
    one = of(
        filed,
        paper(filed, _K.MINUTES, None, date(2018, 12, 9), **plain),
        paper(filed, _K.MINUTES, 7, date(2018, 3, 9)),
        paper(filed, _K.MINUTES, None, date(2018, 2, 9), **plain),
        paper(filed, _K.MINUTES, 8, date(2018, 9, 9)),
        paper(filed, _K.MINUTES, None, date(2018, 3, 9), **plain),
    )
    found = entries_of(MINUTES, 2018, [one])
    assert [(entry.number, entry.day.month) for entry in found] == [(None, 2), (7, 3), (None, 3), (8, 9), (None, 12)]


def test_of_the_year_is_what_is_dated_in_it_and_a_supplement_goes_with_its_minutes(filed: Manifest) -> None:
    late = of(
        filed,
        paper(filed, _K.MINUTES, 30, date(2018, 12, 28)),
        paper(filed, _K.RESOLUTION, 12, date(2019, 1, 3)),
        paper(filed, _K.SUPPLEMENT, None, date(2019, 1, 9), symbol=None),
    )
    assert [len(entries_of(MINUTES, year, [late])) for year in (2018, 2019)] == [1, 0]
    assert [len(entries_of(RESOLUTIONS, year, [late])) for year in (2018, 2019)] == [0, 1]
    assert [one.day for one in entries_of(MINUTES, 2018, [late])[0].behind] == [date(2019, 1, 9)]


def test_void_numbers_and_papers_kept_outside_have_a_line_and_no_pages(filed: Manifest) -> None:
    void = VoidedNumber(
        kind=_K.RESOLUTION, stage=Stage.FOLLOWED_UP, round=1, type="NQ", term="2017-2020", number=6,
        date=date(2018, 5, 1), reason="Viết hỏng",
    )  # fmt: skip
    one = of(filed, paper(filed, _K.RESOLUTION, 5, date(2018, 4, 9)), void_numbers=(void,))
    common: dict[str, Any] = {
        "format": 1,
        "tool": "x",
        "body": "binh-minh",
        "term": "2017-2020",
        "date": date(2018, 6, 1),
        "at": "x",
    }
    kept = [
        OutsidePaper(**common, type="NQ", number=7, symbol="07-NQ/CB", note="Mật"),
        OutsidePaper(**common, type="NQ", number=8, symbol="08-NQ/CB", note="", void="Không ban hành"),
        OutsidePaper(**common, type="BC", number=9, symbol="09-BC/CB", note=""),
    ]
    assert list(told(entries_of(RESOLUTIONS, 2018, [one], kept))) == [
        ("05-NQ/CB", "09/04", "", True),
        ("06-NQ", "01/05", "Hủy số. Viết hỏng", False),
        ("07-NQ/CB", "01/06", "Lưu ngoài hệ thống", False),
        ("08-NQ/CB", "01/06", "Hủy số. Không ban hành", False),
    ]
    assert list(told(entries_of(MINUTES, 2018, [one], kept))) == []


def test_a_replaced_resolution_stays_and_both_are_marked(workspace: Workspace) -> None:
    drop(workspace, HELD)
    issue(workspace)
    drop(workspace, replacing())
    assert list(told(listed(workspace.outbox, RESOLUTIONS))) == [
        ("05-NQ/CB", "07/11", "Đã được thay thế bằng số 06-NQ/CB", True),
        ("06-NQ/CB", "20/11", "Thay thế số 05-NQ/CB", True),
    ]


def test_the_numbers_of_a_withdrawn_meeting_are_void(workspace: Workspace) -> None:
    drop(workspace, HELD)
    with open_office(workspace, now) as office:
        withdraw(office, "binh-minh-2018-11-thuong-ky-1", "Ghi nhầm tháng")
    assert list(told(listed(workspace.outbox, MINUTES))) == [("23-BB/CB", "07/11", "Hủy số. Ghi nhầm tháng", False)]


def closed(_file: Path) -> bool:
    return False


def book(entries: tuple[Entry, ...], outbox: Path, pages: tuple[int, ...] | None = None) -> Document:
    return docx.Document(BytesIO(opened_book(COVER, entries, outbox, closed).whole(pages)))


def rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[1].rows[1:]]


def test_contents_say_number_date_abstract_page_and_note(office: Path) -> None:
    found = book(listed(office / "outbox", MINUTES), office / "outbox", (1, 4, 11, 17, 18))
    assert rows(found)[2:4] == [
        ["25-BB/CB", "26/10/2018", "Biên bản sinh hoạt chuyên đề tháng 10 năm 2018", "11", ""],
        [
            "", "09/11/2018", "Biên bản bổ sung Biên bản số 25-BB/CB, ngày 26/10/2018", "17",
            "Bổ sung biên bản số 25-BB/CB",
        ],
    ]  # fmt: skip
    head = [cell.text.split("\n") for cell in found.tables[0].rows[0].cells]
    assert head == [
        ["ĐẢNG BỘ XÃ TÂN PHÚ", "CHI BỘ TRƯỜNG TIỂU HỌC BÌNH MINH", "*"],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", ""],
    ]
    assert [one.text for one in found.paragraphs if one.text][:4] == [
        "SỔ BIÊN BẢN", "NĂM 2018", "MỤC LỤC", "Sổ biên bản năm 2018",
    ]  # fmt: skip


def test_conclusions_and_several_terms_have_headings_in_the_contents(filed: Manifest, sample: Path) -> None:
    folder = sample / "outbox/binh-minh/2018/10-thuong-ky"
    papers = (
        paper(filed, _K.RESOLUTION, 9, date(2018, 4, 9)),
        paper(filed, _K.RESOLUTION, 1, date(2018, 8, 9), term="2020-2025"),
        paper(filed, _K.CONCLUSION, 1, date(2018, 9, 9), term="2020-2025"),
    )
    meeting = folder, filed.model_copy(update={"documents": papers})
    found = rows(book(entries_of(RESOLUTIONS, 2018, [meeting]), sample / "outbox", (1, 2, 3)))
    assert [row[0] for row in found] == [
        "Nghị quyết, nhiệm kỳ 2017-2020",
        "09-NQ/CB",
        "Nghị quyết, nhiệm kỳ 2020-2025",
        "01-NQ/CB",
        "Kết luận (xếp chung trong sổ nghị quyết), nhiệm kỳ 2020-2025",
        "01-KL/CB",
    ]


def test_a_year_without_papers_has_a_book_that_says_so(office: Path) -> None:
    found = book((), office / "outbox", ())
    assert len(found.tables) == 1
    assert "Năm 2018 không có văn bản." in [one.text for one in found.paragraphs]


def test_a_document_edited_by_hand_goes_in_as_it_lies_there(office: Path) -> None:
    path = office / "outbox/binh-minh/2018/10-chi-uy/23-BB-bien-ban.docx"
    edited = docx.Document(str(path))
    edited.add_paragraph("Viết thêm bằng tay.")
    edited.save(str(path))
    found = book(listed(office / "outbox", MINUTES), office / "outbox")
    assert "Viết thêm bằng tay." in [one.text for one in found.paragraphs]


def lost(path: Path) -> None:
    path.unlink()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def unreadable(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("harm", "words"),
    [(lost, "is missing"), (cut_off, "is damaged"), (emptied, "is damaged"), (unreadable, "cannot be read")],
)
def test_a_document_that_cannot_be_bound_is_named(office: Path, harm: Callable[[Path], None], words: str) -> None:
    entries = listed(office / "outbox", MINUTES)
    harm(office / "outbox/binh-minh/2018/10-thuong-ky/24-BB-bien-ban.docx")
    with pytest.raises(BookStopped) as caught:
        opened_book(COVER, entries, office / "outbox", closed).whole(None)
    said = caught.value.message.text(str)
    assert "“outbox/binh-minh/2018/10-thuong-ky/24-BB-bien-ban.docx”" in said
    assert words in said


def test_what_is_named_is_the_document_not_its_place_in_the_contents(workspace: Workspace) -> None:
    """Void numbers have a line and no document."""
    drop(workspace, HELD)
    entries = listed(workspace.outbox, MINUTES)
    void = Entry("BB", "2017-2020", 1, "01-BB", date(2018, 1, 1), "", "Hủy số")
    path = workspace.outbox / FOLDER / "23-BB-bien-ban.docx"
    shutil.copy(path.with_name(MANIFEST), path)
    with pytest.raises(BookStopped) as caught:
        opened_book(COVER, (void, *entries), workspace.outbox, closed).whole(None)
    assert "23-BB-bien-ban.docx" in caught.value.message.text(str)


LINK = "<</Type/Annot/Subtype/Link/Dest[{target} 0 R/XYZ 1 2 0]>>"


def pdf(objects: dict[int, str]) -> bytes:
    return b"%PDF-1.7\n" + "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in objects.items()).encode()


PAGES = {
    1: "<</Type/Pages/Kids[ 2 0 R 3 0 R 4 0 R 5 0 R 6 0 R ]/Count 5>>",
    2: "<</Type/Page/Parent 1 0 R>>",
    3: "<</Type/Page/Parent 1 0 R/Annots[\n 9 0 R 8 0 R ]>>",
    4: "<</Type/Page/Parent 1 0 R>>",
    5: "<</Type/Page/Parent 1 0 R/Annots[ 7 0 R ]>>",
    6: "<</Type/Page/Parent 1 0 R>>",
    7: LINK.format(target=2),  # of a document, back to the cover
    8: LINK.format(target=4),
    9: LINK.format(target=6),
}


def test_the_pages_of_the_contents_are_told_by_its_links() -> None:
    assert pages_in_contents(pdf(PAGES)) == (1, 3)


def test_they_are_told_also_where_objects_are_packed() -> None:
    texts = [PAGES[number] for number in (3, 8, 9)]
    starts = [sum(len(text) + 1 for text in texts[:place]) for place in range(3)]
    head = " ".join(f"{number} {start}" for number, start in zip((3, 8, 9), starts, strict=True)) + " "
    packed = zlib.compress((head + " ".join(texts)).encode())
    plain = pdf({number: text for number, text in PAGES.items() if number not in (3, 8, 9)})
    stream = f"20 0 obj\n<</Type/ObjStm/N 3/First {len(head)}/Length {len(packed)}>>\nstream\n".encode()
    assert pages_in_contents(plain + stream + packed + b"\nendstream\nendobj\n") == (1, 3)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", pdf({1: "<</Type/Pages/Kids[ 2 0 R ]>>", 2: PAGES[2]})])
def test_a_pdf_without_links_tells_no_pages(data: bytes) -> None:
    assert pages_in_contents(data) == ()
