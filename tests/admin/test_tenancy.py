"""Another firm's records: pages that do not exist, choices that are not offered, words that are nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from candidates.models import Application
from recruiting.accounts.services import add_member
from recruiting.models import Contact
from tests.cast import CANARY, Cast, Firm

RECORDS: dict[str, Callable[[Firm], Model]] = {
    "recruiting_company": lambda firm: firm.company,
    "recruiting_contact": lambda firm: firm.contact,
    "recruiting_job": lambda firm: firm.job,
    "recruiting_policy": lambda firm: firm.policy,
    "recruiting_membership": lambda firm: firm.recruiter,
    "recruiting_organization": lambda firm: firm.organization,
    "candidates_candidate": lambda firm: firm.candidate,
    "candidates_application": lambda firm: firm.application,
    "candidates_interview": lambda firm: firm.interview,
}
LISTS = [name for name in RECORDS if name != "recruiting_organization"] + ["recruiting_apitoken"]


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("part", ["change", "history", "delete"])
def test_a_page_of_another_firms_record_does_not_exist(alice: Client, cast: Cast, name: str, part: str) -> None:
    if (name, part) == ("recruiting_organization", "delete"):
        pytest.skip("no firm is deleted by a click, not even one's own")
    address = reverse(f"admin:{name}_{part}", args=[RECORDS[name](cast.others).pk])
    assert alice.get(address).status_code == 404
    assert alice.post(address, {"post": "yes"}).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_ones_own_firm_alone(alice: Client, cast: Cast, name: str) -> None:
    html = alice.get(reverse(f"admin:{name}_changelist")).content.decode()
    assert CANARY not in html
    assert "Northgate" in html


def _addresses(firm: Firm) -> list[str]:
    interview, policy = firm.interview.pk, firm.policy.pk
    return [
        reverse("admin:candidates_interview_edit", args=[interview]),
        reverse("admin:candidates_interview_record", args=[interview, "call"]),
        reverse("admin:candidates_candidate_schedule", args=[firm.candidate.pk]),
        reverse("admin:recruiting_policy_draft", args=[policy]),
        reverse("admin:recruiting_policy_version", args=[policy, 1]),
    ]


def test_pages_of_ours_know_no_other_firm(alice: Client, cast: Cast) -> None:
    assert [alice.get(address).status_code for address in _addresses(cast.others)] == [404] * 5


def test_posts_of_ours_know_no_other_firm(alice: Client, cast: Cast) -> None:
    firm = cast.others
    posts = [
        reverse("admin:candidates_interview_retract", args=[firm.interview.pk, firm.event.number]),
        reverse("admin:candidates_candidate_invite", args=[firm.candidate.pk]),
        reverse("admin:recruiting_policy_discard", args=[firm.policy.pk]),
        reverse("admin:recruiting_apitoken_revoke", args=[firm.tokens["owner"].token.pk]),
    ]
    assert [alice.post(address).status_code for address in posts] == [404] * 4


def test_autocompletion_finds_ones_own_firm_alone(alice: Client) -> None:
    address = reverse("admin:autocomplete")
    field = {"app_label": "recruiting", "model_name": "contact", "field_name": "company"}
    assert alice.get(address, {**field, "term": CANARY}).json()["results"] == []
    assert len(alice.get(address, {**field, "term": "Mirror"}).json()["results"]) == 1


def test_another_firms_record_cannot_be_chosen(alice: Client, cast: Cast) -> None:
    alice.post(reverse("admin:recruiting_contact_add"), {"company": cast.others.company.pk, "name": "Mallory"})
    assert not Contact.objects.filter(name="Mallory").exists()
    alice.post(
        reverse("admin:candidates_application_add"),
        {"candidate": cast.others.candidate.pk, "job": cast.others.job.pk, "recruiter": cast.others.recruiter.pk},
    )
    assert Application.objects.count() == 2


def test_a_filter_offers_and_shows_ones_own_firm_alone(alice: Client, cast: Cast) -> None:
    html = alice.get(reverse("admin:candidates_interview_changelist"), {"company": cast.others.company.pk})
    assert CANARY not in html.content.decode()


def test_the_palette_finds_ones_own_firm_alone(alice: Client) -> None:
    address = reverse("admin:search")
    assert CANARY not in alice.get(address, {"s": CANARY, "extended": "1"}).content.decode()
    assert "Northgate Nwosu" in alice.get(address, {"s": "nwosu", "extended": "1"}).content.decode()


def test_what_the_palette_found_is_not_kept_for_another_firm(alice: Client, cast: Cast) -> None:
    address = reverse("admin:search")
    assert "Northgate" in alice.get(address, {"s": "nwosu", "extended": "1"}).content.decode()
    add_member(organization=cast.others.organization, email=cast.alice.user.email, role="viewer")
    alice.post(reverse("admin:switch_firm"), {"firm": cast.others.organization.slug})
    found = alice.get(address, {"s": "nwosu", "extended": "1"}).content.decode()
    assert "Northgate" not in found
    assert CANARY in found


def test_the_schedule_holds_ones_own_firm_alone(alice: Client) -> None:
    answer = alice.get(reverse("admin:candidates_interview_schedule"))
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Northgate Nwosu" in text
    assert CANARY not in text
    assert answer.headers["Content-Disposition"] == 'attachment; filename="schedule-all.csv"'
