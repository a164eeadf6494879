"""What is odd about a policy's rules, as codes and facts; whatever concerns plans is asked of the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from recruiting import cadence

DAYS_AHEAD = 90
WAIT_AT_MOST = 7  # days that a call may have to wait past the last day of its range


class Code(StrEnum):
    """What can be odd."""

    NO_CALLING_TIME = "no_calling_time"
    NO_FOLLOW_UPS = "no_follow_ups"
    FIRST_PAST_LIMIT = "first_past_limit"
    RETRY_PAST_LIMIT = "retry_past_limit"
    REPEAT_PAST_LIMIT = "repeat_past_limit"
    NO_EMAIL_AFTER_CALLS = "no_email_after_calls"
    GAP_HOLDS_BACK = "gap_holds_back"
    LONG_STRETCH = "long_stretch"
    PREFERRED_OUTSIDE = "preferred_outside"
    PREFERRED_AVOIDED = "preferred_avoided"
    WEEKDAY_AVOIDED = "weekday_avoided"
    AVOID_IDLE = "avoid_idle"


@dataclass(frozen=True)
class PolicyWarning:
    """One oddity: the settings that it concerns, the first the likeliest to be changed, and what the sentence needs."""

    code: Code
    fields: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


def warnings_of(policy: cadence.Policy, calendar: cadence.Calendar, day: date) -> list[PolicyWarning]:
    """Return what is odd about these rules by this calendar in the 90 days from `day`, the gravest first."""
    try:
        cadence.check_week(policy, calendar)
    except cadence.Refused as refused:
        return [PolicyWarning(Code.NO_CALLING_TIME, ("call_hours", "avoid"), {"refused": refused})]
    checks = (_limits, _email_after_calls, _gap, _stretches, _preferred, _weekdays, _idle)
    return [found for check in checks for found in check(_Asked(policy, calendar, day))]


@dataclass(frozen=True)
class _Asked:
    """The rules in question, and the engine's answers by them."""

    policy: cadence.Policy
    calendar: cadence.Calendar
    day: date

    def interviews(self) -> Iterator[datetime]:
        """Yield an interview for each of the days ahead, at its first moment: no later one is followed up sooner."""
        zone = ZoneInfo(self.calendar.time_zone)
        for number in range(DAYS_AHEAD):
            yield datetime.combine(self.day + timedelta(days=number), time(0), zone)

    def follow_up(self, ended_at: datetime, *events: cadence.Event, explain: bool = False) -> cadence.Step | None:
        """Return what is open after these events."""
        found = cadence.plan(self.policy, self.calendar, cadence.Interview(ended_at), events, explain=explain)
        return found.steps[-1] if found.status == cadence.PlanStatus.ACTIVE else None

    def first(self, ended_at: datetime) -> tuple[cadence.Event, cadence.Step | None]:
        """Return the thank-you, sent at once, and the follow-up after it."""
        sent = cadence.Event(cadence.EventType.THANK_YOU_SENT, ended_at)
        return sent, self.follow_up(ended_at, sent)


def _limits(asked: _Asked) -> Iterator[PolicyWarning]:
    """Ranges that cross a limit, so that something is never planned, whatever the day of the interview."""
    if asked.policy.max_follow_ups == 0:
        yield PolicyWarning(Code.NO_FOLLOW_UPS, ("max_follow_ups",))
        return
    firsts = [(ended_at, *asked.first(ended_at)) for ended_at in asked.interviews()]
    planned = [(ended_at, sent, step) for ended_at, sent, step in firsts if step is not None]
    limit = {"limit": asked.policy.give_up_after_days}
    if len(planned) < len(firsts):
        facts = {**limit, "none": len(firsts) - len(planned), "of": len(firsts)}
        yield PolicyWarning(Code.FIRST_PAST_LIMIT, ("give_up_after_days", "call_after_days"), facts)
    if not planned or asked.policy.max_follow_ups == 1:
        return
    for code, setting, silent in (
        (Code.RETRY_PAST_LIMIT, "retry_after_days", True),
        (Code.REPEAT_PAST_LIMIT, "repeat_after_days", False),
    ):
        done = [(ended_at, sent, _done(step, silent=silent)) for ended_at, sent, step in planned]
        known = [(ended_at, sent, event) for ended_at, sent, event in done if event is not None]
        if known and all(asked.follow_up(*each) is None for each in known):
            yield PolicyWarning(code, ("give_up_after_days", setting), limit)


def _done(step: cadence.Step, *, silent: bool) -> cadence.Event | None:
    """Return that a follow-up was done when due; `silent`: nobody answered, which an email cannot say."""
    if step.kind == cadence.Kind.CALL:
        outcome = cadence.CallOutcome.NO_ANSWER if silent else cadence.CallOutcome.UNDECIDED
        return cadence.Event(cadence.EventType.CALL_MADE, step.due, outcome=outcome)
    return None if silent else cadence.Event(cadence.EventType.EMAIL_SENT, step.due)


def _email_after_calls(asked: _Asked) -> Iterator[PolicyWarning]:
    """The limit of all follow-ups comes before the email that stands for another unanswered call."""
    policy = asked.policy
    if policy.channel != cadence.Channel.EMAIL and 0 < policy.max_follow_ups <= policy.max_attempts:
        facts = {"attempts": policy.max_attempts, "limit": policy.max_follow_ups}
        yield PolicyWarning(Code.NO_EMAIL_AFTER_CALLS, ("max_attempts", "max_follow_ups"), facts)


def _gap(asked: _Asked) -> Iterator[PolicyWarning]:
    """The shortest wait is longer than the days that a range names."""
    policy = asked.policy
    for setting, silent in (("call_after_days", None), ("retry_after_days", True), ("repeat_after_days", False)):
        first, last = getattr(policy, setting)
        days = last if policy.approach == cadence.Approach.MEASURED else first
        if days and policy.gap_hours >= 24 * days and any(_held_back(asked, silent)):
            facts = {"gap": policy.gap_hours, "setting": setting, "days": days}
            yield PolicyWarning(Code.GAP_HOLDS_BACK, ("gap_hours", setting), facts)


def _held_back(asked: _Asked, silent: bool | None) -> Iterator[bool]:
    """Yield for each interview whether the gap moves its first follow-up, or the one after that was done when due."""
    for ended_at in asked.interviews():
        sent, first = asked.first(ended_at)
        if silent is None:
            # Sent late in the day, as after an interview in the afternoon
            late = cadence.Event(cadence.EventType.THANK_YOU_SENT, ended_at + timedelta(hours=20))
            yield _moved_by_gap(asked.follow_up(ended_at, late, explain=True))
        elif first is not None and (event := _done(first, silent=silent)) is not None:
            yield _moved_by_gap(asked.follow_up(ended_at, sent, event, explain=True))


def _moved_by_gap(step: cadence.Step | None) -> bool:
    return bool(step and step.why and any(moved.by == cadence.MovedBy.GAP_HOURS for moved in step.why.moved))


def _stretches(asked: _Asked) -> Iterator[PolicyWarning]:
    """Stretches in which nobody can be called, so long that a call waits more than a week past its range."""
    if asked.policy.channel == cadence.Channel.EMAIL:
        return
    end = asked.day + timedelta(days=DAYS_AHEAD)
    found: list[tuple[date, date]] = []
    free = asked.day
    for day in cadence.calling_days(asked.policy, asked.calendar, asked.day):
        if (day - free).days > WAIT_AT_MOST:
            found.append((free, day - timedelta(days=1)))
        free = day + timedelta(days=1)
        if free >= end:
            break
    if found:
        worked = any(_worked(asked.calendar, first, last) for first, last in found)
        fields = ("avoid", "call_after_days") if worked else ("call_after_days",)
        facts = {"stretches": tuple(found), "within": WAIT_AT_MOST, "avoided": worked}
        yield PolicyWarning(Code.LONG_STRETCH, fields, facts)


def _worked(calendar: cadence.Calendar, first: date, last: date) -> bool:
    """Say whether they work on a day of the stretch: then it is the rules that keep it free of calls."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return any(cadence.day_off(calendar, day) is None for day in days)


def _week(asked: _Asked) -> list[cadence.Weekday]:
    return [weekday for weekday in cadence.Weekday if weekday in asked.calendar.working_week]


def _preferred(asked: _Asked) -> Iterator[PolicyWarning]:
    """The best time lies where no call may be made."""
    policy, times = asked.policy, cadence.call_times(asked.policy)
    start, end = policy.call_hours
    preferred = policy.preferred_call_time
    moved: dict[time, list[cadence.Weekday]] = {}
    for weekday in _week(asked):
        instead = times[weekday]
        if instead is not None and instead != preferred:
            moved.setdefault(instead, []).append(weekday)
    facts = {"preferred": preferred, "moved": tuple((at, tuple(days)) for at, days in moved.items())}
    if not start <= preferred < end:
        yield PolicyWarning(Code.PREFERRED_OUTSIDE, ("preferred_call_time", "call_hours"), facts)
    elif moved:
        yield PolicyWarning(Code.PREFERRED_AVOIDED, ("avoid", "preferred_call_time"), facts)


def _weekdays(asked: _Asked) -> Iterator[PolicyWarning]:
    """Working days without a minute for a call."""
    windows = cadence.call_windows(asked.policy)
    none: Sequence[cadence.Weekday] = [weekday for weekday in _week(asked) if not windows[weekday]]
    if none:
        yield PolicyWarning(Code.WEEKDAY_AVOIDED, ("avoid",), {"weekdays": tuple(none)})


def _idle(asked: _Asked) -> Iterator[PolicyWarning]:
    """Spans to avoid that lie wholly outside the call hours."""
    start, end = asked.policy.call_hours
    spans = tuple(span for span in asked.policy.avoid if span.to <= start or span.from_ >= end)
    if spans:
        yield PolicyWarning(Code.AVOID_IDLE, ("avoid", "call_hours"), {"spans": spans})
