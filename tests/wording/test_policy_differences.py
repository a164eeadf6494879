"""Where two texts of rules differ, in words."""

from __future__ import annotations

from recruiting import cadence
from recruiting.wording.policy_differences import policy_differences

STANDARD = cadence.Policy().to_json()


def test_the_same_text_differs_nowhere() -> None:
    assert policy_differences(STANDARD, dict(STANDARD)) == []


def test_each_setting_that_differs_is_told_with_both_values() -> None:
    avoid = [{"weekday": "monday", "from": "09:00", "to": "12:00"}]
    found = policy_differences(STANDARD, {**STANDARD, "call_after_days": [4, 5], "avoid": avoid})
    assert [(each.field, each.before, each.after) for each in found] == [
        ("call_after_days", "2 to 3 days", "4 to 5 days"),
        ("avoid", "none", "Monday 09:00 to 12:00"),
    ]


def test_a_setting_that_an_old_version_did_not_have_yet_is_told_as_new() -> None:
    old = {name: value for name, value in STANDARD.items() if name != "gap_hours"}
    (found,) = policy_differences(old, STANDARD)
    assert (found.field, found.before) == ("gap_hours", "–")
