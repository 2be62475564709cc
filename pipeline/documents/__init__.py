"""Which documents a meeting yields, and what stands in each: pure planning, no files."""

from pipeline.documents.kinds import KINDS, DocumentKind, kind_named
from pipeline.documents.plan import PlannedDocument, plan_documents

__all__ = ["KINDS", "DocumentKind", "PlannedDocument", "kind_named", "plan_documents"]
