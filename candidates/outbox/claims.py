"""Claims on letters: take some under a lease, begin one after a last look, mark what came of it. A token holds them.

Every moment here is the database's (`clock.database_now`), the one clock that all workers share. `next_at` is the
lease: a claim moves it on, and whoever comes after that moment may claim again. No lock outlives its transaction, and
nothing is sent inside one.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from candidates.models import OutgoingMail, SendingAttempt, Suppression
from candidates.outbox.failures import tell_recruiter
from candidates.outbox.holds import active_holds
from candidates.outbox.last_look import last_look
from candidates.outbox.queue import OPEN
from candidates.outbox.smtp import Answer
from candidates.outbox.suppressions import suppress

log = logging.getLogger(__name__)

State, Outcome = OutgoingMail.State, SendingAttempt.Outcome
MOST_TRIES = 12
SOON = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30, 60))
LATER = tuple(timedelta(hours=hours) for hours in (1, 2, 4, 6))


def lease() -> timedelta:
    """Return how long a claim lasts without a word from its worker."""
    return timedelta(seconds=settings.MAIL_LEASE_SECONDS)


@dataclass(frozen=True)
class Claim:
    """The right to send some letters, until the lease is over."""

    token: UUID
    ids: Sequence[int]


def claim(*, most: int, at: datetime) -> Claim:
    """Take up to `most` letters whose moment has come, the longest due first, of firms that are not held."""
    token = uuid4()
    free = OutgoingMail.objects.filter(state__in=OPEN, next_at__lte=at)
    open_firms = free.exclude(organization__in=active_holds().values("organization"))
    with transaction.atomic():
        rows = open_firms.select_for_update(skip_locked=True, no_key=True, of=("self",)).order_by("next_at", "id")
        ids = list(rows.values_list("pk", flat=True)[:most])
        if ids:
            # The condition again: without row locks (SQLite) it alone decides who was first
            free.filter(pk__in=ids).update(claim_token=token, next_at=at + lease())
    return Claim(token, ids)


def begin(mail_id: int, token: UUID, *, at: datetime) -> OutgoingMail | None:
    """Return the letter, now being sent; None where it is not ours any more or, at a last look, not to be sent.

    One transaction under the row's lock: a replan that cancels the letter comes before it or after it, never between.
    """
    with transaction.atomic():
        locked = OutgoingMail.objects.select_related("organization").select_for_update(no_key=True, of=("self",))
        mail = locked.filter(pk=mail_id, claim_token=token, state__in=OPEN, next_at__gt=at).first()
        if mail is None:
            return None
        verdict = last_look(mail, at)
        if verdict is not None:
            _put(mail, token, verdict.state, at, next_at=verdict.next_at or mail.next_at, error=verdict.why)
            return None
        if mail.tries >= MOST_TRIES:
            _fail(mail, token, at, _("Tried %(times)s times. %(last)s") % {"times": mail.tries, "last": mail.error})
            return None
        SendingAttempt.objects.create(organization_id=mail.organization_id, mail=mail, token=token, started_at=at)
        mail.state, mail.tries, mail.next_at = State.SENDING, mail.tries + 1, at + lease()
        mail.save(update_fields=["state", "tries", "next_at"])
    return mail


def mark(mail: OutgoingMail, token: UUID, answer: Answer, *, at: datetime) -> bool:
    """Store what came of a try; False, and the letter is left alone, where another worker has taken it over since."""
    with transaction.atomic():
        attempts = SendingAttempt.objects.filter(mail=mail, token=token, ended_at=None)
        attempts.update(outcome=answer.outcome, code=answer.code, answer=answer.words, ended_at=at)
        if answer.outcome == Outcome.SENT:
            return _put(mail, token, State.SENT, at)
        if answer.outcome == Outcome.NEVER:
            return _never(mail, token, answer, at)
        waits = SOON if answer.outcome == Outcome.SOON else LATER
        wait = waits[min(mail.tries, len(waits)) - 1]
        return _put(mail, token, State.WAITING, at, next_at=at + wait, error=answer.words)


def put_back(claim: Claim, ids: Sequence[int], *, at: datetime) -> None:
    """Give letters back that were claimed and not begun, to be taken up at `at`."""
    mine = OutgoingMail.objects.filter(pk__in=ids, claim_token=claim.token, state__in=OPEN)
    mine.update(claim_token=None, next_at=at)


def give_up(mail_id: int, token: UUID, error: Exception, *, at: datetime) -> None:
    """Fail a letter that could not be begun."""
    why = _("It could not be looked at: %(why)s") % {"why": f"{type(error).__name__}: {error}"[:500]}
    with transaction.atomic():
        _fail(OutgoingMail.objects.get(pk=mail_id), token, at, why)


def _never(mail: OutgoingMail, token: UUID, answer: Answer, at: datetime) -> bool:
    marked = _fail(mail, token, at, answer.words)
    if marked and answer.no_such_address:
        suppress(
            organization=mail.organization_id,
            address=mail.to,
            reason=Suppression.Reason.BOUNCED,
            at=at,
            answer=answer.words,
        )
    return marked


def _fail(mail: OutgoingMail, token: UUID, at: datetime, why: str) -> bool:
    marked = _put(mail, token, State.FAILED, at, error=why)
    if marked:
        tell_recruiter(mail, why=why, at=at)
    return marked


def _put(
    mail: OutgoingMail, token: UUID, state: str, at: datetime, *, next_at: datetime | None = None, error: str = ""
) -> bool:
    """Store a state if the letter is still held by this token, and let go of it."""
    held = OutgoingMail.objects.filter(pk=mail.pk, claim_token=token, state__in=OPEN)
    finished = None if state == State.WAITING else at
    kept = {"next_at": next_at} if next_at else {}
    marked = held.update(state=state, claim_token=None, error=error, finished_at=finished, **kept)
    if not marked:
        log.warning("a stale mark was refused", extra={"mail": mail.pk, "state": str(state)})
    return bool(marked)
