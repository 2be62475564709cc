"""The numbers of the whole archive: none twice, none left out, and the register says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from pipeline.archive import Manifest, OutsidePaper, outside_papers
from pipeline.messages import msg
from pipeline.organisation import Organisation
from pipeline.process.numbers import filed_numbers, outside_numbers
from pipeline.process.office import Office
from pipeline.process.whole import lacking_numbers
from pipeline.register import GivenNumber, NumberWanted
from pipeline.verify.findings import Finding, FindingKind

_Filed = Sequence[tuple[NumberWanted, int]]
_Series = tuple[str, str, str]  # body, type, term
_MOST_NAMED = 20  # of the numbers of one gap


def check_numbers(office: Office, manifests: Sequence[tuple[Path, Manifest]]) -> Iterator[Finding]:
    """Doubles, gaps, and where the register and the tree differ."""
    filed = readable_numbers(office.workspace.outbox, manifests)
    yield from _doubles(manifests, _readable(office.workspace.outbox))
    yield from _gaps(office, filed)
    yield from _register(office, filed)


def readable_numbers(outbox: Path, manifests: Sequence[tuple[Path, Manifest]]) -> list[tuple[NumberWanted, int]]:
    """Every number that the tree says is given, as far as it can be read."""
    return [*filed_numbers(manifests), *outside_numbers(paper for _, paper in _readable(outbox))]


def _readable(outbox: Path) -> list[tuple[Path, OutsidePaper]]:
    """Numbers of papers outside; where one of their records cannot be read, that was found with the folders."""
    return list(outside_papers(outbox, unreadable=[]))


def _doubles(
    manifests: Sequence[tuple[Path, Manifest]], papers: Sequence[tuple[Path, OutsidePaper]]
) -> Iterator[Finding]:
    """A number in two folders, or of two documents in one; a void one may be told of twice in its own folder."""
    holders: dict[GivenNumber, set[tuple[Path, str, str]]] = defaultdict(set)
    for folder, manifest in manifests:
        for one, number in filed_numbers([(folder, manifest)]):
            holders[GivenNumber(one.body, one.type, one.term, number)].add((folder, one.meeting, one.kind))
    for folder, paper in papers:
        holders[GivenNumber(paper.body, paper.type, paper.term, paper.number)].add((folder, paper.code, "outside"))
    for given, found in holders.items():
        if len(found) > 1:
            last, _, _ = max(found)
            detail = msg(
                "Number {number:02}-{type} of term {term} was given more than once: {meetings}.",
                number=given.number,
                type=given.type,
                term=given.term,
                meetings=", ".join(meeting for _, meeting, _ in sorted(found)),
            )
            yield Finding(FindingKind.DOUBLE, last, detail)


def _gaps(office: Office, filed: _Filed) -> Iterator[Finding]:
    series: dict[_Series, set[int]] = defaultdict(set)
    for wanted, number in filed:
        series[wanted.body, wanted.type, wanted.term].add(number)
    for (body, type_, term), numbers in sorted(series.items()):
        first = _start(office.organisation, body, type_, term)
        missing = (number for number in range(first, max(numbers)) if number not in numbers)
        gap = list(islice(missing, _MOST_NAMED + 1))  # a number mistyped long ago may be huge
        if gap:
            named = ", ".join(f"{number:02}" for number in gap[:_MOST_NAMED]) + (" …" if len(gap) > _MOST_NAMED else "")
            detail = msg(
                "Nothing says what became of these numbers of {type}, term {term}: {numbers}.",
                type=type_,
                term=term,
                numbers=named,
            )
            yield Finding(FindingKind.GAP, office.workspace.outbox / body, detail)


def _start(organisation: Organisation, body: str, type_: str, term: str) -> int:
    """Where the office says that a series begins, for earlier numbers stand in a paper register."""
    found = organisation.body(body)
    series = found.series if found else ()
    return next((one.start for one in series if (one.type, one.term) == (type_, term)), 1)


def _register(office: Office, filed: _Filed) -> Iterator[Finding]:
    """A register that was never made, or that has not seen the last publication, is brought up by the next run.

    Not where the archive lacks numbers: then no run files anything.
    """
    if office.register.serial != office.archive.serial and not lacking_numbers(office, filed):
        if office.register.has_passed(office.archive.serial):
            detail = msg("The archive is an older copy than the one that was filed into last.")
            yield Finding(FindingKind.REGISTER, office.workspace.state, detail, is_only_registered=True)
        elif office.register.serial:
            detail = msg("The register is older than the archive; the next run brings it up to date.")
            yield Finding(FindingKind.REGISTER, office.workspace.state, detail)
        return
    said = {GivenNumber(one.body, one.type, one.term, number): (one.meeting, one.kind) for one, number in filed}
    held = office.register.holders()
    for given in sorted(said.keys() | held.keys(), key=lambda one: (one.body, one.type, one.term, one.number)):
        if said.get(given) != held.get(given):
            detail = msg(
                "Number {number:02}-{type} of term {term} is “{held}” in the register and “{said}” in the archive.",
                number=given.number,
                type=given.type,
                term=given.term,
                held="/".join(held.get(given, ("–",))),
                said="/".join(said.get(given, ("–",))),
            )
            yield Finding(FindingKind.REGISTER, office.workspace.outbox / given.body, detail, given not in said)
