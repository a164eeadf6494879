"""Amara's letter to Grace, whose address is known, an hour after the interview of Mon 30 Nov 2026."""

from __future__ import annotations

from datetime import UTC, datetime

from candidates.letters import services
from candidates.letters.services import Words
from candidates.models import Actor, Application, Letter, Plan
from candidates.people.services import invite_candidate
from candidates.plans.services import Author
from candidates.plans.timeline import for_reading
from recruiting.models import Company, Job, Membership
from tests.kept import kept
from tests.plans.conftest import alice, application, plan

__all__ = ["alice", "application", "plan"]

NOW = datetime(2026, 11, 30, 16, tzinfo=UTC)
FIT = Words(
    "Backend Engineer: thank you",
    "Dear Grace Petrov,\n\nThank you for the conversation on Monday at Harrow & Pine.\n\nKind regards,\nAmara Nwosu",
)


@kept(at=NOW)
def amara(plan: Plan, alice: Membership) -> Author:
    """Return the candidate, invited, as who writes."""
    candidate = invite_candidate(candidate=plan.interview.application.candidate, by=alice, at=NOW)
    return Author(Actor.CANDIDATE, candidate.user)


@kept(at=NOW)
def loaded(plan: Plan, amara: Author) -> Plan:
    """Return the plan as a page reads it; Grace has an address."""
    lead = plan.interview.lead
    lead.email = "grace@harrow.example"
    lead.save()
    return for_reading(Plan.objects.filter(pk=plan.pk)).get()


@kept(at=NOW)
def letter(loaded: Plan) -> Letter:
    """Return the thank-you, begun."""
    return services.begin(plan=loaded, contact=loaded.interview.lead, step_key="thank_you", at=NOW)


@kept(at=NOW)
def other_application(plan: Plan) -> None:
    """Put Amara forward at another company too."""
    application = plan.interview.application
    firm = application.organization
    company = Company.objects.create(organization=firm, name="Quillfeather", time_zone="Europe/London", country="GB")
    job = Job.objects.create(organization=firm, company=company, title="Engineer", role_family="engineering")
    Application.objects.create(
        organization=firm, candidate=application.candidate, job=job, recruiter=application.recruiter
    )
