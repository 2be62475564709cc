"""The command line: thin, and the only place that prints, asks and exits."""

from pipeline.cli.main import main

__all__ = ["main"]
