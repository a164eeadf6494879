"""Many plans at one company, stored in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from candidates.models import Actor, EventType, Interview, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author
from candidates.plans.start import PlanStarter, Start, store
from recruiting.models import Membership
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory, JobFactory


def found_many(alice: Membership, plans: int, *, now: datetime) -> Sequence[Plan]:
    """Store so many candidates of hers, interviewed two days ago and thanked for; return their plans."""
    company = CompanyFactory.create(organization=alice.organization)
    job, lead = JobFactory.create(company=company), ContactFactory.create(company=company)
    applications = ApplicationFactory.create_batch(plans, recruiter=alice, job=job)
    ended = [now - timedelta(days=2, minutes=number) for number in range(plans)]
    interviews = Interview.objects.bulk_create(
        Interview(organization=alice.organization, application=application, ended_at=at, lead=lead)
        for application, at in zip(applications, ended, strict=True)
    )
    starter = PlanStarter(alice.organization)
    drafts = []
    for each in interviews:
        sent = [Happening(EventType.THANK_YOU_SENT, each.ended_at + timedelta(hours=2))]
        drafts.append((starter.draft(Start(each, sent), at=now), sent))
    store(drafts, Author(Actor.RECRUITER, alice.user), at=now)
    return [projection.plan for projection, _sent in drafts]
