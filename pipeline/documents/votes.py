"""Votes in words: people for a show of hands, ballots for a secret vote; shares of those who could vote here."""

from __future__ import annotations

from pipeline.documents.contexts import VoteText
from pipeline.documents.subject import Subject
from pipeline.documents.texts import counted_members, people
from pipeline.meeting import Ballot, Ballots, Meeting, Vote, VotePurpose
from pipeline.regulations import VoteBase
from pipeline.vietnamese.dates import count, percent
from pipeline.vietnamese.text import folded, lower_first


def vote_text(subject: Subject, vote: Vote, number: int) -> VoteText:
    """One vote as minutes record it."""
    base, unit = _base(vote)
    voters = counted_members(subject, "đảng viên chính thức")
    return VoteText(
        number=str(number),
        motion=vote.motion,
        ballot=lower_first(vote.ballot.label),
        base=_base_words(vote, voters),
        ballots=_ballots(vote.ballots) if vote.ballot is Ballot.SECRET else "",
        in_favour=_in_favour(subject, vote, voters),
        against=_share(vote.against, base, unit),
        abstained=_share(vote.abstained, base, unit),
        result={True: "được thông qua", False: "không được thông qua", None: ""}[vote.declared_passed],
    )


def _base(vote: Vote) -> tuple[int, str]:
    """What percentages are of: ballots collected in a secret vote, else members present, else those who voted."""
    if vote.ballot is Ballot.SECRET and vote.ballots.collected:
        return vote.ballots.collected, "phiếu"
    return vote.official_present or vote.in_favour + vote.against + vote.abstained, "đồng chí"


def _base_words(vote: Vote, voters: str) -> str:
    parts = []
    if vote.official_total is not None:
        parts.append(f"tổng số {voters}: {people(vote.official_total)}")
    if vote.official_present is not None:
        parts.append(f"có mặt: {people(vote.official_present)}")
    return "; ".join(parts)


def _ballots(ballots: Ballots) -> str:
    named = {
        "phát ra": ballots.issued,
        "thu về": ballots.collected,
        "hợp lệ": ballots.valid,
        "không hợp lệ": ballots.invalid,
    }
    return "; ".join(f"{name}: {count(number)} phiếu" for name, number in named.items() if number is not None)


def _share(votes: int, base: int, unit: str) -> str:
    return f"{count(votes)}/{count(base)} {unit} ({percent(votes, base)})" if base else f"{count(votes)} {unit}"


def _in_favour(subject: Subject, vote: Vote, voters: str) -> str:
    """The share of those who could vote here; for a motion that needs its majority of all members, of all as well.

    `15/22 đồng chí có mặt (68,2%), bằng 62,5% tổng số đảng viên chính thức`.
    """
    base, unit = _base(vote)
    total = vote.official_total if vote.official_total is not None else subject.meeting.roll.total_official
    rule = subject.rules.vote_rule(vote.purpose)
    counts_all = rule is not None and rule.base is VoteBase.OFFICIAL_TOTAL
    if vote.purpose is VotePurpose.ORDINARY or not counts_all or not total or not base or total == base:
        return _share(vote.in_favour, base, unit)
    if unit == "đồng chí" and vote.official_present:
        unit = "đồng chí có mặt"
    return f"{_share(vote.in_favour, base, unit)}, bằng {percent(vote.in_favour, total)} tổng số {voters}"


def adopting_vote(meeting: Meeting) -> Vote | None:
    """The vote that adopted the resolution: the one that names it, else the last ordinary one."""
    ordinary = [vote for vote in meeting.votes if vote.purpose is VotePurpose.ORDINARY]
    naming = [vote for vote in ordinary if "nghị quyết" in folded(vote.motion)]
    found = naming or ordinary
    return found[-1] if found else None


def adopted_with(vote: Vote, voters: str) -> str:
    """`22/22 đồng chí có quyền biểu quyết có mặt tán thành, đạt 100% (bằng 91,7% tổng số đảng viên chính thức)`.

    The share of all is said beside that of those present: a resolution needs more than half of all.
    """
    base, unit = _base(vote)
    if not base:
        return f"{count(vote.in_favour)} {unit} tán thành"
    if unit == "đồng chí":
        unit = "đồng chí có quyền biểu quyết có mặt" if vote.official_present else "đồng chí biểu quyết"
    text = f"{count(vote.in_favour)}/{count(base)} {unit} tán thành, đạt {percent(vote.in_favour, base)}"
    total = vote.official_total
    return f"{text} (bằng {percent(vote.in_favour, total)} tổng số {voters})" if total and total != base else text
