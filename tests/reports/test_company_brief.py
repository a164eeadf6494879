"""The company brief: how it works there, its rules and who told us, the calls ahead and behind, whom we have there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Application, Candidate, Plan
from candidates.reports.documents import Document
from recruiting.accounts.services import add_member
from recruiting.models import Company, Contact, Membership, Organization, Policy
from recruiting.policies.services import draft_version, publish
from tests.reports.asking import all_text, asked, bars, drawn, happened, pairs, rows, thanked
from tests.reports.conftest import AUTHOR, interviewed

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 12, 2, 9, tzinfo=UTC)


def brief(member: Membership, **filters: str) -> Document:
    return asked(member, "company", WEDNESDAY, **({"company": "Harrow & Pine"} | filters))


@pytest.fixture
def harrow(firm: Organization) -> Company:
    """Return Amara's company."""
    return Company.objects.get(organization=firm, name="Harrow & Pine")


@pytest.fixture
def lunch(harrow: Company, alice: Membership) -> Policy:
    """Return a policy that somebody there told us, for engineers."""
    policy = Policy.objects.create(
        organization=harrow.organization,
        name="Lunch is lunch",
        company=harrow,
        role_family="engineering",
        told_by="Grace Petrov",
        told_on=date(2026, 9, 1),
        note="Never between 12 and 14.",
        review_by=date(2026, 12, 1),
    )
    draft = draft_version(policy=policy, rules={"call_hours": ["14:00", "16:00"]}, at=WEDNESDAY)
    publish(version=draft, by=alice.user, at=WEDNESDAY)
    return policy


def test_whom_we_have_there_and_what_is_next(firm: Organization, alice: Membership) -> None:
    (row,) = rows(brief(alice))
    assert row == {
        "candidate": "Amara Nwosu",
        "job": "Backend Engineer",
        "round": 1,
        "interview": date(2026, 11, 30),
        "status": "active",
        "next": "Call Grace Petrov",
        "when": "Thu 3 Dec, 10:00 London",
        "due": datetime(2026, 12, 3, 10, tzinfo=UTC),
        "recruiter": str(alice),
    }


def test_who_waits_for_another_round_or_a_first_one_is_there_and_who_is_out_is_not(
    firm: Organization, harrow: Company, alice: Membership, plan: Plan
) -> None:
    happened(plan, "call_made", WEDNESDAY, outcome="next_round")
    happened(
        interviewed(firm, "Out", "out@example.org", company="Harrow & Pine"), "closed", WEDNESDAY, outcome="rejected"
    )
    new = Candidate.objects.create(organization=firm, name="Newcomer", email="new@example.org", time_zone="UTC")
    Application.objects.create(
        organization=firm, candidate=new, job=harrow.jobs.get(title="Backend Engineer"), recruiter=alice
    )
    document = brief(alice)
    assert [(row["candidate"], row["status"], row["next"]) for row in rows(document)] == [
        ("Amara Nwosu", "closed: next round", None),
        ("Newcomer", "no interview yet", None),
    ]
    assert document.report.size(document.asked) == 2


def test_of_several_rounds_the_latest_stands_there(firm: Organization, alice: Membership, plan: Plan) -> None:
    interview = plan.interview
    again = NewInterview(application=interview.application, ended_at=WEDNESDAY, lead=interview.lead, round=2)
    record_interview(new=again, author=AUTHOR, now=WEDNESDAY)
    (row,) = rows(brief(alice))
    assert (row["round"], row["interview"], row["status"]) == (2, date(2026, 12, 2), "active")


def test_how_it_works_there(harrow: Company, alice: Membership) -> None:
    harrow.days.create(organization=harrow.organization, date=date(2026, 12, 24), note="Christmas Eve")
    Contact.objects.create(organization=harrow.organization, company=harrow, name="Switchboard", accepts_calls=False)
    assert pairs(brief(alice), "Harrow & Pine") == {
        "Its clock": "Europe/London",
        "Works on": "Monday, Tuesday, Wednesday, Thursday, Friday",
        "Closed in the next 60 days": (
            "Thu 24 Dec (Christmas Eve), Fri 25 Dec (Christmas Day), Mon 28 Dec (Boxing Day (observed)), "
            "Fri 1 Jan (New Year's Day)"
        ),
        "People we know there": "2",
        "Accept no calls": "Switchboard",
    }


def test_each_policy_that_holds_there_says_for_whom_and_who_told_us(lunch: Policy, alice: Membership) -> None:
    document = brief(alice)
    told = pairs(document, "When to call: Lunch is lunch")
    assert told["Holds for"] == "engineering"
    assert told["Version"] == "1, published Wed 2 Dec 2026"
    assert (told["Who told us"], told["Told on"]) == ("Grace Petrov", "Tue 1 Sep 2026")
    assert told["What they said"] == "Never between 12 and 14."
    assert told["Review by"] == "Tue 1 Dec 2026: past, ask again"
    assert (told["Calls between"], told["All else"]) == ("14:00 to 16:00", "as in “Standard”")
    assert "Emails between" not in told
    standard = pairs(document, "When to call: Standard")
    assert standard["Holds for"] == "any other role"
    assert (standard["Who told us"], standard["Emails between"]) == ("nobody: it is ours", "08:00 to 20:00")
    assert "Told on" not in standard


def test_the_calls_ahead_stand_by_day_and_recruiter(firm: Organization, alice: Membership) -> None:
    add_member(organization=firm, email="bob@northgate.example", role="recruiter")
    bob = Membership.objects.get(organization=firm, user__email="bob@northgate.example")
    thanked(interviewed(firm, "Bea", "bea@example.org", company="Harrow & Pine"))
    thanked(interviewed(firm, "Cleo", "cleo@example.org", company="Elsewhere"))
    Application.objects.filter(candidate__name="Bea").update(recruiter=bob)
    ahead, _behind = bars(brief(alice))
    assert ahead.title == "Calls per day, by recruiter"
    assert drawn(ahead) == {
        "alice@northgate.example": {"Thu 3 Dec": 1},
        "bob@northgate.example": {"Thu 3 Dec": 1},
    }
    assert (ahead.labels[0], ahead.labels[-1]) == ("Wed 2 Dec", "Tue 15 Dec")  # ten working days
    assert rows(brief(alice, recruiter="bob@northgate.example"))[0]["candidate"] == "Bea"


def test_what_was_due_stands_beside_what_was_done_by_week(firm: Organization, alice: Membership, plan: Plan) -> None:
    behind = bars(brief(alice))[-1]
    assert behind.title == "Emails and calls due and done, per week, from Monday on"
    assert len(behind.labels) == 8
    assert drawn(behind) == {"due": {"Mon 30 Nov": 1}, "done": {"Mon 30 Nov": 1}}


def test_a_company_must_be_named_and_be_ours(firm: Organization, other_firm: Organization, alice: Membership) -> None:
    for wrong in (
        {"company": ""},
        {"company": "Canary Ltd"},
        {"company": f"#{Company.objects.get(name='Canary Ltd').pk}"},
    ):
        with pytest.raises(ValidationError) as caught:
            brief(alice, **wrong)
        assert list(caught.value.message_dict) == ["company"]
    assert "Canary" not in all_text(brief(alice))


def test_the_cost_does_not_grow_with_candidates(
    firm: Organization, alice: Membership, django_assert_num_queries: Any
) -> None:
    def read() -> int:
        document = brief(alice)
        assert len(document.parts) == 4
        return len(list(document.rows()))

    assert read() == 1  # which reads whose firm it is, too
    with django_assert_num_queries(16):
        assert read() == 1
    for number in range(6):
        thanked(interviewed(firm, f"N{number}", f"n{number}@example.org", company="Harrow & Pine"))
    with django_assert_num_queries(16):
        assert read() == 7
