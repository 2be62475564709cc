"""The shipped rules, or the office's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.errors import BadConfiguration, FormRefused, has_errors
from pipeline.messages import msg
from pipeline.records import build
from pipeline.regulations.model import Regulations
from pipeline.yaml_source import read_yaml

SHIPPED = Path(__file__).parent.parent / "data" / "regulations.yaml"


@lru_cache(maxsize=4)
def load_regulations(path: Path = SHIPPED) -> Regulations:
    """All rule sets of a file. Raises `BadConfiguration` with every problem and its line."""
    try:
        node, structure = read_yaml(path.read_bytes())
    except FormRefused as refused:
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=path.name), refused.problems) from refused
    built = build(Regulations, node)
    problems = (*structure, *built.problems)
    if built.record is None or has_errors(problems):
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=path.name), problems)
    return built.record
