"""Steps, reasons, states and ends by name: every code has its words."""

import pytest

from recruiting.cadence import CallOutcome, PlanOutcome, PlanStatus, Reason, Rule, StepStatus
from recruiting.wording import outcome_label, reason_label, status_label, step_title


@pytest.mark.parametrize(
    ("key", "kind", "to_do", "done"),
    [
        ("ask_timeframe", "question", "Ask when they decide", "Asked when they decide"),
        ("thank_you", "email", "Thank-you email to Grace Petrov", "Thank-you email sent to Grace Petrov"),
        ("follow_up:1", "email", "Check-in email to Grace Petrov", "Check-in email sent to Grace Petrov"),
        ("follow_up:2", "call", "Call Grace Petrov", "Called Grace Petrov"),
    ],
)
def test_a_step_is_named_by_what_to_do(key: str, kind: str, to_do: str, done: str) -> None:
    assert step_title(key, kind, "Grace Petrov") == to_do
    assert step_title(key, kind, "Grace Petrov", status="done") == done
    assert step_title(key, kind, "Grace Petrov", status="cancelled") == f"{to_do} (cancelled)"


def test_a_name_with_a_percent_sign_stays_as_it_is() -> None:
    assert step_title("follow_up:1", "call", "100%s sure") == "Call 100%s sure"


@pytest.mark.parametrize("reason", [*Reason, *Rule])
def test_every_reason_has_a_label(reason: str) -> None:
    assert reason_label(str(reason)) not in ("", str(reason))


@pytest.mark.parametrize("status", [*StepStatus, *PlanStatus])
def test_every_status_has_a_label(status: str) -> None:
    assert status_label(str(status))


def test_an_exhausted_plan_is_somebody_elses_for_the_candidate() -> None:
    assert status_label("exhausted") == "over to you"
    assert status_label("exhausted", reader="candidate") == "with your recruiter"


@pytest.mark.parametrize("outcome", [*CallOutcome, *PlanOutcome])
def test_every_outcome_has_a_label(outcome: str) -> None:
    assert "_" not in outcome_label(str(outcome))


def test_none_has_no_label() -> None:
    assert reason_label("") == outcome_label("") == ""
