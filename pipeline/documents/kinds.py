"""The one table of document kinds."""

from __future__ import annotations

from pipeline.documents.conclusion import conclusion_context
from pipeline.documents.invitation import invitation_context, postponement_context
from pipeline.documents.kind import DocumentKind
from pipeline.documents.later import correction_context, supplement_context, transmittal_context
from pipeline.documents.minutes import minutes_context
from pipeline.documents.paper import paper_context
from pipeline.documents.plan_of_topic import thematic_plan_context
from pipeline.documents.programme import programme_context
from pipeline.documents.report import report_context
from pipeline.documents.resolution import draft_resolution_context, resolution_context
from pipeline.documents.roll import roll_context
from pipeline.documents.scoring import blank_score_sheet_context, score_sheet_context
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
from pipeline.documents.yields import always, author, drafts, invited, papers, reports, resolves, scored, scored_kind
from pipeline.meeting import DocumentKindName, Outcome, Stage, VotePurpose

_K, _S = DocumentKindName, Stage

KINDS = (
    DocumentKind(_K.INVITATION, ("GM",), "giay-moi.docx", "giay-moi", _S.PLANNED, "full", invited, invitation_context),
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
        papers,
        paper_context,
        signed=False,
        named=author,
    ),
    DocumentKind(
        _K.DRAFT_RESOLUTION,
        ("NQ",),
        "nghi-quyet.docx",
        "du-thao-nghi-quyet",
        _S.PLANNED,
        "full",
        drafts,
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
        scored_kind,
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
        always,
        postponement_context,
    ),
    DocumentKind(
        _K.MINUTES, ("BB",), "bien-ban.docx", "bien-ban", _S.HELD, "minutes", always, minutes_context, signed=False
    ),
    DocumentKind(
        _K.RESOLUTION, ("NQ",), "nghi-quyet.docx", "nghi-quyet", _S.HELD, "full", resolves, resolution_context
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
        always,
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
        scored,
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
        reports,
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
