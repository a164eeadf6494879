"""What `make faults` shows at length, in small: killed workers lose nothing, and one sick letter stops no other."""

from __future__ import annotations

import smtplib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from candidates.models import Candidate, OutgoingMail
from candidates.outbox.sending import deliver
from candidates.outbox.smtp import answer_of, answer_of_connecting
from tests.conftest import miss
from tests.faults.servers import PartMissing, program
from tests.outbox.conftest import Queue

ROOT = Path(__file__).resolve().parents[2]
KILLS, REMINDERS = 6, 150


@pytest.mark.slow
@pytest.mark.requires_part("redis-server")
def test_workers_that_are_killed_lose_no_reminder_and_repeat_at_most_one_each_under_its_own_name() -> None:
    try:
        program("initdb")
    except PartMissing as missing:
        miss(str(missing))
    small = ["kills", "--reminders", str(REMINDERS), "--kills", str(KILLS), "--without-controls"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *small], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"lost 0 of {REMINDERS}, repeats" in done.stdout


def test_a_letter_that_cannot_even_be_looked_at_fails_alone(reminded: OutgoingMail, queued: Queue) -> None:
    other = queued()
    Candidate.objects.update(time_zone="Europe")  # a folder of zones
    deliver(now=lambda: reminded.due_at)
    reminded.refresh_from_db()
    other.refresh_from_db()
    assert (reminded.state, other.state) == ("failed", "sent")
    assert reminded.error.startswith("It could not be looked at: ")


def test_an_address_without_a_domain_is_not_handed_to_our_own_server(queued: Queue) -> None:
    mail = queued("amara at example.org")
    deliver(now=lambda: mail.due_at)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("failed", "ValidationError: ['Enter a valid email address.']")


def test_a_nul_in_a_servers_words_is_left_out(queued: Queue, server_says: Callable[[Exception], None]) -> None:
    mail = queued()
    server_says(smtplib.SMTPDataError(554, b"5.6.0 no\x00thing"))
    deliver(now=lambda: mail.due_at)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("failed", "5.6.0 nothing")


def test_what_goes_wrong_before_the_letter_is_offered_is_no_fault_of_the_letters() -> None:
    error = smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server.")
    assert answer_of(error).outcome == "never"
    answer = answer_of_connecting(error)
    assert (answer.outcome, answer.server_is_away) == ("later", True)
