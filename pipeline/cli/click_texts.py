"""What click says of itself, usage errors and the headings of help, in the language of the run."""

from __future__ import annotations

from typing import Any

from click import FloatRange, IntRange, core, decorators, exceptions, formatting, parser, types

from pipeline.messages import Message, Translate, msg

# Click looks its texts up by these very words, whichever of its versions is installed; so they stand in our catalogue.
TEXTS = (
    msg("Usage:"),
    msg("Options"),
    msg("Positional arguments"),
    msg("Commands"),
    msg("required"),
    msg("default: {default}"),
    msg("env var: {var}"),
    msg("Show this message and exit."),
    msg("Show the version and exit."),
    msg("Error: {message}"),
    msg("Try '{command} {option}' for help."),
    msg("Missing command."),
    msg("Missing argument"),
    msg("Missing option"),
    msg("Missing parameter"),
    msg("Choose from:\n\t{choices}"),
    msg("No such option {name!r}."),
    msg("No such option: {name}"),
    msg("No such command {name!r}."),
    msg("Did you mean {possibility}?"),
    msg("(Did you mean one of: {possibilities}?)"),
    msg("(Possible options: {possibilities})"),
    msg("Option {name!r} requires an argument."),
    msg("Option {name!r} requires {nargs} arguments."),
    msg("Option {name!r} does not take a value."),
    msg("Got unexpected extra argument ({args})"),
    msg("Got unexpected extra arguments ({args})"),
    msg("Invalid value: {message}"),
    msg("Invalid value for {param_hint}: {message}"),
    msg("{value!r} is not {choice}."),
    msg("{value!r} is not one of {choices}."),
    msg("{value!r} is not a valid {number_type}."),
    msg("{value} is not in the range {range}."),
    msg("{name} {filename!r} does not exist."),
    msg("{name} {filename!r} is a file."),
    msg("{name} {filename!r} is a directory."),
    msg("{name} {filename!r} is not readable."),
    msg("{name} {filename!r} is not writable."),
    msg("file"),
    msg("directory"),
    msg("path"),
)

_NUMBERS: dict[type[types.ParamType[Any]], Message] = {
    types.IntParamType: msg("integer"),
    types.FloatParamType: msg("float"),
    IntRange: msg("integer range"),
    FloatRange: msg("float range"),
}


def say_in(translate: Translate) -> None:
    """Let click look up its texts in our catalogue. It asks gettext, but only for the language of the system."""

    def one_or_many(one: str, many: str, count: int) -> str:
        return translate(one if count == 1 else many)

    for module in (core, decorators, exceptions, formatting, parser, types):
        for name, function in (("_", translate), ("ngettext", one_or_many)):
            if hasattr(module, name):
                setattr(module, name, function)
    for kind, word in _NUMBERS.items():
        kind.name = word.text(translate)
