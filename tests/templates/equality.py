"""docxtpl's own document of a template, and what ours differs in: for the tests that hold one against the other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Undefined
from lxml import etree

from pipeline.templates import compile_template

CORE = "docProps/core.xml"


def by_docxtpl(path: Path, values: Mapping[str, Any], *, autoescape: bool = True, strict: bool = True) -> bytes:
    """The document as docxtpl fills it with jinja's own environment."""
    template = DocxTemplate(path)
    environment = Environment(autoescape=autoescape, undefined=StrictUndefined if strict else Undefined)  # noqa: S701
    template.render(dict(values), environment)
    return saved(template)


def saved(template: Any) -> bytes:
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """What the package holds, XML in its canonical form."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: canonical(archive.read(name)) for name in archive.namelist()}


@lru_cache(maxsize=512)  # most members are the same in every document
def canonical(content: bytes) -> bytes:
    if not content.lstrip().startswith(b"<"):
        return content
    return etree.tostring(etree.fromstring(content), method="c14n")


def differences(ours: bytes, theirs: bytes) -> dict[str, tuple[bytes, bytes]]:
    """By member, what stands around the first place that differs."""
    left, right = members(ours), members(theirs)
    found = {}
    for name in sorted(left.keys() | right.keys()):
        here, there = left.get(name, b"(none)"), right.get(name, b"(none)")
        if here != there:
            place = next((at for at, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), len(here))
            around = slice(max(place - 80, 0), place + 80)
            found[name] = (here[around], there[around])
    return found


def assert_equal(path: Path, *contexts: Mapping[str, Any], autoescape: bool = True, strict: bool = True) -> None:
    """Ours, filled by the compiled template, holds what docxtpl's holds."""
    template = compile_template(path, autoescape=autoescape, strict=strict)
    for values in contexts:
        ours = template.render(values)
        assert template.engine == "compiled"
        assert differences(ours, by_docxtpl(path, values, autoescape=autoescape, strict=strict)) == {}, values
