"""The command line as a person or a program uses it: every command in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.main import COMMANDS, log_to
from pipeline.documents.year_report import TEMPLATE_KINDS
from pipeline.errors import ExitCode
from pipeline.forms import meeting_to_yaml
from pipeline.meeting import DocumentKindName, Stage
from pipeline.office_files.packages import packed, unpacked
from tests.commands import SCHEMAS, rows, validator, vanthu
from tests.sample import changed, sample_meeting

ROOT = Path(__file__).parent.parent


def test_the_demo_files_the_sample_office_and_returns_the_bad_form(tmp_path: Path) -> None:
    done = vanthu("demo", cwd=tmp_path, lang="vi")
    assert done.returncode == ExitCode.OK
    assert "6 cuộc họp, 40 văn bản" in done.stdout
    assert len(list((tmp_path / "outbox").rglob("*.docx"))) == 40
    assert [path.name for path in sorted((tmp_path / "inbox" / "_can-sua").iterdir())] == [
        "05-can-sua.yaml",
        "05-can-sua.yaml.txt",
    ]
    again = vanthu("demo", cwd=tmp_path, lang="vi")
    assert again.returncode == ExitCode.OK
    assert "đã lưu trước đây" in again.stdout
    assert len(list((tmp_path / "outbox").rglob("*.docx"))) == 40


def test_init_and_demo_work_one_after_the_other(tmp_path: Path) -> None:
    assert vanthu("init", "office", cwd=tmp_path).returncode == ExitCode.OK
    templates = {path.name for path in (tmp_path / "office/templates_docx").iterdir()}
    assert templates == {kind.template for kind in TEMPLATE_KINDS if kind.is_shipped}
    assert vanthu("demo", cwd=tmp_path / "office").returncode == ExitCode.OK
    assert vanthu("init", "office", cwd=tmp_path).returncode == ExitCode.USAGE


def test_the_demo_refuses_an_office_it_did_not_make(tmp_path: Path) -> None:
    vanthu("init", ".", cwd=tmp_path)
    organisation = tmp_path / "organisation.yaml"
    organisation.write_text(organisation.read_text("utf-8") + "# của chúng tôi\n", "utf-8")
    before = organisation.read_bytes()
    done = vanthu("demo", cwd=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "vanthu demo DIR" in done.stderr
    assert organisation.read_bytes() == before
    assert not [path for path in (tmp_path / "inbox").rglob("*") if path.is_file()]


def test_process_prints_json_that_keeps_its_schema(office: Path) -> None:
    form = meeting_to_yaml(changed(sample_meeting("03"), "place", "Hội trường"))
    (office / "inbox/sua.yaml").write_text(form, "utf-8")
    (office / "inbox/hong.yaml").write_text("a: [", "utf-8")
    (office / "inbox/trung.yaml").write_text(meeting_to_yaml(sample_meeting("04")), "utf-8")
    done = vanthu("process", "--json", "--settle", "0", cwd=office)
    assert done.returncode == ExitCode.FORMS_HAVE_PROBLEMS
    found = rows(done)
    for row in found:
        validator("process.schema.json").validate(row)
    assert {row["form"]: row["state"] for row in found} == {
        "inbox/sua.yaml": "revised",
        "inbox/hong.yaml": "returned",
        "inbox/trung.yaml": "duplicate",
    }
    for row in found:
        assert all((office / document["path"]).is_file() for document in row["documents"])


def test_the_schema_knows_every_kind_of_document() -> None:
    schema = json.loads((SCHEMAS / "process.schema.json").read_text("utf-8"))
    assert schema["properties"]["documents"]["items"]["properties"]["kind"]["enum"] == [
        k.value for k in DocumentKindName
    ]


def test_a_form_for_each_stage_can_be_had(office: Path) -> None:
    for stage in Stage:
        name = f"{stage.value}.yaml"
        done = vanthu("form", "regular", "--cell", "binh-minh", "--stage", stage.value, "-o", name, cwd=office)
        assert done.returncode == ExitCode.OK, done.stderr
        assert stage.label in (office / name).read_text("utf-8")


def test_a_form_being_filled_in_is_not_replaced_by_a_blank_one(office: Path) -> None:
    arguments = ("form", "regular", "--cell", "binh-minh", "--date", "5/11/2018")
    first, second = (vanthu(*arguments, cwd=office).stdout.strip() for _ in range(2))
    assert first != second and (office / second).is_file()
    before = (office / "organisation.yaml").read_bytes()
    for command in (
        (*arguments, "-o", "organisation.yaml"),
        ("template", "preview", "giay-moi.docx", "-o", "organisation.yaml"),
    ):
        shutil.copyfile(ROOT / "templates_docx" / "giay-moi.docx", office / "giay-moi.docx")
        done = vanthu(*command, cwd=office)
        assert done.returncode == ExitCode.USAGE, done.stderr
    assert (office / "organisation.yaml").read_bytes() == before


def test_impossible_rules_stop_every_command_that_uses_them(office: Path) -> None:
    (office / "regulations.yaml").write_text("authorities:\n  - {id: invitatoin, authority: body}\n", "utf-8")
    for command in (
        ("check", office / "inbox/_can-sua/05-can-sua.yaml"),
        ("process",),
        ("form", "regular", "--cell", "binh-minh"),
    ):
        done = vanthu(*command, cwd=office)
        assert done.returncode == ExitCode.BAD_CONFIGURATION, command
        assert "invitatoin" in done.stderr


def test_a_draft_changed_by_hand_is_kept(office: Path, tmp_path: Path) -> None:
    form = tmp_path / "thang-11.yaml"
    form.write_text(meeting_to_yaml(sample_meeting("07")), "utf-8")
    drafts = tmp_path / "drafts"
    vanthu("preview", form, "-o", drafts, cwd=office)
    (draft,) = drafts.iterdir()
    typed = draft.read_bytes()
    draft.write_bytes(repacked_by_word(typed))
    mine = draft.read_bytes()
    vanthu("preview", form, "-o", drafts, cwd=office)
    assert draft.read_bytes() == mine
    assert len(list(drafts.iterdir())) == 2


def repacked_by_word(data: bytes) -> bytes:
    """As Word saves a file: with its own name in it."""
    members = unpacked(data)
    members["docProps/app.xml"] = members["docProps/app.xml"].replace(b"vanthu", b"Microsoft Office Word")
    return packed(members)


def test_check_says_everything_and_writes_nothing(office: Path) -> None:
    before = sorted(office.rglob("*"))
    bad = office / "inbox/_can-sua/05-can-sua.yaml"
    done = vanthu("check", bad, "--json", cwd=office)
    assert done.returncode == ExitCode.FORMS_HAVE_PROBLEMS
    (row,) = rows(done)
    validator("check.schema.json").validate(row)
    assert {"roll-sum", "not-a-date", "counted-twice", "closed-before-opened"} <= {
        problem["code"] for problem in row["problems"]
    }
    assert sorted(office.rglob("*")) == before
    text = vanthu("check", bad, cwd=office, lang="vi")
    assert "“Thời hạn”: không có ngày" in text.stdout
    mend, look = text.stdout.index("Cần sửa (5)"), text.stdout.index("Đề nghị kiểm tra (1)")
    assert mend < text.stdout.index("Có mặt 23, vắng 3") < look < text.stdout.index("“Nguyễn Thị Hoa”")


def test_preview_writes_drafts_and_takes_no_number(office: Path, tmp_path: Path) -> None:
    form = tmp_path / "thang-11.yaml"
    form.write_text(meeting_to_yaml(sample_meeting("03")), "utf-8")
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    done = vanthu("preview", form, "-o", tmp_path / "drafts", cwd=office)
    assert done.returncode == ExitCode.OK
    assert sorted(path.name for path in (tmp_path / "drafts").iterdir()) == [
        "du-thao-bao-cao.docx",
        "du-thao-bien-ban.docx",
        "du-thao-danh-sach-diem-danh.docx",
        "du-thao-nghi-quyet.docx",
        "du-thao-phieu-cham-diem.docx",
    ]
    assert {path: path.read_bytes() for path in office.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".yaml"])
@pytest.mark.parametrize("kind", ["thuong-ky", "chuyen-de", "committee", "extraordinary"])
def test_a_form_is_written_half_filled(office: Path, kind: str, suffix: str) -> None:
    arguments = ("form", kind, "--cell", "binh-minh", "--date", "5/11/2018", "-o", f"phieu{suffix}")
    done = vanthu(*arguments, cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    checked = vanthu("check", f"phieu{suffix}", "--json", cwd=office)
    (row,) = rows(checked)
    missing = {problem["message"] for problem in row["problems"] if problem["severity"] == "error"}
    assert missing, "a blank form is not complete"
    assert not any("Mã chi bộ" in text or "Loại cuộc họp" in text for text in missing)


def test_a_form_carries_over_what_was_planned(office: Path) -> None:
    done = vanthu("form", "committee", "--from", "binh-minh-2018-12-chi-uy-1", "-o", "chi-uy.yaml", cwd=office)
    assert done.returncode == ExitCode.OK, done.stderr
    text = (office / "chi-uy.yaml").read_text("utf-8")
    assert "stage: held" in text and "Thông qua chương trình sinh hoạt chuyên đề năm 2019" in text


def test_a_form_tells_what_came_after_a_meeting_and_who_came_and_went(office: Path) -> None:
    after = vanthu("form", "followup", "--cell", "binh-minh", cwd=office)
    assert after.stdout.strip() == "cap-nhat-sau-hop-binh-minh-2018-11-thuong-ky-1.xlsx"
    named = ("--from", "binh-minh-2018-10-chuyen-de-1", "-o", "sau-hop.yaml")
    assert vanthu("form", "followup", *named, cwd=office).returncode == ExitCode.OK
    text = (office / "sau-hop.yaml").read_text("utf-8")
    assert "stage: followed-up" in text and "kind: resolution" in text and "number: 6" in text
    roster = vanthu("form", "roster", "--cell", "binh-minh", cwd=office)
    assert roster.stdout.strip() == "bien-dong-dang-vien-binh-minh.xlsx"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("regular", "--from", "binh-minh-2018-10-chuyen-de-1"), "of another kind"),
        (("regular", "--from", "binh-minh-2031-10-thuong-ky-1"), "No meeting"),
        (("followup", "--cell", "tram-y-te"), "followed up"),
        (("followup", "--cell", "binh-minh", "--planned"), "does not go with"),
        (("roster", "--from", "binh-minh-2018-10-chuyen-de-1"), "does not go with"),
        (("regular", "--cell", "binh-minh", "-o", "phieu.odt"), "Forms are not made"),
    ],
)
def test_a_form_that_cannot_be_made_is_said(office: Path, arguments: tuple[str, ...], word: str) -> None:
    done = vanthu("form", *arguments, cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert word in done.stderr


def test_forms_are_kept_ready_and_one_filled_in_there_is_said(office: Path) -> None:
    assert vanthu("process", "--settle", "0", cwd=office).returncode == ExitCode.OK
    form = next((office / "inbox/_bieu-mau/binh-minh").glob("thuong-ky-*-da-hop.xlsx"))
    form.write_bytes(repacked_by_word(form.read_bytes()))
    done = vanthu("process", "--settle", "0", "--json", cwd=office)
    assert done.returncode == ExitCode.OK
    (row,) = rows(done)
    validator("process.schema.json").validate(row)
    assert (row["state"], row["problems"][0]["code"]) == ("waiting", "form-left")
    assert row["form"] == form.relative_to(office).as_posix()


def test_the_body_must_be_named_where_there_are_several(office: Path) -> None:
    done = vanthu("form", "regular", cwd=office)
    assert done.returncode == ExitCode.USAGE
    assert "--cell: " in done.stderr and "binh-minh" in done.stderr


@pytest.mark.parametrize(("lang", "word"), [("vi", "Lệnh"), ("en", "Commands")])
def test_the_output_follows_the_locale_and_lang(tmp_path: Path, lang: str, word: str) -> None:
    assert word in vanthu("--help", cwd=tmp_path, lang=lang).stdout
    other = "en" if lang == "vi" else "vi"
    assert word in vanthu("--lang", lang, "--help", cwd=tmp_path, lang=other).stdout


def test_every_command_has_its_help(tmp_path: Path) -> None:
    listed = vanthu("--help", cwd=tmp_path).stdout
    for command in COMMANDS:
        assert f"  {command} " in listed
        assert vanthu(command, "--help", cwd=tmp_path).returncode == ExitCode.OK


def test_mistakes_on_the_command_line_have_their_exit_code(tmp_path: Path) -> None:
    assert vanthu("nothing", cwd=tmp_path).returncode == ExitCode.USAGE
    assert vanthu("check", "khong-co.yaml", cwd=tmp_path).returncode == ExitCode.USAGE
    assert vanthu("process", cwd=tmp_path).returncode == ExitCode.BAD_CONFIGURATION
    (tmp_path / "organisation.yaml").write_text("bodies: [", "utf-8")
    done = vanthu("process", cwd=tmp_path)
    assert done.returncode == ExitCode.BAD_CONFIGURATION
    assert "line 1" in done.stderr


def test_the_workspace_can_be_named(office: Path, tmp_path: Path) -> None:
    for arguments, more in (((), {"VANTHU_WORKSPACE": str(office)}), (("--workspace", str(office)), {})):
        done = vanthu(*arguments, "process", "--settle", "0", cwd=tmp_path, **more)
        assert done.returncode == ExitCode.OK
        assert "No form lies in the inbox" in done.stderr


def test_a_busy_archive_is_said(office: Path) -> None:
    hold = "import sys, filelock; lock = filelock.FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(office / ".vanthu/archive.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout and holder.stdin
        holder.stdout.readline()
        assert vanthu("--lock-timeout", "0.1", "process", cwd=office).returncode == ExitCode.BUSY
        holder.stdin.close()


@pytest.mark.skipif(sys.platform == "win32", reason="asks for each drive there")
def test_a_register_on_a_share_is_said_once_a_run(office: Path, tmp_path: Path) -> None:
    on_share = (
        "import sys, pathlib, pipeline.mounts as mounts\n"
        "mounts._mounted = lambda: [mounts.Mount(pathlib.Path.cwd().resolve(), 'cifs', True)]\n"
        "from pipeline.cli import main; main()"
    )
    data = tmp_path / "data"
    environment = os.environ | {"LANG": "C.UTF-8", "XDG_DATA_HOME": str(data), "HOME": str(data)}

    def process(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", on_share, "--lang", "en", *arguments, "process"]
        return subprocess.run(command, cwd=office, env=environment, capture_output=True, text=True, timeout=120)

    assert process().stderr.count("network share") == 1
    assert "network share" not in process("--state", str(tmp_path / "state")).stderr
    (office / ".vanthu").rename(tmp_path / "moved")
    returned = {path: path.read_bytes() for path in (office / "inbox/_can-sua").iterdir()}
    done = process()  # this machine never saw the form that was returned; it comes back as it is, and once only
    assert (done.returncode, "network share" in done.stderr) == (ExitCode.FORMS_HAVE_PROBLEMS, False)
    assert process().returncode == ExitCode.OK
    assert {path: path.read_bytes() for path in (office / "inbox/_can-sua").iterdir()} == returned
    assert len(list(data.rglob("register.sqlite3"))) == 1
    assert not (office / ".vanthu").exists()


def test_the_readme_lists_every_command_and_exit_code() -> None:
    readme = (SCHEMAS.parent.parent / "README.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"\nvanthu {command} " in readme
    for code in ExitCode:
        assert f"\n| {code.value} | " in readme


def test_what_nobody_foresaw_is_one_line_and_a_log_that_quotes_no_form(office: Path) -> None:
    (office / "inbox/moi.yaml").write_text(
        meeting_to_yaml(changed(sample_meeting("03"), "place", "Nhà riêng")), "utf-8"
    )
    broken = (
        "import pipeline.process.deciding as deciding\n"
        "def fail(*_): raise ValueError('Nhà riêng')\n"
        "deciding.file_form = fail\n"
        "from pipeline.cli import main; main(['process', '--settle', '0'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=office, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == ExitCode.SOME_WORK_FAILED
    assert "Traceback" not in done.stderr
    log = (office / ".vanthu/log.txt").read_text("utf-8")
    assert "moi.yaml" in log and "ValueError" in log and "in fail" in log
    assert "Nhà riêng" not in log.replace("raise ValueError('Nhà riêng')", "")
    assert (office / "inbox/moi.yaml").exists()


NO_TEXT = os.fsdecode(b"\xff") if os.name != "nt" else "\ud83d"


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", NO_TEXT),
        ("search", "x", "--cell", NO_TEXT),
        ("withdraw", "binh-minh-2018-10-chi-uy-1", "--reason", NO_TEXT),
        ("withdraw", f"x{NO_TEXT}", "--reason", "x"),
        ("register", f"--term={NO_TEXT}"),
        ("register", "-o", f"{NO_TEXT}.xlsx"),
        ("process", f"{NO_TEXT}.yaml"),
        ("--workspace", NO_TEXT, "register"),
        (NO_TEXT,),
    ],
)
def test_an_argument_that_is_no_text_is_said(office: Path, arguments: tuple[str, ...]) -> None:
    before = sorted(office.rglob("*"))
    done = vanthu(*arguments, cwd=office)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert "is not text in UTF-8" in done.stderr
    assert sorted(office.rglob("*")) == before


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no such names of files on this system")
@pytest.mark.parametrize("command", [("check", "--json"), ("process", "--json")])
def test_a_form_whose_name_is_no_text_is_taken_all_the_same(office: Path, command: tuple[str, ...]) -> None:
    form = office / f"{NO_TEXT}.yaml"
    form.write_text(meeting_to_yaml(sample_meeting("08")), "utf-8")
    done = vanthu(*command, form, cwd=office)
    assert done.returncode == ExitCode.OK, done.stdout
    assert len(rows(done)) == 1


VIETNAMESE_USAGE = {
    ("serch",): ["Cách dùng: vanthu", "“vanthu --help”", "Lỗi: Không có lệnh 'serch'."],
    ("search", "--limt", "3"): ["Lỗi: Không có tùy chọn '--limt'.", "Có phải ý là"],
    ("search", "--limit", "x"): ["Giá trị của '--limit' không dùng được: 'x' không phải là số nguyên."],
    ("search", "--limit", "0"): ["0 không nằm trong khoảng"],
    ("search", "--limit"): ["Tùy chọn '--limit' cần một giá trị đi kèm."],
    ("search", "--json=1"): ["Tùy chọn '--json' không có giá trị đi kèm."],
    ("search", "x", "--document-kind", "poem"): ["'poem' không có trong các giá trị 'invitation'"],
    ("withdraw",): ["Lỗi: Thiếu tham số 'MEETING'."],
    ("withdraw", "x"): ["Lỗi: Thiếu tùy chọn '--reason'."],
    ("withdraw", "x", "y", "--reason", "z"): ["Thừa tham số (y)"],
    ("withdraw", "x", "y", "y", "--reason", "z"): ["Thừa các tham số (y y)"],
    ("process", "khong-co.yaml"): ["Tệp 'khong-co.yaml' không có."],
    ("process", "inbox"): ["Tệp 'inbox' là một thư mục."],
    ("preview", "organisation.yaml", "-o", "organisation.yaml"): ["'organisation.yaml' là một tệp."],
    ("layout",): ["Cách dùng: vanthu layout", "Lệnh"],
}


@pytest.mark.parametrize(("arguments", "said"), VIETNAMESE_USAGE.items(), ids=map(" ".join, VIETNAMESE_USAGE))
def test_mistakes_in_a_command_are_said_in_the_language_of_the_run(
    office: Path, arguments: tuple[str, ...], said: list[str]
) -> None:
    done = vanthu("--lang", "vi", *arguments, cwd=office)
    assert done.returncode == ExitCode.USAGE
    for words in said:
        assert words in done.stderr + done.stdout
    for english in ("Usage", "Error", "Try ", "Missing", "No such", "Invalid", "Options", "Commands"):
        assert english not in done.stderr + done.stdout
    assert vanthu("--lang", "en", *arguments, cwd=office, lang="vi").stderr.startswith(("Usage: vanthu", "Error: "))


def test_help_has_its_headings_in_vietnamese(tmp_path: Path) -> None:
    done = vanthu("--lang", "vi", "search", "--help", cwd=tmp_path)
    for words in ("Cách dùng: vanthu search", "Tùy chọn:", "mặc định: 50", "Hiện phần hướng dẫn này."):
        assert words in " ".join(done.stdout.split())


def test_a_log_whose_folder_is_gone_stops_nobody(tmp_path: Path) -> None:
    log_to(tmp_path / "gone" / "log.txt")
    logging.getLogger("pipeline").warning("nobody can write this down")
    assert not (tmp_path / "gone").exists()
