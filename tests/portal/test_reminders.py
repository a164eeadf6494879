"""How a candidate says when to be reminded and by whom, and sees what comes next."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candidates.models import Actor, Candidate, EventType, MailPreferences, Owner, Plan, Reminder, Step, Suppression
from candidates.outbox.holds import hold_firm
from candidates.outbox.suppressions import suppress
from candidates.people.services import invite_candidate
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.portal.reminding import firms_of, next_reminder
from candidates.reminders.materialise import materialise
from recruiting.accounts.services import create_firm
from recruiting.models import Membership, User
from tests.portal.conftest import NOW, said
from tests.portal.test_my_follow_ups import plan_at

PAGE = "/portal/reminders/"
WANTED = {"lead_minutes": "60", "quiet_from": "22:00", "quiet_until": "04:30"}


@pytest.fixture
def called_for(plan: Plan, amara: User) -> Plan:
    """Return the plan once the thank-you is sent: the call is on Thu 3 Dec at 10:00 in London, 05:00 in New York."""
    sent = Happening(EventType.THANK_YOU_SENT, NOW)
    return record_event(plan=plan, happening=sent, author=Author(Actor.RECRUITER), now=NOW)


@pytest.fixture
def twin(amara: User) -> Candidate:
    """Return who Amara is to a second firm, which invited her too and has her in Tokyo."""
    other = create_firm(name="Quillfeather Search", owner_email="charlie@quill.example", at=NOW)
    twin = Candidate.objects.create(
        organization=other, name="Amara N.", email="amara@example.org", time_zone="Asia/Tokyo"
    )
    return invite_candidate(candidate=twin, by=Membership.objects.get(organization=other), at=NOW)


def switch(browser: Client, candidate: Candidate, wanted: str) -> Any:
    """Turn a firm's reminders on ("yes") or off ("no")."""
    return browser.post(f"{PAGE}{candidate.pk}/", {"wanted": wanted}, follow=True)


def test_who_has_chosen_nothing_sees_the_defaults(portal: Client) -> None:
    page = portal.get(PAGE).content.decode()
    assert '<option value="120" selected>2 hours</option>' in page
    assert 'value="21:00"' in page
    assert 'value="08:00"' in page
    assert not MailPreferences.objects.exists()


def test_what_is_chosen_is_saved_and_said(portal: Client, amara: User) -> None:
    words = said(portal.post(PAGE, WANTED, follow=True))
    assert "Saved. Reminders come between 04:30 and 22:00." in words
    saved = MailPreferences.objects.get(user=amara)
    assert (saved.lead_minutes, saved.quiet_from, saved.quiet_until) == (60, time(22), time(4, 30))


def test_saving_again_changes_what_is_there(portal: Client, amara: User) -> None:
    portal.post(PAGE, WANTED)
    portal.post(PAGE, {**WANTED, "lead_minutes": "15"})
    assert MailPreferences.objects.get().lead_minutes == 15


def test_the_same_time_twice_means_no_quiet_hours(portal: Client) -> None:
    answer = portal.post(PAGE, {**WANTED, "quiet_from": "08:00", "quiet_until": "08:00"}, follow=True)
    assert "Saved. Reminders come at any hour." in said(answer)


def test_a_members_own_morning_letter_stays_as_they_chose_it(portal: Client, amara: User) -> None:
    MailPreferences.objects.create(user=amara, digest_at=time(6), digest_at_weekends=True)
    portal.post(PAGE, {**WANTED, "digest_at": "12:00", "digest_at_weekends": ""})
    saved = MailPreferences.objects.get()
    assert (saved.digest_at, saved.digest_at_weekends) == (time(6), True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lead_minutes", "7"),
        ("lead_minutes", "soon"),
        ("lead_minutes", ""),
        ("quiet_from", "25:00"),
        ("quiet_until", ""),
        ("quiet_until", "<b>"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(portal: Client, field: str, value: str) -> None:
    answer = portal.post(PAGE, {**WANTED, field: value})
    assert answer.status_code == 200
    assert f'id="error_1_id_{field}"' in answer.content.decode()
    assert not MailPreferences.objects.exists()


def test_steps_are_looked_at_anew_once_somebody_wants_another_lead(portal: Client, called_for: Plan) -> None:
    Step.objects.update(remind_at=None)
    portal.post(PAGE, WANTED)
    call = Step.objects.get(plan=called_for, key="follow_up:1")
    assert call.remind_at is not None


def test_the_next_reminder_is_said_with_its_step_and_when_that_is_due(portal: Client, called_for: Plan) -> None:
    words = said(portal.get(PAGE))
    # Two hours before 05:00 is quiet until 08:00, past the due moment: it comes the evening before
    assert "Your next reminder Wed 2 Dec, 20:59 New York" in words
    assert "For: Call Grace Petrov, Harrow &amp; Pine" in words
    assert "Due Thu 3 Dec, 10:00 London · 05:00 for you." in words


def test_the_next_reminder_follows_what_was_chosen(portal: Client, called_for: Plan) -> None:
    words = said(portal.post(PAGE, {**WANTED, "quiet_until": "03:00"}, follow=True))
    assert "Your next reminder Thu 3 Dec, 04:00 New York" in words


def test_the_next_reminder_is_the_one_that_the_tick_makes_then(amara: User, called_for: Plan) -> None:
    reminders = Reminder.objects.exclude(kind=Reminder.Kind.CHANGED)
    moment, made = NOW, 0
    while (coming := next_reminder(amara, firms_of(amara), now=moment)) is not None:
        moment, made = coming.send_at, made + 1
        materialise(at=moment - timedelta(seconds=1))
        assert reminders.count() == made - 1
        materialise(at=moment)
        assert reminders.get(send_at=moment).step_key == coming.line.step.key
    assert made == 3


def test_a_firm_that_sends_none_has_no_next_reminder(portal: Client, called_for: Plan) -> None:
    words = said(switch(portal, Candidate.objects.get(), "no"))
    assert "None for now" in words


def test_what_the_recruiter_does_is_no_reminder_of_the_candidates(
    portal: Client, amara: User, called_for: Plan
) -> None:
    Step.objects.update(owner=Owner.RECRUITER)
    assert "None for now" in said(portal.get(PAGE))


def test_each_firm_is_named_with_the_clock_that_its_reminders_follow(portal: Client, twin: Candidate) -> None:
    words = said(portal.get(PAGE))
    assert "Reminders from Northgate Search on They follow the clock in New York." in words
    assert "Reminders from Quillfeather Search on They follow the clock in Tokyo." in words


def test_one_firms_reminders_are_turned_off_and_on_again(portal: Client, twin: Candidate) -> None:
    off = said(switch(portal, twin, "no"))
    assert "Quillfeather Search sends you no more reminders." in off
    assert "Reminders from Quillfeather Search off" in off
    assert "Reminders from Northgate Search on" in off
    refused = Suppression.objects.get()
    assert (refused.organization, refused.address, refused.stream) == (
        twin.organization,
        "amara@example.org",
        "reminders",
    )
    on = said(switch(portal, twin, "yes"))
    assert "Reminders from Quillfeather Search on" in on
    assert not Suppression.objects.exists()


def test_a_double_tap_turns_off_once(portal: Client, twin: Candidate) -> None:
    switch(portal, twin, "no")
    switch(portal, twin, "no")
    assert Suppression.objects.count() == 1


def test_an_address_that_a_mail_server_refused_is_said_to_be_so(portal: Client, plan: Plan) -> None:
    suppress(organization=plan.organization, address="amara@example.org", reason=Suppression.Reason.BOUNCED, at=NOW)
    words = said(portal.get(PAGE))
    assert "its letters do not reach amara@example.org" in words
    assert "None for now" in words


def test_a_firm_whose_letters_wait_is_said_to_wait(portal: Client, called_for: Plan) -> None:
    hold_firm(organization=called_for.organization, reason="asked", by=None, at=NOW)
    words = said(portal.get(PAGE))
    assert "All letters of this firm wait at the moment." in words
    assert "None for now" in words


def test_another_candidate_sees_none_of_it_and_changes_nothing(
    stranger: Client, portal: Client, amara: User, called_for: Plan, twin: Candidate
) -> None:
    portal.post(PAGE, WANTED)
    words = said(stranger.get(PAGE))
    for theirs in ("Quillfeather", "Grace Petrov", "Tokyo", "amara@example.org"):
        assert theirs not in words
    assert '<option value="120" selected>' in stranger.get(PAGE).content.decode()
    for candidate in Candidate.objects.filter(user=amara):
        assert switch(stranger, candidate, "no").status_code == 404
    assert not Suppression.objects.exists()
    stranger.post(PAGE, {**WANTED, "lead_minutes": "15"})
    assert MailPreferences.objects.get(user=amara).lead_minutes == 60


def test_a_firm_that_has_not_invited_is_not_named(portal: Client, amara: User) -> None:
    other = create_firm(name="Quillfeather Search", owner_email="charlie@quill.example", at=NOW)
    Candidate.objects.create(organization=other, name="A.", email="amara@example.org", time_zone="Asia/Tokyo")
    assert "Quillfeather" not in said(portal.get(PAGE))


def test_who_is_nobodys_candidate_is_told_so(client: Client, alice: Membership) -> None:
    client.force_login(alice.user)
    words = said(client.get(PAGE))
    assert "No firm has invited alice@northgate.example" in words
    assert "Save" not in words


def test_the_link_in_a_letter_leads_here_after_signing_in(client: Client, amara: User) -> None:
    assert client.get(PAGE)["Location"] == f"/accounts/login/code/?next={PAGE}"


def test_every_page_of_the_portal_links_here(portal: Client, plan: Plan) -> None:
    for page in ("/portal/", f"/portal/plans/{plan.pk}/", "/portal/your-data/"):
        assert f'href="{PAGE}"' in portal.get(page).content.decode()


def test_a_forged_post_from_another_site_saves_nothing(amara: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(amara)
    assert browser.post(PAGE, WANTED).status_code == 403
    assert not MailPreferences.objects.exists()


def test_the_number_of_queries_does_not_grow_with_plans(
    portal: Client, amara: User, plan: Plan, alice: Membership
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            portal.get(PAGE)
        return len(captured)

    few = queries()
    for number in range(4):
        plan_at(f"Company {number}", plan.interview.application.candidate, alice)
    assert queries() == few
