"""Policies, calendars and events as JSON: what goes out comes in again unchanged."""

from typing import Any

import pytest

from recruiting.cadence import PRESETS, Calendar, Event, Policy, Refused, public_holidays
from tests.cadence.data.stories import EXAMPLES, LONDON, happened

RULES = happened("rules_changed", "2026-12-01T09:00:00Z", policy={"gap_hours": 1}, calendar=LONDON)


def test_the_standard_policy_is_the_default() -> None:
    assert Policy.from_json({}) == Policy() == PRESETS["standard"]


@pytest.mark.parametrize("name", ["standard", "sales", "executive", "public_sector", "email_only"])
def test_a_preset_survives_json(name: str) -> None:
    form = PRESETS[name].to_json()
    assert form["version"] == 1
    assert Policy.from_json(form) == PRESETS[name]


def test_every_policy_and_calendar_of_the_examples_survives_json() -> None:
    for each in EXAMPLES:
        policy = Policy.from_json(each["case"]["policy"])
        calendar = Calendar.from_json(each["case"]["calendar"])
        assert Policy.from_json(policy.to_json()) == policy
        assert Calendar.from_json(calendar.to_json()) == calendar


def test_every_event_of_the_examples_survives_json() -> None:
    for event in [RULES, *(event for each in EXAMPLES for event in each["case"]["events"])]:
        read = Event.from_json(event)
        assert Event.from_json(read.to_json()) == read


def test_an_events_form_has_only_the_fields_of_its_type() -> None:
    event = Event.from_json(happened("call_made", "2026-12-01T09:00:00Z", outcome="voicemail", date="2026-12-09"))
    assert event.to_json() == happened("call_made", "2026-12-01T09:00:00+00:00", outcome="voicemail")


@pytest.mark.parametrize(
    ("form", "name", "field"),
    [
        ({"version": 2}, "unknown_value", "version"),
        ({"call_after": [1, 2]}, "unknown_value", "call_after"),
        ({"call_after_days": [3, 2]}, "invalid_range", "call_after_days"),
        ({"call_after_days": [-1, 2]}, "invalid_range", "call_after_days"),
        ({"call_after_days": [1]}, "unknown_value", "call_after_days"),
        ({"call_after_days": 2}, "unknown_value", "call_after_days"),
        ({"retry_after_days": [1, 401]}, "invalid_range", "retry_after_days"),
        ({"repeat_after_days": [1.5, 2]}, "unknown_value", "repeat_after_days"),
        ({"email_hours": ["20:00", "08:00"]}, "invalid_range", "email_hours"),
        ({"call_hours": ["09:30", "09:30"]}, "invalid_range", "call_hours"),
        ({"call_hours": ["9:30", "16:30"]}, "unknown_value", "call_hours"),
        ({"preferred_call_time": "24:00"}, "unknown_value", "preferred_call_time"),
        ({"avoid": [{"weekday": "monday", "from": "12:00", "to": "12:00"}]}, "invalid_range", "avoid"),
        ({"avoid": [{"weekday": "someday", "from": "12:00", "to": "13:00"}]}, "unknown_value", "avoid"),
        ({"avoid": [{"weekday": "monday", "from": "12:00"}]}, "missing_field", "avoid"),
        ({"approach": "bold"}, "unknown_value", "approach"),
        ({"day_count": None}, "unknown_value", "day_count"),
        ({"channel": "fax"}, "unknown_value", "channel"),
        ({"max_attempts": 0}, "invalid_range", "max_attempts"),
        ({"max_attempts": True}, "unknown_value", "max_attempts"),
        ({"gap_hours": -1}, "invalid_range", "gap_hours"),
        ({"thank_you_within_hours": "24"}, "unknown_value", "thank_you_within_hours"),
    ],
)
def test_a_wrong_policy_is_refused_by_its_field(form: dict[str, Any], name: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        Policy.from_json(form)
    assert (caught.value.name, caught.value.field) == (name, field)
    assert caught.value.allowed


def test_the_sentence_on_a_wrong_policy_names_value_and_allowed() -> None:
    with pytest.raises(Refused) as caught:
        Policy.from_json({"approach": "bold"})
    assert caught.value.detail == "approach is 'bold'; allowed: assertive, measured."


def test_a_constructor_refuses_as_the_form_does() -> None:
    with pytest.raises(Refused) as caught:
        Policy(call_after_days=(3, 2))
    assert caught.value.field == "call_after_days"


def test_a_snapshot_holds_the_holidays_by_name() -> None:
    snapshot = Calendar.from_json(LONDON).snapshot([2026, 2027])
    holidays = snapshot.to_json()["holidays"]
    assert holidays["2026-12-25"] == "Christmas Day"
    assert {day[:4] for day in holidays} == {"2026", "2027"}


def test_a_snapshot_is_not_taken_again() -> None:
    snapshot = Calendar.from_json(LONDON).snapshot([2026])
    assert snapshot.snapshot([2030]) is snapshot


def test_holidays_are_shared_not_made_again() -> None:
    assert public_holidays("GB", "ENG", 2026) is public_holidays("GB", "ENG", 2026)


def test_equal_calendars_are_one_key() -> None:
    one, other = (Calendar.from_json({**LONDON, "working_week": week}) for week in (None, ["friday", "monday"]))
    assert one == Calendar.from_json(LONDON)
    assert hash(one) == hash(Calendar.from_json(LONDON))
    assert one != other
