"""A plan to record on: Alice's candidate met Grace at Harrow & Pine, London, on Mon 30 Nov 2026 at 15:00."""

from __future__ import annotations

from datetime import UTC, datetime

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Application, Candidate, Plan
from candidates.plans.services import Author
from recruiting.accounts.services import create_firm
from recruiting.models import Company, Contact, Job, Membership
from tests.kept import kept

ENDED = datetime(2026, 11, 30, 15, tzinfo=UTC)


@kept(at=ENDED)
def alice() -> Membership:
    """Return the owner of a new firm with its presets."""
    firm = create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=ENDED)
    return Membership.objects.get(organization=firm)


@kept(at=ENDED)
def application(alice: Membership) -> Application:
    """Return a candidacy for an engineering job in London."""
    firm = alice.organization
    company = Company.objects.create(
        organization=firm, name="Harrow & Pine", time_zone="Europe/London", country="GB", subdivision="ENG"
    )
    Contact.objects.create(organization=firm, company=company, name="Grace Petrov", phone="+442079460018")
    job = Job.objects.create(organization=firm, company=company, title="Backend Engineer", role_family="engineering")
    candidate = Candidate.objects.create(
        organization=firm, name="Amara Nwosu", email="amara@example.org", time_zone="America/New_York"
    )
    return Application.objects.create(organization=firm, candidate=candidate, job=job, recruiter=alice)


@kept(at=ENDED)
def plan(application: Application) -> Plan:
    """Return the plan of the first interview, nothing recorded yet."""
    new = NewInterview(application=application, ended_at=ENDED, lead=application.job.company.contacts.get())
    return record_interview(new=new, author=Author(Actor.RECRUITER), now=ENDED)
