"""What a step's moment means now, and what a firm's day holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Application, Candidate, Plan
from candidates.plans.due import LocalDay, State, state_of
from candidates.plans.inputs import Happening
from candidates.plans.selectors import today
from candidates.plans.services import Author, record_event
from candidates.plans.timeline import Reader, for_reading, timeline_of
from recruiting.models import Job, Membership
from tests.plans.conftest import ENDED

pytestmark = pytest.mark.django_db

SENT = Happening("thank_you_sent", datetime(2026, 11, 30, 18, tzinfo=UTC))
CALL_DAY = datetime(2026, 12, 3, tzinfo=UTC)  # the call is due at 10:00 in London, until 16:30
LONDON = Reader("recruiter", "Europe/London")


@pytest.fixture
def call_due(plan: Plan) -> Plan:
    return record_event(plan=plan, happening=SENT, author=Author(Actor.RECRUITER), now=SENT.at)


@pytest.mark.parametrize(
    ("hour", "state"),
    [(8, State.LATER_TODAY), (10, State.DUE_NOW), (16, State.DUE_NOW), (17, State.OVERDUE), (-1, State.WAITING)],
)
def test_a_call_is_due_from_its_moment_until_the_call_hours_close(call_due: Plan, hour: int, state: State) -> None:
    step = call_due.steps.get(status="open")
    assert state_of(step, now=CALL_DAY + timedelta(hours=hour), zone="Europe/London") == state


def test_a_call_of_yesterday_is_overdue_by_the_readers_day_alone(call_due: Plan) -> None:
    step = call_due.steps.get(status="open")
    step.latest = step.latest and step.latest + timedelta(days=3)
    morning = datetime(2026, 12, 3, 15, 30, tzinfo=UTC)  # already 4 December in Tokyo
    assert state_of(step, now=morning, zone="Asia/Tokyo") == State.OVERDUE
    assert state_of(step, now=morning, zone="Europe/London") == State.DUE_NOW


def test_an_agreed_moment_stays_due_all_day(plan: Plan) -> None:
    agreed = {"date": "2026-12-03", "time": "17:45", "may_call": "yes"}
    plan = record_event(
        plan=plan, happening=Happening("timeframe_given", ENDED, agreed), author=Author(Actor.RECRUITER), now=ENDED
    )
    step = plan.steps.get(status="open", key__startswith="follow_up")
    assert state_of(step, now=CALL_DAY + timedelta(hours=20), zone="Europe/London") == State.DUE_NOW


def test_a_local_day_may_have_twenty_three_hours() -> None:
    day = LocalDay.of(datetime(2027, 3, 28, 12, tzinfo=UTC), "Europe/London")
    assert day.end - day.start == timedelta(days=1)  # on the wall
    assert day.end.timestamp() - day.start.timestamp() == 23 * 3600


def test_today_shows_what_is_due_now(call_due: Plan, alice: Membership) -> None:
    day = today(alice.organization, reader=LONDON, now=CALL_DAY + timedelta(hours=11))
    assert [line.title for line in day.now.lines] == ["Call Grace Petrov"]
    assert (day.to_call, day.to_write) == (1, 0)


def test_today_shows_a_thank_you_not_written_but_not_the_call_that_waits_for_it(plan: Plan, alice: Membership) -> None:
    day = today(alice.organization, reader=LONDON, now=datetime(2026, 12, 4, 12, tzinfo=UTC))
    assert [line.state for line in day.thank_yous.lines] == [State.OVERDUE]
    assert day.to_call == 0


def test_today_shows_plans_that_are_over_to_the_recruiter(call_due: Plan, alice: Membership) -> None:
    later = ENDED + timedelta(days=59)
    unanswered = Happening("call_made", later, {"outcome": "undecided"})
    record_event(plan=call_due, happening=unanswered, author=Author(Actor.RECRUITER), now=later)
    day = today(alice.organization, reader=LONDON, now=later)
    assert [plan.pk for plan in day.over_to_you] == [call_due.pk]


def test_today_of_one_recruiter_leaves_out_the_others(call_due: Plan, alice: Membership) -> None:
    from recruiting.accounts.services import add_member

    bob = add_member(organization=alice.organization, email="bob@northgate.example", role="recruiter")
    at = CALL_DAY + timedelta(hours=11)
    assert today(alice.organization, reader=LONDON, now=at, recruiter=bob).to_call == 0
    assert today(alice.organization, reader=LONDON, now=at, recruiter=alice).to_call == 1


def another_plan(like: Application, number: int) -> Plan:
    firm = like.organization
    person = Candidate.objects.create(
        organization=firm, name=f"Candidate {number}", email=f"c{number}@example.org", time_zone="Europe/Paris"
    )
    job = Job.objects.create(organization=firm, company=like.job.company, title=f"Job {number}")
    application = Application.objects.create(organization=firm, candidate=person, job=job, recruiter=like.recruiter)
    new = NewInterview(application=application, ended_at=ENDED, lead=like.job.company.contacts.get(), happenings=[SENT])
    return record_interview(new=new, author=Author(Actor.RECRUITER), now=SENT.at)


def test_today_asks_no_more_queries_for_more_rows(
    application: Application, alice: Membership, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def read() -> int:
        day = today(alice.organization, reader=LONDON, now=CALL_DAY + timedelta(hours=11))
        return len([(line.title, line.when, line.why, line.contact.phone) for line in day.now.lines])

    another_plan(application, 0)
    with django_assert_num_queries(5):
        assert read() == 1
    for number in range(1, 8):
        another_plan(application, number)
    with django_assert_num_queries(5):
        assert read() == 8


def test_a_page_of_today_says_how_many_more_there_are(application: Application, alice: Membership) -> None:
    for number in range(4):
        another_plan(application, number)
    day = today(alice.organization, reader=LONDON, now=CALL_DAY + timedelta(hours=11), page=3)
    assert (len(day.now.lines), day.now.total, day.now.more) == (3, 4, 1)


def test_a_timeline_puts_the_next_step_first_and_lets_the_latest_event_be_undone(call_due: Plan) -> None:
    plan = for_reading(Plan.objects.filter(pk=call_due.pk)).get()
    timeline = timeline_of(plan, reader=LONDON, now=CALL_DAY)
    assert timeline.next is not None
    assert timeline.next.title == "Call Grace Petrov"
    assert timeline.next.when == "Thu 3 Dec, 10:00 London"
    assert [line.event.type for line in timeline.events if line.undoable] == ["thank_you_sent"]
    assert timeline.kinds[0] == "call"


def test_a_candidate_cannot_undo_what_the_recruiter_recorded(call_due: Plan) -> None:
    plan = for_reading(Plan.objects.filter(pk=call_due.pk)).get()
    assert timeline_of(plan, reader=Reader("candidate", "America/New_York"), now=CALL_DAY).undoable is None
