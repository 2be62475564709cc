"""How much one filling of a template may repeat, read and write.

jinja's sandbox guards what a template can reach, not how long it takes: ranges within ranges, a text times ten billion
or a macro that calls itself twice would fill the memory of an office's computer. Here every loop, call, filter and text
is charged, before it is made where it may be large.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

# A year's longest minutes repeat some 30 thousand times and print half a megabyte.
ITERATIONS = 2_000_000
WRITTEN = 32 * 1024 * 1024  # characters: 64 MB in memory where they are Vietnamese
READ = 16 * WRITTEN
BITS = 4_096  # of a whole number

_LONGEST_NUMBER = 6  # digits of a width in a `%` format
_LIKELY_REPR = 200  # characters of a value that is neither text nor list


class TooMuch(Exception):
    """The template repeats or prints more than a document can hold."""


class Budget:
    """What is left for this filling."""

    def __init__(self) -> None:
        self.refill()

    def refill(self) -> None:
        """Begin anew: another document."""
        self.iterations = ITERATIONS
        self.written = WRITTEN
        self.to_read = READ

    def step(self, count: int = 1) -> None:
        self.iterations -= count
        if self.iterations < 0:
            raise TooMuch

    def write(self, characters: int) -> None:
        self.written -= characters
        if self.written < 0:
            raise TooMuch

    def allow(self, characters: int) -> None:
        """Refuse a text of this length before it is made. What is made is charged by its true length."""
        if characters > self.written:
            raise TooMuch

    def read(self, value: object) -> None:
        """Charge for looking through a text or a list."""
        if isinstance(value, str):
            self.to_read -= len(value)
            if self.to_read < 0:
                raise TooMuch
        elif isinstance(value, list | tuple | dict | set | range):
            self.step(len(value))

    def counted(self, values: Iterable[Any], weight: int = 1) -> Iterable[Any]:
        """The same values, charged: at once where their number is known, else each as it is taken."""
        if isinstance(values, list | tuple):
            self.step(weight * len(values))
            return values
        return self._one_by_one(values, weight)

    def _one_by_one(self, values: Iterable[Any], weight: int) -> Iterator[Any]:
        for value in values:
            self.step(weight)
            yield value

    def charged(self, result: Any) -> Any:
        """What an operation made, paid for."""
        if isinstance(result, str):
            self.write(len(result))
        elif isinstance(result, list | tuple | dict | set):
            self.step(len(result))
        elif isinstance(result, int):
            if result.bit_length() > BITS:
                raise TooMuch
        elif isinstance(result, Iterator):
            return self.counted(result)
        return result

    def length_as_text(self, value: object) -> int:
        """How many characters the value prints as, all that lies within lists and records counted as often as it does.

        A list that holds itself ten times over, nine times, is short in memory and endless as text: so each place is a
        step.
        """
        total = 0
        waiting = [value]
        while waiting:
            self.step()
            this = waiting.pop()
            if isinstance(this, str):
                total += len(this)
                self.allow(total)
            elif isinstance(this, Mapping):
                waiting += [*this.keys(), *this.values()]
            elif isinstance(this, list | tuple | set):
                self.step(len(this))
                waiting += this
            elif dataclasses.is_dataclass(this) and not isinstance(this, type):
                waiting += vars(this).values()
            else:
                total += _LIKELY_REPR
        return total

    def binary(self, operator: str, left: Any, right: Any) -> None:
        """Refuse an operation whose result would be too large."""
        if operator == "*":
            self._times(left, right)
        elif operator == "**" and isinstance(left, int) and isinstance(right, int):
            if abs(left) > 1 and left.bit_length() * right > BITS:
                raise TooMuch
        elif operator == "%" and isinstance(left, str):
            self.allow(self.length_formatted(left, right))
        elif operator == "+":
            self._times(left, 1)
            self._times(right, 1)

    def _times(self, left: Any, right: Any) -> None:
        if isinstance(left, int) and not isinstance(right, int):
            left, right = right, left
        if not isinstance(right, int):
            return
        if isinstance(left, str):
            self.allow(len(left) * right)
        elif isinstance(left, list | tuple):
            if len(left) * right > self.iterations:
                raise TooMuch
        elif isinstance(left, int) and left.bit_length() + right.bit_length() > BITS:
            raise TooMuch

    def length_formatted(self, text: str, values: object) -> int:
        """At most how long `text % values` becomes. A width taken from a value (`%*d`) is refused."""
        numbers = re.findall(r"\d+", text)
        if any(len(number) > _LONGEST_NUMBER for number in numbers) or re.search(r"%[-+ #0\d]*\.?\*", text):
            raise TooMuch
        several = values.values() if isinstance(values, Mapping) else values if isinstance(values, tuple) else (values,)
        longest = max((self.length_as_text(value) for value in several), default=0)
        return len(text) + text.count("%") * (longest + max(map(int, numbers), default=0))
