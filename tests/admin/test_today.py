"""Today: what is due comes first, and what came of it is said there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from candidates.models import Event, Plan
from tests.cast import Cast

# The thank-you went out on Mon 30 Nov: the call is due on Thu 3 Dec at 10:00 in London
DUE = datetime(2026, 12, 3, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_now(at_now: None) -> object:
    """Let it be half an hour after the call is due."""
    with time_machine.travel(DUE, tick=False):
        yield


def test_what_is_due_shows_the_number_both_names_and_until_when(alice: Client) -> None:
    html = alice.get("/admin/").content.decode()
    assert "Thursday 3 December 2026" in html
    assert "tel:+44-20-7946-0018" in html
    assert "Northgate Nwosu" in html
    assert "Northgate Petrov" in html
    assert "until 16:30" in html


def test_every_row_says_why(alice: Client) -> None:
    assert "three working days after" in alice.get("/admin/").content.decode()


def test_a_recruiter_sees_their_own_day_until_they_ask_for_all(bob: Client, cast: Cast) -> None:
    cast.ours.application.recruiter = cast.alice
    cast.ours.application.save()
    assert "Northgate Nwosu" not in bob.get("/admin/").content.decode()
    assert "Northgate Nwosu" in bob.get("/admin/?who=all").content.decode()


def test_an_empty_day_says_what_to_do_next(bob: Client, cast: Cast) -> None:
    Plan.objects.filter(organization=cast.ours.organization).delete()
    html = bob.get("/admin/?who=all").content.decode()
    assert "Nothing to do today." in html
    assert reverse("admin:candidates_interview_add") in html


def test_a_call_is_recorded_in_one_click_and_the_row_answers_with_the_next_date(bob: Client, cast: Cast) -> None:
    answer = bob.post(
        reverse("admin:candidates_interview_record", args=[cast.ours.interview.pk, "call"]),
        {"outcome": "no_answer", "revision": cast.ours.plan.revision, "back": "today"},
        headers={"HX-Request": "true"},
    )
    html = answer.content.decode()
    assert "Called: nobody answered" in html
    assert "Next: Call Northgate Petrov, Mon 7 Dec, 10:00 London." in html
    assert "Undo" in html
    assert "<html" not in html


def test_without_scripts_the_page_comes_again_with_the_answer(bob: Client, cast: Cast) -> None:
    answer = bob.post(
        reverse("admin:candidates_interview_record", args=[cast.ours.interview.pk, "call"]),
        {"outcome": "voicemail", "revision": cast.ours.plan.revision, "back": "today"},
        follow=True,
    )
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "Next: Call Northgate Petrov, Mon 7 Dec, 10:00 London." in answer.content.decode()


def test_a_refused_report_comes_back_in_the_row_with_the_reason_beside_its_field(bob: Client, cast: Cast) -> None:
    answer = bob.post(
        reverse("admin:candidates_interview_record", args=[cast.ours.interview.pk, "call"]),
        {"outcome": "call_back", "revision": cast.ours.plan.revision, "note": "ask for Grace"},
        headers={"HX-Request": "true"},
    )
    html = answer.content.decode()
    assert "When shall we call back?" in html
    assert "ask for Grace" in html
    assert f'id="row-{cast.ours.plan.pk}"' in html
    assert Event.objects.filter(plan=cast.ours.plan).count() == 1


def test_what_was_just_recorded_is_taken_back_in_the_row(bob: Client, cast: Cast) -> None:
    answer = bob.post(
        reverse("admin:candidates_interview_retract", args=[cast.ours.interview.pk, cast.ours.event.number]),
        {"revision": cast.ours.plan.revision, "back": "today"},
        headers={"HX-Request": "true"},
    )
    assert "Taken back" in answer.content.decode()
    cast.ours.event.refresh_from_db()
    assert cast.ours.event.retracted_at == DUE
