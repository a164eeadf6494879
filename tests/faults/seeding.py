"""Thousands of candidates, each with a call ahead of which they are to be reminded: one real plan, copied in bulk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Event, EventType, Plan, Step
from candidates.outbox.intents import is_reminded_of
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.accounts.services import add_member, create_firm
from recruiting.models import Role, User
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory, JobFactory

Row = TypeVar("Row", bound=Model)

BATCH = 2000
LEAD = timedelta(hours=2)  # the default: how long before a call the reminder goes
DUE_ALREADY = timedelta(minutes=30)


@dataclass(frozen=True)
class Firm:
    """A firm with the one plan that was recorded as people record it."""

    number: int
    plan: Plan
    events: Sequence[Event]
    steps: Sequence[Step]


def seed(
    count: int,
    *,
    now: datetime,
    firms: int = 4,
    reminded_at: Callable[[int], datetime] | None = None,
    address: Callable[[int], str] = "amara-{}@people.example".format,
) -> list[str]:
    """Store that many invited candidates, each with one reminder to come; return their addresses in order.

    `reminded_at`: the moment of each one's; without it all are due already.
    """
    when = reminded_at or (lambda _number: now - DUE_ALREADY)
    patterns = [_firm(number, now) for number in range(min(firms, count))]
    with transaction.atomic():
        for number, firm in enumerate(patterns):
            mine = range(number, count, len(patterns))
            _copy(firm, [address(each) for each in mine], [when(each) + LEAD for each in mine], now)
    return [address(each) for each in range(count)]


def _firm(number: int, now: datetime) -> Firm:
    """Store a firm, and a candidate's interview of four days ago, thanked for."""
    made, ended = now - timedelta(days=9), now - timedelta(days=4)
    name = f"Northgate {number}"
    organization = create_firm(name=name, owner_email=f"alice@northgate-{number}.example", at=made)
    organization.daily_mail = 1_000_000
    organization.save()
    recruiter = add_member(organization=organization, email=f"bob@northgate-{number}.example", role=Role.RECRUITER)
    company = CompanyFactory.create(organization=organization)
    contact = ContactFactory.create(company=company)
    application = ApplicationFactory.create(recruiter=recruiter, job=JobFactory.create(company=company))
    author = Author(Actor.RECRUITER, recruiter.user)
    plan = record_interview(new=NewInterview(application, ended, contact), author=author, now=ended)
    sent = Happening(EventType.THANK_YOU_SENT, ended + timedelta(hours=3))
    plan = record_event(plan=plan, happening=sent, author=author, now=ended + timedelta(hours=3))
    Plan.objects.filter(pk=plan.pk).update(created_at=ended)
    plan = Plan.objects.select_related("interview__application__candidate").get(pk=plan.pk)
    return Firm(number, plan, list(plan.events.all()), list(plan.steps.all()))


def _copy(firm: Firm, addresses: Sequence[str], dues: Sequence[datetime], now: datetime) -> None:
    interview = firm.plan.interview
    application, candidate = interview.application, interview.application.candidate
    invited, zone = firm.plan.created_at, _where_it_is_noon(now)
    users = _store([User(email=to, name="Amara Nwosu", password="!", time_zone=zone) for to in addresses])
    candidates = _store(
        [_like(candidate, user=user, email=user.email, time_zone=zone, invited_at=invited) for user in users]
    )
    applications = _store([_like(application, candidate=each) for each in candidates])
    interviews = _store([_like(interview, application=each) for each in applications])
    plans = _store([_like(firm.plan, interview=each) for each in interviews])
    _store([_like(event, plan=plan) for plan in plans for event in firm.events])
    _store(list(chain.from_iterable(_steps(firm, plan, due) for plan, due in zip(plans, dues, strict=True))))


def _steps(firm: Firm, plan: Plan, due: datetime) -> list[Step]:
    """Return a plan's steps: its call due at the moment wanted, nothing else to be reminded of."""
    steps = [_like(step, plan=plan, remind_at=None) for step in firm.steps]
    [call] = [step for step in steps if is_reminded_of(step) and step.key.startswith("follow_up")]
    moved = due - call.due
    call.due, call.earliest = due, call.earliest and call.earliest + moved
    call.latest = call.latest and call.latest + moved
    call.remind_at = due - LEAD - timedelta(minutes=1)
    return steps


def _like(row: Row, **columns: object) -> Row:
    """Return a new row like another but for these columns."""
    new = copy(row)
    new.pk = None
    new._state = copy(row._state)
    new._state.adding = True
    new._state.fields_cache = dict(row._state.fields_cache)
    for name, value in columns.items():
        setattr(new, name, value)
    return new


def _store(rows: Sequence[Row]) -> list[Row]:
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def _where_it_is_noon(now: datetime) -> str:
    """Return a zone in which it is between noon and one, far from anybody's quiet hours."""
    west = now.hour - 12
    return f"Etc/GMT{west:+d}" if west else "Etc/GMT"
