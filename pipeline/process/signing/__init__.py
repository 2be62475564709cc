"""Signed scans: which document each is of, and filing it beside that document, which is then issued."""

from pipeline.process.signing.arrivals import process_scans, sign_with

__all__ = ["process_scans", "sign_with"]
