"""Foresight that somebody overtakes: another worker, another change, a plan reopened, a firm without a default."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models.functions import Now

from candidates.changes import jobs
from candidates.changes.errors import ChangeStale
from candidates.changes.foresight import foresee
from candidates.changes.services import apply_change, drop_change, propose_version, resume_change, undo_change
from candidates.jobs.services import claim, request_cancel
from candidates.models import Actor, BackgroundJob, EventType, Plan, RulesChange
from candidates.plans.impact import impacts
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event, retract_event
from candidates.tasks import run_job
from recruiting.models import Company, Membership, Policy
from tests.changes.conftest import NOW, draft, interviewed, standard

State, Reach = RulesChange.State, RulesChange.Reach
LATER = NOW + timedelta(minutes=5)
RECRUITER = Author(Actor.RECRUITER)


@pytest.fixture
def left_to_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave every foresight to a worker who does not come by himself, two plans at a time."""
    monkeypatch.setattr(jobs, "FORESEEN_AT_ONCE", 0)
    monkeypatch.setattr(jobs, "wake", lambda *_args: None)
    monkeypatch.setattr("candidates.plans.impact.CHUNK", 2)


@pytest.fixture
def waiting(alice: Membership, plans: list[Plan], left_to_a_worker: None) -> RulesChange:
    """Return a change of five plans that a worker is to foresee."""
    return propose_version(version=draft(standard(alice), alice, call_after_days=[4, 5]), by=alice, at=NOW)


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object], *, after: int = 1) -> None:
    """Let something happen once the worker has looked at so many chunks."""

    def overtaken(*args: object, **more: object) -> object:
        for number, chunk in enumerate(impacts(*args, **more), start=1):  # type: ignore[arg-type]
            yield chunk
            if number == after:
                happens()

    monkeypatch.setattr("candidates.changes.foresight.impacts", overtaken)


def test_a_change_dropped_while_a_worker_foresees_it_ends_with_a_sentence(
    waiting: RulesChange, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = waiting.job
    assert job is not None
    meanwhile(monkeypatch, lambda: drop_change(change=waiting))
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == BackgroundJob.State.FAILED
    assert "gone" in job.error


def test_a_worker_whom_another_took_for_dead_spoils_nothing_of_the_others(
    waiting: RulesChange, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = waiting.job
    assert job is not None

    def another_comes() -> None:
        BackgroundJob.objects.update(leased_until=Now() - timedelta(seconds=1))
        with monkeypatch.context() as patched:
            patched.setattr("candidates.changes.foresight.impacts", impacts)
            run_job(job.pk)

    meanwhile(monkeypatch, another_comes)
    run_job(job.pk)
    job.refresh_from_db()
    waiting.refresh_from_db()
    assert (job.state, waiting.state) == (BackgroundJob.State.DONE, State.FORESEEN)
    assert waiting.impacts.count() == 5


def test_a_worker_whom_another_took_for_dead_stores_nothing_more(
    waiting: RulesChange, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = waiting.job
    assert job is not None

    def another_begins() -> None:
        BackgroundJob.objects.update(leased_until=Now() - timedelta(seconds=1))
        assert claim(job.pk) is not None
        waiting.impacts.all().delete()

    meanwhile(monkeypatch, another_begins)
    run_job(job.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.impacts.count()) == (State.FORESEEING, 0)


def test_cancelled_it_is_begun_again_by_a_worker_and_not_by_who_waits(waiting: RulesChange, alice: Membership) -> None:
    assert waiting.job is not None
    request_cancel(job=waiting.job, at=NOW)
    waiting.refresh_from_db()
    resumed = resume_change(change=waiting, by=alice)
    assert resumed.state == State.FORESEEING
    assert resumed.job is not None
    run_job(resumed.job.pk)
    resumed.refresh_from_db()
    assert resumed.state == State.FORESEEN
    assert resumed.impacts.count() == 5


def test_foreseen_twice_each_plan_is_told_once(waiting: RulesChange) -> None:
    for _time in range(2):
        foresee(waiting, at=NOW, progress=lambda _looked_at, _total: None)
    assert waiting.impacts.count() == 5


# --- plans that come into its reach later ---


def test_a_plan_that_was_reopened_since_makes_it_stale(alice: Membership, plans: list[Plan]) -> None:
    closed = Happening(EventType.CLOSED, NOW, {"outcome": "withdrawn"})
    record_event(plan=plans[0], happening=closed, author=RECRUITER, now=NOW)
    change = propose_version(version=draft(standard(alice), alice, channel="email"), by=alice, at=NOW)
    last = plans[0].events.get(type=EventType.CLOSED)
    retract_event(event=last, author=RECRUITER, now=LATER)
    with pytest.raises(ChangeStale, match="1 plan was begun, or came under these rules"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)


def test_plans_that_another_changes_undo_gave_back_make_it_stale(
    alice: Membership, harrow: Company, plans: list[Plan]
) -> None:
    theirs = Policy.objects.create(organization=alice.organization, name="Harrow", company=harrow)
    other = propose_version(version=draft(theirs, alice, channel="email"), by=alice, at=NOW)
    other = apply_change(change=other, by=alice, at=NOW, reach=Reach.ALL)
    change = propose_version(version=draft(standard(alice), alice, call_after_days=[4, 5]), by=alice, at=NOW)
    assert change.impacts.count() == 2
    undo_change(change=other, by=alice, at=LATER)
    with pytest.raises(ChangeStale, match="3 plans were begun, or came under these rules"):
        apply_change(change=change, by=alice, at=LATER, reach=Reach.ALL)


# --- a firm whose default does not hold ---


def test_where_no_default_holds_a_policy_reaches_whom_it_is_for_when_it_is(
    alice: Membership, harrow: Company, quill: Company
) -> None:
    ours, _others = interviewed(alice, harrow), interviewed(alice, quill)
    Policy.objects.filter(pk=standard(alice).pk).update(valid_until=date(2026, 11, 1))
    of_ours = {"organization": alice.organization, "company": harrow}
    now = Policy.objects.create(name="Now", **of_ours)
    next_year = Policy.objects.create(name="Next year", valid_from=date(2027, 1, 1), **of_ours)
    assert propose_version(version=draft(now, alice), by=alice, at=NOW).impacts.get().plan == ours
    change = propose_version(version=draft(next_year, alice), by=alice, at=NOW)
    assert (change.state, change.impacts.count()) == (State.FORESEEN, 0)
