"""Today, the first page after sign-in: what is due, in the order in which call hours close, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from candidates.admin.reading import reader_of
from candidates.letters.selectors import to_approve
from candidates.models import Letter, Owner, Plan, Step
from candidates.outbox.selectors import unsent_of
from candidates.plans.due import State
from candidates.plans.selectors import Section, today
from candidates.plans.timeline import Reader, StepLine
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.models import Role
from recruiting.wording import city, day_long, day_words, own_time, reason_label

ROWS, ROWS_AT_MOST = 100, 2000
KINDS = {Step.Kind.CALL: "call", Step.Kind.EMAIL: "check_in"}


@dataclass(frozen=True)
class Row:
    """A step as a row of Today."""

    line: StepLine

    @property
    def plan(self) -> Plan:
        """Return the plan it is of."""
        return self.line.step.plan

    @property
    def clock(self) -> str:
        """Return its wall time at the company: "10:00 London"."""
        local = self.line.step.due.astimezone(ZoneInfo(self.line.zone))
        return f"{local:%H:%M} {city(self.line.zone)}"

    @property
    def own_clock(self) -> str:
        """Return the same on the reader's clock, where that differs."""
        return own_time(self.line.step.due, self.line.zone, self.line.reader.zone)

    @property
    def day(self) -> str:
        """Return the day it was due, where that is over."""
        if self.line.state != State.OVERDUE:
            return ""
        return day_words(self.line.step.due.astimezone(ZoneInfo(self.line.zone)).date())

    @property
    def until(self) -> str:
        """Return until when one may still call today, at the company."""
        latest, zone = self.line.step.latest, ZoneInfo(self.line.zone)
        if latest is None or latest == self.line.step.due or self.day:
            return ""
        local = latest.astimezone(zone)
        if local.date() == self.line.now.astimezone(zone).date():
            return f"{local:%H:%M}"
        return day_words(local.date())

    @property
    def kind(self) -> str:
        """Return the kind of report that it asks for."""
        return "thank_you" if self.line.step.key == "thank_you" else KINDS[Step.Kind(self.line.step.kind)]

    @property
    def reason(self) -> str:
        """Return in a few words what it follows."""
        return reason_label(self.line.step.reason) if self.line.is_follow_up else ""

    @cached_property
    def is_candidates(self) -> bool:
        """Say whether the candidate does it and not the recruiter."""
        return self.line.step.owner == Owner.CANDIDATE


@dataclass(frozen=True)
class Waiting:
    """A letter that waits to be approved, and the step that sending it does, if that is still to be done."""

    letter: Letter
    row: Row | None


@dataclass(frozen=True)
class Group:
    """A part of Today, under its heading."""

    key: str
    title: Any
    rows: list[Row]
    total: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.rows)


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Fill the first page of the admin (Unfold calls it by the name in its settings)."""
    reader, now = reader_of(request), clock.now()
    membership = membership_of(request)
    who, rows = _who(request), _rows(request)
    mine = membership if who == "mine" else None
    day = today(membership.organization, reader=reader, now=now, recruiter=mine, page=rows)
    groups = [
        _group("now", _("Now, closing soonest first"), day.now),
        _group("overdue", _("Overdue"), day.overdue),
        _group("thank-yous", _("Waiting for a thank-you"), day.thank_yous),
        _group("later", _("Later today"), day.later),
    ]
    waiting = [_waiting(letter, reader, now) for letter in to_approve(membership.organization, recruiter=mine)]
    return context | {
        "title": _("Today"),
        "day": day,
        "heading": day_long(now.astimezone(ZoneInfo(reader.zone)).date()),
        "zone": city(reader.zone),
        "groups": groups,
        "over": day.over_to_you,
        "over_more": day.over_to_you_total - len(day.over_to_you),
        "nothing": not any(group.rows for group in groups) and not day.over_to_you and not waiting,
        "to_approve": waiting,
        "unsent": unsent_of(membership, at=now),
        "who": who,
        "next_rows": min(rows + ROWS, ROWS_AT_MOST),
        "may_write": membership.may_write,
        "back": "today",
    }


def _group(key: str, title: Any, section: Section) -> Group:
    return Group(key, title, [Row(line) for line in section.lines], section.total)


def _waiting(letter: Letter, reader: Reader, now: datetime) -> Waiting:
    plan = letter.interview.plan
    step = next((step for step in plan.steps.all() if step.key == letter.step_key), None)
    if step is None:
        return Waiting(letter, None)
    plan.interview, step.plan = letter.interview, plan
    return Waiting(letter, Row(StepLine(step, reader, now)))


def _who(request: HttpRequest) -> str:
    """Return whose day is shown: a recruiter's own unless they ask for all, everybody's to others."""
    default = "mine" if membership_of(request).role == Role.RECRUITER else "all"
    asked = request.GET.get("who", default)
    return asked if asked in {"mine", "all"} else default


def _rows(request: HttpRequest) -> int:
    asked = request.GET.get("rows", "")
    return min(int(asked), ROWS_AT_MOST) if asked.isdecimal() and int(asked) > 0 else ROWS
