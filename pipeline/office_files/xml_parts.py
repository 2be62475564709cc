"""XML parts of Office packages read as a stream of events: nothing unfolds, nothing is fetched, nothing is kept.

No tree is built, so what a hostile part costs is bounded by its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{0,40})")
_READ_AS_BYTES = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


class PartRefused(Exception):
    """A part that no Office program writes: with a document type, or in an encoding that hides its tags."""


class Listener:
    """What happens in a part, in its order; names are `{namespace}name`. This one pays no attention."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """A piece of text, not always all of it."""

    def close(self) -> None:
        """The part ends."""


def listen(xml: bytes, listener: Listener) -> None:
    """Tell the listener all events of a part.

    Raises `PartRefused`, `etree.XMLSyntaxError`, and whatever the listener raises.
    """
    check(xml)
    # The stubs ask for a listener to every event there is, comments too.
    parser = etree.XMLParser(target=listener, resolve_entities=False, no_network=True)  # type: ignore[call-overload]
    etree.fromstring(xml, parser)


def check(xml: bytes) -> None:
    """Raise `PartRefused` for a part with a document type (the only way to entities), or of an unusual encoding."""
    declared = _DECLARED.match(xml)
    if b"\x00" in xml or (declared and declared[1].lower() not in _READ_AS_BYTES):
        raise PartRefused("encoding")
    if b"<!DOCTYPE" in xml:
        raise PartRefused("document type")


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2]
