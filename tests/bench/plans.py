"""Full plans a second on one core, beside two bare dates a plan by other means: the days of the first call's range."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from workalendar.registry import registry

from recruiting.cadence import Calendar, Event, Interview, Policy, plan, read_events
from tests.bench.measure import Measure, Round

EXAMPLES = Path(__file__).parents[1] / "cadence" / "data" / "timing.jsonl"
MOST_EVENTS = 4
YEARS = range(2024, 2031)


@dataclass(frozen=True)
class Case:
    """What the engine reads, in memory, and what the bare loops need of it: the day, the range, the country."""

    policy: Policy
    calendar: Calendar
    interview: Interview
    events: list[Event]
    day: date
    days: tuple[int, int]
    country: str
    subdivision: str | None


def cases() -> list[Case]:
    """Return the worked examples that give a plan, have at most four events and name a country's calendar."""
    lines = [json.loads(line)["case"] | {"given": json.loads(line)["plan"]} for line in EXAMPLES.open(encoding="utf-8")]
    return [_case(line) for line in lines if _fits(line)]


def _fits(line: dict[str, Any]) -> bool:
    calendar = line["calendar"]
    known = calendar.get("country") and "holidays" not in calendar and registry.get(_code(calendar))
    return bool(known) and "error" not in line["given"] and len(line["events"]) <= MOST_EVENTS


def _case(line: dict[str, Any]) -> Case:
    policy = Policy.from_json(line["policy"])
    ended_at = datetime.fromisoformat(line["interview"]["ended_at"])
    calendar = line["calendar"]
    first, last = line["policy"].get("call_after_days", (2, 3))
    return Case(
        policy=policy,
        calendar=Calendar.from_json(calendar),
        interview=Interview.from_json(line["interview"]),
        events=read_events(line["events"]),
        day=ended_at.astimezone(ZoneInfo(calendar["time_zone"])).date(),
        days=(first, last),
        country=calendar["country"],
        subdivision=calendar.get("subdivision"),
    )


def _code(calendar: dict[str, Any]) -> str:
    """Return the registry's name of a calendar: the subdivision's where there is one."""
    code = f"{calendar['country']}-{calendar.get('subdivision')}"
    return code if registry.get(code) else str(calendar["country"])


def prepare() -> tuple[Round, Mapping[str, Round]]:
    """Return our round over the cases, and the two ways of bare dates."""
    drawn = cases()
    calendars = {(case.country, case.subdivision): _calendars(case) for case in drawn}

    def ours() -> int:
        for case in drawn:
            plan(case.policy, case.calendar, case.interview, case.events)
        return len(drawn)

    def by_workalendar() -> int:
        for case in drawn:
            calendar = calendars[case.country, case.subdivision][0]
            for days in case.days:
                calendar.add_working_days(case.day, days)
        return len(drawn)

    def by_loop() -> int:
        for case in drawn:
            public = calendars[case.country, case.subdivision][1]
            for days in case.days:
                _after(case.day, days, public)
        return len(drawn)

    return ours, {"two dates by workalendar": by_workalendar, "two dates by a loop over holidays": by_loop}


def _calendars(case: Case) -> tuple[Any, holidays.HolidayBase]:
    code = _code({"country": case.country, "subdivision": case.subdivision})
    public = holidays.country_holidays(case.country, subdiv=case.subdivision, years=YEARS)
    return registry.get(code)(), public


def _after(day: date, days: int, public: holidays.HolidayBase) -> date:
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in public:
            days -= 1
    return day


MEASURE = Measure("plans", "plans", prepare)
