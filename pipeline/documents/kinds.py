"""The one table of document kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import get_type_hints

from pipeline.documents.conclusion import conclusion_context
from pipeline.documents.contexts import Context
from pipeline.documents.invitation import invitation_context, postponement_context
from pipeline.documents.later import correction_context, supplement_context, transmittal_context
from pipeline.documents.minutes import minutes_context
from pipeline.documents.paper import paper_context
from pipeline.documents.plan_of_topic import thematic_plan_context
from pipeline.documents.programme import programme_context
from pipeline.documents.report import report_context
from pipeline.documents.resolution import draft_resolution_context, resolution_context
from pipeline.documents.roll import roll_context
from pipeline.documents.scoring import blank_score_sheet_context, score_sheet_context
from pipeline.documents.subject import Subject
from pipeline.documents.voting import (
    admission_context,
    ballot_context,
    counted_votes,
    extract_context,
    extracted_votes,
    full_membership_context,
    secret_votes,
    vote_count_context,
    votes_on,
)
from pipeline.meeting import Assessment, DocumentKindName, Meeting, MeetingKind, Outcome, Stage, VotePurpose
from pipeline.vietnamese.text import slug

_LONGEST_NAME = 60  # letters of an author in the name of a file


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document: when a meeting yields it, its type and template, and what fills it.

    `types` are the letters of its symbol; the first that the body may issue on that day is taken. Papers without any
    are not issued and take no number. `count` is how many of them a meeting yields. `signed`: for the body, by its
    secretary or who stands in; the others are signed as their template says. `make_up` names the components it
    carries (regulations, `make_ups`). `usual` ones need no choice of the office;
    `cell_only` ones are not for a party committee. `named` tells the
    files of a kind apart where their order may change.
    """

    name: DocumentKindName
    types: tuple[str, ...]
    template: str
    slug: str
    stage: Stage
    make_up: str
    count: Callable[[Meeting], int]
    context: Callable[[Subject], Context]
    usual: bool = True
    numbered: bool = True
    signed: bool = True
    draft: bool = False
    cell_only: bool = False
    named: Callable[[Meeting, int], str] = lambda _meeting, _part: ""

    @property
    def context_type(self) -> type[Context]:
        """The dataclass that its template is filled with: its fields are the names a template may use."""
        found: type[Context] = get_type_hints(self.context)["return"]
        return found

    @property
    def is_shipped(self) -> bool:
        """Official forms of admission are not imitated: the office attaches its own template."""
        return self.name not in OFFICIAL_FORMS


OFFICIAL_FORMS = (
    DocumentKindName.ADMISSION_OPINIONS,
    DocumentKindName.ADMISSION_RESOLUTION,
    DocumentKindName.FULL_MEMBERSHIP_RESOLUTION,
)


def _always(_meeting: Meeting) -> int:
    return 1


def _invited(meeting: Meeting) -> int:
    return int(bool(meeting.agenda or meeting.thematic))


def _scored_kind(meeting: Meeting) -> int:
    """A committee's meeting is not scored."""
    return int(not meeting.kind.is_committee and bool(meeting.agenda or meeting.thematic))


def _scored(meeting: Meeting) -> int:
    points = (points for row in meeting.score for points in (row.self_score, row.cell_score, row.superior_score))
    return int(any(value is not None for value in points))


def _author(meeting: Meeting, part: int) -> str:
    """The author's name as a file may bear it, each paper's its own: who went on writing keeps their file."""
    names: list[str] = []
    for number, paper in enumerate(meeting.thematic.papers if meeting.thematic else (), 1):
        base = slug(paper.author)[:_LONGEST_NAME].strip("-") or str(number)
        later = (f"{base}-{again}" for again in count(2))
        names.append(base if base not in names else next(name for name in later if name not in names))
    return names[part]


def _papers(meeting: Meeting) -> int:
    return len(meeting.thematic.papers) if meeting.thematic else 0


def _resolves(meeting: Meeting) -> int:
    return int(meeting.outcome is Outcome.RESOLUTION)


def _drafts(meeting: Meeting) -> int:
    """A draft needs something to be resolved; tasks in the plan of a thematic meeting only prepare it."""
    part, is_thematic = meeting.thematic, meeting.kind is MeetingKind.THEMATIC
    proposed = meeting.resolution.directions or meeting.resolution.implementation
    tasks = () if is_thematic else meeting.new_tasks
    return int(bool(_resolves(meeting) and (proposed or tasks or (part and (part.content or part.targets)))))


def _reports(meeting: Meeting) -> int:
    """A report needs something that was done in the month it looks back on."""
    looked_back = meeting.last_tasks or meeting.assessment != Assessment()
    return int(meeting.kind is MeetingKind.REGULAR and bool(looked_back))


_K, _S = DocumentKindName, Stage

KINDS = (
    DocumentKind(_K.INVITATION, ("GM",), "giay-moi.docx", "giay-moi", _S.PLANNED, "full", _invited, invitation_context),
    DocumentKind(
        _K.THEMATIC_PROGRAMME,
        ("CTr",),
        "chuong-trinh-chuyen-de.docx",
        "chuong-trinh-chuyen-de",
        _S.PLANNED,
        "full",
        lambda meeting: int(meeting.programme is not None and bool(meeting.programme.topics)),
        programme_context,
    ),
    DocumentKind(
        _K.THEMATIC_PLAN,
        ("KH",),
        "ke-hoach-chuyen-de.docx",
        "ke-hoach-chuyen-de",
        _S.PLANNED,
        "full",
        lambda meeting: int(meeting.thematic is not None),
        thematic_plan_context,
    ),
    DocumentKind(
        _K.PAPER,
        (),
        "tham-luan.docx",
        "tham-luan",
        _S.PLANNED,
        "slip",
        _papers,
        paper_context,
        signed=False,
        named=_author,
    ),
    DocumentKind(
        _K.DRAFT_RESOLUTION,
        ("NQ",),
        "nghi-quyet.docx",
        "du-thao-nghi-quyet",
        _S.PLANNED,
        "full",
        _drafts,
        draft_resolution_context,
        numbered=False,
        draft=True,
    ),
    DocumentKind(
        _K.BALLOT,
        (),
        "phieu-bieu-quyet.docx",
        "phieu-bieu-quyet",
        _S.PLANNED,
        "slip",
        lambda meeting: len(secret_votes(meeting)),
        ballot_context,
        signed=False,
    ),
    DocumentKind(
        _K.BLANK_SCORE_SHEET,
        (),
        "phieu-cham-diem.docx",
        "phieu-cham-diem-de-trong",
        _S.PLANNED,
        "slip",
        _scored_kind,
        blank_score_sheet_context,
        cell_only=True,
    ),
    DocumentKind(
        _K.POSTPONEMENT,
        ("TB", "CV"),
        "thong-bao-hoan.docx",
        "thong-bao-hoan",
        _S.POSTPONED,
        "full",
        _always,
        postponement_context,
    ),
    DocumentKind(
        _K.MINUTES, ("BB",), "bien-ban.docx", "bien-ban", _S.HELD, "minutes", _always, minutes_context, signed=False
    ),
    DocumentKind(
        _K.RESOLUTION, ("NQ",), "nghi-quyet.docx", "nghi-quyet", _S.HELD, "full", _resolves, resolution_context
    ),
    DocumentKind(
        _K.CONCLUSION,
        ("KL",),
        "ket-luan.docx",
        "ket-luan",
        _S.HELD,
        "full",
        lambda meeting: int(meeting.outcome is Outcome.CONCLUSION),
        conclusion_context,
    ),
    DocumentKind(
        _K.ROLL,
        (),
        "danh-sach-diem-danh.docx",
        "danh-sach-diem-danh",
        _S.HELD,
        "slip",
        _always,
        roll_context,
        signed=False,
    ),
    DocumentKind(
        _K.SCORE_SHEET,
        (),
        "phieu-cham-diem.docx",
        "phieu-cham-diem",
        _S.HELD,
        "slip",
        _scored,
        score_sheet_context,
    ),
    DocumentKind(
        _K.VOTE_COUNT,
        (),
        "bien-ban-kiem-phieu.docx",
        "bien-ban-kiem-phieu",
        _S.HELD,
        "minutes",
        lambda meeting: len(counted_votes(meeting)),
        vote_count_context,
        signed=False,
    ),
    DocumentKind(
        _K.EXTRACT,
        (),
        "trich-bien-ban.docx",
        "trich-bien-ban",
        _S.HELD,
        "minutes",
        lambda meeting: len(extracted_votes(meeting)),
        extract_context,
    ),
    DocumentKind(
        _K.REPORT,
        ("BC",),
        "bao-cao.docx",
        "bao-cao",
        _S.HELD,
        "full",
        _reports,
        report_context,
        usual=False,
    ),
    DocumentKind(
        _K.ADMISSION_OPINIONS,
        (),
        "5-knd.docx",
        "5-knd",
        _S.HELD,
        "slip",
        lambda meeting: len(votes_on(meeting, VotePurpose.ADMISSION)),
        admission_context,
        usual=False,
    ),
    DocumentKind(
        _K.ADMISSION_RESOLUTION,
        ("NQ",),
        "6-knd.docx",
        "6-knd",
        _S.HELD,
        "full",
        lambda meeting: len(votes_on(meeting, VotePurpose.ADMISSION)),
        admission_context,
        usual=False,
    ),
    DocumentKind(
        _K.FULL_MEMBERSHIP_RESOLUTION,
        ("NQ",),
        "13-knd.docx",
        "13-knd",
        _S.HELD,
        "full",
        lambda meeting: len(votes_on(meeting, VotePurpose.FULL_MEMBERSHIP)),
        full_membership_context,
        usual=False,
    ),
    DocumentKind(
        _K.SUPPLEMENT,
        (),
        "bien-ban-bo-sung.docx",
        "bien-ban-bo-sung",
        _S.FOLLOWED_UP,
        "minutes",
        lambda meeting: int(bool(meeting.follow_up.supplement)),
        supplement_context,
        signed=False,
    ),
    DocumentKind(
        _K.CORRECTION,
        ("CV",),
        "cong-van-dinh-chinh.docx",
        "cong-van-dinh-chinh",
        _S.FOLLOWED_UP,
        "letter",
        lambda meeting: int(bool(meeting.follow_up.corrections)),
        correction_context,
    ),
    DocumentKind(
        _K.TRANSMITTAL,
        ("CV",),
        "cong-van-gui.docx",
        "cong-van-gui",
        _S.FOLLOWED_UP,
        "letter",
        lambda meeting: int(bool(meeting.follow_up.sent_documents or meeting.follow_up.sent_to)),
        transmittal_context,
    ),
)


def kind_named(name: DocumentKindName) -> DocumentKind:
    """The row of the table."""
    return next(kind for kind in KINDS if kind.name is name)
