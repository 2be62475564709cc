"""Full text over the archive's documents and records: made from the tree alone, and made again whenever it is older."""

from pipeline.index.answer import answer
from pipeline.index.drift import drifted, make_anew
from pipeline.index.facts import Facts, VoidNumber, refreshed_facts
from pipeline.index.refresh import refresh
from pipeline.index.search import Found, Query, find
from pipeline.index.store import Index, discard_index, open_index

__all__ = [
    "Facts",
    "Found",
    "Index",
    "Query",
    "VoidNumber",
    "answer",
    "discard_index",
    "drifted",
    "find",
    "make_anew",
    "open_index",
    "refresh",
    "refreshed_facts",
]
