"""From the invitation to the portal by a code, and the ways in which that must not work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.core import mail
from django.test import Client

from candidates.models import Plan
from candidates.people.services import invite_candidate
from recruiting.models import Membership, User
from tests.portal.conftest import CONFIRM, NOW, REQUEST, code_in, delivered, said

Ask = Callable[[Client, str], str]


def test_an_invited_candidate_opens_the_letters_link_types_the_code_and_is_in(
    client: Client, amara: User, plan: Plan, ask_for_code: Ask
) -> None:
    letter = delivered()[-1]
    assert letter.to == ["amara@example.org"]
    assert REQUEST in str(letter.body)
    assert client.get(REQUEST).status_code == 200

    code = ask_for_code(client, "Amara@Example.org")
    answer = client.post(CONFIRM, {"code": code}, follow=True)

    assert answer.redirect_chain[-1][0] == "/portal/"
    assert "Thank-you email to Grace Petrov" in said(answer)


def test_a_mail_scanner_that_opens_every_link_again_and_again_uses_nothing_up(
    client: Client, amara: User, ask_for_code: Ask
) -> None:
    code = ask_for_code(client, "amara@example.org")
    scanner = Client()
    assert len(delivered()) == 2  # the code and the invitation
    for _again in range(3):
        for letter in mail.outbox:
            for address in str(letter.body).split():
                if address.startswith("http"):
                    scanner.get(address.removeprefix("http://127.0.0.1:8000"))
        scanner.get(CONFIRM)

    assert client.post(CONFIRM, {"code": code})["Location"] == "/"


def test_no_letter_holds_a_link_that_signs_in(amara: User, client: Client, ask_for_code: Ask) -> None:
    code = ask_for_code(client, "amara@example.org")
    assert "http" not in str(mail.outbox[-1].body)
    assert code not in mail.outbox[-1].subject


def test_a_wrong_code_is_said_beside_the_field_and_the_right_one_still_works(
    client: Client, amara: User, ask_for_code: Ask
) -> None:
    code = ask_for_code(client, "amara@example.org")
    wrong = client.post(CONFIRM, {"code": "BBBB-BBBB"})
    assert wrong.status_code == 200
    assert "That is not the code" in said(wrong)
    assert client.post(CONFIRM, {"code": code.lower().replace("-", " ")})["Location"] == "/"


def test_after_five_wrong_codes_the_right_one_is_worth_nothing(client: Client, amara: User, ask_for_code: Ask) -> None:
    code = ask_for_code(client, "amara@example.org")
    for _try in range(5):
        client.post(CONFIRM, {"code": "BBBB-BBBB"})
    answer = client.post(CONFIRM, {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == REQUEST
    assert "_auth_user_id" not in client.session


def test_a_code_older_than_ten_minutes_is_refused_and_said_to_be_so(
    client: Client, amara: User, ask_for_code: Ask, now: time_machine.Traveller
) -> None:
    code = ask_for_code(client, "amara@example.org")
    now.shift(timedelta(minutes=11))
    answer = client.post(CONFIRM, {"code": code}, follow=True)
    assert "That code is no longer good" in said(answer)
    assert "_auth_user_id" not in client.session


def test_a_used_code_does_not_open_a_second_browser(client: Client, amara: User, ask_for_code: Ask) -> None:
    code = ask_for_code(client, "amara@example.org")
    client.post(CONFIRM, {"code": code})
    thief = Client()
    assert "That code is no longer good" in said(thief.post(CONFIRM, {"code": code}, follow=True))
    assert "_auth_user_id" not in thief.session


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(client: Client, amara: User) -> None:
    pages = []
    for email in ("amara@example.org", "nobody@example.org"):
        browser = Client()
        pages.append(said(browser.post(REQUEST, {"email": email}, follow=True)).replace(email, "…"))
    assert pages[0] == pages[1]
    assert code_in(str(mail.outbox[-1].body)) == ""


def test_who_was_not_invited_cannot_sign_in_though_a_firm_has_them(client: Client, plan: Plan) -> None:
    client.post(REQUEST, {"email": "amara@example.org"})
    assert code_in(str(mail.outbox[-1].body)) == ""
    assert not User.objects.filter(email="amara@example.org").exists()


def test_signing_in_gives_the_browser_a_new_session(client: Client, amara: User, ask_for_code: Ask) -> None:
    code = ask_for_code(client, "amara@example.org")
    before = client.session.session_key
    client.post(CONFIRM, {"code": code})
    assert client.session.session_key != before


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    assert "By invitation" in said(client.get("/accounts/signup/"))
    client.post("/accounts/signup/", {"email": "mallory@example.org", "password1": "correct-horse-77"})
    assert not User.objects.filter(email="mallory@example.org").exists()


def test_nobody_adds_an_address_of_another_to_their_account(portal: Client, amara: User) -> None:
    assert portal.post("/accounts/email/", {"action_add": "", "email": "boss@example.org"}).status_code == 405
    assert "amara@example.org" in said(portal.get("/accounts/email/"))


def test_a_members_code_opens_no_admin(client: Client, alice: Membership, ask_for_code: Ask) -> None:
    code = ask_for_code(client, alice.user.email)
    client.post(CONFIRM, {"code": code})
    assert client.get("/admin/").status_code == 302


def test_a_stranger_at_the_front_door_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/")["Location"] == "/accounts/login/"
    assert client.get("/portal/")["Location"] == f"{REQUEST}?next=/portal/"


def test_the_front_door_leads_a_member_to_their_day_and_a_candidate_to_their_follow_ups(
    client: Client, amara: User, alice: Membership
) -> None:
    client.force_login(alice.user)
    assert client.get("/")["Location"] == "/admin/"
    client.force_login(amara)
    assert client.get("/")["Location"] == "/portal/"


def test_who_is_both_may_choose(client: Client, amara: User, alice: Membership) -> None:
    Membership.objects.create(organization=alice.organization, user=amara)
    client.force_login(amara)
    assert "My own follow-ups" in said(client.get("/"))


def test_inviting_again_writes_again_and_changes_nothing_else(amara: User, plan: Plan, alice: Membership) -> None:
    candidate = plan.interview.application.candidate
    invite_candidate(candidate=candidate, by=alice, at=NOW + timedelta(days=1))
    assert len(delivered(NOW + timedelta(days=1))) == 2
    assert User.objects.filter(email="amara@example.org").count() == 1
    candidate.refresh_from_db()
    assert candidate.user == amara
    assert candidate.invited_at == NOW + timedelta(days=1)
