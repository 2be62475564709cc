"""A year of the archive, or a body's, as one file to hand on: signed scans first, with contents and register."""

from pipeline.export.copies import Copies, CopyKinds, make_copies, put_aside
from pipeline.export.pack import Exported, documents, export

__all__ = ["Copies", "CopyKinds", "Exported", "documents", "export", "make_copies", "put_aside"]
