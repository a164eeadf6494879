"""What the oracle plans from what has happened so far: the open follow-up and the thank-you."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypedDict

from tests.cadence.oracle_days import Rules, Window, call_window, email_window, thank_you_moment

Step = dict[str, Any]


class Announced(TypedDict):
    """A date they named: when we heard it, whether we may call, and the agreed moment if there is one."""

    day: date
    heard: datetime
    may_call: bool
    moment: datetime | None


@dataclass
class OpenStep:
    """The open follow-up as planned right now."""

    kind: str
    window: Window
    reason: str
    provisional: bool = False


@dataclass
class History:
    """What has happened so far."""

    rules: Rules
    ended_at: datetime
    rules_changed: datetime | None = None
    permission: str = "not_asked"
    announced: Announced | None = None
    date_stands: bool = False
    # The range's field, the reason, and the moment it counts from.
    answer: tuple[str, str, datetime] | None = None
    unanswered: int = 0
    away: tuple[date, datetime] | None = None
    chosen: datetime | None = None
    levelled: tuple[date, datetime] | None = None
    question: str = "open"
    thanked: datetime | None = None
    thank_you_due: datetime | None = None
    thanked_recorded: datetime | None = None
    ended: list[Step] = field(default_factory=list)
    outcome: str | None = None


def kind_of_step(past: History) -> str:
    """Call or email, by permission, channel and the run of unanswered calls."""
    if past.permission == "withdrawn":
        return "email"
    if past.date_stands and past.announced and past.announced["may_call"]:
        return "call"
    channel = past.rules.policy["channel"]
    if channel == "email" or (channel == "invited" and past.permission != "granted"):
        return "email"
    is_retry = not past.date_stands and past.answer is not None and past.answer[0] == "retry_after_days"
    if is_retry and past.unanswered >= past.rules.policy["max_attempts"]:
        return "email"
    return "call"


def window_of(past: History, kind: str, first: date, last: date, cause: datetime) -> Window:
    return (call_window if kind == "call" else email_window)(past.rules, first, last, cause)


def gap(past: History) -> timedelta:
    return timedelta(hours=past.rules.policy["gap_hours"])


def is_agreed_call(past: History) -> bool:
    """Whether the standing date came with permission to call that still holds."""
    return past.announced is not None and past.announced["may_call"] and past.permission != "withdrawn"


def call_on_promised_date(past: History, announced: Announced) -> Window:
    """An agreed day without a time: that day, be it by squeezing the call in before the day is over."""
    rules = past.rules
    day = rules.next_calling_day(announced["day"])
    window = call_window(rules, day, day, announced["heard"] + gap(past))
    if day != rules.local_day(announced["heard"]) or rules.local_day(window.due) == day:
        return window
    marks = [minute for minute in rules.call_minutes_after(day, announced["heard"]) if minute % 5 == 0]
    if not marks:
        return window
    end = rules.end_of_calls(day)
    half_an_hour = timedelta(minutes=30)
    early_enough = [minute for minute in marks if rules.moment(day, minute) + half_an_hour <= end]
    due = rules.moment(day, early_enough[-1] if early_enough else marks[-1])
    return Window(rules.moment(day, marks[0]), due, end)


def step_for_date(past: History, announced: Announced) -> OpenStep:
    kind = kind_of_step(past)
    if is_agreed_call(past):
        if announced["moment"]:
            at = announced["moment"]
            return OpenStep("call", Window(at, at, at), "promised_time")
        return OpenStep("call", call_on_promised_date(past, announced), "promised_date")
    day = past.rules.days_after(past.rules.policy["after_promised_date_days"], announced["day"])
    window = window_of(past, kind, day, day, announced["heard"] + gap(past))
    return OpenStep(kind, window, "after_promised_date")


def plain_thank_you_due(past: History) -> datetime:
    deadline = past.ended_at + timedelta(hours=past.rules.policy["thank_you_within_hours"])
    return thank_you_moment(past.rules, deadline, past.ended_at)


def range_cause(past: History) -> tuple[str, str, datetime]:
    """The range that holds while no date stands, its reason, and the moment it counts from."""
    if past.answer:
        return past.answer
    return "call_after_days", "no_date_given", past.thanked or plain_thank_you_due(past)


def cause_moment(past: History) -> datetime:
    """Before this no follow-up out of a range is due."""
    _, _, counts_from = range_cause(past)
    return max(counts_from, past.rules_changed or counts_from) + gap(past)


def step_for_range(past: History) -> OpenStep:
    field_name, reason, counts_from = range_cause(past)
    day = past.rules.local_day(counts_from)
    first, last = (past.rules.days_after(count, day) for count in past.rules.policy[field_name])
    kind = kind_of_step(past)
    provisional = past.answer is None and past.thanked is None
    return OpenStep(kind, window_of(past, kind, first, last, cause_moment(past)), reason, provisional)


def is_past_limits(past: History, step: OpenStep) -> bool:
    done = [ended for ended in past.ended if ended["status"] == "done"]
    if len(done) >= past.rules.policy["max_follow_ups"]:
        return True
    last = past.rules.local_day(past.ended_at)
    if past.announced:
        last = max(last, past.announced["day"])
    last += timedelta(days=past.rules.policy["give_up_after_days"])
    return past.rules.local_day(step.window.due) > last


def moved_by_absence(past: History, step: OpenStep) -> OpenStep:
    """Out of office: not before the day after they are back."""
    if past.away is None or step.reason in ("promised_date", "promised_time"):
        return step
    back_on, told = past.away
    day = past.rules.days_after(1, back_on)
    if past.rules.local_day(step.window.due) >= day:
        return step
    return OpenStep(step.kind, window_of(past, step.kind, day, day, told), "out_of_office")


def moved_by_levelling(past: History, step: OpenStep) -> OpenStep:
    if past.levelled is None or past.date_stands or step.kind != "call" or step.reason == "out_of_office":
        return step
    chosen_day, at = past.levelled
    not_before = max(at, cause_moment(past))
    levelled = call_window(past.rules, chosen_day, chosen_day, not_before)
    window = Window(min(step.window.earliest, levelled.due), levelled.due, max(step.window.latest, levelled.latest))
    return OpenStep(step.kind, window, step.reason, step.provisional)


def open_step(past: History) -> OpenStep | None:
    """The open follow-up, None when there is none."""
    if past.outcome:
        return None
    announced = past.announced if past.date_stands else None
    step = step_for_date(past, announced) if announced else step_for_range(past)
    if past.chosen:
        return OpenStep(step.kind, Window(past.chosen, past.chosen, past.chosen), "rescheduled")
    if not past.date_stands and is_past_limits(past, step):
        return None
    return moved_by_levelling(past, moved_by_absence(past, step))


def planned_thank_you(past: History) -> datetime:
    """When the thank-you is due: before the open follow-up, if that can be."""
    due = plain_thank_you_due(past)
    follow_up = open_step(past)
    if follow_up is None or follow_up.window.due >= due:
        return due
    deadline = follow_up.window.due - timedelta(hours=1)
    if deadline < past.ended_at + timedelta(hours=1):
        return due
    sooner = thank_you_moment(past.rules, deadline, past.ended_at)
    return sooner if sooner < follow_up.window.due else due
