"""Newer public holidays put to plans that were made with older ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest

from candidates.changes.services import apply_change, propose_holidays, undo_change
from candidates.models import Plan, PlanImpact, RulesChange
from recruiting.accounts.services import create_firm
from recruiting.cadence import calendars
from recruiting.companies import services as companies
from recruiting.models import Membership
from tests.changes.conftest import NOW, assert_projections_are_folds, calls, dates, interviewed, movements

Reach, Movement = RulesChange.Reach, PlanImpact.Movement
LATER = NOW + timedelta(minutes=5)
THURSDAY = date(2026, 12, 3)


@pytest.fixture
def newer(plans: list[Plan], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a newer `holidays` package know of a holiday in Britain, on the day of the calls, that the plans do not."""
    known = calendars.public_holidays

    def newly_known(country: str, subdivision: str | None, year: int) -> Mapping[date, str]:
        more = {THURSDAY: "A royal wedding"} if (country, year) == ("GB", 2026) else {}
        return dict(sorted({**known(country, subdivision, year), **more}.items()))

    monkeypatch.setattr(calendars, "public_holidays", newly_known)
    _forget()
    yield
    _forget()


def _forget() -> None:
    """Begin as a process that was started anew does."""
    companies._with_holidays.cache_clear()
    companies.with_holidays_as_known_now.cache_clear()


def test_as_long_as_none_is_newer_nothing_moves(alice: Membership, plans: list[Plan]) -> None:
    assert movements(propose_holidays(by=alice, at=NOW)) == []


def test_what_they_would_do_is_told_of_the_plans_of_that_country(
    newer: None, alice: Membership, plans: list[Plan]
) -> None:
    before = dates(plans)
    change = propose_holidays(by=alice, at=NOW)
    assert list(change.impacts.order_by("plan").values_list("plan", flat=True)) == [plan.pk for plan in plans[:3]]
    assert movements(change) == [Movement.LATER] * 3
    assert dates(plans) == before


def test_applied_the_calls_avoid_the_holiday_and_undone_all_is_as_before(
    newer: None, alice: Membership, plans: list[Plan]
) -> None:
    before = dates(plans)
    change = apply_change(change=propose_holidays(by=alice, at=NOW), by=alice, at=LATER, reach=Reach.ALL)
    assert calls(plans) == ["Fri 04"] * 3 + ["Thu 03"] * 2
    assert_projections_are_folds()
    undo_change(change=change, by=alice, at=LATER)
    assert dates(plans) == before
    assert_projections_are_folds()


def test_once_applied_there_is_nothing_left_to_do(newer: None, alice: Membership, plans: list[Plan]) -> None:
    apply_change(change=propose_holidays(by=alice, at=NOW), by=alice, at=LATER, reach=Reach.ALL)
    assert movements(propose_holidays(by=alice, at=LATER)) == []


def test_another_firms_plans_are_none_of_it(newer: None, alice: Membership, plans: list[Plan]) -> None:
    firm = create_firm(name="Southgate Search", owner_email="charlie@southgate.example", at=NOW)
    charlie = Membership.objects.get(organization=firm)
    assert movements(propose_holidays(by=charlie, at=NOW)) == []


def test_an_interview_recorded_since_knows_the_holiday(newer: None, alice: Membership, plans: list[Plan]) -> None:
    company = plans[0].interview.application.job.company
    assert calls([interviewed(alice, company)]) == ["Fri 04"]
