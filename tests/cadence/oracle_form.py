"""What the oracle refuses: inputs of the wrong form, and events that cannot have happened."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

import holidays

from tests.cadence.oracle_days import STANDARD, WEEKDAYS, Rules

FINAL = ["hired", "rejected", "next_round"]
MAY_CALL = ["yes", "no", "not_asked"]
ANSWERS = ["undecided", *FINAL]
CALL_OUTCOMES = [
    *("no_answer", "voicemail", "gatekeeper", "undecided", "call_back", "do_not_call"),
    *FINAL,
]
CLOSINGS = ["withdrawn", "job_closed", "interview_cancelled", "no_show", "superseded", *FINAL]
MUST_HAVE: dict[str, list[str]] = {
    "timeframe_given": ["date"],
    "timeframe_not_given": [],
    "thank_you_sent": [],
    "email_sent": [],
    "reply_received": ["answer"],
    "out_of_office": ["back_on"],
    "call_made": ["outcome"],
    "rescheduled": ["due"],
    "rules_changed": [],
    "levelled": ["day"],
    "closed": ["outcome"],
}
RANGES = ("call_after_days", "retry_after_days", "repeat_after_days")
CHOICES = {
    "day_count": ["business", "calendar"],
    "approach": ["assertive", "measured"],
    "channel": ["phone", "invited", "email"],
}
ZONES = available_timezones()


class Wrong(Exception):
    """A case that is refused, by the name of what is wrong."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def read_moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise Wrong("unknown_value") from None
    if moment.tzinfo is None:
        raise Wrong("no_offset")
    return moment.astimezone(UTC)


def check_date(text: Any) -> None:
    try:
        date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Wrong("unknown_value") from None


def check_time(text: Any) -> None:
    if not isinstance(text, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise Wrong("unknown_value")


def check_choice(value: Any, allowed: list[str]) -> None:
    if value not in allowed:
        raise Wrong("unknown_value")


def check_hours(begin: str, end: str) -> None:
    check_time(begin)
    check_time(end)
    if begin >= end:
        raise Wrong("invalid_range")


def check_policy(policy: dict[str, Any]) -> None:
    for name, value in policy.items():
        if name in RANGES and not 0 <= value[0] <= value[1]:
            raise Wrong("invalid_range")
        if name in CHOICES:
            check_choice(value, CHOICES[name])
        if name in ("email_hours", "call_hours"):
            check_hours(*value)
        if name == "preferred_call_time":
            check_time(value)
        if name == "avoid":
            for span in value:
                check_choice(span["weekday"], WEEKDAYS)
                check_hours(span["from"], span["to"])


def check_calendar(calendar: dict[str, Any]) -> None:
    if calendar["time_zone"] not in ZONES:
        raise Wrong("unknown_time_zone")
    country, subdivision = calendar.get("country"), calendar.get("subdivision")
    if country is not None:
        try:
            holidays.country_holidays(country, subdiv=subdivision)
        except NotImplementedError:
            raise Wrong("unknown_country") from None
    for weekday in calendar.get("working_week") or []:
        check_choice(weekday, WEEKDAYS)
    for day in [*(calendar.get("closed") or []), *(calendar.get("open") or [])]:
        check_date(day)


def check_calling_time(rules: Rules) -> None:
    """A policy and a calendar must leave at least one minute of the week."""
    week = rules.calendar.get("working_week")
    for weekday in WEEKDAYS[:5] if week is None else week:
        if any(True for _ in rules.minutes_of_weekday(weekday)):
            return
    raise Wrong("no_calling_time")


def check_event_form(event: dict[str, Any]) -> None:
    if "at" not in event or "type" not in event:
        raise Wrong("missing_field")
    if event["type"] not in MUST_HAVE:
        raise Wrong("unknown_type")
    read_moment(event["at"])
    if any(event.get(name) is None for name in MUST_HAVE[event["type"]]):
        raise Wrong("missing_field")
    check_said(event)
    if event["type"] == "rescheduled":
        read_moment(event["due"])
    if event["type"] == "rules_changed":
        check_policy(event.get("policy") or {})
        if event.get("calendar") is not None:
            check_calendar(event["calendar"])
    check_answer_form(event)


def check_said(event: dict[str, Any]) -> None:
    """The answer or outcome."""
    if event["type"] == "reply_received":
        check_choice(event["answer"], ANSWERS)
    if event["type"] == "call_made":
        check_choice(event["outcome"], CALL_OUTCOMES)
        if event["outcome"] == "call_back" and event.get("date") is None:
            raise Wrong("missing_field")
    if event["type"] == "closed":
        check_choice(event["outcome"], CLOSINGS)


def check_answer_form(event: dict[str, Any]) -> None:
    """The date, time and permission, of an event that has a use for them."""
    for name in days_of(event):
        check_date(event[name])
    if has_use_for_date(event):
        if event.get("time") is not None:
            check_time(event["time"])
        if event.get("may_call") is not None:
            check_choice(event["may_call"], MAY_CALL)


def has_use_for_date(event: dict[str, Any]) -> bool:
    said = event.get("answer") if event["type"] == "reply_received" else event.get("outcome")
    talked = event["type"] in ("reply_received", "call_made") and said in ("undecided", "call_back")
    return talked or event["type"] == "timeframe_given"


def days_of(event: dict[str, Any]) -> list[str]:
    """The fields of an event that hold a day it has a use for."""
    names = {"out_of_office": ["back_on"], "levelled": ["day"]}.get(event["type"], [])
    if has_use_for_date(event):
        names = ["date"]
    return [name for name in names if event.get(name) is not None]


def check_form(case: dict[str, Any]) -> None:
    """What is wrong with the form of any input, in the order given."""
    check_policy(case["policy"])
    check_calendar(case["calendar"])
    check_calling_time(Rules(STANDARD | case["policy"], case["calendar"]))
    read_moment(case["interview"]["ended_at"])
    for event in case["events"]:
        check_event_form(event)


def check_event_against(event: dict[str, Any], at: datetime, rules: Rules, closed: bool, thanked: bool) -> None:
    """Whether an event can have happened after those before it."""
    if closed:
        raise Wrong("plan_closed")
    if event["type"] == "thank_you_sent" and thanked:
        raise Wrong("already_sent")
    today = rules.local_day(at)
    days = [date.fromisoformat(event[name]) for name in days_of(event)]
    if event["type"] == "rescheduled":
        due = read_moment(event["due"])
        if due <= at:
            raise Wrong("due_not_after_event")
        days = [rules.local_day(due)]
    for day in days:
        if day < today:
            raise Wrong("date_in_past")
        if day > today + timedelta(days=400):
            raise Wrong("date_too_far")
    if event["type"] == "rules_changed":
        policy = rules.policy if event.get("policy") is None else STANDARD | event["policy"]
        check_calling_time(Rules(policy, event.get("calendar") or rules.calendar))
