"""Addresses that take no mail of a firm, or not of one stream: refused by their server, or by their owner."""

from __future__ import annotations

from datetime import datetime

from django.core import signing

from candidates.models import MailStream, OutgoingMail, Suppression
from candidates.outbox.selectors import suppressions_against
from recruiting.models import Organization

SALT = "candidates.outbox.unsubscribe"


def is_suppressed(mail: OutgoingMail) -> bool:
    """Say whether a letter's address takes no such mail of its firm."""
    return suppressions_against(mail).exists()


def suppress(
    *, organization: Organization | int, address: str, reason: str, at: datetime, stream: str = "", answer: str = ""
) -> None:
    """Send nothing more to an address: of one stream, or of all."""
    Suppression.objects.get_or_create(
        organization_id=organization if isinstance(organization, int) else organization.pk,
        address=address.lower(),
        stream=stream,
        defaults={"reason": reason, "created_at": at, "answer": answer},
    )


def unsubscribe(*, organization: Organization, address: str, stream: str, at: datetime) -> None:
    """Send no more of this stream to an address because its owner says so."""
    suppress(organization=organization, address=address, reason=Suppression.Reason.UNSUBSCRIBED, at=at, stream=stream)


def resubscribe(*, organization: Organization, address: str, stream: str) -> None:
    """Send this stream again because the address's owner says so; what a server refused stays refused."""
    Suppression.objects.filter(
        organization=organization,
        address=address.lower(),
        stream=stream,
        reason=Suppression.Reason.UNSUBSCRIBED,
    ).delete()


def lift(suppression: Suppression) -> bool:
    """Write again to an address that a server refused; say whether that was it. What its owner refused stays."""
    bounced = Suppression.objects.filter(pk=suppression.pk, reason=Suppression.Reason.BOUNCED)
    lifted, _rows = bounced.delete()
    return bool(lifted)


def unsubscribe_token(mail: OutgoingMail) -> str:
    """Return the secret of a letter by which its reader refuses more of its stream, signed in or not."""
    return signing.dumps([mail.organization_id, mail.to.lower(), mail.stream], salt=SALT, compress=True)


def read_token(token: str) -> tuple[Organization, str, MailStream]:
    """Return the firm, the address and the stream that a token names. Raises signing.BadSignature."""
    firm, address, stream = signing.loads(token, salt=SALT)
    try:
        return Organization.objects.get(pk=firm), address, MailStream(stream)
    except Organization.DoesNotExist as error:
        raise signing.BadSignature from error
