"""Rules as dated data: the rule set that was in force on a document's own date."""

from pipeline.regulations.load import load_regulations
from pipeline.regulations.model import Layout, Regulations, RuleSet, ScoreSheet, VoteBase, VoteRule, Wording

__all__ = [
    "Layout",
    "Regulations",
    "RuleSet",
    "ScoreSheet",
    "VoteBase",
    "VoteRule",
    "Wording",
    "load_regulations",
]
