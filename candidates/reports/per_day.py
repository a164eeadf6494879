"""Plots of steps by local day: calls by company, by recruiter, and what was due beside what was done.

The database groups by moment and calendar; which local day that is follows from the calendar's zone, as in the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Self
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from candidates.models import Step
from candidates.reports.filters import A_ZONE, Filters
from candidates.reports.parts import Bars
from candidates.reports.report import Viewer
from candidates.reports.tallies import Buckets, Tally
from recruiting.models import CalendarSnapshot, Organization

COMPANY = "plan__interview__application__job__company__name"
RECRUITER = "plan__interview__application__recruiter__user__email"


@dataclass(frozen=True)
class PerDay:
    """Counts a firm's steps of the days that are asked for."""

    organization: Organization
    filters: Filters
    span: Buckets
    zones: dict[int, ZoneInfo]

    @classmethod
    def of(cls, viewer: Viewer, filters: Filters) -> Self | None:
        """Return what counts; None where no days are named and there is no step to take them from."""
        organization = viewer.organization
        calendars = CalendarSnapshot.objects.for_organization(organization)
        zones = {pk: ZoneInfo(zone) for pk, zone in calendars.values_list("pk", KT("content__time_zone"))}
        first, last = filters.first_day, filters.last_day
        if first is None or last is None:
            ends = filters.of(Step.objects.for_organization(organization)).aggregate(first=Min("due"), last=Max("due"))
            if ends["first"] is None:
                return None
            first, last = first or ends["first"].date() - A_ZONE, last or ends["last"].date() + A_ZONE
        return cls(organization, filters, Buckets(first, max(first, last)), zones)

    @property
    def _steps(self) -> QuerySet[Step]:
        """Return the steps to do or done, of whom and where is asked, whenever they are due."""
        steps = Step.objects.for_organization(self.organization).exclude(status=Step.Status.CANCELLED)
        return steps.filter(**self.filters.of_plans("plan__"), **self.filters.in_state())

    def calls(self, by: str, most: int) -> Bars | None:
        """Return the calls by company or by recruiter, those with most calls by name; None where there is none."""
        calls = self._steps.filter(kind=Step.Kind.CALL, **self.filters.near("due"))
        tally = Tally.of(self.span, self._days(calls, "due", by))
        if not tally.counts:
            return None
        who = _("by company") if by == COMPANY else _("by recruiter")
        title = _("Calls %(per)s, %(who)s") % {"per": self.span.per, "who": who}
        return Bars(title, tally.most_said(), self.span.labels, tally.largest(most))

    def due_and_done(self) -> Bars | None:
        """Return the emails and calls that were due beside those that were done, whenever they were due."""
        steps = self._steps.exclude(kind=Step.Kind.QUESTION)
        due, done = _("due"), _("done")
        ended = steps.filter(status=Step.Status.DONE, **self.filters.near("done_at"))
        counted = chain(
            ((due, day, number) for _kind, day, number in self._days(steps.filter(**self.filters.near("due")), "due")),
            ((done, day, number) for _kind, day, number in self._days(ended, "done_at")),
        )
        tally = Tally.of(self.span, counted)
        if not tally.counts:
            return None
        title = _("Emails and calls due and done, %(per)s") % {"per": self.span.per}
        words = {"due": tally.total(due), "done": tally.total(done)}
        summary = _("Due in these days: %(due)d; done in them: %(done)d.") % words
        return Bars(title, summary, self.span.labels, tally.series([due, done]))

    def _days(self, steps: QuerySet[Step], moment: str, name: str = "kind") -> Iterator[tuple[str, date, int]]:
        """Yield how many steps there are by name and local day of that moment; a day more than once."""
        grouped = steps.order_by().values_list(name, "plan__calendar_id", moment).annotate(steps=Count("pk"))
        for named, calendar, at, number in grouped.iterator():
            yield named, at.astimezone(self.zones[calendar]).date(), number
