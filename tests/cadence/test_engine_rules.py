"""Corners of the rules that no worked example stands in."""

import pytest

from tests.cadence.data.stories import LONDON, SENT, follow_ups, happened, last, planned

SAID = happened("timeframe_given", "2026-12-01T11:00:00Z", date="2026-12-10", may_call="yes")
TODAY = {"retry_after_days": [0, 0]}


def test_a_call_due_at_the_very_cause_moment_waits_for_the_next_mark() -> None:
    called = happened("call_made", "2026-12-03T07:00:00Z", outcome="no_answer")
    assert last(planned(SENT, called, policy=TODAY))["due"] == "2026-12-03T10:05:00Z"


def test_an_agreed_time_that_was_over_when_it_was_heard_is_no_time() -> None:
    plan = planned({**SAID, "at": "2026-12-10T11:00:00Z", "time": "09:00"})
    assert (last(plan)["reason"], last(plan)["due"]) == ("promised_date", "2026-12-10T14:05:00Z")


def test_a_timeframe_ends_a_rescheduling() -> None:
    moved = happened("rescheduled", "2026-12-01T10:00:00Z", due="2026-12-02T14:30:00Z")
    assert last(planned(SENT, moved, SAID))["reason"] == "promised_date"


def test_an_email_ends_a_rescheduling() -> None:
    moved = happened("rescheduled", "2026-12-01T10:00:00Z", due="2026-12-08T14:30:00Z")
    mailed = happened("email_sent", "2026-12-02T10:00:00Z")
    assert [step["reason"] for step in follow_ups(planned(SENT, moved, mailed))] == [
        "rescheduled",
        "unplanned",
        "email_unanswered",
    ]


def test_earliest_is_never_past_a_due_moment_off_the_marks() -> None:
    called = happened("call_made", "2026-12-03T07:01:00Z", outcome="no_answer")
    step = last(planned(SENT, called, policy={**TODAY, "preferred_call_time": "10:02"}))
    assert (step["earliest"], step["due"]) == ("2026-12-03T10:02:00Z", "2026-12-03T10:02:00Z")


def test_an_auto_reply_moves_a_call_to_its_day_however_long_the_gap() -> None:
    away = happened("out_of_office", "2026-12-02T17:00:00Z", back_on="2026-12-02")
    policy = {"gap_hours": 24, "call_after_days": [1, 1]}
    step = last(planned({**SENT, "at": "2026-12-01T10:00:00Z"}, away, policy=policy))
    assert (step["reason"], step["due"]) == ("out_of_office", "2026-12-03T10:00:00Z")


def test_an_agreed_call_today_after_hours_goes_to_tomorrow() -> None:
    back = happened("call_made", "2026-12-03T16:40:00Z", outcome="call_back", date="2026-12-03")
    assert last(planned(SENT, back))["due"] == "2026-12-04T10:00:00Z"


def test_an_agreed_call_in_the_last_half_hour_takes_the_last_mark() -> None:
    back = happened("call_made", "2026-12-03T16:10:00Z", outcome="call_back", date="2026-12-03")
    assert last(planned(SENT, back))["due"] == "2026-12-03T16:25:00Z"


def test_an_email_a_day_after_an_agreed_day_uses_it_up() -> None:
    plan = planned(SENT, SAID, happened("email_sent", "2026-12-11T09:00:00Z"))
    assert last(plan)["reason"] == "email_unanswered"


def test_an_email_on_the_day_of_a_date_without_permission_leaves_its_call() -> None:
    date = {**SAID, "may_call": "not_asked"}
    plan = planned(SENT, date, happened("email_sent", "2026-12-10T09:00:00Z"))
    assert (last(plan)["reason"], last(plan)["kind"]) == ("after_promised_date", "call")


def test_a_thank_you_keeps_the_moment_planned_before_the_plan_closed() -> None:
    early = {**SAID, "at": "2026-11-30T15:00:00Z", "date": "2026-12-01", "time": "09:00"}
    over = happened("closed", "2026-11-30T16:00:00Z", outcome="no_show")
    assert planned(early, over)["steps"][1]["due"] == "2026-12-01T08:00:00Z"


def test_an_email_only_company_calls_when_it_is_asked_to() -> None:
    plan = planned(SENT, SAID, policy={"channel": "email"})
    assert last(plan)["kind"] == "call"


def test_permission_once_given_lets_the_invited_call_go_on() -> None:
    called = happened("call_made", "2026-12-10T10:00:00Z", outcome="undecided")
    assert last(planned(SENT, SAID, called, policy={"channel": "invited"}))["kind"] == "call"


def test_levelling_does_not_move_an_email() -> None:
    level = happened("levelled", "2026-12-01T09:00:00Z", day="2026-12-02")
    step = last(planned(SENT, level, policy={"channel": "email"}))
    assert step["due"] == "2026-12-03T10:00:00Z"


def test_levelling_to_a_sunday_means_monday() -> None:
    level = happened("levelled", "2026-12-01T09:00:00Z", day="2026-12-06")
    assert last(planned(SENT, level))["due"] == "2026-12-07T10:00:00Z"


def test_new_rules_reopen_an_exhausted_plan() -> None:
    called = happened("call_made", "2026-12-03T10:00:00Z", outcome="undecided")
    assert planned(SENT, called, policy={"max_follow_ups": 1})["status"] == "exhausted"
    changed = happened("rules_changed", "2026-12-04T10:00:00Z", policy={})
    assert planned(SENT, called, changed, policy={"max_follow_ups": 1})["status"] == "active"


@pytest.mark.parametrize("outcome", ["hired", "rejected", "next_round"])
def test_a_final_answer_on_a_call_closes_the_plan(outcome: str) -> None:
    plan = planned(SENT, happened("call_made", "2026-12-03T10:00:00Z", outcome=outcome))
    assert (plan["status"], plan["outcome"], last(plan)["status"]) == ("closed", outcome, "done")


def test_a_day_declared_open_beats_holiday_and_weekend() -> None:
    calendar = {**LONDON, "open": ["2026-12-05"], "closed": ["2026-12-05"]}
    plan = planned({**SENT, "at": "2026-12-02T18:00:00Z"}, calendar=calendar)
    assert last(plan)["due"] == "2026-12-05T10:00:00Z"
