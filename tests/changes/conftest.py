"""Plans to put on other rules: Alice's candidates were thanked for at Harrow & Pine (London) and Quill (New York)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, EventType, Plan, RulesChange, Step
from candidates.plans.inputs import Happening
from candidates.plans.projection import rebuild_all
from candidates.plans.services import Author, record_event
from recruiting import cadence
from recruiting.accounts.services import create_firm
from recruiting.models import Company, Contact, Membership, Policy, PolicyVersion
from recruiting.policies.services import draft_version
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory, JobFactory
from tests.kept import kept

NOW = datetime(2026, 12, 2, 12, tzinfo=UTC)  # a Wednesday
STANDARD = cadence.PRESETS["standard"].to_json()
SLOWER = {**STANDARD, "call_after_days": [4, 5]}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@kept(at=NOW)
def alice() -> Membership:
    """Return the owner of a new firm with its presets."""
    firm = create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=NOW)
    return Membership.objects.get(organization=firm)


@kept(at=NOW)
def harrow(alice: Membership) -> Company:
    """Return a company in London with somebody to call."""
    return opened_company(alice, "Harrow & Pine")


@kept(at=NOW)
def quill(alice: Membership) -> Company:
    """Return a company in New York with somebody to call."""
    return opened_company(alice, "Quill", time_zone="America/New_York", country="US", subdivision="NY")


def opened_company(alice: Membership, name: str, **place: str) -> Company:
    """Return a company with a job, and somebody to call."""
    company: Company = CompanyFactory.create(organization=alice.organization, name=name, **place)
    JobFactory.create(company=company)
    ContactFactory.create(company=company)
    return company


def lead_of(company: Company) -> Contact:
    """Return whom candidates met there."""
    return Contact.objects.get(company=company)


def interviewed(alice: Membership, company: Company, *, thanked: bool = True, ended: datetime | None = None) -> Plan:
    """Return the plan of one more candidate, interviewed on Monday and thanked for the same day."""
    at = ended or datetime(2026, 11, 30, 15, tzinfo=UTC)
    application = ApplicationFactory.create(recruiter=alice, job=company.jobs.get())
    author = Author(Actor.RECRUITER, alice.user)
    plan = record_interview(
        new=NewInterview(application=application, ended_at=at, lead=lead_of(company)), author=author, now=at
    )
    if thanked:
        sent = Happening(EventType.THANK_YOU_SENT, at + timedelta(hours=2))
        plan = record_event(plan=plan, happening=sent, author=author, now=NOW)
    return plan


@kept(at=NOW)
def plans(alice: Membership, harrow: Company, quill: Company) -> list[Plan]:
    """Return three plans at Harrow & Pine and two at Quill."""
    return [interviewed(alice, company) for company in (harrow, harrow, harrow, quill, quill)]


def standard(alice: Membership) -> Policy:
    """Return the firm's default."""
    return Policy.objects.get(organization=alice.organization, is_default=True)


def draft(policy: Policy, by: Membership, **rules: object) -> PolicyVersion:
    """Return a draft that is the standard but for these rules."""
    return draft_version(policy=policy, rules={**STANDARD, **rules}, at=NOW, by=by.user)


def dates(plans: list[Plan]) -> list[tuple[object, ...]]:
    """Return all that the plans' steps say, and the rules that they follow."""
    ids = [plan.pk for plan in plans]
    steps = Step.objects.filter(plan__in=ids).order_by("plan", "position")
    followed = Plan.objects.filter(pk__in=ids).order_by("pk").values_list("version", "calendar", "status")
    return [*steps.values_list("plan", "key", "kind", "status", "due", "done_at", "why"), *followed]


def calls(plans: list[Plan]) -> list[str]:
    """Return the local days of the plans' open follow-ups, in the order of the plans."""
    open_steps = Step.objects.filter(plan__in=plans, status=Step.Status.OPEN, key__startswith="follow_up")
    return [f"{due:%a %d}" for due in open_steps.order_by("plan").values_list("due", flat=True)]


def assert_projections_are_folds() -> None:
    """Fail where a stored plan is not what its events give."""
    assert list(rebuild_all(check=True, at=NOW)) == []


def movements(change: RulesChange) -> list[str]:
    """Return what moves, plan by plan."""
    return list(change.impacts.order_by("plan").values_list("movement", flat=True))
