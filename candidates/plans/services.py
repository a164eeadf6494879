"""Writes of plans: start one, record what happened, retract it. Each appends and rebuilds in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from candidates.models import Actor, Event, EventNote, Plan
from candidates.plans.errors import AlreadyRetracted, EventRefused, NotYours, PlanChanged
from candidates.plans.inputs import Happening
from candidates.plans.projection import Projection, projection_of, write
from recruiting import cadence
from recruiting.models import User

# Clocks differ: a moment this far ahead of ours is taken as now-ish, later ones are a slip of the pen
AHEAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Author:
    """Who records: in which part, and the user unless it is the system."""

    actor: Actor
    user: User | None = None


def record_event(
    *,
    plan: Plan,
    happening: Happening,
    author: Author,
    now: datetime,
    note: str = "",
    revision: int | None = None,
) -> Plan:
    """Append an event and rebuild the plan; return it as it is now.

    `revision`: the plan's as its reader saw it; raises PlanChanged if it has moved on. Raises EventRefused, with the
    engine's reason, where the event, or another because of it, would be refused; nothing is stored then.
    """
    refuse_future(happening, now)
    with transaction.atomic():
        locked = lock(plan, revision)
        event = _append(locked, happening, author, now)
        projection = _projection(locked, newest=event)
        event.save()
        if note.strip():
            EventNote.objects.create(organization_id=locked.organization_id, event=event, text=note.strip())
        return write(projection, actor=author.actor, at=now)


def preview_event(*, plan: Plan, happening: Happening, now: datetime) -> Projection:
    """Return what recording this would make of the plan; nothing is stored. Raises EventRefused."""
    refuse_future(happening, now)
    event = _append(plan, happening, Author(Actor.SYSTEM), now)
    return _projection(plan, newest=event)


def retract_event(*, event: Event, author: Author, now: datetime, revision: int | None = None) -> Plan:
    """Take an event back and rebuild its plan; raise EventRefused naming another event that this would make refused.

    A candidate may take back what a candidate recorded, nobody else's: raises NotYours.
    """
    if author.actor == Actor.CANDIDATE and event.actor != Actor.CANDIDATE:
        raise NotYours(event)
    with transaction.atomic():
        locked = lock(event.plan, revision)
        event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        if event.retracted_at is not None:
            raise AlreadyRetracted(event)
        event.retracted_at, event.retracted_by = now, author.user
        projection = _projection(locked, without=event)
        event.save(update_fields=["retracted_at", "retracted_by"])
        return write(projection, actor=author.actor, at=now)


def preview(plan: Plan) -> Projection:
    """Return what the plan would be, its interview as it is in memory; nothing is stored. Raises EventRefused."""
    return _projection(plan)


def replan(plan: Plan, *, author: Author, now: datetime) -> Plan:
    """Rebuild a plan whose interview has changed (moved, or another's to follow up). Raises EventRefused."""
    with transaction.atomic():
        locked = lock(plan, None)
        return write(_projection(locked), actor=author.actor, at=now)


def lock(plan: Plan, revision: int | None) -> Plan:
    """Return the plan's row, locked (on SQLite by the transaction itself); raise PlanChanged if it moved on.

    Not against rows that only refer to the plan: a tick that adds a reminder would wait for us, and we for it.
    """
    rows = Plan.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("interview__application__candidate", "interview__application__recruiter__user").get(
        pk=plan.pk
    )
    if revision is not None and locked.revision != revision:
        raise PlanChanged(locked, revision)
    return locked


def refuse_future(happening: Happening, now: datetime) -> None:
    """Raise EventRefused for something said to have happened later than now."""
    if happening.at > now + AHEAD:
        raise EventRefused.future(happening.at, now)


def last_event_at(plan: Plan) -> datetime | None:
    """Return the moment of the plan's latest unretracted event."""
    moment: datetime | None = plan.events.filter(retracted_at=None).aggregate(last=Max("at"))["last"]
    return moment


def event_row(plan: Plan, number: int, happening: Happening, author: Author, at: datetime) -> Event:
    """Return a happening as a row of the plan, not yet saved; `at` is when it is recorded."""
    return Event(
        organization_id=plan.organization_id,
        plan=plan,
        number=number,
        type=happening.type,
        at=happening.at,
        payload=payload_of(happening.fields),
        actor=author.actor,
        user=author.user,
        recorded_at=at,
    )


def _append(plan: Plan, happening: Happening, author: Author, now: datetime) -> Event:
    """Return the event as the next row of the plan, not yet saved."""
    last = plan.events.aggregate(last=Max("number"))["last"] or 0
    return event_row(plan, last + 1, happening, author, now)


def payload_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that hold something."""
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _projection(plan: Plan, *, newest: Event | None = None, without: Event | None = None) -> Projection:
    events = [event for event in _live(plan) if without is None or event.pk != without.pk]
    if newest is not None:
        events.append(newest)
        events.sort(key=lambda event: (event.at, event.number))
    try:
        return projection_of(plan, events)
    except cadence.Refused as refused:
        raise _named(refused, events, newest) from refused


def _live(plan: Plan) -> list[Event]:
    return list(plan.events.filter(retracted_at=None).order_by("at", "number"))


def _named(refused: cadence.Refused, events: Sequence[Event], newest: Event | None) -> EventRefused:
    """Say which event the engine refused: the new one, or another that it makes impossible."""
    culprit = events[refused.event_index] if refused.event_index is not None else None
    return EventRefused(refused, None if culprit is newest else culprit)
