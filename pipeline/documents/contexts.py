"""What each template is filled with: the outermost names it may use, one frozen dataclass per template."""

from __future__ import annotations

from pipeline.documents.contexts_after import (
    ConclusionContext,
    CorrectionContext,
    ExtractContext,
    MinutesContext,
    OfficialFormContext,
    ReportContext,
    ResolutionContext,
    RollContext,
    SupplementContext,
    TransmittalContext,
    VoteCountContext,
)
from pipeline.documents.contexts_before import (
    BallotContext,
    InvitationContext,
    PaperContext,
    PostponementContext,
    ProgrammeContext,
    ScoreSheetContext,
    ThematicPlanContext,
)

Context = (
    InvitationContext
    | ProgrammeContext
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
    "SupplementContext",
    "ThematicPlanContext",
    "TransmittalContext",
    "VoteCountContext",
]
