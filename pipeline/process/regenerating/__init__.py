"""A meeting folder made anew from its manifest: what has a reason to be, with the numbers and dates that it has.

Read manifest → plan → render → stage → swap. Folders share nothing but the wait for the disk.
"""

from pipeline.process.regenerating.folder import regenerate_folders
from pipeline.process.regenerating.rows import Action, Reason, Regenerated, Row, Task, Wanted

__all__ = ["Action", "Reason", "Regenerated", "Row", "Task", "Wanted", "regenerate_folders"]
