"""The tick: what it does, how often it may be asked, and how many workers it wakes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from candidates.models import OutgoingMail, Pulse, Step
from candidates.outbox import claims
from candidates.outbox.queue import Envelope, columns
from candidates.reminders.tick import EACH, MOST, tick
from recruiting.models import Membership
from tests.plans.conftest import ENDED


def tick_at(at: datetime) -> int:
    return tick(now=lambda: at).deliveries


@pytest.fixture
def due(alice: Membership) -> None:
    """Store so much mail that every worker is wanted."""
    envelope = Envelope(
        organization=alice.organization, key="", kind=OutgoingMail.Kind.INVITATION, to="a@example.org", at=ENDED
    )
    rows = [columns(envelope, None) | {"key": str(number)} for number in range(EACH * MOST)]
    OutgoingMail.objects.bulk_create([OutgoingMail(**row) for row in rows])


def test_a_quiet_tick_wakes_nobody_and_says_that_it_ticked(alice: Membership) -> None:
    assert tick_at(ENDED) == 0
    assert Pulse.objects.get(name="tick").at == ENDED


def test_ticking_twice_at_once_makes_no_reminder_twice(call: Step) -> None:
    first, second = tick(now=lambda: call.due), tick(now=lambda: call.due)
    assert first.reminders
    assert second.reminders == 0


def test_much_mail_wakes_as_many_workers_as_allowed(due: None) -> None:
    assert tick_at(ENDED) == MOST


def test_who_is_at_it_already_is_not_woken_again(due: None) -> None:
    for _worker in range(3):
        claims.claim(most=1, at=ENDED)
    assert tick_at(ENDED) == MOST - 3


def test_dead_workers_do_not_keep_others_asleep(due: None) -> None:
    for _worker in range(MOST + 5):
        claims.claim(most=1, at=ENDED)
    assert tick_at(ENDED) == 1
    assert tick_at(ENDED + claims.lease() + timedelta(seconds=1)) == MOST
