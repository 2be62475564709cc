"""The kinds of field a record has, and the base of all records."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema

from pipeline.vietnamese.dates import Month, parse_month
from pipeline.vietnamese.text import slug


class Record(BaseModel):
    """A frozen, strict record. `SHORTHAND` names the field that a bare value stands for (`name: Chi bộ A`)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    SHORTHAND: ClassVar[str | None] = None


@dataclass(frozen=True)
class TextKind:
    """How a text field is cleaned: kept in paragraphs, put on one line, or as a person's name."""

    kind: str


def _month(value: object) -> Month:
    found = value if isinstance(value, Month) else parse_month(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("not a month")
    return found


Line = Annotated[str, TextKind("line")]
Prose = Annotated[str, TextKind("prose")]
PersonName = Annotated[str, TextKind("person")]
Identifier = Annotated[str, TextKind("line"), StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
MonthField = Annotated[
    Month,
    PlainValidator(_month),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])$"}),
]
Points = Annotated[
    Decimal,
    PlainSerializer(lambda number: format(number, "f"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
]


class Choice(StrEnum):
    """A closed list. Each member has its value in the data and its label on forms and in documents.

    Labels of earlier forms are still read.
    """

    label: str
    earlier: tuple[str, ...]

    def __new__(cls, value: str, label: str, *earlier: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.earlier = earlier
        return member

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        """The label as names of files and commands have it: without accents, words joined by hyphens."""
        return slug(self.label)
