"""A policy's edit put to open plans: foreseen, applied to all, some or none, undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from candidates.changes.errors import ChangeRefused, ChangeStale
from candidates.changes.services import apply_change, drop_change, foresee_again, propose_version, undo_change
from candidates.models import Actor, BackgroundJob, Event, EventType, Plan, PlanImpact, RulesChange, Step
from candidates.plans.errors import EventRefused
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event, retract_event
from recruiting.accounts.services import add_member
from recruiting.models import Company, Membership, Policy, PolicyVersion, Role
from tests.changes.conftest import (
    NOW,
    assert_projections_are_folds,
    calls,
    dates,
    draft,
    interviewed,
    movements,
    standard,
)

State, Reach, Movement = RulesChange.State, RulesChange.Reach, PlanImpact.Movement
LATER = NOW + timedelta(minutes=5)


def version_of(change: RulesChange) -> PolicyVersion:
    """Return the version that a change is about, as it is stored."""
    assert change.version is not None
    return PolicyVersion.objects.get(pk=change.version.pk)


@pytest.fixture
def change(alice: Membership, plans: list[Plan]) -> RulesChange:
    """Return what calling two days later would do, worked out."""
    return propose_version(version=draft(standard(alice), alice, call_after_days=[4, 5]), by=alice, at=NOW)


def test_what_an_edit_would_do_is_told_and_nothing_is_touched(change: RulesChange, plans: list[Plan]) -> None:
    before = [plan.revision for plan in plans]
    assert change.state == State.FORESEEN
    assert movements(change) == [Movement.LATER] * 5
    assert calls(plans) == ["Thu 03"] * 5
    assert {f"{each.new_due:%a %d}" for each in change.impacts.all()} == {"Mon 07"}
    assert set(change.impacts.values_list("days", flat=True)) == {4}
    assert list(Plan.objects.order_by("pk").values_list("revision", flat=True)) == before
    assert version_of(change).state == PolicyVersion.State.DRAFT


def test_applied_to_all_each_plan_has_the_date_that_was_shown(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    shown = list(change.impacts.order_by("plan").values_list("new_due", flat=True))
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    assert applied.state == State.APPLIED
    open_steps = Step.objects.filter(status=Step.Status.OPEN, key__startswith="follow_up").order_by("plan")
    assert list(open_steps.values_list("due", flat=True)) == shown
    assert set(Plan.objects.values_list("version", flat=True)) == {change.version_id}
    assert version_of(change).state == PolicyVersion.State.PUBLISHED
    assert_projections_are_folds()


def test_undone_everything_is_exactly_as_before(change: RulesChange, alice: Membership, plans: list[Plan]) -> None:
    before = dates(plans)
    held = standard(alice).versions.get(state=PolicyVersion.State.PUBLISHED)
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    assert dates(plans) != before
    undone = undo_change(change=applied, by=alice, at=LATER)
    assert undone.state == State.UNDONE
    assert dates(plans) == before
    assert standard(alice).versions.get(state=PolicyVersion.State.PUBLISHED) == held
    assert_projections_are_folds()


def test_applied_to_chosen_plans_the_others_stay(change: RulesChange, alice: Membership, plans: list[Plan]) -> None:
    chosen = change.impacts.filter(plan__in=plans[:2])
    apply_change(change=change, by=alice, at=LATER, reach=Reach.CHOSEN, chosen=chosen)
    assert calls(plans) == ["Mon 07"] * 2 + ["Thu 03"] * 3
    assert_projections_are_folds()


def test_no_plan_chosen_is_refused(change: RulesChange, alice: Membership) -> None:
    with pytest.raises(ChangeRefused, match="at least one"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.CHOSEN, chosen=change.impacts.none())
    assert version_of(change).state == PolicyVersion.State.DRAFT


def test_applied_to_new_interviews_only_no_plan_moves(
    change: RulesChange, alice: Membership, plans: list[Plan], harrow: Company
) -> None:
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.NEW)
    assert applied.state == State.APPLIED
    assert calls(plans) == ["Thu 03"] * 5
    assert interviewed(alice, harrow).version_id == change.version_id


def test_the_plans_left_on_the_old_version_can_follow_later(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    apply_change(change=change, by=alice, at=LATER, reach=Reach.NEW)
    again = propose_version(version=version_of(change), by=alice, at=LATER)
    applied = apply_change(change=again, by=alice, at=LATER, reach=Reach.ALL)
    assert calls(plans) == ["Mon 07"] * 5
    undo_change(change=applied, by=alice, at=LATER)
    assert calls(plans) == ["Thu 03"] * 5
    assert version_of(change).state == PolicyVersion.State.PUBLISHED


def test_a_policy_for_one_company_takes_its_plans_from_the_default(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    policy = Policy.objects.create(organization=alice.organization, name="Harrow", company=harrow)
    change = propose_version(version=draft(policy, alice, call_after_days=[4, 5]), by=alice, at=NOW)
    assert set(change.impacts.values_list("plan", flat=True)) == {plan.pk for plan in plans[:3]}
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    assert calls(plans) == ["Mon 07"] * 3 + ["Thu 03"] * 2
    undo_change(change=applied, by=alice, at=LATER)
    assert calls(plans) == ["Thu 03"] * 5
    assert not policy.versions.filter(state=PolicyVersion.State.PUBLISHED).exists()


def test_an_email_in_place_of_calls_is_told_as_such(alice: Membership, plans: list[Plan]) -> None:
    change = propose_version(version=draft(standard(alice), alice, channel="email"), by=alice, at=NOW)
    assert movements(change) == [Movement.TO_EMAIL] * 5


def test_a_plan_whose_limit_comes_first_is_told_to_be_exhausted(alice: Membership, plans: list[Plan]) -> None:
    rules = {"call_after_days": [9, 10], "give_up_after_days": 5}
    change = propose_version(version=draft(standard(alice), alice, **rules), by=alice, at=NOW)
    assert movements(change) == [Movement.EXHAUSTED] * 5
    apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    assert set(Plan.objects.values_list("status", flat=True)) == {Plan.Status.EXHAUSTED}


def test_plans_that_are_closed_are_left_alone(alice: Membership, plans: list[Plan]) -> None:
    closed = Happening(EventType.CLOSED, NOW, {"outcome": "withdrawn"})
    record_event(plan=plans[0], happening=closed, author=Author(Actor.RECRUITER), now=NOW)
    change = propose_version(version=draft(standard(alice), alice, channel="email"), by=alice, at=NOW)
    assert change.impacts.count() == 4


# --- what somebody else did meanwhile ---


def test_a_plan_that_moved_on_makes_it_stale(change: RulesChange, alice: Membership, plans: list[Plan]) -> None:
    answered = Happening(EventType.OUT_OF_OFFICE, NOW, {"back_on": "2026-12-08"})
    record_event(plan=plans[0], happening=answered, author=Author(Actor.CANDIDATE), now=NOW)
    before = dates(plans)
    with pytest.raises(ChangeStale, match="1 of the plans has moved on"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    assert dates(plans) == before
    assert version_of(change).state == PolicyVersion.State.DRAFT


def test_a_plan_begun_since_makes_it_stale(change: RulesChange, alice: Membership, harrow: Company) -> None:
    plan = interviewed(alice, harrow)
    Plan.objects.filter(pk=plan.pk).update(created_at=NOW + timedelta(minutes=1))
    with pytest.raises(ChangeStale, match="1 plan was begun"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)


def test_a_draft_edited_since_makes_it_stale(change: RulesChange, alice: Membership) -> None:
    draft(standard(alice), alice, call_after_days=[5, 6])
    with pytest.raises(ChangeStale, match="draft has been edited"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.NEW)


def test_after_an_hour_it_is_stale(change: RulesChange, alice: Membership) -> None:
    with pytest.raises(ChangeStale, match="more than an hour"):
        apply_change(change=change, by=alice, at=NOW + timedelta(minutes=61), reach=Reach.ALL)


def test_worked_out_again_it_can_be_applied(change: RulesChange, alice: Membership, plans: list[Plan]) -> None:
    draft(standard(alice), alice, call_after_days=[5, 6])
    again = foresee_again(change=change, by=alice, at=LATER)
    assert not RulesChange.objects.filter(pk=change.pk).exists()
    apply_change(change=again, by=alice, at=LATER, reach=Reach.ALL)
    assert calls(plans) == ["Tue 08"] * 5


def test_a_second_draft_of_the_same_version_is_refused(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    bob = add_member(organization=alice.organization, email="bob@northgate.example", role=Role.RECRUITER, name="Bob")
    theirs = propose_version(version=draft(standard(alice), bob, channel="email"), by=bob, at=NOW)
    apply_change(change=theirs, by=bob, at=LATER, reach=Reach.NEW)
    with pytest.raises(ChangeRefused, match="compare the two"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.NEW)
    assert calls(plans) == ["Thu 03"] * 5


def test_a_change_is_applied_once(change: RulesChange, alice: Membership) -> None:
    apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    with pytest.raises(ChangeRefused, match="applied already"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    assert Event.objects.filter(type=EventType.RULES_CHANGED).count() == 5


def test_a_change_dropped_leaves_the_draft(change: RulesChange) -> None:
    drop_change(change=change)
    assert not RulesChange.objects.exists()
    assert version_of(change).state == PolicyVersion.State.DRAFT


# --- undone after something happened ---


def test_what_was_done_under_the_new_rules_stays_when_they_are_undone(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    held = plans[0].version_id
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    called = Happening(EventType.CALL_MADE, LATER, {"outcome": "no_answer"})
    plan = record_event(plan=plans[0], happening=called, author=Author(Actor.RECRUITER), now=LATER)
    done = list(plan.steps.filter(status=Step.Status.DONE).values())
    undo_change(change=applied, by=alice, at=LATER)
    plan.refresh_from_db()
    assert list(plan.steps.filter(status=Step.Status.DONE).values()) == done
    assert plan.version_id == held
    assert not plan.events.get(type=EventType.RULES_CHANGED, number=2).retracted_at
    assert_projections_are_folds()


def test_a_plan_closed_since_is_left_alone_by_an_undo(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    closed = Happening(EventType.CLOSED, LATER, {"outcome": "withdrawn"})
    plan = record_event(plan=plans[0], happening=closed, author=Author(Actor.RECRUITER), now=LATER)
    before = dates([plan])
    undone = undo_change(change=applied, by=alice, at=LATER)
    assert undone.state == State.UNDONE
    assert dates([plan]) == before
    assert_projections_are_folds()


def test_an_event_that_somebody_took_back_does_not_stop_the_undo(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    before = dates(plans)
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    retract_event(event=plans[0].events.get(type=EventType.RULES_CHANGED), author=Author(Actor.RECRUITER), now=LATER)
    undo_change(change=applied, by=alice, at=LATER)
    assert dates(plans) == before


def test_a_later_change_on_the_same_plans_is_undone_first(
    change: RulesChange, alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    before = dates(plans)
    first = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    policy = Policy.objects.create(organization=alice.organization, name="Harrow", company=harrow)
    change = propose_version(version=draft(policy, alice, channel="email"), by=alice, at=LATER)
    second = apply_change(change=change, by=alice, at=LATER + timedelta(seconds=1), reach=Reach.ALL)
    with pytest.raises(ChangeRefused, match="“Policy: Harrow, version 1” was applied later"):
        undo_change(change=first, by=alice, at=LATER)
    undo_change(change=second, by=alice, at=LATER)
    undo_change(change=first, by=alice, at=LATER)
    assert dates(plans) == before


def test_a_change_is_undone_once(change: RulesChange, alice: Membership) -> None:
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    undone = undo_change(change=applied, by=alice, at=LATER)
    with pytest.raises(ChangeRefused, match="not applied"):
        undo_change(change=undone, by=alice, at=LATER)


def test_a_change_that_a_worker_writes_is_not_undone_meanwhile(change: RulesChange, alice: Membership) -> None:
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    RulesChange.objects.update(state=State.APPLYING)
    BackgroundJob.objects.filter(kind=BackgroundJob.Kind.RULES_APPLY).update(state=BackgroundJob.State.RUNNING)
    with pytest.raises(ChangeRefused, match="being written"):
        undo_change(change=applied, by=alice, at=LATER)


def test_an_answer_of_which_we_learn_late_is_recorded_when_it_was_given(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    applied = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    before = NOW - timedelta(hours=2)
    told = Happening(EventType.REPLY_RECEIVED, before, {"answer": "rejected"})
    plan = record_event(plan=plans[0], happening=told, author=Author(Actor.RECRUITER), now=LATER)
    assert (plan.status, plan.outcome) == (Plan.Status.CLOSED, "rejected")
    assert_projections_are_folds()
    undo_change(change=applied, by=alice, at=LATER)
    plan.refresh_from_db()
    assert plan.status == Plan.Status.CLOSED
    assert_projections_are_folds()


def test_nothing_else_can_be_recorded_after_the_end(change: RulesChange, alice: Membership, plans: list[Plan]) -> None:
    apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    author = Author(Actor.RECRUITER)
    closed = Happening(EventType.CLOSED, NOW - timedelta(hours=2), {"outcome": "withdrawn"})
    plan = record_event(plan=plans[0], happening=closed, author=author, now=LATER)
    with pytest.raises(EventRefused, match="closed"):
        record_event(plan=plan, happening=Happening(EventType.EMAIL_SENT, LATER), author=author, now=LATER)
