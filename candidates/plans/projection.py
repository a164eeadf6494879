"""The projection of a plan: steps and status as rows, always what the fold of its events gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from candidates.models import Application, Event, Plan, Stage, Step
from candidates.outbox.intents import first_look, follow, next_of_candidate
from candidates.plans.inputs import Rulebook, fold, followed_now, happening_of
from recruiting import cadence

CHUNK = 500
STEP_FIELDS = (
    "key",
    "position",
    "kind",
    "status",
    "owner",
    "due",
    "earliest",
    "latest",
    "done_at",
    "reason",
    "provisional",
    "why",
)
PLAN_FIELDS = ("version_id", "calendar_id", "status", "outcome")
STAGES = {
    "hired": Stage.HIRED,
    "rejected": Stage.REJECTED,
    "withdrawn": Stage.WITHDRAWN,
    "job_closed": Stage.CLOSED,
    "superseded": Stage.CLOSED,
}


@dataclass(frozen=True)
class Projection:
    """A plan as it ought to be stored: values for its own columns and its steps, not yet saved."""

    plan: Plan
    columns: dict[str, Any]
    steps: list[Step]


def live_events() -> Prefetch[Any]:
    """Return the prefetch that gives each plan its unretracted events, in order, as `live_events`."""
    return Prefetch("events", Event.objects.filter(retracted_at=None).order_by("at", "number"), to_attr="live_events")


def project(plan: Plan, result: cadence.Plan, followed: tuple[int, int]) -> Projection:
    """Lay out the engine's plan as rows."""
    owner = plan.interview.follow_up_by
    steps = [
        _step(
            organization_id=plan.organization_id,
            plan=plan,
            key=step.key,
            position=position,
            kind=str(step.kind),
            status=str(step.status),
            owner=owner,
            due=step.due,
            earliest=step.earliest,
            latest=step.latest,
            done_at=step.done_at,
            reason=str(step.reason or ""),
            provisional=bool(step.provisional),
            why=step.why.to_json() if step.why else {},
        )
        for position, step in enumerate(result.steps)
    ]
    version_id, calendar_id = followed
    columns = {
        "version_id": version_id,
        "calendar_id": calendar_id,
        "status": str(result.status),
        "outcome": str(result.outcome or ""),
    }
    return Projection(plan, columns, steps)


def _step(**columns: Any) -> Step:
    step = Step(**columns)
    step.remind_at = first_look(step)
    return step


def projection_of(plan: Plan, events: Sequence[Event], rulebook: Rulebook | None = None) -> Projection:
    """Fold a plan's events (unretracted, in order) into its projection. Raises cadence.Refused."""
    happenings = [happening_of(event) for event in events]
    result = fold(plan, plan.interview.ended_at, happenings, rulebook or Rulebook.for_plans([plan], happenings))
    return project(plan, result, followed_now(plan, happenings))


def write(projection: Projection, *, actor: str | None, at: datetime) -> Plan:
    """Store a projection in place of the old one and raise the plan's revision; call it under the plan's lock.

    Its reminders follow: `actor` says in which part somebody changed it, None that it is a repair.
    """
    plan = projection.plan
    before = next_of_candidate(list(plan.steps.all()))
    for name, value in projection.columns.items():
        setattr(plan, name, value)
    plan.revision += 1
    plan.save(update_fields=[*(name.removesuffix("_id") for name in projection.columns), "revision"])
    Step.objects.filter(plan=plan).delete()
    Step.objects.bulk_create(projection.steps)
    _follow_stage(plan)
    follow(plan, before=before, steps=projection.steps, actor=actor, at=at)
    return plan


def _follow_stage(plan: Plan) -> None:
    """Let the application's stage follow its latest round's plan."""
    application_id = plan.interview.application_id
    latest = Plan.objects.filter(interview__application_id=application_id).order_by("-interview__round").first()
    if latest is not None:
        stage = STAGES.get(latest.outcome, Stage.INTERVIEWING)
        Application.objects.filter(pk=application_id).exclude(stage=stage).update(stage=stage)


def differences(projection: Projection, stored: Sequence[Step]) -> list[str]:
    """Say, field by field, where the stored rows differ from what the fold gives."""
    plan, found = projection.plan, []
    for name, value in projection.columns.items():
        if getattr(plan, name) != value:
            found.append(f"plan {plan.pk}: {name} is {getattr(plan, name)!r}, should be {value!r}")
    have, want = {step.key: step for step in stored}, {step.key: step for step in projection.steps}
    found += [
        f"plan {plan.pk}: step {key} is {'missing' if key in want else 'too many'}"
        for key in sorted(have.keys() ^ want.keys())
    ]
    for key in have.keys() & want.keys():
        for name in STEP_FIELDS:
            old, new = getattr(have[key], name), getattr(want[key], name)
            if old != new:
                found.append(f"plan {plan.pk}: step {key}: {name} is {old!r}, should be {new!r}")
    return found


def all_projections() -> Iterator[tuple[Projection, list[Step]]]:
    """Yield every plan's projection beside its stored steps, a chunk of plans at a time."""
    rows = Plan.objects.select_related("interview").prefetch_related(live_events(), "steps").order_by("pk")
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        happenings = [happening_of(event) for plan in chunk for event in events_of(plan)]
        rulebook = Rulebook.for_plans(chunk, happenings)
        for plan in chunk:
            yield projection_of(plan, events_of(plan), rulebook), list(plan.steps.all())
        last = chunk[-1].pk


def events_of(plan: Plan) -> list[Event]:
    """Return what the `live_events` prefetch loaded."""
    return list(getattr(plan, "live_events"))  # noqa: B009  # an attribute that only the prefetch sets


def rebuild_all(*, check: bool, at: datetime) -> Iterator[str]:
    """Rebuild every projection, or with `check` only compare; yield each difference found."""
    for projection, stored in all_projections():
        found = differences(projection, stored)
        yield from found
        if found and not check:
            with transaction.atomic():
                locked = (
                    Plan.objects.select_for_update(of=("self",)).select_related("interview").get(pk=projection.plan.pk)
                )
                events = list(locked.events.filter(retracted_at=None).order_by("at", "number"))
                write(projection_of(locked, events), actor=None, at=at)
