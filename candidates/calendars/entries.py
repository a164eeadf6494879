"""The bookkeeping of sequences: an event's number is raised when what it says has changed, and only then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from candidates.calendars.events import StepEvent
from candidates.models import CalendarEntry, Plan, Step

DONE_FOR, CANCELLED_FOR = timedelta(days=90), timedelta(days=60)
PEOPLE = ("plan__interview__lead", "plan__interview__application__candidate")
LOADED = (*PEOPLE, "plan__interview__application__job__company")
Row = TypeVar("Row", Step, CalendarEntry)
WRITTEN = ["kind", "starts_at", "ends_at", "cancelled", "sequence", "digest", "changed_at"]


@dataclass(frozen=True)
class Published:
    """An event with its number; no entry, or one of another digest, where that is not yet stored."""

    event: StepEvent
    entry: CalendarEntry | None

    @property
    def stored(self) -> CalendarEntry:
        """Return the entry of one that is settled."""
        assert self.entry is not None
        return self.entry

    @property
    def settled(self) -> bool:
        """Say whether what is stored is what the event says."""
        return self.entry is not None and self.entry.digest == self.event.digest

    def settle(self, at: datetime) -> CalendarEntry:
        """Return the entry as it ought to be stored, its sequence raised."""
        return CalendarEntry(
            organization_id=self.event.plan.organization_id,
            plan=self.event.plan,
            step_key=self.event.step.key,
            kind=self.event.step.kind,
            starts_at=self.event.starts,
            ends_at=self.event.ends,
            cancelled=self.event.is_cancelled,
            sequence=self.entry.sequence + 1 if self.entry is not None else 0,
            digest=self.event.digest,
            changed_at=at,
        )


def published(whose: Q, *, at: datetime) -> list[Published]:
    """Return the events of these plans' steps in order, each settled, at a number of queries that does not grow.

    `whose` filters rows that have a `plan`. Where something has changed since somebody last read it, the plans are
    locked and read again, so that two who read at once raise a number once, and as the plan's writers left it.
    """
    found = list(_found(whose, at))
    changed = {each.event.plan.pk for each in found if not each.settled}
    if changed:
        found = [each for each in found if each.event.plan.pk not in changed] + _settled(whose, changed, at)
    return sorted(found, key=lambda each: (each.event.starts, each.event.plan.pk, each.event.step.key))


def _settled(whose: Q, changed: set[int], at: datetime) -> list[Published]:
    with transaction.atomic():
        plans = Plan.objects.filter(pk__in=changed).order_by("pk")
        list(plans.select_for_update(no_key=True).values_list("pk"))
        found = list(_found(whose & Q(plan__in=changed), at))
        raised = [Published(each.event, each.settle(at)) for each in found if not each.settled]
        CalendarEntry.objects.bulk_create(
            [each.stored for each in raised],
            update_conflicts=True,
            unique_fields=["plan", "step_key"],
            update_fields=WRITTEN,
        )
    return [each for each in found if each.settled] + raised


def _found(whose: Q, at: datetime) -> Iterator[Published]:
    """Yield the event of each step that is to be seen, and of each that is gone, with what is stored of it."""
    live = _live(at)
    entries = {(entry.plan_id, entry.step_key): entry for entry in _loaded(_entries(live, at).filter(whose))}
    for step in _loaded(live.filter(whose)):
        yield Published(StepEvent.of(step), entries.pop((step.plan_id, step.key), None))
    for entry in entries.values():
        yield Published(StepEvent.gone(entry), entry)


def _live(at: datetime) -> QuerySet[Step]:
    """Return the steps to be seen: to do, or done of late; the closing question only while it lies ahead."""
    question = Q(kind=Step.Kind.QUESTION)
    to_do = Q(status=Step.Status.OPEN) & (~question | Q(due__gt=at))
    return Step.objects.filter(to_do | (Q(status=Step.Status.DONE, done_at__gt=at - DONE_FOR) & ~question))


def _entries(live: QuerySet[Step], at: datetime) -> QuerySet[CalendarEntry]:
    """Return what is stored of these steps, of steps that are gone since, and of those gone of late."""
    this = {"plan": OuterRef("plan"), "key": OuterRef("step_key")}
    there = Exists(Step.objects.filter(**this).exclude(status=Step.Status.CANCELLED))
    gone = Q(cancelled=True, changed_at__gt=at - CANCELLED_FOR) & ~there
    return CalendarEntry.objects.filter(Exists(live.filter(**this)) | (Q(cancelled=False) & ~there) | gone)


def _loaded(rows: QuerySet[Row]) -> Iterable[Row]:
    # A calendar is long and shared by many plans: each is fetched once
    return rows.select_related(*LOADED).prefetch_related("plan__calendar")
