"""Findings as Word comments in a copy, where they belong."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.messages import vietnamese
from pipeline.templates.annotate import annotated
from pipeline.templates.check import check_template

from .contexts import TEMPLATES
from .letters import LETTER
from .printed import flowing, printed
from .values import faults, opened, template


def copy_of(path: Path) -> bytes:
    return annotated(path.read_bytes(), check_template(path, [LETTER]))


def commented(data: bytes) -> list[tuple[str, str]]:
    """Each comment's text with the text of the paragraph that it hangs on."""
    document = opened(data)
    said = {str(comment.comment_id): comment.text for comment in document.comments}
    return [
        (said[mark.get(qn("w:id"))], "".join(text.text or "" for text in mark.getparent().iter(qn("w:t"))))
        for mark in document.element.body.iter(qn("w:commentRangeStart"))
    ]


def test_every_finding_is_a_comment_on_its_paragraph(tmp_path: Path) -> None:
    path = template(tmp_path, "đầu", "{{ titel }}", "{{ title|uper }} {{ bogus }}", cell="{{ lines }}")
    findings = check_template(path, [LETTER])
    assert len(findings) == 4
    assert commented(copy_of(path)) == [
        (vietnamese(finding.sentence), finding.spot.words)
        for finding in sorted(findings, key=lambda finding: (finding.spot.number, -findings.index(finding)))
    ]


def test_faults_of_the_page_header_stand_at_the_first_paragraph_and_say_so(tmp_path: Path) -> None:
    path = template(tmp_path, "đầu", header="{{ bogus }}", title="{{ lines }}")
    header, title = check_template(path, [LETTER])
    texts = dict.fromkeys(text for text, paragraph in commented(copy_of(path)) if paragraph == "đầu")
    assert [vietnamese(finding.spot.where) in text for finding, text in zip((title, header), texts, strict=True)] == [
        True,
        True,
    ]


def test_comments_that_are_there_stay_and_keep_their_numbers(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_comment(document.add_paragraph("{{ titel }}").runs, "của cấp ủy", "Lê Thị Sen")
    path = tmp_path / "mau.docx"
    document.save(str(path))
    comments = list(opened(copy_of(path)).comments)
    assert [comment.author for comment in comments] == ["Lê Thị Sen", "vanthu"]
    assert len({comment.comment_id for comment in comments}) == 2


def test_the_copy_is_a_sound_word_file_and_the_template_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.docx"  # as minutes it is in order, as a letter it is full of faults
    before = (TEMPLATES / path.name).read_bytes()
    path.write_bytes(before)
    copy = tmp_path / "ghi-chu.docx"
    copy.write_bytes(copy_of(path))
    assert len(commented(copy.read_bytes())) > 50
    assert faults(copy) == []
    assert path.read_bytes() == before


def test_what_word_split_over_runs_is_commented_too(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ti", "tel }}"):
        paragraph.add_run(piece)
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "mau.docx"
    path.write_bytes(buffer.getvalue())
    assert [words for _, words in commented(copy_of(path))] == ["{{ titel }}"]


@pytest.mark.libreoffice
def test_libreoffice_opens_the_copy(tmp_path: Path) -> None:
    path = template(tmp_path, "phần đầu", "{{ titel }}", header="{{ bogus }}")
    assert "phần đầu" in flowing(printed({"ghi-chu": copy_of(path)}, tmp_path)["ghi-chu"])
