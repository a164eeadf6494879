"""A report from a page left open: what changed is shown beside what it had, nothing is lost, one tap records it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from candidates.interviews.services import hand_over, move_interview
from candidates.models import Actor, EventType, Owner, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event, retract_event
from recruiting.models import Membership
from tests.portal.conftest import NOW, Page, said
from tests.portal.test_my_follow_ups import plan_at
from tests.portal.test_reporting import address, seen

SENT = Happening(EventType.THANK_YOU_SENT, NOW)


@pytest.fixture
def by_alice(alice: Membership) -> Author:
    """Return the recruiter as an author."""
    return Author(Actor.RECRUITER, alice.user)


def mark_on(page: Page) -> str:
    """Return the mark that the page's form carries."""
    found = re.search(r'name="seen" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_then_and_now_stand_side_by_side_with_who_did_what_and_why(
    portal: Client, plan: Plan, by_alice: Author
) -> None:
    stale = seen(plan)
    record_event(plan=plan, happening=SENT, author=by_alice, now=NOW)
    words = said(portal.post(address(plan, "decision-no-date"), {"seen": stale}))
    assert "Not recorded yet: meanwhile this has moved on" in words
    assert "As you saw it Thank-you email to Grace Petrov Tue 1 Dec, 15:00 London · 10:00 for you" in words
    assert "As it stands now Call Grace Petrov Thu 3 Dec, 10:00 London · 05:00 for you" in words
    assert "Thank-you sent by alice@northgate.example, Mon 30 Nov, 16:00 London" in words
    assert "three working days after your thank-you" in words
    assert plan.events.count() == 1


def test_what_was_typed_is_kept_and_one_tap_records_it(portal: Client, plan: Plan, by_alice: Author) -> None:
    typed = {"date": "2026-12-10", "may_call": "yes", "note": "She was in a hurry"}
    stale = seen(plan)
    record_event(plan=plan, happening=SENT, author=by_alice, now=NOW)
    page = portal.post(address(plan, "decision-date"), {"seen": stale, **typed})
    assert 'value="2026-12-10"' in page.content.decode()
    assert "She was in a hurry" in said(page)
    assert "Record it all the same" in said(page)
    assert "Thu 10 Dec" in said(
        portal.post(address(plan, "decision-date"), {"seen": mark_on(page), **typed}, follow=True)
    )
    assert plan.events.get(actor=Actor.CANDIDATE).note.text == "She was in a hurry"


def test_a_page_opened_before_is_told_already_where_it_leads(portal: Client, plan: Plan, by_alice: Author) -> None:
    page = portal.get(f"/portal/plans/{plan.pk}/").content.decode()
    record_event(plan=plan, happening=SENT, author=by_alice, now=NOW)
    [link] = re.findall(r'href="([^"]+what-happened/wrote/[^"]+)"', page)
    choice = portal.get(link)
    assert "Meanwhile this has moved on" in said(choice)
    fresh = re.findall(r'href="([^"]+report/wrote-undecided/[^"]+)"', choice.content.decode())
    assert "Meanwhile" not in said(portal.get(fresh[0]))


def test_what_was_taken_back_is_said_with_who_did(portal: Client, plan: Plan, by_alice: Author) -> None:
    record_event(plan=plan, happening=SENT, author=by_alice, now=NOW)
    stale = seen(plan)
    retract_event(event=plan.events.get(), author=by_alice, now=NOW)
    words = said(portal.post(address(plan, "called-voicemail"), {"seen": stale}))
    assert "Taken back: Thank-you sent by alice@northgate.example" in words
    assert "As it stands now Thank-you email to Grace Petrov" in words


def test_an_interview_that_moved_or_changed_hands_is_said_too(portal: Client, plan: Plan, by_alice: Author) -> None:
    stale = seen(plan)
    later = plan.interview.ended_at + timedelta(minutes=30)
    move_interview(interview=plan.interview, ended_at=later, author=by_alice, now=NOW)
    plan.refresh_from_db()
    hand_over(interview=plan.interview, to=Owner.RECRUITER, author=by_alice, now=NOW)
    words = said(portal.post(address(plan, "thank-you"), {"seen": stale}))
    assert "The end of the interview moved to Mon 30 Nov, 15:30 London · 10:30 for you" in words
    assert "The next step is your recruiter’s to do" in words


@pytest.mark.parametrize("mark", ["", "nonsense", "WzEsMl0:forged"])
def test_a_mark_that_we_did_not_make_says_nothing(portal: Client, plan: Plan, mark: str) -> None:
    assert "Meanwhile" not in said(portal.get(f"/portal/plans/{plan.pk}/what-happened/wrote/", {"seen": mark}))


def test_a_mark_of_another_plan_says_nothing(portal: Client, plan: Plan, alice: Membership) -> None:
    other = plan_at("Brightwater", plan.interview.application.candidate, alice)
    Plan.objects.filter(pk=plan.pk).update(revision=99)
    assert "Meanwhile" not in said(portal.get(f"/portal/plans/{plan.pk}/what-happened/wrote/", {"seen": seen(other)}))
