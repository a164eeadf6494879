"""A plan for the asking: any policy, interview and events; nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from recruiting import cadence
from recruiting.models import Policy, PolicyVersion
from recruiting.policies.services import draft_version
from tests.api.conftest import ENDED, Firm, Program, only_error

LONDON = {"time_zone": "Europe/London", "country": "GB", "subdivision": "ENG"}
SENT = {"type": "thank_you_sent", "at": "2026-11-30T17:00:00+00:00"}
EXAMPLES = Path(__file__).parents[1] / "cadence" / "data" / "timing.jsonl"


def made_up(**more: Any) -> dict[str, Any]:
    return {
        "policy": {"rules": {}},
        "interview": {"ended_at": "2026-11-30T15:00:00+00:00", "calendar": LONDON},
        "events": [SENT],
        **more,
    }


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for label in ("recruiting", "candidates")
        for model in apps.get_app_config(label).get_models()
    }


def test_a_made_up_interview_is_planned_and_nothing_is_stored(owner: Program) -> None:
    before = counts()
    response = owner.post("plans/preview/", made_up())
    assert response.status_code == 200
    call = response.json()["steps"][-1]
    assert (call["due"], call["reason"]) == ("2026-12-03T10:00:00Z", "no_date_given")
    assert call["why"]["days"] == 3
    assert "three working days after" in call["why_text"]
    assert counts() == before


def test_worked_examples_come_out_as_the_engine_gives_them(owner: Program) -> None:
    for line in EXAMPLES.read_text().splitlines()[:40]:
        case = json.loads(line)["case"]
        asked = {
            "policy": {"rules": case.get("policy") or {}},
            "interview": {**case["interview"], "calendar": case["calendar"]},
            "events": case.get("events") or [],
        }
        steps = owner.post("plans/preview/", asked).json()["steps"]
        expected = cadence.plan_case(case).to_json()["steps"]
        assert [step | same for step, same in zip(steps, expected, strict=True)] == steps


def test_a_stored_interview_is_planned_by_another_policy(owner: Program, firm: Firm) -> None:
    owner.post(f"interviews/{firm.interview.pk}/events/", SENT)
    sales = Policy.objects.for_organization(firm.organization).get(name="Sales")
    before = counts()
    body = owner.post("plans/preview/", {"interview": {"id": firm.interview.pk}, "policy": {"id": sales.pk}}).json()
    assert body["steps"][-1]["due"] == "2026-12-01T10:00:00Z"
    assert owner.get(f"interviews/{firm.interview.pk}/plan/").json()["steps"][-1]["due"] == "2026-12-03T10:00:00Z"
    assert counts() == before


def test_a_draft_can_be_tried_before_it_is_published(owner: Program, firm: Firm) -> None:
    policy = Policy.objects.for_organization(firm.organization).get(name="Standard")
    draft = draft_version(policy=policy, rules={"call_after_days": [5, 5]}, at=ENDED)
    asked = {"interview": {"id": firm.interview.pk}, "policy": {"version": draft.pk}, "events": [SENT]}
    assert owner.post("plans/preview/", asked).json()["steps"][-1]["due"] == "2026-12-07T10:00:00Z"


def test_by_its_own_rules_and_events_a_stored_interview_gives_its_own_plan(owner: Program, firm: Firm) -> None:
    owner.post(f"interviews/{firm.interview.pk}/events/", SENT)
    previewed = owner.post("plans/preview/", {"interview": {"id": firm.interview.pk}}).json()["steps"]
    stored = owner.get(f"interviews/{firm.interview.pk}/plan/").json()["steps"]
    assert previewed == [{name: value for name, value in step.items() if name != "owner"} for step in stored]


def test_by_a_companys_calendar_or_a_contacts_own(owner: Program, firm: Firm) -> None:
    firm.lead.time_zone, firm.lead.country, firm.lead.accepts_calls = "Asia/Tokyo", "JP", False
    firm.lead.save()
    ended = "2026-11-30T15:00:00+00:00"
    by_company = owner.post("plans/preview/", made_up(interview={"ended_at": ended, "company": firm.company.pk}))
    by_contact = owner.post("plans/preview/", made_up(interview={"ended_at": ended, "contact": firm.lead.pk}))
    assert by_company.json()["steps"][-1]["why"]["time_zone"] == "Europe/London"
    step = by_contact.json()["steps"][-1]
    assert (step["kind"], step["why"]["time_zone"], step["why"]["email_because"]) == (
        "email",
        "Asia/Tokyo",
        "channel_email",
    )


def test_a_viewer_may_ask_too(viewer: Program) -> None:
    assert viewer.post("plans/preview/", made_up()).status_code == 200


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        (made_up(policy={"rules": {"call_hours": ["16:00", "09:00"]}}), "invalid_range", "policy.rules.call_hours"),
        (made_up(policy={"rules": {"colour": "red"}}), "unknown_value", "policy.rules.colour"),
        (made_up(policy={}), "exactly_one", "policy"),
        (made_up(policy={"id": 10**9}), "does_not_exist", "policy.id"),
        (made_up(interview={"calendar": LONDON}), "required", "interview.ended_at"),
        (made_up(interview={"ended_at": "2026-11-30T15:00:00Z"}), "exactly_one", "interview"),
        (
            made_up(interview={"ended_at": "2026-11-30T15:00:00Z", "calendar": {"time_zone": "Mars"}}),
            "unknown_time_zone",
            "interview.calendar.time_zone",
        ),
        (made_up(events=[SENT, SENT]), "already_sent", "events[1].type"),
        (made_up(events=[{"type": "sang"}]), "unknown_type", "events[0].type"),
        (made_up(events="none"), "unknown_value", "events"),
    ],
)
def test_what_is_wrong_is_said_by_its_path(owner: Program, asked: dict[str, Any], code: str, field: str) -> None:
    response = owner.post("plans/preview/", asked)
    assert response.status_code == 400
    error = only_error(response)
    assert (error["code"], error["field"]) == (code, field)


def test_a_made_up_interview_needs_a_policy(owner: Program) -> None:
    asked = made_up()
    del asked["policy"]
    error = only_error(owner.post("plans/preview/", asked))
    assert (error["code"], error["field"]) == ("required", "policy")


def test_a_policy_that_is_not_published_is_said_to_be_so(owner: Program, firm: Firm) -> None:
    policy = Policy.objects.create(organization=firm.organization, name="New")
    error = only_error(owner.post("plans/preview/", made_up(policy={"id": policy.pk})))
    assert error["field"] == "policy"


def test_another_firms_policy_version_contact_and_interview_do_not_exist(owner: Program, other_firm: Firm) -> None:
    version = PolicyVersion.objects.for_organization(other_firm.organization).first()
    assert version is not None
    ended = "2026-11-30T15:00:00+00:00"
    for asked in (
        made_up(policy={"version": version.pk}),
        made_up(policy={"id": version.policy_id}),
        made_up(interview={"ended_at": ended, "contact": other_firm.lead.pk}),
        made_up(interview={"ended_at": ended, "company": other_firm.company.pk}),
        made_up(interview={"id": other_firm.interview.pk}),
    ):
        assert only_error(owner.post("plans/preview/", asked))["code"] == "does_not_exist"
