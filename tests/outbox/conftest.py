"""Letters to send: a reminder of Amara's call to Grace, due now, and what a mail server may say to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

import pytest
from django.core import mail as mailbox
from django.core.mail import EmailMultiAlternatives

from candidates.models import Actor, Candidate, Event, EventType, OutgoingMail, Plan, Reminder, Step
from candidates.outbox.queue import Envelope, queue
from candidates.outbox.sending import Courier
from candidates.people.services import invite_candidate
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.reminders.compose import compose
from candidates.reminders.materialise import materialise
from recruiting.models import Membership
from tests.kept import kept
from tests.plans.conftest import ENDED, alice, application, plan

__all__ = ["alice", "application", "plan"]

WRITTEN = ENDED + timedelta(hours=2)


class Queue(Protocol):
    """Queues a letter to an address."""

    def __call__(self, to: str = ..., **envelope: Any) -> OutgoingMail: ...


@kept(at=ENDED)
def invited(plan: Plan, alice: Membership) -> Candidate:
    """Return the plan's candidate, in London, invited as of the interview's end; no letter of it waits."""
    candidate = plan.interview.application.candidate
    candidate.time_zone = "Europe/London"
    candidate.save()
    invite_candidate(candidate=candidate, by=alice, at=ENDED)
    OutgoingMail.objects.all().delete()
    return candidate


@kept(at=ENDED)
def call(invited: Candidate, plan: Plan) -> Step:
    """Return the open call: the thank-you is sent, so that its date is settled."""
    sent = Happening(EventType.THANK_YOU_SENT, WRITTEN)
    record_event(plan=plan, happening=sent, author=Author(Actor.CANDIDATE, invited.user), now=WRITTEN)
    return Step.objects.get(plan=plan, key="follow_up:1")


@kept(at=ENDED)
def reminded(call: Step) -> OutgoingMail:
    """Return the letter that says that the call is due now, queued at that moment."""
    tick_at(call.due)
    return OutgoingMail.objects.get(kind=Reminder.Kind.DUE)


@pytest.fixture
def queued(alice: Membership) -> Queue:
    """Return what queues a plain letter, due at the interview's end."""

    def letter(to: str = "amara@example.org", **envelope: Any) -> OutgoingMail:
        facts: dict[str, Any] = {
            "organization": alice.organization,
            "key": f"to {to}",
            "kind": OutgoingMail.Kind.INVITATION,
            "to": to,
            "at": ENDED,
        }
        message = EmailMultiAlternatives(subject="Hello", body="Some words", to=[to])
        message.attach_alternative("<p>Some words</p>", "text/html")
        return queue(Envelope(**{**facts, **envelope}), message)

    return letter


@pytest.fixture
def server_says(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Return what lets the mail server answer everything with an error."""

    def say(error: Exception) -> None:
        def fail(*_args: object, **_kwargs: object) -> None:
            raise error

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)

    return say


def tick_at(at: datetime) -> None:
    """Make and word the reminders that are due."""
    while materialise(at=at):
        pass
    while compose(at=at):
        pass


def sent() -> list[str]:
    """Return the subjects of what the mail server took."""
    return [str(letter.subject) for letter in mailbox.outbox]


def courier_open(*_args: object) -> Courier:
    """Return a courier."""
    return Courier()


def latest_event(plan: Plan) -> Event:
    """Return what was recorded last."""
    event: Event = plan.events.latest("number")
    return event
