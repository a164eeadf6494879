"""The candidate writes, checks, compares and sends a letter by plain forms alone."""

from __future__ import annotations

import email

import pytest
from django.test import Client

from candidates.letters import services
from candidates.models import Actor, Letter, OutgoingMail, Plan
from candidates.plans.services import Author
from recruiting.models import Membership
from tests.letters.conftest import FIT
from tests.portal.conftest import NOW, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(portal: Client, plan: Plan) -> Letter:
    """Return the thank-you to Grace, begun in the browser."""
    lead = plan.interview.lead
    lead.email = "grace@harrow.example"
    lead.save()
    answer = portal.post(f"/portal/plans/{plan.pk}/write-to/{lead.pk}/")
    assert answer.status_code == 302
    return Letter.objects.get()


def form(letter: Letter, **changed: str) -> dict[str, str]:
    latest = letter.versions.last()
    assert latest is not None
    return {"seen": str(latest.number), "subject": FIT.subject, "body": FIT.body, **changed}


def test_the_plans_page_offers_a_letter_to_each_who_was_met(portal: Client, plan: Plan) -> None:
    assert (
        f"/portal/plans/{plan.pk}/write-to/{plan.interview.lead_id}/"
        in portal.get(f"/portal/plans/{plan.pk}/").content.decode()
    )


def test_the_page_shows_the_draft_and_what_a_careful_reader_says(portal: Client, letter: Letter) -> None:
    page = said(portal.get(f"/portal/letters/{letter.pk}/"))
    assert "Thank Grace Petrov" in page
    assert "Dear Grace Petrov" in page


def test_saving_keeps_the_words(portal: Client, letter: Letter) -> None:
    portal.post(f"/portal/letters/{letter.pk}/", form(letter, do="save"))
    latest = letter.versions.last()
    assert latest is not None
    assert (latest.subject, latest.body, latest.actor) == (FIT.subject, FIT.body, Actor.CANDIDATE)


def test_a_letter_with_a_gap_is_not_sent_and_nothing_written_is_lost(portal: Client, letter: Letter) -> None:
    words = FIT.body.replace("on Monday", "on [day]")
    answer = portal.post(f"/portal/letters/{letter.pk}/", form(letter, body=words, do="send", despite="yes"))
    assert "It has not been sent." in said(answer)
    assert "[day]" in said(answer)
    assert not OutgoingMail.objects.filter(kind=OutgoingMail.Kind.THANK_YOU).exists()


def test_a_fit_letter_is_on_its_way_after_one_tap(portal: Client, letter: Letter) -> None:
    answer = portal.post(f"/portal/letters/{letter.pk}/", form(letter, do="send"), follow=True)
    assert "It is on its way." in said(answer)
    assert OutgoingMail.objects.get(kind=OutgoingMail.Kind.THANK_YOU).to == "grace@harrow.example"


def test_the_review_judges_words_that_are_not_kept(portal: Client, letter: Letter) -> None:
    answer = portal.post(f"/portal/letters/{letter.pk}/review/", form(letter, body=FIT.body.replace("Thank", "See")))
    assert "to mend before it goes" in said(answer)
    assert letter.versions.count() == 1


def test_who_wrote_meanwhile_is_not_written_over(portal: Client, letter: Letter, alice: Membership) -> None:
    stale = form(letter, body="Dear Grace Petrov, mine", do="save")
    recruiter = Author(Actor.RECRUITER, alice.user)
    services.write(letter=letter, words=FIT, author=recruiter, seen=1, at=NOW)
    answer = portal.post(f"/portal/letters/{letter.pk}/", stale)
    assert "Meanwhile it was changed elsewhere" in said(answer)
    assert "Dear Grace Petrov, mine" in answer.content.decode()


def test_versions_show_what_changed(portal: Client, letter: Letter) -> None:
    portal.post(f"/portal/letters/{letter.pk}/", form(letter, do="save"))
    answer = portal.get(f"/portal/letters/{letter.pk}/versions/").content.decode()
    assert "From version 1 to 2" in answer
    assert "<ins>" in answer


def test_the_file_opens_in_a_mail_program_ready_to_send(portal: Client, letter: Letter) -> None:
    portal.post(f"/portal/letters/{letter.pk}/", form(letter, do="save"))
    answer = portal.get(f"/portal/letters/{letter.pk}/letter.eml")
    message = email.message_from_bytes(answer.content)
    assert (message["To"], message["Subject"], message["X-Unsent"]) == ("grace@harrow.example", FIT.subject, "1")


def test_what_the_recruiter_says_of_it_stands_beside_what_the_candidate_says_on_the_candidates_clock(
    portal: Client, letter: Letter, alice: Membership
) -> None:
    portal.post(f"/portal/letters/{letter.pk}/comment/", {"text": "Is the tone right?"})
    services.comment(letter=letter, text="It is.", author=Author(Actor.RECRUITER, alice.user), at=NOW)
    page = said(portal.get(f"/portal/letters/{letter.pk}/"))
    assert "Is the tone right? Amara Nwosu, 30 Nov, 11:00" in page
    assert "It is. alice@northgate.example, 30 Nov, 11:00" in page


@pytest.mark.parametrize("page", ["", "review/", "versions/", "comment/", "letter.eml"])
def test_anothers_letter_does_not_exist(stranger: Client, letter: Letter, page: str) -> None:
    address = f"/portal/letters/{letter.pk}/{page}"
    ask = stranger.post if page in {"review/", "comment/"} else stranger.get
    assert ask(address).status_code == 404


def test_nobody_can_be_written_to_who_was_not_there(portal: Client, plan: Plan) -> None:
    assert portal.post(f"/portal/plans/{plan.pk}/write-to/999999/").status_code == 404
