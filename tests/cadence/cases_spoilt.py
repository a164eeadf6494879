"""Spoils a drawn case in one way, so that it is refused, or would be if the spoilt part were reached."""

import random
from collections.abc import Callable
from typing import Any

from tests.cadence.oracle_days import WEEKDAYS

Case = dict[str, Any]
AFTER_ALL = "2031-06-01T10:00:00+00:00"


def add(case: Case, event_type: str, **fields: Any) -> None:
    """One event more, at the end of a history or somewhere in the middle of its list."""
    case["events"].append({"type": event_type, "at": AFTER_ALL, **fields})


def close_twice(case: Case) -> None:
    add(case, "closed", outcome="withdrawn")
    add(case, "email_sent")


def thank_twice(case: Case) -> None:
    add(case, "thank_you_sent")
    add(case, "thank_you_sent")


def leave_no_calling_time(case: Case) -> None:
    case["policy"]["avoid"] = [{"weekday": weekday, "from": "00:00", "to": "23:59"} for weekday in WEEKDAYS]


def set_policy(name: str, value: Any) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        case["policy"][name] = value

    return change


def set_calendar(name: str, value: Any) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        case["calendar"][name] = value

    return change


def added(event_type: str, **fields: Any) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        add(case, event_type, **fields)

    return change


def end_without_offset(case: Case) -> None:
    case["interview"]["ended_at"] = "2026-06-01T10:00:00"


WAYS: list[Callable[[Case], None]] = [
    close_twice,
    thank_twice,
    leave_no_calling_time,
    end_without_offset,
    set_policy("call_after_days", [3, 2]),
    set_policy("retry_after_days", [2, 0]),
    set_policy("email_hours", ["18:00", "08:00"]),
    set_policy("call_hours", ["16:00", "09:00"]),
    set_policy("channel", "pigeon"),
    set_policy("day_count", "weeks"),
    set_policy("approach", "timid"),
    set_policy("preferred_call_time", "25:00"),
    set_policy("avoid", [{"weekday": "someday", "from": "09:00", "to": "10:00"}]),
    set_calendar("time_zone", "Europe/Atlantis"),
    set_calendar("country", "ZZ"),
    set_calendar("working_week", ["monday", "holiday"]),
    added("timeframe_given", date="2031-05-31"),
    added("timeframe_given", date="2032-08-01"),
    added("timeframe_given"),
    added("timeframe_given", date="June"),
    added("timeframe_given", date="2031-06-10", may_call="perhaps"),
    added("timeframe_given", date="2031-06-10", time="10 am"),
    added("out_of_office", back_on="2031-05-30"),
    added("out_of_office"),
    added("levelled", day="2031-05-30"),
    added("levelled", day="2033-05-30"),
    added("levelled"),
    added("call_made"),
    added("call_made", outcome="shouted"),
    added("call_made", outcome="call_back"),
    added("reply_received"),
    added("reply_received", answer="perhaps"),
    added("rescheduled"),
    added("rescheduled", due="2031-06-01T10:00:00+00:00"),
    added("rescheduled", due="2031-06-02T10:00:00"),
    added("rescheduled", due="2033-06-02T10:00:00+00:00"),
    added("closed", outcome="bored"),
    added("closed"),
    added("danced"),
]


def spoil(rng: random.Random, case: Case) -> None:
    """Changes the case in place."""
    rng.choice(WAYS)(case)
