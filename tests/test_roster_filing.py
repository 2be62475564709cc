"""Forms of roster changes dropped into an inbox: filed, taken over into organisation.yaml, finished when cut short."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import durable, publish_roster
from pipeline.errors import BadConfiguration
from pipeline.forms import meeting_to_yaml
from pipeline.messages import verbatim
from pipeline.office_files.packages import file_digest
from pipeline.organisation import load_organisation
from pipeline.process import FormState, Office, Outcome, deciding, open_office, process_inbox, queue
from pipeline.records import Record
from pipeline.roster import RosterChange, RosterChanges
from pipeline.workspace import Workspace
from tests.sample import changed, sample_meeting
from tests.test_roster_changes import change

ADMISSION = change("admission", "Huỳnh Gia Bảo", "03/9/2018", decision="31-QĐ/ĐU", work="Giáo viên")
OFFICIAL = change("full-membership", "Huỳnh Gia Bảo", "03/9/2019", decision="44-QĐ/ĐU")
REGULAR = sample_meeting("03")


def form(*changes: RosterChange, body: str = "binh-minh") -> RosterChanges:
    return RosterChanges(body=body, changes=changes)


def drop(workspace: Workspace, record: Record, name: str = "bien-dong.yaml") -> Path:
    path = workspace.inbox / name
    path.write_text(meeting_to_yaml(record), "utf-8")
    return path


def run(workspace: Workspace) -> list[Outcome]:
    with open_office(workspace, lambda: datetime(2026, 11, 22, 8, 0, tzinfo=UTC), lock_timeout=1) as office:
        return list(process_inbox(office, settle=0))


def states(outcomes: list[Outcome]) -> list[FormState]:
    return [outcome.state for outcome in outcomes]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def folders(workspace: Workspace) -> list[str]:
    return sorted(path.relative_to(workspace.outbox).as_posix() for path in workspace.outbox.glob("*/*/bien-dong-*"))


def names(workspace: Workspace) -> list[str]:
    body = load_organisation(workspace.organisation).body("binh-minh")
    assert body is not None
    return [member.label for member in body.members]


def test_a_form_of_changes_is_filed_and_the_roster_has_them(workspace: Workspace) -> None:
    path = drop(workspace, form(ADMISSION))
    data, before = path.read_bytes(), workspace.organisation.read_bytes()
    (outcome,) = run(workspace)
    assert (outcome.state, outcome.meeting) == (FormState.FILED, "binh-minh-2018-bien-dong-dang-vien-01")
    assert not path.exists()
    folder = workspace.outbox / "binh-minh" / "2018" / "bien-dong-dang-vien-01"
    assert files(folder) == {"bieu-mau-bien-dong.yaml", "bien-dong.json", "to-chuc-truoc.yaml"}
    assert (folder / "bieu-mau-bien-dong.yaml").read_bytes() == data
    assert (folder / "to-chuc-truoc.yaml").read_bytes() == before
    filing: dict[str, Any] = json.loads((folder / "bien-dong.json").read_text("utf-8"))
    after = workspace.organisation.read_bytes()
    assert filing["form_sha256"] == file_digest(data)
    assert filing["organisation_sha256_before"] == file_digest(before)
    assert filing["organisation_sha256_after"] == file_digest(after)
    assert filing["record"]["changes"][0]["name"] == "Huỳnh Gia Bảo"
    assert filing["at"].startswith("2026-11-22T")
    assert "Huỳnh Gia Bảo" in names(workspace)
    assert len(after) > len(before)


def test_the_same_form_again_is_a_duplicate_and_changes_nothing(workspace: Workspace) -> None:
    drop(workspace, form(ADMISSION))
    run(workspace)
    after = workspace.organisation.read_bytes()
    drop(workspace, form(ADMISSION), "lan-nua.yaml")
    (outcome,) = run(workspace)
    assert (outcome.state, outcome.meeting) == (FormState.DUPLICATE, "binh-minh-2018-bien-dong-dang-vien-01")
    assert outcome.earlier is not None
    assert outcome.earlier.path == "outbox/binh-minh/2018/bien-dong-dang-vien-01/bieu-mau-bien-dong.yaml"
    assert workspace.organisation.read_bytes() == after
    assert folders(workspace) == ["binh-minh/2018/bien-dong-dang-vien-01"]
    assert files(workspace.duplicates) == {"lan-nua.yaml"}


def test_a_form_overtaken_by_later_changes_is_a_duplicate_too(workspace: Workspace) -> None:
    exempt = change("exempt", "Lê Hoàng Phúc", "03/9/2018", decision="1")
    drop(workspace, form(exempt))
    run(workspace)
    workspace.organisation.write_text(
        workspace.organisation.read_text("utf-8").replace("from: 03/9/2018", "from: 01/9/2018"), "utf-8"
    )
    drop(workspace, form(exempt))
    assert states(run(workspace)) == [FormState.DUPLICATE]


def test_forms_of_one_pass_build_on_each_other_whatever_their_names(workspace: Workspace) -> None:
    drop(workspace, form(OFFICIAL), "a.yaml")
    drop(workspace, form(ADMISSION), "b.yaml")
    outcomes = run(workspace)
    assert [(o.form, o.state, o.meeting) for o in outcomes] == [
        ("inbox/b.yaml", FormState.FILED, "binh-minh-2018-bien-dong-dang-vien-01"),
        ("inbox/a.yaml", FormState.FILED, "binh-minh-2019-bien-dong-dang-vien-01"),
    ]
    assert [outcome.problems for outcome in outcomes] == [(), ()]


@pytest.mark.parametrize("kept", [500, 0])
def test_a_meeting_of_the_same_pass_finds_the_new_roster(
    workspace: Workspace, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "KEPT_IN_MEMORY", kept)
    drop(workspace, changed(REGULAR, "recorder", "Huỳnh Gia Bảo"), "a-hop.yaml")
    drop(workspace, form(ADMISSION), "b-bien-dong.yaml")
    first, second = run(workspace)
    assert (first.form, second.form) == ("inbox/b-bien-dong.yaml", "inbox/a-hop.yaml")
    assert "unknown-person" not in {problem.code for problem in second.problems}


def test_a_contradicting_form_comes_back_and_the_roster_stays(workspace: Workspace) -> None:
    before = workspace.organisation.read_bytes()
    drop(workspace, form(ADMISSION, change("transfer-out", "Lê Hoàng Phuc", "01/8/2019")))
    (outcome,) = run(workspace)
    assert outcome.state is FormState.RETURNED
    assert [(p.code, str(p.hint)) for p in outcome.problems] == [("unknown-member", "Did you mean “Lê Hoàng Phúc”?")]
    assert "changes[2].name" in str(outcome.problems[0].where)
    assert workspace.organisation.read_bytes() == before
    assert folders(workspace) == []
    assert "bien-dong.yaml" in files(workspace.to_mend)


def test_a_mended_form_is_taken_from_where_it_lies(workspace: Workspace) -> None:
    drop(workspace, form(change("transfer-out", "Lê Hoàng Phuc", "01/8/2019")))
    run(workspace)
    returned = workspace.to_mend / "bien-dong.yaml"
    returned.write_text(returned.read_text("utf-8").replace("Hoàng Phuc", "Hoàng Phúc"), "utf-8")
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FILED
    assert files(workspace.to_mend) == set()


def test_a_mended_form_dropped_anew_under_another_name_puts_the_returned_one_aside(workspace: Workspace) -> None:
    drop(workspace, form(change("transfer-out", "Lê Hoàng Phuc", "01/8/2019")))
    drop(workspace, form(change("transfer-out", "Trương Quốc Khang", "01/9/2019")), "khac.yaml")
    run(workspace)
    mended = (workspace.to_mend / "bien-dong.yaml").read_text("utf-8").replace("Hoàng Phuc", "Hoàng Phúc")
    (workspace.inbox / "da-sua.yaml").write_text(mended, "utf-8")
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FILED
    assert {name for name in files(workspace.to_mend) if not name.endswith(".txt")} == {"khac.yaml"}
    assert files(workspace.duplicates) == {"bien-dong.yaml", "da-sua.yaml"}  # the latter with the marks it still had


def test_changes_entered_by_hand_before_are_filed_with_a_warning(workspace: Workspace) -> None:
    drop(workspace, form(ADMISSION))
    run(workspace)
    again = form(ADMISSION).model_copy(update={"reporter": "Đỗ Thị Kim Oanh"})
    before = workspace.organisation.read_bytes()
    drop(workspace, again)
    (outcome,) = run(workspace)
    assert (outcome.state, outcome.meeting) == (FormState.FILED, "binh-minh-2018-bien-dong-dang-vien-02")
    assert [problem.code for problem in outcome.problems] == ["roster-unchanged"]
    assert workspace.organisation.read_bytes() == before


class PowerCut(BaseException):
    """The machine goes down: nothing in the program gets to clean up."""


@pytest.mark.parametrize("dropped_again", [False, True])
def test_a_run_killed_behind_the_folder_is_brought_to_its_end(
    workspace: Workspace, dropped_again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(workspace, form(ADMISSION))
    before = workspace.organisation.read_bytes()
    put_whole = durable.put_whole

    def cut(target: Path, data: bytes) -> None:
        if target == workspace.organisation:
            raise PowerCut
        put_whole(target, data)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "put_whole", cut)
        with pytest.raises(PowerCut):
            run(workspace)
    assert folders(workspace) == ["binh-minh/2018/bien-dong-dang-vien-01"]
    assert workspace.organisation.read_bytes() == before
    if dropped_again:
        path.rename(workspace.inbox / "khac.yaml")
    (outcome,) = run(workspace)
    assert (outcome.state, outcome.meeting) == (FormState.FILED, "binh-minh-2018-bien-dong-dang-vien-01")
    assert folders(workspace) == ["binh-minh/2018/bien-dong-dang-vien-01"]
    assert "Huỳnh Gia Bảo" in names(workspace)
    assert files(workspace.inbox) == set()


def test_a_disk_that_is_full_leaves_form_and_roster_as_they_are(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(workspace, form(ADMISSION))
    before = workspace.organisation.read_bytes()

    def full(target: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write_durably", full)
        (outcome,) = run(workspace)
    assert outcome.state is FormState.FAILED
    assert path.exists()
    assert folders(workspace) == []
    assert workspace.organisation.read_bytes() == before
    assert states(run(workspace)) == [FormState.FILED]


def test_an_organisation_that_cannot_be_changed_in_places_is_told_and_the_form_waits(workspace: Workspace) -> None:
    text = workspace.organisation.read_text("utf-8")
    held = "      - name: Trần Văn Hòa\n"
    assert held in text
    workspace.organisation.write_text(
        text.replace("        offices: secretary\n", "        offices:\n          value: secretary   # giữ\n", 1),
        "utf-8",
    )
    path = drop(
        workspace,
        form(change("office-taken", "Trần Văn Hòa", "01/9/2019", office="committee-member")),
    )
    (outcome,) = run(workspace)
    assert outcome.state is FormState.FAILED
    assert path.exists()
    assert folders(workspace) == []


def test_what_is_saved_in_organisation_yaml_meanwhile_is_not_overwritten(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, form(ADMISSION))
    publish = publish_roster
    saved = b"# an edit by hand\n" + workspace.organisation.read_bytes()

    def while_saving(*told: Any) -> None:
        publish(*told)
        workspace.organisation.write_bytes(saved)

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.process.roster.filing.publish_roster", while_saving)
        (outcome,) = run(workspace)
    assert (outcome.state, [p.code for p in outcome.problems]) == (FormState.WAITING, ["roster-saved-meanwhile"])
    assert workspace.organisation.read_bytes() == saved
    assert states(run(workspace)) == [FormState.FILED]
    assert workspace.organisation.read_bytes().startswith(b"# an edit by hand\n")
    assert "Huỳnh Gia Bảo" in names(workspace)
    assert folders(workspace) == ["binh-minh/2018/bien-dong-dang-vien-01"]


def test_an_office_file_broken_between_two_forms_is_told_for_the_second(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(workspace, form(ADMISSION))
    drop(workspace, REGULAR, "hop.yaml")

    def broken(_office: Office) -> Office:
        raise BadConfiguration(verbatim("organisation.yaml"))

    with monkeypatch.context() as patch:
        patch.setattr(deciding, "with_roster_of_now", broken)
        assert states(run(workspace)) == [FormState.FILED, FormState.FAILED]
    assert files(workspace.inbox) == {"hop.yaml"}
    assert states(run(workspace)) == [FormState.FILED]


def test_a_returned_form_that_tells_of_more_than_was_filed_stays_in_sight(workspace: Workspace) -> None:
    drop(workspace, form(change("transfer-out", "Lê Hoàng Phuc", "01/8/2019"), ADMISSION))
    run(workspace)
    mark = (workspace.to_mend / "bien-dong.yaml").read_text("utf-8").splitlines()[0]
    (workspace.inbox / "mot-nua.yaml").write_text(f"{mark}\n{meeting_to_yaml(form(ADMISSION))}", "utf-8")
    assert states(run(workspace)) == [FormState.FILED]
    assert "bien-dong.yaml" in files(workspace.to_mend)
