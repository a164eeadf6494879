"""Reads of changes: what moves in sum, plan by plan, and how many calls fall on each day before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Max, Min, Q, QuerySet, When
from django.db.models.functions import TruncDate

from candidates.models import PlanImpact, RulesChange, Step

Movement = PlanImpact.Movement
# As they are told: what moves first
ORDER = (
    Movement.EARLIER,
    Movement.LATER,
    Movement.TO_EMAIL,
    Movement.TO_CALL,
    Movement.REVIVED,
    Movement.EXHAUSTED,
    Movement.REFUSED,
    Movement.SAME,
)


@dataclass(frozen=True)
class Summary:
    """A change in sum: plans by movement, the furthest in days either way, and what was done of it."""

    moved: dict[str, int]
    days_earlier: int
    days_later: int
    thank_yous: int
    applied: int
    skipped: int
    chosen: int

    @property
    def plans(self) -> int:
        """Return how many plans it is about."""
        return sum(self.moved.values())

    @property
    def stay(self) -> int:
        """Return for how many the next follow-up stays where it is."""
        return self.moved.get(Movement.SAME, 0)


def summary_of(change: RulesChange) -> Summary:
    """Return a change in sum, by two queries."""
    counted = dict(change.impacts.order_by().values_list("movement").annotate(plans=Count("pk")))
    state = PlanImpact.State
    most = change.impacts.aggregate(
        earlier=Min("days"),
        later=Max("days"),
        thank_yous=Count("pk", filter=Q(thank_you_moves=True)),
        applied=Count("pk", filter=Q(state__in=[state.APPLIED, state.UNDONE])),
        skipped=Count("pk", filter=Q(state=state.SKIPPED)),
        chosen=Count("pk", filter=Q(chosen=True)),
    )
    return Summary(
        moved={movement: counted[movement] for movement in ORDER if movement in counted},
        days_earlier=max(0, -(most["earlier"] or 0)),
        days_later=max(0, most["later"] or 0),
        thank_yous=most["thank_yous"],
        applied=most["applied"],
        skipped=most["skipped"],
        chosen=most["chosen"],
    )


def impacts_of(change: RulesChange, *, movement: str = "", search: str = "") -> QuerySet[PlanImpact]:
    """Return the plans of a change, those that move first; of one movement, or by a word of names."""
    rows = change.impacts.select_related("plan__interview__application__candidate", "calendar").select_related(
        "plan__interview__application__job__company"
    )
    if movement:
        rows = rows.filter(movement=movement)
    if search:
        application = "plan__interview__application"
        rows = rows.filter(
            Q(**{f"{application}__candidate__name__icontains": search})
            | Q(**{f"{application}__job__company__name__icontains": search})
        )
    stays = Case(When(movement=Movement.SAME, then=1), default=0)
    return rows.order_by(stays, "old_due", "plan")


@dataclass(frozen=True)
class Day:
    """How many calls of the plans in question fall on a day, by the rules of now and by the others."""

    day: date
    before: int
    after: int


def calls_per_day(change: RulesChange, zone: str) -> Sequence[Day]:
    """Return the days of a zone on which calls stand, before or after; counted by the database."""
    before, after = (_calls(change, which, zone) for which in ("old", "new"))
    return [Day(day, before.get(day, 0), after.get(day, 0)) for day in sorted(before.keys() | after.keys())]


def _calls(change: RulesChange, which: str, zone: str) -> dict[date, int]:
    """Count the calls of the plans that the change is for: all of them until some were chosen."""
    calls = change.impacts.filter(**{f"{which}_kind": Step.Kind.CALL}).order_by()
    day = TruncDate(f"{which}_due", tzinfo=ZoneInfo(zone))
    return dict(calls.values_list(day).annotate(calls=Count("pk")))
