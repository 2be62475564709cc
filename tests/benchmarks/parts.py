"""What a set of benchmarks prints before its figures, and which of its parts are run."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version

from tests.benchmarks.watching.office import load

Part = tuple[Callable[[int], None], int]  # what it does, and its size where none is given


def run(parts: Mapping[str, Part], packages: Sequence[str]) -> None:
    """Machine and versions, then the part and size that the command line names; without them all, in small."""
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {versions}; {load()}")
    for name in sys.argv[1:2] or parts:
        part, size = parts[name]
        part(int(sys.argv[2]) if len(sys.argv) > 2 else size)
