"""OpenDocument workbooks (.ods), read in one pass over their content.

No reading library is asked: those unfold repeated cells, know no merged ones and no fonts, and take notes for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.errors import FormRefused, Problem
from pipeline.office_files import workbook_problems as wrong
from pipeline.office_files.ods.content import OdsContent
from pipeline.office_files.ods.styles import OdsStyles
from pipeline.office_files.packages import Limits
from pipeline.office_files.workbook_values import WorkbookValues, spaced
from pipeline.office_files.xml_parts import Listener, listen, local
from pipeline.vietnamese.legacy import OldFonts

MIMETYPE = "mimetype"
CONTENT = "content.xml"

_STYLES = "styles.xml"
_META = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_READ = (MIMETYPE, CONTENT, _STYLES, _META, _MANIFEST)
_MACROS = re.compile(r"(?:Basic|Scripts)/.+\.(?:xml|xlb|py|js|bsh)", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"(?!(?:Pictures|Thumbnails|Configurations2|META-INF|Basic|Scripts|ObjectReplacements)/)[^/]+/.+"
)


def is_read(name: str) -> bool:
    """Whether a part of the package is one that says something to us."""
    return name in _READ


def read_ods(parts: Mapping[str, bytes], limits: Limits, fonts: OldFonts) -> WorkbookValues:
    """The values of an unpacked workbook. Raises `FormRefused`, and other errors where it is damaged."""
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise FormRefused(wrong.encrypted())
    styles = OdsStyles()
    if parts.get(_STYLES):
        listen(parts[_STYLES], styles)
    content = OdsContent(styles, limits, fonts)
    listen(parts[CONTENT], content)
    notices = tuple(_notices(parts, content))
    return WorkbookValues(tuple(content.sheets), content.epoch, _keywords(parts), notices)


class _Keywords(Listener):
    def __init__(self) -> None:
        self.found: list[str] = []
        self._inside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self._inside = local(tag) == "keyword"
        if self._inside:
            self.found.append("")

    def end(self, tag: str) -> None:  # noqa: ARG002
        self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self.found[-1] += text


def _keywords(parts: Mapping[str, bytes]) -> str:
    if not parts.get(_META):
        return ""
    keywords = _Keywords()
    listen(parts[_META], keywords)
    return spaced(" ".join(keywords.found))


def _notices(parts: Mapping[str, bytes], content: OdsContent) -> Iterator[Problem]:
    if any(map(_MACROS.match, parts)):
        yield wrong.macros_not_run()
    if any(map(_EMBEDDED.match, parts)):
        yield wrong.embedded_not_read()
    if content.has_links:
        yield wrong.links_not_followed()
