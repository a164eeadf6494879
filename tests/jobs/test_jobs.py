"""Long work: one worker at a time, a killed one's work taken up, everything said in the row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from candidates.jobs import services as jobs
from candidates.models import BackgroundJob
from recruiting.accounts.services import create_firm
from recruiting.models import Membership
from tests.kept import kept

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KIND = BackgroundJob.Kind.ROSTER_IMPORT
State = BackgroundJob.State


@kept(at=NOW)
def job() -> BackgroundJob:
    firm = create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=NOW)
    owner = Membership.objects.get(organization=firm)
    return jobs.put(kind=KIND, by=owner, parameters={}, source=b"", at=NOW)


def _expire(job: BackgroundJob) -> None:
    BackgroundJob.objects.filter(pk=job.pk).update(leased_until=Now() - timedelta(seconds=1))


def _run(job: BackgroundJob, work: Any) -> BackgroundJob:
    jobs.run(job.pk, {KIND: work}, lambda: NOW)
    job.refresh_from_db()
    return job


def test_a_job_is_claimed_once(job: BackgroundJob) -> None:
    assert jobs.claim(job.pk) is not None
    assert jobs.claim(job.pk) is None


def test_a_job_whose_lease_ran_out_is_claimed_again(job: BackgroundJob) -> None:
    jobs.claim(job.pk)
    _expire(job)
    assert jobs.claim(job.pk) is not None


def test_a_report_renews_the_lease_and_says_how_far_it_is(job: BackgroundJob) -> None:
    held = jobs.claim(job.pk)
    assert held is not None
    _expire(job)
    held.report(3, 10)
    job.refresh_from_db()
    assert (job.done, job.total) == (3, 10)
    assert jobs.claim(job.pk) is None


def test_who_lost_the_claim_may_write_no_more(job: BackgroundJob) -> None:
    slow = jobs.claim(job.pk)
    assert slow is not None
    _expire(job)
    jobs.claim(job.pk)
    with pytest.raises(jobs.ClaimLost):
        slow.report(1, 2)
    with pytest.raises(jobs.ClaimLost):
        slow.note({})
    with pytest.raises(jobs.ClaimLost):
        slow.finish(State.DONE, at=NOW)


def test_a_job_done_says_so_and_is_not_done_again(job: BackgroundJob) -> None:
    def work(held: jobs.Claim) -> Mapping[str, Any]:
        return {"begun": held.claims}

    assert _run(job, work).state == State.DONE
    assert (job.result, job.finished_at, job.leased_until) == ({"begun": 1}, NOW, None)
    assert _run(job, work).result == {"begun": 1}


def test_a_job_that_waits_is_cancelled_at_once(job: BackgroundJob) -> None:
    jobs.request_cancel(job=job, at=NOW)
    job.refresh_from_db()
    assert (job.state, job.finished_at) == (State.CANCELLED, NOW)
    assert jobs.claim(job.pk) is None


def test_a_job_that_runs_is_cancelled_at_its_next_report(job: BackgroundJob) -> None:
    def work(held: jobs.Claim) -> Mapping[str, Any]:
        jobs.request_cancel(job=held.job, at=NOW)
        held.report(1, 3, stoppable=False)
        held.report(2, 3)
        raise AssertionError("it went on")

    assert _run(job, work).state == State.CANCELLED
    assert job.done == 2


@pytest.mark.parametrize(
    ("error", "said"), [(jobs.Failed("The file is no text."), "no text"), (KeyError("x"), "in the log")]
)
def test_what_goes_wrong_is_said_in_the_row(job: BackgroundJob, error: Exception, said: str) -> None:
    def work(held: jobs.Claim) -> Mapping[str, Any]:
        raise error

    assert _run(job, work).state == State.FAILED
    assert said in job.error


def test_a_job_that_kills_every_worker_is_given_up(job: BackgroundJob) -> None:
    for _time in range(jobs.MOST_CLAIMS):
        assert jobs.claim(job.pk) is not None
        _expire(job)
    assert _run(job, lambda _held: {}).state == State.FAILED
    assert "5 times" in job.error


def test_the_beat_wakes_what_waits_and_what_was_dropped(job: BackgroundJob, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[int] = []
    monkeypatch.setattr(jobs, "wake", lambda _task, job_id: woken.append(job_id))
    assert jobs.wake_dropped() == [job.pk]
    jobs.claim(job.pk)
    assert jobs.wake_dropped() == []
    _expire(job)
    assert jobs.wake_dropped() == [job.pk]
    assert woken == [job.pk, job.pk]
