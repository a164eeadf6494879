"""Who gets in: by a live token, to their own firm alone, to write only if their role may."""

from __future__ import annotations

import pytest

from candidates.models import Candidate, Event
from recruiting.accounts.services import revoke_token
from recruiting.models import ApiToken
from tests.api.conftest import Firm, Program, only_error, program_of

LISTS = ("candidates", "applications", "companies", "contacts", "jobs", "policies", "interviews", "plans")


@pytest.mark.parametrize("name", LISTS)
def test_without_a_token_nothing_is_said(firm: Firm, stranger: Program, name: str) -> None:
    response = stranger.get(f"{name}/")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert only_error(response)["code"] == "not_authenticated"


def test_an_unknown_token_is_refused(firm: Firm) -> None:
    assert only_error(Program("ft_made-up").get("candidates/"))["code"] == "authentication_failed"


def test_a_revoked_token_is_refused(owner: Program) -> None:
    revoke_token(token=ApiToken.objects.get(), at=ApiToken.objects.get().created_at)
    assert owner.get("candidates/").status_code == 401


def test_a_closed_account_has_no_token(firm: Firm, owner: Program) -> None:
    firm.owner.user.is_active = False
    firm.owner.user.save()
    assert owner.get("candidates/").status_code == 401


def test_use_of_a_token_is_noted(owner: Program) -> None:
    owner.get("candidates/")
    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.parametrize("name", LISTS)
def test_a_viewer_may_read(viewer: Program, name: str) -> None:
    response = viewer.get(f"{name}/")
    assert response.status_code == 200
    assert response.json()["results"]


def test_a_viewer_may_change_nothing(firm: Firm, viewer: Program) -> None:
    interview = firm.interview.pk
    for method, address in (
        ("post", "candidates/"),
        ("patch", f"candidates/{firm.candidate.pk}/"),
        ("post", "applications/"),
        ("post", "interviews/"),
        ("patch", f"interviews/{interview}/"),
        ("post", f"interviews/{interview}/events/"),
        ("post", "events/1/retract/"),
    ):
        response = viewer.call(method, address, {})
        assert response.status_code == 403, address
        assert only_error(response)["code"] == "permission_denied"
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_nothing_of_another_firm(owner: Program, firm: Firm, other_firm: Firm, name: str) -> None:
    theirs = {row["id"] for row in program_of(other_firm.owner).get(f"{name}/").json()["results"] if "id" in row}
    mine = {row["id"] for row in owner.get(f"{name}/").json()["results"] if "id" in row}
    assert not theirs & mine


def test_another_firms_records_do_not_exist(owner: Program, other_firm: Firm) -> None:
    interview = other_firm.interview.pk
    for method, address in (
        ("get", f"candidates/{other_firm.candidate.pk}/"),
        ("patch", f"candidates/{other_firm.candidate.pk}/"),
        ("get", f"applications/{other_firm.application.pk}/"),
        ("get", f"companies/{other_firm.company.pk}/"),
        ("get", f"contacts/{other_firm.lead.pk}/"),
        ("get", f"jobs/{other_firm.job.pk}/"),
        ("get", f"policies/{other_firm.interview.plan.version.policy_id}/"),
        ("get", f"interviews/{interview}/"),
        ("patch", f"interviews/{interview}/"),
        ("get", f"interviews/{interview}/plan/"),
        ("get", f"interviews/{interview}/events/"),
        ("post", f"interviews/{interview}/events/"),
    ):
        response = owner.call(method, address, {})
        assert response.status_code == 404, address
        assert only_error(response)["code"] == "not_found"


def test_another_firms_event_cannot_be_taken_back(owner: Program, other_firm: Firm) -> None:
    theirs = program_of(other_firm.owner)
    sent = theirs.post(f"interviews/{other_firm.interview.pk}/events/", {"type": "thank_you_sent"}).json()["event"]
    assert owner.get(f"events/{sent['id']}/").status_code == 404
    assert owner.post(f"events/{sent['id']}/retract/").status_code == 404
    assert not Event.objects.filter(retracted_at__isnull=False).exists()


def test_another_firms_records_cannot_be_referred_to(owner: Program, firm: Firm, other_firm: Firm) -> None:
    response = owner.post(
        "interviews/",
        {"application": other_firm.application.pk, "ended_at": "2026-12-01T10:00:00Z", "lead": other_firm.lead.pk},
    )
    assert response.status_code == 400
    assert {(error["code"], error["field"]) for error in response.json()["errors"]} == {
        ("does_not_exist", "application"),
        ("does_not_exist", "lead"),
    }
    taken = owner.post("applications/", {"candidate": other_firm.candidate.pk, "job": firm.job.pk})
    assert only_error(taken)["field"] == "candidate"


def test_filtering_by_another_firms_id_finds_nothing_as_by_one_that_is_not_there(
    owner: Program, other_firm: Firm
) -> None:
    for company in (other_firm.company.pk, 10**6):
        response = owner.get("jobs/", company=company)
        assert response.status_code == 200
        assert response.json()["results"] == []


def test_too_many_requests_are_put_off(owner: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("candidates.api.throttling.TokenThrottle.THROTTLE_RATES", {"token": "2/min"})
    assert [owner.get("candidates/").status_code for _ in range(3)] == [200, 200, 429]
    refused = owner.get("candidates/")
    assert only_error(refused)["code"] == "throttled"
    assert int(refused.headers["Retry-After"]) > 0


def test_each_token_is_counted_by_itself(owner: Program, viewer: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("candidates.api.throttling.TokenThrottle.THROTTLE_RATES", {"token": "1/min"})
    assert owner.get("candidates/").status_code == 200
    assert viewer.get("candidates/").status_code == 200
    assert Candidate.objects.exists()
