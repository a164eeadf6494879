"""What a candidate reports moves the plan at once, by plain forms alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from candidates.models import Actor, Event, EventType, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.plans.timeline import for_reading
from candidates.portal.cards import card_of
from candidates.portal.reports import REPORTS
from recruiting.models import User
from tests.portal.conftest import NOW, said

SENT = Happening(EventType.THANK_YOU_SENT, NOW)
# What a report asks, filled in, and what the page then says is next
MOVES: list[tuple[str, dict[str, str], str]] = [
    ("thank-you", {}, "Done. Call on Thu 3 Dec at 10:00 (London), three working days after your thank-you"),
    ("check-in", {}, "Call Grace Petrov Mon 7 Dec, 10:00 London · 05:00 for you"),
    ("called-undecided", {}, "Call Grace Petrov Mon 7 Dec, 10:00 London"),
    ("called-undecided", {"date": "2026-12-10"}, "Call Grace Petrov Fri 11 Dec, 10:00 London"),
    (
        "called-undecided",
        {"date": "2026-12-10", "time": "14:00", "may_call": "yes"},
        "Call Grace Petrov Thu 10 Dec, 14:00 London · 09:00 for you",
    ),
    (
        "called-undecided",
        {"date": "2026-12-10", "may_call": "no"},
        "Check-in email to Grace Petrov Fri 11 Dec, 10:00 London",
    ),
    ("called-call-back", {"date": "2026-12-02", "time": "15:00"}, "Call Grace Petrov Wed 2 Dec, 15:00 London"),
    ("called-no-answer", {}, "Call Grace Petrov Wed 2 Dec, 10:00 London"),
    ("called-voicemail", {}, "Call Grace Petrov Wed 2 Dec, 10:00 London"),
    ("called-gatekeeper", {}, "Call Grace Petrov Wed 2 Dec, 10:00 London"),
    ("called-do-not-call", {}, "Check-in email to Grace Petrov Mon 7 Dec, 10:00 London"),
    ("called-hired", {}, "Done. You got the job."),
    ("called-rejected", {}, "Done. They decided for somebody else."),
    ("called-next-round", {}, "Done. You are through to the next round."),
    ("wrote-undecided", {"date": "2026-12-10", "may_call": "not_asked"}, "Call Grace Petrov Fri 11 Dec"),
    ("wrote-undecided", {}, "Call Grace Petrov Mon 7 Dec, 10:00 London"),
    ("wrote-hired", {}, "Done. You got the job."),
    ("wrote-rejected", {}, "Done. They decided for somebody else."),
    ("wrote-next-round", {}, "Done. You are through to the next round."),
    ("wrote-out-of-office", {"back_on": "2026-12-14"}, "Call Grace Petrov Tue 15 Dec, 10:00 London"),
    ("decision-date", {"date": "2026-12-10", "may_call": "yes"}, "Call Grace Petrov Thu 10 Dec, 10:00 London"),
    ("decision-no-date", {}, "Call Grace Petrov Thu 3 Dec, 10:00 London"),
]


def address(plan: Plan, report: str) -> str:
    """Return where a report is sent."""
    return f"/portal/plans/{plan.pk}/report/{report}/"


def send(browser: Client, plan: Plan, report: str, **fields: Any) -> str:
    """Send a report as the page now open would, and return what the next page says."""
    return said(browser.post(address(plan, report), {"seen": seen(plan), **fields}, follow=True))


def seen(plan: Plan) -> str:
    """Return the mark that a page opened now would carry."""
    return card_of(for_reading(Plan.objects.filter(pk=plan.pk)).get(), now=NOW).seen


@pytest.fixture
def thanked(plan: Plan) -> Plan:
    """Return the plan with its thank-you sent by the recruiter."""
    return record_event(plan=plan, happening=SENT, author=Author(Actor.RECRUITER), now=NOW)


@pytest.mark.parametrize(("report", "fields", "words"), MOVES, ids=lambda part: part if isinstance(part, str) else "")
def test_a_report_moves_the_plan_and_is_answered_with_what_is_next(
    portal: Client, plan: Plan, report: str, fields: dict[str, str], words: str
) -> None:
    if report != "thank-you":
        record_event(plan=plan, happening=SENT, author=Author(Actor.RECRUITER), now=NOW)
    assert words in send(portal, plan, report, **fields)


def test_every_report_is_tried_above() -> None:
    assert {report for report, _fields, _words in MOVES} == REPORTS.keys()


def test_a_report_is_the_candidates_in_the_log(portal: Client, plan: Plan, amara: User) -> None:
    send(portal, plan, "thank-you", note="She liked the portfolio")
    event = plan.events.get()
    assert (event.actor, event.user) == (Actor.CANDIDATE, amara)
    assert event.note.text == "She liked the portfolio"


def test_a_thing_that_happened_earlier_counts_from_then_by_the_candidates_clock(portal: Client, plan: Plan) -> None:
    send(portal, plan, "thank-you", at="2026-11-30T10:30")
    assert plan.events.get().at.isoformat() == "2026-11-30T15:30:00+00:00"


def test_what_a_report_settles_cannot_be_changed_by_the_form(portal: Client, thanked: Plan) -> None:
    send(portal, thanked, "called-voicemail", outcome="hired", date="2026-12-10")
    assert thanked.events.get(actor=Actor.CANDIDATE).payload == {"outcome": "voicemail"}


@pytest.mark.parametrize(
    ("report", "fields", "words"),
    [
        ("called-call-back", {}, "When shall we call back?"),
        ("called-undecided", {"date": "2026-11-01"}, "had passed when this happened"),
        ("called-undecided", {"date": "30 February"}, "Enter a valid date"),
        ("called-undecided", {"time": "10:00"}, "Give the date of that time too"),
        ("wrote-out-of-office", {}, "This field is required"),
        ("decision-date", {}, "Which date did they name?"),
        ("decision-date", {"date": "2029-01-01"}, "too far off"),
        ("thank-you", {"at": "2026-12-24T10:00"}, "Thu 24 Dec"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_recorded(
    portal: Client, plan: Plan, report: str, fields: dict[str, str], words: str
) -> None:
    assert words in send(portal, plan, report, **fields)
    assert not plan.events.exists()


def test_a_second_thank_you_is_refused_in_words(portal: Client, thanked: Plan) -> None:
    assert "Take that back first" in send(portal, thanked, "thank-you")


def test_a_candidate_takes_back_their_own_latest_report(portal: Client, plan: Plan) -> None:
    send(portal, plan, "thank-you")
    plan.refresh_from_db()
    undo = {"number": 1, "revision": plan.revision}
    assert "Undo" in said(portal.get(f"/portal/plans/{plan.pk}/"))

    words = said(portal.post(f"/portal/plans/{plan.pk}/undo/", undo, follow=True))

    assert "Taken back. Send the thank-you by Tue 1 Dec" in words
    assert not plan.events.filter(retracted_at=None).exists()
    assert "taken back already" in said(portal.post(f"/portal/plans/{plan.pk}/undo/", {"number": 1}, follow=True))


def test_the_end_of_a_plan_can_be_taken_back_too(portal: Client, thanked: Plan) -> None:
    assert "You got the job" in send(portal, thanked, "called-hired")
    undo = {"number": 2, "revision": Plan.objects.get(pk=thanked.pk).revision}
    assert "Taken back. Call on Thu 3 Dec" in said(portal.post(f"/portal/plans/{thanked.pk}/undo/", undo, follow=True))


def test_a_candidate_cannot_take_back_what_the_recruiter_recorded(portal: Client, thanked: Plan) -> None:
    assert "Undo" not in said(portal.get(f"/portal/plans/{thanked.pk}/"))
    answer = portal.post(f"/portal/plans/{thanked.pk}/undo/", {"number": 1}, follow=True)
    assert "Only your recruiter can take that back" in said(answer)
    assert Event.objects.get().retracted_at is None


def test_an_undo_from_a_page_left_open_takes_back_nothing(portal: Client, plan: Plan) -> None:
    send(portal, plan, "thank-you")
    stale = Plan.objects.get(pk=plan.pk).revision
    send(portal, plan, "called-voicemail")
    answer = portal.post(f"/portal/plans/{plan.pk}/undo/", {"number": 1, "revision": stale}, follow=True)
    assert "Meanwhile something else was recorded" in said(answer)
    assert not Event.objects.exclude(retracted_at=None).exists()


@pytest.mark.parametrize("number", ["", "99", "-1", "x", "²"])
def test_an_undo_of_nothing_is_not_found(portal: Client, plan: Plan, number: str) -> None:
    assert portal.post(f"/portal/plans/{plan.pk}/undo/", {"number": number}).status_code == 404


def test_nothing_is_recorded_by_opening_a_page(portal: Client, plan: Plan) -> None:
    for report in REPORTS:
        assert portal.get(address(plan, report)).status_code == 200
    assert portal.get(f"/portal/plans/{plan.pk}/undo/").status_code == 405
    assert not plan.events.exists()


def test_a_form_from_another_site_is_refused(amara: User, plan: Plan) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amara)
    assert browser.post(address(plan, "thank-you")).status_code == 403
