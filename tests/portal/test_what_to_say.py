"""The call card has the words in the language of the notes; before the interview ends, the closing question."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from candidates.interviews.services import move_interview
from candidates.models import Actor, EventType, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from tests.portal.conftest import NOW, said

pytestmark = pytest.mark.django_db


def test_a_call_has_its_words_and_its_number(portal: Client, plan: Plan) -> None:
    record_event(plan=plan, happening=Happening(EventType.THANK_YOU_SENT, NOW), author=Author(Actor.RECRUITER), now=NOW)
    assert f"/portal/plans/{plan.pk}/what-to-say/" in portal.get(f"/portal/plans/{plan.pk}/").content.decode()
    page = said(portal.get(f"/portal/plans/{plan.pk}/what-to-say/"))
    assert "Hello Grace Petrov, this is Amara Nwosu. Thank you again for the interview on Monday 30 November." in page
    assert "+44 20 7946 0018" in page
    assert "Thu 3 Dec, 10:00 London · 05:00 for you" in page
    assert "Voicemail" in page


def test_before_the_interview_ends_it_is_the_closing_question(portal: Client, plan: Plan) -> None:
    later = NOW + timedelta(hours=3)
    move_interview(interview=plan.interview, ended_at=later, author=Author(Actor.RECRUITER), now=NOW)
    page = said(portal.get(f"/portal/plans/{plan.pk}/what-to-say/"))
    assert "Before the interview ends" in page
    assert "May I ask when you expect to make a decision?" in page


def test_notes_in_german_give_words_in_german(portal: Client, plan: Plan) -> None:
    debrief = plan.interview.debrief
    debrief.topics = [{"topic": "die Einführung eines Systems", "help": "ich habe zwei solche Umstellungen begleitet"}]
    debrief.save()
    assert "Guten Tag Grace Petrov, hier spricht Amara Nwosu." in said(
        portal.get(f"/portal/plans/{plan.pk}/what-to-say/")
    )


def test_anothers_card_does_not_exist(stranger: Client, plan: Plan) -> None:
    assert stranger.get(f"/portal/plans/{plan.pk}/what-to-say/").status_code == 404
