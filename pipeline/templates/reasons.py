"""Why jinja cannot read a tag, in words that can be translated: its own are English and say nothing to a clerk."""

from __future__ import annotations

import re

from pipeline.messages import Message, msg, verbatim

_END = ("end of print statement", "end of statement block")


def reason_of(error: Exception) -> Message:
    """The reason in words of ours where jinja's sentence is a known one, else as it is."""
    text = str(error)
    if isinstance(error, RecursionError):
        return msg("it is nested too deep")
    if found := re.search(r"expected token '(.+?)', got '(.+?)'", text):
        wanted, got = found.groups()
        if got in _END:
            return msg("“{wanted}” is missing at its end", wanted=wanted)
        if wanted in _END:
            return msg("“{got}” does not belong there", got=got)
        return msg("“{wanted}” is missing before “{got}”", wanted=wanted, got=got)
    if re.search(r"Expected an expression, got '(.+?)'", text):
        return msg("something is missing at its end")
    if found := re.search(r"unexpected (?:char )?'(.+?)'", text):
        return msg("“{got}” does not belong there", got=found[1])
    return verbatim(text)
