"""What a clerk states after a meeting: papers on their way, the superior's score, a postponement, void numbers, gaps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import Archive, Manifest
from pipeline.archive.manifest import read_manifest
from pipeline.checks import check_meeting
from pipeline.errors import Problem, Severity
from pipeline.forms import meeting_to_yaml
from pipeline.meeting import (
    Dispatch,
    DocumentDetails,
    DocumentKindName,
    Explanation,
    FollowUp,
    Gap,
    Meeting,
    Stage,
    SuperiorScore,
    VoidNumber,
    as_postponed,
)
from pipeline.meeting import Outcome as Outcome_
from pipeline.messages import Message, verbatim
from pipeline.process import FormState, Office, Outcome, open_office, process_inbox
from pipeline.records import Places
from pipeline.reports import register_lines
from pipeline.verify import verify_archive
from pipeline.workspace import Workspace
from tests.sample import changed, organisation, regulations, sample_meeting

PLAN, HELD = sample_meeting("06"), sample_meeting("08")
FOLDER = Path("binh-minh") / "2018" / "11-thuong-ky"


def day(number: int) -> date:
    return date(2018, 11, number)


def followed(announced: date | None = None, code: str | None = None, **said: Any) -> Meeting:
    """The form after the meeting of November, which was held on its day."""
    return Meeting(
        code=code,
        stage=Stage.FOLLOWED_UP,
        kind=HELD.kind,
        body=HELD.body,
        period=HELD.period,
        day=HELD.day,
        announced=announced,
        follow_up=FollowUp(**said),
    )


def sent(kind: DocumentKindName = DocumentKindName.RESOLUTION, number: int | None = None, **steps: Any) -> Dispatch:
    return Dispatch(kind=kind, number=number, **steps)


def found(meeting: Meeting, places: Places | None = None) -> list[Problem]:
    return list(check_meeting(meeting, organisation(), regulations(), places or Places()))


class EveryPlace(Places):
    """Each value stands where its path says."""

    def of(self, *path: str | int) -> Any:
        return verbatim("/".join(str(step) for step in path))


def told(meeting: Any) -> set[tuple[str, str, Severity]]:
    return {(problem.code, str(problem.where), problem.severity) for problem in found(meeting, EveryPlace())}


ERROR, WARNING = Severity.ERROR, Severity.WARNING
PLANNED_DAY, NEW_DAY, ANNOUNCED = day(5), day(12), day(2)
SCORED = SuperiorScore(criterion="Thời gian sinh hoạt", points=Decimal(5))
VOID = VoidNumber(kind=DocumentKindName.RESOLUTION, number=7, reason="Ghi nhầm")


def test_a_follow_up_without_papers_of_its_own_has_nothing_to_say_against_it() -> None:
    said = followed(
        dispatches=(sent(issued=day(8), sent=day(9), received=day(9)),),
        superior_scores=(SCORED,),
        superior_total=Decimal(95),
        superior_grade="Tốt",
        superior_scored=day(20),
        void_numbers=(VOID,),
        explanations=(Explanation(gap=Gap.NO_MEETING, concerning="9/2018", text="Mưa lũ."),),
    )
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "code", "place", "severity"),
    [
        ({}, "nothing-followed-up", "", WARNING),
        ({"dispatches": (sent(number=5),)}, "nothing-followed-up", "", WARNING),
        ({"superior_scores": (SuperiorScore(criterion="Thời gian sinh hoạt"),)}, "nothing-followed-up", "", WARNING),
        ({"dispatches": (sent(issued=day(9), sent=day(8)),)}, "sent-too-early", "/dispatches/0/sent", ERROR),
        ({"dispatches": (sent(sent=day(9), received=day(8)),)}, "received-too-early", "/dispatches/0/received", ERROR),
        ({"dispatches": (sent(issued=day(9), received=day(8)),)}, "received-too-early", "/dispatches/0/received", ERROR),
        ({"dispatches": (sent(issued=day(1)),)}, "dispatched-before-meeting", "/dispatches/0/issued", ERROR),
        ({"dispatches": (sent(sent=day(1)),)}, "dispatched-before-meeting", "/dispatches/0/sent", ERROR),
        ({"dispatches": (sent(issued=day(8)), sent(issued=day(9)))}, "issued-twice", "/dispatches/1/issued", ERROR),
        ({"superior_scores": (changed(SCORED, "points", Decimal(6)),)}, "score-too-high", "/superior_scores/0/points", ERROR),
        ({"superior_scores": (changed(SCORED, "criterion", "Giờ giấc"),)}, "unknown-criterion", "/superior_scores/0/criterion", WARNING),
        ({"superior_scores": (SCORED, SCORED)}, "criterion-twice", "/superior_scores/1/criterion", ERROR),
        ({"superior_total": Decimal(101)}, "score-too-high", "/superior_total", ERROR),
        ({"superior_total": Decimal(4), "superior_scores": (SCORED,)}, "superior-total-differs", "/superior_total", ERROR),
        ({"superior_scored": day(1)}, "scored-before-meeting", "/superior_scored", ERROR),
        ({"void_numbers": (VOID, VOID)}, "void-twice", "/void_numbers/1/number", ERROR),
        ({"void_numbers": (changed(VOID, "reason", ""),)}, "no-reason", "/void_numbers/0/reason", WARNING),
        ({"void_numbers": (VOID,), "dispatches": (sent(number=7, issued=day(8)),)}, "void-and-carried", "/void_numbers/0/number", ERROR),
        ({"explanations": (Explanation(gap=Gap.NO_SCORE),)}, "not-explained", "/explanations/0/text", WARNING),
        ({"explanations": (Explanation(gap=Gap.NUMBER_MISSING, text="Ghi nhầm."),)}, "which-number", "/explanations/0/concerning", WARNING),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_place(
    said: dict[str, Any], code: str, place: str, severity: Severity
) -> None:
    assert (code, f"follow_up{place}", severity) in told(followed(**said))


def test_contradictions_after_a_meeting_may_be_confirmed() -> None:
    wrong = followed(dispatches=(sent(issued=day(9), sent=day(8)),))
    assert {severity for _, _, severity in told(changed(wrong, "confirmed", True))} == {WARNING}


def test_an_invitation_goes_out_before_the_meeting() -> None:
    invited = sent(DocumentKindName.INVITATION, issued=day(1), sent=day(1))
    assert found(followed(dispatches=(invited,))) == []


def test_a_result_sent_late_is_doubted_until_it_is_explained() -> None:
    late = changed(followed(dispatches=(sent(issued=date(2026, 3, 9)),)), "day", date(2026, 3, 2))
    assert "results-late" in {code for code, _, _ in told(late)}
    why = Explanation(gap=Gap.RESULT_LATE, text="Bí thư đi công tác.")
    assert "results-late" not in {code for code, _, _ in told(changed(late, "follow_up.explanations", (why,)))}


def test_a_whole_score_of_the_superior_earns_its_grade() -> None:
    sheet = regulations().on(day(7)).score_sheet(HELD.kind)
    rows = tuple(SuperiorScore(criterion=group.name, points=Decimal(group.points)) for group in sheet.groups)
    good = followed(superior_scores=rows, superior_total=Decimal(sheet.total), superior_grade="Tốt")
    assert found(good) == []
    assert "grade-differs" in {code for code, _, _ in told(changed(good, "follow_up.superior_grade", "Kém"))}
    less = changed(good, "follow_up.superior_total", Decimal(sheet.total - 1))
    assert "superior-total-differs" in {code for code, _, _ in told(less)}


def test_what_came_after_is_not_lost_in_silence_on_another_form() -> None:
    assert "follow-up-not-used" in {
        code for code, _, _ in told(changed(HELD, "follow_up", FollowUp(supplement="Thêm.")))
    }


def postponed(new_day: date | None = NEW_DAY, announced: date | None = ANNOUNCED) -> Meeting:
    """The form that puts off the planned meeting."""
    form = followed(announced, postponed_to=new_day, postponement_reason="Mưa lũ")
    return form.model_copy(update={"day": PLANNED_DAY})


def test_a_stated_postponement_is_the_record_of_one_and_points_to_its_own_places() -> None:
    where: dict[tuple[str | int, ...], Message] = {
        ("day",): verbatim("ngày họp"),
        ("follow_up", "postponed_to"): verbatim("hoãn đến"),
        ("follow_up", "postponement_reason"): verbatim("lý do hoãn"),
    }
    record, places = as_postponed(postponed(), Places(where))
    assert (record.stage, record.day, record.earlier_day, record.reason) == (Stage.POSTPONED, day(12), day(5), "Mưa lũ")
    assert [str(places.of(field)) for field in ("day", "earlier_day", "reason")] == [
        "hoãn đến",
        "ngày họp",
        "lý do hoãn",
    ]
    assert as_postponed(record, places) == (record, places)
    assert found(record) == []


def test_a_meeting_may_be_put_off_without_a_new_day() -> None:
    record, _ = as_postponed(postponed(new_day=None), Places())
    assert (record.stage, record.day, record.earlier_day) == (Stage.POSTPONED, day(5), None)
    assert found(record) == []


@pytest.mark.parametrize(
    ("path", "value", "code", "place"),
    [
        ("day", None, "missing", "earlier_day"),
        ("follow_up.supplement", "Thêm ý kiến.", "postponed-and-held", "follow_up/supplement"),
        ("follow_up.superior_scores", (SCORED,), "postponed-and-held", "follow_up/superior_scores"),
    ],
)
def test_a_postponement_says_from_when_and_nothing_of_a_meeting_held(
    path: str, value: object, code: str, place: str
) -> None:
    record, _ = as_postponed(changed(postponed(), path, value), Places())
    assert (code, place, ERROR) in told(record)


@contextmanager
def opened(workspace: Workspace) -> Iterator[Office]:
    with open_office(workspace, lambda: datetime(2026, 11, 22, tzinfo=UTC), lock_timeout=1) as office:
        yield office


def drop(workspace: Workspace, *meetings: Meeting) -> list[Outcome]:
    for number, meeting in enumerate(meetings):
        (workspace.inbox / f"{number}.yaml").write_text(meeting_to_yaml(meeting), encoding="utf-8")
    with opened(workspace) as office:
        return list(process_inbox(office, (), settle=0))


def filed(workspace: Workspace) -> Manifest:
    manifest = read_manifest(workspace.outbox / FOLDER)
    assert manifest is not None
    return manifest


def number_of(workspace: Workspace, kind: DocumentKindName) -> int:
    (number,) = [document.number for document in filed(workspace).documents if document.kind is kind]
    assert number is not None
    return number


def codes(outcome: Outcome) -> set[str]:
    return {problem.code for problem in outcome.problems}


def test_a_planned_meeting_is_put_off_by_its_follow_up(workspace: Workspace) -> None:
    _, outcome = drop(workspace, PLAN, postponed())
    assert outcome.state is FormState.FILED, outcome.problems
    assert [(document.kind, document.number) for document in outcome.documents] == [("postponement", "01-CV/CB")]
    record = filed(workspace).form(Stage.POSTPONED)
    assert filed(workspace).stage is Stage.POSTPONED and record is not None and record.record.day == day(12)
    (same,) = drop(workspace, postponed())
    assert same.state is FormState.DUPLICATE
    (second,) = drop(workspace, changed(postponed(day(19), announced=day(10)), "day", day(12)))
    assert [document.number for document in second.documents] == ["02-CV/CB"]
    (held,) = drop(workspace, HELD)
    assert held.state is FormState.FILED


def test_postponements_that_nobody_announced_are_kept_apart_by_the_day_they_put_off(workspace: Workspace) -> None:
    drop(workspace, PLAN, postponed(announced=None))
    drop(workspace, changed(postponed(day(19), announced=None), "day", day(12)))
    assert [form.round for form in filed(workspace).forms if form.stage is Stage.POSTPONED] == [0, 1]


def test_a_meeting_that_was_held_is_not_put_off(workspace: Workspace) -> None:
    drop(workspace, HELD)
    (late,) = drop(workspace, postponed())
    assert late.state is FormState.RETURNED
    assert "postponed-after-held" in codes(late)


def test_a_follow_up_that_only_records_makes_no_document_and_is_never_overwritten(workspace: Workspace) -> None:
    drop(workspace, HELD)
    first = followed(dispatches=(sent(issued=day(8), sent=day(8)),), code="binh-minh-2018-11-thuong-ky-1")
    (outcome,) = drop(workspace, first)
    assert (outcome.state, outcome.documents) == (FormState.FILED, ())
    (same,) = drop(workspace, first)
    assert same.state is FormState.DUPLICATE
    (further,) = drop(workspace, followed(superior_total=Decimal(95), code=first.code))
    assert further.state is FormState.FILED
    records = [form.record.follow_up for form in filed(workspace).forms if form.stage is Stage.FOLLOWED_UP]
    assert records == [first.follow_up, FollowUp(superior_total=Decimal(95))]
    assert (workspace.outbox / FOLDER / "bieu-mau-sau-hop-lan-2.yaml").is_file()
    assert not (workspace.outbox / FOLDER / "lich-su").exists()


def test_a_corrected_follow_up_of_the_same_day_takes_the_place_of_the_first(workspace: Workspace) -> None:
    drop(workspace, HELD)
    (first,) = drop(workspace, followed(day(14), superior_total=Decimal(90)))
    (mended,) = drop(workspace, followed(day(14), superior_total=Decimal(95)))
    assert (first.state, mended.state) == (FormState.FILED, FormState.REVISED)
    (record,) = [form.record for form in filed(workspace).forms if form.stage is Stage.FOLLOWED_UP]
    assert record.follow_up.superior_total == Decimal(95)


def test_a_dispatch_is_held_against_what_was_filed(workspace: Workspace) -> None:
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    (right,) = drop(workspace, followed(dispatches=(sent(number=number, issued=day(8)),)))
    assert (right.state, codes(right)) == (FormState.FILED, set())
    (other,) = drop(workspace, followed(dispatches=(sent(number=number + 40, issued=day(8)),)))
    assert (other.state, codes(other)) == (FormState.RETURNED, {"number-not-there"})
    (none,) = drop(workspace, followed(dispatches=(sent(DocumentKindName.CONCLUSION, issued=day(8)),)))
    assert (none.state, codes(none)) == (FormState.FILED, {"document-not-filed"})
    (early,) = drop(workspace, followed(dispatches=(sent(DocumentKindName.INVITATION, sent=day(8)),)))
    assert codes(early) == {"document-not-filed"}


def test_a_document_is_not_issued_before_its_own_date(workspace: Workspace) -> None:
    dated = DocumentDetails(kind=DocumentKindName.RESOLUTION, day=day(15))
    drop(workspace, changed(HELD, "documents", (dated,)))
    for row, code in ((sent(issued=day(13)), "issued-before-dated"), (sent(sent=day(13)), "sent-before-dated")):
        (early,) = drop(workspace, followed(dispatches=(row,)))
        assert (early.state, codes(early)) == (FormState.RETURNED, {code})


def test_a_void_number_is_not_given_to_a_document(workspace: Workspace) -> None:
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    void = VoidNumber(kind=DocumentKindName.RESOLUTION, number=number + 1, reason="Viết hỏng")
    (outcome,) = drop(workspace, followed(day(14), void_numbers=(void,)))
    assert (outcome.state, outcome.documents) == (FormState.FILED, ())
    assert [(v.type, v.number) for v in filed(workspace).void_numbers] == [("NQ", number + 1)]
    shutil.rmtree(workspace.state)  # the register comes back from the archive alone
    assert next_resolution(workspace) == f"{number + 2:02}-NQ/CB"


def next_resolution(workspace: Workspace) -> str | None:
    """The number of the next meeting's resolution."""
    thematic = sample_meeting("02")
    (filed_,) = drop(workspace, thematic.model_copy(update={"code": None, "documents": ()}))
    return next(document.number for document in filed_.documents if document.kind == "resolution")


def test_a_number_called_void_by_mistake_is_free_again_once_corrected(workspace: Workspace) -> None:
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    void = VoidNumber(kind=DocumentKindName.RESOLUTION, number=number + 60, reason="Viết hỏng")
    drop(workspace, followed(day(14), void_numbers=(void,)))
    drop(workspace, followed(day(14), superior_total=Decimal(95)))
    assert filed(workspace).void_numbers == ()
    assert next_resolution(workspace) == f"{number + 1:02}-NQ/CB"


def test_the_number_of_a_document_in_force_is_not_void(workspace: Workspace) -> None:
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    void = VoidNumber(kind=DocumentKindName.RESOLUTION, number=number, reason="Viết hỏng")
    (outcome,) = drop(workspace, followed(void_numbers=(void,)))
    assert (outcome.state, codes(outcome)) == (FormState.RETURNED, {"void-in-force"})


def test_the_number_of_another_meeting_is_not_void(workspace: Workspace) -> None:
    taken = int((next_resolution(workspace) or "").split("-")[0])
    drop(workspace, HELD)
    void = VoidNumber(kind=DocumentKindName.RESOLUTION, number=taken, reason="Viết hỏng")
    (outcome,) = drop(workspace, followed(void_numbers=(void,)))
    assert (outcome.state, codes(outcome)) == (FormState.RETURNED, {"number-taken"})
    assert "void_numbers" in str(outcome.problems[0].where)


def test_a_paper_without_numbers_has_none_to_be_void(workspace: Workspace) -> None:
    drop(workspace, HELD)
    void = VoidNumber(kind=DocumentKindName.ROLL, number=3, reason="Viết hỏng")
    (outcome,) = drop(workspace, followed(void_numbers=(void,)))
    assert (outcome.state, codes(outcome)) == (FormState.FILED, {"void-without-series"})


def test_a_number_called_void_by_mistake_is_taken_back_on_a_further_form(workspace: Workspace) -> None:
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    wrong, right = (
        VoidNumber(kind=DocumentKindName.RESOLUTION, number=number + more, reason="Viết hỏng") for more in (3, 1)
    )
    drop(workspace, followed(void_numbers=(wrong,)))
    (corrected,) = drop(workspace, followed(void_numbers=(right,)))
    assert (corrected.state, codes(corrected)) == (FormState.FILED, {"still-void"})
    assert [void.number for void in filed(workspace).void_numbers] == [number + 3, number + 1]
    (back,) = drop(workspace, followed(void_numbers=(changed(wrong, "taken_back", True),)))
    assert (back.state, codes(back)) == (FormState.FILED, set())
    assert [void.number for void in filed(workspace).void_numbers] == [number + 1]
    (same,) = drop(workspace, followed(void_numbers=(wrong,)))
    assert (same.state, codes(same)) == (FormState.DUPLICATE, {"void-overtaken"})
    (same,) = drop(workspace, followed(void_numbers=(right,)))
    assert (same.state, codes(same)) == (FormState.DUPLICATE, set())
    shutil.rmtree(workspace.state)  # the register comes back from the archive alone
    assert next_resolution(workspace) == f"{number + 2:02}-NQ/CB"


def test_no_number_is_forgotten_when_a_document_goes_and_comes_again(workspace: Workspace) -> None:
    """The resolution is dropped by a corrected form, its number stated as void, and the resolution comes back."""
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    drop(workspace, changed(HELD, "outcome", Outcome_.MINUTES_ONLY))
    drop(workspace, followed(void_numbers=(changed(VOID, "number", number),)))
    drop(workspace, changed(HELD, "place", "Hội trường xã"))
    with opened(workspace) as office:
        held = office.register.holders()
        assert verify_archive(office).findings == ()
    symbols = [line.symbol for line in register_lines(Archive(workspace.outbox)) if line.type == "NQ"]
    assert symbols == [f"{number:02}-NQ/CB", f"{number + 1:02}-NQ/CB"]
    shutil.rmtree(workspace.state)
    with opened(workspace) as office:
        assert office.register.holders() == held
    assert next_resolution(workspace) == f"{number + 2:02}-NQ/CB"


def test_a_number_that_is_not_void_cannot_be_taken_back(workspace: Workspace) -> None:
    drop(workspace, HELD)
    number = number_of(workspace, DocumentKindName.RESOLUTION)
    void = VoidNumber(kind=DocumentKindName.RESOLUTION, number=number + 1, taken_back=True)
    (outcome,) = drop(workspace, followed(void_numbers=(void,)))
    assert (outcome.state, codes(outcome)) == (FormState.FILED, {"void-not-stated"})
    assert filed(workspace).void_numbers == ()
