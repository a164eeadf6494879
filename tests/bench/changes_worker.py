"""The process of the measure of changes: many open plans at forty companies, whose default policy is edited."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

ZONES = (
    ("Europe/London", "GB", "ENG"),
    ("America/New_York", "US", "NY"),
    ("Europe/Berlin", "DE", "BE"),
    ("Asia/Tokyo", "JP", ""),
)
COMPANIES = 40
Made = TypeVar("Made")


def main(plans: int) -> None:
    """Fill the database, say so, and then do a cycle for each line that comes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruiting.settings")
    import django

    django.setup()
    alice = _found(plans)
    _analyze()
    print("ready", flush=True)
    for _line in sys.stdin:
        print(json.dumps(_cycle(alice, plans)), flush=True)


def _found(plans: int) -> Any:
    """Store a firm with so many candidates interviewed two days ago, and thanked; return its owner."""
    from candidates.models import Actor, Application, Candidate, EventType, Interview
    from candidates.plans.inputs import Happening
    from candidates.plans.services import Author
    from candidates.plans.start import PlanStarter, Start, store
    from recruiting import clock
    from recruiting.accounts.services import create_firm
    from recruiting.models import Membership

    now = clock.now()
    firm = create_firm(name="Many", owner_email="alice@many.example", at=now)
    alice = Membership.objects.get(organization=firm)
    people = [
        Candidate(organization=firm, name=f"Candidate {n}", email=f"c{n}@example.org", time_zone="Europe/London")
        for n in range(plans)
    ]
    Candidate.objects.bulk_create(people, batch_size=2000)
    leads = _companies(firm)
    applications = [
        Application(organization=firm, candidate=each, job=leads[n % COMPANIES].company.jobs.all()[0], recruiter=alice)
        for n, each in enumerate(people)
    ]
    Application.objects.bulk_create(applications, batch_size=2000)
    ended = [now - timedelta(days=2, minutes=n % 600) for n in range(plans)]
    interviews = [
        Interview(organization=firm, application=each, ended_at=ended[n], lead=leads[n % COMPANIES])
        for n, each in enumerate(applications)
    ]
    Interview.objects.bulk_create(interviews, batch_size=2000)
    starter = PlanStarter(firm)
    drafts = []
    for each in interviews:
        sent = [Happening(EventType.THANK_YOU_SENT, each.ended_at + timedelta(hours=2))]
        drafts.append((starter.draft(Start(each, sent), at=now), sent))
    store(drafts, Author(Actor.RECRUITER, alice.user), at=now)
    return alice


def _companies(firm: Any) -> list[Any]:
    """Store companies, each with a job; return whom one meets there."""
    from django.db.models import prefetch_related_objects

    from recruiting.models import Company, Contact, Job

    leads = []
    for number in range(COMPANIES):
        zone, country, subdivision = ZONES[number % len(ZONES)]
        company = Company.objects.create(
            organization=firm, name=f"Company {number}", time_zone=zone, country=country, subdivision=subdivision
        )
        Job.objects.create(organization=firm, company=company, title="Engineer", role_family="engineering")
        leads.append(Contact.objects.create(organization=firm, company=company, name=f"Lead {number}"))
    prefetch_related_objects(leads, "company__jobs")
    return leads


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def _cycle(alice: Any, plans: int) -> dict[str, float]:
    """Edit the default policy, apply it to all, undo that, and update the same rows bare; return seconds by part."""
    from candidates.changes import jobs
    from candidates.changes.services import apply_change, propose_version, undo_change
    from candidates.models import RulesChange
    from recruiting import clock
    from recruiting.models import Policy
    from recruiting.policies.selectors import published_version
    from recruiting.policies.services import draft_version

    jobs.FORESEEN_AT_ONCE = jobs.WRITTEN_AT_ONCE = plans  # what a worker would do, done here
    policy = Policy.objects.get(organization=alice.organization, is_default=True)
    held = published_version(policy)
    assert held is not None
    draft = draft_version(policy=policy, rules={**held.rules, "call_after_days": [4, 5]}, at=clock.now(), by=alice.user)
    change, foreseen = _timed(lambda: propose_version(version=draft, by=alice, at=clock.now()))
    assert change.impacts.exclude(movement="same").count() == plans, "not every plan moves"
    applied, applying = _timed(lambda: apply_change(change=change, by=alice, at=clock.now(), reach="all"))
    assert applied.state == RulesChange.State.APPLIED, applied.state
    undone, undoing = _timed(lambda: undo_change(change=applied, by=alice, at=clock.now()))
    assert undone.state == RulesChange.State.UNDONE, undone.state
    _nothing, bare = _timed(lambda: _update_bare(plans))
    _analyze()
    return {"foreseen": foreseen, "applied": applying, "undone": undoing, "bulk_update": bare}


def _update_bare(plans: int) -> None:
    """Load every plan and step, and store again the columns that a change of rules writes."""
    from django.db import transaction

    from candidates.models import Plan, Step

    with transaction.atomic():
        rows = list(Plan.objects.order_by("pk"))
        steps = list(Step.objects.order_by("pk"))
        assert len(rows) == plans
        for row in rows:
            row.revision += 1
        for step in steps:
            step.due += timedelta(microseconds=1)
        Plan.objects.bulk_update(rows, ["version", "calendar", "status", "outcome", "revision"], batch_size=500)
        Step.objects.bulk_update(steps, ["due", "earliest", "latest", "reason", "why", "remind_at"], batch_size=500)
        transaction.set_rollback(True)


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]))
