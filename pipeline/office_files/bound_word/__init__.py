"""Many Word documents bound into one, each as it lies there.

The idea: a document is text, and what says how the text looks: styles, fonts, lists, headers, margins. In one file all
of these are shared by name and by number. So every document keeps its own: what has other styles than the first gets
them under names of their own, with the document's usual look written into them; its sections stay its sections.

docxcompose does not do that: it takes the looks of the first document for all, and drops the last section of each
other one, and with it margins, orientation and headers.
"""

from pipeline.office_files.bound_word.bind import bound, mark_of
from pipeline.office_files.bound_word.sources import Unbindable

__all__ = ["Unbindable", "bound", "mark_of"]
