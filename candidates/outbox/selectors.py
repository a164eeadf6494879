"""Reads of the queue: how a firm's mail stands, what was not sent, and whether mail as a whole is alive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from candidates.models import MailHold, MailStream, OutgoingMail, Pulse, Suppression
from candidates.outbox.holds import active_holds
from candidates.outbox.queue import OPEN
from recruiting.models import Membership, Organization

State = OutgoingMail.State
UNSENT = (State.FAILED, State.TOO_LATE, State.REFUSED)
LATELY = timedelta(days=7)
# Nothing that was due before this is looked at to find what went wrong lately: the index is by due date
LONG_AGO = timedelta(days=60)
ALIVE = timedelta(minutes=2)
LATE, SILENT = timedelta(minutes=10), timedelta(minutes=5)
TICK = "tick"
COUNT_AT_MOST = 10_000


@dataclass(frozen=True)
class Standing:
    """How a firm's mail stands."""

    waiting: int
    oldest_due: datetime | None
    held_letters: int
    unsent: Mapping[str, int]
    hold: MailHold | None
    ticked_at: datetime | None
    at: datetime

    @property
    def is_alive(self) -> bool:
        """Say whether somebody looks at the queue."""
        return self.ticked_at is not None and self.at - self.ticked_at < ALIVE

    @property
    def is_full(self) -> bool:
        """Say whether more wait than were counted."""
        return self.waiting >= COUNT_AT_MOST


def standing_of(organization: Organization, *, at: datetime) -> Standing:
    """Return how a firm's mail stands; four small queries, whatever its queue holds."""
    mails = OutgoingMail.objects.for_organization(organization)
    waiting = mails.filter(state__in=OPEN)
    return Standing(
        waiting=waiting[:COUNT_AT_MOST].count(),
        oldest_due=waiting.filter(next_at__lte=at).aggregate(first=Min("next_at"))["first"],
        held_letters=mails.filter(state=State.HELD)[:COUNT_AT_MOST].count(),
        unsent=_unsent_by_state(mails, at),
        hold=active_holds().filter(organization=organization).select_related("held_by").first(),
        ticked_at=_ticked_at(),
        at=at,
    )


def unsent_lately(mails: QuerySet[OutgoingMail], at: datetime) -> QuerySet[OutgoingMail]:
    """Return the letters that, in the last 7 days, failed, were refused or came too late to be sent."""
    return mails.filter(state__in=UNSENT, due_at__gt=at - LONG_AGO, finished_at__gt=at - LATELY)


def unsent_of(membership: Membership, *, at: datetime) -> int:
    """Return how many letters that concern a member were not sent in the last 7 days."""
    mails = OutgoingMail.objects.for_organization(membership.organization).filter(membership=membership)
    return unsent_lately(mails, at).count()


def _unsent_by_state(mails: QuerySet[OutgoingMail], at: datetime) -> dict[str, int]:
    counts = unsent_lately(mails, at).order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in counts}


def _ticked_at() -> datetime | None:
    return Pulse.objects.filter(name=TICK).values_list("at", flat=True).first()


def suppressions_against(mail: OutgoingMail) -> QuerySet[Suppression]:
    """Return what keeps a letter's address from being written to: all mail, or this stream of it."""
    found = Suppression.objects.filter(organization_id=mail.organization_id, address=mail.to.lower())
    return found.filter(stream__in=["", mail.stream])


def refused_streams(organization: Organization, address: str) -> set[str]:
    """Return the streams of a firm's mail that an address's owner refused; the empty one is all mail, and bounced."""
    found = Suppression.objects.for_organization(organization).filter(address=address.lower())
    return set(found.values_list("stream", flat=True))


def refusals(organization: Organization, stream: MailStream) -> QuerySet[Suppression]:
    """Return what keeps a firm from sending a stream to some addresses: refused by their owner, or by their server."""
    return Suppression.objects.for_organization(organization).filter(stream__in=["", stream])


def wants(organization: Organization, address: str, stream: MailStream) -> bool:
    """Say whether an address's owner takes a stream of a firm's mail."""
    return stream.value not in refused_streams(organization, address)


def health(*, at: datetime) -> str:
    """Say in a word how mail as a whole stands: "silent" without a tick, "late" with mail overdue, else "ok"."""
    ticked_at = _ticked_at()
    if ticked_at is None or at - ticked_at > SILENT:
        return "silent"
    overdue = OutgoingMail.objects.filter(state__in=OPEN, next_at__lte=at - LATE)
    unheld = overdue.exclude(organization__in=active_holds().values("organization"))
    return "late" if unheld.order_by("next_at", "id")[:1].exists() else "ok"
