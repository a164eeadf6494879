"""What a viewer, a recruiter and an owner may do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from candidates.models import Candidate, Event
from recruiting.accounts.selectors import live_token
from recruiting.models import Company, Membership
from tests.cast import Cast

ADDED = ["recruiting_company", "recruiting_contact", "recruiting_job", "recruiting_policy", "candidates_candidate",
         "candidates_application", "candidates_interview", "recruiting_apitoken"]  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
def test_a_viewer_adds_nothing(vera: Client, name: str) -> None:
    assert vera.get(reverse(f"admin:{name}_add")).status_code == 403
    assert vera.post(reverse(f"admin:{name}_add"), {"name": "x"}).status_code == 403


def test_a_viewer_sees_but_changes_nothing(vera: Client, cast: Cast) -> None:
    address = reverse("admin:recruiting_company_change", args=[cast.ours.company.pk])
    assert vera.get(address).status_code == 200
    assert vera.post(address, {"name": "Another"}).status_code == 403
    assert Company.objects.get(pk=cast.ours.company.pk).name == cast.ours.company.name


def test_a_viewer_records_and_takes_back_nothing(vera: Client, cast: Cast) -> None:
    interview = cast.ours.interview.pk
    record = reverse("admin:candidates_interview_record", args=[interview, "call"])
    retract = reverse("admin:candidates_interview_retract", args=[interview, cast.ours.event.number])
    assert vera.post(record, {"outcome": "hired"}).status_code == 403
    assert vera.post(retract).status_code == 403
    assert Event.objects.filter(plan=cast.ours.plan).count() == 1


def test_a_viewer_is_shown_no_way_to_record(vera: Client, cast: Cast) -> None:
    for page in ("/admin/", reverse("admin:candidates_interview_change", args=[cast.ours.interview.pk])):
        html = vera.get(page).content.decode()
        assert "/record/" not in html
        assert "/retract/" not in html


def test_a_recruiter_deletes_nothing(bob: Client, cast: Cast) -> None:
    address = reverse("admin:candidates_candidate_delete", args=[cast.ours.candidate.pk])
    assert bob.post(address, {"post": "yes"}).status_code == 403
    assert Candidate.objects.filter(pk=cast.ours.candidate.pk).exists()


def test_an_owner_deletes_a_candidate_with_all_that_is_theirs(alice: Client, cast: Cast) -> None:
    alice.post(reverse("admin:candidates_candidate_delete", args=[cast.ours.candidate.pk]), {"post": "yes"})
    assert not Candidate.objects.filter(pk=cast.ours.candidate.pk).exists()


def test_what_others_need_is_not_deleted_and_the_page_says_so(alice: Client, cast: Cast) -> None:
    address = reverse("admin:recruiting_contact_delete", args=[cast.ours.contact.pk])
    assert "protected" in alice.get(address).content.decode()
    alice.post(address, {"post": "yes"})
    cast.ours.contact.refresh_from_db()


@pytest.mark.parametrize("screen", ["recruiting_membership_changelist", "recruiting_membership_add"])
def test_members_are_the_owners_to_manage(alice: Client, bob: Client, screen: str) -> None:
    assert bob.get(reverse(f"admin:{screen}")).status_code == 403
    assert alice.get(reverse(f"admin:{screen}")).status_code == 200


def test_the_firm_is_the_owners_to_change(alice: Client, bob: Client, cast: Cast) -> None:
    address = reverse("admin:recruiting_organization_change", args=[cast.ours.organization.pk])
    assert bob.get(address).status_code == 403
    caps = {"daily_mail_per_person": 5, "daily_mail": 900}
    alice.post(address, {"name": "Northgate & Daughters", "retention_days": 400, **caps})
    cast.ours.organization.refresh_from_db()
    assert cast.ours.organization.name == "Northgate & Daughters"


def test_a_firm_keeps_an_owner(alice: Client, cast: Cast) -> None:
    change = reverse("admin:recruiting_membership_change", args=[cast.alice.pk])
    assert "A firm needs an owner" in alice.post(change, {"role": "viewer"}).content.decode()
    delete = reverse("admin:recruiting_membership_delete", args=[cast.alice.pk])
    assert alice.post(delete, {"post": "yes"}).status_code == 403
    assert Membership.objects.get(pk=cast.alice.pk).role == "owner"


def test_an_owner_adds_a_member_who_is_written_to(alice: Client, cast: Cast, mailoutbox: list[object]) -> None:
    before = len(mailoutbox)
    alice.post(
        reverse("admin:recruiting_membership_add"), {"email": "Dora@Example.org", "name": "Dora", "role": "recruiter"}
    )
    added = Membership.objects.get(organization=cast.ours.organization, user__email="dora@example.org")
    assert added.role == "recruiter"
    assert len(mailoutbox) == before + 1


def test_who_is_a_member_already_is_not_added_again(alice: Client, cast: Cast) -> None:
    fields = {"email": cast.alice.user.email, "role": "viewer"}
    html = alice.post(reverse("admin:recruiting_membership_add"), fields).content.decode()
    assert "is a member already" in html
    assert Membership.objects.get(pk=cast.alice.pk).role == "owner"


def test_a_member_is_removed(alice: Client, cast: Cast) -> None:
    alice.post(reverse("admin:recruiting_membership_delete", args=[cast.vera.pk]), {"post": "yes"})
    assert not Membership.objects.filter(pk=cast.vera.pk).exists()


def test_a_tokens_secret_is_shown_once(bob: Client) -> None:
    html = bob.post(reverse("admin:recruiting_apitoken_add"), {"name": "Nightly"}).content.decode()
    secret = html.partition("<code>")[2].partition("</code>")[0]
    token = live_token(secret)
    assert token is not None
    assert secret not in bob.get(reverse("admin:recruiting_apitoken_change", args=[token.pk])).content.decode()
    bob.post(reverse("admin:recruiting_apitoken_revoke", args=[token.pk]))
    assert live_token(secret) is None


def test_members_see_their_own_tokens_and_an_owner_all(alice: Client, bob: Client, cast: Cast) -> None:
    address = reverse("admin:recruiting_apitoken_changelist")
    assert "script of the owner" not in bob.get(address).content.decode()
    assert "script of the recruiter" in alice.get(address).content.decode()
    theirs = cast.ours.tokens["owner"].token.pk
    assert bob.post(reverse("admin:recruiting_apitoken_revoke", args=[theirs])).status_code == 404
