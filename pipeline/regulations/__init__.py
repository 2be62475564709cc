"""Rules as dated data: the rule set that was in force on a document's own date."""

from pipeline.regulations.entries import Sure
from pipeline.regulations.layouts import (
    Alignment,
    BodyText,
    Component,
    ComponentName,
    DocumentType,
    Layout,
    LetterCase,
    MakeUp,
    Page,
    Wording,
)
from pipeline.regulations.load import load_regulations
from pipeline.regulations.rule_set import Regulations, RuleSet
from pipeline.regulations.rules import Authority, Every, IssuingRules, MeetingRules, VoteBase, Voters, VoteRule
from pipeline.regulations.scores import Criterion, Grade, Group, Level, ScoreSheet

__all__ = [
    "Alignment",
    "Authority",
    "BodyText",
    "Component",
    "ComponentName",
    "Criterion",
    "DocumentType",
    "Every",
    "Grade",
    "Group",
    "IssuingRules",
    "Layout",
    "LetterCase",
    "Level",
    "MakeUp",
    "MeetingRules",
    "Page",
    "Regulations",
    "RuleSet",
    "ScoreSheet",
    "Sure",
    "VoteBase",
    "VoteRule",
    "Voters",
    "Wording",
    "load_regulations",
]
