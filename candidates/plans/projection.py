"""The projection of a plan: steps and status as rows, always what the fold of its events gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch

from candidates.models import Application, Event, Plan, Stage, Step
from candidates.outbox.intents import Moved, first_look, follow, next_of_candidate
from candidates.plans.inputs import Followed, Rulebook, fold, followed_now, happening_of
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
# A constraint binds the last two together
COLUMNS_TOGETHER = (("version_id",), ("calendar_id",), ("status", "outcome"))
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


def project(plan: Plan, result: cadence.Plan, followed: Followed) -> Projection:
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
    columns = {
        "version_id": followed.version_id,
        "calendar_id": followed.calendar_id,
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
    write_all([projection], actor=actor, at=at)
    return projection.plan


def write_all(projections: Sequence[Projection], *, actor: str | None, at: datetime) -> None:
    """The same for many plans, at a number of queries that does not grow with them; each plan once, all locked.

    A step that comes out as it is stored keeps its row. Plans need their `interview`, application, candidate and
    recruiter loaded; `steps`, if prefetched, are taken as stored.
    """
    stored = {each.plan.pk: {step.key: step for step in each.plan.steps.all()} for each in projections}
    before = {pk: next_of_candidate(list(steps.values())) for pk, steps in stored.items()}
    _write_columns(projections)
    _write_steps(projections, stored)
    _follow_stages([each.plan.interview.application_id for each in projections])
    moves = [Moved(each.plan, before[each.plan.pk], each.steps) for each in projections]
    follow(moves, actor=actor, at=at)


def _write_columns(projections: Sequence[Projection]) -> None:
    """Store the plans' own columns: a statement for each set of values that is new to some, one for the revisions."""
    new: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for each in projections:
        for names in COLUMNS_TOGETHER:
            values = tuple((name, each.columns[name]) for name in names)
            if any(getattr(each.plan, name) != value for name, value in values):
                new.setdefault(values, []).append(each.plan.pk)
            for name, value in values:
                setattr(each.plan, name, value)
        each.plan.revision += 1
    for values, pks in new.items():
        Plan.objects.filter(pk__in=pks).update(**dict(values))
    Plan.objects.filter(pk__in=[each.plan.pk for each in projections]).update(revision=F("revision") + 1)


def _write_steps(projections: Sequence[Projection], stored: Mapping[int, Mapping[str, Step]]) -> None:
    """Store the steps that are new or other than the stored ones, and delete those in their place."""
    gone: list[int] = []
    new: list[Step] = []
    for each in projections:
        have = dict(stored[each.plan.pk])
        for step in each.steps:
            old = have.pop(step.key, None)
            if old is not None and _same(old, step):
                step.pk, step.remind_at = old.pk, old.remind_at
                continue
            new.append(step)
            gone += [old.pk] if old is not None else []
        gone += [step.pk for step in have.values()]
    Step.objects.filter(pk__in=gone).delete()
    Step.objects.bulk_create(new)


def _same(old: Step, new: Step) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in STEP_FIELDS)


def _follow_stages(application_ids: Sequence[int]) -> None:
    """Let each application's stage follow its latest round's plan."""
    latest = Plan.objects.filter(interview__application__in=application_ids).order_by("interview__round")
    outcomes = dict(latest.values_list("interview__application_id", "outcome"))  # the last round's comes last
    stages: dict[str, list[int]] = {}
    for application_id, outcome in outcomes.items():
        stages.setdefault(STAGES.get(outcome, Stage.INTERVIEWING), []).append(application_id)
    for stage, ids in stages.items():
        Application.objects.filter(pk__in=ids).exclude(stage=stage).update(stage=stage)


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
