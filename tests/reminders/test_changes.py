"""What people are told of a plan that changed: the candidate of another date, once; the recruiter of a plan's end."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from candidates.interviews.services import move_interview
from candidates.models import Actor, Candidate, EventType, OutgoingMail, Plan, Reminder, Step
from candidates.plans.services import Author, retract_event
from recruiting.models import Membership
from tests.reminders.conftest import (
    CALL,
    ENDED,
    HOUR,
    MINUTE,
    RECRUITER,
    WRITTEN,
    kinds,
    record,
    states,
    step_of,
    tick,
    try_to_send,
)

State, Kind = OutgoingMail.State, Reminder.Kind
CHANGED, EXHAUSTED = Kind.CHANGED, Kind.EXHAUSTED
LATER = WRITTEN + 2 * HOUR  # Mon 30 Nov, 19:00
GRACE = 5 * MINUTE
FRIDAY, MONDAY = "2026-12-04T10:00:00+00:00", "2026-12-07T10:00:00+00:00"


def move_call(plan: Plan, due: str, *, at: datetime, author: Author = RECRUITER) -> None:
    record(plan, EventType.RESCHEDULED, at=at, author=author, due=due)


def undo(plan: Plan, *, at: datetime) -> None:
    last = plan.events.filter(retracted_at=None).latest("number")
    retract_event(event=last, author=RECRUITER, now=at)


def changed() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=CHANGED).exclude(state=State.CANCELLED).order_by("pk"))


def test_a_date_that_the_recruiter_moves_is_told_after_the_grace(call: Step) -> None:
    move_call(call.plan, FRIDAY, at=LATER)
    tick(LATER + GRACE - MINUTE)
    assert changed() == []
    tick(LATER + GRACE)
    tick(LATER + GRACE + MINUTE)
    (note,) = changed()
    assert note.to == "amara@example.org"
    assert note.subject == "New date: Call Grace Petrov on Fri 4 Dec at 10:00 London"
    assert "Until now your next date was Thu 3 Dec, 10:00 London." in note.text


def test_an_interview_that_the_recruiter_moves_is_told_once(amara: Candidate, plan: Plan) -> None:
    later = ENDED + timedelta(days=1)
    move_interview(interview=plan.interview, ended_at=later, author=RECRUITER, now=LATER)
    tick(LATER + GRACE)
    tick(LATER + 2 * GRACE)
    (note,) = changed()
    assert note.reminder is not None
    assert note.reminder.due == step_of(plan, "thank_you").due == later + timedelta(days=1)
    assert note.reminder.was_due == ENDED + timedelta(days=1)


def test_a_slip_that_is_undone_within_the_grace_is_nobodys_news(call: Step) -> None:
    move_call(call.plan, FRIDAY, at=LATER)
    undo(call.plan, at=LATER + 2 * MINUTE)
    tick(LATER + HOUR)
    assert changed() == []
    assert kinds(kind=CHANGED) == []


def test_a_slip_that_is_undone_before_it_was_sent_is_cancelled(call: Step) -> None:
    move_call(call.plan, FRIDAY, at=LATER)
    tick(LATER + GRACE)
    undo(call.plan, at=LATER + GRACE + MINUTE)
    assert changed() == []
    assert states(kind=CHANGED) == {CHANGED: State.CANCELLED}


def test_a_date_that_was_told_and_is_taken_back_is_told_too(call: Step) -> None:
    move_call(call.plan, FRIDAY, at=LATER)
    tick(LATER + GRACE)
    OutgoingMail.objects.update(state=State.SENT)
    undo(call.plan, at=LATER + HOUR)
    tick(LATER + HOUR + GRACE)
    assert [mail.reminder.due for mail in changed() if mail.reminder] == [CALL + timedelta(days=1), CALL]


def test_a_date_moved_twice_is_told_once_beside_the_one_known_first(call: Step) -> None:
    move_call(call.plan, FRIDAY, at=LATER)
    move_call(call.plan, MONDAY, at=LATER + 2 * MINUTE)
    tick(LATER + HOUR)
    (note,) = changed()
    assert "Mon 7 Dec at 10:00 London" in note.subject
    assert "Until now your next date was Thu 3 Dec, 10:00 London." in note.text


def test_what_the_candidate_reports_is_no_news_to_them(call: Step, amara: Candidate) -> None:
    move_call(call.plan, FRIDAY, at=LATER, author=Author(Actor.CANDIDATE, amara.user))
    tick(LATER + HOUR)
    assert kinds(kind=CHANGED) == []


def test_a_plan_that_is_closed_has_no_new_date(call: Step) -> None:
    record(call.plan, EventType.CLOSED, at=LATER, outcome="job_closed")
    tick(LATER + HOUR)
    assert kinds() == []


def test_who_is_not_invited_is_told_of_no_date(plan: Plan) -> None:
    record(plan, EventType.THANK_YOU_SENT, at=WRITTEN)
    move_call(plan, FRIDAY, at=LATER)
    tick(LATER + HOUR)
    assert kinds() == []


def test_a_date_within_half_an_hour_is_left_to_its_own_reminder(call: Step) -> None:
    at = CALL - 3 * HOUR
    move_call(call.plan, (at + 20 * MINUTE).isoformat(), at=at)
    tick(at + GRACE)
    assert kinds(kind=CHANGED) == []


def test_a_new_date_waits_for_the_end_of_the_night(call: Step) -> None:
    night = datetime(2026, 12, 1, 23, tzinfo=ZoneInfo("Europe/London"))
    move_call(call.plan, FRIDAY, at=night)
    tick(night + GRACE)
    assert try_to_send(night + GRACE) == []
    morning = night + timedelta(hours=9)
    assert [mail.kind for mail in try_to_send(morning)] == [CHANGED]


@pytest.fixture
def exhausted(call: Step) -> Plan:
    """Return the plan, over: nobody answered until the policy's limits were reached."""
    plan = call.plan
    for _each in range(12):
        plan.refresh_from_db()
        if plan.status == Plan.Status.EXHAUSTED:
            return plan
        step = plan.steps.get(status=Step.Status.OPEN, key__startswith="follow_up")
        if step.kind == Step.Kind.CALL:
            record(plan, EventType.CALL_MADE, at=step.due, outcome="no_answer")
        else:
            record(plan, EventType.EMAIL_SENT, at=step.due)
    raise AssertionError("the plan goes on and on")


def over_at(plan: Plan) -> datetime:
    return plan.events.latest("number").at


def test_the_recruiter_is_told_at_once_and_once_that_a_plan_is_over(exhausted: Plan, alice: Membership) -> None:
    at = over_at(exhausted)
    tick(at)
    tick(at + HOUR)
    (note,) = OutgoingMail.objects.filter(kind=EXHAUSTED)
    assert (note.to, note.next_at) == (alice.user.email, at)
    assert note.subject == "Over to you: Amara Nwosu at Harrow & Pine"


def test_the_same_end_of_a_plan_is_told_once_however_often_it_is_planned(exhausted: Plan) -> None:
    at = over_at(exhausted)
    tick(at)
    OutgoingMail.objects.update(state=State.SENT)
    move_interview(
        interview=exhausted.interview, ended_at=exhausted.interview.ended_at, author=RECRUITER, now=at + HOUR
    )
    tick(at + HOUR)
    assert OutgoingMail.objects.filter(kind=EXHAUSTED).count() == 1


def test_a_plan_that_goes_on_before_the_recruiter_was_told_is_not_over(exhausted: Plan) -> None:
    at = over_at(exhausted)
    tick(at)
    soon = at + timedelta(days=3)
    move_call(exhausted, soon.replace(hour=10, minute=0).isoformat(), at=at + MINUTE)
    assert states(kind=EXHAUSTED) == {EXHAUSTED: State.CANCELLED}
