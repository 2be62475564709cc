"""The language of this run's output: `--lang`, else the locale. Chosen before any command is imported."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence

from pipeline.messages import LANGUAGES, Message, Translate, translator

_chosen = "en"


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Set the language from the arguments or the environment."""
    global _chosen
    _chosen = _from_arguments(arguments) or _from_locale(environment)


def translate() -> Translate:
    """What turns msgids into the chosen language."""
    return translator(_chosen)


def say(message: Message) -> str:
    """The message in the chosen language."""
    return message.text(translate())


def say_either(said: Mapping[str, str]) -> str:
    """A sentence that was put down in every language, in the chosen one."""
    return said.get(_chosen, "")


def _(msgid: str) -> str:
    """A fixed text of the command line in the chosen language."""
    return translate()(msgid)


def _from_arguments(arguments: Sequence[str]) -> str | None:
    for number, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and number + 1 < len(arguments):
            value = arguments[number + 1]
        if value in LANGUAGES:
            return value
    return None


def _from_locale(environment: Mapping[str, str]) -> str:
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    if named is None and os.name == "nt":
        named = locale.getlocale()[0] or ""
    return "vi" if (named or "").casefold().startswith("vi") else "en"
