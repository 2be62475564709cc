"""The archive held against its own manifests: what is changed, missing or foreign, and what can be put right."""

from pipeline.verify.check import Report, verify_archive
from pipeline.verify.findings import Finding, FindingKind
from pipeline.verify.repair import Repaired, repair

__all__ = ["Finding", "FindingKind", "Repaired", "Report", "repair", "verify_archive"]
