"""Recording interviews: rules pinned, earlier rounds closed, moved ones planned again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from candidates.interviews.debriefing import save_debrief
from candidates.interviews.services import (
    NewInterview,
    cancel_interview,
    closing_plans,
    hand_over,
    move_interview,
    record_interview,
)
from candidates.models import Actor, Application, Interview, Plan
from candidates.plans.errors import EventRefused
from candidates.plans.inputs import Happening
from candidates.plans.services import Author
from recruiting import cadence
from recruiting.models import Company, CompanyDay, Contact, Membership, Policy
from recruiting.policies.services import draft_version, publish
from tests.plans.conftest import ENDED

pytestmark = pytest.mark.django_db

RECRUITER = Author(Actor.RECRUITER)


def lead(application: Application) -> Contact:
    return application.job.company.contacts.get()


def record(application: Application, **more: object) -> Plan:
    new = NewInterview(**{"application": application, "ended_at": ENDED, "lead": lead(application), **more})  # type: ignore[arg-type]
    return record_interview(new=new, author=RECRUITER, now=ENDED)


def call_of(plan: Plan) -> datetime:
    due: datetime = plan.steps.get(key="follow_up:1").due
    return due


def test_a_plan_keeps_the_rules_it_started_with(plan: Plan) -> None:
    before = call_of(plan)
    policy = Policy.objects.get(organization=plan.organization, name="Standard")
    rules = {**cadence.PRESETS["standard"].to_json(), "call_after_days": [9, 9]}
    publish(version=draft_version(policy=policy, rules=rules, at=ENDED), by=None, at=ENDED)
    CompanyDay.objects.create(
        organization=plan.organization, company=plan.interview.application.job.company, date=before.date()
    )
    move_interview(interview=plan.interview, ended_at=plan.interview.ended_at, author=RECRUITER, now=ENDED)
    assert call_of(plan) == before
    assert plan.version.number == 1


def test_a_closed_day_holds_for_the_next_interview(application: Application) -> None:
    CompanyDay.objects.create(
        organization=application.organization, company=application.job.company, date=date(2026, 12, 4)
    )
    assert call_of(record(application)) == datetime(2026, 12, 7, 10, tzinfo=UTC)


def test_the_leads_own_zone_is_the_clock(application: Application) -> None:
    Contact.objects.update(time_zone="America/New_York", country="US")
    assert call_of(record(application)) == datetime(2026, 12, 4, 15, tzinfo=UTC)


def test_a_contact_who_accepts_no_calls_is_written_to(application: Application) -> None:
    Contact.objects.update(accepts_calls=False)
    assert record(application).steps.get(key="follow_up:1").kind == "email"


def test_a_later_round_closes_the_earlier_plan(plan: Plan, application: Application) -> None:
    assert closing_plans(application, round_number=2) == [plan]
    record(application, round=2, ended_at=ENDED + timedelta(days=7))
    plan.refresh_from_db()
    assert (plan.status, plan.outcome) == ("closed", "next_round")
    application.refresh_from_db()
    assert application.stage == "interviewing"


def test_the_same_round_twice_is_refused_and_closes_nothing(plan: Plan, application: Application) -> None:
    with pytest.raises(ValidationError):
        record(application)
    plan.refresh_from_db()
    assert plan.status == "active"


def test_an_event_that_the_engine_refuses_leaves_no_interview(application: Application) -> None:
    with pytest.raises(EventRefused):
        record(application, happenings=[Happening("timeframe_given", ENDED, {"date": "2026-11-01"})])
    assert Interview.objects.count() == 0


def test_an_interviewer_of_another_company_is_refused(application: Application) -> None:
    firm = application.organization
    elsewhere = Company.objects.create(organization=firm, name="Clyde", time_zone="Europe/London")
    stranger = Contact.objects.create(organization=firm, company=elsewhere, name="Moira")
    with pytest.raises(ValidationError, match="people of the company"):
        record(application, lead=stranger)


def test_an_interview_that_moves_is_planned_again_with_its_events(application: Application) -> None:
    plan = record(application, happenings=[Happening("timeframe_given", ENDED, {"date": "2026-12-10"})])
    move_interview(interview=plan.interview, ended_at=ENDED + timedelta(days=1), author=RECRUITER, now=ENDED)
    assert plan.steps.get(key="ask_timeframe").due == ENDED + timedelta(days=1)
    assert plan.events.count() == 1


def test_a_cancelled_interview_closes_its_plan(plan: Plan) -> None:
    cancelled = cancel_interview(interview=plan.interview, author=RECRUITER, now=ENDED)
    assert cancelled.outcome == "interview_cancelled"


def test_follow_ups_handed_over_are_the_recruiters(plan: Plan) -> None:
    hand_over(interview=plan.interview, to="recruiter", author=RECRUITER, now=ENDED)
    assert set(plan.steps.values_list("owner", flat=True)) == {"recruiter"}


def test_the_stage_follows_the_outcome(plan: Plan, application: Application, alice: Membership) -> None:
    from candidates.plans.services import record_event, retract_event

    hired = Happening("reply_received", ENDED + timedelta(days=1), {"answer": "hired"})
    record_event(plan=plan, happening=hired, author=RECRUITER, now=ENDED + timedelta(days=1))
    application.refresh_from_db()
    assert application.stage == "hired"
    retract_event(event=plan.events.get(), author=RECRUITER, now=ENDED + timedelta(days=2))
    application.refresh_from_db()
    assert application.stage == "interviewing"


def test_a_debrief_entry_without_its_fact_is_refused(plan: Plan, alice: Membership) -> None:
    with pytest.raises(ValidationError, match="topic"):
        save_debrief(interview=plan.interview, facts={"topics": [{"help": "x"}]}, by=alice.user, at=ENDED)
    save_debrief(interview=plan.interview, facts={"topics": [{"topic": "pricing"}]}, by=alice.user, at=ENDED)
    plan.interview.refresh_from_db()
    assert plan.interview.debrief.topics == [{"topic": "pricing"}]
