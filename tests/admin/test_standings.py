"""Which policy holds, on the pages of a company, a job and an interview; and the page of gaps."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from recruiting import cadence
from recruiting.models import Contact, Policy
from recruiting.policies.services import draft_version, publish
from tests.cast import CANARY, NOW, Cast

pytestmark = pytest.mark.django_db


def read(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"admin:{name}", args=args))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def own_policy(cast: Cast) -> Policy:
    """Publish a policy for our company, that somebody there told us."""
    policy = Policy.objects.create(
        organization=cast.ours.organization,
        name="Mirrors",
        company=cast.ours.company,
        told_by="Grace",
        note="Not Mondays",
    )
    publish(version=draft_version(policy=policy, rules=cadence.Policy().to_json(), at=NOW), by=None, at=NOW)
    return policy


def test_a_companys_page_says_what_holds_who_said_so_and_why_others_lost(bob: Client, cast: Cast) -> None:
    own_policy(cast)
    said = read(bob, "recruiting_company_change", cast.ours.company.pk)
    assert "An interview recorded today would follow Mirrors , version 1" in said
    assert "Grace told us" in said
    assert "Standard : “Mirrors” is more particular" in said


def test_a_companys_page_leads_to_writing_down_what_they_told_us(bob: Client, vera: Client, cast: Cast) -> None:
    address = reverse("admin:recruiting_company_change", args=[cast.ours.company.pk])
    way = f"{reverse('admin:recruiting_policy_add')}?company={cast.ours.company.pk}"
    assert way in bob.get(address).content.decode()
    assert way not in vera.get(address).content.decode()


def test_a_jobs_page_says_what_its_interviews_would_follow(bob: Client, cast: Cast) -> None:
    assert "would follow Standard , version 1" in read(bob, "recruiting_job_change", cast.ours.job.pk)


def test_an_interviews_page_says_what_it_follows_and_what_it_would_today(bob: Client, cast: Cast) -> None:
    own_policy(cast)
    said = read(bob, "candidates_interview_change", cast.ours.interview.pk)
    assert "By Standard , version 1" in said
    assert "An interview recorded today would follow Mirrors , version 1." in said


def test_the_gaps_are_listed_with_the_way_to_close_each(bob: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.ours.contact.pk).update(accepts_calls=False)
    said = read(bob, "candidates_gaps")
    assert cast.ours.company.name in said
    assert "Write down what they told us" in said
    assert cast.ours.contact.name in said
    assert CANARY not in said.casefold()


def test_from_a_gap_one_sees_what_emails_in_place_of_calls_would_move(bob: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.ours.contact.pk).update(accepts_calls=False)
    address = reverse("admin:candidates_ruleschange_of_company", args=[cast.ours.company.pk])
    assert "1 call becomes an email" in bob.post(address, follow=True).content.decode()


def test_from_a_gap_one_comes_to_the_interviews_with_whom_accepts_no_calls(bob: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.ours.contact.pk).update(accepts_calls=False)
    page = bob.get(reverse("admin:candidates_gaps")).content.decode()
    way = next(way for way in re.findall('href="([^"]+)"', page) if "q=Northgate%20Petrov" in way)
    listed = bob.get(html.unescape(way)).content.decode()
    assert reverse("admin:candidates_interview_change", args=[cast.ours.interview.pk]) in listed


def test_two_policies_at_odds_are_told_with_which_of_them_is_a_draft(bob: Client, cast: Cast) -> None:
    firm, rules = cast.ours.organization, cadence.Policy().to_json()
    for name in ("Legal", "Rival"):
        draft_version(
            policy=Policy.objects.create(organization=firm, name=name, role_family="legal"), rules=rules, at=NOW
        )
    publish(version=Policy.objects.get(name="Legal").versions.get(), by=None, at=NOW)
    assert "Legal and Rival (a draft)" in read(bob, "candidates_gaps")


def test_a_companys_page_says_in_which_round_something_else_holds(bob: Client, cast: Cast) -> None:
    late = Policy.objects.create(organization=cast.ours.organization, name="Late", round=3)
    publish(version=draft_version(policy=late, rules=cadence.Policy().to_json(), at=NOW), by=None, at=NOW)
    assert "In round 3 it would follow Late , version 1" in read(bob, "recruiting_company_change", cast.ours.company.pk)
