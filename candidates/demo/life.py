"""An interview being lived: each beat acts when the plan, as it stands by then, says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from candidates.models import EventType
from candidates.plans.inputs import Happening, engine_form
from recruiting import cadence
from recruiting.cadence.business_days import business_days
from recruiting.cadence.moments import date_of, day_of_date

# Nobody acts on the dot: so many minutes after a step was due, by turns
LATE_BY = (4, 11, 2, 17, 7, 23, 5)
# No story has its rules changed


class DoesNotFit(Exception):
    """A story cannot have gone so: something in it would lie ahead, or the plan asks for something else."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened, and a note somebody made of it."""

    happening: Happening
    note: str = ""


@dataclass
class Life:
    """What has happened after one interview until now, and by the engine what its plan is."""

    policy: cadence.Policy
    calendar: cadence.Calendar
    ended_at: datetime
    now: datetime
    past: list[Happened] = field(default_factory=list)

    def plan(self) -> cadence.Plan:
        """Return the plan as everything so far makes it."""
        events = cadence.read_events([engine_form(each.happening) for each in self.past])
        return cadence.plan(self.policy, self.calendar, cadence.Interview(self.ended_at), events)

    def add(self, kind: EventType, at: datetime, note: str = "", **fields: Any) -> None:
        """Let something happen; raise DoesNotFit if that is still to come."""
        if at > self.now:
            raise DoesNotFit
        self.past.append(Happened(Happening(kind, at, fields), note))

    def follow_up(self, kind: cadence.Kind) -> datetime:
        """Return when the open follow-up of this kind was acted on; raise DoesNotFit if there is none."""
        for step in self.plan().steps:
            if step.status == cadence.StepStatus.OPEN and step.reason is not None and step.kind == kind:
                return step.due + timedelta(minutes=LATE_BY[len(self.past) % len(LATE_BY)])
        raise DoesNotFit

    @property
    def last_at(self) -> datetime:
        """Return when the last thing happened."""
        return self.past[-1].happening.at if self.past else self.ended_at

    def day(self, days: int, since: datetime) -> date:
        """Return the company's n-th working day after that of a moment."""
        local = since.astimezone(self.zone).date()
        return date_of(business_days(self.calendar).after(day_of_date(local), days))

    def moment(self, day: date, at: time) -> datetime:
        """Return a local time of the company as a moment."""
        return datetime.combine(day, at, self.zone)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.calendar.time_zone)


Beat = Callable[[Life], None]


def asked_in_vain(life: Life) -> None:
    """They would not name a date."""
    life.add(EventType.TIMEFRAME_NOT_GIVEN, life.ended_at)


def promised(days: int, *, at: str | None = None, may_call: str = "yes") -> Beat:
    """At the end they named a date, so many working days on, perhaps a time, and said whether to call then."""

    def beat(life: Life) -> None:
        fields: dict[str, Any] = {"date": life.day(days, life.ended_at).isoformat(), "time": at, "may_call": may_call}
        life.add(EventType.TIMEFRAME_GIVEN, life.ended_at, **fields)

    return beat


def thanked(hours: float, note: str = "") -> Beat:
    """The thank-you was sent, so many hours after the interview."""

    def beat(life: Life) -> None:
        life.add(EventType.THANK_YOU_SENT, life.ended_at + timedelta(hours=hours), note)

    return beat


def called(outcome: str, note: str = "", *, days: int | None = None, **fields: Any) -> Beat:
    """The call that was due was made; `days`: they named a date, so many working days on."""

    def beat(life: Life) -> None:
        at = life.follow_up(cadence.Kind.CALL)
        named = {"date": life.day(days, at).isoformat()} if days is not None else {}
        life.add(EventType.CALL_MADE, at, note, outcome=outcome, **named, **fields)

    return beat


def wrote(note: str = "") -> Beat:
    """The check-in email that was due was sent."""
    return lambda life: life.add(EventType.EMAIL_SENT, life.follow_up(cadence.Kind.EMAIL), note)


def replied(answer: str, note: str = "", *, after: int = 1, days: int | None = None, **fields: Any) -> Beat:
    """They answered by email some working days later; `days`: naming a date, so many working days on."""

    def beat(life: Life) -> None:
        at = life.moment(life.day(after, life.last_at), time(11, 24))
        named = {"date": life.day(days, at).isoformat()} if days is not None else {}
        life.add(EventType.REPLY_RECEIVED, at, note, answer=answer, **named, **fields)

    return beat


def out_of_office(days: int, note: str = "") -> Beat:
    """A machine answered: back in so many working days."""

    def beat(life: Life) -> None:
        at = life.last_at + timedelta(minutes=2)
        life.add(EventType.OUT_OF_OFFICE, at, note, back_on=life.day(days, at).isoformat())

    return beat


def moved(days: int, at: time, note: str = "") -> Beat:
    """Half an hour after the last thing, somebody chose another moment: so many days from today."""

    def beat(life: Life) -> None:
        day = life.now.astimezone(life.zone).date() + timedelta(days=days)
        due = life.moment(day, at)
        when = life.last_at + timedelta(minutes=30)
        if due <= when:
            raise DoesNotFit
        life.add(EventType.RESCHEDULED, when, note, due=due.isoformat())

    return beat


def closed(outcome: str, note: str = "", *, after: int = 1) -> Beat:
    """It came to an end that no reply and no call had told."""

    def beat(life: Life) -> None:
        at = life.moment(life.day(after, life.last_at), time(15, 40))
        life.add(EventType.CLOSED, at, note, outcome=outcome)

    return beat
