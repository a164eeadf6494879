"""Candidates and applications over the API."""

from __future__ import annotations

import pytest

from candidates.models import Application, Candidate
from tests.api.conftest import Firm, Program, add_applicant, only_error

NEW = {"name": "Þóra Zieliński", "email": "Thora@Example.org", "phone": "+442079460301", "time_zone": "Europe/London"}


def test_a_candidate_is_taken_on(owner: Program) -> None:
    response = owner.post("candidates/", NEW)
    assert response.status_code == 201
    body = response.json()
    assert (body["name"], body["email"], body["phone"]) == ("Þóra Zieliński", "thora@example.org", "+442079460301")
    assert owner.get(f"candidates/{body['id']}/").json() == body


def test_the_same_address_twice_is_refused_beside_the_email(owner: Program) -> None:
    owner.post("candidates/", NEW)
    error = only_error(owner.post("candidates/", {**NEW, "email": "THORA@example.org"}))
    assert (error["code"], error["field"]) == ("unique", "email")
    assert "thora@example.org" in error["detail"]


def test_the_same_address_in_another_firm_is_no_matter(owner: Program, other_firm: Firm) -> None:
    other_firm.candidate.email = NEW["email"]
    other_firm.candidate.save()
    assert owner.post("candidates/", NEW).status_code == 201


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("email", "nobody", "invalid"),
        ("phone", "12", "invalid"),
        ("time_zone", "Europe/Londn", "unknown_time_zone"),
        ("name", "", "blank"),
        ("nmae", "x", "unknown_field"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(owner: Program, field: str, value: str, code: str) -> None:
    response = owner.post("candidates/", {**NEW, field: value})
    assert response.status_code == 400
    error = only_error(response)
    assert (error["field"], error["code"]) == (field, code)
    assert not Candidate.objects.filter(email="thora@example.org").exists()


def test_all_that_is_wrong_is_said_at_once(owner: Program) -> None:
    fields = {error["field"] for error in owner.post("candidates/", {"name": ""}).json()["errors"]}
    assert fields == {"name", "email", "time_zone"}


def test_a_candidate_is_changed(owner: Program, firm: Firm) -> None:
    response = owner.patch(f"candidates/{firm.candidate.pk}/", {"time_zone": "Asia/Tokyo"})
    assert response.status_code == 200
    firm.candidate.refresh_from_db()
    assert firm.candidate.time_zone == "Asia/Tokyo"


def test_a_change_is_in_the_history_by_whom(owner: Program, firm: Firm) -> None:
    owner.patch(f"candidates/{firm.candidate.pk}/", {"name": "Amara N."})
    newest = firm.candidate.history.first()
    assert (newest.name, newest.history_user) == ("Amara N.", firm.owner.user)


def test_the_email_cannot_be_changed(owner: Program, firm: Firm) -> None:
    error = only_error(owner.patch(f"candidates/{firm.candidate.pk}/", {"email": "other@example.org"}))
    assert (error["code"], error["field"]) == ("unknown_field", "email")
    assert "allowed: name, phone, time_zone" in error["detail"]


def test_candidates_are_found_by_a_part_of_name_or_email(owner: Program, firm: Firm) -> None:
    add_applicant(firm.owner, firm.job, "Kwame Boateng")
    assert [row["name"] for row in owner.get("candidates/", search="BOAT").json()["results"]] == ["Kwame Boateng"]
    assert [row["name"] for row in owner.get("candidates/", search="amara@").json()["results"]] == ["Amara Nwosu"]


def test_pages_follow_one_another(owner: Program, firm: Firm) -> None:
    for number in range(4):
        add_applicant(firm.owner, firm.job, f"Number{number} Last")
    first = owner.get("candidates/", page_size=3).json()
    second = owner.client.get(first["next"], headers={"Authorization": f"Bearer {owner.secret}"}).json()
    assert len(first["results"]) == 3
    assert len(second["results"]) == 2
    assert second["next"] is None


@pytest.mark.parametrize("cursor", ["x", "cD1hYmM=", "cD0xJnI9MSZvPXg="])
def test_a_cursor_that_we_never_gave_is_not_found(owner: Program, cursor: str) -> None:
    assert owner.get("candidates/", cursor=cursor).status_code == 404


def test_a_candidate_is_put_forward_for_a_job_by_whose_token_it_is(owner: Program, firm: Firm) -> None:
    candidate = owner.post("candidates/", NEW).json()["id"]
    response = owner.post("applications/", {"candidate": candidate, "job": firm.job.pk})
    assert response.status_code == 201
    assert response.json()["recruiter"] == "alice@northgate.example"
    assert Application.objects.get(pk=response.json()["id"]).stage == "represented"


def test_nobody_is_put_forward_twice_for_a_job(owner: Program, firm: Firm) -> None:
    error = only_error(owner.post("applications/", {"candidate": firm.candidate.pk, "job": firm.job.pk}))
    assert (error["code"], error["field"]) == ("unique", "job")
