"""What came after a meeting, against what the archive has of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.archive import FILED, VOID, FiledDocument, Manifest, VoidedNumber
from pipeline.checks.case import CONFIRM
from pipeline.documents import KINDS
from pipeline.errors import Problem, Severity
from pipeline.meeting import Dispatch, DocumentKindName, Meeting, Stage
from pipeline.messages import Message, msg
from pipeline.records import Path, Places


def against_archive(meeting: Meeting, manifest: Manifest | None, round_: int, places: Places) -> list[Problem]:
    """Everything in a follow-up that does not fit the meeting as it was filed."""
    if meeting.stage not in (Stage.FOLLOWED_UP, Stage.POSTPONED):
        return []
    problems = list(_nothing_to_follow(meeting, manifest, places))
    if manifest is not None:
        problems += _dispatches(meeting, manifest, places)
        problems += _void_numbers(meeting, manifest, round_, places)
    return [problem.as_warning() if meeting.confirmed and problem.contradiction else problem for problem in problems]


def _nothing_to_follow(meeting: Meeting, manifest: Manifest | None, places: Places) -> Iterator[Problem]:
    """Only what was held can be followed up."""
    if meeting.stage is not Stage.FOLLOWED_UP or (manifest and manifest.form(Stage.HELD)):
        return
    yield Problem(
        "not-held-yet",
        places.of("stage"),
        msg("No meeting that was held is filed for this body, period and kind."),
        msg(
            "Please drop the form of the meeting itself first, or write its code. "
            "If it was put off, please fill in “Hoãn đến ngày” or “Lý do hoãn”."
        ),
    )


def _dispatches(meeting: Meeting, manifest: Manifest, places: Places) -> Iterator[Problem]:
    made_here = {kind.name for kind in KINDS if kind.stage is meeting.stage and kind.count(meeting)}
    for number, row in enumerate(meeting.follow_up.dispatches):
        path: Path = ("follow_up", "dispatches", number)
        filed = [document for document in manifest.documents if document.kind is row.kind]
        if not filed and row.kind not in made_here:
            yield Problem(
                "document-not-filed",
                places.of(*path, "kind"),
                msg("This meeting has no document “{kind}” in the archive.", kind=row.kind.label),
                msg("Please check which document it was."),
                Severity.WARNING,
            )
        if filed:
            yield from _one_dispatch(row, filed, path, places)


def _one_dispatch(row: Dispatch, filed: list[FiledDocument], path: Path, places: Places) -> Iterator[Problem]:
    meant = [document for document in filed if row.number in (None, document.number)]
    if not meant:
        yield _contradiction(
            "number-not-there",
            places.of(*path, "number"),
            msg(
                "This meeting has no “{kind}” of number {number:02}; it has: {known}.",
                kind=row.kind.label,
                number=row.number,
                known=_known(filed),
            ),
        )
    elif all(document.status == VOID for document in meant):
        yield _contradiction(
            "dispatched-void",
            places.of(*path, "kind"),
            msg("The document “{name}” is void in the archive.", name=meant[0].symbol or row.kind.label),
        )
    else:
        yield from _before_its_date(row, [document for document in meant if document.status == FILED], path, places)


def _known(filed: list[FiledDocument]) -> Message | str:
    return "; ".join(document.symbol for document in filed if document.symbol) or msg("no number")


def _before_its_date(row: Dispatch, meant: list[FiledDocument], path: Path, places: Places) -> Iterator[Problem]:
    """A document is issued on its own date at the earliest; one of several that bear no number, on the first's."""
    dated = min(document.date for document in meant)
    if row.issued and row.issued < dated:
        yield _contradiction(
            "issued-before-dated",
            places.of(*path, "issued"),
            msg(
                "The document is issued ({issued:%d/%m/%Y}) before its own date ({day:%d/%m/%Y}).",
                issued=row.issued,
                day=dated,
            ),
        )
    elif not row.issued and row.sent and row.sent < dated:
        yield _contradiction(
            "sent-before-dated",
            places.of(*path, "sent"),
            msg(
                "The document is sent ({sent:%d/%m/%Y}) before its own date ({day:%d/%m/%Y}).",
                sent=row.sent,
                day=dated,
            ),
        )


def _void_numbers(meeting: Meeting, manifest: Manifest, round_: int, places: Places) -> Iterator[Problem]:
    in_force: dict[tuple[DocumentKindName, int | None], FiledDocument] = {
        (document.kind, document.number): document for document in manifest.documents if document.status == FILED
    }
    others = [void for void in manifest.void_numbers if (void.stage, void.round) != (meeting.stage, round_)]
    known = {(void.kind, void.number) for void in others}
    for number, row in enumerate(meeting.follow_up.void_numbers):
        where = places.of("follow_up", "void_numbers", number, "number")
        document = in_force.get((row.kind, row.number))
        if row.taken_back and (row.kind, row.number) not in known:
            yield Problem(
                "void-not-stated",
                where,
                msg("Number {number:02} of “{kind}” is not void.", number=row.number, kind=row.kind.label),
                msg("Please check which number was stated by mistake."),
                Severity.WARNING,
            )
        elif document is not None and not row.taken_back:
            yield _contradiction(
                "void-in-force",
                where,
                msg(
                    "The document “{name}” of {day:%d/%m/%Y} carries this number and is in force.",
                    name=document.symbol,
                    day=document.date,
                ),
            )
    yield from _still_void(meeting, others, places)


def _still_void(meeting: Meeting, others: Sequence[VoidedNumber], places: Places) -> Iterator[Problem]:
    """Void numbers of an earlier form: one that corrects them has to say so, for it only adds to the record."""
    rows = meeting.follow_up.void_numbers
    named = {(row.kind, row.number) for row in rows}
    left = [void for void in others if (void.kind, void.number) not in named]
    if not left or not any(not row.taken_back for row in rows):
        return
    numbers = ", ".join(f"{void.number:02}" for void in left)
    yield Problem(
        "still-void",
        places.of("follow_up", "void_numbers"),
        msg("Stated as void before, and still so: {numbers}.", numbers=numbers),
        msg("If one was stated by mistake, please give it a row of its own and mark “Khai nhầm, không hủy”."),
        Severity.WARNING,
    )


def overtaken_void_numbers(meeting: Meeting, manifest: Manifest, places: Places) -> tuple[Problem, ...]:
    """Warnings on a form that was filed before: what it says of void numbers, and a later form says otherwise."""
    void = {(one.kind, one.number) for one in manifest.void_numbers}
    return tuple(
        Problem(
            "void-overtaken",
            places.of("follow_up", "void_numbers", number, "number"),
            msg(
                "A form that was filed later says otherwise of number {number:02}; nothing was changed.",
                number=row.number,
            ),
            msg("If this row holds again, please say so on a form with a reason in other words."),
            Severity.WARNING,
        )
        for number, row in enumerate(meeting.follow_up.void_numbers)
        if ((row.kind, row.number) in void) == row.taken_back
    )


def _contradiction(code: str, where: Message, message: Message) -> Problem:
    return Problem(code, where, message, CONFIRM, contradiction=True)
