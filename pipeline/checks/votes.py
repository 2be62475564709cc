"""Votes: sums, who may vote, and the majority that the rules of the purpose ask for."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.case import Case
from pipeline.errors import Problem
from pipeline.meeting import Ballot, Ballots, Outcome, Stage, Vote, VotePurpose
from pipeline.messages import msg
from pipeline.records import Path
from pipeline.regulations import VoteBase, Voters
from pipeline.vietnamese.text import folded


def check_votes(case: Case) -> Iterator[Problem]:
    meeting = case.meeting
    if meeting.stage is Stage.PLANNED:
        yield from _candidates(case)
    if meeting.stage is not Stage.HELD:
        return
    for number, vote in enumerate(meeting.votes):
        path: Path = ("votes", number)
        yield from _against_roll(case, vote, path)
        yield from _choices(case, vote, path) if vote.in_favour is None else _cast(case, vote, path)
        yield from _ballots(case, vote, path)
        yield from _majority(case, vote, path)
    if any(vote.ballot is Ballot.SECRET for vote in meeting.votes) and not meeting.tellers:
        yield case.warning(
            "no-tellers", ("tellers",), msg("The vote was secret, but nobody is named who counted the ballots.")
        )
    yield from _tellers(case)
    if meeting.outcome is Outcome.RESOLUTION and not meeting.votes:
        yield case.warning("no-vote", ("votes",), msg("A resolution is made, but no vote is recorded."))


def _candidates(case: Case) -> Iterator[Problem]:
    """Ballots of an election cannot be made before somebody stands for it."""
    for number, vote in enumerate(case.meeting.votes):
        if vote.purpose is VotePurpose.ELECTION and vote.ballot is Ballot.SECRET and not vote.choices:
            yield case.warning(
                "no-candidates",
                ("votes", number, "choices"),
                msg("Nobody is named who stands for the election; its ballots are not made."),
            )


def _tellers(case: Case) -> Iterator[Problem]:
    """Who is voted on does not count the ballots."""
    meeting = case.meeting
    voted_on = {
        folded(name) for vote in meeting.votes for name in (vote.person, *(c.name for c in vote.choices)) if name
    }
    for number, name in enumerate(meeting.tellers):
        if folded(name) in voted_on:
            yield case.warning(
                "teller-voted-on",
                ("tellers", number),
                msg("“{name}” counts the ballots and is voted on.", name=name),
            )


def _cast_votes(vote: Vote) -> int:
    return (vote.in_favour or 0) + vote.against + vote.abstained


def _choices(case: Case, vote: Vote, path: Path) -> Iterator[Problem]:
    """An election, or a question with several answers: each answer is counted, and none beyond the ballots."""
    most = vote.ballots.valid if vote.ballots.valid is not None else _voters(case, vote)
    if not any(choice.votes is not None for choice in vote.choices):
        yield case.missing((*path, "in_favour"))
    for number, choice in enumerate(vote.choices):
        if choice.votes is not None and most is not None and choice.votes > most:
            yield case.contradiction(
                "too-many-votes-for-one",
                (*path, "choices", number, "votes"),
                msg(
                    "“{name}” has {votes} votes; at most {most} could be given.",
                    name=choice.name,
                    votes=choice.votes,
                    most=most,
                ),
            )
    given = sum(choice.votes or 0 for choice in vote.choices)
    if vote.purpose is VotePurpose.GRADING and vote.ballots.valid not in (None, given):
        yield case.contradiction(
            "votes-and-ballots",
            (*path, "choices"),
            msg("The votes make {cast}, but {valid} ballots are valid.", cast=given, valid=vote.ballots.valid),
        )


def _voters(case: Case, vote: Vote) -> int | None:
    """How many could vote here: the official members present, unless the rule of the purpose lets all vote."""
    roll, rule = case.meeting.roll, case.rules.vote_rule(vote.purpose)
    official = vote.official_present if vote.official_present is not None else roll.present_official
    if official is None or rule is None or rule.voters is Voters.OFFICIAL:
        return official
    return official + (roll.present_probationary or 0)


def _against_roll(case: Case, vote: Vote, path: Path) -> Iterator[Problem]:
    roll = case.meeting.roll
    total = vote.official_total
    if total is not None and roll.total_official is not None and total != roll.total_official:
        yield case.contradiction(
            "vote-total-differs",
            (*path, "official_total"),
            msg("{here} official members are stated here, {roll} on the roll.", here=total, roll=roll.total_official),
        )
    present = vote.official_present
    if present is None:
        return
    if total is not None and present > total:
        yield case.contradiction(
            "more-present-than-members",
            (*path, "official_present"),
            msg("{present} are present, but there are only {total} members.", present=present, total=total),
        )
    if roll.present_official is not None and present != roll.present_official:
        yield case.warning(
            "vote-present-differs",
            (*path, "official_present"),
            msg(
                "{here} official members are stated as present here, {roll} on the roll.",
                here=present,
                roll=roll.present_official,
            ),
        )


def _cast(case: Case, vote: Vote, path: Path) -> Iterator[Problem]:
    voters, cast = _voters(case, vote), _cast_votes(vote)
    if voters is None or cast == voters:
        return
    if cast > voters:
        extra = msg(
            "For {in_favour}, against {against}, abstained {abstained}: {cast}; only {voters} members may vote.",
            in_favour=vote.in_favour,
            against=vote.against,
            abstained=vote.abstained,
            cast=cast,
            voters=voters,
        )
        probationary = case.meeting.roll.present_probationary or 0
        code = "probationary-voted" if cast <= voters + probationary else "too-many-votes"
        yield case.contradiction(code, (*path, "in_favour"), extra)
    elif vote.ballot is Ballot.SHOW_OF_HANDS:
        yield case.warning(
            "votes-missing",
            (*path, "in_favour"),
            msg("{cast} votes are recorded for {voters} official members present.", cast=cast, voters=voters),
        )


def _ballots(case: Case, vote: Vote, path: Path) -> Iterator[Problem]:
    ballots, where = vote.ballots, (*path, "ballots")
    if ballots == Ballots():
        if vote.ballot is Ballot.SECRET:
            yield case.warning("no-ballots", where, msg("The vote was secret, but no numbers of ballots are given."))
        return
    voters = _voters(case, vote)
    issued, collected = ballots.issued, ballots.collected
    too_many_issued = msg(
        "More ballots were issued ({more}) than official members are present ({less}).", more=issued, less=voters
    )
    too_many_collected = msg("More ballots were collected ({more}) than issued ({less}).", more=collected, less=issued)
    pairs = (("issued", issued, voters, too_many_issued), ("collected", collected, issued, too_many_collected))
    for field, more, less, message in pairs:
        if more is not None and less is not None and more > less:
            yield case.contradiction("too-many-ballots", (*where, field), message)
    if None not in (ballots.collected, ballots.valid):
        together = (ballots.valid or 0) + (ballots.invalid or 0)
        if together != ballots.collected:
            yield case.contradiction(
                "ballots-sum",
                (*where, "valid"),
                msg(
                    "Valid and invalid ballots make {sum}, but {collected} were collected.",
                    sum=together,
                    collected=ballots.collected,
                ),
            )
    if vote.in_favour is not None and ballots.valid is not None and _cast_votes(vote) != ballots.valid:
        yield case.contradiction(
            "votes-and-ballots",
            (*path, "in_favour"),
            msg("The votes make {cast}, but {valid} ballots are valid.", cast=_cast_votes(vote), valid=ballots.valid),
        )


def _majority(case: Case, vote: Vote, path: Path) -> Iterator[Problem]:
    rule = case.rules.vote_rule(vote.purpose)
    if rule is None or vote.declared_passed is None or vote.in_favour is None:
        return
    roll = case.meeting.roll
    total = vote.official_total if vote.official_total is not None else roll.total_official
    base = total if rule.base is VoteBase.OFFICIAL_TOTAL else _voters(case, vote)
    if not base:
        return
    reached = vote.in_favour >= rule.needed(base)
    if vote.declared_passed and not reached:
        yield case.warning(
            "majority-not-seen",
            (*path, "declared_passed"),
            msg(
                "Counted as {share} of the {base}, {in_favour}/{total} in favour does not show the majority.",
                share=rule.in_words,
                base=rule.base.label,
                in_favour=vote.in_favour,
                total=base,
            ),
        )
    if not vote.declared_passed and reached:
        yield case.warning(
            "majority-seen",
            (*path, "declared_passed"),
            msg(
                "The motion is declared not passed, but {in_favour}/{total} is {share}.",
                in_favour=vote.in_favour,
                total=base,
                share=rule.in_words,
            ),
        )
