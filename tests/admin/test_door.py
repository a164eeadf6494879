"""Who comes into the admin, and what a page may run there."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from recruiting.accounts.services import add_member
from recruiting.models import Role
from tests.admin.conftest import SignIn, signed_in
from tests.cast import PASSWORD, Cast

TODAY = "/admin/"


def test_who_is_not_signed_in_is_sent_to_the_one_sign_in(client: Client, db: None) -> None:
    answer = client.get("/admin/candidates/interview/")
    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/admin/candidates/interview/"


def test_a_password_opens_the_admin(cast: Cast) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": cast.bob.user.email, "password": PASSWORD})
    assert client.get(TODAY).status_code == 200


def test_a_code_by_email_does_not_open_the_admin(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.bob, "code").get(TODAY)
    assert answer.headers["Location"] == f"{reverse('account_reauthenticate')}?next=/admin/"


def test_there_is_no_admin_for_a_candidate(cast: Cast) -> None:
    user = cast.ours.candidate.user
    assert user is not None
    assert signed_in(user, "password").get(TODAY).status_code == 404


def test_a_firm_that_requires_a_second_factor_has_it_set_up_first(cast: Cast, sign_in: SignIn) -> None:
    cast.ours.organization.requires_second_factor = True
    cast.ours.organization.save()
    answer = sign_in(cast.bob).get(TODAY)
    assert answer.headers["Location"].startswith(reverse("mfa_activate_totp"))


def test_a_second_factor_must_have_been_used_in_this_session(cast: Cast, sign_in: SignIn) -> None:
    cast.ours.organization.requires_second_factor = True
    cast.ours.organization.save()
    TOTP.activate(cast.bob.user, generate_totp_secret())
    assert sign_in(cast.bob).get(TODAY).headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert sign_in(cast.bob, "password", "mfa").get(TODAY).status_code == 200


def test_signing_out_ends_the_session(bob: Client) -> None:
    bob.post(reverse("admin:logout"))
    assert bob.get(TODAY).status_code == 302


def test_every_page_names_the_firm(bob: Client, cast: Cast) -> None:
    assert bob.get("/admin/recruiting/company/").content.decode().count(cast.ours.organization.name) >= 1


def test_a_member_of_two_firms_switches_between_them(cast: Cast, sign_in: SignIn) -> None:
    add_member(organization=cast.others.organization, email=cast.bob.user.email, role=Role.VIEWER)
    bob = sign_in(cast.bob)
    assert cast.others.organization.slug in bob.get(TODAY).content.decode()
    bob.post(reverse("admin:switch_firm"), {"firm": cast.others.organization.slug})
    assert bob.get(reverse("admin:candidates_candidate_change", args=[cast.others.candidate.pk])).status_code == 200
    assert bob.get(reverse("admin:candidates_candidate_change", args=[cast.ours.candidate.pk])).status_code == 404


def test_nobody_switches_to_a_firm_that_is_not_theirs(bob: Client, cast: Cast) -> None:
    assert bob.post(reverse("admin:switch_firm"), {"firm": cast.others.organization.slug}).status_code == 404
    assert bob.get(reverse("admin:switch_firm")).status_code == 405


def test_only_the_admin_lets_scripts_make_functions_of_text(bob: Client) -> None:
    policy = bob.get(TODAY).headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in bob.get(reverse("account_reauthenticate")).headers["Content-Security-Policy"]


def test_pages_of_the_admin_hold_no_script_and_no_style_of_their_own(bob: Client, cast: Cast) -> None:
    for page in (
        TODAY,
        "/admin/candidates/interview/",
        f"/admin/candidates/interview/{cast.ours.interview.pk}/change/",
    ):
        html = bob.get(page).content.decode()
        assert "<style" not in html
        assert "<script>" not in html
        assert " style=" not in html
