"""From a dropped form to filed documents: read, prepare, place, render, publish. Every command goes through here."""

from pipeline.process.filing.run import file_form
from pipeline.process.inbox import process_inbox
from pipeline.process.intake.prepare import Prepared, prepare_form
from pipeline.process.office import Office
from pipeline.process.outcome import DocumentResult, FormState, Outcome
from pipeline.process.preview import preview_form
from pipeline.process.whole import open_office

__all__ = [
    "DocumentResult",
    "FormState",
    "Office",
    "Outcome",
    "Prepared",
    "file_form",
    "open_office",
    "prepare_form",
    "preview_form",
    "process_inbox",
]
