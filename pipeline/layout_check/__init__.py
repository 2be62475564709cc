"""Any Word file held against the official layout rules: a document model, its components, one small function a rule."""

from pipeline.layout_check.check import DayFrom, LayoutReport, check_layout
from pipeline.layout_check.findings import Finding
from pipeline.layout_check.package import WordFile, open_word, read_word_file

__all__ = ["DayFrom", "Finding", "LayoutReport", "WordFile", "check_layout", "open_word", "read_word_file"]
