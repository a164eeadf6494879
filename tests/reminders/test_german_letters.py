"""A candidate's letters are in their language; what a member gets stays English."""

from __future__ import annotations

import pytest
from django.utils.translation import get_language, override

from candidates.models import Candidate, OutgoingMail, Reminder, Step
from candidates.people.services import invite_candidate
from candidates.reminders.letters import reminder_letter
from recruiting.models import Membership, User
from tests.reminders.conftest import BEFORE, CALL, DUE, HOUR, OVERDUE
from tests.reminders.test_letters import Words, html_of, intent, letter_of, morning

CHANGED, EXHAUSTED = Reminder.Kind.CHANGED, Reminder.Kind.EXHAUSTED


@pytest.fixture
def german(call: Step) -> Step:
    """Return the call of a candidate who reads German, in New York."""
    User.objects.filter(email="amara@example.org").update(language="de")
    Candidate.objects.update(time_zone="America/New_York")
    return Step.objects.get(pk=call.pk)


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        (BEFORE, "Grace Petrov anrufen: heute um 10:00 Uhr (London)", "das steht bald an."),
        (DUE, "Jetzt: Grace Petrov anrufen, bis 16:30 London", "das können Sie ab jetzt erledigen."),
        (OVERDUE, "Noch zu tun: Grace Petrov anrufen, Harrow & Pine", "vielleicht haben Sie schon angerufen"),
        (CHANGED, "Neuer Termin: Grace Petrov anrufen, heute um 10:00 Uhr (London)", "hat einen neuen Termin"),
    ],
)
def test_a_reminder_is_in_its_readers_language(german: Step, kind: str, subject: str, words: str) -> None:
    letter = letter_of(german, kind, CALL - HOUR)
    text = str(letter.body)
    assert letter.subject == subject
    assert f"Guten Tag Amara Nwosu, {words}" in text or words in text
    assert "Do, 3. Dez., 10:00 London (bei Ihnen 05:00)" in text
    assert "drei Arbeitstage nach Ihrer Dank-E-Mail vom Mo, 30. Nov." in text
    assert ("Anrufbeantworter:" in text) == (kind != CHANGED)
    assert '<html lang="de">' in html_of(letter)
    assert "Warum gerade dann" in " ".join(Words(html_of(letter)).texts)
    assert get_language() == "en"


def test_an_invitation_is_in_its_readers_language(german: Step, alice: Membership) -> None:
    candidate = german.plan.interview.application.candidate
    candidate.refresh_from_db()
    invite_candidate(candidate=candidate, by=alice, at=CALL)
    letter = OutgoingMail.objects.get(kind=OutgoingMail.Kind.INVITATION)
    assert letter.subject == "Northgate Search: was nach Ihren Vorstellungsgesprächen zu tun ist"
    assert "lädt Sie zu Followthrough ein" in letter.text
    assert '<html lang="de">' in letter.html


def test_who_was_never_asked_is_written_to_in_english(call: Step) -> None:
    with override("de"):
        assert str(letter_of(call, DUE, CALL).subject).startswith("Call Grace Petrov now")


def test_members_letters_stay_english(german: Step, alice: Membership) -> None:
    User.objects.update(language="de")
    with override("de"):
        day, notice = html_of(morning(alice)), letter_of_plan(german)
    assert '<html lang="en">' in day
    assert "Thursday 3 December" in day
    assert '<html lang="en">' in notice
    assert "Personalberatung" not in notice


def letter_of_plan(step: Step) -> str:
    return html_of(reminder_letter(intent(step.plan, "plan", EXHAUSTED, CALL), at=CALL))
