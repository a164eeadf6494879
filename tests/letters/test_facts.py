"""Rows become the facts that letters are written from."""

from __future__ import annotations

from datetime import date, time

import pytest

from candidates.letters.facts import facts_of, facts_to_judge_by, language_for
from candidates.models import Debrief, EventType, Plan, Qualification
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.plans.timeline import for_reading
from tests.letters.conftest import NOW

pytestmark = pytest.mark.django_db


def reloaded(plan: Plan) -> Plan:
    return for_reading(Plan.objects.filter(pk=plan.pk)).get()


def noted(plan: Plan, topic: str, help: str) -> Plan:  # noqa: A002  # as the debrief calls it
    debrief = plan.interview.debrief
    debrief.topics = [{"topic": topic, "help": help}]
    debrief.save()
    return reloaded(plan)


def test_names_job_and_day_are_those_of_the_interview(loaded: Plan) -> None:
    facts = facts_of(loaded, language="en")
    assert (facts.candidate, facts.job, facts.company) == ("Amara Nwosu", "Backend Engineer", "Harrow & Pine")
    assert (facts.interview, facts.interviewers[0].name) == (date(2026, 11, 30), "Grace Petrov")


def test_the_date_they_named_last_and_leave_to_call_are_known(loaded: Plan, amara: Author) -> None:
    given = {"date": "2026-12-10", "time": "14:00", "may_call": "yes"}
    record_event(plan=loaded, happening=Happening(EventType.TIMEFRAME_GIVEN, NOW, given), author=amara, now=NOW)
    timeframe = facts_of(reloaded(loaded), language="en").timeframe
    assert (timeframe.date, timeframe.time, timeframe.call_agreed) == (date(2026, 12, 10), time(14), True)


def test_what_was_taken_back_is_not_known(loaded: Plan, amara: Author) -> None:
    given = Happening(EventType.TIMEFRAME_GIVEN, NOW, {"date": "2026-12-10", "may_call": "yes"})
    record_event(plan=loaded, happening=given, author=amara, now=NOW)
    loaded.events.update(retracted_at=NOW)
    assert facts_of(reloaded(loaded), language="en").timeframe.date is None


def test_the_candidates_other_companies_are_known_and_their_own_is_not_among_them(
    loaded: Plan, other_application: None
) -> None:
    assert facts_to_judge_by(loaded, language="en").other_companies == ("Quillfeather",)


def test_what_was_chosen_for_this_job_comes_in_the_order_chosen(loaded: Plan) -> None:
    firm, candidate = loaded.organization, loaded.interview.application.candidate
    candidate.qualifications.all().delete()
    claims = [
        Qualification.objects.create(organization=firm, candidate=candidate, position=number, claim=claim)
        for number, claim in enumerate(("I keep services up", "I make slow systems fast", "I bring people on"))
    ]
    Debrief.objects.update(qualification_order=[claims[2].pk, claims[0].pk])
    said = facts_of(reloaded(loaded), language="en").qualifications
    assert [each.claim for each in said] == ["I bring people on", "I keep services up"]


def test_a_letter_is_in_the_language_of_the_notes(loaded: Plan) -> None:
    assert language_for(noted(loaded, "die Lieferanten in Polen", "ich habe dort elf Betriebe aufgebaut")) == "de"
    assert language_for(noted(loaded, "moving the depots", "I have run two of these")) == "en"


def test_without_notes_it_is_in_the_companys_language(loaded: Plan) -> None:
    assert language_for(loaded) == "en"
    company = loaded.interview.application.job.company
    company.country = "AT"
    company.save()
    assert language_for(reloaded(loaded)) == "de"
