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


def load_regulations(own: Path | None = None) -> Regulations:
    """All rule sets, those of the office's own file before the shipped ones; the same object while they say the same.

    Raises `BadConfiguration` with every problem and its line, `NoAccess`.
    """
    return _with_own(b"", "") if own is None else _with_own(_bytes_of(own), own.name)


@lru_cache(maxsize=4)  # by what the file says: a watcher and a worker of a cluster live on while an office changes it
def _with_own(own: bytes, name: str) -> Regulations:
    return _shipped().overridden_by(_parsed(own, name).vouched_for())


@lru_cache(maxsize=1)
def _shipped() -> Regulations:
    regulations = Regulations()
    for path in sorted(SHIPPED.glob("*.yaml")):
        regulations = regulations.overridden_by(_parsed(path.read_bytes(), path.name))
    return regulations


def _bytes_of(path: Path) -> bytes:
    """What the office wrote itself; nothing where there is no such file. Raises `NoAccess`."""
    if not path.exists() and not path.is_symlink():
        return b""
    try:
        if path.exists() and not path.is_file():
            raise IsADirectoryError(path.name)  # a pipe would be waited for without end
        return path.read_bytes()
    except OSError as error:
        raise access_error(path.name, error) from error


def _parsed(data: bytes, name: str) -> Regulations:
    if not any(line.strip() and not line.strip().startswith(b"#") for line in data.splitlines()):
        return Regulations()
    try:
        node, structure = read_yaml(data)
    except FormRefused as refused:
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=name), refused.problems) from refused
    built = build(Regulations, node)
    problems = (*structure, *built.problems)
    if built.record is None or has_errors(problems):
        raise BadConfiguration(msg("“{name}” cannot be used as it is.", name=name), problems)
    return built.record
