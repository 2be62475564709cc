"""The sentences and names that synthetic meetings are put together from: data, read by Vietnamese eyes, not code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pipeline.errors import BadConfiguration, FormRefused
from pipeline.messages import msg
from pipeline.records import Line, Record, build
from pipeline.yaml_source import read_yaml

FOLDER = Path(__file__).parent.parent / "data" / "synth"
SECTORS = ("education", "hamlet", "health", "office")

Lines = tuple[Line, ...]


class Theme(Record):
    """One item of an agenda: what is reported, said and concluded."""

    title: Line
    report: Lines
    opinions: Lines
    conclusions: Lines


class Motive(Theme):
    """An extraordinary meeting: why it is called, and what its resolution is about."""

    reason: Line
    abstract: Line


class Candidature(Theme):
    """A meeting on one person: admission, or full membership after probation."""

    reason: Line
    motion: Line


class Fault(Record):
    weakness: Line
    cause: Line
    remedy: Line


class TaskPhrase(Record):
    task: Line
    target: Line


class Topic(Record):
    """What a thematic meeting is about."""

    topic: Line
    content: Lines
    papers: Lines
    questions: Lines
    targets: Lines
    agreed: Lines


class Sector(Record):
    """A kind of unit: what it is called and what its cells talk about."""

    units: Lines
    room: Line
    people: Line
    head: Line
    deputy: Line
    works: Lines
    political: Lines
    faults: tuple[Fault, ...]
    praise: Lines
    tasks: tuple[TaskPhrase, ...]
    review_opinions: Lines
    plan_opinions: Lines
    themes: tuple[Theme, ...]
    topics: tuple[Topic, ...]


class ThematicPhrases(Record):
    """What every thematic meeting says, whatever its topic."""

    aim: Line
    requirements: Lines
    plan_report: Line
    plan_conclusion: Line
    papers_report: Line
    papers_conclusion: Line


class TaskResults(Record):
    done: Lines
    in_progress: Lines
    not_done: Lines


class Common(Record):
    """What every cell says."""

    openers: Lines
    remarks: Lines
    ideology: Lines
    party_building: Lines
    reminders: Lines
    news: Theme
    themes: tuple[Theme, ...]
    review_conclusions: Lines
    plan_conclusions: Lines
    differing: Lines
    closings: Lines
    directions: Lines
    implementation: Lines
    task_results: TaskResults
    late_notes: Lines
    superior_abstracts: Lines
    absence_reasons: Lines
    committee_items: tuple[Theme, ...]
    committee_tasks: Lines
    thematic: ThematicPhrases
    extraordinary: tuple[Motive, ...]
    admission: Candidature
    full_membership: Candidature


class Names(Record):
    common_families: Lines
    families: Lines
    female_middles: Lines
    female_givens: Lines
    male_middles: Lines
    male_givens: Lines
    place_firsts: Lines
    place_seconds: Lines


@dataclass(frozen=True)
class Phrases:
    common: Common
    names: Names
    sectors: tuple[Sector, ...]


@lru_cache(maxsize=1)
def load_phrases() -> Phrases:
    """All shipped phrases, read once. Raises `BadConfiguration` where a file was damaged."""
    return Phrases(_read("common", Common), _read("names", Names), tuple(_read(sector, Sector) for sector in SECTORS))


R = TypeVar("R", bound=Record)


def _read(name: str, model: type[R]) -> R:
    path = FOLDER / f"{name}.yaml"
    try:
        node, structure = read_yaml(path.read_bytes())
    except FormRefused as refused:
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=path.name), refused.problems) from refused
    built = build(model, node)
    if built.record is None or structure:
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=path.name), (*structure, *built.problems))
    return built.record
