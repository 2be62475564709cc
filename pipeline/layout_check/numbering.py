"""Number and symbol: `Số 05-NQ/CB`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.layout_check.findings import Checked, Finding
from pipeline.layout_check.model import Line
from pipeline.layout_check.words import LETTER
from pipeline.messages import Message, msg
from pipeline.regulations import ComponentName

_WHOLE = re.compile(r"^Số (?P<digits>\d+|[\s.…_]*)-(?P<type>[A-ZĐ][A-Za-zĐđ]*)/(?P<body>[A-ZĐ].*)$")
_KINDS_OF_BODY = {"CB": True, "ĐU": False}  # the symbols of bodies whose rights are known: is it a cell?
_COLON = re.compile(r"^(số)\s*:\s*", re.IGNORECASE)


def check_number(checked: Checked) -> Iterator[Finding]:
    """Its form, and that the symbol is the one of the type printed below. A number left blank is filled in by hand."""
    for line in checked.components.lines(ComponentName.NUMBER)[:1]:
        text = line.text
        if _COLON.match(text):
            yield _finding(checked, "number-colon", line, msg("a colon behind “Số”"), msg("“Số” without a colon"))
            text = _COLON.sub(r"\1 ", text)
        found = _WHOLE.match(re.sub(r"\s*\(?dự thảo\)?$", "", text, flags=re.IGNORECASE))
        if not found:
            says = msg("number and symbol: “{text}”", text=line.text)
            rule = msg("number, hyphen, type, slash, body: “Số 05-NQ/CB”")
            yield _finding(checked, "number-form", line, says, rule)
            continue
        if len(found["digits"]) == 1 and found["digits"].isdigit():
            says = msg("the number has one digit: {number}", number=found["digits"])
            yield _finding(
                checked, "number-digits", line, says, msg("two digits at least: 0{number}", number=found["digits"])
            )
        yield from _symbol(checked, line, found["type"])
        yield from _issued(checked, line, found["type"], found["body"])


def _symbol(checked: Checked, line: Line, symbol: str) -> Iterator[Finding]:
    wanted = _wanted_symbol(checked)
    if wanted and symbol != wanted:
        says = msg("symbol {symbol}", symbol=symbol)
        rule = msg(
            "symbol {wanted} for {type}",
            wanted=wanted,
            type=checked.components.type_name or checked.rules.types[wanted].name,
        )
        yield _finding(checked, "number-symbol", line, says, rule)


def _issued(checked: Checked, line: Line, symbol: str, body: str) -> Iterator[Finding]:
    """A type that a body of this kind may not issue on that day (66-QĐ/TW, 399-QĐ/TW)."""
    rules = checked.rules.issuing
    is_cell = _KINDS_OF_BODY.get(body.split("/")[0].strip())
    if rules is None or is_cell is None or checked.rules.may_issue(is_cell, symbol):
        return
    says = msg("“{symbol}” of a body “{body}”", symbol=symbol, body=body)
    yield checked.finding(
        "type-not-issued", line, says, msg("a type that it may issue under {rule}", rule=rules.id), rules
    )


def _wanted_symbol(checked: Checked) -> str:
    """The letters of the type printed; empty where the type has none of its own."""
    name = checked.components.type_name
    if not name:
        return LETTER if checked.components.make_up == "letter" and LETTER in checked.rules.types else ""
    return next((id for id, kind in checked.rules.types.items() if kind.name == name.upper()), "")


def _finding(checked: Checked, code: str, line: Line, says: Message, rule: Message) -> Finding:
    return checked.finding(code, line, says, rule, checked.rule_of(ComponentName.NUMBER))
