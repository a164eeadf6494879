"""When reminders go: before a step, at it, after it, never in quiet hours; what is made up for and what is not."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.models import LOOK_AHEAD, Reminder, Step
from candidates.models.reminders import LEADS
from candidates.outbox.quiet import QuietHours
from candidates.reminders.moments import ReminderMoment, look, moments_of
from tests.reminders.conftest import BEFORE, CALL, DUE, HOUR, MINUTE, OVERDUE, UNTIL
from tests.reminders.test_quiet import hours, moments

LONDON, NEW_YORK = "Europe/London", "America/New_York"
LEAD = timedelta(hours=2)
NEVER = QuietHours(LONDON, time(0), time(0))
NIGHT = QuietHours(LONDON, time(21), time(8))
NIGHT_IN_NEW_YORK = QuietHours(NEW_YORK, time(21), time(8))

leads = st.sampled_from(LEADS).map(lambda minutes: timedelta(minutes=minutes))
nights = st.builds(
    QuietHours,
    st.sampled_from([LONDON, NEW_YORK]),
    st.builds(time, st.integers(18, 23), st.sampled_from([0, 30])),
    st.builds(time, st.integers(0, 10), st.sampled_from([0, 30])),
)


def step(due: datetime, latest: datetime | None = None, kind: str = Step.Kind.CALL) -> Step:
    return Step(key="follow_up:1", kind=kind, due=due, latest=latest)


steps = st.builds(
    lambda due, width, kind: step(due, due + timedelta(minutes=width) if width is not None else None, kind),
    moments,
    st.none() | st.integers(0, 4 * 24 * 60),
    st.sampled_from([Step.Kind.CALL, Step.Kind.EMAIL, Step.Kind.QUESTION]),
)


def by_kind(of: Step, lead: timedelta = LEAD, quiet: QuietHours = NEVER) -> dict[Reminder.Kind, ReminderMoment]:
    return {moment.kind: moment for moment in moments_of(of, lead, quiet)}


@given(steps, leads, hours)
def test_no_reminder_goes_in_quiet_hours(of: Step, lead: timedelta, quiet: QuietHours) -> None:
    assert not [moment for moment in moments_of(of, lead, quiet) if quiet.holds(moment.send_at)]


@given(steps, leads, hours)
def test_soon_goes_before_it_is_due_and_overdue_after(of: Step, lead: timedelta, quiet: QuietHours) -> None:
    found = by_kind(of, lead, quiet)
    assert found[BEFORE].send_at < of.due
    if OVERDUE in found:
        assert found[OVERDUE].send_at > (of.latest or of.due)
    if DUE in found:
        assert of.due <= found[DUE].send_at < found[DUE].useful_until


@given(steps, leads, hours)
def test_every_reminder_is_of_use_when_it_goes(of: Step, lead: timedelta, quiet: QuietHours) -> None:
    assert all(moment.send_at < moment.useful_until for moment in moments_of(of, lead, quiet))


@given(steps, leads, nights)
def test_the_first_look_comes_before_the_first_reminder(of: Step, lead: timedelta, quiet: QuietHours) -> None:
    assert min(moment.send_at for moment in moments_of(of, lead, quiet)) >= of.due - LOOK_AHEAD


def test_a_call_with_hours_is_reminded_of_before_at_its_time_and_an_hour_after_its_last() -> None:
    found = by_kind(step(CALL, UNTIL))
    assert {kind: moment.send_at for kind, moment in found.items()} == {
        BEFORE: CALL - LEAD,
        DUE: CALL,
        OVERDUE: UNTIL + HOUR,
    }
    assert found[DUE].useful_until == UNTIL


def test_an_agreed_call_is_overdue_the_next_morning() -> None:
    found = by_kind(step(CALL, CALL), quiet=NIGHT)
    assert found[DUE].useful_until == CALL + 30 * MINUTE
    assert found[OVERDUE].send_at == datetime(2026, 12, 4, 8, tzinfo=UTC)


def test_the_closing_question_is_reminded_of_before_it_alone() -> None:
    assert set(by_kind(step(CALL, kind=Step.Kind.QUESTION))) == {BEFORE}


def test_soon_waits_for_the_end_of_the_night_where_that_is_early_enough() -> None:
    assert by_kind(step(CALL, UNTIL), timedelta(hours=4), NIGHT)[BEFORE].send_at == CALL - 2 * HOUR


def test_soon_comes_the_evening_before_where_the_night_ends_too_late() -> None:
    soon = by_kind(step(CALL, UNTIL), quiet=NIGHT_IN_NEW_YORK)[BEFORE].send_at
    assert soon == datetime(2026, 12, 2, 20, 59, tzinfo=ZoneInfo(NEW_YORK))


def test_now_waits_for_the_end_of_the_night_while_there_is_time_left() -> None:
    now = by_kind(step(CALL, UNTIL), quiet=NIGHT_IN_NEW_YORK)[DUE].send_at
    assert now == datetime(2026, 12, 3, 8, tzinfo=ZoneInfo(NEW_YORK))


def test_now_is_left_out_where_the_night_outlasts_the_call_hours() -> None:
    early = datetime(2026, 12, 3, 9, tzinfo=UTC)
    assert DUE not in by_kind(step(early, early + 2 * HOUR), quiet=NIGHT_IN_NEW_YORK)


@pytest.mark.parametrize(("month", "day"), [(3, 30), (10, 26)])
def test_a_day_before_on_the_weekend_of_a_clock_change_is_a_day_of_hours(month: int, day: int) -> None:
    due = datetime(2026, month, day, 10, tzinfo=ZoneInfo(LONDON)).astimezone(UTC)
    assert by_kind(step(due), timedelta(days=2), NIGHT)[BEFORE].send_at == due - timedelta(days=2)


ALL = list(by_kind(step(CALL, UNTIL)).values())


def wanted(at: datetime, known_since: datetime) -> list[Reminder.Kind]:
    return [moment.kind for moment in look(ALL, at=at, known_since=known_since).wanted]


def test_nothing_is_wanted_before_its_moment_and_the_next_look_is_at_it() -> None:
    found = look(ALL, at=CALL - 3 * HOUR, known_since=CALL - 100 * HOUR)
    assert (list(found.wanted), found.next_at) == ([], CALL - LEAD)


def test_after_the_last_reminder_there_is_no_next_look() -> None:
    assert look(ALL, at=UNTIL + 2 * HOUR, known_since=CALL - 100 * HOUR).next_at is None


def test_what_we_missed_is_wanted_all_the_same() -> None:
    assert wanted(UNTIL + 2 * HOUR, known_since=CALL - 100 * HOUR) == [BEFORE, DUE, OVERDUE]


def test_what_was_over_when_the_plan_came_is_not_made_up_for() -> None:
    assert wanted(UNTIL + 30 * HOUR, known_since=UNTIL + 24 * HOUR) == []


def test_what_had_begun_when_the_plan_came_is_wanted_while_it_is_of_use() -> None:
    assert wanted(CALL - HOUR, known_since=CALL - HOUR) == [BEFORE]
    assert wanted(CALL + HOUR, known_since=CALL + HOUR) == [DUE]


def test_a_belated_soon_does_not_come_right_before_now() -> None:
    assert wanted(CALL - 10 * MINUTE, known_since=CALL - 10 * MINUTE) == []
