"""The `vanthu` command: subcommands are imported only when they run, and failures become exit codes in one place."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.cli import click_texts, language
from pipeline.cli.language import _, say
from pipeline.cli.lazy import LazyGroup
from pipeline.cli.place import state_on_share, workspace_at
from pipeline.errors import ExitCode, UsageError, VanthuError
from pipeline.messages import LANGUAGES, msg
from pipeline.vietnamese.text import printable
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Settings:
    """Options of every command, parsed once."""

    workspace: Workspace
    lock_timeout: float


# The summary of each command stands here, so that `--help` imports none of them.
COMMANDS = {
    "demo": ("pipeline.cli.offices:demo", msg("Make a sample office, file its forms and say where to look.")),
    "init": ("pipeline.cli.offices:init", msg("Make a new workspace.")),
    "form": ("pipeline.cli.forms:form", msg("Write a form to fill in.")),
    "check": ("pipeline.cli.forms:check", msg("Show the problems of forms; nothing is written.")),
    "preview": ("pipeline.cli.forms:preview", msg("Write the documents of a form as drafts; no number is taken.")),
    "process": ("pipeline.cli.forms:process", msg("File the forms of the inbox in one pass.")),
    "watch": ("pipeline.cli.watch:watch", msg("File the forms of the inbox as they come, all day long.")),
    "status": ("pipeline.cli.status:status", msg("Say whether the watcher lives and sees, and what waits.")),
    "roster": ("pipeline.cli.roster:roster", msg("Take over a list of members that the office has already.")),
    "sign": ("pipeline.cli.signing:sign", msg("File a signed scan beside its document.")),
    "withdraw": ("pipeline.cli.withdraw:withdraw", msg("Withdraw a meeting that was filed by mistake.")),
    "reserve": ("pipeline.cli.reserve:reserve", msg("Keep a number for a paper made outside, as a secret one is.")),
    "register": (
        "pipeline.cli.register:register",
        msg("Show the register of outgoing documents, or write it."),
    ),
    "report": ("pipeline.cli.reports:report", msg("Tell what the records of a year hold.")),
    "search": ("pipeline.cli.search:search", msg("Find documents and forms by their text.")),
    "export": ("pipeline.cli.export:export", msg("Pack a year of the archive to hand it on.")),
    "regenerate": (
        "pipeline.cli.regenerate:regenerate",
        msg("Make the documents of a year again, where they have a reason to be."),
    ),
    "verify": ("pipeline.cli.verify:verify", msg("Hold the archive against its manifests; repair it.")),
    "reindex": (
        "pipeline.cli.verify:reindex",
        msg("Make register and search index anew from the archive alone."),
    ),
    "template": ("pipeline.cli.templates:template", msg("Check, explain and try Word templates.")),
    "layout": ("pipeline.cli.layout:layout", msg("Hold Word files against the official layout rules.")),
    "pdf": ("pipeline.cli.pdf:pdf", msg("Turn Word documents into PDF/A files for keeping.")),
    "synth": ("pipeline.cli.synth:synth", msg("Make a synthetic office with the forms of a year.")),
}


_STATE_ON_SHARE = msg(
    "The register and the locks lie on a network share, where they may be damaged. Please give a folder on a "
    "local disk with --state."
)


def build_command() -> click.Command:
    """The root command, its texts in the language chosen before."""

    @click.group(
        cls=LazyGroup, commands_at=COMMANDS, help=_("From a form in a folder to signed-ready, filed Word documents.")
    )
    @click.option(
        "--workspace",
        "root",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="VANTHU_WORKSPACE",
        default=Path(),
        help=_("The office's folder; by default the current one."),
    )
    @click.option(
        "--state",
        type=click.Path(path_type=Path, file_okay=False),
        help=_(
            "Where register, ledger and locks lie, on a local disk; by default .vanthu in the workspace, or a "
            "folder of your own on this computer where the workspace lies on a network share."
        ),
    )
    @click.option(
        "--lock-timeout",
        type=click.FloatRange(min=0),
        default=30.0,
        show_default=True,
        help=_("Seconds to wait for another run."),
    )
    @click.option(
        "--lang", type=click.Choice(LANGUAGES), help=_("Language of the output; by default that of the system.")
    )
    @click.version_option(__version__, prog_name="vanthu")
    @click.pass_context
    def vanthu(ctx: click.Context, root: Path, state: Path | None, lock_timeout: float, lang: str | None) -> None:
        del lang  # chosen before this command was built
        workspace = workspace_at(root, state)
        if state_on_share(workspace):
            click.echo(say(_STATE_ON_SHARE), err=True)
        ctx.obj = Settings(workspace, lock_timeout)
        log_to(ctx.obj.workspace.state / "log.txt")

    return vanthu


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with a code of `ExitCode`."""
    given = sys.argv[1:] if arguments is None else arguments
    _prepare_output()
    language.choose(given, os.environ)
    click_texts.say_in(language.translate())
    try:
        _check_texts(given)
        code = build_command().main(given, prog_name="vanthu", standalone_mode=False)
    except VanthuError as error:
        _complain(error)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(ExitCode.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ExitCode.OK)
    except Exception as error:
        _complain(_internal(error))
        sys.exit(ExitCode.INTERNAL)
    sys.exit(code if isinstance(code, int) else ExitCode.OK)


def _check_texts(arguments: list[str]) -> None:
    """What is no text can only be the name of a file that is there. Raises `UsageError`."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:
            if not os.path.lexists(argument):
                raise UsageError(msg("“{text}” is not text in UTF-8.", text=printable(argument))) from error


def _prepare_output() -> None:
    """Vietnamese on every console: UTF-8, and never an error for a letter that cannot be shown."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


class _Brief(logging.Formatter):
    """One line a message: what nobody but a developer reads stands in the log file."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname} {record.getMessage()}"


class _Full(logging.Formatter):
    """With the places in the code, but not what an error says: that may quote a form."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's name)
        return _places(ei[1])


def _places(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__


class _LogFile(logging.FileHandler):
    """A log that cannot be written stops nobody: not even where its folder is gone or may not be written to."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            super().emit(record)


_TOLD_BY_US = ("watchdog", "distributed", "tornado")  # whose troubles are told in our words


def log_to(file: Path) -> None:
    """Warnings in brief on stderr, and with their details in the state folder, where there is one."""
    logging.raiseExceptions = False
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
        if isinstance(handler, _LogFile):  # of an earlier command in this process
            handler.close()
    brief = logging.StreamHandler(sys.stderr)
    brief.setFormatter(_Brief())
    brief.addFilter(lambda record: not record.name.startswith(_TOLD_BY_US))
    brief.setLevel(logging.WARNING)  # some libraries say more than they are asked for
    root.addHandler(brief)
    full = _LogFile(file, encoding="utf-8", delay=True)
    full.setLevel(logging.WARNING)
    full.setFormatter(_Full("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(full)


def _internal(error: Exception) -> VanthuError:
    """What nobody foresaw: the details go to a file, the person is told where it is."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="vanthu-", suffix=".txt", delete=False) as report:
        report.write(_places(error))
    return VanthuError(
        msg(
            "Something unforeseen happened; nothing was lost. Please report it with this file: {file}", file=report.name
        )
    )


def _complain(error: VanthuError) -> None:
    click.echo(say(error.message), err=True)
    for problem in error.problems:
        click.echo(f"  {say(problem.where)}: {say(problem.message)} {say(problem.hint)}".rstrip(), err=True)
