"""Changes of rosters: read from a form or from a list the office has, applied, written into organisation.yaml."""

from pipeline.roster.apply import Applied, apply_changes
from pipeline.roster.record import ChangeKind, RosterChange, RosterChanges
from pipeline.roster.writing import rewritten

__all__ = ["Applied", "ChangeKind", "RosterChange", "RosterChanges", "apply_changes", "rewritten"]
