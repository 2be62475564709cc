"""Lists over the whole archive, made from its manifests alone."""

from pipeline.reports.register import RegisterLine, outside_line, register_lines
from pipeline.reports.register_files import register_document, register_workbook

__all__ = ["RegisterLine", "outside_line", "register_document", "register_lines", "register_workbook"]
