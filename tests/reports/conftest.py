"""The plan of tests/plans, with a little history, and another firm that must never be seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Application, Candidate, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.accounts.services import add_member, create_firm
from recruiting.models import Company, Contact, Job, Membership, Organization, Role
from tests.plans.conftest import ENDED, alice, application, plan

__all__ = ["alice", "application", "plan"]

AUTHOR = Author(Actor.RECRUITER)


@pytest.fixture
def firm(plan: Plan) -> Organization:
    """Return Alice's firm, whose candidate sent the thank-you on Mon 30 Nov at 18:00."""
    sent = ENDED + timedelta(hours=3)
    record_event(plan=plan, happening=Happening("thank_you_sent", sent), author=AUTHOR, now=sent)
    return plan.organization


@pytest.fixture
def bob(alice: Membership) -> Membership:
    """Return a recruiter of Alice's firm, in New York."""
    return add_member(
        organization=alice.organization,
        email="bob@northgate.example",
        role=Role.RECRUITER,
        name="Bob Moss",
        time_zone="America/New_York",
    )


@pytest.fixture
def stored(settings: Any, tmp_path: Path) -> Path:
    """Return the folder of the files of reports: this test's own, not there yet."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "reports"


@pytest.fixture
def other_firm(db: None) -> Organization:
    """Return a firm of other people, all of whose texts hold the word Canary."""
    other = create_firm(name="Canary Partners", owner_email="owner@canary.example", at=ENDED)
    interviewed(other, "Canary Candidate", "canary@example.org", company="Canary Ltd")
    return other


def interviewed(
    firm: Organization,
    name: str,
    email: str,
    *,
    company: str = "Sakura Robotics",
    zone: str = "Asia/Tokyo",
    contact_zone: str = "",
    title: str = "",
) -> Plan:
    """Return the plan of a new candidate's interview at that company, at the same moment as Amara's."""
    place = Company.objects.filter(organization=firm, name=company).first() or Company.objects.create(
        organization=firm, name=company, time_zone=zone
    )
    lead = Contact.objects.create(organization=firm, company=place, name=f"Ren of {company}", time_zone=contact_zone)
    opening = Job.objects.create(organization=firm, company=place, title=title or f"Post of {name}")
    candidate = Candidate.objects.create(organization=firm, name=name, email=email, time_zone="UTC")
    owner = Membership.objects.filter(organization=firm).earliest("pk")
    candidacy = Application.objects.create(organization=firm, candidate=candidate, job=opening, recruiter=owner)
    new = NewInterview(application=candidacy, ended_at=ENDED, lead=lead)
    return record_interview(new=new, author=AUTHOR, now=ENDED)
