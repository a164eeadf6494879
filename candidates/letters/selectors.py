"""Reads of letters: those that wait for somebody's approval."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from candidates.models import Letter, Step
from recruiting.models import Membership, Organization

SHOWN = 20


def to_approve(organization: Organization, *, recruiter: Membership | None = None) -> QuerySet[Letter]:
    """Return the firm's letters that wait to be approved, the longest first, with the steps that are still open.

    One recruiter's where one is given.
    """
    letters = Letter.objects.for_organization(organization).filter(state=Letter.State.ASKED)
    if recruiter is not None:
        letters = letters.filter(interview__application__recruiter=recruiter)
    named = letters.select_related(
        "contact",
        "interview__lead",
        "interview__application__candidate",
        "interview__application__job__company",
        "interview__plan__calendar",
    )
    steps = Prefetch("interview__plan__steps", Step.objects.filter(status=Step.Status.OPEN))
    return named.prefetch_related(steps).order_by("created_at", "pk")[:SHOWN]
