"""Every kind of paper: what stands in it, when it is made, what the rules of its day allow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.documents import KINDS, FiledPaper, Known, choice_faults, plan_documents
from pipeline.errors import Severity
from pipeline.meeting import Assessment, DocumentKindName, Meeting, Outcome, Stage, VoteChoice, VotePurpose
from pipeline.organisation import Options, Organisation
from pipeline.organisation.bodies import DocumentChoice, Spelling
from pipeline.records import Places
from pipeline.workspace import shipped_templates
from tests.sample import changed, organisation, regulations, sample_meeting
from tests.test_documents import (
    ADMITTING,
    FOLLOWED_UP,
    NOVEMBER,
    PARTY,
    PLAN,
    POSTPONED,
    PROGRAMME,
    REGULAR,
    codes,
    context,
    loosened,
    planned,
)

BB, NQ = DocumentKindName.MINUTES, DocumentKindName.RESOLUTION
MINUTES = FiledPaper(BB, "25-BB/CB", date(2018, 10, 26))
RESOLUTION = FiledPaper(NQ, "06-NQ/CB", date(2018, 10, 29))
KNOWN = Known(sample_meeting("02"), {BB: MINUTES, NQ: RESOLUTION})


def with_options(**options: Any) -> Organisation:
    office = organisation()
    return office.model_copy(update={"options": office.options.model_copy(update=options)})


def in_office(office: Organisation, meeting: Meeting) -> dict[str, Any]:
    plan = plan_documents(meeting, office, regulations(), Places())
    return {document.key: document for document in plan.documents}


def on(meeting: Meeting, day: date) -> Meeting:
    """The same meeting on another day, with nothing that is dated by the old one."""
    moved: Meeting = changed(changed(changed(meeting, "day", day), "documents", ()), "earlier_day", None)
    return moved


# ── before the meeting ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invitation_says_who_when_where_and_what() -> None:
    found = context(NOVEMBER, "invitation", 3)
    assert found.header.number == "Số 03-GM/CB"
    assert found.header.place_and_date == "Tân Phú, ngày 30 tháng 10 năm 2018"
    assert found.signature.authority == "T/M CHI ỦY"
    assert found.inviter == "Chi ủy Chi bộ Trường Tiểu học Bình Minh"
    assert found.invited == (
        "Toàn thể đảng viên Chi bộ Trường Tiểu học Bình Minh",
        "Đồng chí Hà Thị Tuyết Nhung, Phó Bí thư Thường trực Đảng ủy xã Tân Phú",
    )
    outside = context(PLAN, "invitation")
    assert outside.invited[2] == "Ông Lý Văn Tâm, Trưởng Ban đại diện cha mẹ học sinh"
    assert "các đồng chí và khách mời sắp xếp" in outside.closing and "khách mời" not in found.closing
    assert found.when == "14 giờ 00 phút, ngày 05 tháng 11 năm 2018"
    assert found.agenda[1].presenter == "đồng chí Trần Văn Hòa, Bí thư Chi bộ"
    assert found.recipients == ("Như trên,", "Lưu Chi bộ.")


def test_an_invitation_to_a_topic_lists_it_and_asks_for_preparation() -> None:
    found = context(PLAN, "invitation")
    assert [line.title.split(" “")[0] for line in found.agenda] == ["Chuyên đề", "Tham luận", "Tham luận", "Tham luận"]
    assert len(found.requests) == 5
    assert found.requests[-1].endswith("?")


def test_nobody_is_asked_for_the_date_of_a_paper_he_did_not_ask_for() -> None:
    for meeting in (NOVEMBER, POSTPONED):
        found = codes(changed(meeting, "announced", None))
        assert found["document-left-out"] is Severity.WARNING
        assert Severity.ERROR not in found.values()


def test_a_small_cell_without_a_committee_invites_in_its_own_name() -> None:
    found = context(changed(NOVEMBER, "body", "tram-y-te"), "invitation")
    assert (found.signature.authority, found.inviter) == ("T/M CHI BỘ", "Chi bộ Trạm Y tế xã Tân Phú")


def test_each_author_gets_a_paper_of_his_own() -> None:
    papers = [context(PLAN, key) for key in ("paper", "paper-2", "paper-3")]
    assert [paper.author for paper in papers] == ["Võ Thanh Liêm", "Bùi Văn Nghĩa", "Cao Thị Hồng Gấm"]
    assert papers[1].author_office == "Giáo viên phụ trách phổ cập giáo dục, Trường Tiểu học Bình Minh"
    assert papers[0].header.number == ""
    assert papers[0].header.place_and_date == "Tân Phú, ngày      tháng 10 năm 2018"


def test_a_draft_resolution_knows_neither_roll_nor_votes() -> None:
    found = context(NOVEMBER, "draft-resolution", None)
    assert found.header.draft
    assert found.header.number.endswith("-NQ/CB") and "0" not in found.header.number
    assert found.opening == (
        "Ngày 05 tháng 11 năm 2018, Chi bộ Trường Tiểu học Bình Minh "
        "tổ chức sinh hoạt chi bộ thường kỳ tháng 11 năm 2018."
    )
    assert found.closing.endswith("với tỷ lệ tán thành đạt .......%./.")
    assert found.new_tasks and found.directions and not found.score
    assert planned(NOVEMBER)[0]["draft-resolution"].series is None


def test_tasks_prepare_a_thematic_meeting_and_are_resolved_by_any_other() -> None:
    assert context(PLAN, "draft-resolution", None).new_tasks == ()
    assert "Chuẩn bị phòng họp" in " ".join(row.task for row in context(PLAN, "thematic-plan").assignments)
    joint = changed(NOVEMBER, "thematic", PLAN.thematic)
    assert len(context(joint, "draft-resolution", None).new_tasks) == 2
    assert "Nhà giáo" not in " ".join(row.task for row in context(joint, "thematic-plan").assignments)


@pytest.mark.parametrize(
    ("purpose", "choices", "title", "answers"),
    [
        (VotePurpose.ADMISSION, (), "PHIẾU BIỂU QUYẾT", ["Tán thành", "Không tán thành", "Không có ý kiến"]),
        (VotePurpose.ELECTION, ("Lan", "Hà"), "PHIẾU BẦU CỬ", ["Lan", "Hà"]),
        (VotePurpose.GRADING, (), "PHIẾU BIỂU QUYẾT", ["Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"]),
    ],
)  # fmt: skip
def test_a_ballot_offers_what_can_be_answered(
    purpose: VotePurpose, choices: tuple[str, ...], title: str, answers: list[str]
) -> None:
    vote = NOVEMBER.votes[0].model_copy(
        update={"purpose": purpose, "choices": tuple(VoteChoice(name=name) for name in choices)}
    )
    found = context(changed(NOVEMBER, "votes", (vote,)), "ballot")
    assert (found.title, [choice.name for choice in found.choices]) == (title, answers)


def test_a_blank_score_sheet_has_the_frame_of_the_day_and_no_points() -> None:
    found = context(NOVEMBER, "blank-score-sheet")
    assert found.blank and found.grade == found.suggested == found.cell_total == ""
    assert [row.number for row in found.rows if row.number] == ["1", "2", "3", "4", "5", "6", "7"]
    assert found.scale == (
        "Tốt: từ 90 điểm trở lên; Khá: từ 70 đến dưới 90 điểm; Trung bình: từ 50 đến dưới 70 điểm; Kém: dưới 50 điểm"
    )
    party = changed(changed(NOVEMBER, "body", "dang-uy-tan-phu"), "votes", ())
    assert "blank-score-sheet" not in planned(party)[0]


def test_a_postponement_is_a_letter_where_the_cell_may_not_issue_notices() -> None:
    letter = context(POSTPONED, "postponement", 2)
    assert letter.header.number == "Số 02-CV/CB"
    assert letter.header.letter_abstract == "về việc hoãn sinh hoạt chi bộ thường kỳ tháng 11 năm 2018"
    assert letter.earlier == "ngày 05 tháng 11 năm 2018"
    assert letter.when == "14 giờ 00 phút, ngày 07 tháng 11 năm 2018"
    later = changed(on(POSTPONED, date(2026, 3, 6)), "announced", date(2026, 3, 2))
    notice = context(changed(later, "period", type(later.period)(month="2026-03")), "postponement", 2)
    assert notice.header.number == "Số 02-TB/CB"
    assert notice.header.letter_abstract == ""
    assert (notice.when, notice.earlier) == ("", "14 giờ 00 phút, ngày 06 tháng 3 năm 2026")
    assert notice.closing == "Chi ủy sẽ thông báo thời gian tổ chức lại sau./."


def test_a_programme_lists_its_topics_on_the_rules_of_its_day() -> None:
    found = context(PROGRAMME, "thematic-programme", 1)
    assert found.header.number == "Số 01-CTr/CB"
    assert found.abstract == "sinh hoạt chuyên đề năm 2019"
    assert [row.when for row in found.topics] == ["Quý I", "Quý II", "Quý III", "Quý IV"]
    assert [line.split(" số ")[0] for line in found.grounds] == [
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
        "Căn cứ Hướng dẫn",
        "Căn cứ tình hình thực tế của Chi bộ,",
    ]
    assert not found.grounds_upright


def test_an_inspection_programme_says_who_looks_into_what() -> None:
    found = context(PROGRAMME, "inspection-programme", 2)
    assert found.header.number == "Số 02-CTr/CB"
    assert found.abstract == "kiểm tra, giám sát năm 2019"
    assert [(row.sort, row.owner) for row in found.rows] == [
        ("Giám sát", "Trần Văn Hòa"),
        ("Kiểm tra", "Nguyễn Thị Minh Châu"),
        ("Kiểm tra, giám sát", "Chi ủy"),
    ]
    assert [line.split(",")[0] for line in found.grounds] == [
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
        "Căn cứ Quy định số 30-QĐ/TW",
        "Căn cứ tình hình thực tế của Chi bộ",
    ]


@pytest.mark.parametrize(
    ("kind", "field", "number"), [("inspection-programme", "inspection", 2), ("thematic-programme", "programme", 1)]
)
def test_a_year_written_as_a_bare_number_reads_as_a_year(kind: str, field: str, number: int) -> None:
    found = context(changed(PROGRAMME, f"{field}.span", "2019"), kind, number)
    assert found.abstract.endswith(" năm 2019")
    assert " năm 2019 của " in found.closing


def test_an_inspection_programme_without_a_date_of_its_own_bears_the_day_it_was_announced() -> None:
    undated = changed(PROGRAMME, "documents", ())
    assert planned(undated)[0]["inspection-programme"].day == PROGRAMME.announced
    problems = planned(changed(undated, "announced", None))[1]
    assert "document-date-missing" in {problem.code for problem in problems}


# ── the meeting held ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cell_s_conclusion_before_2026_needs_the_clerk_s_word() -> None:
    concluded = changed(REGULAR, "outcome", Outcome.CONCLUSION)
    documents, problems = planned(concluded)
    assert "conclusion" not in documents
    (problem,) = (problem for problem in problems if problem.code == "type-not-allowed")
    assert problem.severity is Severity.ERROR and problem.contradiction
    confirmed = changed(concluded, "confirmed", True)
    assert codes(confirmed)["type-not-allowed"] is Severity.WARNING
    assert context(confirmed, "conclusion", 1).header.number == "Số 01-KL/CB"
    assert "type-not-allowed" not in codes(on(concluded, date(2026, 1, 9)))
    assert "type-not-allowed" in codes(on(concluded, date(2026, 1, 8)))


def test_a_party_committee_concludes_item_by_item() -> None:
    found = context(PARTY, "conclusion", 4)
    assert found.header.number == "Số 04-KL/ĐU"
    assert [item.number for item in found.items] == ["1", "2"]
    assert found.signature.authority == "T/M ĐẢNG ỦY"
    assert found.abstract == "tại cuộc họp đảng ủy thường kỳ tháng 11 năm 2018"
    assert "các chi bộ trực thuộc và các đồng chí đảng ủy viên" in found.closing
    assert found.closing.endswith("./.")


def test_the_roll_names_every_member_and_how_it_stood() -> None:
    found = context(REGULAR, "roll")
    rows = {row.name: row for row in found.rows}
    assert len(found.rows) == 26
    assert [row.name for row in found.rows[:2]] == ["Trần Văn Hòa", "Nguyễn Thị Minh Châu"]
    assert (rows["Trần Văn Hòa"].office, rows["Trần Văn Hòa"].present) == ("Bí thư Chi bộ", "x")
    assert (rows["Lê Thị Thu Hà"].present, rows["Lê Thị Thu Hà"].absent) == ("", "Có lý do")
    assert rows["Lê Thị Thu Hà"].note == "Nghỉ thai sản"
    assert rows["Tạ Văn Lộc"].present == "" and "miễn" in rows["Tạ Văn Lộc"].note
    assert rows["Đinh Công Danh"].present == "x" and rows["Đinh Công Danh"].note.startswith("Đến muộn; 15 phút")
    assert rows["Hồ Thị Yến Nhi"].status == "Dự bị"
    present = sum(row.present == "x" for row in found.rows)
    assert present == (REGULAR.roll.present_official or 0) + (REGULAR.roll.present_probationary or 0)


def test_the_score_sheet_adds_up_and_the_voted_grade_stands() -> None:
    found = context(REGULAR, "score-sheet")
    given = sum(row.cell_score or 0 for row in REGULAR.score)
    assert found.cell_total == f"{given:f}".rstrip("0").rstrip(".").replace(".", ",")
    assert (found.suggested, found.grade, found.difference) == ("Tốt", "Tốt", "")
    other = context(changed(REGULAR, "grade", "Khá"), "score-sheet")
    assert (other.suggested, other.grade) == ("Tốt", "Khá")
    assert other.difference == "Theo tổng điểm xếp loại Tốt; Chi bộ biểu quyết xếp loại Khá."


def test_scores_of_a_time_without_a_known_frame_are_doubted() -> None:
    assert codes(REGULAR)["uncertain-score-sheet"] is Severity.WARNING
    assert "uncertain-score-sheet" not in codes(on(REGULAR, date(2025, 10, 28)))


def test_a_vote_count_is_signed_by_its_head_teller() -> None:
    found = context(ADMITTING, "vote-count")
    assert found.tellers[0] == "Đồng chí Huỳnh Thanh Tâm, Tổ trưởng"
    assert (found.signers.right_authority, found.signers.right_title) == ("T/M TỔ KIỂM PHIẾU", "TỔ TRƯỞNG")
    assert found.signers.right_name == "Huỳnh Thanh Tâm"
    assert [row.votes for row in found.rows] == [
        "22/23 phiếu (95,7%), bằng 91,7% tổng số đảng viên chính thức",
        "00/23 phiếu (0%)",
        "01/23 phiếu (4,3%)",
    ]
    assert found.vote.ballots.startswith("phát ra: 23 phiếu")


def test_an_election_counts_each_candidate() -> None:
    vote = ADMITTING.votes[0].model_copy(
        update={
            "purpose": VotePurpose.ELECTION,
            "in_favour": None,
            "abstained": 0,
            "choices": (VoteChoice(name="Lê Thị Thu Hà", votes=21), VoteChoice(name="Ngô Thị Bích Thủy", votes=2)),
        }
    )
    elected = changed(ADMITTING, "votes", (vote,))
    count = context(elected, "vote-count")
    assert (count.signers.right_authority, count.signers.right_title) == ("T/M BAN KIỂM PHIẾU", "TRƯỞNG BAN")
    rows = count.rows
    assert [(row.name, row.votes) for row in rows] == [
        ("Lê Thị Thu Hà", "21/23 phiếu (91,3%)"),
        ("Ngô Thị Bích Thủy", "02/23 phiếu (8,7%)"),
    ]
    shown = context(elected, "minutes").votes[0]
    assert shown.in_favour == "" and len(shown.choices) == 2


def test_an_extract_names_the_minutes_it_is_taken_from() -> None:
    known = Known(None, {BB: FiledPaper(BB, "26-BB/CB", date(2018, 11, 7))})
    found = context(ADMITTING, "extract", None, known=known)
    assert found.source == "Biên bản số 26-BB/CB, ngày 07/11/2018"
    assert found.abstract == "về việc kết nạp quần chúng Hứa Thị Mỹ Tiên vào Đảng"
    assert [item.title for item in found.items] == ["Xét kết nạp đảng viên đối với quần chúng Hứa Thị Mỹ Tiên"]
    assert found.vote.in_favour == "22/23 phiếu (95,7%), bằng 91,7% tổng số đảng viên chính thức"
    assert context(ADMITTING, "extract").source == "Biên bản ngày 07/11/2018"


def test_the_monthly_report_looks_back_forward_and_asks() -> None:
    found = context(ADMITTING, "report", 1)
    assert found.header.number == "Số 01-BC/CB"
    assert found.abstract == ("kết quả thực hiện nhiệm vụ tháng 10 năm 2018, phương hướng, nhiệm vụ tháng 11 năm 2018")
    assert found.members == "Tổng số đảng viên: 26 đồng chí (chính thức: 24 đồng chí; dự bị: 02 đồng chí)."
    assert found.proposals and found.last_tasks and found.new_tasks


# ── after it ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_supplement_is_signed_by_those_who_signed_the_minutes() -> None:
    found = context(FOLLOWED_UP, "supplement", None, known=KNOWN)
    assert (found.signers.left_name, found.signers.right_name) == ("Đỗ Thị Kim Oanh", "Trần Văn Hòa")
    assert found.abstract == "bổ sung Biên bản số 25-BB/CB, ngày 26/10/2018"
    assert len(found.supplement) == 2


def test_a_supervised_meeting_of_which_no_roll_is_known_counts_nobody() -> None:
    assert context(FOLLOWED_UP, "supervision-record").attendance is None
    known = context(FOLLOWED_UP, "supervision-record", known=KNOWN).attendance
    assert known.total == "26 đồng chí"


def test_what_a_supervisor_records_is_the_superior_s_paper_and_takes_no_number() -> None:
    document = planned(FOLLOWED_UP)[0]["supervision-record"]
    assert (document.series, document.day) == (None, date(2018, 10, 26))
    found = context(FOLLOWED_UP, "supervision-record", None, known=KNOWN)
    assert (found.header.superior, found.header.body) == ("ĐẢNG BỘ HUYỆN KIÊN HÒA", "ĐẢNG ỦY XÃ TÂN PHÚ")
    assert (found.header.number, found.abstract) == ("", "giám sát sinh hoạt chi bộ chuyên đề tháng 10 năm 2018")
    assert (found.signers.left_title, found.signers.left_name) == ("NGƯỜI GIÁM SÁT", "Nguyễn Văn Bình")
    assert found.signers.right_authority == "T/M CHI BỘ"
    assert (found.signers.right_title, found.signers.right_name) == ("BÍ THƯ", "Trần Văn Hòa")
    assert found.when == "từ 14 giờ 00 phút đến 16 giờ 45 phút, ngày 26 tháng 10 năm 2018"
    assert len(found.strengths) == 2 and found.grade == "Tốt"
    assert found.recipients[-1] == "Lưu Hồ sơ giám sát."


def test_the_superior_s_head_is_that_of_the_day() -> None:
    later = on(FOLLOWED_UP, date(2025, 8, 1))
    stated = changed(later, "follow_up.supervision.day", date(2025, 8, 2))
    assert context(stated, "supervision-record").header.superior == "ĐẢNG BỘ TỈNH AN BÌNH"


def test_a_letter_of_correction_says_what_was_printed_and_what_it_is_to_read() -> None:
    found = context(FOLLOWED_UP, "correction", 3, known=KNOWN)
    assert found.header.number == "Số 03-CV/CB"
    assert found.header.letter_abstract == "về việc đính chính Nghị quyết số 06-NQ/CB, ngày 29/10/2018"
    assert (found.corrections[0].printed, found.corrections[0].corrected) == (
        "trước ngày 31/10/2019",
        "trước ngày 31/10/2018",
    )
    assert found.addressed == ("Đảng ủy xã Tân Phú",)
    assert (
        context(FOLLOWED_UP, "transmittal", 3, known=KNOWN).closing
        == "Kính đề nghị Đảng ủy xã Tân Phú theo dõi, chỉ đạo./."
    )


def test_a_transmittal_lists_what_is_sent() -> None:
    found = context(FOLLOWED_UP, "transmittal", 4, known=KNOWN)
    assert found.documents == (
        "Biên bản số 25-BB/CB, ngày 26/10/2018;",
        "Nghị quyết số 06-NQ/CB, ngày 29/10/2018.",
    )
    stated = changed(FOLLOWED_UP, "follow_up.sent_documents", ("Nghị quyết tháng 10.",))
    assert context(stated, "transmittal", 4, known=KNOWN).documents == ("Nghị quyết tháng 10.",)


# ── what an office chooses ──────────────────────────────────────────────────────────────────────────────────────────


def test_an_office_chooses_the_papers_of_each_meeting() -> None:
    choice = (DocumentChoice(meeting="regular", stage="held", kinds=("resolution",)),)
    assert set(in_office(with_options(documents=choice), REGULAR)) == {"resolution"}
    assert set(in_office(with_options(documents=()), REGULAR)) == {"minutes", "resolution", "roll", "score-sheet"}


def test_an_official_form_is_made_only_where_the_office_attached_its_own() -> None:
    choice = (DocumentChoice(meeting="regular", stage="held", kinds=("minutes", "admission-resolution")),)
    found = in_office(with_options(documents=choice), ADMITTING)
    assert set(found) == {"minutes", "admission-resolution"}
    filled = loosened(found["admission-resolution"].context(9))
    assert filled.header.number == "Số 09-NQ/CB"
    assert filled.person == "Hứa Thị Mỹ Tiên"
    for kind in KINDS:
        assert (shipped_templates() / kind.template).is_file() is kind.is_shipped


@pytest.mark.parametrize(
    ("choice", "faults"),
    [
        (DocumentChoice(meeting="regular", stage="held", kinds=("minutes",)), 0),
        (DocumentChoice(meeting="monthly", stage="held", kinds=("minutes",)), 1),
        (DocumentChoice(meeting="regular", stage="done", kinds=("minutes", "protocol")), 2),
        (DocumentChoice(meeting="regular", stage="planned", kinds=("minutes",)), 1),
    ],
)
def test_a_choice_that_names_nothing_is_told(choice: DocumentChoice, faults: int) -> None:
    assert len(choice_faults(Options(documents=(choice,)))) == faults


def test_the_spelling_of_uy_is_the_office_s_and_names_keep_theirs() -> None:
    office = with_options(spelling=Spelling.MODERN)
    member = changed(REGULAR, "chair", "Ngô Thị Bích Thủy")
    found = loosened(in_office(office, changed(member, "documents", ()))["minutes"].context(5))
    assert found.signers.right_name == "Ngô Thị Bích Thủy"
    invitation = loosened(in_office(office, NOVEMBER)["invitation"].context(5))
    assert invitation.signature.authority == "T/M CHI UỶ"
    committee = loosened(in_office(office, sample_meeting("04"))["minutes"].context(5))
    assert "họp chi uỷ" in committee.abstract and committee.attendees == "chi uỷ viên"


def test_every_kind_of_paper_has_its_row_and_a_sample_that_makes_it() -> None:
    assert {kind.name for kind in KINDS} == set(DocumentKindName)
    made = {
        document.kind.name
        for start in ("01", "02", "03", "04", "06", "07", "08", "09", "10", "11")
        for document in plan_documents(sample_meeting(start), organisation(), regulations(), Places()).documents
    }
    assert made == {kind.name for kind in KINDS if kind.is_shipped}


def test_every_stage_keeps_its_papers_apart() -> None:
    for kind in KINDS:
        assert kind.stage in (Stage.PLANNED, Stage.POSTPONED, Stage.HELD, Stage.FOLLOWED_UP)
        assert kind.numbered is False or kind.types == () or set(kind.types) <= set(regulations().on(date.max).types)
    slugs = [kind.slug for kind in KINDS]
    assert len(slugs) == len(set(slugs))


# ── what went wrong once ────────────────────────────────────────────────────────────────────────────────────────────


def test_who_was_rejected_is_not_proposed() -> None:
    choice = (DocumentChoice(meeting="regular", stage="held", kinds=("admission-resolution",)),)
    lost = ADMITTING.votes[0].model_copy(update={"declared_passed": False, "person": "Đỗ Văn Bền"})
    both = changed(ADMITTING, "votes", (*ADMITTING.votes, lost))
    found = in_office(with_options(documents=choice), both)
    assert [loosened(document.context(9)).person for document in found.values()] == ["Hứa Thị Mỹ Tiên"]


def test_an_election_without_candidates_has_no_ballot() -> None:
    vote = NOVEMBER.votes[0].model_copy(update={"purpose": VotePurpose.ELECTION})
    assert "ballot" not in planned(changed(NOVEMBER, "votes", (vote,)))[0]


def test_nothing_empty_is_drafted_or_reported() -> None:
    bare = changed(changed(NOVEMBER, "new_tasks", ()), "resolution", type(NOVEMBER.resolution)())
    assert "draft-resolution" not in planned(bare)[0]
    assert "report" not in planned(changed(changed(ADMITTING, "last_tasks", ()), "assessment", Assessment()))[0]


def test_a_cell_without_a_committee_hears_from_its_secretary() -> None:
    small = changed(changed(POSTPONED, "body", "tram-y-te"), "earlier_day", None)
    assert context(small, "postponement").closing == "Bí thư Chi bộ sẽ thông báo thời gian tổ chức lại sau./."


@pytest.mark.parametrize(
    "authors",
    [
        ("Võ Thanh Liêm", "Võ Thanh Liêm"),
        ("Võ Thanh Liêm 2", "Võ Thanh Liêm", "Võ Thanh Liêm"),
        ("Vỗ Thành Liềm", "Võ Thanh Liêm", "VO THANH LIEM 2", "日本", "4", "日"),
        tuple(f"Trần {'Ă' * 195}{letter}" for letter in "ABCD"),
    ],
)
def test_every_paper_has_a_file_of_its_own(authors: tuple[str, ...]) -> None:
    assert PLAN.thematic is not None
    first = PLAN.thematic.papers[0]
    papers = tuple(first.model_copy(update={"author": author}) for author in authors)
    found = [
        document for key, document in planned(changed(PLAN, "thematic.papers", papers))[0].items() if "paper" in key
    ]
    names = [document.suffix for document in found]
    assert len(set(names)) == len(authors)
    assert all(name.startswith("-") and name.isascii() for name in names)
