"""A year of the archive, or a body's, as one file to hand on: signed scans first, with contents and register."""

from pipeline.export.pack import Exported, export

__all__ = ["Exported", "export"]
