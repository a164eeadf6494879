"""A plan laid out for reading: what is next, what comes later, what was, each with when in both zones and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from candidates.models import Actor, Candidate, Event, Interview, Plan, Step
from candidates.plans.due import State, state_of
from recruiting.cadence import Why
from recruiting.models import Contact
from recruiting.wording import (
    event_sentence,
    moment_both,
    moment_in,
    own_time,
    relative_day,
    step_title,
    why_details,
    why_sentence,
)


@dataclass(frozen=True)
class Reader:
    """Who reads: in which part, in which zone."""

    part: Literal["candidate", "recruiter"]
    zone: str


@dataclass(frozen=True)
class StepLine:
    """A step as words for one reader."""

    step: Step
    reader: Reader
    now: datetime

    @property
    def interview(self) -> Interview:
        """Return the interview it follows."""
        return self.step.plan.interview

    @property
    def contact(self) -> Contact:
        """Return whom it concerns."""
        return self.interview.lead

    @property
    def candidate(self) -> Candidate:
        """Return for whom it is done."""
        return self.interview.application.candidate

    @property
    def is_follow_up(self) -> bool:
        """Say whether it is a call or a check-in, not the question or the thank-you."""
        return self.step.key.startswith("follow_up")

    @property
    def number(self) -> int:
        """Return which follow-up it is, from 1; 0 for the question and the thank-you."""
        return int(self.step.key.partition(":")[2] or 0)

    @cached_property
    def state(self) -> State:
        """Return how it stands now."""
        return state_of(self.step, now=self.now, zone=self.reader.zone)

    @property
    def title(self) -> str:
        """Return what to do, or what was done, and with whom."""
        return step_title(self.step.key, self.step.kind, self.contact.name, status=self.step.status)

    @property
    def zone(self) -> str:
        """Return the zone whose clock the plan follows."""
        return company_zone(self.step.plan)

    @property
    def when(self) -> str:
        """Return its moment in both zones: when it was done, else when it is due."""
        return moment_both(self.step.done_at or self.step.due, self.zone, self.reader.zone, now=self.now)

    @property
    def there(self) -> str:
        """Return that moment on the plan's own clock alone."""
        return moment_in(self.step.done_at or self.step.due, self.zone, now=self.now)

    @property
    def own(self) -> str:
        """Return the time of it on the reader's clock; nothing where both show the same."""
        return own_time(self.step.done_at or self.step.due, self.zone, self.reader.zone)

    @property
    def until(self) -> str:
        """Return the last good moment in both zones, if it has one that differs from the due moment."""
        latest = self.step.latest
        if latest is None or latest == self.step.due:
            return ""
        return moment_both(latest, self.zone, self.reader.zone, now=self.now)

    @property
    def relative(self) -> str:
        """Return the day said from the reader's today."""
        zone = ZoneInfo(self.reader.zone)
        moment = self.step.done_at or self.step.due
        return relative_day(moment.astimezone(zone).date(), self.now.astimezone(zone).date())

    @cached_property
    def facts(self) -> Why:
        """Return the engine's facts."""
        return Why.from_json(self.step.why)

    @property
    def why(self) -> str:
        """Return one sentence of why then."""
        step = self.step
        return why_sentence(
            self.facts, kind=step.kind, due=step.due, status=step.status, reader=self.reader.part, now=self.now
        )

    @property
    def details(self) -> list[str]:
        """Return the fuller account, a line each."""
        return why_details(self.facts, due=self.step.due, reader=self.reader.part)


@dataclass(frozen=True)
class EventLine:
    """An event as words for one reader."""

    event: Event
    reader: Reader
    now: datetime
    undoable: bool

    @property
    def text(self) -> str:
        """Return what happened."""
        event = self.event
        return event_sentence(event.type, event.payload, event.at, company_zone(event.plan), reader=self.reader.part)

    @property
    def when(self) -> str:
        """Return its moment in both zones."""
        return moment_both(self.event.at, company_zone(self.event.plan), self.reader.zone, now=self.now)

    @property
    def who(self) -> str:
        """Return who recorded it."""
        return str(self.event.user or self.event.get_actor_display())

    @property
    def note(self) -> str:
        """Return the note beside it, if any."""
        note = getattr(self.event, "note", None)
        return note.text if note else ""


@dataclass(frozen=True)
class Timeline:
    """A whole plan for one reader."""

    plan: Plan
    next: StepLine | None
    later: list[StepLine]
    past: list[StepLine]
    events: list[EventLine]

    @property
    def undoable(self) -> EventLine | None:
        """Return the event that an undo would take back."""
        return next((line for line in self.events if line.undoable), None)

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of report (recording forms) that make sense now, the likeliest first."""
        if self.plan.status == Plan.Status.CLOSED:
            return []
        open_keys = {line.step.key for line in (self.next, *self.later) if line is not None}
        likely = ["thank_you"] if "thank_you" in open_keys else ["call"]
        if self.next and self.next.step.kind == Step.Kind.QUESTION:
            likely = ["timeframe", *likely]
        if self.next and self.next.is_follow_up and self.next.step.kind == Step.Kind.EMAIL:
            likely = ["check_in"]
        others = ["call", "reply", "timeframe", "check_in", "out_of_office", "reschedule", "close"]
        return likely + [kind for kind in others if kind not in likely]


def company_zone(plan: Plan) -> str:
    """Return the zone whose clock a plan follows: that of the calendar it follows now."""
    zone: str = plan.calendar.content["time_zone"]
    return zone


def for_reading(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Return plans with all that a timeline reads, at a number of queries that does not grow with rows."""
    steps = Prefetch("steps", Step.objects.order_by("position"))
    events = Prefetch("events", Event.objects.select_related("user", "note").order_by("-number"))
    return plans.select_related(
        "organization",
        "version__policy",
        "calendar",
        "interview__lead",
        "interview__debrief",
        "interview__application__candidate",
        "interview__application__job__company",
        "interview__application__recruiter__user",
    ).prefetch_related(steps, events)


def timeline_of(plan: Plan, *, reader: Reader, now: datetime) -> Timeline:
    """Lay out a plan that `for_reading` loaded."""
    lines = []
    for step in plan.steps.all():
        step.plan = plan
        lines.append(StepLine(step, reader, now))
    todo = [line for line in lines if line.step.status == Step.Status.OPEN and not _missed_question(line, now)]
    todo.sort(key=lambda line: line.step.due)
    past = [line for line in lines if line.step.status != Step.Status.OPEN]
    past.sort(key=lambda line: line.step.done_at or line.step.due, reverse=True)
    return Timeline(plan, todo[0] if todo else None, todo[1:], past, _event_lines(plan, reader, now))


def _missed_question(line: StepLine, now: datetime) -> bool:
    """Say whether this is the closing question of an interview that is over: nothing to do any more, only to report."""
    return line.step.kind == Step.Kind.QUESTION and line.step.due < now


def _event_lines(plan: Plan, reader: Reader, now: datetime) -> list[EventLine]:
    lines, latest_seen = [], False
    for event in plan.events.all():
        if event.retracted_at is not None:
            continue
        event.plan = plan
        own = reader.part == "recruiter" or event.actor == Actor.CANDIDATE
        lines.append(EventLine(event, reader, now, undoable=own and not latest_seen))
        latest_seen = True
    return lines
