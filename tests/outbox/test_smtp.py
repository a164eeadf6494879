"""What each answer of a mail server means: soon, later, never."""

from __future__ import annotations

import smtplib
import socket
import ssl

import pytest

from candidates.models import SendingAttempt
from candidates.outbox.smtp import answer_of

Outcome = SendingAttempt.Outcome


def refused(code: int, words: str) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"a@example.org": (code, words.encode())})


@pytest.mark.parametrize(
    ("error", "outcome", "code"),
    [
        (refused(450, "4.2.0 greylisted"), Outcome.SOON, 450),
        (refused(451, "4.7.1 come back"), Outcome.SOON, 451),
        (refused(452, "4.2.2 mailbox full"), Outcome.LATER, 452),
        (refused(550, "5.1.1 unknown"), Outcome.NEVER, 550),
        (refused(550, "5.7.1 policy"), Outcome.NEVER, 550),
        (refused(552, "5.2.2 over quota"), Outcome.LATER, 552),
        (refused(553, "5.1.3 bad address"), Outcome.NEVER, 553),
        (smtplib.SMTPDataError(554, b"5.6.0 spam"), Outcome.NEVER, 554),
        (smtplib.SMTPDataError(451, b"4.3.0 disk"), Outcome.SOON, 451),
        (smtplib.SMTPDataError(421, b"closing"), Outcome.SOON, 421),
        (smtplib.SMTPSenderRefused(550, b"not you", "we@example.org"), Outcome.LATER, 550),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 bad"), Outcome.LATER, 535),
        (smtplib.SMTPConnectError(421, b"busy"), Outcome.SOON, 421),
        (smtplib.SMTPServerDisconnected("gone"), Outcome.SOON, None),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), Outcome.NEVER, None),
        (ConnectionRefusedError("refused"), Outcome.SOON, None),
        (TimeoutError("timed out"), Outcome.SOON, None),
        (socket.gaierror(-2, "no such host"), Outcome.SOON, None),
        (ssl.SSLCertVerificationError("self-signed"), Outcome.LATER, None),
        (ValueError("a header with a newline"), Outcome.NEVER, None),
    ],
)
def test_an_answer_says_when_to_try_again(error: Exception, outcome: str, code: int | None) -> None:
    answer = answer_of(error)
    assert (answer.outcome, answer.code) == (outcome, code)


@pytest.mark.parametrize(
    ("error", "unknown"),
    [
        (refused(550, "5.1.1 unknown"), True),
        (refused(550, "no such user"), True),
        (refused(550, "5.7.1 you are on a list"), False),
        (refused(554, "5.7.1 refused"), False),
        (refused(450, "4.1.1 not yet"), False),
        (smtplib.SMTPSenderRefused(550, b"5.1.1 not you", "we@example.org"), False),
    ],
)
def test_only_an_unknown_address_is_the_addresss_fault(error: Exception, unknown: bool) -> None:
    assert answer_of(error).no_such_address is unknown


@pytest.mark.parametrize(
    "error",
    [ConnectionRefusedError(), TimeoutError(), smtplib.SMTPServerDisconnected("x"), smtplib.SMTPDataError(421, b"")],
)
def test_a_server_that_is_away_is_no_letters_fault(error: Exception) -> None:
    assert answer_of(error).server_is_away


def test_the_servers_words_stand_in_one_line_of_bounded_length() -> None:
    answer = answer_of(refused(451, "4.7.1 first\r\nsecond " + "x" * 5000))
    assert answer.words.startswith("4.7.1 first second")
    assert len(answer.words) == 1000
