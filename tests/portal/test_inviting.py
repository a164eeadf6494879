"""Inviting: what the letter says, whom it links, and what happens where it cannot be sent."""

from __future__ import annotations

import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives

from candidates.models import Candidate, Plan
from candidates.people.services import invite_candidate, unlink_if_renamed
from recruiting.accounts.services import create_firm
from recruiting.models import Membership, User
from tests.portal.conftest import NOW


@pytest.fixture
def candidate(plan: Plan) -> Candidate:
    """Return the plan's candidate, not invited yet."""
    return plan.interview.application.candidate


def test_the_letter_says_who_asks_what_is_kept_and_how_to_refuse(candidate: Candidate, alice: Membership) -> None:
    invite_candidate(candidate=candidate, by=alice.user, at=NOW)
    letter = mail.outbox[-1]
    assert letter.reply_to == ["alice@northgate.example"]
    for words in ("Northgate Search", "What is kept", "Signing in means that you agree", "/portal/your-data/"):
        assert words in str(letter.body)


def test_a_firms_name_cannot_add_headers_or_tags_to_the_letter(candidate: Candidate, alice: Membership) -> None:
    candidate.organization.name = "Evil\nBcc: all@example.org <b>&"
    invite_candidate(candidate=candidate, by=alice.user, at=NOW)
    letter = mail.outbox[-1]
    assert "\n" not in letter.subject
    assert isinstance(letter, EmailMultiAlternatives)
    assert "<b>&" not in str(letter.alternatives[0][0])


def test_a_letter_that_cannot_be_sent_leaves_the_candidate_uninvited(
    candidate: Candidate, alice: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise smtplib.SMTPServerDisconnected("no connection")

    monkeypatch.setattr(EmailMultiAlternatives, "send", fail)
    with pytest.raises(ValidationError, match="no connection"):
        invite_candidate(candidate=candidate, by=alice.user, at=NOW)
    candidate.refresh_from_db()
    assert candidate.invited_at is None


def test_a_closed_account_is_not_invited(candidate: Candidate, alice: Membership) -> None:
    User.objects.create_user(candidate.email, is_active=False)
    with pytest.raises(ValidationError, match="is closed"):
        invite_candidate(candidate=candidate, by=alice.user, at=NOW)
    assert mail.outbox == []


def test_the_same_person_in_another_firm_is_not_linked_by_it(candidate: Candidate, alice: Membership) -> None:
    other = create_firm(name="Quillfeather", owner_email="charlie@quill.example", at=NOW)
    twin = Candidate.objects.create(
        organization=other, name="A. Nwosu", email=candidate.email, time_zone="Europe/London"
    )
    invite_candidate(candidate=candidate, by=alice.user, at=NOW)
    twin.refresh_from_db()
    assert twin.user is None


def test_a_candidate_whose_address_changes_is_another_persons_no_more(amara: User, plan: Plan) -> None:
    candidate = Candidate.objects.get(user=amara)
    assert not unlink_if_renamed(candidate)
    candidate.email = "amara.new@example.org"
    assert unlink_if_renamed(candidate)
    assert candidate.user is None
    assert candidate.invited_at is None
