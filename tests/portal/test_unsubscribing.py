"""Refusing letters by the link in them: what is asked, what changes, and that opening the link changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from candidates.models import MailStream, OutgoingMail, Suppression
from candidates.outbox import sending
from candidates.outbox.suppressions import SALT, is_suppressed, suppress, unsubscribe_token
from recruiting.accounts.services import create_firm
from recruiting.models import Membership, Organization, User
from tests.portal.conftest import NOW, said

WORDS = {
    MailStream.REMINDERS: "reminders of your steps",
    MailStream.DIGEST: "morning letters",
    MailStream.NOTICES: "notices about plans and mail",
    MailStream.REPORTS: "reports that are ready",
}


@pytest.fixture
def firm(alice: Membership) -> Organization:
    """Return the firm that writes."""
    return alice.organization


def letter(firm: Organization, stream: str = MailStream.REMINDERS) -> OutgoingMail:
    """Return a letter of a stream to Amara, not stored."""
    return OutgoingMail(organization=firm, to="Amara@example.org", stream=stream, dated=NOW, message_id="<1@here>")


def link(firm: Organization, stream: str = MailStream.REMINDERS) -> str:
    """Return the address in such a letter."""
    return reverse("unsubscribe", args=[unsubscribe_token(letter(firm, stream))])


@pytest.fixture
def page(firm: Organization) -> str:
    """Return the address in a reminder."""
    return link(firm)


def test_the_page_says_which_letters_of_whom_to_whom(client: Client, firm: Organization) -> None:
    for stream, words in WORDS.items():
        answer = said(client.get(link(firm, stream)))
        assert f"Northgate Search sends {words} to amara@example.org." in answer
        assert "Send me no more" in answer


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_the_link_changes_nothing(client: Client, page: str, method: str) -> None:
    for _again in range(3):
        assert getattr(client, method)(page).status_code == 200
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_does_not_take_back_what_was_refused(client: Client, page: str, method: str) -> None:
    client.post(page)
    getattr(client, method)(f"{page}?again=1")
    assert Suppression.objects.count() == 1


def test_one_click_in_a_mail_program_is_enough(firm: Organization, page: str) -> None:
    program = Client(enforce_csrf_checks=True)  # no cookie, no referrer, no page opened before
    answer = program.post(page, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert is_suppressed(letter(firm))


def test_the_address_in_the_letters_head_is_this_page(client: Client, firm: Organization) -> None:
    message: EmailMessage = sending.message_of(letter(firm))
    address = str(message.extra_headers["List-Unsubscribe"]).strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client.post("/" + address.split("/", 3)[3], "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert is_suppressed(letter(firm))


def test_the_answer_says_what_is_no_longer_sent_and_how_to_turn_it_on_again(client: Client, page: str) -> None:
    answer = said(client.post(page))
    assert "No more reminders of your steps to amara@example.org" in answer
    assert "Send them again" in answer
    assert "No more reminders" in said(client.get(page))


def test_turned_on_again_it_is_sent_again(client: Client, firm: Organization, page: str) -> None:
    client.post(page)
    assert "They are sent again" in said(client.post(page, {"again": "1"}))
    assert not is_suppressed(letter(firm))


def test_a_second_post_does_no_harm(client: Client, page: str) -> None:
    for extra in ({}, {}, {"again": "1"}, {"again": "1"}, {}):
        assert client.post(page, extra).status_code == 200
    assert Suppression.objects.count() == 1


def test_only_that_stream_of_that_firm_is_refused(client: Client, firm: Organization, page: str) -> None:
    other = create_firm(name="Quillfeather", owner_email="charlie@quill.example", at=NOW)
    client.post(page)
    assert not is_suppressed(letter(firm, MailStream.DIGEST))
    assert not is_suppressed(letter(firm, MailStream.PERSONAL))
    assert not is_suppressed(letter(other))


def test_what_a_mail_server_refused_stays_refused_and_is_said(client: Client, firm: Organization, page: str) -> None:
    suppress(organization=firm, address="amara@example.org", reason=Suppression.Reason.BOUNCED, at=NOW)
    answer = said(client.post(page, {"again": "1"}))
    assert "At present no letter of Northgate Search goes to this address" in answer
    assert is_suppressed(letter(firm))


@pytest.mark.parametrize("spoilt", ["nothing", "a:b:c", "☃", ":", "%00", "x" * 2000])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_broken_says_what_to_do(client: Client, firm: Organization, spoilt: str, method: str) -> None:
    answer = getattr(client, method)(f"/unsubscribe/{spoilt}/")
    assert answer.status_code == 404
    assert "copy it whole" in said(answer)
    assert not Suppression.objects.exists()


def test_a_link_with_one_letter_changed_is_broken(client: Client, page: str) -> None:
    changed = page[:-2] + ("a" if page[-2] != "a" else "b") + "/"
    assert client.post(changed).status_code == 404
    assert not Suppression.objects.exists()


@pytest.mark.parametrize(
    ("said_by_us", "salt"),
    [
        ([999_999, "amara@example.org", "reminders"], SALT),  # a firm that is gone
        ([1, "amara@example.org", "no such stream"], SALT),
        ([1, "amara@example.org", "personal"], SALT),  # letters that somebody asked for
        ([1, "amara@example.org", "reminders"], "signed for another purpose"),
    ],
)
def test_a_token_that_names_nothing_to_refuse_is_broken(
    client: Client, firm: Organization, said_by_us: list[object], salt: str
) -> None:
    if said_by_us[0] == 1:
        said_by_us = [firm.pk, *said_by_us[1:]]
    token = signing.dumps(said_by_us, salt=salt, compress=True)
    assert client.post(reverse("unsubscribe", args=[token])).status_code == 404
    assert not Suppression.objects.exists()


def test_the_page_is_kept_nowhere_and_leaks_to_no_other_site(client: Client, page: str) -> None:
    for answer in (client.get(page), client.post(page), client.get("/unsubscribe/nothing/")):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]


def test_it_is_about_the_letters_address_whoever_is_signed_in(portal: Client, alice: Membership) -> None:
    other = OutgoingMail(organization=alice.organization, to="tomasz@example.org", stream=MailStream.REMINDERS)
    answer = said(portal.post(reverse("unsubscribe", args=[unsubscribe_token(other)])))
    assert "to tomasz@example.org" in answer
    assert "Sign out" not in answer
    assert Suppression.objects.get().address == "tomasz@example.org"


def test_nothing_else_than_opening_and_posting_is_answered(client: Client, page: str) -> None:
    for method in (client.put, client.patch, client.delete):
        assert method(page).status_code == 405
    assert not Suppression.objects.exists()


def test_a_refusal_stops_a_reminder_that_waits(portal: Client, amara: User, page: str) -> None:
    Client().post(page)
    waiting = OutgoingMail.objects.get()
    OutgoingMail.objects.filter(pk=waiting.pk).update(stream=MailStream.REMINDERS)
    sending.deliver(now=lambda: NOW + timedelta(seconds=1))
    waiting.refresh_from_db()
    assert waiting.state == OutgoingMail.State.REFUSED
