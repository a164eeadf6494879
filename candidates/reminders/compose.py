"""Puts reminders into words and into the queue, within what a person and a firm may get in a day."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from candidates.letters.facts import ROWS as FACT_ROWS
from candidates.models import MailStream, OutgoingMail, Reminder
from candidates.outbox.failures import tell_recruiter
from candidates.outbox.queue import Envelope, columns, failed_row
from candidates.reminders.letters import reminder_letter

log = logging.getLogger(__name__)

BATCH = 100
DAY, LATER = timedelta(days=1), timedelta(hours=1)
State, Kind = OutgoingMail.State, Reminder.Kind


def compose(*, at: datetime) -> int:
    """Put up to BATCH reminders whose moment has come into words and queue them; return how many were taken up."""
    waiting = Reminder.objects.filter(composed_at=None, cancelled_at=None, send_at__lte=at).order_by("send_at", "id")
    with transaction.atomic():
        locked = waiting.select_for_update(skip_locked=True, no_key=True, of=("self",))
        reminders = list(_loaded(locked)[:BATCH])
        if not reminders:
            return 0
        caps = Caps.of(reminders, at)
        rows = [row for reminder in reminders if (row := _row(reminder, caps, at)) is not None]
        _store(rows)
        composed = [row["reminder"].pk for row in rows]
        Reminder.objects.filter(pk__in=composed).update(composed_at=at)
        for mail in OutgoingMail.objects.filter(reminder__in=composed, state=State.FAILED):
            tell_recruiter(mail, why=mail.error, at=at)
    return len(reminders)


def _loaded(reminders: QuerySet[Reminder]) -> QuerySet[Reminder]:
    return reminders.select_related(
        "mail",
        "organization",
        "plan__calendar",
        "plan__version__policy",
        "plan__interview__lead",
        "plan__interview__debrief",
        "plan__interview__application__candidate__user",
        "plan__interview__application__job__company",
        "plan__interview__application__recruiter__user",
    ).prefetch_related("plan__steps", "plan__interview__letters", *(f"plan__{rows}" for rows in FACT_ROWS))


@dataclass
class Caps:
    """How many letters of reminders each person and each firm has been queued since a day ago."""

    persons: Counter[tuple[int, str]]
    firms: Counter[int]

    @classmethod
    def of(cls, reminders: Sequence[Reminder], at: datetime) -> Caps:
        """Count for those to whom these reminders go."""
        firms = {reminder.organization_id for reminder in reminders}
        counted = OutgoingMail.objects.filter(
            organization__in=firms, stream=MailStream.REMINDERS, created_at__gt=at - DAY
        ).exclude(state__in=[State.CANCELLED, State.TOO_LATE, State.FAILED])
        persons = counted.filter(to__in={reminder.recipient for reminder in reminders})
        return cls(
            Counter({(row["organization"], row["to"]): row["n"] for row in _counts(persons, "organization", "to")}),
            Counter({row["organization"]: row["n"] for row in _counts(counted, "organization")}),
        )

    def admit(self, reminder: Reminder) -> bool:
        """Say whether one more may go, and count it."""
        firm, person = reminder.organization, (reminder.organization_id, reminder.recipient)
        if self.persons[person] >= firm.daily_mail_per_person or self.firms[firm.pk] >= firm.daily_mail:
            return False
        self.persons[person] += 1
        self.firms[firm.pk] += 1
        return True


def _counts(mails: QuerySet[OutgoingMail], *by: str) -> Iterable[dict[str, Any]]:
    counts: Iterable[dict[str, Any]] = mails.values(*by).annotate(n=Count("pk"))
    return counts


def _row(reminder: Reminder, caps: Caps, at: datetime) -> dict[str, Any] | None:
    """Return the letter of a reminder as columns; None if it must wait because of a cap."""
    envelope = envelope_of(reminder, at)
    if reminder.kind != Kind.EXHAUSTED and reminder.useful_until > at and not caps.admit(reminder):
        if reminder.useful_until > at + LATER:
            Reminder.objects.filter(pk=reminder.pk).update(send_at=at + LATER)
            return None
        capped = {"state": State.TOO_LATE, "finished_at": at, "error": _("Too many letters that day.")}
        return _worded(reminder, envelope, at) | capped
    return _worded(reminder, envelope, at)


def _worded(reminder: Reminder, envelope: Envelope, at: datetime) -> dict[str, Any]:
    try:
        with transaction.atomic():
            row = columns(envelope, reminder_letter(reminder, at=at))
        if any("\0" in row[part] for part in ("subject", "text", "html")):
            raise ValueError(_("It holds a character that no letter can: NUL."))
        return row
    except Exception as error:  # noqa: BLE001  # one sick row must not stop the others: it fails, and says why
        log.warning("a reminder has no words", extra={"reminder": reminder.pk, "error": type(error).__name__})
        return failed_row(envelope, error)


def envelope_of(reminder: Reminder, at: datetime) -> Envelope:
    """Return the envelope of a reminder; its key is all that makes the intent what it is."""
    application = reminder.plan.interview.application
    is_candidates = reminder.kind != Kind.EXHAUSTED
    said = [reminder.plan_id, reminder.step_key, reminder.kind, reminder.channel, reminder.recipient, reminder.due]
    return Envelope(
        organization=reminder.organization,
        key="reminder:" + sha256("|".join(map(str, said)).encode()).hexdigest(),
        kind=reminder.kind,
        to=reminder.recipient,
        at=at,
        due_at=reminder.send_at,
        useful_until=reminder.useful_until,
        reminder=reminder,
        candidate=application.candidate if is_candidates else None,
        membership=application.recruiter,
    )


def _store(rows: Sequence[dict[str, Any]]) -> None:
    """Insert new letters; one that was cancelled before it was sent gets its new words in its old row."""
    old = {row["key"]: row["reminder"].mail for row in rows if hasattr(row["reminder"], "mail")}
    new = [row for row in rows if row["key"] not in old]
    try:
        with transaction.atomic():
            OutgoingMail.objects.bulk_create([OutgoingMail(**row) for row in new])
    except (DatabaseError, ValueError):  # a letter that the database does not take: find out which
        for row in new:
            _store_alone(OutgoingMail(), row)
    for row in rows:
        if row["key"] in old:
            _store_alone(old[row["key"]], row)


def _store_alone(mail: OutgoingMail, row: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            _put(mail, row)
    except (DatabaseError, ValueError) as error:
        _put(mail, failed_row(envelope_of(row["reminder"], row["created_at"]), error))


def _put(mail: OutgoingMail, row: dict[str, Any]) -> None:
    for name, value in {"finished_at": None, "error": "", "tries": 0, **row}.items():
        setattr(mail, name, value)
    mail.save()
