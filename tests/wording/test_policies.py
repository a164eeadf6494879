"""A policy's settings in words: every field has a label, a source for its default, and a value that can be read."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from recruiting.cadence import POLICY_FIELDS, PRESETS, Approach, Avoid, Channel, DayCount, Policy, Weekday
from recruiting.wording import policy_field_help, policy_field_label, policy_value_words


@pytest.mark.parametrize("name", POLICY_FIELDS)
def test_every_setting_says_where_its_default_comes_from(name: str) -> None:
    assert policy_field_label(name)
    sources = ("survey", "ractice rule", "no day is proven", "advises")
    assert any(source in policy_field_help(name) for source in sources)
    assert policy_field_help(name).endswith(".")


@pytest.mark.parametrize("preset", list(PRESETS))
@pytest.mark.parametrize("name", POLICY_FIELDS)
def test_a_value_and_its_json_form_read_the_same(preset: str, name: str) -> None:
    policy = replace(PRESETS[preset], avoid=(Avoid(Weekday.MONDAY, time(9), time(11)),))
    words = policy_value_words(name, getattr(policy, name))
    assert words == policy_value_words(name, policy.to_json()[name])
    assert "_" not in words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("thank_you_within_hours", 24, "24 hours"),
        ("thank_you_within_hours", 1, "1 hour"),
        ("email_hours", ["08:00", "20:00"], "08:00 to 20:00"),
        ("day_count", "business", "working days"),
        ("call_after_days", [2, 3], "2 to 3 days"),
        ("call_after_days", [1, 1], "1 day"),
        ("approach", "measured", "the last (measured)"),
        ("preferred_call_time", "10:00", "10:00"),
        ("avoid", [], "none"),
        (
            "avoid",
            [
                {"weekday": "monday", "from": "09:00", "to": "11:00"},
                {"weekday": "friday", "from": "15:00", "to": "18:00"},
            ],
            "Monday 09:00 to 11:00; Friday 15:00 to 18:00",
        ),
        ("max_attempts", 3, "3 calls, then an email"),
        ("gap_hours", 3, "3 hours after what led to it"),
        ("max_follow_ups", 6, "6"),
        ("give_up_after_days", 60, "60 days"),
        ("channel", "invited", "by phone once invited, until then by email"),
    ],
)
def test_values_in_words(name: str, value: Any, words: str) -> None:
    assert policy_value_words(name, value) == words


@pytest.mark.parametrize(
    ("name", "codes"), [("day_count", DayCount), ("approach", Approach), ("channel", Channel)], ids=str
)
def test_every_choice_has_words(name: str, codes: Any) -> None:
    assert all(policy_value_words(name, str(code)) for code in codes)


def test_every_weekday_has_a_name() -> None:
    for day in Weekday:
        words = policy_value_words("avoid", Policy(avoid=(Avoid(day, time(9), time(10)),)).avoid)
        assert words == f"{day.capitalize()} 09:00 to 10:00"
