"""Amara's calendar and Alice's: her thank-you to Grace is sent, so that the call is on Thu 3 Dec 2026, 10:00 London."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from candidates.calendars.services import issue_feed
from candidates.models import Actor, Candidate, EventType, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.models import Membership, User
from tests.kept import kept
from tests.portal.conftest import NOW, alice, amara, application, now, plan, portal, stranger

__all__ = ["alice", "amara", "application", "now", "plan", "portal", "stranger"]

HOST = settings.SITE_ADDRESS.partition("//")[2].partition(":")[0]
RECRUITER = Author(Actor.RECRUITER)
DAY = timedelta(days=1)

Read = Callable[[], bytes]


def record(plan: Plan, kind: str, fields: dict[str, Any] | None = None, *, at: datetime = NOW, note: str = "") -> Plan:
    """Record what happened, at its own moment."""
    return record_event(plan=plan, happening=Happening(kind, at, fields or {}), author=RECRUITER, now=at, note=note)


@kept(at=NOW)
def called_for(plan: Plan, amara: User) -> Plan:
    """Return the plan once the thank-you is sent."""
    return record(plan, EventType.THANK_YOU_SENT)


@kept(at=NOW)
def candidate(called_for: Plan) -> Candidate:
    """Return Amara as Northgate's candidate."""
    return called_for.interview.application.candidate


def read_by(secret: str) -> bytes:
    """Return the file at a secret address, as a program without a session gets it."""
    answer = Client().get(f"/calendar/{secret}.ics")
    assert answer.status_code == 200
    return answer.content


@pytest.fixture
def hers(candidate: Candidate) -> Read:
    """Return what reads Amara's calendar."""
    secret = issue_feed(holder=candidate, at=NOW).secret
    return lambda: read_by(secret)


@pytest.fixture
def recruiters(called_for: Plan, alice: Membership) -> Read:
    """Return what reads Alice's calendar."""
    secret = issue_feed(holder=alice, at=NOW).secret
    return lambda: read_by(secret)


def events_in(file: bytes) -> dict[str, Any]:
    """Return the events of a file by the step that their UID names, each once."""
    events = Calendar.from_ical(file).walk("VEVENT")
    named = {str(event["UID"]).partition("@")[0].split("-", 2)[2]: event for event in events}
    assert len(named) == len(events)
    return named


def call_in(file: bytes) -> Any:
    """Return the first follow-up."""
    return events_in(file)["follow_up:1"]
