"""The recruiter reads a candidate's letter with its review before it goes, approves it, and answers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from candidates.letters import services
from candidates.letters.services import Words
from candidates.models import Actor, Letter, Step
from candidates.plans.services import Author
from tests.admin.conftest import SignIn
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
FIT = "Dear Northgate Petrov,\n\nThank you for the conversation about the Northgate topic at Northgate Mirror."


@pytest.fixture
def letter(cast: Cast) -> Letter:
    """Return a letter of Bob's candidate that waits for approval."""
    found = cast.ours.letter
    services.ask_for_approval(letter=found)
    found.refresh_from_db()
    return found


def address(letter: Letter) -> str:
    return f"/admin/candidates/interview/{letter.interview_id}/letters/{letter.pk}/"


def test_the_page_shows_words_review_and_comments(bob: Client, letter: Letter) -> None:
    page = bob.get(address(letter)).content.decode()
    assert "Northgate thanks you" in page
    assert "Northgate likes it" in page
    assert "To mend before it goes" in page


def test_what_the_candidate_says_of_it_stands_there_on_the_readers_clock(
    bob: Client, letter: Letter, cast: Cast
) -> None:
    bob_in_berlin = cast.bob.user
    bob_in_berlin.time_zone = "Europe/Berlin"
    bob_in_berlin.save()
    writer = Author(Actor.CANDIDATE, cast.ours.candidate.user)
    services.comment(letter=letter, text="Is the tone right?", author=writer, at=NOW)
    page = bob.get(address(letter)).content.decode()
    assert "Is the tone right?" in page
    assert "2 Dec, 11:00" in page


def test_the_interviews_page_leads_to_its_letters(bob: Client, letter: Letter) -> None:
    page = bob.get(f"/admin/candidates/interview/{letter.interview_id}/change/").content.decode()
    assert address(letter) in page


def test_today_names_the_letters_that_wait_with_when_they_are_due(bob: Client, letter: Letter) -> None:
    step = Step.objects.get(plan__interview=letter.interview, status=Step.Status.OPEN)
    Letter.objects.filter(pk=letter.pk).update(step_key=step.key)
    page = bob.get("/admin/").content.decode()
    row = page[page.index('id="to-approve"') :].partition("</section>")[0]
    assert address(letter) in row
    assert f"<b>{step.due.astimezone(ZoneInfo(letter.contact.company.time_zone)):%H:%M} " in row


def test_a_day_with_only_a_letter_to_approve_is_not_empty(bob: Client, letter: Letter) -> None:
    Step.objects.all().delete()
    page = bob.get("/admin/").content.decode()
    assert address(letter) in page
    assert "Nothing to do today." not in page


def test_the_page_shows_what_the_candidate_made_of_the_draft(bob: Client, letter: Letter) -> None:
    letter.versions.update(composed=True, body="Thank you for the conversation.")
    words = Words("Thanks", "Thank you for the frank conversation.")
    services.write(letter=letter, words=words, author=Author(Actor.CANDIDATE), seen=1, at=NOW)
    assert "<ins>frank " in bob.get(address(letter)).content.decode()


def test_what_can_be_done_depends_on_how_it_stands(bob: Client, letter: Letter) -> None:
    waiting = bob.get(address(letter)).content.decode()
    bob.post(address(letter), {"do": "approve", "seen": "1"})
    approved = bob.get(address(letter)).content.decode()
    assert ("Send it back" in waiting, "Take the approval back" in waiting) == (True, False)
    assert ("Send it back" in approved, "Take the approval back" in approved) == (False, True)


def test_a_comment_without_words_is_not_said(bob: Client, letter: Letter) -> None:
    answer = bob.post(address(letter), {"do": "comment", "text": " "}, follow=True)
    assert "nothing in the field" in answer.content.decode()


def test_approving_lets_it_go(bob: Client, letter: Letter) -> None:
    bob.post(address(letter), {"do": "approve", "seen": "1"})
    letter.refresh_from_db()
    assert letter.state == Letter.State.APPROVED


def test_words_that_changed_meanwhile_are_not_approved(bob: Client, letter: Letter, cast: Cast) -> None:
    writer = Author(Actor.CANDIDATE, cast.ours.candidate.user)
    services.write(letter=letter, words=Words("Thanks", FIT), author=writer, seen=1, at=NOW)
    services.ask_for_approval(letter=letter)
    answer = bob.post(address(letter), {"do": "approve", "seen": "1"}, follow=True)
    letter.refresh_from_db()
    assert letter.state == Letter.State.ASKED
    assert "nothing was approved" in answer.content.decode()


def test_sending_it_back_keeps_what_was_said(bob: Client, letter: Letter) -> None:
    bob.post(address(letter), {"do": "back", "text": "Name the depots."})
    letter.refresh_from_db()
    assert letter.state == Letter.State.WRITING
    assert letter.comments.filter(text="Name the depots.", actor=Actor.RECRUITER).exists()


def test_a_viewer_reads_and_decides_nothing(cast: Cast, letter: Letter, sign_in: SignIn) -> None:
    browser = sign_in(cast.vera)
    assert browser.get(address(letter)).status_code == 200
    assert browser.post(address(letter), {"do": "approve", "seen": "1"}).status_code == 403


def test_the_letter_of_another_interview_is_not_there(bob: Client, cast: Cast, letter: Letter) -> None:
    theirs = cast.others.letter
    assert bob.get(address(theirs)).status_code == 404
    mixed = f"/admin/candidates/interview/{letter.interview_id}/letters/{theirs.pk}/"
    assert bob.get(mixed).status_code == 404
