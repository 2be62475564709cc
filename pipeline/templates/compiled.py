"""A template compiled once and filled as often as wanted: docxtpl's tag language, docxtpl's result.

What docxtpl does to a package for every document, opening, cleaning, compiling, reading as a tree, saving, is done once
where the template alone decides it (`opened`, `steady`). What is left is jinja, the few paragraphs with line ends, and
packing what is new.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from jinja2 import meta
from markupsafe import Markup, escape

from pipeline.errors import BadTemplate, VanthuError, access_error
from pipeline.messages import msg
from pipeline.office_files.packages import content_digest
from pipeline.office_files.ready import ReadyPackage
from pipeline.templates import breaks
from pipeline.templates.faults import FAULTS, ForbiddenCharacterError, fault
from pipeline.templates.filling import PartTemplate, encoded, without_lines_before_paragraphs
from pipeline.templates.opened import DAY_MARK, Opened, Part, marked, opened
from pipeline.templates.package_values import NeedsPackage, filled_by_docxtpl, is_markup, package_of
from pipeline.templates.sandbox import MARKUP, Sandbox, plain
from pipeline.templates.values import check_characters, values_of

if TYPE_CHECKING:
    from pipeline.templates.values import Context

_LONGEST_PROPERTY = 255  # characters; Word and python-docx take no more
_PARAGRAPH_AND_PAGE = "\a\f"  # docxtpl begins paragraphs and pages with them; never in official documents
_BARE_TEXT, _KEPT_TEXT = "<w:t>", '<w:t xml:space="preserve">'


class Engine(StrEnum):
    """Which way a document was filled."""

    COMPILED = "compiled"
    DOCXTPL = "docxtpl"


@dataclass(frozen=True)
class Finish:
    """What is done besides what docxtpl does.

    `official`: blanks at the ends of every text are kept, a non-breaking hyphen becomes Word's own element, only texts
    and whole numbers are printed, the properties are one line each and tell the document's day instead of the
    template's.
    """

    official: bool = False
    autoescape: bool = True
    strict: bool = True
    filters: Mapping[str, Callable[..., Any]] | None = None


OFFICIAL = Finish(official=True)


@dataclass(frozen=True)
class Filled:
    """A document: its bytes, and the hash of what it holds, whoever packed it."""

    data: bytes
    _digest: Callable[[], str] = dataclasses.field(repr=False, compare=False)
    template_sha256: str = ""

    @cached_property
    def content_sha256(self) -> str:
        """As `office_files.packages.content_digest` gives it."""
        return self._digest()


def compile_template(
    path: Path | str,
    *,
    autoescape: bool = True,
    strict: bool = True,
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> CompiledTemplate:
    """The template at `path`, ready to be filled as docxtpl would fill it.

    `autoescape`: `&` and `<` in values are characters, no markup. `strict`: an unknown name is refused, otherwise it
    prints nothing. `filters` are added to jinja's. Templates run in a sandbox: they reach no file and nothing private,
    and end in time.

    Raises `BadTemplate` for a file that is no Word document or has a faulty tag, `NoAccess` where it cannot be read.
    """
    template = Path(path)
    try:
        source = template.read_bytes()
    except OSError as error:
        raise access_error(template.name, error) from error
    try:
        return compiled(template.name, source, Finish(autoescape=autoescape, strict=strict, filters=filters))
    except FAULTS as error:
        raise BadTemplate(fault(template.name, error)) from error


def compiled(name: str, source: bytes, finish: Finish) -> CompiledTemplate:
    """The same from bytes. Raises `FAULTS`, for whoever knows what to call the template."""
    return CompiledTemplate(name, source, opened(source, dated=finish.official), finish)


class CompiledTemplate:
    """A template ready to be filled; made by `compile_template`. One document at a time, from whichever thread."""

    def __init__(self, name: str, source: bytes, package: Opened, finish: Finish) -> None:
        self.name, self.engine = name, Engine.COMPILED
        self._source, self._package, self._finish = source, package, finish
        self._sandbox = Sandbox(
            autoescape=finish.autoescape, strict=finish.strict, filters=finish.filters, printed=self._printed
        )
        self._allowed = "" if finish.official else _PARAGRAPH_AND_PAGE
        self._markup: list[str] = []  # printed into the part in hand
        self._lock = Lock()
        templates = [PartTemplate(self._prepared(part), self._sandbox, self._markup) for part in package.parts]
        fixed = {one.part.name: self._member(one, {}) for one in templates if one.is_fixed}
        self._parts = [one for one in templates if not one.is_fixed]
        unescaped = self._sandbox.unescaped()
        self._trees = [one.tree for one in templates]
        self._core = package.members[package.core].decode()
        self._properties = {name: unescaped.from_string(text) for name, text in package.properties.items()}
        for name in [name for name, text in package.properties.items() if "{" not in text]:
            self._core = self._with_property(self._core, name, self._properties.pop(name).render())
        self._ready = ReadyPackage(package.members | fixed, (package.core, *(one.part.name for one in self._parts)))
        self._sha256 = hashlib.sha256(source).hexdigest()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The outermost names that the template asks for. Looked for when it is asked: no document needs it."""
        properties = map(self._sandbox.unescaped().parse, self._package.properties.values())
        names = {name for tree in (*self._trees, *properties) for name in meta.find_undeclared_variables(tree)}
        return tuple(sorted(names))

    def render(self, context: Context, *, package: Any = None) -> bytes:
        """The filled document as bytes of a .docx, the same for the same values.

        What brings something into the package while it is printed (InlineImage, Subdoc, RichText with links) is filled
        by docxtpl itself; `package` is the `DocxTemplate` of this template that such values were made for, needed
        where the context holds links only. `engine` says which way the last document went.

        Raises `BadTemplate` for an unknown name and for tags that cut an element in two; `VanthuError`, naming the
        field, for a character that no document can hold.
        """
        try:
            return self.fill(context, package=package).data
        except FAULTS as error:
            raise BadTemplate(fault(self.name, error)) from error

    def fill(self, context: Context, day: date | None = None, *, package: Any = None) -> Filled:
        """The same, with its hashes; `day` for official documents. Raises `FAULTS` where `render` has `BadTemplate`."""
        values = values_of(context)
        with self._lock:
            try:
                given = None if package else self._given(values, day)
            except NeedsPackage:
                given = None
            except ForbiddenCharacterError:
                for allowed in (self._allowed, ""):  # these two are wrong only where docxtpl does not look for them
                    check_characters(values, allowed)
                raise
        if given is None:
            return self._by_docxtpl(values, package)
        self.engine, ready = Engine.COMPILED, self._ready
        return Filled(ready.put_together(given), lambda: ready.content_digest(given), self._sha256)

    def _given(self, values: Mapping[str, object], day: date | None) -> dict[str, bytes]:
        """The members that are new in this document."""
        self._sandbox.budget.refill()
        given = {one.part.name: self._member(one, values) for one in self._parts}
        given[self._package.core] = self._filled_core(values, day)
        return given

    def _member(self, template: PartTemplate, values: Mapping[str, object]) -> bytes:
        xml = template.printed(values, "" if self._allowed else _PARAGRAPH_AND_PAGE)
        if self._finish.official and breaks.HYPHEN in xml:
            xml = breaks.with_own_hyphens(xml)
        return template.member(xml)

    def _prepared(self, part: Part) -> Part:
        if not self._finish.official:
            return part
        return replace(part, source=part.source.replace(_BARE_TEXT, _KEPT_TEXT))

    def _printed(self, value: object) -> object:
        """Asked for what is printed and is no plain text."""
        holds = is_markup(value)
        if self._finish.official:
            value = plain(value)
        if not holds and (self._finish.autoescape or not MARKUP.search(str(value))):
            return value
        text = without_lines_before_paragraphs(str(escape(value) if self._finish.autoescape else value))
        self._markup.append(text)
        return Markup(text)  # noqa: S704 (it is what would be printed anyway)

    def _filled_core(self, values: Mapping[str, object], day: date | None) -> bytes:
        """Title, author and the like: plain text there, so nothing is markup."""
        core = self._core
        for name, template in self._properties.items():
            core = self._with_property(core, name, template.render(values))
        if day is not None:
            core = core.replace(DAY_MARK, f"{day:%Y-%m-%d}T00:00:00Z")
        return encoded(core)

    def _with_property(self, core: str, name: str, text: str) -> str:
        if self._finish.official:
            text = " ".join(text.replace(breaks.HYPHEN, "-").split())
        return core.replace(marked(name), escape(text[:_LONGEST_PROPERTY]))

    def _by_docxtpl(self, values: Mapping[str, object], package: Any) -> Filled:
        check_characters(values, self._allowed)
        made_for = package or package_of(values)
        if made_for is None:
            raise VanthuError(
                msg(
                    "A link in the values for “{template}” belongs to a package: please give the DocxTemplate that it "
                    "was made for.",
                    template=self.name,
                )
            )
        environment = Sandbox(
            autoescape=self._finish.autoescape,
            strict=self._finish.strict,
            filters=self._finish.filters,
            printed=lambda value: value,
        )
        data = filled_by_docxtpl(made_for, values, environment)
        self.engine = Engine.DOCXTPL
        return Filled(data, lambda: content_digest(data), self._sha256)
