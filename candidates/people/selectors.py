"""Reads of people: whom a user is, in which firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidates.models import Candidate
from candidates.models.people import CandidateQuerySet
from recruiting.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def candidacies_of(user: User | AnonymousUser) -> CandidateQuerySet:
    """Return who a user is to each firm that invited them, by the firm's name."""
    return Candidate.objects.visible_to(user).select_related("organization").order_by("organization__name")
