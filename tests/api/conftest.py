"""Two firms alike, and programs that hold their members' tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from rest_framework.test import APIClient

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Application, Candidate, Interview, Plan
from candidates.plans.services import Author
from recruiting.accounts.services import add_member, create_firm, issue_token
from recruiting.models import Company, Contact, Job, Membership, Organization, Role
from tests.kept import kept

ENDED = datetime(2026, 11, 30, 15, tzinfo=UTC)
NOW = ENDED + timedelta(hours=20)


@dataclass
class Firm:
    """A firm with one company, one candidate and the interview that they had."""

    organization: Organization
    owner: Membership
    company: Company
    lead: Contact
    job: Job
    candidate: Candidate
    application: Application
    interview: Interview


@dataclass
class Program:
    """A program that speaks to the API as a member."""

    secret: str
    client: APIClient = field(default_factory=APIClient)

    def call(self, method: str, address: str, data: Any = None) -> Any:
        """Send a request as JSON."""
        headers = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        path = f"/api/v1/{address}"
        if method == "get":
            return self.client.get(path, data, headers=headers)
        return getattr(self.client, method)(path, data, format="json", headers=headers)

    def get(self, address: str, **filters: Any) -> Any:
        return self.call("get", address, filters)

    def post(self, address: str, data: Any = None) -> Any:
        return self.call("post", address, {} if data is None else data)

    def patch(self, address: str, data: Any) -> Any:
        return self.call("patch", address, data)


def program_of(membership: Membership) -> Program:
    return Program(issue_token(membership=membership, name="tests", at=NOW).secret)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    """Let it be Tuesday morning, the day after the interview, with nothing counted against any token."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@kept(at=NOW)
def firm() -> Firm:
    return make_firm("Northgate Search", "alice@northgate.example")


@kept(at=NOW)
def other_firm() -> Firm:
    return make_firm("Quillfeather", "charlie@quillfeather.example")


@pytest.fixture
def owner(firm: Firm) -> Program:
    return program_of(firm.owner)


@pytest.fixture
def viewer(firm: Firm) -> Program:
    return program_of(add_member(organization=firm.organization, email="vera@northgate.example", role=Role.VIEWER))


@pytest.fixture
def stranger() -> Program:
    return Program("")


@pytest.fixture
def plan(firm: Firm) -> Plan:
    return firm.interview.plan


def make_firm(name: str, owner_email: str) -> Firm:
    organization = create_firm(name=name, owner_email=owner_email, at=ENDED)
    owner = Membership.objects.get(organization=organization)
    company = Company.objects.create(
        organization=organization, name="Harrow & Pine", time_zone="Europe/London", country="GB", subdivision="ENG"
    )
    lead = Contact.objects.create(
        organization=organization, company=company, name="Grace Petrov", phone="+442079460018"
    )
    job = Job.objects.create(
        organization=organization, company=company, title="Backend Engineer", role_family="engineering"
    )
    candidate, application = add_applicant(owner, job, "Amara Nwosu")
    interview = interview_of(application)
    return Firm(organization, owner, company, lead, job, candidate, application, interview)


def add_applicant(owner: Membership, job: Job, name: str) -> tuple[Candidate, Application]:
    email = f"{name.split()[0].lower()}@example.org"
    candidate = Candidate.objects.create(
        organization=owner.organization, name=name, email=email, time_zone="America/New_York"
    )
    application = Application.objects.create(
        organization=owner.organization, candidate=candidate, job=job, recruiter=owner
    )
    return candidate, application


def interview_of(application: Application, *, round_number: int = 1, ended_at: datetime = ENDED) -> Interview:
    new = NewInterview(
        application=application,
        ended_at=ended_at,
        lead=application.job.company.contacts.first() or Contact(),
        round=round_number,
        topics=[{"topic": "warehouse scale", "help": "ran one twice the size"}],
    )
    return record_interview(new=new, author=Author(Actor.RECRUITER), now=ENDED).interview


def only_error(response: Any) -> dict[str, Any]:
    """Return the one error of a response."""
    (error,) = response.json()["errors"]
    return dict(error)
