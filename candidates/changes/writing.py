"""Puts a chunk of plans on other rules, or back, inside the caller's transaction: an event each, many rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from candidates.models import Actor, Event, Plan, PlanImpact, RulesChange
from candidates.plans.impact import rules_changed
from candidates.plans.inputs import Followed, Rulebook, followed_now, happening_of
from candidates.plans.projection import events_of, live_events, projection_of, write_all
from candidates.plans.services import Author, event_row
from recruiting.models import User

CHUNK = 500
State = PlanImpact.State


@dataclass(frozen=True)
class Writer:
    """What the chunks of one change share: who, and when."""

    change: RulesChange
    user: User | None
    at: datetime

    def apply(self, impacts: Sequence[PlanImpact]) -> None:
        """Let plans follow what was foreseen for them; those that somebody changed since stay as they are."""
        plans = _locked(impacts)
        assert self.change.foreseen_at is not None
        moving: list[PlanImpact] = []
        events: list[Event] = []
        numbers = _last_numbers(plans.values())
        for impact in impacts:
            plan = plans[impact.plan_id]
            if plan.revision != impact.revision or impact.movement == PlanImpact.Movement.REFUSED:
                continue
            followed = Followed(impact.version_id, impact.calendar_id, impact.without_calls)
            events.append(self._event(plan, numbers[plan.pk] + 1, followed, self.change.foreseen_at))
            moving.append(impact)
        self._write([(plans[event.plan_id], [*events_of(plans[event.plan_id]), event]) for event in events], events)
        applied = {impact.pk for impact in moving}
        _mark(applied, State.APPLIED)
        _mark({impact.pk for impact in impacts} - applied, State.SKIPPED)

    def undo(self, impacts: Sequence[PlanImpact]) -> None:
        """Let plans follow again what they followed before.

        Where nothing happened since, the event is taken back, and all is as it was. Where something did, what was done
        stays: an event of its own puts what is open back on the old rules. A plan that was closed since is left alone.
        """
        plans = _locked(impacts)
        numbers = _last_numbers(plans.values())
        retracted: list[Event] = []
        appended: list[Event] = []
        writes: list[tuple[Plan, list[Event]]] = []
        for impact in impacts:
            plan = plans[impact.plan_id]
            live = events_of(plan)
            ours = next((event for event in live if event.payload.get("change_id") == self.change.pk), None)
            if ours is None:  # somebody took it back by hand
                continue
            before = live[: live.index(ours)]
            if ours is live[-1]:
                retracted.append(ours)
                writes.append((plan, before))
            elif plan.status != Plan.Status.CLOSED:
                followed = followed_now(plan, map(happening_of, before))
                appended.append(self._event(plan, numbers[plan.pk] + 1, followed, self.at))
                writes.append((plan, [*live, appended[-1]]))
        Event.objects.filter(pk__in=[event.pk for event in retracted]).update(
            retracted_at=self.at, retracted_by=self.user
        )
        self._write(writes, appended)
        _mark({impact.pk for impact in impacts}, State.UNDONE)

    def _event(self, plan: Plan, number: int, followed: Followed, at: datetime) -> Event:
        happened = [happening_of(event) for event in events_of(plan)]
        happening = rules_changed(happened, followed, at, change_id=self.change.pk)
        return event_row(plan, number, happening, Author(Actor.RECRUITER, self.user), self.at)

    def _write(self, plans: Sequence[tuple[Plan, list[Event]]], new: Sequence[Event]) -> None:
        happenings = [happening_of(event) for _plan, events in plans for event in events]
        rulebook = Rulebook.for_plans([plan for plan, _events in plans], happenings)
        projections = [projection_of(plan, events, rulebook) for plan, events in plans]
        Event.objects.bulk_create(new)
        if projections:
            write_all(projections, actor=Actor.RECRUITER, at=self.at)


def _locked(impacts: Iterable[PlanImpact]) -> dict[int, Plan]:
    """Return the plans with all that their writing needs, locked in the order of their ids."""
    ids = [impact.plan_id for impact in impacts]
    rows = Plan.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    related = rows.select_related("interview__application__candidate").prefetch_related(
        "interview__application__recruiter__user", "steps", live_events()
    )
    return {plan.pk: plan for plan in related}


def _last_numbers(plans: Iterable[Plan]) -> dict[int, int]:
    ids = [plan.pk for plan in plans]
    last = Event.objects.filter(plan__in=ids).order_by().values("plan").annotate(last=Max("number"))
    return dict.fromkeys(ids, 0) | dict(last.values_list("plan", "last"))


def _mark(ids: Iterable[int], state: str) -> None:
    PlanImpact.objects.filter(pk__in=list(ids)).update(state=state)
