"""The morning letter: to each member on their own morning, once, with their own day and nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.models import (
    Actor,
    Application,
    Candidate,
    DigestSchedule,
    EventType,
    MailPreferences,
    OutgoingMail,
    Step,
)
from candidates.plans.services import Author
from candidates.reminders import digests
from candidates.reminders.digests import digest_letter, digest_of, look_again_at, next_morning, queue_digests
from recruiting.accounts.services import add_member
from recruiting.models import Membership, Role, User
from tests.reminders.conftest import CALL, ENDED, HOUR, MINUTE, another, record

State = OutgoingMail.State
MORNING = datetime(2026, 12, 3, 7, 30, tzinfo=UTC)  # Thursday, in London
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_london(alice: Membership) -> None:
    """Let Alice live in London, her schedule begun when the interview ended."""
    User.objects.filter(pk=alice.user_id).update(time_zone="Europe/London")
    alice.user.refresh_from_db()
    queue_digests(at=ENDED)


def tick(at: datetime) -> None:
    """Do what a tick does about morning letters."""
    while queue_digests(at=at):
        pass


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=OutgoingMail.Kind.DIGEST).order_by("pk"))


def days() -> list[str]:
    return [mail.subject.partition(":")[0] for mail in letters()]


def every_half_hour(start: datetime, end: datetime) -> None:
    while start < end:
        tick(start)
        start += HOUR / 2


def prefer(member: Membership, *, at: datetime, **wishes: Any) -> None:
    wanted, _made = MailPreferences.objects.update_or_create(user=member.user, defaults=wishes)
    look_again_at(wanted, at=at)


def test_a_member_with_something_to_do_gets_a_letter_on_their_morning(call: Step, alice: Membership) -> None:
    tick(MORNING - DAY)
    OutgoingMail.objects.all().delete()
    tick(MORNING - MINUTE)
    assert letters() == []
    tick(MORNING)
    (mail,) = letters()
    assert (mail.to, mail.subject) == (alice.user.email, "Thursday 3 December: 1 to call")
    assert (mail.membership, mail.useful_until) == (alice, MORNING + 12 * HOUR)


def test_once_a_day_however_many_ticks(call: Step) -> None:
    every_half_hour(MORNING, MORNING + DAY)
    assert days() == ["Thursday 3 December"]


def test_the_hour_is_the_members_own(call: Step, alice: Membership) -> None:
    prefer(alice, at=ENDED, digest_at=time(9, 15))
    tick(MORNING + HOUR)
    assert "Thursday 3 December" not in days()
    tick(MORNING + 105 * MINUTE)
    assert "Thursday 3 December" in days()


def test_who_moves_west_gets_their_letter_on_the_new_morning(call: Step, alice: Membership) -> None:
    tick(MORNING - HOUR)
    OutgoingMail.objects.all().delete()
    User.objects.filter(pk=alice.user_id).update(time_zone="America/New_York")
    tick(MORNING)
    assert letters() == []
    tick(MORNING + 5 * HOUR)
    assert days() == ["Thursday 3 December"]


def test_who_moves_after_the_letter_gets_no_second_one_that_day(call: Step, alice: Membership) -> None:
    tick(MORNING)
    User.objects.filter(pk=alice.user_id).update(time_zone="America/Los_Angeles")
    every_half_hour(MORNING, MORNING + 12 * HOUR)
    assert days().count("Thursday 3 December") == 1


@pytest.mark.parametrize("date", ["2026-03-29", "2026-10-25"])
def test_on_the_day_of_a_clock_change_it_comes_by_the_clock(date: str) -> None:
    midnight = datetime.fromisoformat(date).replace(tzinfo=UTC) - 2 * HOUR
    wanted = MailPreferences(digest_at=time(7, 30), digest_at_weekends=True)
    morning = next_morning(wanted, "Europe/London", midnight).astimezone(ZoneInfo("Europe/London"))
    assert (morning.date().isoformat(), morning.time()) == (date, time(7, 30))


def test_weekends_are_free_unless_wanted(call: Step, alice: Membership) -> None:
    saturday = MORNING + 2 * DAY
    tick(saturday - HOUR)
    tick(saturday)
    assert "Saturday 5 December" not in days()
    prefer(alice, at=saturday, digest_at_weekends=True)
    tick(saturday + DAY)
    assert "Sunday 6 December" in days()


def test_a_viewer_gets_none(call: Step, alice: Membership) -> None:
    add_member(organization=alice.organization, email="vera@northgate.example", role=Role.VIEWER)
    tick(ENDED)
    tick(MORNING)
    assert {mail.to for mail in letters()} == {alice.user.email}


def test_who_became_a_viewer_gets_none(call: Step, alice: Membership) -> None:
    Membership.objects.update(role=Role.VIEWER)
    tick(MORNING)
    assert letters() == []


def test_another_members_day_is_not_in_it(call: Step, alice: Membership) -> None:
    add_member(organization=alice.organization, email="bob@northgate.example", role=Role.RECRUITER)
    tick(ENDED)
    tick(MORNING)
    assert {mail.to for mail in letters()} == {alice.user.email}


def test_on_an_empty_day_there_is_no_letter(call: Step) -> None:
    record(call.plan, EventType.CLOSED, at=ENDED + 3 * HOUR, outcome="job_closed")
    tick(MORNING - DAY)  # with the report that the thank-you was sent
    OutgoingMail.objects.all().delete()
    every_half_hour(MORNING, MORNING + DAY)
    assert letters() == []


def test_a_new_member_gets_their_first_letter_on_the_next_morning(call: Step) -> None:
    DigestSchedule.objects.all().delete()
    tick(MORNING + HOUR)
    assert letters() == []
    tick(MORNING + DAY)
    assert days() == ["Friday 4 December"]


def test_after_an_outage_of_days_one_letter_goes(call: Step) -> None:
    tick(MORNING + 7 * DAY)
    assert days() == ["Thursday 10 December"]


def test_what_a_letter_that_came_too_late_would_have_told_the_next_one_tells(call: Step, amara: Candidate) -> None:
    record(call.plan, EventType.CALL_MADE, at=MORNING - HOUR, author=by(amara), outcome="no_answer")
    tick(MORNING + 13 * HOUR)
    assert letters() == []
    tick(MORNING + DAY)
    (mail,) = letters()
    assert "Called: nobody answered" in mail.text


def test_a_day_that_cannot_be_told_costs_the_others_nothing(
    call: Step, alice: Membership, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = add_member(organization=alice.organization, email="bob@northgate.example", role=Role.RECRUITER)
    tick(ENDED)
    Application.objects.filter(pk=another(application, "Tomasz Ito").interview.application_id).update(recruiter=bob)

    def fail_for_alice(membership: Membership, **facts: Any) -> Any:
        if membership == alice:
            raise ValueError("spoilt")
        return digest_of(membership, **facts)

    monkeypatch.setattr(digests, "digest_of", fail_for_alice)
    tick(MORNING)
    assert [mail.to for mail in letters()] == [bob.user.email]


def by(candidate: Candidate) -> Author:
    return Author(Actor.CANDIDATE, candidate.user)


def test_calls_stand_in_the_order_in_which_their_hours_close(
    call: Step, application: Application, alice: Membership
) -> None:
    first, second = another(application, "Tomasz Ito"), another(application, "Mary Okoro")
    Step.objects.filter(plan=first, key="follow_up:1").update(latest=CALL + HOUR)
    Step.objects.filter(plan=second, key="follow_up:1").update(due=CALL + HOUR, latest=CALL + 2 * HOUR)
    for now in (MORNING, CALL + HOUR / 2):
        found = digest_of(alice, since=ENDED, at=now)
        assert [row.line.candidate.name for row in found.calls.rows] == ["Tomasz Ito", "Mary Okoro", "Amara Nwosu"]


def test_reports_since_the_last_letter_are_told_and_older_ones_are_not(
    call: Step, amara: Candidate, alice: Membership
) -> None:
    record(call.plan, EventType.CALL_MADE, at=CALL, author=by(amara), outcome="no_answer")
    assert [line.text for line in digest_of(alice, since=CALL - HOUR, at=CALL + HOUR).reports.rows] == [
        "Called: nobody answered"
    ]
    assert digest_of(alice, since=CALL, at=CALL + HOUR).reports.rows == []


def test_what_the_recruiter_recorded_is_no_report(call: Step, alice: Membership) -> None:
    record(call.plan, EventType.CALL_MADE, at=CALL, outcome="no_answer")
    assert digest_of(alice, since=CALL - HOUR, at=CALL + HOUR).reports.total == 0


def test_letters_that_were_not_sent_are_told_with_the_servers_words(
    call: Step, alice: Membership, unsent: OutgoingMail
) -> None:
    found = digest_of(alice, since=ENDED, at=MORNING)
    text = str(digest_letter(alice, found, at=MORNING).body)
    assert "Letters that were not sent (1)" in text
    assert "Failed: 550 no such user" in text


@pytest.fixture
def unsent(call: Step, alice: Membership) -> OutgoingMail:
    """Return a letter that failed on the evening before."""
    return failed(alice, 1)


def failed(member: Membership, number: int) -> OutgoingMail:
    at = MORNING - 10 * HOUR
    return OutgoingMail.objects.create(
        organization=member.organization,
        key=f"failed:{number}",
        membership=member,
        kind=OutgoingMail.Kind.DUE,
        stream="reminders",
        to="amara@example.org",
        subject="Call Grace Petrov",
        message_id=f"<{number}@northgate.example>",
        dated=at,
        due_at=at,
        next_at=at,
        state=State.FAILED,
        error="550 no such user",
        finished_at=at,
    )


def test_of_a_long_list_the_first_are_shown_and_how_many_more_there_are(
    call: Step, alice: Membership, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "ROWS", 2)
    for number, name in enumerate(("Tomasz Ito", "Mary Okoro", "Li Wei")):
        another(application, name)
        failed(alice, number)
    found = digest_of(alice, since=MORNING - 12 * HOUR, at=MORNING)
    assert [(len(part.rows), part.total, part.more) for part in (found.calls, found.unsent)] == [(2, 4, 2), (2, 3, 1)]
    letter = digest_letter(alice, found, at=MORNING)
    assert str(letter.subject) == "Thursday 3 December: 4 to call, 3 letters not sent"
    assert "and 2 more: http" in str(letter.body)
    assert "and 1 more: http" in str(letter.body)


def test_the_number_of_queries_does_not_grow_with_the_day(
    call: Step, alice: Membership, application: Application
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            digest_letter(alice, digest_of(alice, since=ENDED - DAY, at=CALL), at=CALL)
        return len(captured)

    failed(alice, 0)
    few = queries()
    for number, name in enumerate(("Tomasz Ito", "Mary Okoro", "Li Wei"), start=1):
        plan = another(application, name)
        record(plan, EventType.TIMEFRAME_NOT_GIVEN, at=CALL - HOUR, author=by(plan.interview.application.candidate))
        failed(alice, number)
    assert queries() == few
