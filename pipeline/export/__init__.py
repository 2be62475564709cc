"""A year of the archive, or a body's, as one file to hand on: signed scans first, with contents and register."""

from pipeline.export.copies import Copies, CopyKinds, make_copies, put_aside
from pipeline.export.inspection import export_for_inspection
from pipeline.export.inspection_tables import Inspected
from pipeline.export.pack import Exported, documents, export

__all__ = [
    "Copies",
    "CopyKinds",
    "Exported",
    "Inspected",
    "documents",
    "export",
    "export_for_inspection",
    "make_copies",
    "put_aside",
]
