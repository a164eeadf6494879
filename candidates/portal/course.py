"""The course of a plan: one line from the interview on, with what was, what is next and what will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from candidates.plans.timeline import EventLine, Reader, StepLine, Timeline, company_zone
from recruiting.wording import moment_both


@dataclass(frozen=True)
class Point:
    """One point of the line."""

    at: datetime
    stands: Literal["was", "next", "later"]
    text: str
    when: str
    event: EventLine | None = None
    step: StepLine | None = None


def course_of(timeline: Timeline, *, reader: Reader, now: datetime) -> list[Point]:
    """Return a plan's points in the order of their moments, those that were first."""
    plan = timeline.plan
    interview = plan.interview
    end = moment_both(interview.ended_at, company_zone(plan), reader.zone, now=now)
    met = _("Interview with %(name)s") % {"name": interview.lead.name}
    points = [Point(interview.ended_at, "was" if interview.ended_at <= now else "later", met, end)]
    points += [Point(line.event.at, "was", line.text, line.when, event=line) for line in reversed(timeline.events)]
    points += [_ahead(line, "next" if line is timeline.next else "later") for line in _open(timeline)]
    return sorted(points, key=lambda point: (point.stands != "was", point.at))


def _open(timeline: Timeline) -> list[StepLine]:
    return [timeline.next, *timeline.later] if timeline.next else timeline.later


def _ahead(line: StepLine, stands: Literal["next", "later"]) -> Point:
    return Point(line.step.due, stands, line.title, line.when, step=line)
