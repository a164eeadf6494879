"""Plans and events over the API: read with why, recorded, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from candidates.models import Event, EventNote, Plan
from tests.api.conftest import Firm, Program, add_applicant, interview_of, only_error


@pytest.fixture
def events(firm: Firm) -> str:
    return f"interviews/{firm.interview.pk}/events/"


def test_every_step_says_why_in_facts_and_in_words(owner: Program, firm: Firm, events: str) -> None:
    owner.post(events, {"type": "timeframe_not_given", "at": "2026-11-30T15:00:00Z"})
    body = owner.post(events, {"type": "thank_you_sent", "at": "2026-11-30T17:00:00Z"}).json()["plan"]
    call = body["steps"][-1]
    assert (call["key"], call["kind"], call["due"]) == ("follow_up:1", "call", "2026-12-03T10:00:00Z")
    assert call["why"]["rule"] == "no_date_given"
    assert call["why"]["policy_field"] == "call_after_days"
    assert "three working days after" in call["why_text"]
    assert body["time_zone"] == "Europe/London"


def test_what_happened_is_recorded_with_its_note(owner: Program, events: str, plan: Plan) -> None:
    response = owner.post(events, {"type": "thank_you_sent", "note": "sent from the train", "revision": plan.revision})
    assert response.status_code == 201
    event = response.json()["event"]
    assert (event["type"], event["note"], event["user"]) == (
        "thank_you_sent",
        "sent from the train",
        "alice@northgate.example",
    )
    assert event["at"] == "2026-12-01T11:00:00Z"
    assert response.json()["plan"]["revision"] == plan.revision + 1
    assert EventNote.objects.get().text == "sent from the train"


def test_a_promise_is_recorded(owner: Program, events: str) -> None:
    said = {"type": "timeframe_given", "date": "2026-12-10", "time": "14:30", "may_call": "yes"}
    body = owner.post(events, said).json()
    assert body["event"]["payload"] == {"date": "2026-12-10", "time": "14:30", "may_call": "yes"}
    call = body["plan"]["steps"][-1]
    assert (call["reason"], call["due"]) == ("promised_time", "2026-12-10T14:30:00Z")


def test_a_person_chooses_another_moment(owner: Program, events: str) -> None:
    body = owner.post(events, {"type": "rescheduled", "due": "2026-12-04T16:00:00+01:00"}).json()
    assert body["plan"]["steps"][-1]["due"] == "2026-12-04T15:00:00Z"


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"type": "timeframe_given"}, "missing_field", "date"),
        ({"type": "timeframe_given", "date": "2026-11-01"}, "date_in_past", "date"),
        ({"type": "timeframe_given", "date": "2029-11-01"}, "date_too_far", "date"),
        ({"type": "timeframe_given", "date": "2026-02-30"}, "unknown_value", "date"),
        ({"type": "timeframe_given", "date": "2026-12-10", "time": "25:00"}, "unknown_value", "time"),
        ({"type": "thank_you_sent", "at": "2026-11-30T17:00:00"}, "no_offset", "at"),
        ({"type": "thank_you_sent", "at": "2026-12-24T17:00:00Z"}, "unknown_value", "at"),
        ({"type": "rescheduled", "due": "2026-11-30T17:00:00Z"}, "due_not_after_event", "due"),
        ({"type": "call_made"}, "missing_field", "outcome"),
        ({"type": "call_made", "outcome": "withdrawn"}, "unknown_value", "outcome"),
        ({"type": "rules_changed"}, "invalid_choice", "type"),
        ({"type": "levelled"}, "invalid_choice", "type"),
        ({"type": "thank_you_sent", "datum": 1}, "unknown_field", "datum"),
        ({}, "required", "type"),
    ],
)
def test_what_the_engine_refuses_is_said_beside_its_field(
    owner: Program, events: str, said: dict[str, Any], code: str, field: str
) -> None:
    response = owner.post(events, said)
    assert response.status_code == 400
    error = only_error(response)
    assert (error["code"], error["field"]) == (code, field)
    assert not Event.objects.exists()


def test_nothing_is_recorded_after_the_end(owner: Program, events: str) -> None:
    owner.post(events, {"type": "reply_received", "answer": "hired"})
    error = only_error(owner.post(events, {"type": "thank_you_sent"}))
    assert (error["code"], error["field"]) == ("plan_closed", None)


def test_an_event_that_would_make_another_impossible_names_it(owner: Program, events: str) -> None:
    first = owner.post(events, {"type": "thank_you_sent"}).json()["event"]
    response = owner.post(events, {"type": "closed", "outcome": "withdrawn", "at": "2026-11-30T18:00:00Z"})
    error = only_error(response)
    assert error["code"] == "plan_closed"
    assert error["event"]["id"] == first["id"]


def test_whoever_saw_an_older_plan_is_told(owner: Program, events: str, plan: Plan) -> None:
    owner.post(events, {"type": "thank_you_sent"})
    response = owner.post(events, {"type": "call_made", "outcome": "no_answer", "revision": plan.revision})
    assert response.status_code == 409
    error = only_error(response)
    assert (error["code"], error["field"], error["revision"]) == ("plan_changed", "revision", plan.revision + 1)
    assert Event.objects.count() == 1


def test_an_event_is_taken_back(owner: Program, events: str) -> None:
    sent = owner.post(events, {"type": "thank_you_sent"}).json()["event"]
    response = owner.post(f"events/{sent['id']}/retract/")
    assert response.status_code == 200
    assert response.json()["event"]["retracted_at"] == "2026-12-01T11:00:00Z"
    assert response.json()["plan"]["steps"][1]["status"] == "open"


def test_an_event_is_taken_back_once_only(owner: Program, events: str) -> None:
    sent = owner.post(events, {"type": "thank_you_sent", "at": "2026-11-30T17:00:00Z"}).json()["event"]
    owner.post(f"events/{sent['id']}/retract/")
    error = only_error(owner.post(f"events/{sent['id']}/retract/"))
    assert error["code"] == "already_retracted"


def test_a_retraction_checks_the_revision(owner: Program, events: str, plan: Plan) -> None:
    sent = owner.post(events, {"type": "thank_you_sent"}).json()["event"]
    response = owner.post(f"events/{sent['id']}/retract/", {"revision": plan.revision})
    assert response.status_code == 409
    assert Event.objects.get().retracted_at is None


def test_the_log_keeps_what_was_taken_back(owner: Program, events: str) -> None:
    sent = owner.post(events, {"type": "thank_you_sent"}).json()["event"]
    owner.post(f"events/{sent['id']}/retract/")
    owner.post(events, {"type": "timeframe_not_given"})
    log = owner.get(events).json()
    assert [(row["number"], row["retracted_at"] is None) for row in log] == [(1, False), (2, True)]
    assert owner.get(f"events/{sent['id']}/").json() == log[0]


def test_plans_are_filtered_by_status_and_by_one_open_step(owner: Program, firm: Firm, events: str) -> None:
    _candidate, application = add_applicant(firm.owner, firm.job, "Kwame Boateng")
    second = interview_of(application)
    owner.post(f"interviews/{second.pk}/events/", {"type": "closed", "outcome": "withdrawn"})

    def found(**filters: Any) -> list[int]:
        return [row["interview"] for row in owner.get("plans/", **filters).json()["results"]]

    mine = firm.interview.pk
    assert found() == [second.pk, mine]
    assert found(status="closed") == [second.pk]
    assert found(outcome="withdrawn") == [second.pk]
    assert found(due_before="2026-12-02T00:00:00Z") == [mine]
    # The thank-you is due by then, the call is not
    assert found(due_before="2026-12-02T00:00:00Z", kind="call") == []
    assert found(owner="candidate", kind="call", due_after="2026-12-02T00:00:00Z") == [mine]
    assert found(candidate=firm.candidate.pk, company=firm.company.pk) == [mine]
