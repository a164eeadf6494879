"""Warnings about a policy's rules: each is said where it is so, and the engine agrees."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruiting import cadence
from recruiting.cadence import Avoid, Calendar, Channel, DayCount, Policy, Weekday
from recruiting.policies.warnings import DAYS_AHEAD, Code, PolicyWarning, warnings_of
from recruiting.wording.policy_warnings import warning_sentence

LONDON = Calendar("Europe/London", "GB", "ENG").snapshot(range(2025, 2029))
WHOLE_DAY = (time(0), time(23, 59))
DAY = date(2026, 11, 2)
PAST_LIMIT = (Code.FIRST_PAST_LIMIT, Code.RETRY_PAST_LIMIT, Code.REPEAT_PAST_LIMIT)


def _found(calendar: Calendar = LONDON, day: date = DAY, **changes: Any) -> dict[Code, PolicyWarning]:
    return {warning.code: warning for warning in warnings_of(Policy(**changes), calendar, day)}


def _said(calendar: Calendar = LONDON, day: date = DAY, **changes: Any) -> list[str]:
    return [warning_sentence(each.code, each.facts) for each in warnings_of(Policy(**changes), calendar, day)]


@pytest.mark.parametrize("name", cadence.PRESETS)
def test_nothing_is_odd_about_a_preset_but_that_three_calls_are_all_for_the_public_sector(name: str) -> None:
    odd = [Code.NO_EMAIL_AFTER_CALLS] if name == "public_sector" else []
    assert [warning.code for warning in warnings_of(cadence.PRESETS[name], LONDON, DAY)] == odd


def test_a_week_without_a_minute_is_said_as_the_engine_refuses_it() -> None:
    spans = tuple(Avoid(day, *WHOLE_DAY) for day in Weekday)
    assert list(_found(avoid=spans)) == [Code.NO_CALLING_TIME]
    assert "leave no minute of the working week" in _said(avoid=spans)[0]


def test_a_closed_fortnight_is_a_long_stretch_without_calls() -> None:
    closed = Calendar("Europe/London", "GB", "ENG", closed=frozenset(date(2026, 12, day) for day in range(18, 32)))
    assert _found(closed)[Code.LONG_STRETCH].facts["stretches"] == ((date(2026, 12, 18), date(2027, 1, 3)),)
    assert _said(closed) == [
        "No call can be made from Fri 18 Dec to Sun 3 Jan (17 days). A call that falls there waits more than 7 days."
    ]
    assert _found(closed, channel=Channel.EMAIL) == {}


def test_a_bank_holiday_on_the_only_day_for_calls_is_a_long_stretch() -> None:
    others = tuple(Avoid(day, *WHOLE_DAY) for day in list(Weekday)[1:5])
    found = _found(avoid=others)
    assert found[Code.LONG_STRETCH].fields == ("avoid", "call_after_days")
    # Boxing Day of 2026 is kept on Monday 28 December
    assert found[Code.LONG_STRETCH].facts["stretches"] == ((date(2026, 12, 22), date(2027, 1, 3)),)


def test_a_span_over_the_best_time_names_the_weekdays_and_where_calls_move() -> None:
    spans = (
        Avoid(Weekday.MONDAY, time(9), time(11)),
        Avoid(Weekday.FRIDAY, time(9), time(11)),
        Avoid(Weekday.TUESDAY, time(9), time(12)),
        Avoid(Weekday.SUNDAY, time(9), time(12)),
    )
    assert _said(avoid=spans) == [
        "10:00, the best time for a call, is to be avoided on some days: "
        "calls are at 11:00 on Monday and Friday and at 12:00 on Tuesday."
    ]


def test_a_best_time_outside_the_call_hours_says_when_calls_are_instead() -> None:
    assert _said(preferred_call_time=time(17)) == [
        "17:00, the best time for a call, is outside the call hours: calls are planned at 09:30."
    ]


def test_a_weekday_without_calls_is_said() -> None:
    assert _said(avoid=(Avoid(Weekday.MONDAY, *WHOLE_DAY),)) == [
        "No call is ever made on Monday: calls move to the next day that has time for one."
    ]


def test_a_span_outside_the_call_hours_does_nothing_and_says_so() -> None:
    span = Avoid(Weekday.FRIDAY, time(16, 30), time(18))
    assert _said(avoid=(span,)) == ["Friday 16:30 to 18:00 is outside the call hours already: it changes nothing."]


def test_ranges_past_the_limit_are_never_planned() -> None:
    assert _found(give_up_after_days=1)[Code.FIRST_PAST_LIMIT].facts["none"] == DAYS_AHEAD
    some = _found(give_up_after_days=3)[Code.FIRST_PAST_LIMIT].facts
    assert 0 < some["none"] < DAYS_AHEAD
    long = _found(repeat_after_days=(50, 60))
    assert long[Code.REPEAT_PAST_LIMIT].fields == ("give_up_after_days", "repeat_after_days")
    assert Code.RETRY_PAST_LIMIT in _found(retry_after_days=(60, 60))
    assert list(_found(max_follow_ups=0)) == [Code.NO_FOLLOW_UPS]


def test_the_email_after_unanswered_calls_may_never_come() -> None:
    assert _said(max_attempts=6) == [
        "The email after 6 unanswered calls never comes: nothing more is planned after 6 follow-ups."
    ]
    assert _found(max_attempts=6, channel=Channel.EMAIL) == {}


def test_a_gap_longer_than_the_days_of_a_range_is_said() -> None:
    found = _found(gap_hours=48)
    assert found[Code.GAP_HOLDS_BACK].fields == ("gap_hours", "retry_after_days")
    assert Code.GAP_HOLDS_BACK not in _found(gap_hours=20)


def test_every_warning_has_its_words_and_fields() -> None:
    from recruiting.wording.policy_warnings import _SENTENCES

    assert set(_SENTENCES) == {str(code) for code in Code}


# --- the engine agrees ---

_small = st.integers(0, 5)
_range = st.tuples(_small, _small).map(lambda pair: (min(pair), max(pair)))
_times = st.sampled_from([time(0), time(8), time(9, 30), time(10), time(12), time(17), time(23, 59)])
_hours = st.tuples(_times, _times).filter(lambda pair: pair[0] < pair[1])
_spans = st.builds(lambda day, hours: Avoid(day, *hours), st.sampled_from(list(Weekday)[:6]), _hours)
_policies = st.builds(
    Policy,
    day_count=st.sampled_from(DayCount),
    approach=st.sampled_from(cadence.Approach),
    channel=st.sampled_from(Channel),
    call_after_days=_range,
    retry_after_days=_range,
    repeat_after_days=_range,
    call_hours=_hours,
    preferred_call_time=_times,
    avoid=st.lists(_spans, max_size=4).map(tuple),
    max_attempts=st.integers(1, 3),
    max_follow_ups=st.integers(0, 4),
    give_up_after_days=st.integers(0, 12),
    gap_hours=st.sampled_from([0, 3, 24, 30, 72]),
)
_calendars = st.sampled_from(
    [
        LONDON,
        Calendar("Asia/Dubai", "AE", working_week=(Weekday.SUNDAY, Weekday.MONDAY, Weekday.THURSDAY)),
        Calendar("America/New_York", "US", "NY", closed=frozenset(DAY + timedelta(days=n) for n in range(20, 33))),
    ]
)


@settings(max_examples=150, deadline=None)
@given(_policies, _calendars, st.integers(0, DAYS_AHEAD - 1), st.integers(0, 1439), st.integers(0, 4000))
def test_what_is_said_to_be_never_planned_the_engine_never_plans(
    policy: Policy, calendar: Calendar, days: int, minute: int, later: int
) -> None:
    found = {warning.code: warning for warning in warnings_of(policy, calendar, DAY)}
    if Code.NO_CALLING_TIME in found:
        with pytest.raises(cadence.Refused):
            cadence.check_week(policy, calendar)
        return
    ended_at = datetime.combine(DAY + timedelta(days=days), time(*divmod(minute, 60)), _zone(calendar))
    sent = cadence.Event(cadence.EventType.THANK_YOU_SENT, ended_at + timedelta(minutes=later))
    plan = cadence.plan(policy, calendar, cadence.Interview(ended_at), [sent], explain=True)
    first = plan.steps[-1] if plan.status == cadence.PlanStatus.ACTIVE else None
    _agrees_about_the_first(found, first, calendar)
    if first is None:
        return
    for code, outcome in ((Code.RETRY_PAST_LIMIT, "no_answer"), (Code.REPEAT_PAST_LIMIT, "undecided")):
        if code in found and first.kind == cadence.Kind.CALL:
            made = cadence.Event(cadence.EventType.CALL_MADE, first.due, outcome=cadence.CallOutcome(outcome))
            after = cadence.plan(policy, calendar, cadence.Interview(ended_at), [sent, made])
            assert after.status == cadence.PlanStatus.EXHAUSTED


def _zone(calendar: Calendar) -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(calendar.time_zone)


def _agrees_about_the_first(found: dict[Code, PolicyWarning], first: cadence.Step | None, calendar: Calendar) -> None:
    never = Code.FIRST_PAST_LIMIT in found and found[Code.FIRST_PAST_LIMIT].facts["none"] == DAYS_AHEAD
    if Code.NO_FOLLOW_UPS in found or never:
        assert first is None
    if first is None or first.kind != cadence.Kind.CALL:
        return
    local = first.due.astimezone(_zone(calendar))
    weekday = list(Weekday)[local.weekday()]
    if Code.WEEKDAY_AVOIDED in found:
        assert weekday not in found[Code.WEEKDAY_AVOIDED].facts["weekdays"]
    if Code.LONG_STRETCH in found:
        assert not any(a <= local.date() <= b for a, b in found[Code.LONG_STRETCH].facts["stretches"])
    for code in {Code.PREFERRED_OUTSIDE, Code.PREFERRED_AVOIDED} & set(found):
        assert first.why is not None
        pushed = any(moved.by == cadence.MovedBy.GAP_HOURS for moved in first.why.moved)
        for at, weekdays in found[code].facts["moved"]:
            assert pushed or weekday not in weekdays or local.time() == at


@settings(max_examples=60, deadline=None)
@given(_policies, st.integers(0, 60), st.integers(0, 1439))
def test_the_email_after_unanswered_calls_comes_exactly_where_no_warning_says_otherwise(
    policy: Policy, days: int, minute: int
) -> None:
    policy = dataclasses.replace(policy, channel=Channel.PHONE, give_up_after_days=400)
    try:
        cadence.check_week(policy, LONDON)
    except cadence.Refused:
        return
    found = {warning.code for warning in warnings_of(policy, LONDON, DAY)}
    ended_at = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(days=days, minutes=minute)
    events = [cadence.Event(cadence.EventType.THANK_YOU_SENT, ended_at)]
    for _attempt in range(policy.max_attempts):
        plan = cadence.plan(policy, LONDON, cadence.Interview(ended_at), events)
        if plan.status != cadence.PlanStatus.ACTIVE:
            break
        events.append(
            cadence.Event(cadence.EventType.CALL_MADE, plan.steps[-1].due, outcome=cadence.CallOutcome.NO_ANSWER)
        )
    plan = cadence.plan(policy, LONDON, cadence.Interview(ended_at), events)
    comes = plan.status == cadence.PlanStatus.ACTIVE and plan.steps[-1].kind == cadence.Kind.EMAIL
    assert comes == (not found & {Code.NO_EMAIL_AFTER_CALLS, Code.NO_FOLLOW_UPS})


@settings(max_examples=60, deadline=None)
@given(_policies)
def test_a_span_said_to_do_nothing_changes_no_window(policy: Policy) -> None:
    for warning in warnings_of(policy, LONDON, DAY):
        if warning.code is Code.AVOID_IDLE:
            kept = tuple(span for span in policy.avoid if span not in warning.facts["spans"])
            without = dataclasses.replace(policy, avoid=kept)
            assert cadence.call_windows(without) == cadence.call_windows(policy)
