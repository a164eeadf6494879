"""Writes of people: invite a candidate to the portal."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, OutgoingMail
from candidates.outbox.intents import look_again
from candidates.outbox.queue import Envelope, queue
from recruiting.accounts.languages import language_of
from recruiting.accounts.letters import letter
from recruiting.accounts.services import user_for_email
from recruiting.models import Membership, User

CLOSED_ACCOUNT = _("The account of “%(email)s” is closed.")


@transaction.atomic
def invite_candidate(*, candidate: Candidate, by: Membership, at: datetime) -> Candidate:
    """Let a candidate sign in by a code, and queue the letter that says how; a second time writes again.

    Raises ValidationError where the address is none or its account is closed. The letter holds a plain link and no
    secret, so that a mail scanner that opens it uses nothing up. From here on the candidate gets reminders.
    """
    link_user(candidate)
    candidate.invited_at = at
    candidate.save(update_fields=["invited_at"])
    look_again(candidate)
    second = at.replace(microsecond=0)  # a double click writes once
    envelope = Envelope(
        organization=candidate.organization,
        key=f"invitation:{candidate.organization_id}:{candidate.pk}:{second.isoformat()}",
        kind=OutgoingMail.Kind.INVITATION,
        to=candidate.email,
        at=at,
        candidate=candidate,
        membership=by,
    )
    queue(envelope, _invitation(candidate, by.user))
    return candidate


def link_user(candidate: Candidate) -> User:
    """Tie a candidate to the user of the same address, made if need be; other firms' candidates are not touched."""
    user = user_for_email(candidate.email, name=candidate.name, time_zone=candidate.time_zone)
    if not user.is_active:
        raise ValidationError(CLOSED_ACCOUNT % {"email": candidate.email}, code="closed_account")
    candidate.user = user
    candidate.save(update_fields=["user"])
    return user


def unlink_if_renamed(candidate: Candidate) -> bool:
    """Forget, without saving, the user of a candidate whose email is no longer theirs; say whether it was so."""
    if candidate.user is None or candidate.user.email == candidate.email.strip().lower():
        return False
    candidate.user = candidate.invited_at = None
    return True


def _invitation(candidate: Candidate, by: User) -> EmailMultiAlternatives:
    facts = {
        "candidate": candidate,
        "firm": candidate.organization,
        "recruiter": by,
        "sign_in": settings.SITE_ADDRESS + reverse("account_request_login_code"),
        "notice": settings.SITE_ADDRESS + reverse("portal:notice"),
    }
    language = language_of(candidate.user)
    return letter("invitation", to=candidate.email, facts=facts, reply_to=by.email, language=language)
