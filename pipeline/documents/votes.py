"""Votes in words: people for a show of hands, ballots for a secret vote; shares of those who could vote here."""

from __future__ import annotations

from pipeline.documents.context_parts import ChoiceRow, VoteText
from pipeline.documents.subject import Subject
from pipeline.documents.texts import counted_members, people
from pipeline.meeting import Ballot, Ballots, Meeting, Vote, VotePurpose
from pipeline.regulations import VoteBase, Voters
from pipeline.vietnamese.dates import count, percent
from pipeline.vietnamese.text import folded, lower_first


def vote_text(subject: Subject, vote: Vote, number: int) -> VoteText:
    """One vote as minutes record it."""
    base, unit = _base(vote)
    rule = subject.rules.vote_rule(vote.purpose)
    voters = counted_members(subject, rule.voters.label if rule else Voters.OFFICIAL.label)
    return VoteText(
        number=str(number),
        motion=vote.motion,
        ballot="bỏ phiếu kín" if vote.ballot is Ballot.SECRET else lower_first(vote.ballot.label),
        base=_base_words(vote, voters),
        ballots=_ballots(vote.ballots) if vote.ballot is Ballot.SECRET else "",
        in_favour="" if vote.in_favour is None else _in_favour(subject, vote, vote.in_favour, voters),
        against=_share(vote.against, base, unit),
        abstained=_share(vote.abstained, base, unit),
        choices=_choice_rows(vote),
        result=_result(vote),
    )


def _result(vote: Vote) -> str:
    """What was declared; an election is valid or not, who was elected stands in its count."""
    if vote.declared_passed is None:
        return ""
    if vote.purpose is VotePurpose.ELECTION:
        return "kết quả bầu cử được công nhận" if vote.declared_passed else "kết quả bầu cử không được công nhận"
    return "được thông qua" if vote.declared_passed else "không được thông qua"


def _base(vote: Vote) -> tuple[int, str]:
    """What percentages are of: ballots collected in a secret vote, else members present, else those who voted."""
    if vote.ballot is Ballot.SECRET and vote.ballots.collected:
        return vote.ballots.collected, "phiếu"
    return vote.official_present or (vote.in_favour or 0) + vote.against + vote.abstained, "đồng chí"


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


def _choice_rows(vote: Vote) -> tuple[ChoiceRow, ...]:
    base, unit = _base(vote)
    return tuple(
        ChoiceRow(str(number), choice.name, "" if choice.votes is None else _share(choice.votes, base, unit))
        for number, choice in enumerate(vote.choices, 1)
    )


_ANSWERS = ("Tán thành", "Không tán thành", "Không có ý kiến")
_GRADES = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)


def answers(vote: Vote) -> tuple[str, ...]:
    """What a ballot offers: the choices stated; the four grades of the year's rating; else for, against, neither."""
    if vote.choices:
        return tuple(choice.name for choice in vote.choices)
    if vote.purpose is VotePurpose.GRADING:
        return _GRADES
    return _ANSWERS


def answer_rows(subject: Subject, vote: Vote) -> tuple[ChoiceRow, ...]:
    """The count of a secret vote, answer by answer."""
    if vote.choices:
        return _choice_rows(vote)
    text = vote_text(subject, vote, 1)
    counts = zip(_ANSWERS, (text.in_favour, text.against, text.abstained), strict=True)
    return tuple(ChoiceRow(str(number), name, votes) for number, (name, votes) in enumerate(counts, 1))


def _in_favour(subject: Subject, vote: Vote, in_favour: int, voters: str) -> str:
    """The share of those who could vote here; for a motion that needs its majority of all members, of all as well.

    `15/22 đồng chí có mặt (68,2%), bằng 62,5% tổng số đảng viên chính thức`.
    """
    base, unit = _base(vote)
    total = vote.official_total if vote.official_total is not None else subject.meeting.roll.total_official
    rule = subject.rules.vote_rule(vote.purpose)
    counts_all = rule is not None and rule.base is VoteBase.OFFICIAL_TOTAL
    if vote.purpose is VotePurpose.ORDINARY or not counts_all or not total or not base or total == base:
        return _share(in_favour, base, unit)
    if unit == "đồng chí" and vote.official_present:
        unit = "đồng chí có mặt"
    return f"{_share(in_favour, base, unit)}, bằng {percent(in_favour, total)} tổng số {voters}"


def adopting_vote(meeting: Meeting) -> Vote | None:
    """The vote that adopted the resolution: the one that names it, else the last ordinary one."""
    ordinary = [vote for vote in meeting.votes if vote.purpose is VotePurpose.ORDINARY and vote.in_favour is not None]
    naming = [vote for vote in ordinary if "nghị quyết" in folded(vote.motion)]
    found = naming or ordinary
    return found[-1] if found else None


def adopted_with(vote: Vote, voters: str) -> str:
    """`22/22 đảng viên chính thức có mặt tán thành, đạt 100% (bằng 91,7% tổng số đảng viên chính thức)`.

    The share of all is said beside that of those present: a resolution needs more than half of all.
    """
    base, unit = _base(vote)
    in_favour = vote.in_favour or 0
    if not base:
        return f"{count(in_favour)} {unit} tán thành"
    if unit == "đồng chí":
        unit = f"{voters} có mặt" if vote.official_present else "đồng chí biểu quyết"
    text = f"{count(in_favour)}/{count(base)} {unit} tán thành, đạt {percent(in_favour, base)}"
    total = vote.official_total
    return f"{text} (bằng {percent(in_favour, total)} tổng số {voters})" if total and total != base else text
