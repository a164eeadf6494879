"""Long work as rows: put one in the queue, claim it under a lease, say how far it is, end it, take up what was dropped.

The row is the truth; a message to Celery only wakes a worker. A claim is one conditional update whose row count is the
lock. Leases are measured by the database's clock, the one that all workers share.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from candidates.jobs.quiet import without_query_log
from candidates.models import BackgroundJob
from candidates.workers import RUN_JOB, wake, wake_after_commit
from recruiting.models import Membership

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
MOST_CLAIMS = 5
OPEN = (BackgroundJob.State.WAITING, BackgroundJob.State.RUNNING)


class Cancelled(Exception):
    """Somebody asked that the job end."""


class ClaimLost(Exception):
    """The lease ran out and another worker took the job over: this one must stop and write no more."""


class Failed(Exception):
    """The job cannot be done; the text is one sentence for the person who asked for it."""


def enqueue(*, kind: str, by: Membership, parameters: Mapping[str, Any], source: bytes, at: datetime) -> BackgroundJob:
    """Put work in the queue and, once the row is there to be seen, wake a worker."""
    job = put(kind=kind, by=by, parameters=parameters, source=source, at=at)
    wake_after_commit(RUN_JOB, job.pk)
    return job


def put(*, kind: str, by: Membership, parameters: Mapping[str, Any], source: bytes, at: datetime) -> BackgroundJob:
    """Put work in the queue and wake nobody: for who does it himself, with a worker to take over if he dies."""
    return BackgroundJob.objects.create(
        organization=by.organization,
        kind=kind,
        parameters=dict(parameters),
        source=source,
        created_by=by.user,
        created_at=at,
    )


def wake_dropped() -> list[int]:
    """Wake a worker for every job that waits, or whose worker has not been heard of for a lease; return their ids."""
    dropped = BackgroundJob.objects.filter(_claimable()).order_by("created_at").values_list("pk", flat=True)
    ids = list(dropped)
    for job_id in ids:
        wake(RUN_JOB, job_id)
    return ids


def request_cancel(*, job: BackgroundJob, at: datetime) -> None:
    """End a job that waits at once, one that runs at its next report; what is written by then stays."""
    waiting = BackgroundJob.objects.filter(pk=job.pk, state=BackgroundJob.State.WAITING)
    if not waiting.update(state=BackgroundJob.State.CANCELLED, finished_at=at):
        BackgroundJob.objects.filter(pk=job.pk, state=BackgroundJob.State.RUNNING).update(cancel_requested=True)


@dataclass(frozen=True)
class Claim:
    """The right to work on a job, as long as its lease is renewed."""

    job: BackgroundJob
    token: UUID

    def count(self) -> None:
        """Count how often the job was begun."""
        self.job.parameters = {**self.job.parameters, "claims": self.claims + 1}
        self._update(parameters=self.job.parameters)

    @property
    def claims(self) -> int:
        """Return how often the job was begun, this time included."""
        return int(self.job.parameters.get("claims", 0))

    def report(self, done: int, total: int, *, stoppable: bool = True) -> None:
        """Say how far the job is and renew the lease. Raises ClaimLost, or Cancelled where the work can still stop.

        Where it comes further than any worker before it, their deaths are forgiven.
        """
        further = (
            {"parameters": {**self.job.parameters, "claims": 1}} if done > self.job.done and self.claims > 1 else {}
        )
        self._update(done=done, total=total, leased_until=Now() + LEASE, **further)
        self.job.parameters = further.get("parameters", self.job.parameters)
        if stoppable and BackgroundJob.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise Cancelled

    def note(self, result: Mapping[str, Any]) -> None:
        """Store what is done so far, in one transaction with the work, so that the two agree. Raises ClaimLost."""
        self._update(result=dict(result))

    def finish(self, state: str, *, at: datetime, result: Mapping[str, Any] | None = None, error: str = "") -> None:
        """End the job. Raises ClaimLost."""
        self._update(
            state=state,
            finished_at=at,
            error=error,
            leased_until=None,
            claim_token=None,
            **({} if result is None else {"result": dict(result)}),
        )

    def _update(self, **columns: Any) -> None:
        held = BackgroundJob.objects.filter(pk=self.job.pk, claim_token=self.token, state=BackgroundJob.State.RUNNING)
        if not held.update(**columns):
            raise ClaimLost


def claim(job_id: int) -> Claim | None:
    """Take a job that waits or was dropped; None if it is over, or another worker has it."""
    token = uuid4()
    taken = BackgroundJob.objects.filter(_claimable(), pk=job_id).update(
        state=BackgroundJob.State.RUNNING,
        claim_token=token,
        leased_until=Now() + LEASE,
    )
    if not taken:
        return None
    held = Claim(BackgroundJob.objects.defer("source").get(pk=job_id), token)
    held.count()
    return held


def _claimable() -> Q:
    return Q(state__in=OPEN) & (Q(leased_until=None) | Q(leased_until__lt=Now()))


@without_query_log()
def run(job_id: int, work: Mapping[str, Callable[[Claim], Mapping[str, Any]]], now: Callable[[], datetime]) -> None:
    """Do a job by the work of its kind, which returns the result; whatever happens, the row says how it ended."""
    held = claim(job_id)
    if held is None:
        return
    try:
        _run(held, work[held.job.kind], now)
    except ClaimLost:
        log.warning("job %s went on elsewhere", job_id)


def _run(held: Claim, work: Callable[[Claim], Mapping[str, Any]], now: Callable[[], datetime]) -> None:
    state = BackgroundJob.State
    if held.claims > MOST_CLAIMS:
        error = _("It was begun %(times)s times and its worker died each time.") % {"times": MOST_CLAIMS}
        held.finish(state.FAILED, at=now(), error=error)
        return
    try:
        result = work(held)
    except Cancelled:
        held.finish(state.CANCELLED, at=now())
    except Failed as failed:
        held.finish(state.FAILED, at=now(), error=str(failed))
    except ClaimLost:
        raise
    except Exception:
        log.exception("job %s failed", held.job.pk)
        held.finish(state.FAILED, at=now(), error=_("Something went wrong on our side; it is in the log."))
    else:
        held.finish(state.DONE, at=now(), result=result)
