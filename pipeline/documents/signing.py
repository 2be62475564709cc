"""Who signs a document where its form names nobody, and for whom."""

from __future__ import annotations

from pipeline.documents.subject import Signer
from pipeline.meeting import DocumentKindName
from pipeline.organisation import BodyKind, BodyOnDay, Office
from pipeline.regulations import Authority, RuleSet

MAY_SIGN = (Office.SECRETARY, Office.DEPUTY, Office.ACTING)
_IN_TURN = (Office.SECRETARY, Office.ACTING, Office.DEPUTY)


def usual_signer(body: BodyOnDay) -> Signer | None:
    """The secretary of the day, or who stands in; None where nobody holds such an office."""
    for office in _IN_TURN:
        holder = body.holder(office)
        if holder:
            return Signer(holder.name, office)
    return None


def authority_for(kind: DocumentKindName, body: BodyOnDay, rules: RuleSet) -> Authority:
    """For whom it is signed: a cell without a committee, and a party committee, sign for themselves."""
    if body.kind is not BodyKind.CELL or not body.has_committee:
        return Authority.BODY
    return rules.authorities.get(kind.value, Authority.BODY)
