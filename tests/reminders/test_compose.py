"""Putting reminders into words: within the day's caps; what is sick fails alone and says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template import TemplateSyntaxError
from django.test.utils import CaptureQueriesContext

from candidates.models import Application, Candidate, EventType, OutgoingMail, Plan, Reminder, Step
from candidates.outbox.queue import Envelope, columns
from candidates.reminders import compose as composing
from candidates.reminders.compose import compose
from candidates.reminders.letters import reminder_letter
from candidates.reminders.materialise import materialise
from recruiting.models import Contact, Organization
from tests.reminders.conftest import (
    BEFORE,
    CALL,
    DUE,
    HOUR,
    MINUTE,
    another,
    interviewed,
    record,
    states,
    tick,
    try_to_send,
)

State = OutgoingMail.State
MAIL_FAILED = OutgoingMail.Kind.MAIL_FAILED
SOON = CALL - 2 * HOUR


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.order_by("pk"))


def cap(**limits: int) -> None:
    Organization.objects.update(**limits)


def kinds_sent() -> list[str]:
    return sorted(mail.kind for mail in try_to_send(SOON))


def failures() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(state=State.FAILED))


def test_a_reminder_becomes_a_letter_once(call: Step) -> None:
    for _each in range(3):
        tick(SOON)
    (mail,) = letters()
    assert (mail.to, mail.kind, mail.state) == ("amara@example.org", BEFORE, State.WAITING)
    assert (mail.due_at, mail.useful_until, mail.dated) == (SOON, CALL, SOON)
    assert mail.reply_to == "alice@northgate.example"
    assert mail.text
    assert mail.html


def test_its_words_stay_as_they_were_when_it_was_queued(call: Step) -> None:
    tick(SOON)
    Contact.objects.update(name="Somebody Else")
    tick(SOON + MINUTE)
    assert "Grace Petrov" in letters()[0].subject


def test_the_same_reminder_has_the_same_message_id_however_it_is_made(call: Step) -> None:
    tick(SOON)
    first = letters()[0].message_id
    OutgoingMail.objects.all().delete()
    Reminder.objects.all().delete()
    Step.objects.filter(key=call.key).update(remind_at=SOON)
    tick(SOON + MINUTE)
    assert letters()[0].message_id == first


def test_past_a_persons_cap_a_reminder_waits_an_hour(call: Step, amara: Candidate, application: Application) -> None:
    cap(daily_mail_per_person=1)
    interviewed(amara, application)
    tick(SOON)
    assert len(letters()) == 1
    assert [each.send_at for each in Reminder.objects.filter(composed_at=None)] == [SOON + HOUR]


def test_past_a_persons_cap_a_reminder_that_cannot_wait_is_shown(
    call: Step, amara: Candidate, application: Application
) -> None:
    cap(daily_mail_per_person=1)
    interviewed(amara, application)
    tick(CALL - 50 * MINUTE)
    assert sorted((mail.state, mail.error) for mail in letters()) == [
        (State.TOO_LATE, "Too many letters that day."),
        (State.WAITING, ""),
    ]


def test_a_persons_cap_is_nobody_elses(call: Step, application: Application) -> None:
    cap(daily_mail_per_person=1)
    another(application, "Tomasz Ito")
    tick(SOON)
    assert {mail.to for mail in letters()} == {"amara@example.org", "tomasz.ito@example.org"}


def test_past_a_firms_cap_reminders_wait(call: Step, application: Application) -> None:
    cap(daily_mail=2)
    for name in ("Tomasz Ito", "Mary Okoro"):
        another(application, name)
    tick(SOON)
    assert len(letters()) == 2
    assert Reminder.objects.filter(composed_at=None).count() == 1


def test_a_day_later_there_is_room_again(call: Step) -> None:
    cap(daily_mail_per_person=1)
    tick(SOON)
    OutgoingMail.objects.update(created_at=SOON - timedelta(days=1), state=State.SENT)
    tick(CALL)
    assert set(states()) == {BEFORE, DUE}


def test_what_was_never_sent_takes_no_room(call: Step) -> None:
    cap(daily_mail_per_person=1)
    tick(SOON)
    OutgoingMail.objects.update(state=State.CANCELLED)
    tick(CALL)
    assert states()[DUE] == State.WAITING


def test_a_plan_over_to_the_recruiter_is_told_past_any_cap(call: Step) -> None:
    cap(daily_mail=0, daily_mail_per_person=0)
    Reminder.objects.create(
        organization=call.organization,
        plan=call.plan,
        step_key="plan",
        kind=Reminder.Kind.EXHAUSTED,
        recipient="alice@northgate.example",
        due=CALL,
        send_at=CALL,
        useful_until=CALL + HOUR,
    )
    compose(at=CALL)
    assert [(mail.kind, mail.state) for mail in letters()] == [("exhausted", State.WAITING)]


@pytest.fixture
def sick(call: Step, application: Application) -> Plan:
    """Return a plan among two others, all with a reminder that is due soon."""
    plans = [another(application, name) for name in ("Tomasz Ito", "Mary Okoro")]
    return plans[0]


def test_a_template_that_fails_fails_one_letter(sick: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_for_one(reminder: Reminder, **facts: object) -> object:
        if reminder.plan_id == sick.pk:
            raise TemplateSyntaxError("Invalid block tag")
        return reminder_letter(reminder, at=CALL)

    monkeypatch.setattr(composing, "reminder_letter", fail_for_one)
    tick(SOON)
    (failed,) = failures()
    assert failed.error == "It could not be put into words: TemplateSyntaxError: Invalid block tag"
    assert failed.to == "tomasz.ito@example.org"
    assert kinds_sent() == [BEFORE, BEFORE, MAIL_FAILED]


@pytest.mark.parametrize("why", [{}, [], "spoilt", {"rule": "no such rule", "time_zone": "Europe/London"}])
def test_facts_that_are_spoilt_fail_one_letter(sick: Plan, why: object) -> None:
    Step.objects.filter(plan=sick, key="follow_up:1").update(why=why)
    tick(SOON)
    (failed,) = failures()
    assert failed.error.startswith("It could not be put into words: ")
    assert failed.text == ""
    assert kinds_sent() == [BEFORE, BEFORE, MAIL_FAILED]


@pytest.mark.parametrize("letter", ["\0", "\ud800"], ids=["nul", "half a pair"])
def test_a_letter_that_no_database_takes_fails_alone(sick: Plan, letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil_one(reminder: Reminder, **facts: object) -> object:
        if reminder.plan_id == sick.pk:
            reminder.plan.interview.lead.name = f"Grace{letter} Petrov"
        return reminder_letter(reminder, at=CALL)

    monkeypatch.setattr(composing, "reminder_letter", spoil_one)
    tick(SOON)
    (failed,) = failures()
    assert failed.error.startswith("It could not be put into words: ")
    assert kinds_sent() == [BEFORE, BEFORE, MAIL_FAILED]


def test_a_letter_in_an_old_row_that_no_database_takes_fails_alone(sick: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    tick(SOON)
    OutgoingMail.objects.update(state=State.CANCELLED)
    Reminder.objects.update(composed_at=None)
    monkeypatch.setattr(composing, "columns", spoilt_columns(sick))
    compose(at=SOON)
    assert [mail.to for mail in failures()] == ["tomasz.ito@example.org"]
    assert kinds_sent() == [BEFORE, BEFORE, MAIL_FAILED]


def spoilt_columns(sick: Plan) -> Callable[..., dict[str, Any]]:
    """Return what makes columns of letters, and half a character in those of one plan."""

    def spoil(envelope: Envelope, letter: EmailMultiAlternatives) -> dict[str, Any]:
        assert envelope.reminder is not None
        broken = {"text": "\ud800"} if envelope.reminder.plan_id == sick.pk else {}
        return columns(envelope, letter) | broken

    return spoil


def test_a_step_that_is_gone_fails_one_letter(sick: Plan) -> None:
    materialise(at=SOON)
    Step.objects.filter(plan=sick).delete()
    compose(at=SOON)
    assert len(failures()) == 1
    assert kinds_sent() == [BEFORE, BEFORE, MAIL_FAILED]


def test_a_letter_that_failed_for_its_words_is_not_made_anew_each_tick(sick: Plan) -> None:
    Step.objects.filter(plan=sick, key="follow_up:1").update(why={})
    for minute in range(3):
        tick(SOON + minute * MINUTE)
    assert len(failures()) == 1


def test_a_reminder_of_a_step_that_came_back_gets_its_words_anew(call: Step) -> None:
    tick(SOON)
    OutgoingMail.objects.update(state=State.CANCELLED, text="old", finished_at=SOON)
    Reminder.objects.update(composed_at=None)
    compose(at=SOON + MINUTE)
    (mail,) = letters()
    assert (mail.state, mail.finished_at, mail.dated) == (State.WAITING, None, SOON + MINUTE)
    assert "Grace Petrov" in mail.text


def test_queries_do_not_grow_with_reminders_but_for_their_savepoints(call: Step, application: Application) -> None:
    def queries() -> list[str]:
        OutgoingMail.objects.all().delete()
        Reminder.objects.all().delete()
        Step.objects.filter(key="follow_up:1").update(remind_at=SOON)
        materialise(at=CALL)
        with CaptureQueriesContext(connection) as captured:
            assert compose(at=CALL)
        return [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]

    few = queries()
    for name in ("Tomasz Ito", "Mary Okoro", "Li Wei", "Noor Aziz"):
        another(application, name)
    many = queries()
    assert OutgoingMail.objects.count() == 10
    assert len(many) == len(few)


def test_a_done_step_is_not_put_into_words(call: Step) -> None:
    materialise(at=SOON)
    record(call.plan, EventType.CALL_MADE, at=SOON, outcome="rejected")
    assert compose(at=SOON) == 0
