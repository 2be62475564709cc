"""Offices to be disturbed: what was filed before, what is dropped, and what comes of it undisturbed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fnmatch import fnmatch
from pathlib import Path

from pipeline.archive import durable
from pipeline.archive.manifest import NAME as MANIFEST
from pipeline.archive.rosters import NAME as ROSTER
from pipeline.errors import NoAccess
from pipeline.forms import meeting_to_yaml
from pipeline.meeting import DocumentKindName, VoidNumber
from pipeline.office_files.packages import file_digest
from pipeline.process import Outcome, open_office, process_inbox
from pipeline.process.offices import make_demo_office
from pipeline.process.signing import process_scans
from pipeline.process.withdrawing import withdraw
from pipeline.register import GivenNumber
from pipeline.roster import RosterChanges
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.forms.mistyped import mistyped_form
from tests.sample import changed, sample_meeting
from tests.test_followup import followed, sent
from tests.test_roster_changes import change

SMALL, HELD = sample_meeting("04"), sample_meeting("08")
BESIDE = {"anh.jpg": b"photo", "giay/to-trinh.pdf": b"letter"}
CHANGES = RosterChanges(
    body="binh-minh", changes=(change("admission", "Huỳnh Gia Bảo", "03/9/2018", decision="31-QĐ/ĐU"),)
)
VOID = VoidNumber(kind=DocumentKindName.RESOLUTION, number=6, reason="Viết hỏng")


def now() -> datetime:
    return datetime(2018, 11, 20, 8, 0, tzinfo=UTC)


def run(workspace: Workspace) -> list[Outcome]:
    """One pass over the forms, as `vanthu process` makes it."""
    with open_office(workspace, now, lock_timeout=5) as office:
        return list(process_inbox(office, (), settle=0))


def take_scans(workspace: Workspace) -> list[Outcome]:
    """One pass over the signed scans, as `vanthu process` makes it."""
    with open_office(workspace, now, lock_timeout=5) as office:
        return list(process_scans(office, settle=0))


def take_back(workspace: Workspace) -> list[Outcome]:
    """`vanthu withdraw`, tried again where it was cut short."""
    with open_office(workspace, now, lock_timeout=5) as office:
        if not any(manifest.withdrawn for _, manifest in office.archive.manifests()):
            withdraw(office, "binh-minh-2018-11-thuong-ky-1", "Ghi nhầm tháng")
    return []


def make_again(workspace: Workspace) -> list[Outcome]:
    """`vanthu regenerate` for a template that somebody changed."""
    from tests.regenerated import change_template, regenerate  # it uses what is here

    change_template(workspace, "nghi-quyet.docx")
    found = regenerate(workspace)
    if failed := [one.failure for one in found if one.failure is not None]:
        raise NoAccess(failed[0])
    return []


@dataclass(frozen=True)
class Scenario:
    """Forms that were filed before; one that is dropped, by its path in the inbox, or none; and what is then done.

    `beside` the form lie other files.
    """

    before: tuple[bytes, ...]
    name: str
    dropped: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    act: Callable[[Workspace], list[Outcome]] = run


def form(meeting: object) -> bytes:
    return meeting_to_yaml(meeting).encode()  # type: ignore[arg-type]


SCENARIOS_OF_FORMS: Mapping[str, Callable[[], Scenario]] = {
    "a new meeting": lambda: Scenario((), "hop.yaml", form(SMALL)),
    "a corrected form": lambda: Scenario((form(SMALL),), "hop.yaml", form(changed(SMALL, "place", "Hội trường"))),
    "a follow-up": lambda: Scenario(
        (form(HELD),),
        "sau.yaml",
        form(followed(dispatches=(sent(issued=date(2018, 11, 9)),), void_numbers=(VOID,))),
    ),
    "files of a meeting filed before": lambda: Scenario((form(SMALL),), "hop/hop.yaml", form(SMALL), BESIDE),
    "a form to mend with files": lambda: Scenario(
        (), "hop/sai.xlsx", mistyped_form(".xlsx", HELD, {"date": "31/02/2018"}), BESIDE
    ),
    "a form to mend": lambda: Scenario((form(HELD),), "sai.xlsx", mistyped_form(".xlsx", HELD, {"date": "31/02/2018"})),
}
SCENARIOS: Mapping[str, Callable[[], Scenario]] = {
    **SCENARIOS_OF_FORMS,
    "changes of the roster": lambda: Scenario((), "bien-dong.yaml", form(CHANGES)),
    "a signed scan": lambda: Scenario((form(HELD),), "_ban-ky/05-NQ.pdf", b"%PDF-1.7\nsigned\n%%EOF\n", act=take_scans),
    "a meeting withdrawn": lambda: Scenario((form(HELD),), "", b"", act=take_back),
    "documents made again": lambda: Scenario((form(HELD),), "", b"", act=make_again),
}


def make_office(root: Path, scenario: Scenario) -> Workspace:
    """The office before the form is dropped, and the form in its inbox."""
    workspace = Workspace.at(root)
    make_demo_office(workspace)
    for number, data in enumerate(scenario.before):
        (workspace.inbox / f"{number}.yaml").write_bytes(data)
        run(workspace)
    form = workspace.inbox / scenario.name
    files = {form: scenario.dropped} if scenario.name else {}
    for path, data in (files | {form.parent / name: data for name, data in scenario.beside.items()}).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return workspace


def archived(workspace: Workspace) -> dict[str, str]:
    """Every file of the archive by its hash."""
    return {
        path.relative_to(workspace.outbox).as_posix(): file_digest(path.read_bytes())
        for path in workspace.outbox.rglob("*")
        if path.is_file() and path.name != ".vanthu-serial"
    }


def documents(workspace: Workspace) -> dict[str, str]:
    """The same without the manifests, which say when."""
    return {path: digest for path, digest in archived(workspace).items() if not path.endswith(f"/{MANIFEST}")}


def given_numbers(workspace: Workspace) -> dict[GivenNumber, tuple[str, str]]:
    """What the register holds, in an archive that `verify` finds whole."""
    with open_office(workspace, now, as_it_is=True) as office:
        assert verify_archive(office).findings == ()
        return office.register.holders()


def forms_of_clerks(workspace: Workspace) -> list[bytes]:
    """The bytes of everything in the inbox that a clerk may have typed: also what is returned or put aside."""
    files = [path for path in workspace.inbox.rglob("*") if path.is_file()]
    return [
        path.read_bytes() for path in files if path.suffix != ".txt" and not fnmatch(path.name, durable.OF_A_KILLED_RUN)
    ]


def manifests(workspace: Workspace) -> list[bytes]:
    """Every manifest that a reader sees, and the roster: what is still hidden is none."""
    found = [path for name in (MANIFEST, ROSTER) for path in sorted(workspace.outbox.glob(f"*/*/[!.]*/{name}"))]
    return [path.read_bytes() for path in (*found, workspace.organisation)]
