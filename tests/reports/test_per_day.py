"""The schedule's plots: calls by company and day, what was due beside what was done, each by the company's own day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from candidates.models import Plan
from candidates.reports.parts import Bars
from candidates.reports.tallies import Buckets, Tally
from recruiting.models import Membership, Organization
from tests.reports.asking import asked, bars, drawn, happened, thanked
from tests.reports.conftest import interviewed

THURSDAY = datetime(2026, 12, 3, 9, tzinfo=UTC)


def plots(member: Membership, **filters: str) -> list[Bars]:
    return bars(asked(member, "schedule", THURSDAY, **filters))


@pytest.mark.django_db
def test_calls_stand_by_company_on_its_own_day(firm: Organization, alice: Membership) -> None:
    thanked(
        interviewed(firm, "Taro", "taro@example.org", zone="Pacific/Auckland")
    )  # where Friday, 10:00, is Thursday in UTC
    calls, _compared = plots(alice, span="this_week")
    assert calls.title == "Calls per day, by company"
    assert drawn(calls) == {"Harrow & Pine": {"Thu 3 Dec": 1}, "Sakura Robotics": {"Fri 4 Dec": 1}}
    assert calls.summary == "2 in all; most on Thu 3 Dec, 1."
    assert len(calls.labels) == 7


@pytest.mark.django_db
def test_what_is_due_stands_beside_what_was_done_whenever_it_was_due(
    firm: Organization, alice: Membership, plan: Plan
) -> None:
    happened(plan, "call_made", THURSDAY + timedelta(days=5), outcome="hired")  # due on Thursday, made on Tuesday
    assert drawn(plots(alice, span="this_week")[1]) == {
        "due": {"Tue 1 Dec": 1, "Thu 3 Dec": 1},
        "done": {"Mon 30 Nov": 1},
    }
    (compared,) = plots(alice, span="next_week")
    assert drawn(compared) == {"due": {}, "done": {"Tue 8 Dec": 1}}
    assert compared.summary == "Due in these days: 0; done in them: 1."


@pytest.mark.django_db
def test_by_state_nothing_is_compared(firm: Organization, alice: Membership) -> None:
    assert [plot.title for plot in plots(alice, span="this_week", status="open")] == ["Calls per day, by company"]


@pytest.mark.django_db
def test_without_days_they_are_taken_from_the_steps(firm: Organization, alice: Membership) -> None:
    calls, _compared = plots(alice)
    assert (calls.labels[0], calls.labels[-1]) == ("Sun 29 Nov", "Fri 4 Dec")


@pytest.mark.django_db
def test_nothing_to_draw_is_no_plot(alice: Membership, other_firm: Organization) -> None:
    assert plots(alice) == plots(alice, span="this_week") == []


@pytest.mark.django_db
def test_the_cost_does_not_grow_with_steps(
    firm: Organization, alice: Membership, django_assert_num_queries: Any
) -> None:
    document = asked(alice, "schedule", THURSDAY, span="this_week")
    with django_assert_num_queries(4):
        assert len(bars(document)) == 2
    for number in range(5):
        thanked(interviewed(firm, f"N{number}", f"n{number}@example.org", company=f"C{number}"))
    document = asked(alice, "schedule", THURSDAY, span="this_week")
    with django_assert_num_queries(4):
        assert sum(map(sum, (each.values for each in bars(document)[0].series))) == 6


@pytest.mark.parametrize(
    ("last", "count", "labels"),
    [
        (date(2026, 12, 31), 31, ("Tue 1 Dec", "Thu 31 Dec")),
        (date(2027, 1, 1), 5, ("Mon 30 Nov", "Mon 28 Dec")),
        (date(2027, 7, 1), 8, ("Dec 2026", "Jul 2027")),
        (date(2036, 7, 1), 36, ("Aug 2033", "Jul 2036")),
    ],
)
def test_long_spans_are_told_in_weeks_and_months(last: date, count: int, labels: tuple[str, str]) -> None:
    buckets = Buckets(date(2026, 12, 1), last)
    assert (len(buckets.labels), buckets.labels[0], buckets.labels[-1]) == (count, *labels)


def test_the_largest_stand_by_name_and_the_others_together() -> None:
    days = [date(2026, 12, 1), date(2026, 12, 2)]
    counted = [(name, day, number) for number, name in enumerate("abcd", 1) for day in days]
    tally = Tally.of(Buckets(*days), [*counted, ("a", date(2026, 12, 3), 99)])
    assert [(each.name, list(each.values)) for each in tally.largest(2)] == [
        ("d", [4, 4]),
        ("c", [3, 3]),
        ("others", [3, 3]),
    ]
