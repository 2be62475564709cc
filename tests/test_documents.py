"""What stands in the documents: numbers, dates, signers, votes in words."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from pipeline.documents import PlannedDocument, plan_documents
from pipeline.documents.binding import NO_BREAK_HYPHEN, bound_text
from pipeline.documents.contexts import ResolutionContext
from pipeline.errors import Problem, Severity
from pipeline.forms import read_form, write_workbook
from pipeline.meeting import (
    Ballot,
    Ballots,
    DocumentDetails,
    DocumentKindName,
    Meeting,
    MeetingKind,
    OtherAttendance,
    Outcome,
    Presence,
    ScoreRow,
    Stage,
    SuperiorDocument,
    Task,
    VotePurpose,
)
from pipeline.messages import vietnamese
from pipeline.organisation import Organisation
from pipeline.records import Places
from pipeline.vietnamese.dates import NBSP
from tests.sample import changed, organisation, regulations, sample_meeting

REGULAR, THEMATIC, PLAN, COMMITTEE = (sample_meeting(start) for start in ("03", "02", "01", "04"))
NOVEMBER, POSTPONED, ADMITTING = (sample_meeting(start) for start in ("06", "07", "08"))
PARTY, FOLLOWED_UP, PROGRAMME = (sample_meeting(start) for start in ("09", "10", "11"))


def planned(meeting: Meeting) -> tuple[dict[str, PlannedDocument], tuple[Problem, ...]]:
    plan = plan_documents(meeting, organisation(), regulations(), Places())
    return {document.key: document for document in plan.documents}, plan.problems


def context(meeting: Meeting, kind: str, number: int | None = 5, **more: Any) -> Any:
    """What fills the document, as plain text: what binds words together has tests of its own."""
    documents, problems = planned(meeting)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return loosened(documents[kind].context(number, **more))


def loosened(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(NBSP, " ").replace(NO_BREAK_HYPHEN, "-")
    if isinstance(value, tuple):
        return tuple(loosened(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: loosened(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value


def codes(meeting: Meeting) -> dict[str, Severity]:
    return {problem.code: problem.severity for problem in planned(meeting)[1]}


@pytest.mark.parametrize(
    ("meeting", "kinds"),
    [
        (
            PLAN,
            {
                *("invitation", "thematic-plan", "paper", "paper-2", "paper-3"),
                *("draft-resolution", "blank-score-sheet"),
            },
        ),
        (THEMATIC, {"minutes", "resolution", "roll", "score-sheet"}),
        (REGULAR, {"minutes", "resolution", "roll", "score-sheet", "report"}),
        (COMMITTEE, {"minutes", "roll"}),
        (changed(changed(REGULAR, "outcome", Outcome.MINUTES_ONLY), "score", ()), {"minutes", "roll", "report"}),
        (changed(REGULAR, "stage", Stage.POSTPONED), set()),  # nobody said when it was announced
        (changed(REGULAR, "stage", Stage.CANCELLED), set()),
        (changed(REGULAR, "stage", Stage.PLANNED), {"draft-resolution", "blank-score-sheet"}),
        (NOVEMBER, {"invitation", "draft-resolution", "ballot", "blank-score-sheet"}),
        (POSTPONED, {"postponement"}),
        (ADMITTING, {"minutes", "resolution", "roll", "score-sheet", "vote-count", "extract", "report"}),
        (PARTY, {"minutes", "conclusion", "roll"}),  # nothing to report on
        (FOLLOWED_UP, {"supplement", "supervision-record", "correction", "transmittal"}),
        (PROGRAMME, {"invitation", "thematic-programme", "inspection-programme"}),
    ],
)
def test_a_meeting_yields_the_documents_of_its_stage(meeting: Meeting, kinds: set[str]) -> None:
    assert set(planned(meeting)[0]) == kinds


def test_the_head_of_a_document_follows_the_layout_rules() -> None:
    head = context(REGULAR, "resolution").header
    assert head.superior == "ĐẢNG BỘ XÃ TÂN PHÚ"
    assert head.body == "CHI BỘ TRƯỜNG TIỂU HỌC BÌNH MINH"
    assert head.number == "Số 05-NQ/CB"
    assert head.place_and_date == "Tân Phú, ngày 05 tháng 10 năm 2018"


def test_a_draft_leaves_the_number_open() -> None:
    head = context(REGULAR, "resolution", None, draft=True).header
    assert head.draft
    assert "".join(head.number.split()) == "Số-NQ/CB"


def test_each_document_has_its_own_date_and_signer() -> None:
    details = (DocumentDetails(kind=DocumentKindName.RESOLUTION, day=date(2018, 10, 8), signer="Nguyễn Thị Minh Châu"),)
    meeting = changed(REGULAR, "documents", details)
    resolution, minutes = context(meeting, "resolution"), context(meeting, "minutes")
    assert "08 tháng 10" in resolution.header.place_and_date
    assert "05 tháng 10" in minutes.header.place_and_date
    assert (resolution.signature.authority, resolution.signature.office) == ("T/M CHI BỘ", "PHÓ BÍ THƯ")
    assert (minutes.signers.left_name, minutes.signers.right_name) == (REGULAR.recorder, REGULAR.chair)


def test_a_signer_without_office_and_a_day_without_term_are_problems() -> None:
    stranger = (DocumentDetails(kind=DocumentKindName.RESOLUTION, signer="Ngô Văn Lạ"),)
    assert codes(changed(REGULAR, "documents", stranger))["signer-without-office"] is Severity.ERROR
    found = codes(changed(REGULAR, "day", date(1999, 1, 1)))
    assert found["no-term"] is Severity.ERROR
    assert found["uncertain-rules"] is Severity.WARNING


def test_a_plan_without_a_date_takes_the_best_day_of_its_preparation() -> None:
    meeting = changed(PLAN, "documents", ())
    days = []
    for step in ("approval_due", "sending_due", "draft_due"):
        days.append(planned(meeting)[0]["thematic-plan"].day)
        meeting = changed(meeting, f"thematic.{step}", None)
    part = PLAN.thematic
    assert part is not None
    assert days == [part.approval_due, part.sending_due, part.draft_due]
    assert "document-date-missing" not in codes(meeting)  # the invitation says when it was announced
    assert codes(changed(meeting, "announced", None))["document-date-missing"] is Severity.ERROR


def test_a_plan_without_any_date_asks_for_one_on_the_sheet_of_documents() -> None:
    steps = {"approval_due": None, "sending_due": None, "draft_due": None}
    assert PLAN.thematic is not None
    undated = changed(changed(PLAN, "documents", ()), "thematic", PLAN.thematic.model_copy(update=steps))
    undated = changed(undated, "announced", None)
    form = read_form("ke-hoach.xlsx", write_workbook(undated))
    assert form.meeting is not None
    found = plan_documents(form.meeting, organisation(), regulations(), form.places).problems
    (problem,) = (problem for problem in found if problem.code == "document-date-missing")
    assert "Văn bản" in str(problem.where)
    assert "trang “Văn bản”" in vietnamese(problem.hint)


def test_wording_follows_the_rules_of_the_documents_date() -> None:
    old, new = context(REGULAR, "minutes"), None
    documents, _ = planned(changed(REGULAR, "day", date(2019, 10, 4)))
    assert documents["minutes"].subject.rules.id == "36-HD/VPTW"
    assert (old.signers.left_title, old.signers.right_title, old.closing[-1][-3:]) == ("THƯ KÝ", "CHỦ TRÌ", "./.")
    new = regulations().on(date(2026, 5, 27)).wording
    assert (new.recorder, new.chair, new.body_end, new.minutes_dated) == (
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ HỘI NGHỊ",
        ".",
        False,
    )


def test_recipients_get_the_punctuation_of_the_rule_set() -> None:
    details = (
        DocumentDetails(kind=DocumentKindName.RESOLUTION, recipients=("- Đảng ủy xã;", "Chi ủy", "Lưu Chi bộ.")),
    )
    assert context(changed(REGULAR, "documents", details), "resolution").recipients == (
        "Đảng ủy xã,",
        "Chi ủy,",
        "Lưu Chi bộ.",
    )


def test_a_show_of_hands_counts_people_and_a_secret_vote_ballots() -> None:
    shown = context(REGULAR, "minutes").votes[0]
    assert shown.in_favour == "22/22 đồng chí (100%)"
    vote = REGULAR.votes[0].model_copy(
        update={
            "ballot": Ballot.SECRET,
            "in_favour": 20,
            "against": 1,
            "ballots": Ballots(issued=22, collected=22, valid=21, invalid=1),
        }
    )
    secret = context(changed(REGULAR, "votes", (vote,)), "minutes").votes[0]
    assert (secret.in_favour, secret.against) == ("20/22 phiếu (90,9%)", "01/22 phiếu (4,5%)")
    assert secret.ballots == "phát ra: 22 phiếu; thu về: 22 phiếu; hợp lệ: 21 phiếu; không hợp lệ: 01 phiếu"


def test_a_resolution_says_its_share_of_those_present_and_of_all() -> None:
    closing = context(REGULAR, "resolution").closing
    assert closing.endswith(
        "22/22 đảng viên chính thức có mặt tán thành, đạt 100% (bằng 91,7% tổng số đảng viên chính thức)./."
    )
    assert context(changed(REGULAR, "votes", ()), "resolution").closing.endswith("thảo luận và thông qua./.")


def test_abstracts_start_lower_case() -> None:
    assert context(REGULAR, "resolution").abstract.startswith("về lãnh đạo thực hiện nhiệm vụ tháng")
    stated = changed(REGULAR, "resolution.abstract", "Về công tác tuyển sinh")
    assert context(stated, "resolution").abstract == "về công tác tuyển sinh"


def test_sections_of_minutes_are_numbered_without_gaps() -> None:
    numbers = context(changed(changed(REGULAR, "superior_documents", ()), "last_tasks", ()), "minutes").numbers
    assert "superior_documents" not in numbers and "last_tasks" not in numbers
    assert list(numbers.values()) == [str(number) for number in range(1, len(numbers) + 1)]


def test_january_looks_back_on_december() -> None:
    january = changed(REGULAR, "period", type(REGULAR.period)(month=REGULAR.period.month.plus(3)))
    found = context(january, "resolution")
    assert (found.assessed, found.planned) == ("tháng 12 năm 2018", "tháng 01 năm 2019")


def test_the_guideline_is_cited_once() -> None:
    grounds = context(PLAN, "thematic-plan").grounds
    assert sum("12-HD/BTCTW" in line for line in grounds) == 1
    assert grounds[-1].endswith(",") and all(line.endswith(";") for line in grounds[:-1])
    itself = SuperiorDocument(number="12-HD/BTCTW", abstract="Hướng dẫn về nâng cao chất lượng sinh hoạt chi bộ")
    again = context(changed(PLAN, "superior_documents", (itself,)), "thematic-plan").grounds
    assert sum("12-HD/BTCTW" in line for line in again) == 1


def test_the_party_committee_issues_in_its_own_name() -> None:
    meeting = changed(changed(REGULAR, "body", "dang-uy-tan-phu"), "documents", ())
    documents, _ = planned(meeting)
    found = loosened(documents["resolution"].context(12))
    assert found.header.superior == "ĐẢNG BỘ HUYỆN KIÊN HÒA"
    assert found.header.body == "ĐẢNG ỦY XÃ TÂN PHÚ"
    assert found.header.number == "Số 12-NQ/ĐU"
    assert found.signature.authority == "T/M ĐẢNG ỦY"


def test_committee_minutes_count_the_committee() -> None:
    found = context(COMMITTEE, "minutes")
    assert found.attendees == "chi ủy viên"
    assert COMMITTEE.kind is MeetingKind.COMMITTEE
    assert "họp chi ủy" in found.abstract


def test_a_meeting_that_was_not_scored_has_no_empty_section_of_scores() -> None:
    unscored = tuple(ScoreRow(criterion=row.criterion) for row in REGULAR.score)
    found = context(changed(changed(REGULAR, "score", unscored), "grade", ""), "minutes")
    assert "score" not in found.numbers
    assert (found.score_lines, found.score_total) == ((), "")
    assert list(found.numbers.values()) == [str(number) for number in range(1, len(found.numbers) + 1)]
    half = context(changed(REGULAR, "score", (*REGULAR.score[:2], *unscored[2:])), "minutes")
    assert [line.number for line in half.score_lines] == ["1", "2"]
    graded = context(changed(REGULAR, "score", ()), "minutes")
    assert "score" in graded.numbers and graded.grade == REGULAR.grade


COMMITTEE_RECIPIENTS = (
    "Huyện ủy Kiên Hòa (để báo cáo),",
    "Các chi bộ trực thuộc (để thực hiện),",
    "Các đồng chí Ủy viên Ban Chấp hành (để thực hiện),",
    "Lưu Văn phòng Đảng ủy.",
)


def test_a_party_committee_reports_to_its_superior_and_files_in_its_own_office() -> None:
    meeting = changed(changed(REGULAR, "body", "dang-uy-tan-phu"), "documents", ())
    documents, _ = planned(meeting)
    assert loosened(documents["resolution"].context(12)).recipients == COMMITTEE_RECIPIENTS
    assert loosened(documents["minutes"].context(12)).recipients == ("Lưu Văn phòng Đảng ủy.",)


def test_a_body_may_have_recipients_of_its_own() -> None:
    def with_own(office: Organisation) -> Organisation:
        own = {"recipients": ("Ban Giám hiệu", "Lưu Chi bộ"), "minutes_recipients": ("Lưu sổ",)}
        bodies = tuple(body.model_copy(update=own) for body in office.bodies)
        return office.model_copy(update={"bodies": bodies})

    meeting = changed(REGULAR, "documents", ())
    plan = plan_documents(meeting, with_own(organisation()), regulations(), Places())
    found = {document.key: loosened(document.context(5)) for document in plan.documents}
    assert found["minutes"].recipients == ("Lưu sổ.",)
    assert found["resolution"].recipients == ("Ban Giám hiệu,", "Lưu Chi bộ.")


def test_a_resolution_counts_whoever_met() -> None:
    assert ". Tổng số đảng viên: 26" in context(REGULAR, "resolution").opening
    committee = changed(COMMITTEE, "outcome", Outcome.RESOLUTION)
    assert ". Tổng số chi ủy viên: 05" in context(committee, "resolution").opening
    party, _ = planned(changed(changed(REGULAR, "body", "dang-uy-tan-phu"), "documents", ()))
    resolution = loosened(party["resolution"].context(12))
    assert isinstance(resolution, ResolutionContext)
    assert ". Tổng số đảng ủy viên: " in resolution.opening


def test_members_are_printed_as_the_roster_spells_them_and_the_record_stays() -> None:
    typed = changed(changed(REGULAR, "chair", "trần văn HOÀ"), "recorder", "đỗ  thị kim oanh")
    typed = changed(typed, "agenda.0.presenter", "TRẦN VĂN HÒA")
    typed = changed(typed, "roll.others", (OtherAttendance(name="phạm thị ngọc lan", state=Presence.LATE),))
    typed = changed(typed, "new_tasks", (Task(task="Việc", owner="PHẠM THỊ NGỌC LAN"), Task(task="Việc", owner="Tổ 1")))
    found = context(typed, "minutes")
    assert (found.signers.right_name, found.signers.left_name) == ("Trần Văn Hòa", "Đỗ Thị Kim Oanh")
    assert found.chair == "đồng chí Trần Văn Hòa, Bí thư Chi bộ"
    assert found.agenda[0].presenter == "Trần Văn Hòa"
    assert found.attendance.others[0].name == "Phạm Thị Ngọc Lan"
    assert [row.owner for row in found.new_tasks] == ["Phạm Thị Ngọc Lan", "Tổ 1"]
    assert typed.chair == "trần văn HOÀ"


def test_namesakes_and_strangers_are_printed_as_typed() -> None:
    for name, printed in (
        ("nguyễn thị lan", "nguyễn thị lan"),
        ("nguyễn thị lan (mầm non)", "Nguyễn Thị Lan (Mầm non)"),
        ("ngô văn lạ", "ngô văn lạ"),
    ):
        assert context(changed(REGULAR, "chair", name), "minutes").signers.right_name == printed


def test_an_admission_says_its_share_of_all_official_members_too() -> None:
    vote = REGULAR.votes[0].model_copy(
        update={"purpose": VotePurpose.ADMISSION, "official_total": 24, "in_favour": 15, "against": 7}
    )
    shown = context(changed(REGULAR, "votes", (vote,)), "minutes").votes[0]
    assert shown.in_favour == "15/22 đồng chí có mặt (68,2%), bằng 62,5% tổng số đảng viên chính thức"
    assert shown.against == "07/22 đồng chí (31,8%)"
    everybody = vote.model_copy(update={"official_total": 22})
    assert context(changed(REGULAR, "votes", (everybody,)), "minutes").votes[0].in_favour == "15/22 đồng chí (68,2%)"


def test_a_cell_without_a_committee_gives_its_work_to_the_secretary() -> None:
    assert PLAN.thematic is not None
    part = PLAN.thematic.model_copy(update={"reviewer": ""})
    small = changed(changed(PLAN, "body", "tram-y-te"), "thematic", part)
    owners = {row.task: row.owner for row in context(small, "thematic-plan").assignments}
    assert owners["Duyệt dự thảo chuyên đề"] == "Bí thư Chi bộ"
    assert owners["Gửi tài liệu cho đảng viên nghiên cứu"] == "Bí thư Chi bộ"
    large = {row.task: row.owner for row in context(changed(PLAN, "thematic", part), "thematic-plan").assignments}
    assert large["Duyệt dự thảo chuyên đề"] == "Chi ủy"


def test_a_step_of_which_nothing_was_said_is_not_assigned() -> None:
    assert PLAN.thematic is not None
    part = PLAN.thematic.model_copy(update={"reviewer": "", "approval_due": None, "sending_due": None})
    tasks = [row.task for row in context(changed(PLAN, "thematic", part), "thematic-plan").assignments]
    assert "Duyệt dự thảo chuyên đề" not in tasks
    assert "Gửi tài liệu cho đảng viên nghiên cứu" not in tasks


def test_a_number_is_stated_only_for_a_document_that_is_made() -> None:
    row = DocumentDetails(kind=DocumentKindName.RESOLUTION, number=40)
    assert "number-unused" not in codes(changed(REGULAR, "documents", (row,)))
    unused = changed(changed(REGULAR, "documents", (row,)), "outcome", Outcome.MINUTES_ONLY)
    assert codes(unused)["number-unused"] is Severity.WARNING
    draft = (DocumentDetails(kind=DocumentKindName.ROLL, number=3),)
    assert "number-unused" in codes(changed(REGULAR, "documents", draft))


@pytest.mark.parametrize(
    ("typed", "bound"),
    [
        ("ngày 5 tháng 10 năm 2018", "ngày~5 tháng~10 năm~2018"),
        ("họp 24 đồng chí, 02 phiếu", "họp 24~đồng chí, 02~phiếu"),
        ("Quý IV, lớp 5, khối 3", "Quý~IV, lớp~5, khối~3"),
        ("Hướng dẫn số 12-HD/BTCTW", "Hướng dẫn số~12=HD/BTCTW"),
        ("66-QĐ/TW và 05-NQ/CB", "66=QĐ/TW và 05=NQ/CB"),
        ("năm học 2018-2019", "năm học 2018=2019"),
        ("từ 10-12 em", "từ 10-12 em"),
        ("đồng chí Trần Văn Hòa, Bí thư Chi bộ", "đồng chí Trần~Văn~Hòa, Bí thư Chi bộ"),
        ("Bí thư Chi bộ Trần Văn Hòa và Ánh Ý", "Bí thư Chi bộ Trần~Văn~Hòa và Ánh~Ý"),
        ("Trần Văn Hòa Ánh Ý", "Trần~Văn~Hòa Ánh~Ý"),
        ("Nguyễn Văn Lạ", "Nguyễn Văn Lạ"),
        ("không có gì", "không có gì"),
    ],
)
def test_what_belongs_together_is_not_torn_apart(typed: str, bound: str) -> None:
    names = frozenset({"Trần Văn Hòa", "Ánh Ý"})
    assert bound_text(typed, names).replace(NBSP, "~").replace(NO_BREAK_HYPHEN, "=") == bound


def test_the_number_in_the_abstract_of_a_letter_is_not_torn_apart() -> None:
    letter: Any = planned(FOLLOWED_UP)[0]["correction"].context(2)
    assert f"số{NBSP}06{NO_BREAK_HYPHEN}NQ/CB" in letter.header.letter_abstract
    assert NO_BREAK_HYPHEN not in letter.header.number


def test_names_are_whole_in_running_text_and_free_in_tables() -> None:
    resolution = planned(REGULAR)[0]["resolution"].context(5)
    minutes: Any = planned(REGULAR)[0]["minutes"].context(5)
    assert isinstance(resolution, ResolutionContext)
    assert f"Trần{NBSP}Văn{NBSP}Hòa" in resolution.opening
    assert all(NBSP not in row.owner for row in resolution.new_tasks)
    assert minutes.agenda[0].opinions[0].speaker == REGULAR.agenda[0].opinions[0].speaker.replace(" ", NBSP)
    assert NBSP not in minutes.signers.left_name
