"""The outgoing mail as its reader is told of it: states and their colours, moments on their clock, short reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.models import OutgoingMail, SendingAttempt
from candidates.outbox.selectors import Standing
from recruiting.wording import moment_in

State = OutgoingMail.State
# Which of the colours of followthrough.css
LOOKS = {
    State.WAITING: "waiting",
    State.SENDING: "due_now",
    State.SENT: "done",
    State.FAILED: "overdue",
    State.TOO_LATE: "overdue",
    State.REFUSED: "overdue",
    State.CANCELLED: "cancelled",
    State.HELD: "theirs",
}
FEW = 90  # letters of a reason in a row


@dataclass(frozen=True)
class LetterRow:
    """A letter as a row of the list."""

    mail: OutgoingMail
    zone: str
    now: datetime

    @property
    def whom(self) -> str:
        """Return who gets it, by name where we know it."""
        if self.mail.candidate is not None:
            return self.mail.candidate.name
        member = self.mail.membership
        return str(member.user) if member is not None and member.user.email == self.mail.to else ""

    @property
    def look(self) -> str:
        """Return its state's colour."""
        return LOOKS[State(self.mail.state)]

    @property
    def due(self) -> str:
        """Return when it is to be sent."""
        return self.said(self.mail.due_at)

    @property
    def why(self) -> str:
        """Return in a few words what keeps it, or kept it."""
        words = Truncator(self.mail.error).chars(FEW)
        again = self.again
        return " ".join(part for part in (again, words) if part)

    @property
    def again(self) -> str:
        """Return when it is looked at next, where that is later than it was due."""
        mail = self.mail
        if mail.state != State.WAITING or mail.next_at <= max(self.now, mail.due_at):
            return ""
        return _("Next try %(moment)s.") % {"moment": self.said(mail.next_at)}

    def said(self, moment: datetime) -> str:
        """Return a moment on the reader's clock."""
        return moment_in(moment, self.zone, now=self.now)


@dataclass(frozen=True)
class TryLine:
    """One try to send a letter."""

    attempt: SendingAttempt
    begun: str


@dataclass(frozen=True)
class LetterPage:
    """A letter as its own page tells of it."""

    row: LetterRow

    @property
    def mail(self) -> OutgoingMail:
        """Return the letter."""
        return self.row.mail

    @cached_property
    def tries(self) -> list[TryLine]:
        """Return each try, the last one first."""
        attempts = SendingAttempt.objects.filter(mail=self.mail).order_by("-started_at", "-id")
        return [TryLine(attempt, self.row.said(attempt.started_at)) for attempt in attempts]

    @property
    def moments(self) -> Iterator[tuple[str, str]]:
        """Yield the letter's moments, each with its name."""
        mail = self.mail
        named = [(_("Queued"), mail.created_at), (_("To be sent"), mail.due_at), (_("Useful until"), mail.useful_until)]
        if mail.finished_at is not None:
            named.append((_("Sent") if mail.state == State.SENT else _("Given up"), mail.finished_at))
        return ((name, self.row.said(moment)) for name, moment in named if moment is not None)

    @property
    def is_useless(self) -> bool:
        """Say whether its moment has passed."""
        return self.mail.useful_until is not None and self.mail.useful_until <= self.row.now

    @property
    def may_hold(self) -> bool:
        """Say whether it still waits."""
        return self.mail.state == State.WAITING

    @property
    def may_release(self) -> bool:
        """Say whether it is held."""
        return self.mail.state == State.HELD

    @property
    def may_retry(self) -> bool:
        """Say whether another try could come to something."""
        again = self.mail.state in {State.FAILED, State.REFUSED} or (self.may_hold and self.mail.tries > 0)
        return again and bool(self.mail.text) and not self.is_useless


@dataclass(frozen=True)
class StandingWords:
    """How a firm's mail stands, in words."""

    standing: Standing
    zone: str

    @property
    def waiting(self) -> str:
        """Return how many letters wait."""
        count = self.standing.waiting
        if self.standing.is_full:
            return _("More than %(count)s wait") % {"count": count - 1}
        return ngettext("%(count)s waits", "%(count)s wait", count) % {"count": count} if count else _("None waits")

    @property
    def oldest(self) -> str:
        """Return how long the one that has waited longest is due."""
        due, now = self.standing.oldest_due, self.standing.at
        if due is None:
            return ""
        if (now - due).total_seconds() < 60:
            return _("oldest due just now")
        return _("oldest due %(span)s ago") % {"span": timesince(due, now, depth=1).replace("\xa0", " ")}

    @property
    def held_letters(self) -> str:
        """Return how many letters are held one by one."""
        count = self.standing.held_letters
        return ngettext("%(count)s held", "%(count)s held", count) % {"count": count} if count else ""

    @property
    def unsent(self) -> list[tuple[str, str]]:
        """Return each state in which letters ended unsent in the last 7 days, in words."""
        said = {
            State.FAILED: ngettext("%(count)s failed", "%(count)s failed", self._count(State.FAILED)),
            State.TOO_LATE: ngettext("%(count)s too late", "%(count)s too late", self._count(State.TOO_LATE)),
            State.REFUSED: ngettext("%(count)s refused", "%(count)s refused", self._count(State.REFUSED)),
        }
        return [
            (state.value, words % {"count": self._count(state)}) for state, words in said.items() if self._count(state)
        ]

    @property
    def hold(self) -> str:
        """Return since when, by whom and why all mail waits."""
        hold = self.standing.hold
        if hold is None:
            return ""
        since = moment_in(hold.held_at, self.zone, now=self.standing.at)
        why = _("%(who)s held it") % {"who": hold.held_by} if hold.held_by else hold.get_reason_display()
        return _("since %(since)s: %(why)s") % {"since": since, "why": why}

    @property
    def silent(self) -> str:
        """Return since when nobody has looked at the queue."""
        if self.standing.is_alive:
            return ""
        if self.standing.ticked_at is None:
            return _("no worker has looked for due mail yet")
        span = timesince(self.standing.ticked_at, self.standing.at, depth=1).replace("\xa0", " ")
        return _("no worker has looked for due mail for %(span)s") % {"span": span}

    def _count(self, state: State) -> int:
        return self.standing.unsent.get(state, 0)
