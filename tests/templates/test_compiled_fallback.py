"""Values that bring something into the package: docxtpl fills the document itself, and the next one is ours again."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText
from jinja2 import Environment, StrictUndefined

from pipeline.errors import BadTemplate, VanthuError
from pipeline.office_files.packages import content_digest
from pipeline.templates import compile_template

from .awkward import PIXEL, document, p, picture, tbl, tr, written
from .equality import differences, saved


def content(tag: str = "{{ brought }}") -> tuple[str, ...]:
    shown = (p("{%p if show %}"), p(tag), p("{%p endif %}"))
    return (p("trước {{ v }}"), *shown, tbl(1, tr("{{ w }}")), picture())


def image(package: DocxTemplate, _: Path) -> object:
    return InlineImage(package, io.BytesIO(PIXEL), width=Mm(20))


def linked_image(package: DocxTemplate, _: Path) -> object:
    return InlineImage(package, io.BytesIO(PIXEL), height=Mm(20), anchor="https://example.vn/a?b&c")


def empty_document(package: DocxTemplate, _: Path) -> object:
    made = package.new_subdoc()
    made.add_paragraph("một")
    made.add_table(1, 2).cell(0, 0).text = "hai"
    return made


def other_document(package: DocxTemplate, folder: Path) -> object:
    path = folder / "khac.docx"
    made = docx.Document()
    made.add_paragraph("một", style="List Bullet")
    made.add_picture(io.BytesIO(PIXEL))
    made.save(str(path))
    return package.new_subdoc(path)


def link(package: DocxTemplate, _: Path) -> object:
    made = RichText("xem ", bold=True)
    made.add("trang", url_id=package.build_url_id("https://example.vn/?a=1&b=2"))
    return made


BROUGHT: dict[str, tuple[str, Callable[[DocxTemplate, Path], object]]] = {
    "image": ("a {{ brought }} b", image),
    "image with a link": ("{{ brought }}", linked_image),
    "empty document": ("{{p brought }}", empty_document),
    "another document": ("{{p brought }}", other_document),
    "link": ("a {{r brought }} b", link),
}


def by_docxtpl_with(path: Path, make: Callable[[DocxTemplate], dict[str, Any]]) -> bytes:
    package = DocxTemplate(path)
    package.render(make(package), Environment(autoescape=True, undefined=StrictUndefined))
    return saved(package)


@pytest.mark.parametrize("name", BROUGHT)
def test_what_is_brought_in_is_as_docxtpl_brings_it_in(name: str, tmp_path: Path) -> None:
    tag, make = BROUGHT[name]
    path = written(document(*content(tag)), tmp_path)

    def values(package: DocxTemplate) -> dict[str, Any]:
        return {"v": "a & b\nc", "w": "q", "show": True, "brought": make(package, tmp_path)}

    template, package = compile_template(path), DocxTemplate(path)
    ours = template.fill(values(package), package=package if name == "link" else None)
    assert template.engine == "docxtpl"
    assert differences(ours.data, by_docxtpl_with(path, values)) == {}
    assert ours.content_sha256 == content_digest(ours.data)
    plain = {"v": "x", "w": "y", "show": False, "brought": "-"}
    after = template.render(plain)
    assert template.engine == "compiled"
    assert differences(after, by_docxtpl_with(path, lambda _: plain)) == {}


def test_what_is_not_printed_needs_no_package(tmp_path: Path) -> None:
    path = written(document(*content()), tmp_path)
    template = compile_template(path)
    template.render({"v": "a", "w": "q", "show": False, "brought": image(DocxTemplate(path), tmp_path)})
    assert template.engine == "compiled"


@dataclass(frozen=True)
class _Record:
    pictures: tuple[object, ...]


def test_a_picture_deep_in_the_values_names_its_package(tmp_path: Path) -> None:
    path = written(document(p("{% for x in one.record.pictures %}{{ x }}{% endfor %}")), tmp_path)

    def values(package: DocxTemplate) -> dict[str, Any]:
        return {"one": {"record": _Record((image(package, tmp_path), image(package, tmp_path)))}}

    ours = compile_template(path).render(values(DocxTemplate(path)))
    assert differences(ours, by_docxtpl_with(path, values)) == {}


def test_a_link_without_its_package_is_asked_for(tmp_path: Path) -> None:
    path = written(document(p("{{r v }}")), tmp_path)
    with pytest.raises(VanthuError, match=r"“mau\.docx” belongs to a package"):
        compile_template(path).render({"v": link(DocxTemplate(path), tmp_path)})


def test_a_picture_beside_broken_markup_is_refused(tmp_path: Path) -> None:
    path = written(document(p("{{ v }}{% if c %}"), tbl(1, tr("{% endif %}b"))), tmp_path)
    with pytest.raises(BadTemplate, match="cut a paragraph"):
        compile_template(path).render({"v": image(DocxTemplate(path), tmp_path), "c": False})


def test_values_beside_a_picture_keep_to_the_same_rules(tmp_path: Path) -> None:
    path = written(document(p("{{ picture }}"), p("{{ v }}")), tmp_path)
    template = compile_template(path)

    def filled(value: str) -> list[str]:
        data = template.render({"picture": image(DocxTemplate(path), tmp_path), "v": value})
        assert template.engine == "docxtpl"
        return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]

    assert filled("a\r\nb\u2028c\rd")[1] == "a\nb\nc\nd"
    assert filled("a\ab")[1:3] == ["a", "b"]
    with pytest.raises(VanthuError, match=r"“v” holds the character U\+000B"):
        filled("a\vb")
