"""Interviews over the API: recorded with a plan, moved, handed over."""

from __future__ import annotations

from typing import Any

import pytest

from candidates.models import Interview, Plan
from recruiting.models import Company, Contact
from tests.api.conftest import Firm, Program, add_applicant, interview_of, only_error


@pytest.fixture
def new(firm: Firm) -> dict[str, Any]:
    """Return a form for an interview of a second candidate."""
    _candidate, application = add_applicant(firm.owner, firm.job, "Kwame Boateng")
    return {"application": application.pk, "ended_at": "2026-12-01T10:00:00+01:00", "lead": firm.lead.pk}


def test_an_interview_is_recorded_with_its_plan(owner: Program, new: dict[str, Any]) -> None:
    new["topics"] = [{"topic": "on-call", "help": "follow the sun"}]
    response = owner.post("interviews/", new)
    assert response.status_code == 201
    body = response.json()
    assert body["ended_at"] == "2026-12-01T09:00:00Z"
    assert body["debrief"]["topics"] == [{"topic": "on-call", "help": "follow the sun"}]
    plan = owner.get(f"interviews/{body['id']}/plan/").json()
    assert [step["key"] for step in plan["steps"]] == ["ask_timeframe", "thank_you", "follow_up:1"]
    assert plan["policy"] | {"id": 0, "version_id": 0} == {"id": 0, "name": "Standard", "version": 1, "version_id": 0}


def test_a_later_round_closes_the_earlier_plan(owner: Program, firm: Firm, plan: Plan) -> None:
    later = {"application": firm.application.pk, "ended_at": "2026-12-04T10:00:00Z", "lead": firm.lead.pk, "round": 2}
    assert owner.post("interviews/", later).status_code == 201
    plan.refresh_from_db()
    assert (plan.status, plan.outcome) == ("closed", "next_round")


def test_the_same_round_twice_is_refused(owner: Program, firm: Firm) -> None:
    again = {"application": firm.application.pk, "ended_at": "2026-12-04T10:00:00Z", "lead": firm.lead.pk}
    assert owner.post("interviews/", again).status_code == 400
    assert Interview.objects.count() == 1


def test_a_moment_without_an_offset_is_refused(owner: Program, new: dict[str, Any]) -> None:
    error = only_error(owner.post("interviews/", {**new, "ended_at": "2026-12-01T10:00:00"}))
    assert (error["code"], error["field"]) == ("no_offset", "ended_at")
    assert "2026-12-01T10:00:00" in error["detail"]


def test_a_lead_of_another_company_is_refused(owner: Program, firm: Firm, new: dict[str, Any]) -> None:
    elsewhere = Company.objects.create(organization=firm.organization, name="Elsewhere", time_zone="Asia/Tokyo")
    stranger = Contact.objects.create(organization=firm.organization, company=elsewhere, name="Kenji")
    error = only_error(owner.post("interviews/", {**new, "lead": stranger.pk}))
    assert error["field"] == "lead"
    assert not Interview.objects.filter(application_id=new["application"]).exists()


def test_a_debrief_of_another_shape_is_refused_by_its_path(owner: Program, new: dict[str, Any]) -> None:
    response = owner.post("interviews/", {**new, "topics": [{"topic": "fine"}, {"what": "no topic"}]})
    assert {error["field"] for error in response.json()["errors"]} == {"topics.1.what"}


def test_a_moved_interview_is_planned_again_and_keeps_its_events(owner: Program, firm: Firm, plan: Plan) -> None:
    owner.post(f"interviews/{firm.interview.pk}/events/", {"type": "timeframe_not_given"})
    response = owner.patch(f"interviews/{firm.interview.pk}/", {"ended_at": "2026-12-01T15:00:00Z"})
    assert response.status_code == 200
    steps = owner.get(f"interviews/{firm.interview.pk}/plan/").json()["steps"]
    assert steps[1]["due"] == "2026-12-02T15:00:00Z"
    assert steps[0]["status"] == "done"


def test_follow_ups_are_handed_over(owner: Program, firm: Firm) -> None:
    owner.patch(f"interviews/{firm.interview.pk}/", {"follow_up_by": "recruiter"})
    steps = owner.get(f"interviews/{firm.interview.pk}/plan/").json()["steps"]
    assert {step["owner"] for step in steps} == {"recruiter"}


def test_nothing_else_of_an_interview_can_be_changed(owner: Program, firm: Firm) -> None:
    error = only_error(owner.patch(f"interviews/{firm.interview.pk}/", {"round": 3}))
    assert (error["code"], error["field"]) == ("unknown_field", "round")


def test_interviews_are_filtered(owner: Program, firm: Firm) -> None:
    _candidate, application = add_applicant(firm.owner, firm.job, "Kwame Boateng")
    second = interview_of(application)

    def found(**filters: Any) -> list[int]:
        return [row["id"] for row in owner.get("interviews/", **filters).json()["results"]]

    assert found() == [second.pk, firm.interview.pk]
    assert found(candidate=application.candidate_id) == [second.pk]
    assert found(company=firm.company.pk, ended_after="2026-11-30T15:00:01Z") == []
    assert found(ended_before="2026-11-30T15:00:01Z", round=1, follow_up_by="candidate") == [
        second.pk,
        firm.interview.pk,
    ]


def test_a_filter_of_no_sense_is_refused(owner: Program) -> None:
    error = only_error(owner.get("interviews/", ended_after="soon"))
    assert error["field"] == "ended_after"
