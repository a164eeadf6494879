"""What was refused, said to who entered it: the bad value, what is allowed, beside the right field."""

from datetime import UTC, date, datetime

import pytest

from recruiting.cadence import POLICY_FIELDS, Policy, Refusal, Refused
from recruiting.wording import refusal_field, refusal_sentence


def said(name: Refusal, field: str, value: object, allowed: str = "something else") -> str:
    return refusal_sentence(Refused(name, field, value, allowed), "Europe/London")


@pytest.mark.parametrize("name", list(Refusal))
@pytest.mark.parametrize("value", [None, "", "x" * 500, 7, [3, 2], date(2026, 12, 3), datetime.max.replace(tzinfo=UTC)])
def test_every_refusal_is_worded(name: Refusal, value: object) -> None:
    sentence = said(name, "date", value)
    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert len(sentence) < 400


def test_a_day_is_named_with_its_year() -> None:
    assert said(Refusal.DATE_IN_PAST, "date", date(2026, 11, 2)) == (
        "Mon 2 Nov 2026 had passed when this happened. Choose that day or a later one."
    )
    assert said(Refusal.DATE_TOO_FAR, "due", datetime(2029, 12, 3, 10, tzinfo=UTC)) == (
        "Mon 3 Dec 2029 at 10:00 (London) is too far off. Choose a day within 400 days."
    )


def test_the_field_is_said_as_the_form_says_it() -> None:
    assert said(Refusal.MISSING_FIELD, "events[0].back_on", None, "a date YYYY-MM-DD") == (
        "The day they are back is needed here: a date YYYY-MM-DD."
    )
    assert said(Refusal.UNKNOWN_VALUE, "time", "25:00", "a time HH:MM between 00:00 and 23:59") == (
        "The time they named cannot be “25:00”. Allowed: a time HH:MM between 00:00 and 23:59."
    )


def test_a_setting_of_a_policy_is_said_by_its_label() -> None:
    with pytest.raises(Refused) as caught:
        Policy(call_after_days=(3, 2))
    assert refusal_sentence(caught.value, "UTC") == (
        "“Call after the thank-you” cannot be “3, 2”. Allowed: a pair [first, last] of whole numbers from 0 to 400, "
        "the first not above the second."
    )
    assert refusal_field(caught.value) == "call_after_days"


@pytest.mark.parametrize("field", [*POLICY_FIELDS, "something_new"])
def test_any_field_has_words(field: str) -> None:
    assert field not in said(Refusal.INVALID_RANGE, field, 3) or field == "something_new"


def test_a_moment_that_was_typed_without_a_zone_is_shown_as_typed() -> None:
    assert said(Refusal.NO_OFFSET, "at", "2026-12-03T10:00").startswith(
        "“2026-12-03T10:00” does not say its time zone."
    )


def test_a_moment_to_come_is_shown_in_the_zone() -> None:
    sentence = said(Refusal.UNKNOWN_VALUE, "at", "2026-12-03T10:00:00+01:00")
    assert sentence == "When it happened cannot be Thu 3 Dec 2026 at 09:00 (London). Allowed: something else."


@pytest.mark.parametrize(
    ("name", "field", "beside"),
    [
        (Refusal.DATE_IN_PAST, "events[2].date", "date"),
        (Refusal.DATE_IN_PAST, "back_on", "back_on"),
        (Refusal.NO_CALLING_TIME, "call_hours", "call_hours"),
        (Refusal.UNKNOWN_VALUE, "", None),
        (Refusal.PLAN_CLOSED, "type", None),
        (Refusal.ALREADY_SENT, "type", None),
        (Refusal.UNKNOWN_TYPE, "type", None),
    ],
)
def test_where_the_sentence_belongs(name: Refusal, field: str, beside: str | None) -> None:
    assert refusal_field(Refused(name, field, None, "")) == beside
