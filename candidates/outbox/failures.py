"""Tells the recruiter, at once, of a letter that failed for good."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.urls import reverse

from candidates.models import OutgoingMail
from candidates.outbox.queue import Envelope, queue
from recruiting.accounts.letters import letter
from recruiting.models import Organization

log = logging.getLogger(__name__)

Kind = OutgoingMail.Kind
AT_ONCE, SPAN = 5, timedelta(hours=1)


def tell_recruiter(mail: OutgoingMail, *, why: str, at: datetime) -> None:
    """Queue a notice of a letter that failed: to whom it concerns, never of a notice, at most five an hour.

    What is past those stands in the queue's list and in the next morning letter. A notice that fails is no reason for
    the letter's own end not to be stored.
    """
    try:
        with transaction.atomic():
            _tell(mail, why, at)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("no notice of a letter that failed", extra={"mail": mail.pk, "error": type(error).__name__})


def _tell(mail: OutgoingMail, why: str, at: datetime) -> None:
    membership = mail.membership
    if membership is None or mail.kind == Kind.MAIL_FAILED:
        return
    told = OutgoingMail.objects.filter(membership=membership, kind=Kind.MAIL_FAILED, created_at__gt=at - SPAN)
    if told.count() >= AT_ONCE:
        return
    firm = Organization.objects.get(pk=mail.organization_id)
    facts = {
        "mail": mail,
        "why": why,
        "firm": firm,
        "recruiter": membership.user,
        "page": settings.SITE_ADDRESS + reverse("admin:candidates_outgoingmail_change", args=[mail.pk]),
    }
    envelope = Envelope(
        organization=firm,
        key=f"mail_failed:{mail.message_id}:{mail.tries}",
        kind=Kind.MAIL_FAILED,
        to=membership.user.email,
        at=at,
        membership=membership,
    )
    queue(envelope, letter("mail_failed", to=membership.user.email, facts=facts))
