"""The facts behind a date are true, and enough to say it in words."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from recruiting.cadence import Calendar, Kind, Why, plan_case
from tests.cadence.data.stories import EXAMPLES, SENT, happened, planned, why

WITH_PLANS = [each for each in EXAMPLES if "error" not in each["plan"]]
COUNTED = ("call_after_days", "retry_after_days", "repeat_after_days")
CAME_IN = happened("timeframe_given", "2026-11-30T15:00:00Z", date="2026-12-10", may_call="yes")


def _explained() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [
        (each["case"], step) for each in WITH_PLANS for step in plan_case(each["case"], explain=True).to_json()["steps"]
    ]


def test_three_business_days_after_the_thank_you() -> None:
    facts = why(SENT)
    assert (facts["rule"], facts["policy_field"], facts["policy_value"]) == (
        "no_date_given",
        "call_after_days",
        [2, 3],
    )
    assert (facts["approach"], facts["days"], facts["unit"]) == ("measured", 3, "business")
    assert facts["anchor"] == {
        "what": "thank_you_sent",
        "at": "2026-11-30T18:00:00Z",
        "day": "2026-11-30",
        "before_interview": False,
    }
    assert facts["event_index"] == 0
    assert facts["passed_over"] == facts["moved"] == []


def test_christmas_is_passed_over_by_name() -> None:
    facts = why(happened("thank_you_sent", "2026-12-23T16:00:00Z"), ended_at="2026-12-23T15:00:00Z")
    assert facts["passed_over"] == [
        {"day": "2026-12-25", "reason": "holiday", "name": "Christmas Day"},
        {"day": "2026-12-26", "reason": "holiday", "name": "Boxing Day"},
        {"day": "2026-12-27", "reason": "weekend", "name": None},
        {"day": "2026-12-28", "reason": "holiday", "name": "Boxing Day (observed)"},
    ]


def test_a_closed_day_is_passed_over_as_closed() -> None:
    calendar = {"time_zone": "Europe/London", "closed": ["2026-12-02"]}
    assert why(SENT, calendar=calendar)["passed_over"] == [{"day": "2026-12-02", "reason": "closed", "name": None}]


def test_a_day_without_call_hours_is_passed_over_as_such() -> None:
    policy = {"avoid": [{"weekday": "thursday", "from": "00:00", "to": "23:59"}]}
    facts = why(SENT, policy=policy)
    assert facts["passed_over"] == [{"day": "2026-12-03", "reason": "no_call_hours", "name": None}]
    assert facts["moved"] == [{"by": "not_a_calling_day", "from": "2026-12-03", "to": "2026-12-04"}]


def test_a_calendar_count_that_ends_on_a_saturday_moves_on() -> None:
    facts = why(
        happened("thank_you_sent", "2026-12-02T16:00:00Z"),
        ended_at="2026-12-02T15:00:00Z",
        policy={"day_count": "calendar"},
    )
    assert facts["unit"] == "calendar"
    assert [each["day"] for each in facts["passed_over"]] == ["2026-12-05", "2026-12-06"]
    assert facts["moved"] == [{"by": "not_a_business_day", "from": "2026-12-05", "to": "2026-12-07"}]


def test_the_gap_moves_a_retry_to_the_afternoon() -> None:
    policy = {"retry_after_days": [0, 0]}
    facts = why(SENT, happened("call_made", "2026-12-03T10:00:00Z", outcome="no_answer"), policy=policy)
    assert facts["moved"] == [{"by": "gap_hours", "from": "2026-12-03T10:00:00Z", "to": "2026-12-03T13:05:00Z"}]


def test_new_rules_hold_a_call_back() -> None:
    policy = {"call_after_days": [1, 2], "approach": "assertive"}
    facts = why(SENT, happened("rules_changed", "2026-12-01T09:00:00Z", policy=policy))
    assert [each["by"] for each in facts["moved"]] == ["rules_changed"]


def test_an_auto_reply_moves_a_call_to_the_day_after_they_are_back() -> None:
    facts = why(SENT, happened("out_of_office", "2026-12-01T08:00:00Z", back_on="2026-12-11"))
    assert (facts["rule"], facts["anchor"]["what"], facts["anchor"]["day"]) == (
        "out_of_office",
        "out_of_office",
        "2026-12-11",
    )
    assert facts["moved"] == [{"by": "out_of_office", "from": "2026-12-03T10:00:00Z", "to": "2026-12-14T10:00:00Z"}]
    assert [each["day"] for each in facts["passed_over"]] == ["2026-12-12", "2026-12-13"]
    assert facts["event_index"] == 1


def test_a_person_moved_it() -> None:
    facts = why(SENT, happened("rescheduled", "2026-12-01T09:00:00Z", due="2026-12-02T14:30:00Z"))
    assert facts["moved"] == [{"by": "rescheduled", "from": "2026-12-03T10:00:00Z", "to": "2026-12-02T14:30:00Z"}]
    assert facts["policy_field"] is None


def test_levelling_moved_it_and_the_count_is_still_told() -> None:
    facts = why(SENT, happened("levelled", "2026-11-30T18:00:01Z", day="2026-12-02"))
    assert (facts["rule"], facts["days"]) == ("no_date_given", 3)
    assert facts["moved"] == [{"by": "levelled", "from": "2026-12-03T10:00:00Z", "to": "2026-12-02T10:00:00Z"}]


def test_an_announced_date_is_told() -> None:
    facts = why(CAME_IN, SENT)
    assert (facts["rule"], facts["announced"], facts["anchor"]["what"]) == (
        "promised_date",
        "2026-12-10",
        "timeframe_given",
    )


def test_a_day_past_an_announced_date_counts_from_that_date() -> None:
    facts = why({**CAME_IN, "date": "2026-12-11", "may_call": "not_asked"}, SENT)
    assert (facts["policy_field"], facts["days"], facts["announced"]) == (
        "after_promised_date_days",
        1,
        "2026-12-11",
    )
    assert [each["day"] for each in facts["passed_over"]] == ["2026-12-12", "2026-12-13"]


def test_later_today_is_told() -> None:
    back = happened("call_made", "2026-12-03T14:04:00Z", outcome="call_back", date="2026-12-03")
    assert [each["by"] for each in why(SENT, back)["moved"]] == ["still_today"]


def test_a_time_to_avoid_is_told() -> None:
    policy = {"avoid": [{"weekday": "thursday", "from": "09:00", "to": "12:00"}]}
    assert why(SENT, policy=policy)["moved"] == [
        {"by": "avoid", "from": "2026-12-03T10:00:00Z", "to": "2026-12-03T12:00:00Z"}
    ]


def test_why_it_is_an_email_is_told() -> None:
    call = happened("call_made", "2026-12-03T10:00:00Z", outcome="no_answer")
    no_more = {**call, "outcome": "do_not_call"}
    assert why(SENT)["email_because"] is None
    assert why(SENT, policy={"channel": "email"})["email_because"] == "channel_email"
    assert why(SENT, policy={"channel": "invited"})["email_because"] == "not_invited"
    assert why(SENT, no_more)["email_because"] == "permission_withdrawn"
    assert why(SENT, call, policy={"max_attempts": 1})["email_because"] == "max_attempts"


def test_an_evening_interview_moves_the_thank_you_into_the_email_hours() -> None:
    plan = planned(ended_at="2026-11-30T19:59:00Z", policy={"thank_you_within_hours": 4}, explain=True)
    facts = plan["steps"][1]["why"]
    assert (facts["rule"], facts["policy_value"]) == ("thank_you_deadline", 4)
    assert facts["moved"] == [{"by": "email_hours", "from": "2026-11-30T23:59:00Z", "to": "2026-12-01T08:00:00Z"}]


def test_an_early_call_hurries_the_thank_you() -> None:
    facts = planned({**CAME_IN, "date": "2026-12-01", "time": "09:00"}, explain=True)["steps"][1]["why"]
    assert [each["by"] for each in facts["moved"]] == ["before_follow_up"]


def test_an_event_before_the_interview_says_that_it_counts_from_the_interview() -> None:
    anchor = why({**SENT, "at": "2026-11-20T10:00:00Z"})["anchor"]
    assert (anchor["at"], anchor["day"], anchor["before_interview"]) == (
        "2026-11-20T10:00:00Z",
        "2026-11-30",
        True,
    )


def test_every_step_of_every_example_has_its_facts() -> None:
    assert all(step["why"]["anchor"] for _, step in _explained())


def test_facts_survive_json() -> None:
    for _, step in _explained():
        assert Why.from_json(step["why"]).to_json() == step["why"]


def test_the_rule_of_a_follow_up_is_its_reason() -> None:
    assert all(step["why"]["rule"] == step["reason"] for _, step in _explained() if "reason" in step)


def test_passed_over_are_exactly_the_days_that_are_no_business_days_between_anchor_and_due() -> None:
    checked = 0
    for case, step in _explained():
        facts = step["why"]
        if facts["unit"] != "business" or facts["policy_field"] not in COUNTED or not facts["days"]:
            continue
        if any("calendar" in event for event in case["events"]) or any(m["by"] == "levelled" for m in facts["moved"]):
            continue
        calendar = Calendar.from_json(case["calendar"])
        first = date.fromisoformat(facts["anchor"]["day"]) + timedelta(1)
        due = datetime.fromisoformat(step["due"]).astimezone(ZoneInfo(facts["time_zone"])).date()
        idle = [day for day in _days(first, due) if not _is_business_day(calendar, day)]
        told = [each["day"] for each in facts["passed_over"] if each["reason"] != "no_call_hours"]
        assert told == [day.isoformat() for day in idle]
        checked += 1
    assert checked > 100


def test_as_many_business_days_lie_between_as_are_said() -> None:
    checked = 0
    for case, step in _explained():
        facts = step["why"]
        plain = not facts["moved"] or {each["by"] for each in facts["moved"]} <= {
            "avoid",
            "call_hours",
            "email_hours",
        }
        if facts["unit"] != "business" or not plain or any("calendar" in event for event in case["events"]):
            continue
        calendar = Calendar.from_json(case["calendar"])
        start = facts["announced"] or facts["anchor"]["day"]
        due = datetime.fromisoformat(step["due"]).astimezone(ZoneInfo(facts["time_zone"])).date()
        between = _days(date.fromisoformat(start) + timedelta(1), due + timedelta(1))
        assert sum(_is_business_day(calendar, day) for day in between) == facts["days"] or facts["days"] == 0
        checked += 1
    assert checked > 100


def test_the_last_move_ends_where_the_step_is_due() -> None:
    for _, step in _explained():
        moments = [each for each in step["why"]["moved"] if "T" in each["to"]]
        if moments and step["kind"] != Kind.QUESTION:
            assert moments[-1]["to"] == step["due"]


def _days(first: date, end: date) -> list[date]:
    return [first + timedelta(number) for number in range((end - first).days)]


def _is_business_day(calendar: Calendar, day: date) -> bool:
    if day in calendar.open:
        return True
    named = f"{day:%A}".lower()
    return named in calendar.working_week and day not in calendar.holidays_of(day.year) and day not in calendar.closed
