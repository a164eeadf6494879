"""Puts letters in the queue, each once by its key, and steers what is there: hold, release, try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from candidates.models import Candidate, MailStream, OutgoingMail, Reminder
from candidates.workers import DELIVER, wake_after_commit
from recruiting.models import Membership, Organization

State = OutgoingMail.State
OPEN = (State.WAITING, State.SENDING)
STREAMS = {
    OutgoingMail.Kind.DIGEST: MailStream.DIGEST,
    OutgoingMail.Kind.EXHAUSTED: MailStream.NOTICES,
    OutgoingMail.Kind.MAIL_FAILED: MailStream.NOTICES,
    OutgoingMail.Kind.REPORT: MailStream.REPORTS,
    OutgoingMail.Kind.REPORT_STOPPED: MailStream.NOTICES,
    OutgoingMail.Kind.INVITATION: MailStream.PERSONAL,
    OutgoingMail.Kind.THANK_YOU: MailStream.PERSONAL,
    OutgoingMail.Kind.CHECK_IN: MailStream.PERSONAL,
}


@dataclass(frozen=True)
class Envelope:
    """All of a letter but its words. `key` says what it is about: the same key is the same letter."""

    organization: Organization
    key: str
    kind: str
    to: str
    at: datetime
    due_at: datetime | None = None
    useful_until: datetime | None = None
    reminder: Reminder | None = None
    candidate: Candidate | None = None
    membership: Membership | None = None

    @property
    def stream(self) -> str:
        """Return which stream of mail it belongs to."""
        return STREAMS.get(OutgoingMail.Kind(self.kind), MailStream.REMINDERS)


def queue(envelope: Envelope, letter: EmailMultiAlternatives) -> OutgoingMail:
    """Store a letter to be sent, inside the caller's transaction, and wake a worker after it; the same key, once."""
    fields = {name: value for name, value in columns(envelope, letter).items() if name != "key"}
    mail, made = OutgoingMail.objects.get_or_create(key=envelope.key, defaults=fields)
    if made:
        wake_after_commit(DELIVER)
    return mail


def columns(envelope: Envelope, letter: EmailMultiAlternatives | None) -> dict[str, Any]:
    """Return the columns of a letter's row, words and date frozen; without a letter, with no words."""
    due_at = envelope.due_at or envelope.at
    return {
        "organization": envelope.organization,
        "key": envelope.key,
        "reminder": envelope.reminder,
        "candidate": envelope.candidate,
        "membership": envelope.membership,
        "kind": envelope.kind,
        "stream": envelope.stream,
        "to": envelope.to,
        "reply_to": letter.reply_to[0] if letter and letter.reply_to else "",
        "copy_to": letter.cc[0] if letter and letter.cc else "",
        "subject": str(letter.subject)[:400] if letter else "",
        "text": str(letter.body) if letter else "",
        "html": str(letter.alternatives[0][0]) if letter and letter.alternatives else "",
        "message_id": message_id(envelope.key),
        "dated": envelope.at,
        "due_at": due_at,
        "next_at": max(due_at, envelope.at),
        "useful_until": envelope.useful_until,
        "state": State.WAITING,
        "created_at": envelope.at,
    }


def message_id(key: str) -> str:
    """Return the Message-ID of a key: whatever is sent again is the same message."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def hold(mail: OutgoingMail) -> bool:
    """Let a letter that waits wait until somebody releases it; say whether it was still there to be held."""
    held = OutgoingMail.objects.filter(pk=mail.pk, state=State.WAITING)
    return bool(held.update(state=State.HELD, claim_token=None))


def release(mail: OutgoingMail, *, at: datetime) -> bool:
    """Let a held letter go."""
    released = OutgoingMail.objects.filter(pk=mail.pk, state=State.HELD).update(state=State.WAITING, next_at=at)
    if released:
        wake_after_commit(DELIVER)
    return bool(released)


def retry(mail: OutgoingMail, *, at: datetime) -> bool:
    """Try a letter again that failed, or that waits for its next try; say whether there was one to try.

    What is past its usefulness stays unsent, and so does a letter that was never put into words.
    """
    if not mail.text:
        return False
    again = OutgoingMail.objects.filter(pk=mail.pk, state__in=[State.FAILED, State.REFUSED, State.WAITING])
    tried = again.update(state=State.WAITING, next_at=at, tries=0, claim_token=None, finished_at=None, error="")
    if tried:
        wake_after_commit(DELIVER)
    return bool(tried)


def failed_row(envelope: Envelope, error: Exception) -> dict[str, Any]:
    """Return the columns of a letter that could not be put into words: it fails alone, and says why."""
    why = _("It could not be put into words: %(why)s") % {"why": f"{type(error).__name__}: {error}"[:500]}
    return columns(envelope, None) | {"state": State.FAILED, "error": why, "finished_at": envelope.at}
