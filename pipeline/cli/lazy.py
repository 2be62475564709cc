"""A group whose commands are imported on use: `--help` is there at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from pipeline.cli.language import _, say
from pipeline.messages import Message

Commands = Mapping[str, tuple[str, Message]]
"""Name → where the command is (`module:attribute`), and its summary."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and summary alone."""

    def __init__(self, *arguments: Any, commands_at: Commands, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(self._at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self._at:
            return None
        module, _sep, name = self._at[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, say(summary)) for name, (_target, summary) in self._at.items()])
