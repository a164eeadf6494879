"""An edit of a company, of somebody there, or newer public holidays, put to open plans: foreseen, applied, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from candidates.changes.errors import ChangeRefused, ChangeStale
from candidates.changes.services import apply_change, propose_company, propose_edit, undo_change
from candidates.models import Plan, PlanImpact, RulesChange, Step
from recruiting.companies.changes import columns_of
from recruiting.models import Company, Contact, Membership
from tests.changes.conftest import (
    NOW,
    assert_projections_are_folds,
    calls,
    dates,
    interviewed,
    lead_of,
    movements,
)
from tests.factories import CompanyDayFactory, ContactFactory
from tests.kept import kept

State, Reach, Movement = RulesChange.State, RulesChange.Reach, PlanImpact.Movement
LATER = NOW + timedelta(minutes=5)
THURSDAY, CHRISTMAS_EVE = date(2026, 12, 3), date(2026, 12, 24)
Edit = Callable[[Company], Company | Contact]


def close_thursday(company: Company) -> Company:
    """Close it on the day on which its candidates would call, and open it on Christmas Eve."""
    company.days.all().delete()
    CompanyDayFactory.create(company=company, date=THURSDAY, note="Stocktaking")
    return company


def move_to_new_york(company: Company) -> Company:
    company.time_zone = "America/New_York"
    company.save()
    return company


def work_without_thursdays(company: Company) -> Company:
    company.working_week = ["monday", "tuesday", "wednesday", "friday"]
    company.save()
    return company


def send_the_lead_to_new_york(company: Company) -> Contact:
    lead = lead_of(company)
    lead.time_zone = "America/New_York"
    lead.save()
    return lead


def refuse_calls(company: Company) -> Contact:
    lead = lead_of(company)
    lead.accepts_calls = False
    lead.save()
    return lead


def refuse_calls_on_the_companys_page(company: Company) -> Company:
    refuse_calls(company)
    return company


EDITS: dict[str, tuple[Edit, str]] = {
    "a closed day": (close_thursday, Movement.LATER),
    "a time zone": (move_to_new_york, Movement.LATER),
    "a working week": (work_without_thursdays, Movement.LATER),
    "a contact's zone": (send_the_lead_to_new_york, Movement.LATER),
    "no more calls": (refuse_calls, Movement.TO_EMAIL),
    "no more calls, on the company's page": (refuse_calls_on_the_companys_page, Movement.TO_EMAIL),
}
every_edit = pytest.mark.parametrize(("edit", "movement"), EDITS.values(), ids=EDITS)


@kept(at=NOW)
def harrow(harrow: Company) -> Company:
    """Return Harrow & Pine, which is closed on Christmas Eve."""
    CompanyDayFactory.create(company=harrow, date=CHRISTMAS_EVE, note="Half of us fly")
    return harrow


def put(edit: Edit, company: Company, alice: Membership) -> RulesChange | None:
    """Store an edit, and work out what it would do."""
    stored = Company.objects.get(pk=company.pk)
    of_company, of_lead = columns_of(stored), columns_of(lead_of(company))
    edited = edit(stored)
    before = of_company if isinstance(edited, Company) else of_lead
    return propose_edit(edited=type(edited).objects.get(pk=edited.pk), before=before, by=alice, at=NOW)


def proposed(edit: Edit, company: Company, alice: Membership) -> RulesChange:
    """Do the same of an edit that does something."""
    change = put(edit, company, alice)
    assert change is not None
    return change


def applied(change: RulesChange, alice: Membership) -> RulesChange:
    """Apply it to all."""
    return apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)


def follow_ups(plans: list[Plan]) -> list[tuple[object, ...]]:
    """Return what is open, and when it is due."""
    open_steps = Step.objects.filter(plan__in=plans, status=Step.Status.OPEN, key__startswith="follow_up")
    return list(open_steps.order_by("plan").values_list("plan", "kind", "due"))


def shown(change: RulesChange) -> list[tuple[object, ...]]:
    """Return what was foreseen to be open, and when it would be due."""
    return list(change.impacts.order_by("plan").values_list("plan", "new_kind", "new_due"))


# --- foreseen, applied, undone ---


@every_edit
def test_what_it_would_do_is_told_of_the_companys_plans_and_nothing_is_touched(
    alice: Membership, harrow: Company, plans: list[Plan], edit: Edit, movement: str
) -> None:
    before = dates(plans)
    change = proposed(edit, harrow, alice)
    assert list(change.impacts.order_by("plan").values_list("plan", flat=True)) == [plan.pk for plan in plans[:3]]
    assert movements(change) == [movement] * 3
    assert dates(plans) == before


@every_edit
def test_applied_its_plans_have_what_was_shown_and_no_other_companys_plan_moves(
    alice: Membership, harrow: Company, plans: list[Plan], edit: Edit, movement: str
) -> None:
    elsewhere = dates(plans[3:])
    change = applied(proposed(edit, harrow, alice), alice)
    assert change.state == State.APPLIED
    assert follow_ups(plans[:3]) == shown(change)
    assert dates(plans[3:]) == elsewhere
    assert_projections_are_folds()


@every_edit
def test_undone_dates_calendars_days_notes_and_people_are_exactly_as_before(
    alice: Membership, harrow: Company, plans: list[Plan], edit: Edit, movement: str
) -> None:
    before, columns = dates(plans), columns_of(harrow)
    change = applied(proposed(edit, harrow, alice), alice)
    assert dates(plans) != before
    undone = undo_change(change=change, by=alice, at=LATER)
    assert undone.state == State.UNDONE
    assert dates(plans) == before
    assert columns_of(Company.objects.get(pk=harrow.pk)) == columns
    assert_projections_are_folds()


def test_applied_to_new_interviews_only_the_plans_stay_and_the_next_one_follows_it(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    before = dates(plans)
    change = proposed(close_thursday, harrow, alice)
    apply_change(change=change, by=alice, at=LATER, reach=Reach.NEW)
    assert dates(plans) == before
    assert calls([interviewed(alice, harrow)]) == ["Fri 04"]


def test_applied_to_a_chosen_plan_the_others_stay(alice: Membership, harrow: Company, plans: list[Plan]) -> None:
    change = proposed(close_thursday, harrow, alice)
    chosen = change.impacts.filter(plan=plans[1])
    apply_change(change=change, by=alice, at=LATER, reach=Reach.CHOSEN, chosen=chosen)
    assert calls(plans) == ["Thu 03", "Fri 04"] + ["Thu 03"] * 3


# --- edits that do nothing ---


def test_a_note_is_no_change(alice: Membership, harrow: Company, plans: list[Plan]) -> None:
    def note(company: Company) -> Company:
        company.days.update(note="Everybody flies")
        return company

    assert put(note, harrow, alice) is None
    assert not RulesChange.objects.exists()


def test_one_more_person_is_no_change(alice: Membership, harrow: Company, plans: list[Plan]) -> None:
    def hire(company: Company) -> Company:
        ContactFactory.create(company=company, accepts_calls=False)
        return company

    assert put(hire, harrow, alice) is None


def test_an_edit_of_a_company_without_plans_is_no_change(alice: Membership, harrow: Company) -> None:
    assert put(close_thursday, harrow, alice) is None
    assert not RulesChange.objects.exists()


# --- one edit after another ---


def test_two_edits_that_were_not_applied_are_one_whose_undo_leads_to_before_the_first(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    before, columns = dates(plans), columns_of(harrow)
    first = proposed(close_thursday, harrow, alice)
    both = proposed(move_to_new_york, harrow, alice)
    assert list(RulesChange.objects.all()) == [both]
    assert first.pk != both.pk
    applied(both, alice)
    assert [f"{due:%a %H}" for _plan, _kind, due in follow_ups(plans[:3])] == ["Fri 15"] * 3
    undo_change(change=both, by=alice, at=LATER)
    assert dates(plans) == before
    assert columns_of(Company.objects.get(pk=harrow.pk)) == columns


def test_an_edit_taken_back_by_another_leaves_nothing_to_apply(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    def move_back(company: Company) -> Company:
        company.time_zone = "Europe/London"
        company.save()
        return company

    proposed(move_to_new_york, harrow, alice)
    assert put(move_back, harrow, alice) is None
    assert not RulesChange.objects.exists()


def test_a_company_edited_since_makes_it_stale(alice: Membership, harrow: Company, plans: list[Plan]) -> None:
    change = proposed(close_thursday, harrow, alice)
    before = dates(plans)
    move_to_new_york(harrow)
    with pytest.raises(ChangeStale, match="Harrow & Pine has been edited since"):
        applied(change, alice)
    assert dates(plans) == before


def test_a_company_edited_after_it_was_applied_is_not_undone_over_that_edit(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    change = applied(proposed(close_thursday, harrow, alice), alice)
    before = dates(plans)
    move_to_new_york(harrow)
    with pytest.raises(ChangeRefused, match="Harrow & Pine has been edited since: undo that first"):
        undo_change(change=change, by=alice, at=LATER)
    assert dates(plans) == before
    assert Company.objects.get(pk=harrow.pk).time_zone == "America/New_York"


def test_a_person_who_came_since_does_not_stop_the_undo(alice: Membership, harrow: Company, plans: list[Plan]) -> None:
    before = dates(plans)
    change = applied(proposed(close_thursday, harrow, alice), alice)
    newcomer = ContactFactory.create(company=harrow)
    undo_change(change=change, by=alice, at=LATER)
    assert dates(plans) == before
    assert Contact.objects.filter(pk=newcomer.pk).exists()


# --- a company as it stands ---


def test_a_company_as_it_stands_is_put_to_the_plans_that_were_left_on_an_older_calendar(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    apply_change(change=proposed(close_thursday, harrow, alice), by=alice, at=LATER, reach=Reach.NEW)
    before = dates(plans)
    change = applied(propose_company(company=harrow, by=alice, at=LATER), alice)
    assert calls(plans) == ["Fri 04"] * 3 + ["Thu 03"] * 2
    undo_change(change=change, by=alice, at=LATER)
    assert dates(plans) == before
    assert harrow.days.get().date == THURSDAY


def test_an_edit_while_one_looks_at_a_company_as_it_stands_is_undone_to_before_the_edit(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    propose_company(company=harrow, by=alice, at=NOW)
    columns = columns_of(harrow)
    change = applied(proposed(close_thursday, harrow, alice), alice)
    undo_change(change=change, by=alice, at=LATER)
    assert columns_of(Company.objects.get(pk=harrow.pk)) == columns
