"""Who receives a document: as the form says, else as the body is set up, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.meeting import DocumentDetails, DocumentKindName
from pipeline.organisation import Body, BodyKind, BodyOnDay, Options
from pipeline.regulations import Wording
from pipeline.vietnamese.text import with_uy

_AS_MINUTES = (DocumentKindName.MINUTES, DocumentKindName.SUPPLEMENT)
_AS_ABOVE = (
    DocumentKindName.INVITATION,
    DocumentKindName.POSTPONEMENT,
    DocumentKindName.CORRECTION,
    DocumentKindName.TRANSMITTAL,
)

_ABOUT = (  # nothing in them is to be carried out
    DocumentKindName.REPORT,
    DocumentKindName.EXTRACT,
    DocumentKindName.SCORE_SHEET,
    DocumentKindName.BLANK_SCORE_SHEET,
)


def recipients_of(
    kind: DocumentKindName,
    details: DocumentDetails | None,
    body: Body,
    there: BodyOnDay,
    options: Options,
    wording: Wording,
) -> tuple[str, ...]:
    """The recipients as bare lines, the file copy last."""
    is_cell = there.kind is BodyKind.CELL
    filed = wording.filed if is_cell else with_uy("Lưu Văn phòng Đảng ủy", options.spelling.value)
    if details and details.recipients:
        return details.recipients
    if kind in _AS_MINUTES:
        return body.minutes_recipients or (options.minutes_recipients if is_cell else (filed,))
    if kind in _AS_ABOVE:
        return ("Như trên", filed)
    if kind in _ABOUT:
        return (f"{there.superior_committee} (để báo cáo)", filed) if there.superior_committee else (filed,)
    if kind is DocumentKindName.SUPERVISION_RECORD and there.superior_committee:  # the superior's own paper
        return (f"{there.superior_committee} (để báo cáo)", f"{there.name} (để thực hiện)", "Lưu Hồ sơ giám sát")
    usual = tuple(_usual(there, filed, options))
    return body.recipients or (options.recipients if is_cell else ()) or usual


def _usual(there: BodyOnDay, filed: str, options: Options) -> Iterator[str]:
    is_cell = there.kind is BodyKind.CELL
    if there.superior_committee:
        yield f"{there.superior_committee} (để báo cáo)"
    if not is_cell:
        yield "Các chi bộ trực thuộc (để thực hiện)"
    members = "đảng viên" if is_cell else with_uy("Ủy viên Ban Chấp hành", options.spelling.value)
    yield f"Các đồng chí {members} (để thực hiện)"
    yield filed
