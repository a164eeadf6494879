"""The long part of a change as background jobs, each of which goes on where a dead one stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candidates.changes.foresight import foresee
from candidates.changes.writing import CHUNK, Writer
from candidates.jobs.quiet import collecting_by_hand
from candidates.jobs.services import OPEN, Claim, Failed, put, run
from candidates.models import BackgroundJob, PlanImpact, RulesChange
from candidates.workers import RUN_JOB, wake
from recruiting import clock
from recruiting.models import Membership

Kind, State = BackgroundJob.Kind, RulesChange.State
FORESEEN_AT_ONCE = 2000  # plans; more than so many are left to a worker
WRITTEN_AT_ONCE = 200


def is_working(change: RulesChange) -> bool:
    """Say whether a worker has the change, or is to have it."""
    return change.job is not None and change.job.state in OPEN


def add_job(change: RulesChange, kind: str, by: Membership) -> None:
    """Put the long part of a change in the queue, in the caller's transaction; `work` is for after it."""
    change.job = put(kind=kind, by=by, parameters={"change": change.pk}, source=b"", at=clock.now())
    change.save(update_fields=["job"])


def work(change: RulesChange, plans: int) -> None:
    """Do the job of a change at once if it is small, else wake a worker."""
    assert change.job is not None
    at_once = FORESEEN_AT_ONCE if change.job.kind == Kind.RULES_FORESEE else WRITTEN_AT_ONCE
    if plans > at_once:
        wake(RUN_JOB, change.job.pk)
    else:
        run(change.job.pk, WORK, clock.now)
    change.refresh_from_db()


def run_foresee(held: Claim) -> Mapping[str, Any]:
    """Work out what a change would do."""

    def progress(looked_at: int, total: int) -> None:
        _change(held, State.FORESEEING)
        held.report(looked_at, total)

    change = _change(held, State.FORESEEING)
    foresee(change, at=clock.now(), progress=progress)
    return {"plans": change.impacts.count()}


def run_apply(held: Claim) -> Mapping[str, Any]:
    """Put the chosen plans on the new rules."""
    return _write(held, State.APPLYING, State.APPLIED, PlanImpact.State.PENDING, Writer.apply)


def run_undo(held: Claim) -> Mapping[str, Any]:
    """Put the plans back on the old ones."""
    return _write(held, State.UNDOING, State.UNDONE, PlanImpact.State.APPLIED, Writer.undo)


def _write(
    held: Claim, doing: str, done: str, todo: str, write: Callable[[Writer, Sequence[PlanImpact]], None]
) -> Mapping[str, Any]:
    """Write the plans a chunk at a time; what is written and how far it is stand in one transaction."""
    impacts = PlanImpact.objects.filter(change=_change(held, doing), chosen=True)
    if doing == State.UNDOING:  # those that were never put on the new rules are none of it
        impacts = impacts.filter(state__in=[PlanImpact.State.APPLIED, PlanImpact.State.UNDONE])
    total, left = impacts.count(), impacts.filter(state=todo)
    written = total - left.count()
    with collecting_by_hand() as collect:
        while True:
            with transaction.atomic():
                writer = Writer(_change(held, doing), held.job.created_by, clock.now())
                chunk = list(left.order_by("plan")[:CHUNK])
                if not chunk:
                    RulesChange.objects.filter(pk=writer.change.pk).update(state=done)
                    return {"plans": written}
                write(writer, chunk)
                written += len(chunk)
                held.report(written, total)
            collect()


def _change(held: Claim, doing: str) -> RulesChange:
    """Return the change of a job, locked by who is in a transaction. Raises Failed where it is past that."""
    changes = RulesChange.objects.filter(pk=held.job.parameters["change"], state=doing)
    if transaction.get_connection().in_atomic_block:
        changes = changes.select_for_update(of=("self",), no_key=True)
    change = changes.first()
    if change is None:
        raise Failed(_("The change is gone, or somebody has taken it further."))
    return change


WORK = {
    Kind.RULES_FORESEE.value: run_foresee,
    Kind.RULES_APPLY.value: run_apply,
    Kind.RULES_UNDO.value: run_undo,
}
