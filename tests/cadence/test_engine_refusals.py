"""What is refused: under which name, and with a sentence that names the value and what is allowed."""

from typing import Any

import pytest

from recruiting.cadence import Calendar, Policy, Refused, check_week, plan_case
from tests.cadence.data.stories import LONDON, SENT, case, happened

CLOSED = happened("closed", "2026-12-01T11:00:00Z", outcome="withdrawn")
AT = "2026-12-02T09:00:00Z"

OF_EVENTS = [
    ("plan_closed", "type", [SENT, CLOSED, happened("email_sent", AT)], 2),
    ("already_sent", "type", [SENT, {**SENT, "at": AT}], 1),
    ("due_not_after_event", "due", [SENT, happened("rescheduled", AT, due=AT)], 1),
    (
        "due_not_after_event",
        "due",
        [happened("rescheduled", "2026-11-20T09:00:00Z", due="2026-11-30T15:00:00Z")],
        0,
    ),
    ("date_in_past", "date", [SENT, happened("timeframe_given", AT, date="2026-12-01")], 1),
    ("date_in_past", "back_on", [SENT, happened("out_of_office", AT, back_on="2026-12-01")], 1),
    ("date_in_past", "day", [SENT, happened("levelled", AT, day="2026-12-01")], 1),
    ("date_too_far", "date", [SENT, happened("timeframe_given", AT, date="2028-01-07")], 1),
    ("date_too_far", "date", [SENT, happened("timeframe_given", AT, date="9999-12-31")], 1),
    ("date_too_far", "back_on", [SENT, happened("out_of_office", AT, back_on="2028-01-07")], 1),
    ("date_too_far", "day", [SENT, happened("levelled", AT, day="2028-01-07")], 1),
    ("date_too_far", "due", [SENT, happened("rescheduled", AT, due="2028-01-07T09:00:00Z")], 1),
    ("date_too_far", "due", [SENT, happened("rescheduled", AT, due="9999-12-31T23:59:00Z")], 1),
    ("missing_field", "type", [SENT, {"at": AT}], 1),
    ("missing_field", "at", [SENT, {"type": "email_sent"}], 1),
    ("missing_field", "date", [SENT, happened("timeframe_given", AT)], 1),
    ("missing_field", "date", [SENT, happened("call_made", AT, outcome="call_back")], 1),
    ("missing_field", "answer", [SENT, happened("reply_received", AT)], 1),
    ("missing_field", "outcome", [SENT, happened("call_made", AT)], 1),
    ("missing_field", "outcome", [SENT, happened("closed", AT)], 1),
    ("missing_field", "back_on", [SENT, happened("out_of_office", AT)], 1),
    ("missing_field", "due", [SENT, happened("rescheduled", AT)], 1),
    ("missing_field", "day", [SENT, happened("levelled", AT)], 1),
    ("missing_field", "policy", [SENT, happened("rules_changed", AT)], 1),
    ("unknown_type", "type", [SENT, happened("sneezed", AT)], 1),
    ("unknown_value", "answer", [SENT, happened("reply_received", AT, answer="perhaps")], 1),
    ("unknown_value", "outcome", [SENT, happened("call_made", AT, outcome="withdrawn")], 1),
    ("unknown_value", "outcome", [SENT, happened("closed", AT, outcome="no_answer")], 1),
    ("unknown_value", "date", [SENT, happened("timeframe_given", AT, date="2026-02-30")], 1),
    ("unknown_value", "time", [SENT, happened("timeframe_given", AT, date="2026-12-09", time="25:00")], 1),
    (
        "unknown_value",
        "may_call",
        [SENT, happened("timeframe_given", AT, date="2026-12-09", may_call="maybe")],
        1,
    ),
    ("unknown_value", "at", [SENT, happened("email_sent", "yesterday")], 1),
    ("no_offset", "at", [SENT, happened("email_sent", "2026-12-02T09:00:00")], 1),
    ("no_offset", "due", [SENT, happened("rescheduled", AT, due="2026-12-08T09:00")], 1),
    ("unknown_time_zone", "time_zone", [happened("rules_changed", AT, calendar={"time_zone": "Mars"})], 0),
    (
        "invalid_range",
        "call_hours",
        [happened("rules_changed", AT, policy={"call_hours": ["16:00", "09:00"]})],
        0,
    ),
    (
        "no_calling_time",
        "call_hours",
        [happened("rules_changed", AT, calendar={**LONDON, "working_week": []})],
        0,
    ),
]


@pytest.mark.parametrize(("name", "field", "events", "index"), OF_EVENTS)
def test_event_is_refused(name: str, field: str, events: list[dict[str, Any]], index: int) -> None:
    with pytest.raises(Refused) as caught:
        plan_case(case(*events))
    refused = caught.value
    assert (refused.name, refused.field, refused.event_index) == (name, field, index)
    assert f"events[{index}]" in refused.detail
    assert "allowed: " in refused.detail


OF_FORMS = [
    ("unknown_time_zone", "time_zone", {"calendar": {"time_zone": "Europe/Londn"}}),
    ("unknown_time_zone", "time_zone", {"calendar": {"time_zone": "localtime"}}),
    ("unknown_country", "country", {"calendar": {**LONDON, "country": "UK"}}),
    ("unknown_value", "subdivision", {"calendar": {**LONDON, "subdivision": "CORNWALL"}}),
    ("unknown_value", "working_week", {"calendar": {**LONDON, "working_week": ["mon"]}}),
    ("unknown_value", "closed", {"calendar": {**LONDON, "closed": ["tomorrow"]}}),
    ("unknown_value", "colour", {"calendar": {**LONDON, "colour": "red"}}),
    ("missing_field", "time_zone", {"calendar": {"country": "GB"}}),
    ("missing_field", "ended_at", {"interview": {}}),
    ("no_offset", "ended_at", {"interview": {"ended_at": "2026-11-30T15:00:00"}}),
    ("unknown_value", "ended_at", {"interview": {"ended_at": "2026-11-30"}}),
    ("missing_field", "interview", {"interview": None}),
    ("missing_field", "calendar", {"calendar": None}),
    ("unknown_value", "policy", {"policy": []}),
    ("unknown_value", "events", {"events": {}}),
    ("unknown_value", "polcy", {"polcy": {}}),
]


@pytest.mark.parametrize(("name", "field", "spoilt"), OF_FORMS)
def test_form_is_refused(name: str, field: str, spoilt: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        plan_case({**case(), **spoilt})
    assert (caught.value.name, caught.value.field, caught.value.event_index) == (name, field, None)
    assert field in caught.value.detail


def test_a_week_without_a_minute_for_calls_is_refused() -> None:
    mornings = [{"weekday": day, "from": "00:00", "to": "23:59"} for day in ("monday", "tuesday")]
    calendar = Calendar.from_json({**LONDON, "working_week": ["monday", "tuesday"]})
    with pytest.raises(Refused) as caught:
        check_week(Policy.from_json({"avoid": mornings}), calendar)
    assert caught.value.name == "no_calling_time"
    check_week(Policy.from_json({"avoid": mornings[:1]}), calendar)


def test_the_form_of_a_later_event_is_named_before_what_an_earlier_one_did() -> None:
    with pytest.raises(Refused) as caught:
        plan_case(case(SENT, {**SENT, "at": AT}, happened("sneezed", AT)))
    assert (caught.value.name, caught.value.event_index) == ("unknown_type", 2)


def test_policy_is_read_before_calendar_and_calendar_before_events() -> None:
    spoilt = {"policy": {"max_attempts": 0}, "calendar": {"time_zone": "Mars"}, "events": [{}]}
    names = []
    mendings: tuple[dict[str, Any], ...] = ({}, {"policy": {}}, {"policy": {}, "calendar": LONDON})
    for mended in mendings:
        with pytest.raises(Refused) as caught:
            plan_case({**case(), **spoilt, **mended})
        names.append(caught.value.name)
    assert names == ["invalid_range", "unknown_time_zone", "missing_field"]


def test_the_event_is_counted_in_the_order_given_not_in_that_of_time() -> None:
    with pytest.raises(Refused) as caught:
        plan_case(case({**SENT, "at": AT}, SENT))
    assert caught.value.event_index == 0


def test_fields_that_an_event_has_no_use_for_are_ignored() -> None:
    plan_case(case(SENT, happened("call_made", AT, outcome="no_answer", date="nonsense", due=17)))


def test_the_sentence_says_the_value_and_what_is_allowed() -> None:
    with pytest.raises(Refused) as caught:
        plan_case(case(SENT, happened("timeframe_given", AT, date="2026-12-01")))
    assert caught.value.detail == (
        "events[1].date is 2026-12-01; allowed: from 2026-12-02 (the event's local day) to 2028-01-06."
    )


def test_the_400th_day_is_still_allowed() -> None:
    plan_case(case(SENT, happened("timeframe_given", AT, date="2028-01-06")))
