"""Making reminders: one for each step, kind and due moment, for those who get any, however often a tick comes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.interviews.services import NewInterview, hand_over, record_interview
from candidates.models import (
    Actor,
    Application,
    Candidate,
    EventType,
    MailPreferences,
    OutgoingMail,
    Owner,
    Plan,
    Reminder,
    Step,
)
from candidates.outbox.intents import look_again
from candidates.people.services import invite_candidate
from candidates.plans.services import Author, retract_event
from candidates.reminders import materialise as making
from candidates.reminders.materialise import materialise
from recruiting.models import Contact, Membership, User
from tests.reminders.conftest import (
    BEFORE,
    CALL,
    DUE,
    ENDED,
    HOUR,
    MINUTE,
    OVERDUE,
    RECRUITER,
    UNTIL,
    WRITTEN,
    another,
    kinds,
    record,
    states,
    step_of,
    tick,
    try_to_send,
)

State = OutgoingMail.State
FRIDAY = "2026-12-04T10:00:00+00:00"


def prefer(candidate: Candidate, **wishes: Any) -> None:
    assert candidate.user is not None
    MailPreferences.objects.update_or_create(user=candidate.user, defaults=wishes)
    look_again(candidate)


def move(plan: Plan, due: str, *, at: datetime) -> None:
    record(plan, EventType.RESCHEDULED, at=at, author=Author(Actor.CANDIDATE, user_of(plan)), due=due)


def user_of(plan: Plan) -> User | None:
    return plan.interview.application.candidate.user


def test_each_reminder_is_made_when_its_moment_comes(call: Step) -> None:
    for moment, made in [
        (CALL - 2 * HOUR - MINUTE, []),
        (CALL - 2 * HOUR, [BEFORE]),
        (CALL, [BEFORE, DUE]),
        (UNTIL + HOUR, [BEFORE, DUE, OVERDUE]),
    ]:
        tick(moment)
        assert kinds(step_key=call.key) == made


def test_any_number_of_ticks_makes_a_reminder_once(call: Step) -> None:
    for minute in range(5):
        tick(CALL + minute * MINUTE)
        look_again(call.plan.interview.application.candidate)
    assert kinds(step_key=call.key) == [BEFORE, DUE]


def test_a_reminder_says_of_what_it_is_to_whom_and_until_when(call: Step) -> None:
    tick(CALL)
    due = Reminder.objects.get(kind=DUE)
    assert (due.recipient, due.due, due.send_at, due.useful_until) == ("amara@example.org", CALL, CALL, UNTIL)


def test_a_step_with_nothing_more_to_say_is_not_looked_at_again(call: Step) -> None:
    tick(UNTIL + HOUR)
    assert not Step.objects.filter(remind_at__isnull=False).exists()
    assert materialise(at=UNTIL + 2 * HOUR) == 0


def test_what_the_recruiter_does_is_nothing_to_remind_the_candidate_of(call: Step) -> None:
    hand_over(interview=call.plan.interview, to=Owner.RECRUITER, author=RECRUITER, now=WRITTEN)
    Step.objects.update(remind_at=WRITTEN)
    tick(CALL)
    assert kinds() == []


def test_a_date_that_waits_for_the_thank_you_is_not_reminded_of(amara: Candidate, plan: Plan) -> None:
    provisional = step_of(plan, "follow_up:1")
    assert provisional.provisional
    Step.objects.filter(pk=provisional.pk).update(remind_at=ENDED)
    tick(provisional.due)
    assert kinds(step_key="follow_up:1") == []
    assert BEFORE in kinds(step_key="thank_you")


def test_who_is_not_invited_gets_none_until_they_are(plan: Plan, alice: Membership) -> None:
    record(plan, EventType.THANK_YOU_SENT, at=WRITTEN)
    candidate = plan.interview.application.candidate
    Candidate.objects.filter(pk=candidate.pk).update(time_zone="Europe/London")
    candidate.refresh_from_db()
    tick(CALL)
    assert kinds() == []
    invite_candidate(candidate=candidate, by=alice, at=CALL + MINUTE)
    tick(CALL + MINUTE)
    assert kinds() == [DUE]


def test_who_was_never_invited_gets_none_though_they_have_a_user(call: Step, amara: Candidate) -> None:
    Candidate.objects.filter(pk=amara.pk).update(invited_at=None)
    tick(CALL)
    assert kinds() == []


def test_who_has_another_address_than_their_user_gets_none(call: Step, amara: Candidate) -> None:
    Candidate.objects.filter(pk=amara.pk).update(email="somebody@example.org")
    tick(CALL)
    assert kinds() == []


def test_a_done_step_is_not_reminded_of(call: Step) -> None:
    record(call.plan, EventType.CALL_MADE, at=CALL - 3 * HOUR, outcome="rejected")
    tick(CALL)
    assert kinds() == []


def test_a_past_that_is_brought_in_is_not_caught_up_with(amara: Candidate, application: Application) -> None:
    long_ago, now = ENDED - timedelta(days=20), ENDED + timedelta(days=1)
    Application.objects.filter(pk=application.pk).update(stage="represented")
    lead = Contact.objects.filter(company=application.job.company).first()
    assert lead is not None
    new = NewInterview(application=application, ended_at=long_ago, lead=lead, round=2)
    late = record_interview(new=new, author=RECRUITER, now=now)
    assert step_of(late, "thank_you").due < now - timedelta(days=10)
    tick(now)
    tick(now + timedelta(days=2))
    assert kinds(plan=late) == []


def test_what_an_outage_made_us_miss_is_made_and_shown_as_too_late(call: Step) -> None:
    after = UNTIL + 2 * HOUR
    tick(after)
    sent = try_to_send(after)
    assert [mail.kind for mail in sent] == [OVERDUE]
    assert states() == {BEFORE: State.TOO_LATE, DUE: State.TOO_LATE, OVERDUE: State.SENDING}


def test_what_is_too_late_even_for_overdue_is_shown_and_not_sent(call: Step) -> None:
    after = UNTIL + timedelta(days=10)
    tick(after)
    assert try_to_send(after) == []
    assert set(states().values()) == {State.TOO_LATE}


def test_a_moved_step_takes_its_reminder_along(call: Step) -> None:
    tick(CALL - 2 * HOUR)
    move(call.plan, FRIDAY, at=CALL - HOUR)
    assert states() == {BEFORE: State.CANCELLED}
    tick(CALL + 24 * HOUR - 2 * HOUR)
    assert [each.due for each in Reminder.objects.filter(cancelled_at=None)] == [CALL + 24 * HOUR]


def test_a_step_that_moves_away_and_back_is_reminded_of_once(call: Step) -> None:
    tick(CALL - 2 * HOUR)
    move(call.plan, FRIDAY, at=CALL - 100 * MINUTE)
    back(call.plan, CALL - 90 * MINUTE)
    for minute in range(3):
        tick(CALL - 80 * MINUTE + minute * MINUTE)
    assert kinds() == [BEFORE]
    assert [mail.due_at for mail in try_to_send(CALL - 70 * MINUTE)] == [CALL - 2 * HOUR]


def test_a_reminder_that_was_sent_is_not_sent_again_when_its_step_comes_back(call: Step) -> None:
    tick(CALL - 2 * HOUR)
    OutgoingMail.objects.update(state=State.SENT)
    move(call.plan, FRIDAY, at=CALL - 100 * MINUTE)
    back(call.plan, CALL - 90 * MINUTE)
    tick(CALL - 80 * MINUTE)
    assert states() == {BEFORE: State.SENT}


def test_a_reminder_that_went_while_its_step_moved_is_not_woken(call: Step) -> None:
    tick(CALL - 2 * HOUR)
    OutgoingMail.objects.update(state=State.SENT)
    Reminder.objects.update(cancelled_at=CALL - 2 * HOUR)
    Step.objects.filter(pk=call.pk).update(remind_at=CALL - 2 * HOUR)
    tick(CALL - HOUR)
    assert kinds() == []


def back(plan: Plan, at: datetime) -> None:
    moved = plan.events.get(type=EventType.RESCHEDULED, retracted_at=None)
    retract_event(event=moved, author=Author(Actor.CANDIDATE, user_of(plan)), now=at)


def test_another_lead_time_counts_from_the_next_tick(call: Step, amara: Candidate) -> None:
    tick(CALL - 3 * HOUR)
    prefer(amara, lead_minutes=240, quiet_from=time(0), quiet_until=time(0))
    tick(CALL - 3 * HOUR)
    assert kinds() == [BEFORE]


def test_other_quiet_hours_count_from_the_next_tick(call: Step, amara: Candidate) -> None:
    tick(CALL - 4 * HOUR)
    prefer(amara, quiet_until=time(11))
    tick(CALL - HOUR)
    assert Reminder.objects.get().send_at == CALL - timedelta(hours=13, minutes=1)


def test_a_person_reminded_already_is_not_reminded_again_for_another_lead_time(call: Step, amara: Candidate) -> None:
    tick(CALL - 2 * HOUR)
    prefer(amara, lead_minutes=60)
    tick(CALL - HOUR)
    assert kinds() == [BEFORE]


def test_a_step_with_a_zone_that_is_none_is_shown_and_stops_no_other(call: Step, application: Application) -> None:
    well = another(application, "Tomasz Ito")
    Candidate.objects.filter(pk=call.plan.interview.application.candidate_id).update(time_zone="Mars/Phobos")
    tick(CALL)
    assert kinds(plan=well) == [BEFORE, DUE]
    assert states(reminder__plan=call.plan) == {BEFORE: State.FAILED}
    assert step_of(call.plan, call.key).remind_at == CALL + HOUR
    Candidate.objects.update(time_zone="Europe/London")
    tick(CALL + HOUR)
    assert DUE in kinds(plan=call.plan)


def test_more_steps_than_a_batch_are_all_looked_at(
    call: Step, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [another(application, name) for name in ("Tomasz Ito", "Mary Okoro", "Li Wei")]
    monkeypatch.setattr(making, "BATCH", 2)
    tick(CALL)
    assert all(kinds(plan=plan) == [BEFORE, DUE] for plan in plans)


def test_the_number_of_queries_does_not_grow_with_steps(call: Step, application: Application) -> None:
    def queries() -> int:
        Reminder.objects.all().delete()
        Step.objects.filter(key="follow_up:1").update(remind_at=CALL - 10 * HOUR)
        with CaptureQueriesContext(connection) as captured:
            assert materialise(at=CALL)
        return len(captured)

    few = queries()
    for name in ("Tomasz Ito", "Mary Okoro", "Li Wei", "Noor Aziz"):
        another(application, name)
    assert queries() == few
