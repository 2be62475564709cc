"""Word documents as PDF/A-2b for keeping: through LibreOffice, and believed only after it was read back."""

from pipeline.pdf.documents import Task, plan
from pipeline.pdf.launch import LibreOffice, MissingLibreOffice, find_program
from pipeline.pdf.links import pages_in_contents
from pipeline.pdf.make import PdfOutcome, PdfState, make_pdfs

__all__ = [
    "LibreOffice",
    "MissingLibreOffice",
    "PdfOutcome",
    "PdfState",
    "Task",
    "find_program",
    "make_pdfs",
    "pages_in_contents",
    "plan",
]
