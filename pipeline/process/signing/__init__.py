"""Signed scans: which document each is of, and filing it beside that document, which is then issued."""

from pipeline.process.signing.arrivals import process_scans
from pipeline.process.signing.filing import file_scan

__all__ = ["file_scan", "process_scans"]
