"""Forms that clerks fill: blank and prefilled ones to hand out, filled ones read into the record of a meeting.

The record's own fields say what a form asks; the layout says where. A form is read to the end and every problem of it
comes back with its place. A form marked secret is not read.
"""

from pipeline.forms.blank import blank_form, filled_form
from pipeline.forms.files import FORM_SUFFIXES
from pipeline.forms.marking import as_marked, cleared, marked, typed_among_marks
from pipeline.forms.prefill import Prefill
from pipeline.forms.read import ReadForm, read_form
from pipeline.forms.xlsx.write import blank_workbook, write_workbook
from pipeline.forms.yaml.write import blank_yaml, meeting_to_yaml

__all__ = [
    "FORM_SUFFIXES",
    "Prefill",
    "ReadForm",
    "as_marked",
    "blank_form",
    "blank_workbook",
    "blank_yaml",
    "cleared",
    "filled_form",
    "marked",
    "meeting_to_yaml",
    "read_form",
    "typed_among_marks",
    "write_workbook",
]
