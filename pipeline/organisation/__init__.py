"""The office: its bodies, members, offices and terms, everything with from and to dates."""

from pipeline.organisation.bodies import Body, BodyKind, Options, Organisation, Term
from pipeline.organisation.load import load_organisation, organisation_bytes, read_organisation, valid_organisation
from pipeline.organisation.members import Member, MemberState, Office, Status
from pipeline.organisation.snapshot import BodyOnDay, MemberOnDay, body_on_day, roster_on

__all__ = [
    "Body",
    "BodyKind",
    "BodyOnDay",
    "Member",
    "MemberOnDay",
    "MemberState",
    "Office",
    "Options",
    "Organisation",
    "Status",
    "Term",
    "body_on_day",
    "load_organisation",
    "organisation_bytes",
    "read_organisation",
    "roster_on",
    "valid_organisation",
]
