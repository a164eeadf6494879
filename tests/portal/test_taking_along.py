"""What a candidate takes along: their own plan and proof, in each firm, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from candidates.models import Candidate, Plan, ReportExport
from candidates.people.services import invite_candidate
from candidates.portal.taking_along import own_reports
from candidates.reports.register import REPORTS
from recruiting.accounts.services import create_firm
from recruiting.models import Membership
from tests.portal.conftest import NOW, said

PAGE = "/portal/take-along/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(plan: Plan) -> Candidate:
    return plan.interview.application.candidate


def made(browser: Client, candidate: Candidate, slug: str = "plan", **asked: str) -> Any:
    return browser.post(f"{PAGE}{candidate.pk}/{slug}/make/", {"format": "csv", **asked})


def test_each_firm_has_what_one_can_take_along(portal: Client, candidate: Candidate) -> None:
    other = create_firm(name="Quillfeather Search", owner_email="charlie@quill.example", at=NOW)
    twin = Candidate.objects.create(
        organization=other, name="Amara N.", email="amara@example.org", time_zone="Asia/Tokyo"
    )
    invite_candidate(candidate=twin, by=Membership.objects.get(organization=other), at=NOW)
    page = portal.get(PAGE).content.decode()
    assert page.index("Through Northgate Search") < page.index("Through Quillfeather Search")
    for report in own_reports():
        for each in (candidate, twin):
            assert f"{PAGE}{each.pk}/{report.slug}/" in page


def test_the_follow_ups_lead_there(portal: Client) -> None:
    assert f'href="{PAGE}"' in portal.get("/portal/").content.decode()


@pytest.mark.parametrize("slug", [slug for slug, report in REPORTS.items() if report.for_candidates])
def test_one_sees_what_one_takes(portal: Client, candidate: Candidate, slug: str) -> None:
    page = said(portal.get(f"{PAGE}{candidate.pk}/{slug}/"))
    assert "Northgate Search" in page
    assert "Harrow &amp; Pine" in page
    assert "(New York) by Amara Nwosu" in page


def test_the_file_is_sent_to_whom_it_was_made_for_alone(portal: Client, stranger: Client, candidate: Candidate) -> None:
    address = made(portal, candidate)["Location"]
    file: Any = portal.get(address)
    assert "attachment" in file["Content-Disposition"]
    assert b"Harrow & Pine" in b"".join(file.streaming_content)
    export = ReportExport.objects.get()
    assert (export.candidate, export.via, export.membership) == (candidate, "portal", None)
    assert stranger.get(address).status_code == 404
    other = Candidate.objects.get(email="tomasz@example.org")
    assert stranger.get(f"{PAGE}{other.pk}/files/{export.pk}/").status_code == 404


def test_after_a_day_the_file_is_gone_and_the_page_says_what_to_do(portal: Client, candidate: Candidate) -> None:
    address = made(portal, candidate)["Location"]
    with time_machine.travel(NOW + timedelta(hours=24), tick=False):
        late = portal.get(address)
    assert late.status_code == 410
    assert "This file is gone" in late.content.decode()


def test_another_candidate_does_not_exist(stranger: Client, candidate: Candidate) -> None:
    assert stranger.get(f"{PAGE}{candidate.pk}/plan/").status_code == 404
    assert made(stranger, candidate).status_code == 404
    assert not ReportExport.objects.exists()


def test_a_report_of_the_firms_is_none_of_a_candidates(portal: Client, candidate: Candidate) -> None:
    assert portal.get(f"{PAGE}{candidate.pk}/run-sheet/").status_code == 404
    assert made(portal, candidate, "schedule").status_code == 404


def test_a_filter_never_widens_what_is_ones_own(portal: Client, stranger: Client, candidate: Candidate) -> None:
    other = Candidate.objects.get(email="tomasz@example.org")
    page = portal.get(f"{PAGE}{candidate.pk}/proof/", {"candidate": other.email, "span": "this_week"})
    assert page.status_code == 200
    assert "Tomasz" not in page.content.decode()


def test_days_that_make_no_sense_are_said_beside_their_field(portal: Client, candidate: Candidate) -> None:
    page = portal.get(f"{PAGE}{candidate.pk}/proof/", {"from": "soon"}).content.decode()
    assert "“soon” is no date." in page
    wrong = made(portal, candidate, format="exe")
    assert wrong.status_code == 400
    assert "“exe” is no format of this report." in wrong.content.decode()


def test_in_german_page_and_file_are_german(portal: Client, candidate: Candidate) -> None:
    portal.post(reverse("set_language"), {"language": "de"})
    page = said(portal.get(f"{PAGE}{candidate.pk}/plan/"))
    assert "PDF, zum Drucken" in page
    assert "Papier A4 Letter" in page
    assert made(portal, candidate).status_code == 302
    assert ReportExport.objects.get().language == "de"
