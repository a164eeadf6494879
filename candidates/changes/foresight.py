"""Works out what a change would do to the open plans, and stores it plan by plan; touches no plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from candidates.changes.reach import reach_of
from candidates.models import PlanImpact, RulesChange
from candidates.plans.impact import Due, Impact, impacts

Progress = Callable[[int, int], None]


def foresee(change: RulesChange, *, at: datetime, progress: Progress) -> None:
    """Store anew what the change would do from `at` on. `progress` is told how many plans were looked at, of how many.

    It is told in the transaction of each writing, before it, and raises where the change is no longer ours to write.
    Whoever dies on the way leaves a change that is still being worked out: it is begun again.
    """
    reach = reach_of(change)
    looked_at, total = 0, reach.plans.count()
    with transaction.atomic():
        progress(0, total)
        change.impacts.all().delete()
    found = impacts(reach.plans, reach.follows, at=at, versions=reach.versions, calendars=reach.calendars)
    for plans, chunk in found:
        looked_at += plans
        with transaction.atomic():
            progress(looked_at, max(looked_at, total))
            PlanImpact.objects.bulk_create([_row(change, impact) for impact in chunk])
    with transaction.atomic():
        progress(looked_at, looked_at)
        change.state, change.foreseen_at = RulesChange.State.FORESEEN, at
        change.save(update_fields=["state", "foreseen_at"])


def _row(change: RulesChange, impact: Impact) -> PlanImpact:
    nothing = Due("", None)  # type: ignore[arg-type]  # no moment where nothing is open
    old, new = impact.old or nothing, impact.new or nothing
    return PlanImpact(
        organization_id=change.organization_id,
        change=change,
        plan_id=impact.plan.id,
        revision=impact.plan.revision,
        movement=impact.movement,
        version_id=impact.followed.version_id,
        calendar_id=impact.followed.calendar_id,
        without_calls=impact.followed.without_calls,
        old_kind=old.kind,
        old_due=old.at,
        new_kind=new.kind,
        new_due=new.at,
        days=impact.days,
        thank_you_moves=impact.thank_you_moves,
        state=PlanImpact.State.PENDING,
    )
