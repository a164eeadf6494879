"""What other rules would do to open plans: each plan's next follow-up as it stands and as it would be. Writes nothing.

Made for thousands: plans are read as tuples, a chunk at a time, and folded without their explanations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from candidates.models import Event, EventType, Plan, PlanImpact, Step
from candidates.plans.inputs import Followed, Happening, Rulebook, fold, followed_now
from recruiting import cadence
from recruiting.models import CalendarSnapshot, PolicyVersion
from recruiting.policies.selectors import Situation

CHUNK = 2000
Movement = PlanImpact.Movement


class OpenPlan(NamedTuple):
    """A plan that is not closed, with what decides which rules it follows."""

    id: int
    revision: int
    starting_version_id: int
    starting_calendar_id: int
    starts_without_calls: bool
    ended_at: datetime
    lead_id: int
    company_id: int
    role_family: str
    round: int
    country: str
    company_country: str
    time_zone: str
    company_time_zone: str

    @property
    def local_day(self) -> date:
        """Return the day of the interview by the lead's clock."""
        return self.ended_at.astimezone(ZoneInfo(self.time_zone or self.company_time_zone)).date()

    @property
    def situation(self) -> Situation:
        """Return what decides which policy holds for its interview (`start.situation_of`, of columns)."""
        country = self.country or self.company_country
        return Situation(self.company_id, self.role_family, self.round, country, self.local_day)


# The same places, as the database knows them
COLUMNS = (
    "id",
    "revision",
    "starting_version_id",
    "starting_calendar_id",
    "starts_without_calls",
    "interview__ended_at",
    "interview__lead_id",
    "interview__application__job__company_id",
    "interview__application__job__role_family",
    "interview__round",
    "interview__lead__country",
    "interview__application__job__company__country",
    "interview__lead__time_zone",
    "interview__application__job__company__time_zone",
)
# What a plan would follow: None that the change is not about it
Follows = Callable[[OpenPlan, Followed], Followed | None]


class Due(NamedTuple):
    """What is open, and when it is due."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Impact:
    """One plan before and after: `followed` is what it would follow, `days` how many local days later it is due."""

    plan: OpenPlan
    followed: Followed
    movement: Movement
    old: Due | None
    new: Due | None
    days: int = 0
    thank_you_moves: bool = False


class _Open(NamedTuple):
    """The open follow-up and thank-you of a plan."""

    follow_up: Due | None
    thank_you: datetime | None


def impacts(
    plans: QuerySet[Plan],
    follows: Follows,
    *,
    at: datetime,
    versions: Mapping[int, PolicyVersion],
    calendars: Mapping[int, CalendarSnapshot],
) -> Iterator[tuple[int, list[Impact]]]:
    """Yield, chunk by chunk, how many open plans were looked at, and what other rules from `at` on make of which.

    `versions` and `calendars` are those that `follows` may name beside the plans' own; looked up when it has.
    """
    rows = plans.exclude(status=Plan.Status.CLOSED).order_by("pk")
    last = 0
    while chunk := [OpenPlan(*row) for row in rows.filter(pk__gt=last).values_list(*COLUMNS)[:CHUNK]]:
        last = chunk[-1].id
        yield len(chunk), _impacts(chunk, follows, at, versions, calendars)


def _impacts(
    chunk: Sequence[OpenPlan],
    follows: Follows,
    at: datetime,
    versions: Mapping[int, PolicyVersion],
    calendars: Mapping[int, CalendarSnapshot],
) -> list[Impact]:
    happened, open_now = _happenings(chunk), _open_steps(chunk)
    changed = []
    for plan in chunk:
        followed = follows(plan, followed_now(plan, happened[plan.id]))
        if followed is not None:
            changed.append((plan, followed))
    rulebook = Rulebook.for_plans(
        [plan for plan, _followed in changed],
        [each for plan, _followed in changed for each in happened[plan.id]],
    )
    known = Rulebook({**rulebook.versions, **versions}, {**rulebook.calendars, **calendars})
    return [
        _impact(
            plan,
            followed,
            [*happened[plan.id], rules_changed(happened[plan.id], followed, at)],
            open_now[plan.id],
            known,
        )
        for plan, followed in changed
    ]


def rules_changed(happened: Sequence[Happening], followed: Followed, at: datetime, **more: Any) -> Happening:
    """Return the happening by which a plan follows these rules from `at` on, the last of all.

    Clocks differ: what was recorded a little ahead of ours is done, and is not to be planned anew.
    """
    return Happening(
        EventType.RULES_CHANGED, max([at, *(each.at for each in happened)]), {**followed._asdict(), **more}
    )


def _impact(
    plan: OpenPlan, followed: Followed, happenings: Sequence[Happening], now: _Open, rulebook: Rulebook
) -> Impact:
    try:
        result = fold(plan, plan.ended_at, happenings, rulebook, explain=False)
    except cadence.Refused:
        return Impact(plan, followed, Movement.REFUSED, now.follow_up, None)
    then = _open_of(result)
    days = 0
    if now.follow_up and then.follow_up:
        zone = ZoneInfo(rulebook.calendar(followed.calendar_id).time_zone)
        old_day, new_day = (due.at.astimezone(zone).date() for due in (now.follow_up, then.follow_up))
        days = (new_day - old_day).days
    return Impact(
        plan,
        followed,
        _movement(now.follow_up, then.follow_up, result),
        now.follow_up,
        then.follow_up,
        days,
        now.thank_you != then.thank_you,
    )


def _movement(old: Due | None, new: Due | None, result: cadence.Plan) -> Movement:
    if new is None:
        lost = old is not None and result.status == cadence.PlanStatus.EXHAUSTED
        return Movement.EXHAUSTED if lost else Movement.SAME
    if old is None:
        return Movement.REVIVED
    if old.kind != new.kind:
        return Movement.TO_EMAIL if new.kind == Step.Kind.EMAIL else Movement.TO_CALL
    if old.at == new.at:
        return Movement.SAME
    return Movement.EARLIER if new.at < old.at else Movement.LATER


def _open_of(result: cadence.Plan) -> _Open:
    follow_up = thank_you = None
    for step in result.steps:
        if step.status == cadence.StepStatus.OPEN:
            if step.key == "thank_you":
                thank_you = step.due
            elif step.kind != cadence.Kind.QUESTION:
                follow_up = Due(str(step.kind), step.due)
    return _Open(follow_up, thank_you)


def _happenings(chunk: Sequence[OpenPlan]) -> dict[int, list[Happening]]:
    found: dict[int, list[Happening]] = {plan.id: [] for plan in chunk}
    events = Event.objects.filter(plan__in=list(found), retracted_at=None).order_by("plan", "at", "number")
    for plan_id, *rest in events.values_list("plan_id", "type", "at", "payload"):
        found[plan_id].append(Happening(*rest))
    return found


def _open_steps(chunk: Sequence[OpenPlan]) -> dict[int, _Open]:
    found = {plan.id: _Open(None, None) for plan in chunk}
    steps = Step.objects.filter(plan__in=list(found), status=Step.Status.OPEN).exclude(kind=Step.Kind.QUESTION)
    for plan_id, key, kind, due in steps.values_list("plan_id", "key", "kind", "due"):
        now = found[plan_id]
        found[plan_id] = now._replace(thank_you=due) if key == "thank_you" else now._replace(follow_up=Due(kind, due))
    return found
