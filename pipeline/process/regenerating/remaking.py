"""A document made again from its record, under the number, date and place in the manifest that it has."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.archive import FiledDocument
from pipeline.documents import Known, PlannedDocument, abstract_of
from pipeline.errors import VanthuError
from pipeline.messages import msg
from pipeline.office_files.packages import file_digest
from pipeline.process.filing.documents import file_name
from pipeline.process.regenerating.planning import Due, Folder
from pipeline.templates.render import fill
from pipeline.templates.version import RENDER_VERSION


class CannotBeMade(VanthuError):
    """A document that does not come out under its number and date any more."""


@dataclass(frozen=True)
class Made:
    """A document as it comes out now, and its entry in the manifest."""

    due: Due
    filed: FiledDocument
    data: bytes

    @property
    def is_as_before(self) -> bool:
        """Whether what lies there says the same, in whatever way it is packed."""
        return self.due.is_sound and self.filed.content_sha256 == self.due.filed.content_sha256

    @property
    def is_written(self) -> bool:
        """Whether the file is put into the folder: not where it says the same under the same name."""
        return not self.is_as_before or self.filed.path != self.due.filed.path


def made(folder: Folder, due: Due) -> Made:
    """The document, rendered. Raises `CannotBeMade`, `BadTemplate` and what else `fill` does."""
    before = due.filed
    plan, known = foreseen(folder, due)
    template = folder.rules.template(plan.kind, plan.subject.body.id)
    context = plan.context(before.number, known=known)
    filled = fill(template, context, day=plan.day)
    data = filled.data
    filed = before.model_copy(
        update={
            "abstract": abstract_of(context),
            "signer": plan.subject.signer.name if plan.subject.signer else plan.subject.meeting.chair,
            "rule_set": plan.subject.rules.id,
            "template": plan.kind.template,
            "template_sha256": filled.template_sha256,
            "path": _path(folder, before, plan),
            "sha256": file_digest(data),
            "content_sha256": filled.content_sha256,
            "edited": None,
            "render_version": RENDER_VERSION,
            "rules_sha256": folder.rules.fingerprint,
        }
    )
    one = Made(due, filed, data)
    if one.is_written:
        return one
    return Made(due, filed.model_copy(update={"sha256": due.found.sha256}), data)  # the file stays as it is packed


def foreseen(folder: Folder, due: Due) -> tuple[PlannedDocument, Known]:
    """What the document will be made from. Raises `CannotBeMade`."""
    found = folder.plan(due.filed)
    if found is None:
        raise CannotBeMade(msg("Its form does not yield it any more: it is not made again."))
    _check_given(due.filed, found[0])
    return found


def _check_given(before: FiledDocument, plan: PlannedDocument) -> None:
    """Numbers and dates are given once. Raises `CannotBeMade` where the document would not bear them."""
    symbol = None if before.number is None else plan.symbol(before.number)
    is_numbered = plan.series is not None
    if plan.day != before.date or symbol != before.symbol or is_numbered != (before.number is not None):
        raise CannotBeMade(
            msg("By the rules of now it would bear another number or date than it was given: it is not made again.")
        )


def _path(folder: Folder, before: FiledDocument, plan: PlannedDocument) -> str:
    """The name that filing gives it; its old one where another document has that."""
    wanted = file_name(plan, before.number, before.round)
    if wanted == before.path:
        return wanted
    taken = {one.path for one in folder.before.documents if one != before}
    return before.path if wanted in taken else wanted
