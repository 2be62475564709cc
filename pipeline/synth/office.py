"""The whole synthetic office: the party committee, its cells, and the file that describes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

from pipeline.meeting import Meeting
from pipeline.organisation import Body, BodyKind, Member, Office, Options, Organisation, Term
from pipeline.organisation.dated import DatedLine
from pipeline.organisation.members import DatedOffice
from pipeline.synth.cells import ABOVE, PLACE, synthetic_cell
from pipeline.synth.pen import Pen
from pipeline.synth.people import ONE_DAY, invented_name
from pipeline.synth.phrases import Names, load_phrases
from pipeline.synth.year import year_of_cell

_NO_DISTRICTS = date(2025, 7, 1)  # since then a commune stands directly under the province


@dataclass(frozen=True)
class SyntheticOffice:
    """The text of the office's organisation.yaml; its meetings cell by cell, in the order of their dates."""

    organisation_yaml: str
    meetings: tuple[Meeting, ...]


def synthetic_office(cells: int, year: int, seed: int) -> SyntheticOffice:
    """An office of so many cells and all their meetings of the year. The same arguments give the same office."""
    phrases = load_phrases()
    above = _party_committee(phrases.names, year, Random(f"{seed}-above"))  # noqa: S311 (samples, not secrets)
    bodies: list[Body] = [above]
    meetings: list[Meeting] = []
    for index in range(cells):
        rng = Random(f"{seed}-{index}")  # noqa: S311 (samples, not secrets)
        cell = synthetic_cell(phrases, index, year, rng)
        pen = Pen(rng, phrases.common, cell.sector, {"unit": cell.unit, "people": cell.sector.people})
        meetings += year_of_cell(cell, Organisation(bodies=(above, cell.body)), year, pen)
        bodies.append(cell.body)
    return SyntheticOffice(_organisation_text(bodies), tuple(meetings))


def _party_committee(names: Names, year: int, rng: Random) -> Body:
    taken: set[str] = set()
    offices = [Office.SECRETARY, Office.DEPUTY, Office.DEPUTY] + [Office.COMMITTEE_MEMBER] * 8
    start = (year - 2) // 5 * 5  # congresses of communes are held in years that end in 0 and 5
    days = [date(first, 5, 26) for first in (start, start + 5, start + 10)]
    return Body(
        id=ABOVE,
        kind=BodyKind.PARTY_COMMITTEE,
        name=(DatedLine(value=f"Đảng bộ xã {PLACE}"),),
        committee=(DatedLine(value=f"Đảng ủy xã {PLACE}"),),
        superior=(
            DatedLine(value="Đảng bộ huyện Kiên Hòa", to=_NO_DISTRICTS - ONE_DAY),
            DatedLine(value="Đảng bộ tỉnh An Bình", from_=_NO_DISTRICTS),
        ),
        place=(DatedLine(value=PLACE),),
        terms=tuple(
            Term(name=f"{first.year}-{end.year}", from_=first, to=end - ONE_DAY) for first, end in pairwise(days)
        ),
        members=tuple(
            Member(name=invented_name(rng, names, taken), offices=(DatedOffice(value=office),)) for office in offices
        ),
    )


def _organisation_text(bodies: list[Body]) -> str:
    """organisation.yaml: blocks for people to read, one line for each member and term."""
    options = Options(minutes_recipients=("Lưu Chi bộ",))
    lines = [
        "# Văn phòng giả lập để chạy thử. Mọi tên người, tên đơn vị và số quyết định đều do chương trình đặt ra.",
        "format: 1",
        f"office: {_flow(f'Văn phòng Đảng ủy xã {PLACE}')}",
        "options:",
        *_block(options.model_dump(mode="json", by_alias=True, exclude_defaults=True), "  "),
        "bodies:",
    ]
    for body in bodies:
        first, *rest = _block(body.model_dump(mode="json", by_alias=True, exclude_defaults=True), "    ")
        lines += [f"  - {first.strip()}", *rest]
    return "\n".join(lines) + "\n"


def _block(values: dict[str, Any], indent: str) -> list[str]:
    lines = []
    for key, value in values.items():
        if isinstance(value, list) and len(value) > 1:
            lines.append(f"{indent}{key}:")
            lines += [f"{indent}  - {_flow(item)}" for item in value]
        else:
            lines.append(f"{indent}{key}: {_flow(value)}")
    return lines


def _flow(value: object) -> str:
    """JSON, which YAML reads as it is: every text in quotation marks, so nothing in it is taken for YAML."""
    return json.dumps(_short(value), ensure_ascii=False)


def _short(value: object) -> object:
    """A dated value without dates is written as the bare value."""
    match value:
        case {"value": bare, **dates} if not dates:
            return bare
        case dict():
            return {key: _short(part) for key, part in value.items()}
        case list():
            parts = [_short(part) for part in value]
            return parts[0] if len(parts) == 1 else parts
        case _:
            return value
