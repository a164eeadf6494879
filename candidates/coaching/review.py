"""The review of a letter against the facts: findings tied to sentences, and the rules that sentences meet. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from candidates.coaching import dates_kept, form, substance
from candidates.coaching.facts import Facts
from candidates.coaching.findings import Code, Finding, Met, Review, Severity, found
from candidates.coaching.letters import Letter

WEIGHT = {Severity.MUST: 0, Severity.SHOULD: 1, Severity.NOTE: 2}
PROMPTLY = timedelta(days=1)


@dataclass(frozen=True)
class Sending:
    """When a letter was or would be sent, and by when it ought to be; both None where unknown."""

    sent_at: datetime | None = None
    due: datetime | None = None


def review(facts: Facts, to: str, subject: str, body: str, sending: Sending | None = None) -> Review:
    """Judge a thank-you letter to one interviewer. Raises FactsError if nobody of that name was there."""
    letter, place = Letter(subject, body, facts.language, facts.company, facts.job), facts.place_of(to)
    said = [
        *substance.topics(facts, letter),
        *substance.challenges(facts, letter),
        *substance.strengths(facts, letter),
        *form.names(facts, letter, place),
        *form.manners(facts, letter, form.LETTER),
        *dates_kept.agreed_call(facts, letter),
        *dates_kept.decision_day(facts, letter),
        *dates_kept.interview_day(facts, letter),
        *lateness(facts, sending or Sending()),
    ]
    return _sorted(said)


def review_check_in(facts: Facts, to: str, subject: str, body: str) -> Review:
    """Judge a check-in email by the rules that apply to it: names, thanks, length, no placeholder, no other company."""
    letter, place = Letter(subject, body, facts.language, facts.company, facts.job), facts.place_of(to)
    return _sorted([*form.names(facts, letter, place), *form.manners(facts, letter, form.CHECK_IN)])


def _sorted(said: list[Finding | Met]) -> Review:
    findings = [each for each in said if isinstance(each, Finding)]
    findings.sort(key=lambda each: (WEIGHT[each.severity], each.start if each.start is not None else -1))
    return Review(findings, [each for each in said if isinstance(each, Met)])


def lateness(facts: Facts, sending: Sending) -> Iterator[Finding]:
    """Find a letter past its due moment, or where none is given, later than the day after the interview."""
    if sending.sent_at is None:
        return
    if sending.due is not None:
        late = sending.sent_at > sending.due
    else:
        late = facts.interview is not None and _day_of(sending.sent_at) > facts.interview + PROMPTLY
    if late:
        yield found(Code.SENT_LATE, Severity.SHOULD)


def _day_of(moment: datetime) -> date:
    return moment.date()
