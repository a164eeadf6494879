"""Writes of people: take a candidate on, change what is known of them, put them forward for a job."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from candidates.models import Application, Candidate
from recruiting.models import Job, Membership, Organization

EMAIL_TAKEN = _("“%(email)s” is another candidate's address already.")
PUT_FORWARD = _("%(candidate)s is put forward for this job already.")


def add_candidate(*, organization: Organization, fields: Mapping[str, Any]) -> Candidate:
    """Store a candidate; raise ValidationError beside the field that is wrong."""
    candidate = Candidate(organization=organization, **fields)
    candidate.email = candidate.email.strip().lower()
    candidate.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            candidate.save()
    except IntegrityError as error:
        message = EMAIL_TAKEN % {"email": candidate.email}
        raise ValidationError({"email": ValidationError(message, code="unique")}) from error
    return candidate


@transaction.atomic
def change_candidate(*, candidate: Candidate, fields: Mapping[str, Any]) -> Candidate:
    """Store other values of a candidate's fields; raise ValidationError beside the field that is wrong."""
    locked = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    return locked


def put_forward(
    *, candidate: Candidate, job: Job, recruiter: Membership, represented_at: datetime | None = None
) -> Application:
    """Store that a candidate is put forward for a job; raise ValidationError if they are already."""
    application = Application(
        organization=candidate.organization,
        candidate=candidate,
        job=job,
        recruiter=recruiter,
        represented_at=represented_at,
    )
    application.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError as error:
        message = PUT_FORWARD % {"candidate": candidate.name}
        raise ValidationError({"job": ValidationError(message, code="unique")}) from error
    return application
