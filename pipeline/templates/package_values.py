"""Values that bring something into the package while they are printed: pictures, documents, links."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from docxtpl import DocxTemplate, InlineImage, RichText
from jinja2 import Environment
from lxml import etree

from pipeline.office_files.packages import repacked
from pipeline.templates.breaks import with_one_line_end

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
    for one in _inner(value):
        yield from _all(one)


def _inner(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return (getattr(value, field.name) for field in dataclasses.fields(value))
    return value if isinstance(value, list | tuple) else ()


def _listed(package: Any, xml: str) -> str:
    """The same line ends as in every other document."""
    return str(DocxTemplate.resolve_listing(package, with_one_line_end(xml)))


def _sound(package: Any, xml: str) -> Any:
    etree.fromstring(xml)
    return DocxTemplate.fix_tables(package, xml)


def filled_by_docxtpl(package: Any, values: Mapping[str, object], environment: Environment) -> bytes:
    """The document as docxtpl fills it, packed the fixed way.

    Raises what docxtpl raises, and lxml's `XMLSyntaxError` for a body that docxtpl would mend by leaving out the rest.
    """
    assert isinstance(package, DocxTemplate)  # noqa: S101
    package.resolve_listing = partial(_listed, package)
    package.fix_tables = partial(_sound, package)
    try:
        package.render(dict(values), environment)
    finally:
        del package.resolve_listing, package.fix_tables
    target = io.BytesIO()
    package.save(target)
    return repacked(target.getvalue())
