"""The shipped rules, with what an office says differently."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.errors import BadConfiguration, FormRefused, access_error, has_errors
from pipeline.messages import msg
from pipeline.records import build
from pipeline.regulations.rule_set import Regulations
from pipeline.yaml_source import read_yaml

SHIPPED = Path(__file__).parent.parent / "data" / "regulations"


@lru_cache(maxsize=4)
def load_regulations(own: Path | None = None) -> Regulations:
    """All rule sets, those of the office's own file before the shipped ones.

    Raises `BadConfiguration` with every problem and its line.
    """
    regulations = _shipped()
    return regulations if own is None else regulations.overridden_by(_of_the_office(own))


@lru_cache(maxsize=1)
def _shipped() -> Regulations:
    regulations = Regulations()
    for path in sorted(SHIPPED.glob("*.yaml")):
        regulations = regulations.overridden_by(_read(path))
    return regulations


def _of_the_office(path: Path) -> Regulations:
    """What the office wrote itself; nothing where there is no such file. Raises `NoAccess`."""
    if not path.exists() and not path.is_symlink():
        return Regulations()
    try:
        if path.exists() and not path.is_file():
            raise IsADirectoryError(path.name)  # a pipe would be waited for without end
        own = _read(path)
    except OSError as error:
        raise access_error(path.name, error) from error
    return own.vouched_for()


def _read(path: Path) -> Regulations:
    data = path.read_bytes()
    if not any(line.strip() and not line.strip().startswith(b"#") for line in data.splitlines()):
        return Regulations()
    try:
        node, structure = read_yaml(data)
    except FormRefused as refused:
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=path.name), refused.problems) from refused
    built = build(Regulations, node)
    problems = (*structure, *built.problems)
    if built.record is None or has_errors(problems):
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=path.name), problems)
    return built.record
