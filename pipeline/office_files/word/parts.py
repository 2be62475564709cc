"""The inside of a .docx package, looked at before anything unfolds it: kind, sizes, and the parts that hold text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.errors import FormRefused, Problem
from pipeline.messages import msg
from pipeline.office_files.file_kinds import OLE, ZIP, kind_of_bytes, kind_of_old_file, kind_of_package
from pipeline.office_files.packages import Limits, PackageEncrypted, PackageRefused, PackageTooLarge, unpacked
from pipeline.office_files.word import problems as wrong
from pipeline.office_files.workbook_problems import empty_file, encrypted, too_large, too_large_to_read
from pipeline.office_files.xml_parts import PartRefused, check, local

MAX_SIGNS = 500_000  # tags and attributes; each costs up to 200 bytes in memory. A full form has some ten thousands

_ENCRYPTED, _OLD_WORD = (name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument"))
_WANTED = re.compile(r".*\.(?:xml|rels)|mimetype", re.IGNORECASE)
_MAIN = "officeDocument"
# Parts beside the text that hold text of their own, by the last word of their relation.
_BESIDE = {"header", "footer", "footnotes", "endnotes", "comments"}
_LOOKS = {"styles", "theme"}
# Links a clerk may well have in a text; any other leads content in from outside.
_HARMLESS_LINKS = {"hyperlink"}


@dataclass(frozen=True)
class Relation:
    """`kind` is the last word of its type (`header`); `target` a member's name, or an address where it leads out."""

    kind: str
    target: str
    leads_out: bool


@dataclass(frozen=True)
class WordParts:
    """The parsed parts: the text, by kind those beside it, and those that say how it looks."""

    text: etree._Element
    beside: tuple[tuple[str, etree._Element], ...]
    looks: dict[str, etree._Element]
    keywords: str
    notices: tuple[Problem, ...]
    has_legacy_fonts: bool


def word_parts(data: bytes, limits: Limits) -> WordParts:
    """Check, unpack and parse. Raises `FormRefused` for what is known to be wrong, other errors for a damaged package.

    Nothing in a part is unfolded: a document type, the only way to entities, is refused before parsing.
    """
    _check_kind(data, limits)
    members = _members(data, limits)
    main = next((relation.target for relation in _relations(members, "") if relation.kind == _MAIN), "")
    if main.startswith("xl/"):
        raise FormRefused(wrong.other_kind(msg("an Excel workbook")))
    if not main.endswith(".xml") or main not in members:
        mimetype = members.get("mimetype", b"")[:100].decode(errors="replace")
        raise FormRefused(wrong.other_kind(kind_of_package(members.keys(), mimetype)))
    relations = list(_relations(members, main))
    inside = [item for item in relations if item.kind in _BESIDE | _LOOKS and members.get(item.target)]
    _check_length([members[main], *(members[item.target] for item in inside)])
    text = _parsed(members[main])
    if local(str(text.tag)) != "document":
        raise FormRefused(wrong.not_a_document())
    return WordParts(
        text,
        tuple((item.kind, _parsed(members[item.target])) for item in inside if item.kind in _BESIDE),
        {item.kind: _parsed(members[item.target]) for item in inside if item.kind in _LOOKS},
        _keywords(members),
        tuple(_notices(members, relations)),
        any(re.search(rb"[\"']@?(?:\.Vn|VNI-)", xml, re.IGNORECASE) for xml in members.values()),
    )


def _check_kind(data: bytes, limits: Limits) -> None:
    if not data:
        raise FormRefused(empty_file())
    if len(data) > limits.file:
        raise FormRefused(too_large(msg("The file is larger than {limit} MB.", limit=limits.file // 1024 // 1024)))
    if data.startswith(OLE):
        raise FormRefused(_old_file(data))
    if not data.startswith(ZIP):
        kind = kind_of_bytes(data)
        raise FormRefused(wrong.other_kind(kind) if kind else wrong.not_a_document())


def _old_file(data: bytes) -> Problem:
    if _ENCRYPTED in data:
        return encrypted()
    return wrong.old_document() if _OLD_WORD in data else wrong.other_kind(kind_of_old_file(()))


def _members(data: bytes, limits: Limits) -> dict[str, bytes]:
    try:
        members = unpacked(data, limits, lambda name: bool(_WANTED.fullmatch(name)))
    except PackageTooLarge as error:
        raise FormRefused(too_large(error.message)) from error
    except PackageEncrypted as error:
        raise FormRefused(encrypted()) from error
    except PackageRefused as error:
        raise FormRefused(wrong.damaged()) from error
    if sum(map(len, members.values())) > limits.read:
        raise FormRefused(too_large_to_read())
    return members


def _check_length(parts: list[bytes]) -> None:
    """What is parsed stays in memory as a tree: a limit to all of it at once."""
    if sum(xml.count(b"<") + xml.count(b"=") for xml in parts) > MAX_SIGNS:
        raise FormRefused(too_large_to_read())


def _parsed(xml: bytes) -> etree._Element:
    try:
        check(xml)
    except PartRefused as error:
        raise FormRefused(wrong.unsafe_part()) from error
    return etree.fromstring(
        xml,
        etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True),
    )


def _relations(members: dict[str, bytes], part: str) -> Iterator[Relation]:
    """The relations of a part; of the package itself where `part` is empty."""
    folder, name = posixpath.split(part)
    xml = members.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if not xml:
        return
    _check_length([xml])
    for item in _parsed(xml).iterfind("{*}Relationship"):
        kind = str(item.get("Type", "")).rpartition("/")[2]
        target = str(item.get("Target", ""))
        leads_out = item.get("TargetMode") == "External"
        inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relation(kind, target if leads_out else inside, leads_out)


def _keywords(members: dict[str, bytes]) -> str:
    """The keywords among the file's own properties."""
    target = next((item.target for item in _relations(members, "") if item.kind == "core-properties"), "")
    xml = members.get(target)
    if not xml:
        return ""
    _check_length([xml])
    return _parsed(xml).findtext("{*}keywords") or ""


def _notices(members: dict[str, bytes], relations: list[Relation]) -> Iterator[Problem]:
    names = [name.casefold() for name in members]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        yield wrong.macros_not_run()
    if any("/embeddings/" in name or "/activex/" in name for name in names) or any(
        relation.kind == "aFChunk" for relation in relations
    ):
        yield wrong.embedded_not_read()
    if any(relation.leads_out and relation.kind not in _HARMLESS_LINKS for relation in relations):
        yield wrong.links_not_followed()
