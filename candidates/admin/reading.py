"""Who looks at a page of the admin, and who records from it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from candidates.models import Actor, Plan
from candidates.plans.services import Author
from candidates.plans.timeline import Reader, for_reading
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import organization_of


def reader_of(request: HttpRequest) -> Reader:
    """Return the member as a reader, in their own zone."""
    return Reader("recruiter", membership_of(request).user.time_zone)


def author_of(request: HttpRequest) -> Author:
    """Return the member as one who records."""
    return Author(Actor.RECRUITER, membership_of(request).user)


def plan_of(request: HttpRequest, interview_pk: int) -> Plan:
    """Return the plan of one of the firm's interviews, with all that a timeline reads. Raises Http404."""
    plans = for_reading(Plan.objects.for_organization(organization_of(request)))
    plan = plans.filter(interview_id=interview_pk).first()
    if plan is None:
        raise Http404
    return plan
