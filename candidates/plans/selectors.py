"""Reads of plans for a firm's day: what is due, overdue, unwritten, or over to the recruiter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from candidates.models import Plan, Step
from candidates.plans.due import LocalDay, overdue
from candidates.plans.timeline import Reader, StepLine
from recruiting.models import Membership, Organization

PAGE = 200
# Calls and check-ins to do; a provisional one waits for the thank-you
FOLLOW_UPS = Q(key__startswith="follow_up", provisional=False)


@dataclass(frozen=True)
class Section:
    """Some rows of Today, and how many there are in all."""

    lines: list[StepLine]
    total: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Today:
    """A firm's, or one recruiter's, day as a reader sees it."""

    now: Section
    later: Section
    overdue: Section
    thank_yous: Section
    over_to_you: list[Plan]
    over_to_you_total: int

    @property
    def to_call(self) -> int:
        """Return how many calls are due or overdue today, of those shown."""
        return sum(line.step.kind == Step.Kind.CALL for line in self._follow_ups())

    @property
    def to_write(self) -> int:
        """Return how many emails are due or overdue today: thank-yous, and check-ins of those shown."""
        check_ins = sum(line.step.kind == Step.Kind.EMAIL for line in self._follow_ups())
        return check_ins + self.thank_yous.total

    def _follow_ups(self) -> Iterable[StepLine]:
        return [*self.now.lines, *self.later.lines, *self.overdue.lines]


def steps_for_reading(steps: QuerySet[Step]) -> QuerySet[Step]:
    """Return steps with all that a line of them reads."""
    return steps.select_related(
        "plan__calendar",
        "plan__version__policy",
        "plan__interview__lead",
        "plan__interview__application__candidate",
        "plan__interview__application__job__company",
        "plan__interview__application__recruiter__user",
    )


def today(
    organization: Organization,
    *,
    reader: Reader,
    now: datetime,
    recruiter: Membership | None = None,
    page: int = PAGE,
) -> Today:
    """Return the day's work of a firm, or of one recruiter, by the reader's local day; `page` rows a section at most.

    What is due now stands in the order in which the companies' call hours close.
    """
    day = LocalDay.of(now, reader.zone)
    open_steps = Step.objects.for_organization(organization).filter(status=Step.Status.OPEN, due__lt=day.end)
    exhausted = Plan.objects.for_organization(organization).filter(status=Plan.Status.EXHAUSTED)
    if recruiter is not None:
        open_steps = open_steps.filter(plan__interview__application__recruiter=recruiter)
        exhausted = exhausted.filter(interview__application__recruiter=recruiter)
    follow_ups, late = open_steps.filter(FOLLOW_UPS), overdue(now=now, zone=reader.zone)
    current = follow_ups.exclude(late)

    def section(steps: QuerySet[Step], *order: str) -> Section:
        rows = list(steps_for_reading(steps).order_by(*order)[:page])
        total = len(rows) if len(rows) < page else steps.count()
        return Section([StepLine(step, reader, now) for step in rows], total)

    over = exhausted.select_related(
        "calendar",
        "interview__lead",
        "interview__application__candidate",
        "interview__application__job__company",
    ).order_by("pk")
    over_rows = list(over[:page])
    return Today(
        now=section(current.filter(due__lte=now), "latest", "due", "id"),
        later=section(current.filter(due__gt=now), "due", "id"),
        overdue=section(follow_ups.filter(late), "due", "id"),
        thank_yous=section(open_steps.filter(key="thank_you"), "due", "id"),
        over_to_you=over_rows,
        over_to_you_total=len(over_rows) if len(over_rows) < page else exhausted.count(),
    )
