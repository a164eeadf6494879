"""The page of a change: what it would move is told, applied, undone, refused where it does not hold any more."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.changes import jobs
from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, BackgroundJob, EventType, Plan, PlanImpact, RulesChange, Step
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.models import CompanyDay, Policy, PolicyVersion
from recruiting.policies.services import draft_version
from tests.cast import NOW, Cast
from tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
PAGE = "admin:candidates_ruleschange_change"


def draft(cast: Cast, **rules: object) -> Policy:
    """Store Bob's draft of the firm's default, and return the policy."""
    policy = Policy.objects.get(organization=cast.ours.organization, is_default=True)
    held = policy.versions.get(state=PolicyVersion.State.PUBLISHED)
    draft_version(policy=policy, rules={**held.rules, **rules}, at=NOW, by=cast.bob.user)
    return policy


def propose(bob: Client, policy: Policy) -> RulesChange:
    """Work out as Bob what the draft would move, and return the change that he is led to."""
    answer = bob.post(reverse("admin:candidates_ruleschange_of_policy", args=[policy.pk]))
    change = RulesChange.objects.get(kind=RulesChange.Kind.POLICY)
    assert answer.headers["Location"] == reverse(PAGE, args=[change.pk])
    return change


def more_plans(cast: Cast, count: int) -> None:
    for _each in range(count):
        application = ApplicationFactory.create(recruiter=cast.bob, job=cast.ours.job)
        ended = NOW - timedelta(days=2)
        new = NewInterview(application=application, ended_at=ended, lead=cast.ours.contact)
        plan = record_interview(new=new, author=Author(Actor.RECRUITER), now=ended)
        sent = Happening(EventType.THANK_YOU_SENT, ended + timedelta(hours=3))
        record_event(plan=plan, happening=sent, author=Author(Actor.RECRUITER), now=NOW)


def page(client: Client, change: RulesChange, query: str = "") -> str:
    answer = client.get(reverse(PAGE, args=[change.pk]) + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def post(client: Client, what: str, change: RulesChange, **data: object) -> str:
    answer = client.post(reverse(f"admin:candidates_ruleschange_{what}", args=[change.pk]), data, follow=True)
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_says_what_would_move_and_plan_by_plan_from_when_to_when(bob: Client, cast: Cast) -> None:
    more_plans(cast, 2)
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    said = page(bob, change)
    assert "3 open plans follow this: 3 follow-ups move later (by up to 4 days)." in said
    assert "Thu 3 Dec, 10:00 London" in said
    assert "Mon 7 Dec, 10:00 London" in said
    assert "Calls of each day" in said


def test_applied_from_the_page_the_calls_have_moved_and_undone_they_are_back(bob: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    before = due(cast)
    assert "1 plan follows it" in post(bob, "apply", change, reach="all")
    assert due(cast) != before
    assert "Rules and dates are as they were." in post(bob, "undo", change)
    assert due(cast) == before


def due(cast: Cast) -> object:
    return Step.objects.get(plan=cast.ours.plan, status=Step.Status.OPEN, key="follow_up:1").due


def test_the_ticked_plans_alone_move(bob: Client, cast: Cast) -> None:
    more_plans(cast, 2)
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    ticked = change.impacts.get(plan=cast.ours.plan)
    post(bob, "apply", change, reach="chosen", plan=[ticked.pk])
    assert list(Plan.objects.filter(version=change.version)) == [cast.ours.plan]


def test_what_the_filter_shows_alone_moves(bob: Client, cast: Cast) -> None:
    more_plans(cast, 2)
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    assert page(bob, change, "?q=northgate+nwosu").count('name="plan"') == 1
    post(bob, "apply", change, reach="filtered", q="northgate nwosu")
    assert list(Plan.objects.filter(version=change.version)) == [cast.ours.plan]


def test_plans_are_filtered_by_what_moves(bob: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    assert page(bob, change, "?movement=later").count('name="plan"') == 1
    assert "No plan of this change is such." in page(bob, change, "?movement=earlier")


def test_published_for_new_interviews_only_nothing_moves(bob: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    before = due(cast)
    assert "new interviews only" in post(bob, "apply", change, reach="new")
    assert due(cast) == before
    assert "See the plans that do not follow it yet" in page(bob, change)


def test_no_plan_ticked_is_said_and_nothing_done(bob: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    assert "Choose at least one plan." in post(bob, "apply", change, reach="chosen")
    change.refresh_from_db()
    assert change.state == RulesChange.State.FORESEEN


def test_a_stale_change_is_refused_keeps_the_ticks_and_is_worked_out_again(bob: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    impact = change.impacts.get()
    Plan.objects.filter(pk=impact.plan_id).update(revision=impact.revision + 1)
    said = post(bob, "apply", change, reach="chosen", plan=[impact.pk])
    assert "1 of the plans has moved on since." in said
    assert f'value="{impact.pk}" checked' in said
    assert "1 open plan follows this" in post(bob, "again", change)
    assert not RulesChange.objects.filter(pk=change.pk).exists()


def test_a_change_dropped_is_gone_and_the_draft_is_not(bob: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    assert "No plan was touched." in post(bob, "drop", change)
    assert PolicyVersion.objects.filter(drafted_by=cast.bob.user, state=PolicyVersion.State.DRAFT).exists()


def test_long_work_shows_how_far_it_is_and_can_be_cancelled_and_resumed(
    bob: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    monkeypatch.setattr(jobs, "WRITTEN_AT_ONCE", 0)
    monkeypatch.setattr(jobs, "wake", lambda *_args: None)
    assert "Waiting for a worker." in post(bob, "apply", change, reach="all")
    assert 'http-equiv="refresh"' in page(bob, change)
    assert "stopped half-way" in post(bob, "cancel", change)
    monkeypatch.setattr(jobs, "WRITTEN_AT_ONCE", 1)
    assert "1 plan follows it" in post(bob, "resume", change)


def test_a_viewer_may_look_and_do_nothing(bob: Client, vera: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    assert "Apply to" not in page(vera, change)
    for what in ("apply", "undo", "again", "drop", "resume", "cancel"):
        asked = reverse(f"admin:candidates_ruleschange_{what}", args=[change.pk])
        assert vera.post(asked, {"reach": "all"}).status_code == 403


@pytest.mark.parametrize("what", ["apply", "undo", "again", "drop", "resume", "cancel"])
def test_another_firms_change_is_not_there(bob: Client, cast: Cast, what: str) -> None:
    asked = reverse(f"admin:candidates_ruleschange_{what}", args=[cast.others.rules_change.pk])
    assert bob.post(asked, {"reach": "all"}).status_code == 404
    assert bob.get(reverse(PAGE, args=[cast.others.rules_change.pk])).status_code == 404


def test_the_page_costs_the_same_for_one_plan_and_for_six(bob: Client, cast: Cast) -> None:
    change = propose(bob, draft(cast, call_after_days=[4, 5]))
    one = queries(bob, change)
    more_plans(cast, 5)
    post(bob, "again", change)
    again = RulesChange.objects.get(kind=RulesChange.Kind.POLICY)
    assert again.impacts.count() == 6
    assert queries(bob, again) == one


def queries(client: Client, change: RulesChange) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, change)
    return len(asked)


def test_no_newer_public_holidays_are_said_to_be_none(bob: Client) -> None:
    answer = bob.post(reverse("admin:candidates_ruleschange_holidays"), follow=True)
    assert "as they are known today" in answer.content.decode()
    assert not RulesChange.objects.filter(kind=RulesChange.Kind.HOLIDAYS).exists()


def test_the_jobs_of_changes_stand_on_no_page_of_rosters(bob: Client, cast: Cast) -> None:
    propose(bob, draft(cast, call_after_days=[4, 5]))
    job = BackgroundJob.objects.get(kind=BackgroundJob.Kind.RULES_FORESEE)
    assert bob.get(reverse("admin:candidates_backgroundjob_change", args=[job.pk])).status_code == 404


# --- edits of companies and people ---


def company_form(cast: Cast, **changed: object) -> dict[str, object]:
    """Return what the company's page sends, with a closed day more."""
    company, day = cast.ours.company, cast.ours.company_day
    return {
        "name": company.name,
        "time_zone": company.time_zone,
        "country": company.country,
        "subdivision": company.subdivision,
        "working_week": company.working_week,
        "contacts-TOTAL_FORMS": 0,
        "contacts-INITIAL_FORMS": 0,
        "days-TOTAL_FORMS": 1,
        "days-INITIAL_FORMS": 1,
        "days-0-id": day.pk,
        "days-0-company": company.pk,
        "days-0-date": "2026-12-24",
        "days-0-kind": CompanyDay.Kind.CLOSED,
        "days-0-note": day.note,
        **changed,
    }


CLOSED = {"days-TOTAL_FORMS": 2, "days-1-date": "2026-12-03", "days-1-kind": "closed", "days-1-note": "stocktaking"}


def test_a_closed_day_leads_to_the_calls_that_it_would_move(bob: Client, cast: Cast) -> None:
    cast.ours.rules_change.delete()
    address = reverse("admin:recruiting_company_change", args=[cast.ours.company.pk])
    answer = bob.post(address, company_form(cast, **CLOSED), follow=True)
    said = re.sub(r"\s+", " ", answer.content.decode())
    assert "1 open plan follows this: 1 follow-up moves later (by up to 1 day)." in said
    assert "2026-12-03 closed" in said
    change = RulesChange.objects.get(organization=cast.ours.organization)
    post(bob, "apply", change, reach="all")
    assert f"{due(cast):%a %d}" == "Fri 04"
    post(bob, "undo", change)
    assert f"{due(cast):%a %d}" == "Thu 03"
    assert list(cast.ours.company.days.all()) == [cast.ours.company_day]


def test_an_edit_that_touches_nobody_leads_nowhere_else(bob: Client, cast: Cast) -> None:
    cast.ours.rules_change.delete()
    address = reverse("admin:recruiting_company_change", args=[cast.ours.company.pk])
    answer = bob.post(address, company_form(cast, name="Northgate Mirrors"))
    assert answer.headers["Location"] == reverse("admin:recruiting_company_changelist")
    assert not RulesChange.objects.filter(organization=cast.ours.organization).exists()


def test_a_contact_who_accepts_no_more_calls_leads_to_emails_in_their_place(bob: Client, cast: Cast) -> None:
    contact = cast.ours.contact
    address = reverse("admin:recruiting_contact_change", args=[contact.pk])
    sent = {"company": contact.company_id, "name": contact.name, "email": contact.email, "phone": str(contact.phone)}
    answer = bob.post(address, sent, follow=True)
    assert "1 call becomes an email" in answer.content.decode()
    change = RulesChange.objects.get(kind=RulesChange.Kind.CONTACT)
    assert list(change.impacts.values_list("movement", flat=True)) == [PlanImpact.Movement.TO_EMAIL]


def test_who_saves_and_goes_on_is_given_the_way_there(bob: Client, cast: Cast) -> None:
    address = reverse("admin:recruiting_company_change", args=[cast.ours.company.pk])
    answer = bob.post(address, company_form(cast, **CLOSED, _continue="1"), follow=True)
    assert "look at what would move" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == address
