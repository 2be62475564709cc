"""The frame of a document: its head, what it rests on, who signs it and who receives it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.documents.context_parts import Header, Paragraphs, Signature, TwoSigners
from pipeline.documents.subject import Framed, Subject
from pipeline.documents.texts import superior_document
from pipeline.organisation import Office
from pipeline.regulations import Authority, ComponentName
from pipeline.vietnamese.dates import NBSP, Month, date_in_words
from pipeline.vietnamese.text import folded


def header(subject: Framed, *, dated: bool = True, letter_abstract: str = "") -> Header:
    """The head of a document; the abstract stands in it where the document is a letter."""
    return Header(
        superior=subject.body.superior.upper(),
        body=subject.body_name.upper(),
        number=subject.number,
        place_and_date=f"{subject.body.place}, {date_in_words(subject.day)}" if dated else "",
        draft=subject.draft,
        letter_abstract=letter_abstract if subject.is_letter else "",
    )


def open_date(subject: Framed) -> str:
    """Place and date of a paper that is dated by hand: `Tân Phú, ngày      tháng 10 năm 2018`."""
    return f"{subject.body.place}, ngày{NBSP * 6}{Month.of(subject.day).in_words}"


_OFFICES = {Office.SECRETARY: "BÍ THƯ", Office.DEPUTY: "PHÓ BÍ THƯ"}


def signature(subject: Framed) -> Signature:
    """A cell signs collectively: T/M, never K/T."""
    of_committee = subject.authority is Authority.COMMITTEE
    whom = (subject.committee_word if of_committee else subject.body_word).upper()
    signer = subject.signer
    if signer is None:
        return Signature(f"T/M {whom}", "BÍ THƯ", "")
    office = _OFFICES.get(signer.office, f"PHỤ TRÁCH {subject.body_word.upper()}")
    return Signature(f"T/M {whom}", office, signer.name)


def minutes_signers(subject: Subject) -> TwoSigners:
    """The recorder and the chair, named as the rule set names them."""
    wording, held = subject.rules.wording, subject.held
    return TwoSigners(
        left_title=wording.recorder,
        left_name=held.recorder,
        right_authority="",
        right_title=wording.chair,
        right_name=held.chair,
    )


def recipients(subject: Framed) -> Paragraphs:
    """The lines under `Nơi nhận:` with the punctuation of the rule set."""
    end = subject.rules.wording.recipient_end
    bare = [line.strip().lstrip("-–").strip().rstrip(".,;").rstrip() for line in subject.recipients]
    lines = [line for line in bare if line]
    return tuple(f"{line}{'.' if number == len(lines) else end}" for number, line in enumerate(lines, 1))


def grounds(subject: Subject, *, of_meetings: bool = True) -> Paragraphs:
    """What the document rests on: the rules in force, unless the form names them itself, and the superior's papers.

    `of_meetings`: also the guideline on how a cell meets.
    """
    rules, stated = subject.rules.meetings, subject.meeting.superior_documents
    cited = {folded(document.number) for document in stated}
    lines = [f"Căn cứ {citation}" for citation in subject.rules.grounds(subject.kind)]
    lines += [f"Căn cứ {rules.citation}"] if of_meetings and rules and folded(rules.id) not in cited else []
    lines += [f"Căn cứ {superior_document(document)}" for document in stated]
    lines.append(f"Căn cứ tình hình thực tế của {subject.body_word}")
    return (*(f"{line};" for line in lines[:-1]), f"{lines[-1]}{subject.rules.wording.last_ground_end}")


def grounds_upright(subject: Framed) -> bool:
    """05-HD/VPTW sets grounds upright; before it they were italic."""
    rule = subject.rules.layout.component(ComponentName.GROUNDS)
    return rule is not None and rule.italic is False


def addressed(places: tuple[str, ...]) -> Paragraphs:
    """Whom a letter goes to: one place as it is, several ended as a list is."""
    bare = [place.strip().lstrip("-–").strip().rstrip(".;,") for place in places]
    return listed(bare) if len(bare) > 1 else tuple(bare)


def listed(lines: Sequence[str]) -> Paragraphs:
    """Lines of a list: each ends with `;`, the last with a full stop."""
    return tuple(f"{line}{'.' if number == len(lines) else ';'}" for number, line in enumerate(lines, 1))
