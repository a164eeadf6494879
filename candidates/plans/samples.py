"""Sample interviews for a policy's editor: what the engine makes of rules that nobody has saved. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from candidates.models import Event, Interview, Plan
from candidates.plans.inputs import Rulebook, happening_of
from candidates.plans.preview import Known, Place, place_of, preview, preview_known
from recruiting import cadence
from recruiting.models import Company, Policy

REAL_AT_MOST = 3
ENDS = time(15)
FRIDAY_ENDS = time(16)
FRIDAY = 4
LOOK_AHEAD_DAYS = 400

Planner = Callable[[Sequence[cadence.Event]], cadence.Plan]


class Kind(StrEnum):
    """Which interview a sample is."""

    TODAY = "today"
    FRIDAY = "friday"
    EVE = "eve"
    REAL = "real"


@dataclass(frozen=True)
class Dates:
    """What is planned after an interview, and what would follow if nobody answered."""

    plan: cadence.Plan
    second: cadence.Step | None = None

    @property
    def thank_you(self) -> cadence.Step | None:
        """Return the thank-you, if it is still to be sent."""
        step = self.plan.steps[1]
        return step if step.status == cadence.StepStatus.OPEN else None

    @property
    def first(self) -> cadence.Step | None:
        """Return the open follow-up; None where a recruiter takes over."""
        return self.plan.steps[-1] if self.plan.status == cadence.PlanStatus.ACTIVE else None


@dataclass(frozen=True)
class Sample:
    """One interview: its dates by the rules in question, and by those that hold now (None: none hold)."""

    kind: Kind
    ended_at: datetime
    calendar: cadence.Calendar
    dates: Dates | None = None
    held: Dates | None = None
    refused: cadence.Refused | None = None
    interview: Interview | None = None
    holiday: tuple[date, str] | None = None


@dataclass(frozen=True)
class Samples:
    """All samples; `company` is the one by whose clock the made-up ones are planned, None where the firm has none."""

    samples: list[Sample]
    company: Company | None
    calendar: cadence.Calendar


def samples_of(
    policy: Policy, *, rules: cadence.Policy, holding: cadence.Policy | None, now: datetime, zone: str
) -> Samples:
    """Return what follows sample interviews by `rules`, beside the rules that hold.

    Three are made up, up to three are real. `zone` serves where the firm has no company yet. The number of queries is
    the same for one real interview as for three.
    """
    plans = _real_plans(policy)
    company = policy.company or (plans[0].interview.application.job.company if plans else _some_company(policy))
    place = place_of(company, None, ended_at=now) if company else Place(cadence.Calendar(zone))
    made_up = [_made_up(*each, place, rules, holding) for each in _moments(place.calendar, now)]
    known = _known(plans)
    real = [_real(plan, each, rules, holding, now) for plan, each in zip(plans, known, strict=True)]
    return Samples([*made_up, *real], company, place.calendar)


# --- made-up interviews ---


def _moments(calendar: cadence.Calendar, now: datetime) -> list[tuple[Kind, datetime, tuple[date, str] | None]]:
    """Return when each made-up interview ends: today, on the coming Friday, before the next public holiday."""
    zone = ZoneInfo(calendar.time_zone)
    today = now.astimezone(zone).date()
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7 or 7)
    found: list[tuple[Kind, datetime, tuple[date, str] | None]] = [
        (Kind.TODAY, datetime.combine(today, ENDS, zone), None),
        (Kind.FRIDAY, datetime.combine(friday, FRIDAY_ENDS, zone), None),
    ]
    eve = _eve(calendar, today)
    if eve is not None:
        found.append((Kind.EVE, datetime.combine(eve[0], ENDS, zone), eve[1]))
    return found


def _eve(calendar: cadence.Calendar, today: date) -> tuple[date, tuple[date, str]] | None:
    """Return the last working day before the next public holiday that takes one away, with that holiday."""
    week = list(cadence.Weekday)
    last_worked: date | None = None
    for number in range(LOOK_AHEAD_DAYS):
        day = today + timedelta(days=number)
        off = cadence.day_off(calendar, day)
        if off is None:
            last_worked = day
        elif (
            off[0] == cadence.PassedOverReason.HOLIDAY and last_worked and week[day.weekday()] in calendar.working_week
        ):
            return last_worked, (day, off[1] or "")
    return None


def _made_up(
    kind: Kind,
    ended_at: datetime,
    holiday: tuple[date, str] | None,
    place: Place,
    rules: cadence.Policy,
    holding: cadence.Policy | None,
) -> Sample:
    def planner(policy: cadence.Policy) -> Planner:
        return lambda events: preview(policy=policy, place=place, ended_at=ended_at, events=events)

    dates, refused = _dates(planner(rules), [], not_before=ended_at)
    held, _refused = _dates(planner(holding), [], not_before=ended_at) if holding else (None, None)
    return Sample(kind, ended_at, place.calendar, dates, held, refused, holiday=holiday)


def _dates(
    planned: Planner, events: list[cadence.Event], *, not_before: datetime
) -> tuple[Dates | None, cadence.Refused | None]:
    try:
        plan = planned(events)
    except cadence.Refused as refused:
        return None, refused
    dates = Dates(plan)
    done = _nobody_answers(dates, not_before)
    return Dates(plan, _after(planned, [*events, *done]) if done else None), None


def _nobody_answers(dates: Dates, not_before: datetime) -> list[cadence.Event]:
    """Return the thank-you sent and the first follow-up made when due, or as soon as can be; and nobody answers."""
    if dates.first is None:
        return []
    done = []
    if dates.thank_you is not None:
        done.append(cadence.Event(cadence.EventType.THANK_YOU_SENT, max(dates.thank_you.due, not_before)))
    at = max(dates.first.due, not_before)
    if dates.first.kind == cadence.Kind.CALL:
        done.append(cadence.Event(cadence.EventType.CALL_MADE, at, outcome=cadence.CallOutcome.NO_ANSWER))
    else:
        done.append(cadence.Event(cadence.EventType.EMAIL_SENT, at))
    return done


def _after(planned: Planner, events: list[cadence.Event]) -> cadence.Step | None:
    try:
        return Dates(planned(events)).first
    except cadence.Refused:
        return None


# --- real interviews ---


def _real_plans(policy: Policy) -> list[Plan]:
    """Return the newest open plans of the policy's company; of those that follow it where it names none."""
    plans = Plan.objects.for_organization(policy.organization).filter(status=Plan.Status.ACTIVE)
    if policy.company_id:
        plans = plans.filter(interview__application__job__company=policy.company_id)
    else:
        plans = plans.filter(version__policy=policy)
    rows = plans.select_related("interview__lead", "interview__application__candidate", "calendar")
    return list(
        rows.select_related("interview__application__job__company").order_by("-interview__ended_at")[:REAL_AT_MOST]
    )


def _known(plans: Sequence[Plan]) -> list[Known]:
    """Return what happened in each plan, at three queries for all."""
    rows = Event.objects.filter(plan__in=plans, retracted_at=None).order_by("at", "number") if plans else []
    own = {plan.pk: [happening_of(event) for event in rows if event.plan_id == plan.pk] for plan in plans}
    rulebook = Rulebook.for_plans(plans, [happening for each in own.values() for happening in each])
    return [Known(own[plan.pk], rulebook) for plan in plans]


def _real(plan: Plan, known: Known, rules: cadence.Policy, holding: cadence.Policy | None, now: datetime) -> Sample:
    def planner(policy: cadence.Policy | None) -> Planner:
        return lambda events: preview_known(plan=plan, known=known, policy=policy, events=events)

    events = known.kept()
    dates, refused = _dates(planner(rules), events, not_before=now)
    held, _refused = _dates(planner(holding), events, not_before=now)  # where none holds: its own
    interview, calendar = plan.interview, known.rulebook.calendar(plan.calendar_id)
    return Sample(Kind.REAL, interview.ended_at, calendar, dates, held, refused, interview)


def _some_company(policy: Policy) -> Company | None:
    """Return a company for the clock: one of the policy's country if it names one, else the first by name."""
    companies = Company.objects.for_organization(policy.organization).order_by("name")
    in_country = companies.filter(country=policy.country).first() if policy.country else None
    return in_country or companies.first()
