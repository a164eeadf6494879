"""Time to an answer: what counts as one, from when to when, for whom, and when there are too few to say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from candidates.models import Event, EventType, Plan
from candidates.reports.answer_times import Group, groups_of
from candidates.reports.parts import Curves, Words
from recruiting.models import Job, Membership, Organization
from tests.plans.conftest import ENDED
from tests.reports.asking import all_text, asked, happened, rows
from tests.reports.conftest import interviewed

pytestmark = pytest.mark.django_db
NOW = ENDED + timedelta(days=20)
ANSWERED_AFTER = (2, 2, 3, 4, 4, 5, 6, 8, 9, 10)


def times(member: Membership, at: datetime = NOW, **filters: str) -> list[dict[str, Any]]:
    return rows(asked(member, "answer-times", at, **filters))


def counts(row: dict[str, Any]) -> tuple[int, int, int, int]:
    return row["interviews"], row["answered"], row["open"], row["ended"]


@pytest.fixture
def ten_answers(alice: Membership) -> Organization:
    """Return a firm with ten answered sales interviews and three that still wait."""
    firm = alice.organization
    for number, days in enumerate((*ANSWERED_AFTER, None, None, None)):
        plan = interviewed(firm, f"N{number}", f"n{number}@example.org", zone="UTC")
        if days:
            happened(plan, "reply_received", ENDED + timedelta(days=days), answer="rejected")
    return firm


def test_answers_are_told_with_their_number_and_interval(ten_answers: Organization, alice: Membership) -> None:
    everything, group = times(alice)
    assert (group["policy"], group["role_family"]) == ("Standard", "general")
    assert (everything["policy"], everything["role_family"]) == ("All", "all")
    assert counts(group) == counts(everything) == (13, 10, 3, 0)
    assert (group["median"], group["median_said"]) == (6.0, "6 (3 to 10)")
    assert (group["by_7"], group["by_7_said"]) == (54, "54% (30 to 81)")
    assert (group["by_7_low"], group["by_7_high"]) == (30, 81)
    assert group["by_14_said"].startswith("77% (")
    assert (group["by_30"], group["by_30_said"]) == (None, "not seen yet")


def test_the_curve_goes_as_far_as_was_seen(ten_answers: Organization, alice: Membership) -> None:
    (part,) = asked(alice, "answer-times", NOW).parts
    assert isinstance(part, Curves)
    (curve,) = part.curves
    assert (curve.name, curve.n) == ("All, all", 13)
    assert (curve.days[0], curve.shares[0], curve.days[-1]) == (0.0, 1.0, 20.0)
    assert part.summary == "13 interviews: 10 answered, 3 still open; half have their answer by day: 6 (3 to 10)."


def test_too_few_answers_give_no_rate(firm: Organization, alice: Membership, plan: Plan) -> None:
    happened(plan, "reply_received", ENDED + timedelta(days=2), answer="hired")
    for row in times(alice):
        assert counts(row) == (1, 1, 0, 0)
        assert row["median_said"] == "too few to say"
        assert (row["median"], row["by_7"], row["by_7_said"]) == (None, None, None)
    (part,) = asked(alice, "answer-times", NOW).parts
    assert isinstance(part, Words)
    assert part.paragraphs == ["1 interview: 1 answered, 0 still open; too few answers to say how long one takes."]


def measured(member: Membership, at: datetime = NOW) -> Group:
    (group,) = groups_of(asked(member, "answer-times", at).asked)
    return group


def test_an_answer_is_counted_from_the_end_of_the_interview_to_when_it_came(
    firm: Organization, alice: Membership, plan: Plan
) -> None:
    happened(plan, "call_made", ENDED + timedelta(days=3), outcome="no_answer")
    happened(plan, "call_made", ENDED + timedelta(days=4, hours=12), outcome="next_round")
    late = {"version_id": plan.version_id, "calendar_id": plan.calendar_id}
    Event.objects.create(  # that the rules changed since is no answer
        organization=firm, plan=plan, number=9, type=EventType.RULES_CHANGED, at=NOW, payload=late, actor="system"
    )
    assert measured(alice).answered == [4.5]


def test_what_still_waits_counts_until_now(firm: Organization, alice: Membership) -> None:
    assert (measured(alice).open, measured(alice, NOW + timedelta(days=1)).open) == ([20.0], [21.0])


def test_what_ended_without_an_answer_counts_until_then(firm: Organization, alice: Membership, plan: Plan) -> None:
    happened(plan, "closed", ENDED + timedelta(days=5), outcome="withdrawn")
    group = measured(alice)
    assert (group.ended, group.answered, group.open) == ([5.0], [], [])


def test_an_answer_before_the_interviews_end_took_no_time(alice: Membership) -> None:
    plan = interviewed(alice.organization, "Bea", "bea@example.org")
    happened(plan, "reply_received", ENDED - timedelta(days=1), answer="hired")
    assert measured(alice).answered == [0.0]


def test_an_interview_that_did_not_take_place_or_is_ahead_is_not_counted(
    firm: Organization, alice: Membership, plan: Plan
) -> None:
    assert times(alice, ENDED - timedelta(minutes=1)) == []
    happened(plan, "closed", NOW, outcome="no_show")
    assert times(alice) == []
    assert asked(alice, "answer-times", NOW).parts == ()


def test_groups_are_by_policy_and_role_family_and_can_be_chosen(ten_answers: Organization, alice: Membership) -> None:
    Job.objects.filter(title__in=["Post of N0", "Post of N10"]).update(role_family="finance")
    everything, general, finance = times(alice)
    assert [counts(row) for row in (everything, general, finance)] == [(13, 10, 3, 0), (11, 9, 2, 0), (2, 1, 1, 0)]
    assert finance["median_said"] == general["median_said"] == "too few to say"
    assert [row["role_family"] for row in times(alice, role_family="finance")] == ["all", "finance"]
    assert len(times(alice, policy="Standard")) == 3
    assert times(alice, policy="Executive") == []
    document = asked(alice, "answer-times", NOW)
    assert document.report.size(document.asked) == 3


def test_the_days_are_those_in_which_interviews_ended_by_default_the_last_year(
    firm: Organization, alice: Membership
) -> None:
    filters = asked(alice, "answer-times", NOW).asked.filters
    assert (filters.first_day, filters.last_day) == (date(2025, 12, 20), date(2026, 12, 20))
    assert len(times(alice, NOW, **{"from": "2026-11-30", "to": "2026-11-30"})) == 2
    assert times(alice, to="2026-11-29") == times(alice, NOW, **{"from": "2026-12-01"}) == []


def test_another_firm_is_not_counted(firm: Organization, other_firm: Organization, alice: Membership) -> None:
    assert counts(times(alice)[0]) == (1, 0, 1, 0)
    assert "Canary" not in all_text(asked(alice, "answer-times", NOW))


def test_the_cost_does_not_grow_with_plans(
    firm: Organization, alice: Membership, django_assert_num_queries: Any
) -> None:
    document = asked(alice, "answer-times", NOW)
    with django_assert_num_queries(1):
        assert len(list(document.rows())) == 2
    for number in range(4):
        interviewed(firm, f"N{number}", f"n{number}@example.org", company=f"C{number}")
    with django_assert_num_queries(1):
        assert len(list(document.rows())) == 3
