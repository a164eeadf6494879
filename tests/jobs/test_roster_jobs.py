"""A roster as a job: the same result as at once, and all of it though workers die on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoCaptureOnCommitCallbacks

from candidates.imports import Outcome, RosterUnreadable, enqueue_roster, import_in_front, result_of, sitting
from candidates.imports.store import store as real_store
from candidates.jobs import services as jobs
from candidates.models import BackgroundJob, Interview
from candidates.tasks import resume_jobs, run_job
from recruiting.models import Company, Membership
from tests.imports.conftest import NOW, owner
from tests.imports.rosters import many, roster, row

__all__ = ["owner"]
State = BackgroundJob.State


def _enqueue(owner: Membership, data: bytes, **options: Any) -> BackgroundJob:
    return enqueue_roster(data, organization=owner.organization, importer=owner, now=NOW, **options)


def _done(job: BackgroundJob) -> BackgroundJob:
    run_job(job.pk)
    job.refresh_from_db()
    return job


def _bring_in_front(owner: Membership, data: bytes) -> None:
    import_in_front(data, organization=owner.organization, importer=owner, now=NOW)


def _bring_by_worker(owner: Membership, data: bytes) -> None:
    run_job(_enqueue(owner, data).pk)


def test_a_job_is_done_as_soon_as_its_row_is_there(
    owner: Membership, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = _enqueue(owner, roster())
    job.refresh_from_db()
    assert job.state == State.DONE
    assert Interview.objects.count() == 1


def test_its_result_is_that_of_bringing_it_in_at_once(owner: Membership) -> None:
    data = roster(row(), row(candidate_email="no"))
    job = _done(_enqueue(owner, data, accept_valid=True))
    result = result_of(job)
    assert result is not None
    assert result.written
    assert result.counts == {Outcome.CREATED: 1, Outcome.INVALID: 1}
    assert result.rows[0].changes[0].text == "new company: Harrow & Pine"
    assert result.problems[0].message.startswith("“no” is no email address")
    assert (job.done, job.total) == (2, 2)


def test_a_dry_run_writes_nothing(owner: Membership) -> None:
    result = result_of(_done(_enqueue(owner, roster(), dry_run=True)))
    assert result is not None
    assert not result.written
    assert not Company.objects.exists()


def test_a_hopeless_file_is_refused_before_there_is_a_job(owner: Membership) -> None:
    with pytest.raises(RosterUnreadable):
        _enqueue(owner, b"")
    assert not BackgroundJob.objects.exists()


def test_an_importer_who_left_the_firm_brings_nothing_in(owner: Membership) -> None:
    job = _enqueue(owner, roster())
    owner.delete()
    assert _done(job).state == State.FAILED
    assert "no member" in job.error


@pytest.mark.parametrize("in_front", [True, False])
def test_a_killed_worker_leaves_whole_chunks_and_the_next_brings_in_the_rest(
    owner: Membership, monkeypatch: pytest.MonkeyPatch, in_front: bool
) -> None:
    """Killed after storing the second chunk, before its transaction ended: one chunk is in, and the journal agrees."""
    monkeypatch.setattr(sitting, "CHUNK", 20)
    monkeypatch.setattr("candidates.imports.jobs.CHUNK", 20)
    stored: list[bool] = []

    def store(*arguments: Any) -> None:
        real_store(*arguments)
        stored.append(True)
        if len(stored) == 2:
            raise KeyboardInterrupt  # like a kill, it passes by every handler of errors

    monkeypatch.setattr(sitting, "store", store)
    bring = _bring_in_front if in_front else _bring_by_worker
    with pytest.raises(KeyboardInterrupt):
        bring(owner, many(50))
    assert Interview.objects.count() == 20
    job = BackgroundJob.objects.get()
    assert job.state == State.RUNNING
    BackgroundJob.objects.update(leased_until=Now() - timedelta(seconds=1))
    jobs.request_cancel(job=job, at=NOW)  # too late: what is begun is brought to its end
    resume_jobs()
    job.refresh_from_db()
    result = result_of(job)
    assert result is not None
    assert result.counts == {Outcome.CREATED: 50}
    assert Interview.objects.count() == 50


def test_what_a_worker_writes_after_its_lease_ran_out_is_undone(
    owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = _enqueue(owner, roster())

    def store(*arguments: Any) -> None:
        real_store(*arguments)
        BackgroundJob.objects.update(leased_until=Now() - timedelta(seconds=1))
        assert jobs.claim(job.pk) is not None

    monkeypatch.setattr(sitting, "store", store)
    assert _done(job).state == State.RUNNING
    assert not Interview.objects.exists()


def test_a_roster_is_cancelled_while_it_is_only_checked(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    job = _enqueue(owner, roster())
    claim = jobs.claim

    def claimed_and_cancelled(job_id: int) -> jobs.Claim | None:
        held = claim(job_id)
        jobs.request_cancel(job=job, at=NOW)
        return held

    monkeypatch.setattr(jobs, "claim", claimed_and_cancelled)
    assert _done(job).state == State.CANCELLED
    assert not Interview.objects.exists()
