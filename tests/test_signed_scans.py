"""Signed scans: matched by their names, filed beside their documents, which are issued and never rewritten then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.archive import Archive, DocumentStatus
from pipeline.archive.manifest import Manifest, read_manifest
from pipeline.errors import ExitCode
from pipeline.process import FormState, Outcome, open_office
from pipeline.process.signing import process_scans
from pipeline.process.signing.matching import candidates, matches
from pipeline.reports import register_lines
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.commands import rows, validator, vanthu
from tests.faults.offices import HELD, form, now, run
from tests.sample import changed, regulations

TYPES = {one.id: one.name for one in regulations().types}
PDF = b"%PDF-1.7\nsigned\n%%EOF\n"
RESOLUTION = "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet.docx"
FOLDER = Path("binh-minh") / "2018" / "11-thuong-ky"


@pytest.fixture
def filed(workspace: Workspace) -> Workspace:
    """The sample office with the meeting of November in its archive: minutes 23-BB, resolution 05-NQ and others."""
    (workspace.inbox / "hop.yaml").write_bytes(form(HELD))
    run(workspace)
    return workspace


def scan(workspace: Workspace, name: str, data: bytes = PDF, body: str = "") -> Path:
    folder = workspace.inbox / body / "_ban-ky" if body else workspace.signed
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def sign(workspace: Workspace) -> list[Outcome]:
    with open_office(workspace, now, lock_timeout=5) as office:
        return list(process_scans(office, settle=0))


def manifest(workspace: Workspace) -> Manifest:
    found = read_manifest(workspace.outbox / FOLDER)
    assert found is not None
    return found


def statuses(workspace: Workspace) -> dict[str, DocumentStatus]:
    return {line.symbol: line.status for line in register_lines(Archive(workspace.outbox))}


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("05-NQ-CB.pdf", "05-NQ/CB"),
        ("NQ 05.pdf", "05-NQ/CB"),
        ("nq5.PDF", "05-NQ/CB"),
        ("Số 05-NQ.CB (đã ký).pdf", "05-NQ/CB"),
        ("05-NQ-nghi-quyet.pdf", "05-NQ/CB"),
        ("05-NQ-nghi-quyet-ban-ky (1).pdf", "05-NQ/CB"),
        ("Biên bản 23-BB.pdf", "23-BB/CB"),
        ("bb_23_signed.pdf", "23-BB/CB"),
        ("2018-11-07 05-NQ scan.pdf", "05-NQ/CB"),
        ("danh-sach-diem-danh.pdf", None),
        ("binh-minh-2018-11-thuong-ky-1 Danh sách điểm danh.pdf", None),
    ],
)
def test_a_scan_is_known_by_its_name(filed: Workspace, name: str, symbol: str | None) -> None:
    (found,) = matches(name, candidates(Archive(filed.outbox)), TYPES)
    assert found.document.symbol == symbol
    if symbol is None:
        assert found.document.path == "danh-sach-diem-danh.docx"


@pytest.mark.parametrize(
    "name",
    [
        "05-NQ-ĐU.pdf",
        "05-NQ-TW.pdf",
        "Công văn đính chính 05-NQ.pdf",
        "Kế hoạch thực hiện NQ 05.pdf",
        "Trích biên bản 23-BB.pdf",
        "BB 23-10-2018.pdf",
        "NQ-05-11-2018.pdf",
        "NQ 05 năm 2021.pdf",
        "05-NQ 08-11-2018.pdf",
        "05-NQ va 23-BB.pdf",
        "binh-minh-2018-11-thuong-ky-12 danh sách điểm danh.pdf",
        "binh-minh-2018-11-thuong-ky-1 trích danh sách điểm danh.pdf",
    ],
)
def test_a_name_that_speaks_of_another_document_is_never_filed_to_this_one(filed: Workspace, name: str) -> None:
    assert matches(name, candidates(Archive(filed.outbox)), TYPES) == []


def test_a_scan_overwrites_nothing_that_lies_there(filed: Workspace) -> None:
    own = filed.outbox / FOLDER / "05-NQ-nghi-quyet-ban-ky.pdf"
    own.write_bytes(b"%PDF of a clerk")
    note = scan(filed, "scan0001.pdf").with_name("scan0001.pdf.txt")
    note.write_text("của tôi", "utf-8")
    scan(filed, "05-NQ-CB.pdf")
    assert FormState.SIGNED in {outcome.state for outcome in sign(filed)}
    assert own.read_bytes() == b"%PDF of a clerk"
    assert (filed.outbox / FOLDER / "05-NQ-nghi-quyet-ban-ky-2.pdf").read_bytes() == PDF
    assert note.read_text("utf-8") == "của tôi"
    own_note = scan(filed, "bb_23.pdf", PDF + b"2").with_name("bb_23.pdf.txt")
    own_note.write_text("của tôi", "utf-8")
    sign(filed)
    assert own_note.read_text("utf-8") == "của tôi"


@pytest.mark.parametrize("name", ["06-NQ.pdf", "05.pdf", "scan0001.pdf", "NQ.pdf", "05-KH.pdf", "105-NQ.pdf"])
def test_a_name_that_says_too_little_is_of_no_document(filed: Workspace, name: str) -> None:
    assert matches(name, candidates(Archive(filed.outbox)), TYPES) == []


def test_a_scan_is_filed_beside_its_document_which_is_issued(filed: Workspace) -> None:
    path = scan(filed, "05-NQ-CB.pdf")
    (outcome,) = sign(filed)
    assert (outcome.state, outcome.meeting) == (FormState.SIGNED, "binh-minh-2018-11-thuong-ky-1")
    assert not path.exists()
    assert (filed.outbox / FOLDER / "05-NQ-nghi-quyet-ban-ky.pdf").read_bytes() == PDF
    assert statuses(filed)["05-NQ/CB"] is DocumentStatus.ISSUED
    assert statuses(filed)["23-BB/CB"] is DocumentStatus.FILED
    with open_office(filed, now, as_it_is=True) as office:
        assert verify_archive(office).findings == ()


def test_the_very_same_scan_again_is_put_aside_and_a_further_one_filed_too(filed: Workspace) -> None:
    scan(filed, "05-NQ-CB.pdf")
    sign(filed)
    scan(filed, "NQ 05.pdf")
    (again,) = sign(filed)
    assert again.state is FormState.DUPLICATE
    assert (filed.duplicates / "NQ 05.pdf").is_file()
    scan(filed, "05-NQ-CB.pdf", PDF + b"page 2")
    (further,) = sign(filed)
    assert further.state is FormState.SIGNED
    (document,) = [one for one in manifest(filed).documents if one.symbol == "05-NQ/CB"]
    assert [one.path for one in document.scans] == ["05-NQ-nghi-quyet-ban-ky.pdf", "05-NQ-nghi-quyet-ban-ky-2.pdf"]


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"\x89PNG\r\n\x1a\n...", ".png"),
        (b"\xff\xd8\xff\xe0...", ".jpg"),
        (b"II*\x00...", ".tif"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic...", ".heic"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ...", ".webp"),
    ],
)
def test_pictures_are_scans_too_whatever_their_names_say(filed: Workspace, data: bytes, suffix: str) -> None:
    scan(filed, "05-NQ.pdf", data)
    (outcome,) = sign(filed)
    assert outcome.state is FormState.SIGNED
    assert (filed.outbox / FOLDER / f"05-NQ-nghi-quyet-ban-ky{suffix}").read_bytes() == data


# As a program for digital signatures leaves it: the signature is in an update behind the first end, and holds only for
# these very bytes.
DIGITALLY_SIGNED = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\r\n"
    b"2 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 180 244 90]"
    b"/Contents<" + b"3082" * 16 + b">>>\nendobj\ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n99\n%%EOF"
)


@pytest.mark.parametrize(
    "data",
    [DIGITALLY_SIGNED, b"\r\nscanner: tray 2\r\n" + PDF, PDF + b"\0" * 4096],
    ids=["digitally signed", "junk before", "filled up behind"],
)
def test_a_pdf_is_filed_byte_for_byte(filed: Workspace, data: bytes) -> None:
    scan(filed, "05-NQ.pdf", data)
    (outcome,) = sign(filed)
    assert outcome.state is FormState.SIGNED
    assert (filed.outbox / FOLDER / "05-NQ-nghi-quyet-ban-ky.pdf").read_bytes() == data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "scan-incomplete"),
        (b"%PDF-1.7\nhalf of", "scan-incomplete"),
        (PDF + b"an update that was cut short " * 50, "scan-incomplete"),
        (b"%PDF-1.7\ntrailer\n<</Encrypt 4 0 R>>\n%%EOF\n", "scan-encrypted"),
        (b"BM and so on", "not-a-scan"),
    ],
    ids=["empty", "half", "cut update", "encrypted", "bitmap"],
)
def test_what_cannot_be_kept_stays_with_a_text_beside_it(filed: Workspace, data: bytes, code: str) -> None:
    path = scan(filed, "05-NQ.pdf", data)
    (outcome,) = sign(filed)
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, code)
    assert path.read_bytes() == data
    assert path.with_name("05-NQ.pdf.txt").is_file()
    assert statuses(filed)["05-NQ/CB"] is DocumentStatus.FILED


def test_an_encrypted_scan_is_filed_where_somebody_asks_for_it_and_warned_of(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "khoa.pdf"
    path.write_bytes(b"%PDF-1.7\ntrailer\n<</Encrypt 4 0 R>>\n%%EOF\n")
    (row,) = rows(vanthu("sign", path, "--document", RESOLUTION, "--json", cwd=office))
    assert (row["state"], row["problems"][0]["code"]) == ("signed", "scan-encrypted")


def test_folders_among_the_scans_are_said_and_not_looked_into(filed: Workspace) -> None:
    (filed.signed / "thang 11").mkdir(parents=True)
    (filed.signed / "thang 11" / "05-NQ.pdf").write_bytes(PDF)
    (outcome,) = sign(filed)
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, "scan-folder")


def test_what_is_unclear_or_no_scan_stays_with_a_text_beside_it(filed: Workspace) -> None:
    paths = [scan(filed, "scan0001.pdf"), scan(filed, "05-NQ.docx", b"PK\x03\x04")]
    outcomes = sign(filed)
    assert {outcome.state for outcome in outcomes} == {FormState.WAITING}
    assert {problem.code for outcome in outcomes for problem in outcome.problems} == {"scan-unmatched", "not-a-scan"}
    for path in paths:
        assert path.is_file()
        assert path.name in path.with_name(path.name + ".txt").read_text("utf-8-sig")
    path = scan(filed, "05-NQ-CB.pdf", PDF)
    assert FormState.SIGNED in {outcome.state for outcome in sign(filed)}
    assert not path.exists()


def test_of_two_documents_that_may_be_meant_both_are_named(office: Path) -> None:
    workspace = Workspace.at(office)
    scan(workspace, "01-BB.pdf")
    scan(workspace, "44 BB.pdf", PDF, body="binh-minh")
    scan(workspace, "KL 01.pdf", PDF + b"1")
    scan(workspace, "phieu-cham-diem.pdf")
    done = {outcome.form.rpartition("/")[2]: outcome for outcome in sign(workspace)}
    assert done["44 BB.pdf"].problems[0].code == "scan-unmatched"  # it is of another body
    assert done["KL 01.pdf"].state is FormState.SIGNED
    assert done["phieu-cham-diem.pdf"].problems[0].code == "scan-ambiguous"
    text = (workspace.signed / "phieu-cham-diem.pdf.txt").read_text("utf-8-sig")
    assert "binh-minh-2018-10-thuong-ky-1" in text
    assert "binh-minh-2018-11-thuong-ky-1" in text


def test_minutes_without_a_number_are_known_in_their_cell_by_month(workspace: Workspace) -> None:
    text = workspace.organisation.read_text("utf-8")
    workspace.organisation.write_text(text.replace("minutes_numbered: có", "minutes_numbered: không"), "utf-8")
    (workspace.inbox / "hop.yaml").write_bytes(form(HELD))
    run(workspace)
    scan(workspace, "Biên bản họp chi bộ tháng 11.pdf")  # of which cell, nobody says
    scan(workspace, "Biên bản họp chi bộ tháng 11.pdf", PDF + b"2", body="binh-minh")
    done = {outcome.form: outcome.state for outcome in sign(workspace)}
    assert done == {
        "inbox/_ban-ky/Biên bản họp chi bộ tháng 11.pdf": FormState.WAITING,
        "inbox/binh-minh/_ban-ky/Biên bản họp chi bộ tháng 11.pdf": FormState.SIGNED,
    }
    assert (workspace.outbox / FOLDER / "bien-ban-ban-ky.pdf").read_bytes() == PDF + b"2"


def test_what_is_issued_is_not_rewritten_by_a_corrected_form(filed: Workspace) -> None:
    scan(filed, "05-NQ-CB.pdf")
    sign(filed)
    before = (filed.outbox / FOLDER / "05-NQ-nghi-quyet.docx").read_bytes()
    minutes = (filed.outbox / FOLDER / "23-BB-bien-ban.docx").read_bytes()
    (filed.inbox / "hop.yaml").write_bytes(form(changed(HELD, "place", "Hội trường xã")))
    (outcome,) = run(filed)
    assert outcome.state is FormState.REVISED
    assert "issued-kept" in {problem.code for problem in outcome.problems}
    assert (filed.outbox / FOLDER / "05-NQ-nghi-quyet.docx").read_bytes() == before
    assert (filed.outbox / FOLDER / "23-BB-bien-ban.docx").read_bytes() != minutes
    assert statuses(filed)["05-NQ/CB"] is DocumentStatus.ISSUED
    with open_office(filed, now, as_it_is=True) as office:
        assert verify_archive(office).findings == ()


def test_a_scan_can_be_filed_by_hand(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001.pdf"
    path.write_bytes(PDF)
    document = "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet.docx"
    done = vanthu("sign", path, "--document", document, "--json", cwd=office)
    (row,) = rows(done)
    validator("process.schema.json").validate(row)
    assert (done.returncode, row["state"], row["documents"][0]["path"]) == (ExitCode.OK, "signed", document)
    assert path.is_file()  # it is its owner's
    assert (office / document).with_name("05-NQ-nghi-quyet-ban-ky.pdf").read_bytes() == PDF
    assert vanthu("sign", path, "--document", "outbox/la.docx", cwd=office).returncode == ExitCode.USAGE
    path.write_bytes(b"no scan")
    assert vanthu("sign", path, "--document", document, cwd=office).returncode == ExitCode.SOME_WORK_FAILED


def test_a_scan_of_the_inbox_that_is_signed_by_hand_leaves_it(office: Path) -> None:
    workspace = Workspace.at(office)
    path = scan(workspace, "scan0001.pdf")
    sign(workspace)
    assert path.with_name("scan0001.pdf.txt").is_file()
    document = "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet.docx"
    done = vanthu("sign", path, "--document", document, cwd=office)
    assert done.returncode == ExitCode.OK
    assert "signed scan kept beside its document" in done.stdout
    assert list(workspace.signed.iterdir()) == []


def test_pages_of_one_paper_are_all_filed_beside_it_in_order(filed: Workspace) -> None:
    names = ["05-NQ-CB trang 1.jpg", "05-NQ-CB-2.jpg", "05-NQ-CB (tr 3).jpg", "05-NQ-CB trang 10.jpg"]
    for name in reversed(names):
        scan(filed, name, b"\xff\xd8\xff\xe0" + name.encode())
    assert {outcome.state for outcome in sign(filed)} == {FormState.SIGNED}
    (document,) = [one for one in manifest(filed).documents if one.symbol == "05-NQ/CB"]
    assert [(filed.outbox / FOLDER / one.path).read_bytes()[4:].decode() for one in document.scans] == names


def test_a_scan_that_is_filed_at_another_document_waits_and_says_where(filed: Workspace) -> None:
    scan(filed, "05-NQ-CB.pdf")
    path = scan(filed, "Biên bản 23.pdf")
    first, second = sign(filed)
    assert (first.state, second.state) == (FormState.SIGNED, FormState.WAITING)
    (again,) = sign(filed)
    assert again.problems[0].code == second.problems[0].code == "scan-filed-elsewhere"
    assert "05-NQ-nghi-quyet.docx" in path.with_name(path.name + ".txt").read_text("utf-8-sig")
    assert statuses(filed)["05-NQ/CB"] is DocumentStatus.ISSUED
    assert statuses(filed)["23-BB/CB"] is DocumentStatus.FILED


def test_one_file_may_hold_two_papers_where_somebody_says_so(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "hai-van-ban.pdf"
    path.write_bytes(PDF)
    minutes = RESOLUTION.replace("05-NQ-nghi-quyet", "24-BB-bien-ban")
    assert rows(vanthu("sign", path, "--document", RESOLUTION, "--json", cwd=office))[0]["problems"] == []
    (row,) = rows(vanthu("sign", path, "--document", minutes, "--json", cwd=office))
    assert (row["state"], row["problems"][0]["code"]) == ("signed", "scan-filed-elsewhere")
    assert RESOLUTION in row["problems"][0]["message"]
    scan(Workspace.at(office), "24-BB.pdf")
    (again,) = sign(Workspace.at(office))
    assert again.state is FormState.DUPLICATE  # it is filed at this one too


def test_a_scan_of_a_void_number_waits_and_says_so(office: Path) -> None:
    workspace = Workspace.at(office)
    assert vanthu("withdraw", "binh-minh-2018-10-thuong-ky-1", "--reason", "Nhầm", cwd=office).returncode == ExitCode.OK
    path = scan(workspace, "05-NQ-CB.pdf")
    (outcome,) = sign(workspace)
    assert (outcome.state, outcome.problems[0].code) == (FormState.WAITING, "scan-of-void")
    gone = "outbox/binh-minh/2018/10-thuong-ky/lich-su/rut/05-NQ-nghi-quyet.docx"
    done = vanthu("sign", path, "--document", gone, "--json", cwd=office)
    (row,) = rows(done)
    assert (done.returncode, row["state"]) == (ExitCode.SOME_WORK_FAILED, "failed")
    assert row["problems"][0]["code"] == "scan-of-void"
    assert path.is_file()


SCAN = "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet-ban-ky.pdf"


def signed_office(office: Path) -> Path:
    """The office with a scan filed at resolution 05; the scan."""
    scan(Workspace.at(office), "05-NQ-CB.pdf")
    sign(Workspace.at(office))
    return office / SCAN


def status_of_resolution(office: Path) -> DocumentStatus:
    return statuses(Workspace.at(office))["05-NQ/CB"]


def test_a_wrong_scan_is_taken_back_into_the_history_with_the_reason(office: Path) -> None:
    path = signed_office(office)
    assert status_of_resolution(office) is DocumentStatus.ISSUED
    done = vanthu("sign", "--take-back", SCAN, "--reason", " Quét  nhầm ", "--json", cwd=office)
    (row,) = rows(done)
    validator("process.schema.json").validate(row)
    assert (done.returncode, row["state"], row["form"], row["problems"]) == (ExitCode.OK, "taken-back", SCAN, [])
    assert row["documents"][0]["path"] == RESOLUTION
    assert not path.exists()
    assert (path.parent / "lich-su/ban-ky" / path.name).read_bytes() == PDF
    found = read_manifest(path.parent)
    assert found is not None
    assert [(one.action, one.reason) for one in found.history][-2:] == [
        ("signed", ""),
        ("scan-taken-back", "Quét nhầm"),
    ]
    assert status_of_resolution(office) is DocumentStatus.FILED
    assert vanthu("verify", cwd=office).returncode == ExitCode.OK


def test_a_scan_taken_back_can_be_filed_and_taken_back_again(office: Path) -> None:
    path = signed_office(office)
    for _ in range(2):
        assert path.is_file()
        assert vanthu("sign", "--take-back", path, "--reason", "Quét nhầm", cwd=office).returncode == ExitCode.OK
        signed_office(office)
    assert {one.name for one in (path.parent / "lich-su/ban-ky").iterdir()} == {
        "05-NQ-nghi-quyet-ban-ky.pdf",
        "05-NQ-nghi-quyet-ban-ky (2).pdf",
    }
    assert vanthu("verify", cwd=office).returncode == ExitCode.OK


def test_a_document_that_is_issued_by_other_means_is_said_to_stay_so(office: Path) -> None:
    signed_office(office)
    scan(Workspace.at(office), "05-NQ-CB.pdf", b"%PDF-1.7 page 2 %%EOF")
    sign(Workspace.at(office))
    (row,) = rows(vanthu("sign", "--take-back", SCAN, "--reason", "Quét nhầm", "--json", cwd=office))
    assert [problem["code"] for problem in row["problems"]] == ["still-issued"]
    assert status_of_resolution(office) is DocumentStatus.ISSUED


def test_a_scan_that_somebody_deleted_can_be_taken_back_too(office: Path) -> None:
    signed_office(office).unlink()
    assert vanthu("sign", "--take-back", SCAN, "--reason", "Mất tệp", cwd=office).returncode == ExitCode.OK
    assert vanthu("verify", cwd=office).returncode == ExitCode.OK


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("other.pdf",),
        ("--document", RESOLUTION),
        ("other.pdf", "--document", RESOLUTION, "--reason", "Quét nhầm"),
        ("--take-back", SCAN),
        ("--take-back", SCAN, "--reason", " "),
        ("--take-back", SCAN, "--reason", "Quét nhầm", "--document", RESOLUTION),
        ("other.pdf", "--take-back", SCAN, "--reason", "Quét nhầm"),
        ("--take-back", RESOLUTION, "--reason", "Quét nhầm"),
        ("--take-back", "outbox/la.pdf", "--reason", "Quét nhầm"),
    ],
)
def test_what_sign_cannot_make_sense_of_is_said_and_changes_nothing(office: Path, arguments: tuple[str, ...]) -> None:
    (office / "other.pdf").write_bytes(PDF)
    path = signed_office(office)
    assert vanthu("sign", *arguments, cwd=office).returncode == ExitCode.USAGE
    assert path.is_file()
    assert status_of_resolution(office) is DocumentStatus.ISSUED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_given_as_a_scan_is_refused_and_not_waited_for(office: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.pdf")
    document = "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet.docx"
    done = vanthu("sign", tmp_path / "ong.pdf", "--document", document, cwd=office)
    assert done.returncode in (ExitCode.SOME_WORK_FAILED, ExitCode.USAGE)


def test_process_takes_the_scans_of_the_inbox(office: Path) -> None:
    scan(Workspace.at(office), "05-NQ-CB.pdf")
    done = vanthu("process", "--json", "--settle", "0", cwd=office)
    assert done.returncode == ExitCode.OK
    assert "signed" in {row["state"] for row in rows(done)}
    assert (office / "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet-ban-ky.pdf").is_file()


def test_a_manifest_that_cannot_be_read_holds_up_only_scans_that_may_be_of_it(office: Path, tmp_path: Path) -> None:
    (office / "outbox" / "binh-minh" / "2018" / "10-thuong-ky" / "manifest.json").write_text("{", "utf-8")
    workspace = Workspace.at(office)
    waits = scan(workspace, "01-KL.pdf")
    scan(workspace, "01-KL-DU.pdf", body="dang-uy-tan-phu")
    states = {Path(outcome.form).name: outcome.state for outcome in sign(workspace)}
    assert states == {"01-KL.pdf": FormState.FAILED, "01-KL-DU.pdf": FormState.SIGNED}
    assert waits.is_file()
    path = tmp_path / "IMG_0001.pdf"
    path.write_bytes(PDF)
    other = "outbox/binh-minh/2018/10-chi-uy/23-BB-bien-ban.docx"
    assert vanthu("sign", path, "--document", other, cwd=office).returncode == ExitCode.OK
    own = "outbox/binh-minh/2018/10-thuong-ky/05-NQ-nghi-quyet.docx"
    for document in (own, office / own):
        done = vanthu("sign", path, "--document", document, cwd=office)
        assert (done.returncode, "10-thuong-ky" in done.stderr) == (ExitCode.ARCHIVE_DAMAGED, True)
    back = ("--reason", "Nhầm", "--take-back")
    filed = other.replace(".docx", "-ban-ky.pdf")
    assert vanthu("sign", *back, filed, cwd=office).returncode == ExitCode.OK
    lost = own.replace(".docx", "-ban-ky.pdf")
    assert vanthu("sign", *back, lost, cwd=office).returncode == ExitCode.ARCHIVE_DAMAGED


def test_a_scan_with_too_long_a_name_waits_and_holds_up_no_other(filed: Workspace) -> None:
    scan(filed, "x" * 240 + ".pdf")
    scan(filed, "05-NQ.pdf", PDF + b"other")
    states = {outcome.form.rpartition("/")[2]: outcome.state for outcome in sign(filed)}
    assert states == {"x" * 240 + ".pdf": FormState.WAITING, "05-NQ.pdf": FormState.SIGNED}
