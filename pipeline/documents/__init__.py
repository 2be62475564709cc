"""Which documents a meeting yields, and what stands in each: pure planning, no files."""

from pipeline.documents.choice import choice_faults, wanted_kinds
from pipeline.documents.contexts import abstract_of
from pipeline.documents.kind import DocumentKind
from pipeline.documents.kinds import KINDS
from pipeline.documents.office_rules import rule_faults
from pipeline.documents.plan import PlannedDocument, document_key
from pipeline.documents.planner import plan_documents
from pipeline.documents.subject import FiledPaper, Known
from pipeline.documents.void_numbers import PlannedVoid, plan_void_numbers, void_key

__all__ = [
    "KINDS",
    "DocumentKind",
    "FiledPaper",
    "Known",
    "PlannedDocument",
    "PlannedVoid",
    "abstract_of",
    "choice_faults",
    "document_key",
    "plan_documents",
    "plan_void_numbers",
    "rule_faults",
    "void_key",
    "wanted_kinds",
]
