"""Sample interviews for a policy's editor: made-up days and real plans, dated by the engine and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Event, Plan, Step
from candidates.plans.inputs import Happening
from candidates.plans.preview import place_of, policy_of, preview
from candidates.plans.samples import Kind, Samples, samples_of
from candidates.plans.services import Author, record_event
from recruiting import cadence
from recruiting.models import Company, Organization, Policy
from tests.cast import NOW, Cast
from tests.factories import ApplicationFactory, CandidateFactory, CompanyFactory, ContactFactory, JobFactory

SOONER = cadence.Policy(call_after_days=(1, 1))


def _default(cast: Cast) -> Policy:
    return Policy.objects.get(organization=cast.ours.organization, is_default=True)


def _samples(policy: Policy, rules: cadence.Policy = SOONER, now: datetime = NOW) -> Samples:
    return samples_of(policy, rules=rules, holding=cadence.Policy(), now=now, zone="Europe/London")


def _kinds(samples: Samples) -> list[Kind]:
    return [sample.kind for sample in samples.samples]


def test_there_is_one_of_today_one_of_friday_one_before_the_next_holiday_and_real_ones(cast: Cast) -> None:
    today, friday, eve, *real = _samples(_default(cast)).samples
    assert (today.kind, today.ended_at.date(), today.ended_at.time()) == (Kind.TODAY, NOW.date(), time(15))
    assert (friday.kind, f"{friday.ended_at:%a %d %b %H:%M}") == (Kind.FRIDAY, "Fri 04 Dec 16:00")
    # The company is closed on Christmas Eve
    assert (eve.kind, f"{eve.ended_at:%a %d %b}") == (Kind.EVE, "Wed 23 Dec")
    assert eve.holiday is not None
    assert eve.holiday[1] == "Christmas Day"
    assert {sample.kind for sample in real} == {Kind.REAL}
    assert cast.ours.interview in [sample.interview for sample in real]


def test_on_a_friday_the_friday_is_the_next(cast: Cast) -> None:
    samples = _samples(_default(cast), now=datetime(2026, 12, 4, 10, tzinfo=UTC)).samples
    assert f"{samples[1].ended_at:%a %d %b}" == "Fri 11 Dec"


def test_without_a_country_no_holiday_is_known(cast: Cast) -> None:
    Company.objects.filter(organization=cast.ours.organization).update(country="", subdivision="")
    assert Kind.EVE not in _kinds(_samples(_default(cast)))


def test_a_policy_without_interviews_takes_a_company_of_its_country_for_the_clock(cast: Cast) -> None:
    firm = cast.ours.organization
    paris = Company.objects.create(organization=firm, name="Zed in Paris", time_zone="Europe/Paris", country="FR")
    assert _samples(Policy.objects.create(organization=firm, name="Lunch", country="FR")).company == paris
    assert _samples(Policy.objects.create(organization=firm, name="Anywhere")).company == cast.ours.company


def test_a_firm_without_companies_has_samples_by_the_readers_clock(cast: Cast) -> None:
    firm = Organization.objects.create(name="New firm", slug="new-firm")
    samples = _samples(Policy.objects.create(organization=firm, name="First"))
    assert samples.company is None
    assert _kinds(samples) == [Kind.TODAY, Kind.FRIDAY]


def test_dates_are_the_engines_by_both_rules(cast: Cast) -> None:
    today = _samples(_default(cast)).samples[0]
    company = cast.ours.company
    place = place_of(company, None, ended_at=NOW)
    for dates, rules in ((today.dates, SOONER), (today.held, cadence.Policy())):
        assert dates is not None
        assert dates.plan == preview(policy=rules, place=place, ended_at=today.ended_at, events=[])
    assert today.dates is not None
    assert today.dates.first is not None
    assert today.held is not None
    assert today.held.first is not None
    assert today.dates.first.due < today.held.first.due


def test_the_second_step_is_what_follows_a_call_that_nobody_answers(cast: Cast) -> None:
    dates = _samples(_default(cast)).samples[0].dates
    assert dates is not None
    assert dates.second is not None
    assert dates.first is not None
    assert dates.second.reason == cadence.Reason.NO_ANSWER
    assert dates.second.due > dates.first.due


def test_a_real_interview_keeps_what_has_happened(cast: Cast) -> None:
    plan = cast.ours.plan
    real = next(each for each in _samples(_default(cast)).samples if each.interview == plan.interview)
    assert real.dates is not None
    sent = plan.events.filter(type="thank_you_sent").exists()
    assert (real.dates.thank_you is None) == sent
    by_its_own = _samples(_default(cast), rules=policy_of(plan.version)).samples
    same = next(each for each in by_its_own if each.interview == plan.interview)
    assert same.dates is not None
    assert same.dates.first is not None
    assert same.dates.first.due == plan.steps.get(status=Step.Status.OPEN, key__startswith="follow_up").due


def test_a_policy_of_a_company_shows_that_companys_interviews(cast: Cast) -> None:
    policy = _default(cast)
    elsewhere = Company.objects.create(organization=policy.organization, name="Elsewhere", time_zone="Asia/Tokyo")
    policy.company = elsewhere
    samples = _samples(policy)
    assert samples.company == elsewhere
    assert Kind.REAL not in _kinds(samples)
    assert samples.samples[0].calendar.time_zone == "Asia/Tokyo"


def test_what_the_engine_refuses_is_said_of_the_sample(cast: Cast) -> None:
    never = replace(SOONER, avoid=tuple(cadence.Avoid(day, time(0), time(23, 59)) for day in cadence.Weekday))
    sample = _samples(_default(cast), rules=never).samples[0]
    assert sample.dates is None
    assert sample.refused is not None
    assert sample.held is not None


@pytest.mark.parametrize(("status", "outcome"), [("closed", "hired"), ("exhausted", "")])
def test_only_open_plans_are_samples(cast: Cast, status: str, outcome: str) -> None:
    Plan.objects.filter(organization=cast.ours.organization).update(status=status, outcome=outcome)
    assert Kind.REAL not in _kinds(_samples(_default(cast)))


def test_three_real_interviews_at_most_and_no_more_queries_for_them(cast: Cast) -> None:
    policy = _default(cast)
    Plan.objects.exclude(pk=cast.ours.plan.pk).filter(organization=policy.organization).update(
        status="closed", outcome="hired"
    )
    with CaptureQueriesContext(connection) as one:
        assert _kinds(_samples(policy)).count(Kind.REAL) == 1
    author = Author(Actor.RECRUITER, cast.bob.user)
    for number in range(5):
        company = CompanyFactory(organization=policy.organization)
        candidate = CandidateFactory(organization=policy.organization)
        job = JobFactory(company=company)
        application = ApplicationFactory(recruiter=cast.bob, job=job, candidate=candidate)
        lead = ContactFactory(company=company)
        new = NewInterview(application=application, ended_at=NOW - timedelta(days=number), lead=lead)
        plan = record_interview(new=new, author=author, now=NOW)
        if number % 2:
            record_event(plan=plan, happening=Happening("thank_you_sent", NOW), author=author, now=NOW)
    with CaptureQueriesContext(connection) as many:
        assert _kinds(_samples(policy)).count(Kind.REAL) == 3
    assert len(many) == len(one)


def test_nothing_is_stored(cast: Cast) -> None:
    before = (Event.objects.count(), Step.objects.count(), Plan.objects.get(pk=cast.ours.plan.pk).revision)
    with CaptureQueriesContext(connection) as queries:
        _samples(_default(cast))
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert before == (Event.objects.count(), Step.objects.count(), Plan.objects.get(pk=cast.ours.plan.pk).revision)
