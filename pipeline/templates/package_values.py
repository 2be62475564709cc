"""Values that bring something into the package while they are printed: pictures, documents, links."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate, InlineImage, RichText
from jinja2 import Environment
from lxml import etree

from pipeline.office_files.packages import repacked

try:
    from docxtpl.subdoc import Subdoc
except ImportError:  # only where docxcompose is installed
    _BRING_IN: tuple[type, ...] = (InlineImage,)
else:
    _BRING_IN = (InlineImage, Subdoc)

_LINK = "<w:hyperlink r:id="


class NeedsPackage(Exception):
    """A value that is to be printed needs the package that is being filled."""


def is_markup(value: object) -> bool:
    """Whether the value is printed as it is. Raises `NeedsPackage` for one that brings in more than text."""
    if isinstance(value, _BRING_IN) or (isinstance(value, RichText) and _LINK in value.xml):
        raise NeedsPackage
    return hasattr(value, "__html__")


def package_of(values: object) -> Any:
    """The docxtpl document that the first picture or document among the values was made for; None where none is."""
    return next((getattr(value, "tpl", None) for value in _all(values) if isinstance(value, _BRING_IN)), None)


def _all(value: object) -> Iterator[object]:
    yield value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for one in inner:
        yield from _all(one)


def filled_by_docxtpl(package: Any, values: Mapping[str, object], environment: Environment) -> bytes:
    """The document as docxtpl fills it, packed the fixed way. Raises what docxtpl raises."""
    assert isinstance(package, DocxTemplate)  # noqa: S101
    package.render(dict(values), environment)
    etree.fromstring(etree.tostring(package.docx.element))
    target = io.BytesIO()
    package.save(target)
    return repacked(target.getvalue())
