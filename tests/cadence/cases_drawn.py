"""Draws cases at random, in JSON form: many near a clock change, a few of them refused."""

import random
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from tests.cadence.cases_spoilt import spoil
from tests.cadence.oracle_days import WEEKDAYS

Case = dict[str, Any]

PLACES: list[tuple[str, str | None, str | None]] = [
    ("Europe/London", "GB", "ENG"),
    ("Europe/London", "GB", "SCT"),
    ("Europe/Berlin", "DE", "BY"),
    ("Europe/Dublin", "IE", None),
    ("America/New_York", "US", "NY"),
    ("America/Los_Angeles", "US", "CA"),
    ("America/St_Johns", "CA", "NL"),
    ("America/Santiago", "CL", None),
    ("America/Sao_Paulo", "BR", "SP"),
    ("Australia/Sydney", "AU", "NSW"),
    ("Australia/Lord_Howe", "AU", "NSW"),
    ("Pacific/Auckland", "NZ", None),
    ("Pacific/Chatham", "NZ", None),
    ("Pacific/Kiritimati", None, None),
    ("Africa/Cairo", "EG", None),
    ("Africa/Casablanca", "MA", None),
    ("Asia/Beirut", None, None),
    ("Asia/Jerusalem", "IL", None),
    ("Asia/Tokyo", "JP", None),
    ("Asia/Kolkata", "IN", None),
    ("Asia/Kathmandu", None, None),
    ("Asia/Dubai", "AE", None),
    ("Atlantic/Azores", "PT", None),
    ("UTC", None, None),
]
FIRST_DAY = date(2025, 1, 1)
DAYS_IN_REACH = 4 * 365
PRESETS: list[Case] = [
    {
        "thank_you_within_hours": 4,
        "call_after_days": [1, 2],
        "approach": "assertive",
        "retry_after_days": [0, 1],
        "max_attempts": 4,
        "repeat_after_days": [2, 3],
        "max_follow_ups": 8,
    },
    {
        "call_after_days": [3, 5],
        "repeat_after_days": [5, 8],
        "max_attempts": 2,
        "max_follow_ups": 4,
        "give_up_after_days": 90,
    },
    {
        "call_after_days": [5, 7],
        "after_promised_date_days": 3,
        "repeat_after_days": [10, 12],
        "max_follow_ups": 3,
        "give_up_after_days": 120,
        "channel": "invited",
    },
    {"channel": "email"},
]
EMAIL_HOURS = ["00:00-17:00", "06:00-20:00", "08:00-17:00", "09:00-23:59", "09:13-18:41", "12:00-12:30"]
CALL_HOURS = [
    "07:00-12:00",
    "08:00-18:00",
    "10:00-12:00",
    "09:07-16:43",
    "13:00-13:20",
    "00:00-23:59",
    "01:00-04:00",
]
CALL_TIMES = ["08:00", "09:30", "10:02", "11:00", "14:15", "16:29", "18:00", "02:30"]
SPANS = [
    "09:00-12:00",
    "12:00-13:30",
    "14:00-18:00",
    "00:00-23:59",
    "09:30-10:00",
    "10:03-10:58",
    "16:00-23:59",
]
WEEKS = [
    WEEKDAYS[:4],
    WEEKDAYS[:6],
    WEEKDAYS,
    ["sunday", *WEEKDAYS[:4]],
    ["tuesday", "thursday"],
    ["saturday", "sunday"],
    ["wednesday"],
]
TIMES_OF_DAY = ["00:00", "01:30", "02:15", "02:30", "08:15", "09:00", "14:00", "15:30", "17:45", "23:59"]
MOMENTS_OF_DAY = [
    "00:00",
    "01:30",
    "07:59",
    "08:30",
    "09:29",
    "09:30",
    "10:00",
    "10:04",
    "13:00",
    "16:25",
    "16:30",
    "20:00",
    "23:30",
]


# Rules


def hours(rng: random.Random, choices: list[str]) -> list[str]:
    return rng.choice(choices).split("-")


def days_range(rng: random.Random, longest: int) -> list[int]:
    first = rng.randint(0, longest)
    return [first, first + rng.choice([0, 0, 1, 1, 2, 3, 4])]


def draw_policy(rng: random.Random) -> Case:
    """Any mix of fields; a preset now and then."""
    if rng.random() < 0.15:
        return dict(rng.choice(PRESETS))
    drawn: Case = {
        "thank_you_within_hours": rng.choice([1, 2, 4, 12, 24, 36, 48, 72]),
        "email_hours": hours(rng, EMAIL_HOURS),
        "day_count": rng.choice(["business", "calendar"]),
        "call_after_days": days_range(rng, 6),
        "approach": rng.choice(["assertive", "measured"]),
        "call_hours": hours(rng, CALL_HOURS),
        "preferred_call_time": rng.choice(CALL_TIMES),
        "avoid": draw_spans(rng),
        "after_promised_date_days": rng.randint(0, 3),
        "retry_after_days": days_range(rng, 2),
        "max_attempts": rng.randint(1, 4),
        "repeat_after_days": days_range(rng, 5),
        "gap_hours": rng.choice([0, 0, 1, 2, 6, 24, 48]),
        "max_follow_ups": rng.choice([1, 2, 3, 4, 8, 12]),
        "give_up_after_days": rng.choice([3, 7, 10, 14, 30, 90]),
        "channel": rng.choice(["phone", "invited", "email"]),
    }
    kept = rng.choice([0.1, 0.25, 0.25, 0.5, 0.9])
    return {name: value for name, value in drawn.items() if rng.random() < kept}


def draw_spans(rng: random.Random) -> list[Case]:
    spans = []
    for _ in range(rng.randint(1, 4)):
        begin, end = hours(rng, SPANS)
        spans.append({"weekday": rng.choice(WEEKDAYS), "from": begin, "to": end})
    return spans


def draw_days(rng: random.Random, around: date) -> list[str]:
    """Some days near one, each once."""
    days = {around + timedelta(days=rng.randint(-3, 40)) for _ in range(rng.randint(1, 7))}
    return [day.isoformat() for day in sorted(days)]


def draw_calendar(rng: random.Random, around: date) -> Case:
    zone, country, subdivision = rng.choice(PLACES)
    calendar: Case = {"time_zone": zone, "country": country, "subdivision": subdivision}
    if rng.random() < 0.15:
        calendar["holidays"] = dict.fromkeys(draw_days(rng, around), "A day off")
    if rng.random() < 0.3:
        calendar["working_week"] = list(rng.choice(WEEKS))
    if rng.random() < 0.3:
        calendar["closed"] = draw_days(rng, around)
    if rng.random() < 0.2:
        calendar["open"] = draw_days(rng, around)
    return calendar


def leaves_calling_time(policy: Case, calendar: Case) -> bool:
    """Whether some minute of the working week is left for calls."""
    begin, end = policy.get("call_hours", ["09:30", "16:30"])
    for weekday in calendar.get("working_week", WEEKDAYS[:5]):
        spans = [span for span in policy.get("avoid", []) if span["weekday"] == weekday]
        for minute in range(24 * 60):
            clock = f"{minute // 60:02}:{minute % 60:02}"
            if begin <= clock < end and not any(span["from"] <= clock < span["to"] for span in spans):
                return True
    return False


# Moments


def clock_changes(zone: ZoneInfo, year: int) -> list[date]:
    """The days of a year on which the zone's clocks change."""
    noons = [datetime(year, 1, 1, 12, tzinfo=zone) + timedelta(days=day) for day in range(366)]
    return [later.date() for earlier, later in pairwise(noons) if earlier.utcoffset() != later.utcoffset()]


def near_clock_change(case: Case) -> bool:
    """Whether the interview ends within two days of a clock change of its zone."""
    try:
        zone = ZoneInfo(case["calendar"]["time_zone"])
        ended_at = datetime.fromisoformat(case["interview"]["ended_at"]).astimezone(UTC)
    except (KeyError, ValueError):
        return False
    moments = [ended_at + timedelta(hours=hour) for hour in range(-48, 49)]
    return len({moment.astimezone(zone).utcoffset() for moment in moments}) > 1


def draw_interview_day(rng: random.Random, zone: ZoneInfo) -> date:
    day = FIRST_DAY + timedelta(days=rng.randint(0, DAYS_IN_REACH))
    changes = clock_changes(zone, day.year) if rng.random() < 0.25 else []
    if changes:
        return rng.choice(changes) + timedelta(days=rng.randint(-1, 1))
    if rng.random() < 0.2:
        return date(day.year, 12, rng.randint(18, 31))
    return day


def local_moment(rng: random.Random, zone: ZoneInfo, day: date) -> datetime:
    """A moment of a local day: a telling one, or any minute, or any second."""
    clock = time.fromisoformat(rng.choice(MOMENTS_OF_DAY))
    if rng.random() < 0.5:
        clock = time(rng.choice([rng.randint(0, 23), rng.randint(8, 18)]), rng.randint(0, 59))
    if rng.random() < 0.15:
        clock = clock.replace(second=rng.randint(1, 59))
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def written(rng: random.Random, moment: datetime) -> str:
    """A moment with some offset or other."""
    if rng.random() < 0.7:
        return moment.isoformat()
    offset = rng.choice(["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"])
    return moment.astimezone(ZoneInfo(offset)).isoformat()


# Histories


class Telling:
    """Tells one history, event by event, keeping the days that matter in mind."""

    def __init__(self, rng: random.Random, calendar: Case, ended_at: datetime) -> None:
        self.rng = rng
        self.calendar = calendar
        self.zone = ZoneInfo(calendar["time_zone"])
        self.ended_at = ended_at
        self.now = ended_at
        self.hurried = rng.random() < 0.15  # everything soon, and the thank-you late
        self.thanked = False
        self.telling_days: list[date] = []
        self.telling_moments: list[datetime] = []

    def today(self) -> date:
        return max(self.now, self.ended_at).astimezone(self.zone).date()

    def move_on(self) -> None:
        """To the moment of the next event."""
        rng = self.rng
        steps = [
            timedelta(0),
            timedelta(seconds=rng.randint(1, 90)),
            timedelta(minutes=rng.randint(1, 240)),
            timedelta(hours=rng.randint(1, 40)),
        ]
        then = self.now + rng.choices(steps, [5, 8, 30, 30])[0]
        if not self.hurried and rng.random() < 0.45:
            then = local_moment(rng, self.zone, self.today() + timedelta(days=rng.choice([0, 1, 1, 2, 2, 3, 4, 6, 9])))
        if self.telling_days and rng.random() < 0.45:
            day = rng.choice(self.telling_days[-2:]) + timedelta(days=rng.choice([-1, 0, 0, 0, 1, 2]))
            then = local_moment(rng, self.zone, day)
        if self.telling_moments and rng.random() < 0.2:
            then = self.telling_moments[-1] + timedelta(minutes=rng.choice([-90, -5, 0, 0, 4, 30]))
        self.now = max(self.now, then)

    def day_ahead(self) -> date:
        ahead = [
            0,
            self.rng.randint(1, 3),
            self.rng.randint(2, 14),
            self.rng.randint(10, 70),
            self.rng.randint(0, 400),
        ]
        weights = [50, 50, 0, 0, 0] if self.hurried else [12, 25, 40, 15, 2]
        day = self.today() + timedelta(days=self.rng.choices(ahead, weights)[0])
        self.telling_days.append(day)
        return day

    def date_fields(self, sure: bool, may_call: bool = True) -> Case:
        """A date, perhaps a time, perhaps a word on calls."""
        rng, fields = self.rng, {}
        if sure or rng.random() < 0.5:
            day = self.day_ahead()
            fields["date"] = day.isoformat()
            if rng.random() < 0.4:
                clock = rng.choice([*TIMES_OF_DAY, f"{rng.randint(8, 17):02}:{rng.randint(0, 59):02}"])
                fields["time"] = clock
                at = datetime.combine(day, time.fromisoformat(clock), tzinfo=self.zone)
                self.telling_moments.append(at.astimezone(UTC))
        if may_call and rng.random() < 0.75:
            fields["may_call"] = rng.choice(["yes", "yes", "yes", "no", "not_asked"])
        return fields

    def called(self, last: bool) -> Case:
        nobody = ["no_answer", "voicemail", "gatekeeper"]
        said = ["undecided", "undecided", "call_back", "do_not_call"]
        outcome = self.rng.choice([*nobody, *nobody, *said, *said])
        if last and self.rng.random() < 0.2:
            outcome = self.rng.choice(["hired", "rejected", "next_round"])
        fields: Case = {"outcome": outcome}
        if outcome in ("undecided", "call_back"):
            fields |= self.date_fields(sure=outcome == "call_back")
        elif self.rng.random() < 0.1:
            fields |= {"date": "2020-01-01", "may_call": "no"} if outcome != "do_not_call" else {"may_call": "yes"}
        return fields

    def answered(self, last: bool) -> Case:
        if last and self.rng.random() < 0.2:
            return {"answer": self.rng.choice(["hired", "rejected", "next_round"]), "may_call": "yes"}
        return {"answer": "undecided"} | self.date_fields(sure=False)

    def rules(self) -> Case:
        fields: Case = {}
        what = self.rng.choice(["policy", "calendar", "both"])
        if what != "calendar":
            fields["policy"] = draw_policy(self.rng)
        if what != "policy":
            fields["calendar"] = draw_calendar(self.rng, self.today())
            if self.rng.random() < 0.7:
                place = ("time_zone", "country", "subdivision")
                fields["calendar"] |= {name: self.calendar[name] for name in place}
        return fields

    def chosen(self) -> Case:
        longest = 30 if self.hurried else 400
        later = [timedelta(minutes=self.rng.randint(1, 300)), timedelta(hours=self.rng.randint(1, longest))]
        due = max(self.now, self.ended_at) + self.rng.choice(later)
        self.telling_moments.append(due)
        return {"due": written(self.rng, due)}

    def away(self) -> Case:
        day = self.today() + timedelta(days=self.rng.choice([0, 1, 1, 3, 7, self.rng.randint(0, 25)]))
        self.telling_days.append(day)
        return {"back_on": day.isoformat()}

    def fields_of(self, kind: str, last: bool) -> Case:
        if kind == "timeframe_given":
            return self.date_fields(sure=True)
        if kind == "call_made":
            return self.called(last)
        if kind == "reply_received":
            return self.answered(last)
        if kind == "out_of_office":
            return self.away()
        if kind == "rescheduled":
            return self.chosen()
        if kind == "rules_changed":
            return self.rules()
        if kind == "levelled":
            return {"day": (self.today() + timedelta(days=self.rng.choice([0, 1, 2, 3, 4, 7, 12]))).isoformat()}
        if kind == "closed":
            return {"outcome": self.rng.choice(["withdrawn", "job_closed", "no_show", "superseded", "hired"])}
        return {}

    def kind_of_event(self, last: bool) -> str:
        weights = {
            "timeframe_given": 12,
            "timeframe_not_given": 5,
            "thank_you_sent": 0 if self.thanked else 3 if self.hurried else 30,
            "reply_received": 15,
            "call_made": 36,
            "email_sent": 11,
            "out_of_office": 10,
            "rescheduled": 8,
            "rules_changed": 8,
            "levelled": 10,
            "closed": 8 if last else 0,
        }
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def next_event(self, last: bool) -> Case:
        kind = self.kind_of_event(last)
        self.thanked = self.thanked or kind == "thank_you_sent"
        if kind == "levelled":
            self.now += timedelta(seconds=1)
        else:
            self.move_on()
        return {"type": kind, "at": written(self.rng, self.now), **self.fields_of(kind, last)}


def draw_events(rng: random.Random, calendar: Case, ended_at: datetime) -> list[Case]:
    telling = Telling(rng, calendar, ended_at)
    if rng.random() < 0.2:
        telling.now -= timedelta(minutes=rng.choice([1, 90, 60 * 30, 60 * 24 * 6]))
    count = rng.choice([0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8])
    events = [telling.next_event(last=number == count) for number in range(1, count + 1)]
    if rng.random() < 0.1:
        rng.shuffle(events)
    return events


def make_nightly(rng: random.Random, case: Case) -> None:
    """Hours about the time at which clocks change, on every day of the week."""
    case["calendar"]["working_week"] = list(WEEKDAYS)
    case["policy"] |= {
        "email_hours": hours(rng, ["00:00-17:00", "00:30-03:00", "02:15-02:45", "01:15-23:59"]),
        "call_hours": hours(rng, ["00:00-23:59", "01:30-03:30", "02:15-02:45", "00:00-02:00", "01:00-03:00"]),
        "preferred_call_time": rng.choice(["00:15", "01:30", "02:00", "02:30", "03:10"]),
        "avoid": [],
    }


def draw_calendar_and_day(rng: random.Random) -> tuple[Case, date]:
    """Where the interview is, and on what day."""
    calendar = draw_calendar(rng, FIRST_DAY)
    day = draw_interview_day(rng, ZoneInfo(calendar["time_zone"]))
    calendar |= {name: draw_days(rng, day) for name in ("closed", "open") if name in calendar}
    if "holidays" in calendar:
        calendar["holidays"] = dict.fromkeys(draw_days(rng, day), "A day off")
    return calendar, day


def draw_case(rng: random.Random) -> Case:
    """One case; the same for the same state of `rng`."""
    calendar, day = draw_calendar_and_day(rng)
    policy = draw_policy(rng)
    while not leaves_calling_time(policy, calendar):
        policy = draw_policy(rng)
    ended_at = local_moment(rng, ZoneInfo(calendar["time_zone"]), day)
    case: Case = {
        "policy": policy,
        "calendar": calendar,
        "interview": {"ended_at": written(rng, ended_at)},
        "events": draw_events(rng, calendar, ended_at),
    }
    if rng.random() < (0.25 if near_clock_change(case) else 0.01):
        make_nightly(rng, case)
    if rng.random() < 0.05:
        spoil(rng, case)
    return case
