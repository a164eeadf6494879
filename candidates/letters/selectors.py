"""Reads of letters: those that wait for somebody's approval."""

from __future__ import annotations

from django.db.models import QuerySet

from candidates.models import Letter
from recruiting.models import Membership, Organization

SHOWN = 20


def to_approve(organization: Organization, *, recruiter: Membership | None = None) -> QuerySet[Letter]:
    """Return the firm's letters that wait to be approved, the longest first; one recruiter's where one is given."""
    letters = Letter.objects.for_organization(organization).filter(state=Letter.State.ASKED)
    if recruiter is not None:
        letters = letters.filter(interview__application__recruiter=recruiter)
    named = letters.select_related("contact__company", "interview__application__candidate")
    return named.order_by("created_at", "pk")[:SHOWN]
