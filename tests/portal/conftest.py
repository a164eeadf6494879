"""Amara, invited: her follow-up with Grace in London, seen from New York, on Mon 30 Nov 2026 at 16:00 UTC."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Protocol

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from candidates.models import Candidate, Plan
from candidates.outbox.sending import deliver
from candidates.people.services import invite_candidate
from recruiting.models import Membership, User
from tests.kept import kept
from tests.plans.conftest import alice, application, plan

NOW = datetime(2026, 11, 30, 16, tzinfo=UTC)
REQUEST, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


class Page(Protocol):
    """An answer that holds a page."""

    @property
    def content(self) -> bytes: ...


__all__ = ["alice", "application", "plan"]


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    """Stop the clock an hour after the interview; forget how often anybody has tried to sign in."""
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@kept(at=NOW)
def amara(plan: Plan, alice: Membership) -> User:
    """Return the user of the plan's candidate, invited."""
    candidate = invite_candidate(candidate=plan.interview.application.candidate, by=alice, at=NOW)
    assert candidate.user is not None
    return candidate.user


@pytest.fixture
def portal(client: Client, amara: User) -> Client:
    """Return a browser in which Amara is signed in."""
    client.force_login(amara)
    return client


@pytest.fixture
def stranger(alice: Membership) -> Client:
    """Return a browser in which another candidate of the same firm is signed in."""
    other = Candidate.objects.create(
        organization=alice.organization, name="Tomasz Ito", email="tomasz@example.org", time_zone="Europe/Warsaw"
    )
    invite_candidate(candidate=other, by=alice, at=NOW)
    browser = Client()
    browser.force_login(User.objects.get(email="tomasz@example.org"))
    return browser


@pytest.fixture
def ask_for_code() -> Callable[[Client, str], str]:
    """Return what asks for a code in a browser and reads it in the letter."""

    def ask(browser: Client, email: str) -> str:
        answer = browser.post(REQUEST, {"email": email})
        assert answer.status_code == 302
        assert answer["Location"] == CONFIRM
        return code_in(str(mail.outbox[-1].body))

    return ask


def delivered(at: datetime = NOW) -> list[EmailMessage]:
    """Let a worker send what is due at a moment; return all letters that the mail server took so far."""
    deliver(now=lambda: at)
    return mail.outbox


def code_in(text: str) -> str:
    """Return the code that stands alone on a line; nothing where there is none."""
    found = re.search(r"^([A-Z]{4}-[A-Z]{4})$", text, re.MULTILINE)
    return found.group(1) if found else ""


def said(answer: Page) -> str:
    """Return a page as its words, tags and line breaks gone."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
