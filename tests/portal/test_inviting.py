"""Inviting: what the letter says, whom it links, when it is written again, and what happens where it cannot be sent."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend

from candidates.models import Candidate, OutgoingMail, Plan
from candidates.people.services import invite_candidate, unlink_if_renamed
from recruiting.accounts.services import create_firm
from recruiting.models import Membership, User
from tests.portal.conftest import NOW, delivered


@pytest.fixture
def candidate(plan: Plan) -> Candidate:
    """Return the plan's candidate, not invited yet."""
    return plan.interview.application.candidate


def test_the_letter_says_who_asks_what_is_kept_and_how_to_refuse(candidate: Candidate, alice: Membership) -> None:
    invite_candidate(candidate=candidate, by=alice, at=NOW)
    (letter,) = delivered()
    assert letter.to == ["amara@example.org"]
    assert letter.reply_to == ["alice@northgate.example"]
    for words in ("Northgate Search", "What is kept", "Signing in means that you agree", "/portal/your-data/"):
        assert words in str(letter.body)


def test_the_letter_is_queued_with_the_invitation_and_sent_by_a_worker(candidate: Candidate, alice: Membership) -> None:
    invite_candidate(candidate=candidate, by=alice, at=NOW)
    queued = OutgoingMail.objects.get()
    assert (queued.kind, queued.state, queued.membership) == ("invitation", "waiting", alice)
    assert mail.outbox == []
    delivered()
    queued.refresh_from_db()
    assert queued.state == "sent"


def test_a_firms_name_cannot_add_headers_or_tags_to_the_letter(candidate: Candidate, alice: Membership) -> None:
    candidate.organization.name = "Evil\nBcc: all@example.org <b>&"
    candidate.organization.save()
    invite_candidate(candidate=candidate, by=alice, at=NOW)
    (letter,) = delivered()
    assert "\n" not in letter.subject
    assert "\n" not in letter.from_email
    assert letter.recipients() == ["amara@example.org"]
    assert "Bcc" not in letter.message()
    assert isinstance(letter, EmailMultiAlternatives)
    assert "<b>&" not in str(letter.alternatives[0][0])


def test_a_letter_that_cannot_be_sent_waits_says_why_and_goes_once_the_server_is_back(
    candidate: Candidate, alice: Membership
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise smtplib.SMTPServerDisconnected("no connection")

    invite_candidate(candidate=candidate, by=alice, at=NOW)
    with pytest.MonkeyPatch.context() as server_down:
        server_down.setattr(EmailBackend, "send_messages", fail)
        assert delivered() == []
    queued = OutgoingMail.objects.get()
    assert (queued.state, queued.error) == ("waiting", "no connection")
    candidate.refresh_from_db()
    assert candidate.invited_at == NOW

    assert len(delivered(queued.next_at)) == 1


def test_a_candidate_who_cannot_be_invited_gets_no_letter(
    candidate: Candidate, alice: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("no words")

    monkeypatch.setattr("candidates.people.services.letter", fail)
    with pytest.raises(RuntimeError):
        invite_candidate(candidate=candidate, by=alice, at=NOW)
    candidate.refresh_from_db()
    assert candidate.invited_at is None
    assert not OutgoingMail.objects.exists()


def test_a_second_invitation_writes_again(candidate: Candidate, alice: Membership) -> None:
    invite_candidate(candidate=candidate, by=alice, at=NOW)
    invite_candidate(candidate=candidate, by=alice, at=NOW + timedelta(minutes=5))
    first, second = delivered(NOW + timedelta(minutes=5))
    assert first.message()["Message-ID"] != second.message()["Message-ID"]


def test_a_double_click_writes_once(candidate: Candidate, alice: Membership) -> None:
    invite_candidate(candidate=candidate, by=alice, at=NOW + timedelta(milliseconds=100))
    invite_candidate(candidate=candidate, by=alice, at=NOW + timedelta(milliseconds=400))
    assert len(delivered(NOW + timedelta(seconds=1))) == 1


def test_a_closed_account_is_not_invited(candidate: Candidate, alice: Membership) -> None:
    User.objects.create_user(candidate.email, is_active=False)
    with pytest.raises(ValidationError, match="is closed"):
        invite_candidate(candidate=candidate, by=alice, at=NOW)
    assert not OutgoingMail.objects.exists()
    assert delivered() == []


def test_the_same_person_in_another_firm_is_not_linked_by_it(candidate: Candidate, alice: Membership) -> None:
    other = create_firm(name="Quillfeather", owner_email="charlie@quill.example", at=NOW)
    twin = Candidate.objects.create(
        organization=other, name="A. Nwosu", email=candidate.email, time_zone="Europe/London"
    )
    invite_candidate(candidate=candidate, by=alice, at=NOW)
    twin.refresh_from_db()
    assert twin.user is None


def test_a_candidate_whose_address_changes_is_another_persons_no_more(amara: User, plan: Plan) -> None:
    candidate = Candidate.objects.get(user=amara)
    assert not unlink_if_renamed(candidate)
    candidate.email = "amara.new@example.org"
    assert unlink_if_renamed(candidate)
    assert candidate.user is None
    assert candidate.invited_at is None
