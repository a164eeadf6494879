"""Days and minutes for the oracle: days by stepping one at a time, minutes by scanning, nothing clever."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays

STANDARD: dict[str, Any] = {
    "thank_you_within_hours": 24,
    "email_hours": ["08:00", "20:00"],
    "day_count": "business",
    "call_after_days": [2, 3],
    "approach": "measured",
    "call_hours": ["09:30", "16:30"],
    "preferred_call_time": "10:00",
    "avoid": [],
    "after_promised_date_days": 1,
    "retry_after_days": [1, 2],
    "max_attempts": 3,
    "repeat_after_days": [3, 5],
    "gap_hours": 3,
    "max_follow_ups": 6,
    "give_up_after_days": 60,
    "channel": "phone",
}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ONE_DAY = timedelta(days=1)
PUBLIC_HOLIDAYS: dict[tuple[str, str | None, int], set[date]] = {}


def public_holidays(country: str, subdivision: str | None, year: int) -> set[date]:
    """The public holidays of one year, looked up once."""
    wanted = (country, subdivision, year)
    if wanted not in PUBLIC_HOLIDAYS:
        PUBLIC_HOLIDAYS[wanted] = set(holidays.country_holidays(country, subdiv=subdivision, years=year))
    return PUBLIC_HOLIDAYS[wanted]


def minute_of(text: str) -> int:
    """A time of day such as 09:30 as a number of minutes, 570."""
    return int(text[:2]) * 60 + int(text[3:])


@dataclass(frozen=True)
class Rules:
    """A whole policy and a calendar: what holds from some event on."""

    policy: dict[str, Any]
    calendar: dict[str, Any]

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.calendar["time_zone"])

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone()).date()

    def moment(self, day: date, minute: int) -> datetime:
        """A local minute as a moment; fold 0 is the offset before a gap, and the first of two."""
        wall_clock = time(minute // 60, minute % 60)
        return datetime.combine(day, wall_clock, tzinfo=self.zone()).astimezone(UTC)

    def is_public_holiday(self, day: date) -> bool:
        by_hand = self.calendar.get("holidays")
        if by_hand is not None:
            return day.isoformat() in by_hand
        country = self.calendar.get("country")
        if country is None:
            return False
        return day in public_holidays(country, self.calendar.get("subdivision"), day.year)

    def is_business_day(self, day: date) -> bool:
        if day.isoformat() in (self.calendar.get("open") or []):
            return True
        if day.isoformat() in (self.calendar.get("closed") or []):
            return False
        week = self.calendar.get("working_week")
        working_week = WEEKDAYS[:5] if week is None else week
        return WEEKDAYS[day.weekday()] in working_week and not self.is_public_holiday(day)

    def next_business_day(self, day: date) -> date:
        """That day, or the first business day after it."""
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def days_after(self, count: int, day: date) -> date:
        """The day `count` days after `day`, as the policy counts days."""
        if self.policy["day_count"] == "calendar":
            return self.next_business_day(day + count * ONE_DAY)
        if count == 0:
            return self.next_business_day(day)
        for _ in range(count):
            day = self.next_business_day(day + ONE_DAY)
        return day

    # Calls

    def minutes_of_weekday(self, weekday: str) -> Iterator[int]:
        """The minutes of the call hours that no span to avoid cuts out, one by one."""
        begin, end = (minute_of(text) for text in self.policy["call_hours"])
        spans = [span for span in self.policy["avoid"] if span["weekday"] == weekday]
        cut_out = [range(minute_of(span["from"]), minute_of(span["to"])) for span in spans]
        for minute in range(begin, end):
            if not any(minute in span for span in cut_out):
                yield minute

    def call_minutes(self, day: date) -> Iterator[int]:
        """The allowed minutes of a calling day, none on any other day."""
        if self.is_business_day(day):
            yield from self.minutes_of_weekday(WEEKDAYS[day.weekday()])

    def is_calling_day(self, day: date) -> bool:
        return any(True for _ in self.call_minutes(day))

    def next_calling_day(self, day: date) -> date:
        """That day, or the first calling day after it."""
        while not self.is_calling_day(day):
            day += ONE_DAY
        return day

    def call_time(self, day: date, minutes: Iterable[int]) -> datetime:
        """The time of a call among some minutes of a day."""
        preferred = minute_of(self.policy["preferred_call_time"])
        first = None
        for minute in minutes:
            if minute >= preferred:
                return self.moment(day, minute)
            first = minute if first is None else first
        if first is None:
            raise ValueError(f"no minute for a call on {day}")
        return self.moment(day, first)

    def first_call_moment(self, day: date) -> datetime:
        return self.moment(day, next(self.call_minutes(day)))

    def end_of_calls(self, day: date) -> datetime:
        """Where the last allowed minute of a calling day ends."""
        return self.moment(day, max(self.call_minutes(day)) + 1)

    def call_minutes_after(self, day: date, moment: datetime) -> list[int]:
        """The allowed minutes of a day after a moment; only every fifth on the moment's own day."""
        own_day = self.local_day(moment) == day
        counted = [minute for minute in self.call_minutes(day) if minute % 5 == 0 or not own_day]
        return [minute for minute in counted if self.moment(day, minute) > moment]

    def first_calling_day_after(self, moment: datetime) -> date:
        """The first calling day that has an allowed minute after a moment."""
        day = self.local_day(moment)
        while not self.call_minutes_after(day, moment):
            day += ONE_DAY
        return day

    # Emails

    def start_of_emails(self, day: date) -> datetime:
        return self.moment(day, minute_of(self.policy["email_hours"][0]))

    def end_of_emails(self, day: date) -> datetime:
        return self.moment(day, minute_of(self.policy["email_hours"][1]))

    def email_time(self, day: date) -> datetime:
        """The preferred call time brought within the email hours."""
        start, end = (minute_of(text) for text in self.policy["email_hours"])
        return self.moment(day, min(max(minute_of(self.policy["preferred_call_time"]), start), end))


@dataclass(frozen=True)
class Window:
    """When something may be done at the earliest, is due, and is late."""

    earliest: datetime
    due: datetime
    latest: datetime


def call_window(rules: Rules, first: date, last: date, cause: datetime) -> Window:
    """A call between two days, never at or before its cause moment."""
    first, last = rules.next_calling_day(first), rules.next_calling_day(last)
    due_day = first if rules.policy["approach"] == "assertive" else last
    earliest, latest = rules.first_call_moment(first), rules.end_of_calls(last)
    due = rules.call_time(due_day, rules.call_minutes(due_day))
    if due <= cause:
        day = rules.first_calling_day_after(cause)
        due = rules.call_time(day, rules.call_minutes_after(day, cause))
        latest = max(latest, rules.end_of_calls(day))
    if earliest <= cause:
        day = rules.first_calling_day_after(cause)
        # A due minute that is no fifth one may come before the first that counts: earliest is never past due.
        earliest = min(due, rules.moment(day, rules.call_minutes_after(day, cause)[0]))
    return Window(earliest, due, latest)


def email_window(rules: Rules, first: date, last: date, cause: datetime) -> Window:
    """An email between two business days, never at or before its cause moment."""
    due_day = first if rules.policy["approach"] == "assertive" else last
    earliest, latest = rules.start_of_emails(first), rules.end_of_emails(last)
    due = rules.email_time(due_day)
    if due <= cause:
        day = rules.local_day(cause)
        while not (rules.is_business_day(day) and rules.email_time(day) > cause):
            day += ONE_DAY
        due, latest = rules.email_time(day), max(latest, rules.end_of_emails(day))
    if earliest < cause:
        day = rules.local_day(cause)
        while not (rules.is_business_day(day) and rules.end_of_emails(day) >= cause):
            day += ONE_DAY
        earliest = max(cause, rules.start_of_emails(day))
    return Window(earliest, due, latest)


def thank_you_moment(rules: Rules, deadline: datetime, ended_at: datetime) -> datetime:
    """When a thank-you with this deadline is due: inside the email hours of any day."""
    day = rules.local_day(deadline)
    if rules.start_of_emails(day) <= deadline <= rules.end_of_emails(day):
        return deadline
    while rules.end_of_emails(day) >= deadline:
        day -= ONE_DAY
    if rules.end_of_emails(day) >= ended_at + timedelta(hours=1):
        return rules.end_of_emails(day)
    day = rules.local_day(ended_at)
    while rules.start_of_emails(day) <= ended_at:
        day += ONE_DAY
    return rules.start_of_emails(day)
