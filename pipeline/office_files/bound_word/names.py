"""Names of WordprocessingML, and where children of its elements stand."""

from __future__ import annotations

from lxml import etree

from pipeline.office_files.package_edit import OFFICE, insert_after
from pipeline.office_files.word.package import W
from pipeline.office_files.xml_parts import local

Element = etree._Element

R = OFFICE_KINDS = OFFICE  # references to related parts are in the namespace of the kinds of relations
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# What the schema puts in front of what we put in.
BEFORE_STYLE_OF_RUN = {"name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority"}
BEFORE_STYLE_OF_RUN |= {"semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose"}
BEFORE_STYLE_OF_RUN |= {"personalReply", "rsid"}


def w(name: str) -> str:
    """The name as lxml has it."""
    return f"{{{W}}}{name}"


def value(element: Element | None, name: str = "val") -> str | None:
    """What an element says in an attribute of its own language."""
    return None if element is None else element.get(w(name))


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


def made(tag: str, /, **values: str) -> Element:
    """A new element with attributes."""
    element = etree.Element(w(tag))
    for key, text in values.items():
        element.set(w(key), text)
    return element


def first_child(parent: Element, name: str, *before: str) -> Element:
    """The child of that name; a new one behind those `before` where there is none yet."""
    found = parent.find(w(name))
    if found is None:
        found = made(name)
        insert_after(parent, found, set(before))
    return found


__all__ = [
    "BEFORE_STYLE_OF_RUN",
    "MC",
    "OFFICE_KINDS",
    "Element",
    "R",
    "W",
    "first_child",
    "insert_after",
    "is_on",
    "local",
    "made",
    "value",
    "w",
]
