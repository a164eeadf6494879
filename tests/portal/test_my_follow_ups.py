"""What a candidate sees: their own plans, of every firm, and nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from candidates.interviews.services import NewInterview, hand_over, record_interview
from candidates.models import Actor, Application, Candidate, EventType, Owner, Plan
from candidates.people.services import invite_candidate
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.portal.reports import MENUS, REPORTS
from recruiting.accounts.services import create_firm
from recruiting.models import Company, Contact, Job, Membership, User
from tests.portal.conftest import NOW, said

ADDRESSES = [
    "",
    *(f"what-happened/{menu}/" for menu in MENUS),
    *(f"report/{report}/" for report in REPORTS),
]


def plan_at(name: str, candidate: Candidate, recruiter: Membership, *, days_ago: int = 0) -> Plan:
    """Return the plan of an interview at a new company."""
    firm = recruiter.organization
    company = Company.objects.create(organization=firm, name=name, time_zone="Europe/Berlin", country="DE")
    lead = Contact.objects.create(organization=firm, company=company, name=f"Käthe of {name}")
    job = Job.objects.create(organization=firm, company=company, title="Analyst")
    application = Application.objects.create(organization=firm, candidate=candidate, job=job, recruiter=recruiter)
    new = NewInterview(application=application, ended_at=NOW - timedelta(days=days_ago), lead=lead)
    return record_interview(new=new, author=Author(Actor.RECRUITER), now=NOW)


def test_the_page_says_what_is_next_when_in_both_zones_why_and_how(portal: Client, plan: Plan) -> None:
    record_event(plan=plan, happening=Happening(EventType.THANK_YOU_SENT, NOW), author=Author(Actor.RECRUITER), now=NOW)
    answer = portal.get("/portal/")
    words = said(answer)
    assert "Call Grace Petrov" in words
    assert "Thu 3 Dec, 10:00 London · 05:00 for you" in words
    assert "until 16:30 London · 11:30 for you" in words
    assert "three working days after your thank-you" in words
    assert "Why then?" in words
    assert 'href="tel:+44-20-7946-0018"' in answer.content.decode()
    assert "through Northgate Search" in words


def test_what_comes_later_is_named_with_its_condition(portal: Client, plan: Plan) -> None:
    words = said(portal.get("/portal/"))
    assert words.index("Thank-you email to Grace Petrov") < words.index("Later") < words.index("Call Grace Petrov")
    assert "counted anew once the thank-you is sent" in words


def test_what_the_recruiter_does_is_said_to_be_theirs(portal: Client, plan: Plan, alice: Membership) -> None:
    hand_over(interview=plan.interview, to=Owner.RECRUITER, author=Author(Actor.RECRUITER), now=NOW)
    words = said(portal.get("/portal/"))
    assert "alice@northgate.example does this for you" in words
    assert "I sent it" not in words


def test_an_upcoming_interview_says_what_to_ask(portal: Client, plan: Plan, alice: Membership) -> None:
    later = plan_at("Brightwater", plan.interview.application.candidate, alice, days_ago=-2)
    assert "Ask when they decide" in said(portal.get(f"/portal/plans/{later.pk}/"))


def test_a_plan_with_nothing_left_to_do_says_who_takes_over(portal: Client, plan: Plan, alice: Membership) -> None:
    old = plan_at("Long Ago", plan.interview.application.candidate, alice, days_ago=200)
    sent = Happening(EventType.THANK_YOU_SENT, NOW)
    record_event(plan=old, happening=sent, author=Author(Actor.RECRUITER), now=NOW)
    words = said(portal.get(f"/portal/plans/{old.pk}/"))
    assert "Nothing for you to do now. alice@northgate.example takes it from here." in words
    assert "They wrote to me" in words


def test_what_is_over_stands_last_with_how_it_ended(portal: Client, plan: Plan) -> None:
    hired = Happening(EventType.REPLY_RECEIVED, NOW, {"answer": "hired"})
    record_event(plan=plan, happening=hired, author=Author(Actor.RECRUITER), now=NOW)
    words = said(portal.get("/portal/"))
    assert "Nothing to do now" in words
    assert "You got the job. Congratulations!" in words


def test_an_empty_page_says_what_will_come(client: Client, application: Application, alice: Membership) -> None:
    invite_candidate(candidate=application.candidate, by=alice, at=NOW)
    client.force_login(User.objects.get(email="amara@example.org"))
    assert "After an interview your recruiter enters it here" in said(client.get("/portal/"))


def test_who_is_nobodys_candidate_is_told_so(client: Client, alice: Membership) -> None:
    client.force_login(alice.user)
    assert "No firm has invited alice@northgate.example" in said(client.get("/portal/"))


@pytest.mark.parametrize("page", ADDRESSES)
def test_another_candidates_plan_does_not_exist(stranger: Client, plan: Plan, page: str) -> None:
    assert stranger.get(f"/portal/plans/{plan.pk}/{page}").status_code == 404


def test_another_candidate_records_and_takes_back_nothing(stranger: Client, portal: Client, plan: Plan) -> None:
    for report in REPORTS:
        assert stranger.post(f"/portal/plans/{plan.pk}/report/{report}/").status_code == 404
    assert stranger.post(f"/portal/plans/{plan.pk}/undo/", {"number": 1}).status_code == 404
    assert not plan.events.exists()


def test_a_member_of_the_firm_sees_no_candidates_portal(client: Client, plan: Plan, alice: Membership) -> None:
    client.force_login(alice.user)
    assert client.get(f"/portal/plans/{plan.pk}/").status_code == 404


def test_plans_of_every_firm_that_invited_are_shown_and_labelled(portal: Client, plan: Plan) -> None:
    other = create_firm(name="Quillfeather Search", owner_email="charlie@quill.example", at=NOW)
    charlie = Membership.objects.get(organization=other)
    twin = Candidate.objects.create(
        organization=other, name="Amara N.", email="amara@example.org", time_zone="Asia/Tokyo"
    )
    theirs = plan_at("Nordlicht", twin, charlie)
    assert "Nordlicht" not in said(portal.get("/portal/"))
    assert portal.get(f"/portal/plans/{theirs.pk}/").status_code == 404

    invite_candidate(candidate=twin, by=charlie, at=NOW)

    words = said(portal.get("/portal/"))
    assert "through Quillfeather Search" in words
    assert "through Northgate Search" in words


def test_an_address_of_nothing_is_not_found(portal: Client, plan: Plan) -> None:
    for page in ("what-happened/nothing/", "report/nothing/"):
        assert portal.get(f"/portal/plans/{plan.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", *(f"plans/{{pk}}/{page}" for page in ADDRESSES), "your-data/"])
def test_no_page_holds_a_script_or_a_style_of_its_own(portal: Client, plan: Plan, page: str) -> None:
    answer = portal.get("/portal/" + page.format(pk=plan.pk))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", html)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_words_of_people_are_shown_as_words(portal: Client, plan: Plan) -> None:
    plan.interview.lead.name = "<script>alert(1)</script>"
    plan.interview.lead.save()
    assert "<script>" not in portal.get("/portal/").content.decode()
