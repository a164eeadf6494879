"""Every background job, a line each into a service."""

from __future__ import annotations

from celery import shared_task

from candidates.changes.jobs import WORK as CHANGES
from candidates.imports.jobs import run_roster
from candidates.jobs import services as jobs
from candidates.letters import sending as letters
from candidates.models import BackgroundJob
from candidates.outbox import sending
from candidates.reminders import tick as reminders
from candidates.reports import files, rounds
from candidates.reports.jobs import run_report
from candidates.workers import DELIVER, wake
from recruiting import clock

WORK = {
    BackgroundJob.Kind.ROSTER_IMPORT.value: run_roster,
    BackgroundJob.Kind.REPORT.value: run_report,
    **CHANGES,
}


@shared_task
def run_job(job_id: int) -> None:
    """Do one job, unless another worker has it."""
    jobs.run(job_id, WORK, clock.now)


@shared_task
def resume_jobs() -> None:
    """Wake workers for jobs whose message was lost or whose worker died."""
    jobs.wake_dropped()


@shared_task
def make_saved_reports() -> None:
    """Put in hand the saved reports whose moment has come."""
    while rounds.make_round(at=clock.database_now()):
        pass


@shared_task
def clear_reports() -> None:
    """Delete the files of reports that are a day old or nobody's, and end the lines whose making broke off."""
    at = clock.now()
    files.settle(at=at)
    while files.expire(at=at):
        pass
    files.sweep(at=at)


@shared_task
def tick() -> None:
    """Make the reminders that are due, note accepted letters, and wake workers for the mail that waits."""
    letters.note_sent()
    for _each in range(reminders.tick(now=clock.database_now).deliveries):
        wake(DELIVER)


@shared_task
def deliver() -> None:
    """Send what is due, and note the letters of candidates that were accepted."""
    sending.deliver(now=clock.database_now)
    letters.note_sent()
