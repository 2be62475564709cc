"""What can go wrong: problems of a form are values, everything else is one family with a fixed exit code."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, IntEnum

from pipeline.messages import Message, Translate, msg, verbatim
from pipeline.vietnamese.text import printable


class ExitCode(IntEnum):
    """Exit codes of the command line; part of its contract."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    FORMS_HAVE_PROBLEMS = 3
    SOME_WORK_FAILED = 4
    NO_ACCESS = 5
    ARCHIVE_DAMAGED = 6
    BAD_CONFIGURATION = 7
    BUSY = 8
    WATCHER_NOT_RUNNING = 10
    WATCHER_BLIND = 11
    INTERRUPTED = 130


NOTHING = Message("")


class Severity(Enum):
    """An error returns the form; a warning goes along with its documents."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where the clerk sees it and what to do about it.

    `contradiction` marks an error that the clerk may overrule by marking *Xác nhận đúng thực tế*.
    """

    code: str
    where: Message
    message: Message
    hint: Message = NOTHING
    severity: Severity = Severity.ERROR
    contradiction: bool = False

    def as_warning(self) -> Problem:
        return replace(self, severity=Severity.WARNING, contradiction=False)

    def to_json(self, translate: Translate) -> dict[str, str]:
        return {
            "code": self.code,
            "where": self.where.text(translate),
            "message": self.message.text(translate),
            "hint": self.hint.text(translate),
            "severity": self.severity.value,
        }


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems returns the form."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class VanthuError(Exception):
    """Base of every foreseen failure. `message` says what to do next."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: Message, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(str(message))
        self.message = message
        self.problems = problems


class UsageError(VanthuError):
    """The command was asked for something it does not do."""

    exit_code = ExitCode.USAGE


class NoAccess(VanthuError):
    """A file or folder cannot be read or written."""

    exit_code = ExitCode.NO_ACCESS


class ArchiveDamaged(VanthuError):
    """What stands in the archive is not what the manifest says."""

    exit_code = ExitCode.ARCHIVE_DAMAGED


class OtherArchive(ArchiveDamaged):
    """What lies in the outbox is not the archive that the register knows, or an older copy of it."""


class BadConfiguration(VanthuError):
    """organisation.yaml, the regulations or a template cannot be used as they are."""

    exit_code = ExitCode.BAD_CONFIGURATION


class BadTemplate(BadConfiguration):
    """A Word template cannot be filled."""


class Busy(VanthuError):
    """Somebody else holds the lock."""

    exit_code = ExitCode.BUSY


class FormRefused(VanthuError):
    """A form that cannot be read at all: not the right kind of file, too large, encrypted."""

    exit_code = ExitCode.FORMS_HAVE_PROBLEMS

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message, (problem,))


def in_file(problem: Problem, name: str) -> Problem:
    """A problem with a file as a whole, which has no place in it, stands at the file's name."""
    return problem if problem.where != NOTHING else replace(problem, where=verbatim(printable(name)))


_REASONS = {
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("the space allowed on this disk is used up"),
    errno.EACCES: msg("there is no permission"),
    errno.EPERM: msg("there is no permission"),
    errno.EROFS: msg("the disk is read-only"),
    errno.ENOENT: msg("it is not there"),
    errno.ENOTDIR: msg("a file stands where a folder should be"),
    errno.EISDIR: msg("a folder stands where a file should be"),
    errno.EEXIST: msg("something of that name is there already"),
    errno.EIO: msg("the disk does not answer"),
    errno.ENAMETOOLONG: msg("the name is too long"),
}


def access_error(name: str, error: OSError) -> NoAccess:
    """The same failure in words: which file or folder, and why."""
    reason = _REASONS.get(error.errno or 0, verbatim(error.strerror or type(error).__name__))
    return NoAccess(msg("Cannot use “{name}”: {reason}.", name=name, reason=reason))
