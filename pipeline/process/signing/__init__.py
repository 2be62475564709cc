"""Signed scans: which document each is of, and filing it beside that document, which is then issued."""

from pipeline.process.signing.arrivals import process_scans, sign_with
from pipeline.process.signing.taking_back import take_back

__all__ = ["process_scans", "sign_with", "take_back"]
