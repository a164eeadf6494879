"""What a load balancer and a watchman are told: whether the database answers, and whether mail goes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candidates.models import MailHold, OutgoingMail, Pulse
from recruiting import clock
from tests.cast import CANARY, NOW, Cast

State = OutgoingMail.State


@pytest.fixture(autouse=True)
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database's clock show the cast's moment."""
    monkeypatch.setattr(clock, "database_now", lambda: NOW)


@pytest.fixture
def ticked(cast: Cast) -> Cast:
    """Return the cast; no letter waits, and the tick came a minute ago."""
    OutgoingMail.objects.exclude(state=State.HELD).delete()
    Pulse.objects.create(name="tick", at=NOW - timedelta(minutes=1))
    return cast


def let_one_be_due(cast: Cast, since: timedelta) -> None:
    OutgoingMail.objects.filter(pk=cast.ours.outgoing_mail.pk).update(state=State.WAITING, next_at=NOW - since)


def test_all_is_well(client: Client, ticked: Cast) -> None:
    for page in ("/healthz", "/healthz/mail"):
        answer = client.get(page)
        assert (answer.status_code, answer.json()) == (200, {"database": "ok", "mail": "ok"})


def test_the_answer_is_never_kept(client: Client, ticked: Cast) -> None:
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
    assert "no-store" in client.get("/healthz/mail").headers["Cache-Control"]


def test_mail_that_is_due_longer_than_ten_minutes_is_late_and_takes_no_web_server_away(
    client: Client, ticked: Cast
) -> None:
    let_one_be_due(ticked, timedelta(minutes=11))
    assert client.get("/healthz/mail").status_code == 503
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["mail"]) == (200, "late")


def test_mail_that_is_due_nine_minutes_is_not_late(client: Client, ticked: Cast) -> None:
    let_one_be_due(ticked, timedelta(minutes=9))
    assert client.get("/healthz/mail").status_code == 200


def test_held_mail_is_not_late(client: Client, ticked: Cast) -> None:
    let_one_be_due(ticked, timedelta(hours=5))
    MailHold.objects.create(organization=ticked.ours.organization, reason="asked", held_at=NOW)
    assert client.get("/healthz/mail").status_code == 200


@pytest.mark.parametrize("last", [None, NOW - timedelta(minutes=6)])
def test_without_a_tick_mail_is_silent(client: Client, cast: Cast, last: datetime | None) -> None:
    if last is not None:
        Pulse.objects.create(name="tick", at=last)
    answer = client.get("/healthz/mail")
    assert (answer.status_code, answer.json()["mail"]) == (503, "silent")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("page", ["/healthz", "/healthz/mail"])
def test_a_database_that_does_not_answer_is_said(client: Client, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> datetime:
        raise OperationalError("connection refused")

    monkeypatch.setattr(clock, "database_now", away)
    answer = client.get(page)
    assert (answer.status_code, answer.json()) == (503, {"database": "down"})


def test_it_costs_two_queries_and_tells_of_no_firm(client: Client, ticked: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/healthz/mail")
    assert len(queries) == 2
    assert CANARY not in answer.content.decode().lower()
    assert "northgate" not in answer.content.decode().lower()
