"""Where the links of a PDF lead: so LibreOffice tells on which page a bookmark came to stand."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_COUNT, _FIRST = re.compile(rb"/N\s+(\d+)"), re.compile(rb"/First\s+(\d+)")
_STREAM = re.compile(rb"\bstream\r?\n(.*)endstream", re.DOTALL)
_TREE = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_KIDS, _NOTED = re.compile(rb"/Kids\s*\[([^\]]*)\]"), re.compile(rb"/Annots\s*\[([^\]]*)\]")
_PARENT = re.compile(rb"/Parent\s")
_LINK = re.compile(rb"/Subtype\s*/Link\b")
_DESTINATION = re.compile(rb"/Dest\s*\[\s*(\d+) 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")

_Objects = dict[int, bytes]


def pages_in_contents(data: bytes) -> tuple[int, ...]:
    """The pages that the contents in front of a PDF lead to, ascending; the first of them is page 1.

    Contents are all links on the pages before the first one that such a link leads to. Empty where there are none.
    """
    objects = dict(_objects(data))
    numbers = {page: place for place, page in enumerate(_pages(objects))}
    links = [
        (place, numbers[target])
        for page, place in numbers.items()
        for target in _targets(objects, page)
        if target in numbers
    ]
    if not links:
        return ()
    start = min(target for place, target in links if place == links[0][0])
    return tuple(target - start + 1 for target in sorted({target for place, target in links if place < start}))


def _pages(objects: _Objects) -> Iterator[int]:
    """The pages in their order: the leaves of the one tree."""
    roots = [number for number, text in objects.items() if _TREE.search(text) and not _PARENT.search(text)]
    waiting, seen = roots[:1], set()
    while waiting:
        number = waiting.pop(0)
        text = objects.get(number, b"")
        if number in seen:
            continue
        seen.add(number)
        if _PAGE.search(text):
            yield number
        waiting = _referred(_KIDS, text) + waiting


def _targets(objects: _Objects, page: int) -> Iterator[int]:
    for number in _referred(_NOTED, objects[page]):
        note = objects.get(number, b"")
        found = _DESTINATION.search(note) if _LINK.search(note) else None
        if found:
            yield int(found[1])


def _referred(list_of: re.Pattern[bytes], text: bytes) -> list[int]:
    found = list_of.search(text)
    return [int(number) for number in _REFERENCE.findall(found[1])] if found else []


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every object without its stream, also those that newer writers pack into streams of objects."""
    for found in _OBJECT.finditer(data):
        head = found[2].partition(b"stream")[0]
        yield int(found[1]), head
        if _PACKED.search(head):
            yield from _unpacked(head, found[2])


def _unpacked(head: bytes, whole: bytes) -> Iterator[tuple[int, bytes]]:
    count, first, stream = _COUNT.search(head), _FIRST.search(head), _STREAM.search(whole)
    if not (count and first and stream):
        return
    try:
        text = zlib.decompressobj().decompress(stream[1])
    except zlib.error:
        return
    start = int(first[1])
    listed = [int(one) for one in text[:start].split()[: 2 * int(count[1])]]
    places = [*listed[1::2], len(text)]
    for number, begin, end in zip(listed[::2], places, places[1:], strict=False):
        yield number, text[start + begin : start + end]
