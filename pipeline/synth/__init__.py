"""A synthetic office: invented cells, members and a year of meetings, for trials of size and for demonstrations.

Every name is invented. The same seed gives the same office on every machine, and each cell draws from a stream of its
own, so an office of 500 cells begins with the cells of an office of 5.
"""

from pipeline.synth.office import SyntheticOffice, synthetic_office

__all__ = ["SyntheticOffice", "synthetic_office"]
