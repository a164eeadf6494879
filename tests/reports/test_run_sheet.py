"""The run-sheet: whose calls, of which day, in the order in which call hours close, with words and boxes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from candidates.models import Application, Interview, Owner, Plan
from candidates.plans.services import replan
from candidates.reports.columns import Holds
from recruiting.accounts.services import add_member
from recruiting.models import Membership, Organization, User
from tests.reports.asking import all_text, asked, happened, pairs, rows, thanked
from tests.reports.conftest import AUTHOR, interviewed

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 12, 3, 9, tzinfo=UTC)
FRIDAY_NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)


def sheet(person: Membership, at: datetime = THURSDAY, **filters: str) -> list[dict[str, Any]]:
    return rows(asked(person, "run-sheet", at, **filters))


def for_whom(person: Membership, at: datetime = THURSDAY, **filters: str) -> list[str]:
    return [row["candidate"] for row in sheet(person, at, **filters)]


def lives_in(member: Membership, zone: str) -> Membership:
    User.objects.filter(pk=member.user_id).update(time_zone=zone)
    return Membership.objects.get(pk=member.pk)


@pytest.fixture
def around_the_world(firm: Organization) -> Organization:
    """Beside London (due Thu 10:00, till 16:30): New York, and Tokyo where that Thursday is a Friday already."""
    thanked(interviewed(firm, "Nell", "nell@example.org", company="Hudson", zone="America/New_York"))
    thanked(interviewed(firm, "Taro", "taro@example.org", zone="Asia/Tokyo"))
    return firm


def test_a_call_is_a_row_with_number_words_and_boxes(firm: Organization, alice: Membership) -> None:
    (row,) = sheet(lives_in(alice, "America/New_York"))
    assert {key: value for key, value in row.items() if value not in {None, ""}} == {
        "when": "10:00 London",
        "who": "Amara Nwosu → Grace Petrov",
        "own": "05:00",
        "until": "Thu 3 Dec, 16:30 London · 11:30 for you",
        "candidate": "Amara Nwosu",
        "contact": "Grace Petrov",
        "company": "Harrow & Pine",
        "phone": "+44 20 7946 0018",
        "job": "Backend Engineer",
        "round": 1,
        "follow_up": 1,
        "reason": "no date was given",
        "why": "Call on Thu 3 Dec at 10:00 (London), three working days after the thank-you of Mon 30 Nov.",
        "caller": "Amara Nwosu",
        "opening": "Hello Grace Petrov, this is Amara Nwosu. Thank you again for the interview on Monday 30 November.",
        "question": "Has a decision been made?",
        "due": datetime(2026, 12, 3, 10, tzinfo=UTC),
        "due_company": datetime(2026, 12, 3, 10),  # noqa: DTZ001  # a clock's face
        "company_time_zone": "Europe/London",
        "closes": datetime(2026, 12, 3, 16, 30, tzinfo=UTC),
        "recruiter": "alice@northgate.example",
    }


def test_boxes_are_for_a_pen(firm: Organization, alice: Membership) -> None:
    document = asked(alice, "run-sheet", THURSDAY)
    boxes = [column.key for column in document.columns if column.holds == Holds.TICK]
    assert boxes[:2] == ["nobody", "voicemail"]
    assert len(boxes) == 10
    assert {rows(document)[0][key] for key in boxes} == {None}


def test_those_come_first_whose_call_hours_close_first_across_zones(
    around_the_world: Organization, alice: Membership
) -> None:
    alice = lives_in(alice, "America/New_York")
    assert [(row["candidate"], row["closes"]) for row in sheet(alice, span="today")] == [
        ("Amara Nwosu", datetime(2026, 12, 3, 16, 30, tzinfo=UTC)),
        ("Nell", datetime(2026, 12, 3, 21, 30, tzinfo=UTC)),
        ("Taro", datetime(2026, 12, 4, 7, 30, tzinfo=UTC)),
    ]


def test_an_agreed_moment_closes_with_itself(around_the_world: Organization, alice: Membership) -> None:
    nell = Plan.objects.get(interview__application__candidate__name="Nell")
    happened(nell, "timeframe_given", THURSDAY - timedelta(days=1), date="2026-12-03", time="10:30", may_call="yes")
    first, second = sheet(alice)
    assert (first["candidate"], first["closes"]) == ("Nell", datetime(2026, 12, 3, 15, 30, tzinfo=UTC))
    assert (first["standing"], second["candidate"]) == ("Agreed: at this time", "Amara Nwosu")
    assert first["reason"] == "agreed with them"


def test_the_day_is_the_viewers_own(around_the_world: Organization, alice: Membership) -> None:
    assert for_whom(alice, span="today") == ["Amara Nwosu", "Nell"]
    assert for_whom(alice, span="tomorrow") == ["Taro"]
    alice = lives_in(alice, "Asia/Tokyo")  # where Nell's call, 10:00 in New York, is at midnight
    assert for_whom(alice, span="today") == ["Amara Nwosu"]
    assert for_whom(alice, span="tomorrow") == ["Nell", "Taro"]


def test_today_is_meant_where_no_day_is_named_and_the_sheet_says_so(firm: Organization, alice: Membership) -> None:
    document = asked(alice, "run-sheet", THURSDAY)
    assert document.asked.filters.first_day == document.asked.filters.last_day == date(2026, 12, 3)
    assert document.about.filter_words == "Filters: from: Thu 3 Dec 2026; to: Thu 3 Dec 2026."


def test_what_is_overdue_comes_today_and_says_so(firm: Organization, alice: Membership) -> None:
    (late,) = sheet(alice, FRIDAY_NOON)
    assert (late["when"], late["standing"]) == ("Thu 3 Dec, 10:00 London", "Overdue since Thu 3 Dec")
    assert late["closes"] == datetime(2026, 12, 4, 16, 30, tzinfo=UTC)
    assert pairs(asked(alice, "run-sheet", FRIDAY_NOON))["Calls"] == "1, 1 of them overdue"
    assert sheet(alice, FRIDAY_NOON, span="tomorrow") == []


def test_once_hours_are_over_the_next_calling_day_counts(firm: Organization, alice: Membership) -> None:
    (late,) = sheet(alice, FRIDAY_NOON + timedelta(hours=5))
    assert late["closes"] == datetime(2026, 12, 7, 16, 30, tzinfo=UTC)


def test_a_recruiter_gets_their_own_calls_unless_they_ask_for_all(firm: Organization, alice: Membership) -> None:
    bob = add_member(organization=firm, email="bob@northgate.example", role="recruiter")
    thanked(interviewed(firm, "Bea", "bea@example.org", company="Harrow & Pine"))
    Application.objects.filter(candidate__name="Bea").update(recruiter=bob)
    assert for_whom(bob) == ["Bea"]
    assert set(for_whom(bob, recruiter="all")) == {"Amara Nwosu", "Bea"}
    assert for_whom(bob, recruiter="alice@northgate.example") == ["Amara Nwosu"]
    assert set(for_whom(alice)) == {"Amara Nwosu", "Bea"}
    assert "recruiter: everybody" in asked(bob, "run-sheet", THURSDAY, recruiter="all").about.filter_words


def test_a_call_of_the_recruiters_has_no_words_in_the_candidates_voice(firm: Organization, alice: Membership) -> None:
    interview = Interview.objects.get()
    interview.follow_up_by = Owner.RECRUITER
    interview.save()
    interview.application.candidate.qualifications.create(organization=firm, claim="Ran payments", evidence="3 years")
    replan(interview.plan, author=AUTHOR, now=THURSDAY)
    (row,) = sheet(alice)
    assert (row["caller"], row["opening"], row["reminders"]) == (str(alice), "", "Ran payments – 3 years")


def test_emails_that_wait_are_counted_not_listed(firm: Organization, alice: Membership) -> None:
    interviewed(firm, "Bea", "bea@example.org", company="Harrow & Pine")  # no thank-you, and so no call yet
    document = asked(alice, "run-sheet", THURSDAY)
    assert [row["candidate"] for row in rows(document)] == ["Amara Nwosu"]
    assert pairs(document)["To write, not on this sheet"] == "0 check-in emails, 1 thank-you"


def test_another_firm_is_never_in_it(firm: Organization, other_firm: Organization, alice: Membership) -> None:
    thanked(Plan.objects.get(organization=other_firm))
    everything = asked(alice, "run-sheet", THURSDAY, **{"from": "2026-11-01", "to": "2027-01-01", "recruiter": "all"})
    assert "Canary" not in all_text(everything)
    owner = Membership.objects.get(organization=other_firm)
    assert for_whom(owner, THURSDAY, **{"from": "2026-11-01", "to": "2027-01-01"}) == ["Canary Candidate"]


def test_a_firm_without_calls_has_an_empty_sheet(alice: Membership) -> None:
    document = asked(alice, "run-sheet", THURSDAY)
    assert rows(document) == []
    assert pairs(document) == {"Calls": "0"}


def test_the_cost_does_not_grow_with_calls(
    firm: Organization, alice: Membership, django_assert_num_queries: Any
) -> None:
    asks = {"from": "2026-12-01", "to": "2026-12-31"}
    document = asked(alice, "run-sheet", THURSDAY, **asks)
    with django_assert_num_queries(7):
        assert len(list(document.rows())) == 1
    for number in range(6):
        thanked(interviewed(firm, f"Number {number}", f"n{number}@example.org", company=f"Firm {number}"))
    document = asked(alice, "run-sheet", THURSDAY, **asks)
    with django_assert_num_queries(7):
        assert len(list(document.rows())) == 7
    assert document.report.size(document.asked) == 7
