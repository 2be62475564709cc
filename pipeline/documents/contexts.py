"""What each template is filled with: the outermost names it may use, one frozen dataclass per template."""

from __future__ import annotations

from pipeline.documents.binding import NO_BREAK_HYPHEN
from pipeline.documents.contexts_after import (
    ConclusionContext,
    CorrectionContext,
    ExtractContext,
    MinutesContext,
    OfficialFormContext,
    ReportContext,
    ResolutionContext,
    RollContext,
    SupervisionRecordContext,
    SupplementContext,
    TransmittalContext,
    VoteCountContext,
)
from pipeline.documents.contexts_before import (
    BallotContext,
    InspectionProgrammeContext,
    InvitationContext,
    PaperContext,
    PostponementContext,
    ProgrammeContext,
    ScoreSheetContext,
    ThematicPlanContext,
)
from pipeline.vietnamese.dates import NBSP

Context = (
    InvitationContext
    | ProgrammeContext
    | InspectionProgrammeContext
    | ThematicPlanContext
    | PaperContext
    | BallotContext
    | ScoreSheetContext
    | PostponementContext
    | MinutesContext
    | ResolutionContext
    | ConclusionContext
    | RollContext
    | VoteCountContext
    | ExtractContext
    | ReportContext
    | SupplementContext
    | SupervisionRecordContext
    | CorrectionContext
    | TransmittalContext
    | OfficialFormContext
)

__all__ = [
    "BallotContext",
    "ConclusionContext",
    "Context",
    "CorrectionContext",
    "ExtractContext",
    "InspectionProgrammeContext",
    "InvitationContext",
    "MinutesContext",
    "OfficialFormContext",
    "PaperContext",
    "PostponementContext",
    "ProgrammeContext",
    "ReportContext",
    "ResolutionContext",
    "RollContext",
    "ScoreSheetContext",
    "SupervisionRecordContext",
    "SupplementContext",
    "ThematicPlanContext",
    "TransmittalContext",
    "VoteCountContext",
]


def abstract_of(context: Context) -> str:
    """What a document is about, as it is printed: a letter says it in its head, a ballot nowhere.

    Without what keeps it together on the page: blanks and hyphens that do not break.
    """
    in_head = getattr(getattr(context, "header", None), "letter_abstract", "")
    return str(getattr(context, "abstract", "") or in_head).replace(NO_BREAK_HYPHEN, "-").replace(NBSP, " ")
