"""Signing in while the mail server fails or hangs: no error page, the same words for everybody, never a second try."""

from __future__ import annotations

import logging
import smtplib
import socket
from collections.abc import Callable, Iterator, Sequence

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from pytest_django.fixtures import Settings

from candidates.models import OutgoingMail
from recruiting.models import Membership, User
from tests.portal.conftest import CONFIRM, REQUEST, code_in, said

RESET = "/accounts/password/reset/"
KNOWN, UNKNOWN = "amara@example.org", "nobody@example.org"
NOT_SENT = "We could not send the letter just now."
Ask = Callable[[Client, str], str]


class TakesAndBreaks(BaseEmailBackend):
    """A mail server that takes a letter and is gone before it says so: nobody can know whether it was sent."""

    taken: list[str] = []  # the backend is made anew for each letter

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the letters' words, then fail."""
        self.taken.extend(str(message.body) for message in email_messages)
        raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def breaking_server(settings: Settings) -> Iterator[list[str]]:
    """Return what a server took that breaks each time."""
    settings.EMAIL_BACKEND = f"{__name__}.TakesAndBreaks"
    TakesAndBreaks.taken.clear()
    yield TakesAndBreaks.taken
    TakesAndBreaks.taken.clear()


@pytest.fixture(params=["nobody listens", "it never answers"])
def dead_server(request: pytest.FixtureRequest, settings: Settings) -> Iterator[None]:
    """Have a real connection fail: a closed port, or a server that accepts and then is silent past the timeout."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_TIMEOUT = 0.3
        if request.param == "it never answers":
            server.listen()
        yield


def asked(browser: Client, email: str, page: str = REQUEST) -> str:
    """Return what the pages say once somebody has asked for a letter; the address itself left out."""
    answer = browser.post(page, {"email": email}, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain == [(page, 302)]
    return said(answer).replace(email, "…")


@pytest.mark.parametrize("page", [REQUEST, RESET])
def test_a_known_and_an_unknown_address_read_the_same(dead_server: None, amara: User, page: str) -> None:
    known, unknown = asked(Client(), KNOWN, page), asked(Client(), UNKNOWN, page)
    assert NOT_SENT in known
    assert known == unknown


def test_the_page_says_what_to_do(dead_server: None, client: Client, amara: User) -> None:
    assert f"{NOT_SENT} Ask for a code again in a minute." in asked(client, KNOWN)
    assert f"{NOT_SENT} Ask for it again in a minute." in asked(client, KNOWN, RESET)


def test_the_page_one_wanted_is_not_forgotten(dead_server: None, client: Client, amara: User) -> None:
    answer = client.post(REQUEST, {"email": KNOWN, "next": "/portal/reminders/"})
    assert answer["Location"] == f"{REQUEST}?next=%2Fportal%2Freminders%2F"


def test_the_log_names_the_fault_and_nobodys_address(
    dead_server: None, client: Client, amara: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        asked(client, KNOWN)
    (record,) = [each for each in caplog.records if each.name == "recruiting.accounts.adapters"]
    assert record.__dict__["error"] in {"ConnectionRefusedError", "SMTPServerDisconnected"}
    assert record.exc_info is None
    assert "amara" not in f"{caplog.text} {[vars(each) for each in caplog.records if each is record]}"


def test_a_code_is_handed_over_once_and_then_is_nobodys(
    breaking_server: list[str], client: Client, amara: User
) -> None:
    OutgoingMail.objects.all().delete()
    asked(client, KNOWN)
    (taken,) = breaking_server
    assert not OutgoingMail.objects.exists()
    client.post(CONFIRM, {"code": code_in(taken)})
    assert "_auth_user_id" not in client.session


def test_a_link_for_a_new_password_is_handed_over_once(
    breaking_server: list[str], client: Client, alice: Membership
) -> None:
    asked(client, alice.user.email, RESET)
    assert len(breaking_server) == 1
    assert not OutgoingMail.objects.exists()


def test_a_code_that_is_sent_stands_in_no_row(client: Client, amara: User, ask_for_code: Ask) -> None:
    OutgoingMail.objects.all().delete()
    code = ask_for_code(client, KNOWN)
    assert not OutgoingMail.objects.exists()
    assert [code_in(str(letter.body)) for letter in mail.outbox] == [code]


def test_once_the_server_is_back_one_asks_again_and_is_in(
    client: Client, amara: User, ask_for_code: Ask, settings: Settings
) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.TakesAndBreaks"
    asked(client, KNOWN)
    settings.EMAIL_BACKEND = working
    assert client.post(CONFIRM, {"code": ask_for_code(client, KNOWN)})["Location"] == "/"
