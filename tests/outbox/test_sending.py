"""Sending: once, the same message however often; each server's answer, and what becomes of a letter then."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail as mailbox
from django.core.mail import EmailMultiAlternatives

from candidates.models import Actor, Candidate, MailStream, OutgoingMail, Plan, Step, Suppression
from candidates.outbox import claims, failures
from candidates.outbox.queue import hold, release, retry
from candidates.outbox.sending import deliver, message_of
from candidates.outbox.suppressions import suppress, unsubscribe
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.models import Membership
from tests.outbox.conftest import Queue, sent, tick_at
from tests.plans.conftest import ENDED

State = OutgoingMail.State
Say = Callable[[Exception], None]


def deliver_at(at: datetime) -> dict[str, int]:
    return dict(deliver(now=lambda: at))


def state_of(mail: OutgoingMail) -> str:
    mail.refresh_from_db()
    return mail.state


def test_a_reminder_is_sent_once_however_often_the_worker_is_woken(reminded: OutgoingMail, call: Step) -> None:
    deliver_at(call.due)
    deliver_at(call.due)
    tick_at(call.due + timedelta(minutes=1))
    deliver_at(call.due + timedelta(minutes=1))
    assert state_of(reminded) == State.SENT
    assert sent().count(reminded.subject) == 1


def test_words_date_and_message_id_are_those_of_the_queue(reminded: OutgoingMail, call: Step) -> None:
    at = call.due + timedelta(minutes=20)
    deliver_at(at)
    message = mailbox.outbox[-1].message()
    assert message["Message-ID"] == reminded.message_id
    assert message["Date"].startswith(call.due.strftime("%a, %d %b %Y %H:%M:%S"))
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_letter_sent_again_is_the_same_message(reminded: OutgoingMail) -> None:
    first, second = message_of(reminded).message(), message_of(OutgoingMail.objects.get(pk=reminded.pk)).message()
    assert [first[name] for name in ("Message-ID", "Date", "Subject", "To", "From")] == [
        second[name] for name in ("Message-ID", "Date", "Subject", "To", "From")
    ]


def test_a_message_id_follows_from_what_a_letter_is_about_alone(queued: Queue) -> None:
    first = queued().message_id
    OutgoingMail.objects.all().delete()
    assert queued().message_id == first
    assert queued("other@example.org").message_id != first


def test_a_reminder_can_be_refused_by_one_click(reminded: OutgoingMail) -> None:
    message = message_of(reminded).message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/unsubscribe/" in message["List-Unsubscribe"]


def test_an_invitation_is_no_list_mail(queued: Queue) -> None:
    assert message_of(queued()).message()["List-Unsubscribe"] is None


def test_a_letter_comes_under_the_firms_name(queued: Queue, alice: Membership) -> None:
    assert message_of(queued()).message()["From"].startswith("Northgate Search <")


def test_the_same_key_is_queued_once(queued: Queue) -> None:
    assert queued().pk == queued().pk
    assert OutgoingMail.objects.count() == 1


def test_a_step_that_is_done_in_the_meantime_is_not_reminded_of(
    reminded: OutgoingMail, call: Step, plan: Plan, invited: Candidate
) -> None:
    done = Happening("call_made", call.due, {"outcome": "no_answer"})
    record_event(plan=plan, happening=done, author=Author(Actor.CANDIDATE, invited.user), now=call.due)
    assert state_of(reminded) == State.CANCELLED
    deliver_at(call.due)
    assert reminded.subject not in sent()


def test_a_letter_whose_step_moved_unseen_is_caught_by_the_last_look(reminded: OutgoingMail, call: Step) -> None:
    Step.objects.filter(pk=call.pk).update(due=call.due + timedelta(days=1))  # as if nobody had cancelled the letter
    deliver_at(call.due)
    assert state_of(reminded) == State.CANCELLED
    assert reminded.subject not in sent()


def test_past_its_usefulness_a_letter_is_not_sent(reminded: OutgoingMail) -> None:
    assert reminded.useful_until is not None
    deliver_at(reminded.useful_until)
    assert state_of(reminded) == State.TOO_LATE
    assert reminded.subject not in sent()


def test_in_quiet_hours_a_letter_waits_until_they_are_over(reminded: OutgoingMail) -> None:
    night = datetime.fromisoformat("2026-12-03T22:00:00+00:00")
    OutgoingMail.objects.update(useful_until=night + timedelta(days=2), next_at=night)
    deliver_at(night)
    assert state_of(reminded) == State.WAITING
    assert reminded.next_at == datetime.fromisoformat("2026-12-04T08:00:00+00:00")
    deliver_at(reminded.next_at)
    assert state_of(reminded) == State.SENT


def test_an_address_that_takes_no_mail_gets_none(reminded: OutgoingMail, alice: Membership, call: Step) -> None:
    suppress(organization=alice.organization, address=reminded.to, reason=Suppression.Reason.BOUNCED, at=ENDED)
    deliver_at(call.due)
    assert state_of(reminded) == State.REFUSED


def test_who_unsubscribed_from_reminders_still_gets_what_was_asked_for(
    reminded: OutgoingMail, queued: Queue, alice: Membership, call: Step
) -> None:
    invitation = queued(reminded.to)
    unsubscribe(organization=alice.organization, address=reminded.to, stream=MailStream.REMINDERS, at=ENDED)
    deliver_at(call.due)
    assert state_of(reminded) == State.REFUSED
    assert state_of(invitation) == State.SENT


def test_another_firms_refusal_is_not_ours(queued: Queue, alice: Membership) -> None:
    from recruiting.accounts.services import create_firm

    other = create_firm(name="Quillfeather", owner_email="charlie@quill.example", at=ENDED)
    suppress(organization=other, address="amara@example.org", reason=Suppression.Reason.BOUNCED, at=ENDED)
    mail = queued()
    deliver_at(ENDED)
    assert state_of(mail) == State.SENT


def test_a_candidate_who_has_another_address_now_is_not_written_to_at_the_old_one(
    reminded: OutgoingMail, invited: Candidate, call: Step
) -> None:
    invited.email = "amara.new@example.org"
    invited.save()
    deliver_at(call.due)
    assert state_of(reminded) == State.CANCELLED


def test_an_unknown_address_fails_for_good_and_gets_no_more_mail(queued: Queue, server_says: Say) -> None:
    mail = queued(membership=None)
    server_says(smtplib.SMTPRecipientsRefused({mail.to: (550, b"5.1.1 no such user")}))
    deliver_at(ENDED)
    assert state_of(mail) == State.FAILED
    assert mail.error == "5.1.1 no such user"
    assert Suppression.objects.get().address == mail.to


def test_the_recruiter_is_told_of_a_letter_that_failed_and_not_of_the_telling(
    queued: Queue, alice: Membership, server_says: Say
) -> None:
    queued(membership=alice)
    server_says(smtplib.SMTPRecipientsRefused({"x": (550, b"5.1.1 no such user")}))
    deliver_at(ENDED)
    deliver_at(ENDED + timedelta(minutes=1))
    notices = OutgoingMail.objects.filter(kind=OutgoingMail.Kind.MAIL_FAILED)
    assert [notice.to for notice in notices] == ["alice@northgate.example"]


def test_of_a_hundred_failures_the_recruiter_is_told_five_times_an_hour(
    queued: Queue, alice: Membership, server_says: Say
) -> None:
    for number in range(20):
        queued(f"nobody{number}@example.org", membership=alice)
    server_says(smtplib.SMTPRecipientsRefused({"x": (550, b"5.1.1 no such user")}))
    deliver_at(ENDED)
    assert OutgoingMail.objects.filter(kind=OutgoingMail.Kind.MAIL_FAILED).count() == 5


def test_a_notice_that_fails_does_not_undo_the_mark(
    queued: Queue, alice: Membership, server_says: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_facts: object) -> None:
        raise RuntimeError("a template is missing")

    monkeypatch.setattr(failures, "letter", fail)
    mail = queued(membership=alice)
    server_says(smtplib.SMTPDataError(554, b"no"))
    deliver_at(ENDED)
    assert state_of(mail) == State.FAILED


def test_a_worker_whose_time_is_up_in_the_middle_of_a_letter_loses_it_not(queued: Queue, server_says: Say) -> None:
    mail = queued()
    server_says(SoftTimeLimitExceeded())
    deliver_at(ENDED)
    assert (state_of(mail), mail.tries) == (State.WAITING, 1)


def test_a_server_that_is_away_costs_the_others_no_try(queued: Queue, server_says: Say) -> None:
    first, second = queued("one@example.org"), queued("two@example.org")
    server_says(ConnectionRefusedError("refused"))
    deliver_at(ENDED)
    assert (state_of(first), first.tries) == (State.WAITING, 1)
    assert (state_of(second), second.tries) == (State.WAITING, 0)
    assert second.next_at == ENDED + timedelta(minutes=1)


def test_a_letter_that_cannot_be_built_fails_alone(queued: Queue) -> None:
    sick, well = queued("one@example.org"), queued("two@example.org")
    OutgoingMail.objects.filter(pk=sick.pk).update(subject="Two\nlines")
    deliver_at(ENDED)
    assert state_of(sick) == State.FAILED
    assert "BadHeaderError" in sick.error
    assert state_of(well) == State.SENT


def test_nothing_is_sent_inside_a_transaction(
    queued: Queue, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    from django.db import connection

    depths = []
    outside = len(connection.savepoint_ids)
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages",
        lambda *_args: depths.append(len(connection.savepoint_ids) - outside),
    )
    queued()
    deliver_at(ENDED)
    assert depths == [0]


def test_a_held_letter_goes_when_it_is_released(queued: Queue) -> None:
    mail = queued()
    assert hold(mail)
    deliver_at(ENDED)
    assert state_of(mail) == State.HELD
    assert release(mail, at=ENDED)
    deliver_at(ENDED)
    assert state_of(mail) == State.SENT


def test_a_failed_letter_can_be_tried_again(queued: Queue, server_says: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = queued()
    server_says(smtplib.SMTPDataError(554, b"no"))
    deliver_at(ENDED)
    assert state_of(mail) == State.FAILED
    monkeypatch.undo()
    assert retry(mail, at=ENDED)
    deliver_at(ENDED)
    assert state_of(mail) == State.SENT
    assert mail.attempts.count() == 2


def test_what_was_sent_cannot_be_tried_again(queued: Queue) -> None:
    mail = queued()
    deliver_at(ENDED)
    mail.refresh_from_db()
    assert not retry(mail, at=ENDED)
    assert not hold(mail)


def test_a_letter_in_another_workers_hands_is_left_alone(queued: Queue) -> None:
    mail = queued()
    claim = claims.claim(most=1, at=ENDED)
    claims.begin(mail.pk, claim.token, at=ENDED)
    assert not hold(mail)
    assert not retry(mail, at=ENDED)
    deliver_at(ENDED)
    assert mailbox.outbox == []


def test_a_message_has_both_bodies(reminded: OutgoingMail) -> None:
    message = message_of(reminded)
    assert isinstance(message, EmailMultiAlternatives)
    assert message.body == reminded.text
    assert message.alternatives[0][0] == reminded.html
