"""Large changes are left to a worker: how far it is, cancelled half-way, gone on with, undone from there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from candidates.changes import jobs
from candidates.changes.errors import ChangeRefused
from candidates.changes.services import apply_change, drop_change, propose_version, resume_change, undo_change
from candidates.changes.writing import Writer
from candidates.jobs.services import MOST_CLAIMS, Claim, claim, request_cancel
from candidates.models import Actor, BackgroundJob, Event, EventType, Plan, PlanImpact, Reminder, RulesChange
from candidates.people.services import invite_candidate
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.tasks import run_job
from recruiting.models import Company, Membership
from tests.changes.conftest import (
    NOW,
    assert_projections_are_folds,
    calls,
    dates,
    draft,
    interviewed,
    standard,
)

State, Reach = RulesChange.State, RulesChange.Reach
LATER = NOW + timedelta(minutes=5)
MOVED, STAYED = "Mon 07", "Thu 03"


@pytest.fixture
def change(alice: Membership, plans: list[Plan], monkeypatch: pytest.MonkeyPatch) -> RulesChange:
    """Return what calling two days later would do to five plans; it is written two plans at a time, by a worker."""
    found = propose_version(version=draft(standard(alice), alice, call_after_days=[4, 5]), by=alice, at=NOW)
    monkeypatch.setattr(jobs, "WRITTEN_AT_ONCE", 0)
    monkeypatch.setattr(jobs, "CHUNK", 2)
    monkeypatch.setattr(jobs, "wake", lambda *_args: None)
    return found


def applied(change: RulesChange, alice: Membership) -> BackgroundJob:
    """Begin to apply a change, and return the job that waits for a worker."""
    begun = apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)
    assert begun.job is not None
    return begun.job


def cancelled_after(chunks: int, job: BackgroundJob, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do a job until somebody cancels it after so many chunks."""
    report = Claim.report
    done: list[tuple[int, ...]] = []

    def reported(held: Claim, *args: int, **more: bool) -> None:
        if len(done) == chunks:
            request_cancel(job=BackgroundJob.objects.get(pk=job.pk), at=LATER)
        report(held, *args, **more)
        done.append(args)

    with monkeypatch.context() as patched:
        patched.setattr(Claim, "report", reported)
        run_job(job.pk)


def test_a_large_change_waits_for_a_worker_which_says_how_far_it_is(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    job = applied(change, alice)
    assert calls(plans) == [STAYED] * 5
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (BackgroundJob.State.DONE, 5, 5)
    assert calls(plans) == [MOVED] * 5
    assert_projections_are_folds()


def test_cancelled_half_way_whole_chunks_stand_and_no_more(
    change: RulesChange, alice: Membership, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled_after(1, applied(change, alice), monkeypatch)
    change.refresh_from_db()
    assert change.state == State.APPLYING
    assert calls(plans) == [MOVED] * 2 + [STAYED] * 3
    assert_projections_are_folds()


def test_gone_on_with_it_ends_as_if_nobody_had_cancelled(
    change: RulesChange, alice: Membership, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled_after(1, applied(change, alice), monkeypatch)
    resumed = resume_change(change=change, by=alice)
    assert resumed.job is not None
    run_job(resumed.job.pk)
    assert calls(plans) == [MOVED] * 5
    assert Event.objects.filter(type=EventType.RULES_CHANGED).count() == 5


def test_a_change_that_was_stopped_half_way_can_be_undone_from_there(
    change: RulesChange, alice: Membership, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dates(plans)
    cancelled_after(1, applied(change, alice), monkeypatch)
    undone = undo_change(change=change, by=alice, at=LATER)
    assert undone.job is not None
    run_job(undone.job.pk)
    undone.refresh_from_db()
    assert undone.state == State.UNDONE
    assert dates(plans) == before


def test_an_undo_that_was_stopped_half_way_goes_on(
    change: RulesChange, alice: Membership, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dates(plans)
    run_job(applied(change, alice).pk)
    undone = undo_change(change=change, by=alice, at=LATER)
    assert undone.job is not None
    cancelled_after(1, undone.job, monkeypatch)
    assert calls(plans) == [STAYED] * 2 + [MOVED] * 3
    resumed = resume_change(change=change, by=alice)
    assert resumed.job is not None
    run_job(resumed.job.pk)
    assert dates(plans) == before


def test_nobody_goes_on_with_what_a_worker_has(change: RulesChange, alice: Membership) -> None:
    applied(change, alice)
    with pytest.raises(ChangeRefused, match="nothing to go on with"):
        resume_change(change=change, by=alice)


def test_a_chunk_that_fails_leaves_nothing_of_itself(
    change: RulesChange, alice: Membership, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_writer: Writer, _impacts: object) -> None:
        Plan.objects.update(revision=99)
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(Writer, "apply", fails)
    job = applied(change, alice)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == BackgroundJob.State.FAILED
    assert not Plan.objects.filter(revision=99).exists()
    assert calls(plans) == [STAYED] * 5


def test_a_plan_that_moves_on_while_a_worker_writes_is_left_as_it_is_and_counted(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    job = applied(change, alice)
    away = Happening(EventType.OUT_OF_OFFICE, LATER, {"back_on": "2026-12-10"})
    record_event(plan=plans[0], happening=away, author=Author(Actor.CANDIDATE), now=LATER)
    moved_on = dates(plans[:1])
    run_job(job.pk)
    assert dates(plans[:1]) == moved_on
    assert change.impacts.get(plan=plans[0]).state == PlanImpact.State.SKIPPED
    assert change.impacts.filter(state=PlanImpact.State.APPLIED).count() == 4


def test_a_foresight_whose_change_is_dropped_ends_with_a_sentence(
    alice: Membership, plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "FORESEEN_AT_ONCE", 0)
    monkeypatch.setattr(jobs, "wake", lambda *_args: None)
    change = propose_version(version=draft(standard(alice), alice, channel="email"), by=alice, at=NOW)
    job = change.job
    assert job is not None
    drop_change(change=change)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == BackgroundJob.State.FAILED
    assert "gone" in job.error


# --- deaths ---


def dies(job: BackgroundJob, *, after: int) -> None:
    """Let a worker take a job, come so far, and be killed."""
    held = claim(job.pk)
    assert held is not None
    if after:
        held.report(after, 100)
    BackgroundJob.objects.filter(pk=job.pk).update(leased_until=None)


def test_a_job_that_comes_further_each_time_is_not_given_up(change: RulesChange, alice: Membership) -> None:
    job = applied(change, alice)
    for death in range(1, 21):
        dies(job, after=death)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == BackgroundJob.State.DONE


def test_a_job_whose_workers_die_at_the_same_place_is_given_up(change: RulesChange, alice: Membership) -> None:
    job = applied(change, alice)
    for _death in range(MOST_CLAIMS + 1):
        dies(job, after=2)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == BackgroundJob.State.FAILED


# --- people, and the cost ---


def test_a_candidate_is_told_once_of_a_date_that_moved_and_not_of_one_put_back_at_once(
    change: RulesChange, alice: Membership, plans: list[Plan]
) -> None:
    invite_candidate(candidate=plans[0].interview.application.candidate, by=alice, at=NOW)
    told = Reminder.objects.filter(kind=Reminder.Kind.CHANGED, cancelled_at=None)
    run_job(applied(change, alice).pk)
    assert list(told.values_list("plan", flat=True)) == [plans[0].pk]
    undone = undo_change(change=change, by=alice, at=LATER)
    assert undone.job is not None
    run_job(undone.job.pk)
    assert not told.exists()


def test_a_chunk_costs_the_same_for_one_plan_and_for_seven(alice: Membership, harrow: Company) -> None:
    costs = []
    for count in (1, 7):
        with transaction.atomic():
            for _each in range(count):
                interviewed(alice, harrow)
            costs.append(_costs(alice))
            transaction.set_rollback(True)
    assert costs[0] == costs[1]


def _costs(alice: Membership) -> list[int]:
    """Return how many queries it takes to foresee, apply and undo."""
    version = draft(standard(alice), alice, call_after_days=[4, 5])
    with CaptureQueriesContext(connection) as foreseeing:
        change = propose_version(version=version, by=alice, at=NOW)
    with CaptureQueriesContext(connection) as applying:
        done = apply_change(change=change, by=alice, at=NOW, reach=Reach.ALL)
    with CaptureQueriesContext(connection) as undoing:
        undo_change(change=done, by=alice, at=NOW)
    return [len(foreseeing), len(applying), len(undoing)]
