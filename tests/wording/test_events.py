"""What happened, in a line: every kind of event, with what was said."""

from datetime import UTC, datetime
from typing import Any

import pytest

from recruiting.cadence import CallOutcome, EventType, PlanOutcome
from recruiting.wording import event_label, event_sentence

AT = datetime(2026, 12, 3, 10, tzinfo=UTC)


def said(type: str, **payload: Any) -> str:  # noqa: A002  # the name of the event's field
    return event_sentence(type, payload, AT, "Europe/London")


@pytest.mark.parametrize(
    ("type", "payload", "sentence"),
    [
        ("timeframe_given", {"date": "2026-12-10"}, "Asked when they decide: they decide by Thu 10 Dec"),
        (
            "timeframe_given",
            {"date": "2026-12-10", "time": "15:00", "may_call": "yes"},
            "Asked when they decide: they decide by Thu 10 Dec at 15:00; we may call",
        ),
        (
            "timeframe_given",
            {"date": "2026-12-10", "may_call": "no"},
            "Asked when they decide: they decide by Thu 10 Dec; no calls, please",
        ),
        ("timeframe_not_given", {}, "Asked when they decide: no date named"),
        ("thank_you_sent", {}, "Thank-you sent"),
        ("email_sent", {}, "Check-in email sent"),
        (
            "reply_received",
            {"answer": "undecided", "date": "2026-12-10", "may_call": "yes"},
            "They replied: not decided; they decide by Thu 10 Dec; we may call",
        ),
        ("reply_received", {"answer": "hired", "date": "2026-12-10"}, "They replied: hired"),
        ("out_of_office", {"back_on": "2026-12-14"}, "Out of office: back on Mon 14 Dec"),
        ("call_made", {"outcome": "no_answer"}, "Called: nobody answered"),
        (
            "call_made",
            {"outcome": "call_back", "date": "2026-12-07", "time": "09:30"},
            "Called: call back on Mon 7 Dec at 09:30",
        ),
        (
            "call_made",
            {"outcome": "undecided", "date": "2027-08-02"},
            "Called: not decided; they decide by Mon 2 Aug 2027",
        ),
        ("rescheduled", {"due": "2027-01-04T10:00:00+00:00"}, "Follow-up moved: to Mon 4 Jan 2027, 10:00 London"),
        ("rules_changed", {"version_id": 3, "calendar_id": 4}, "The policy or the calendar changed"),
        ("levelled", {"day": "2026-12-07"}, "Call moved: to Mon 7 Dec, to spread the calls to one company"),
        ("closed", {"outcome": "withdrawn"}, "Closed: withdrawn"),
    ],
)
def test_what_happened(type: str, payload: dict[str, Any], sentence: str) -> None:  # noqa: A002
    assert said(type, **payload) == sentence


def test_the_candidate_is_the_one_who_may_call() -> None:
    payload = {"date": "2026-12-10", "may_call": "yes"}
    assert event_sentence("timeframe_given", payload, AT, "UTC", reader="candidate").endswith("; you may call")


@pytest.mark.parametrize("type", list(EventType))
def test_every_event_has_a_label(type: EventType) -> None:  # noqa: A002
    assert "_" not in event_label(type)


@pytest.mark.parametrize("outcome", list(CallOutcome))
def test_every_end_of_a_call_is_worded(outcome: CallOutcome) -> None:
    assert said("call_made", outcome=str(outcome), date="2026-12-10").startswith("Called: ")


@pytest.mark.parametrize("outcome", list(PlanOutcome))
def test_every_end_of_a_plan_is_worded(outcome: PlanOutcome) -> None:
    assert said("closed", outcome=str(outcome)).startswith("Closed: ")
