"""The schedule as a file: its columns, its order, its words, nobody else's rows, and its cost."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from candidates.models import Candidate, Plan, Step
from candidates.plans.inputs import Happening
from candidates.plans.services import record_event
from candidates.reports import FilterReader, schedule_lines
from candidates.reports.cells import plain
from recruiting.models import Company, Job, Organization
from tests.plans.conftest import ENDED
from tests.reports.conftest import AUTHOR, interviewed

pytestmark = pytest.mark.django_db

HEADER = (
    "candidate,candidate_email,company,job,round,step,kind,status,due,due_company,company_time_zone,due_candidate,"
    "candidate_time_zone,earliest,latest,done_at,reason,why,contact,contact_phone,policy,policy_version,recruiter\r\n"
)


def exported(firm: Organization, **filters: str) -> list[dict[str, str]]:
    """The file's rows as whoever reads it by the same rule sees them."""
    text = "".join(schedule_lines(firm, FilterReader(firm).read(filters)))
    assert text.startswith(HEADER)
    return [
        {column: plain(cell) for column, cell in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def names(firm: Organization, **filters: str) -> list[tuple[str, str]]:
    return [(row["candidate"], row["step"]) for row in exported(firm, **filters)]


def test_a_step_is_a_line_with_all_that_is_known_of_it(firm: Organization) -> None:
    question, thank_you, call = exported(firm)
    assert call == {
        "candidate": "Amara Nwosu",
        "candidate_email": "amara@example.org",
        "company": "Harrow & Pine",
        "job": "Backend Engineer",
        "round": "1",
        "step": "follow_up:1",
        "kind": "call",
        "status": "open",
        "due": "2026-12-03T10:00:00Z",
        "due_company": "2026-12-03 10:00",
        "company_time_zone": "Europe/London",
        "due_candidate": "2026-12-03 05:00",
        "candidate_time_zone": "America/New_York",
        "earliest": "2026-12-02T09:30:00Z",
        "latest": "2026-12-03T16:30:00Z",
        "done_at": "",
        "reason": "no_date_given",
        "why": "Call on Thu 3 Dec at 10:00 (London), three working days after the thank-you of Mon 30 Nov.",
        "contact": "Grace Petrov",
        "contact_phone": "+442079460018",
        "policy": "Standard",
        "policy_version": "1",
        "recruiter": "alice@northgate.example",
    }
    assert (question["step"], question["status"], question["reason"]) == ("ask_timeframe", "cancelled", "")
    assert (thank_you["done_at"], thank_you["earliest"]) == ("2026-11-30T18:00:00Z", "")
    assert thank_you["why"].startswith("The thank-you was due by Tue 1 Dec at 15:00 (London)")


def test_a_firm_without_plans_has_a_header_only(alice: Any) -> None:
    assert list(schedule_lines(alice.organization)) == [HEADER]


def test_the_order_is_due_then_candidate_then_key(firm: Organization) -> None:
    for name in ("Zoë", "Émile", "amber", "Bea"):
        interviewed(firm, name, f"{name.lower()}@example.org", company="Harrow & Pine")
    rows = exported(firm)
    assert rows == sorted(rows, key=lambda row: (row["due"], row["candidate"], row["step"]))
    assert [row["candidate"] for row in rows[:5]] == ["Amara Nwosu", "Bea", "Zoë", "amber", "Émile"]


def test_namesakes_stand_apart_by_email(firm: Organization) -> None:
    for email in ("b@example.org", "a@example.org"):
        interviewed(firm, "Amara Nwosu", email, title=f"Post of {email}")
    emails = [row["candidate_email"] for row in exported(firm) if row["due"] == "2026-11-30T15:00:00Z"]
    assert emails == ["a@example.org", "amara@example.org", "b@example.org"]


def test_another_firms_steps_are_never_in_it(firm: Organization, other_firm: Organization) -> None:
    assert "Canary" not in "".join(schedule_lines(firm))
    everything = "".join(schedule_lines(firm, steps=Step.objects.all()))
    assert "Canary" not in everything
    assert len(everything.splitlines()) == 4


def test_the_list_of_a_screen_comes_out_as_it_is_filtered(firm: Organization) -> None:
    lines = list(schedule_lines(firm, steps=Step.objects.filter(kind="call")))
    assert len(lines) == 2
    assert "follow_up:1" in lines[1]


def test_filters_by_whom_and_where(firm: Organization) -> None:
    interviewed(firm, "Bea", "bea@example.org")
    assert {name for name, _ in names(firm, candidate=" AMARA@example.org ")} == {"Amara Nwosu"}
    assert {name for name, _ in names(firm, company="  sakura  ROBOTICS")} == {"Bea"}
    assert len(names(firm, recruiter="Alice@Northgate.example")) == 6
    assert names(firm, status="done") == [("Amara Nwosu", "thank_you")]
    assert names(firm, status="open", candidate="amara@example.org") == [("Amara Nwosu", "follow_up:1")]


def test_days_are_the_companys_own_and_both_included(firm: Organization) -> None:
    interviewed(firm, "Bea", "bea@example.org")  # the question: Tue 1 Dec at 00:00 in Tokyo, Mon 30 Nov in London
    questions = {name for name, step in names(firm, to="2026-11-30") if step == "ask_timeframe"}
    assert questions == {"Amara Nwosu"}
    assert ("Bea", "ask_timeframe") in names(firm, **{"from": "2026-12-01", "to": "2026-12-01"})
    assert names(firm, **{"from": "2026-12-03", "to": "2026-12-03", "company": "Harrow & Pine"}) == [
        ("Amara Nwosu", "follow_up:1")
    ]
    assert names(firm, **{"from": "2026-12-05"}) == []
    assert len(names(firm, **{"from": "0001-01-01", "to": "9999-12-31"})) == 6


def test_the_companys_clock_is_the_one_that_the_plan_follows(firm: Organization) -> None:
    plan = interviewed(
        firm, "Bea", "bea@example.org", zone="Europe/London", company="Elsewhere", contact_zone="Asia/Tokyo"
    )
    assert plan.calendar.content["time_zone"] == "Asia/Tokyo"
    row = next(row for row in exported(firm, company="Elsewhere") if row["step"] == "follow_up:1")
    assert (row["due"], row["due_company"]) == ("2026-12-04T01:00:00Z", "2026-12-04 10:00")
    assert row["company_time_zone"] == "Asia/Tokyo"
    assert row["why"].startswith("Call on Fri 4 Dec at 10:00 (Tokyo)")


def test_what_people_wrote_starts_no_formula(firm: Organization) -> None:
    Candidate.objects.update(name='=HYPERLINK("http://evil.example","Amara")')
    Job.objects.update(title="+Sales;=1+1")
    Company.objects.update(name="'@SUM(A1)")
    text = "".join(schedule_lines(firm))
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    row = exported(firm)[0]
    assert (row["candidate"], row["job"]) == ('=HYPERLINK("http://evil.example","Amara")', "+Sales;=1+1")
    assert (row["company"], row["contact_phone"]) == ("'@SUM(A1)", "+442079460018")


def test_the_cost_does_not_grow_with_rows(firm: Organization, django_assert_num_queries: Any) -> None:
    for number in range(5):
        interviewed(firm, f"Number {number}", f"n{number}@example.org", zone="Europe/Paris", company=f"Firm {number}")
    with django_assert_num_queries(2):
        assert len(list(schedule_lines(firm))) == 19
    for number in range(5, 20):
        interviewed(firm, f"Number {number}", f"n{number}@example.org", company=f"Firm {number}")
    with django_assert_num_queries(2):
        assert len(list(schedule_lines(firm))) == 64


def test_lines_come_as_they_are_asked_for(firm: Organization) -> None:
    lines = schedule_lines(firm)
    assert next(lines) == HEADER
    assert next(lines).startswith("Amara Nwosu,amara@example.org,Harrow & Pine,")


def test_a_closed_plan_keeps_its_lines(firm: Organization, plan: Plan) -> None:
    answered = ENDED + timedelta(days=3)
    hired = Happening("call_made", answered, {"outcome": "hired"})
    record_event(plan=plan, happening=hired, author=AUTHOR, now=answered)
    call = exported(firm)[-1]
    assert (call["status"], call["done_at"]) == ("done", "2026-12-03T15:00:00Z")
    assert call["why"].startswith("The call was planned for Thu 3 Dec at 10:00 (London), three working days")


def test_moments_before_and_after_a_clock_change(firm: Organization) -> None:
    Step.objects.filter(key="follow_up:1").update(due=datetime(2027, 3, 28, 9, 30, tzinfo=UTC))
    (row,) = exported(firm, **{"from": "2027-03-28", "to": "2027-03-28"})
    assert (row["due"], row["due_company"]) == ("2027-03-28T09:30:00Z", "2027-03-28 10:30")
