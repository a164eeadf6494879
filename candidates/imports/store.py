"""Stores what was judged: in bulk what is new, one by one what changes, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from candidates.imports.debriefs import lists_of
from candidates.imports.history import record_insertions
from candidates.imports.judge import Verdict
from candidates.interviews.debriefing import save_debrief
from candidates.interviews.services import close_for_next_round
from candidates.models import Debrief, Interview
from candidates.plans.amend import Amending
from candidates.plans.start import store as store_plans
from recruiting.companies.services import SnapshotStore

BATCH = 2000


def store(verdicts: Sequence[Verdict], amending: Amending, snapshots: SnapshotStore) -> None:
    """Store the rows of one chunk. Raises PlanChanged or IntegrityError if somebody was faster."""
    created = [verdict for verdict in verdicts if verdict.created is not None]
    _store_new(created, amending, snapshots)
    for verdict in verdicts:
        _store_changes(verdict, amending)


def _store_new(created: Sequence[Verdict], amending: Amending, snapshots: SnapshotStore) -> None:
    interviews = [verdict.created for verdict in created if verdict.created is not None]
    applications = [interview.application for interview in interviews]
    for records in (
        [application.job.company for application in applications],
        [application.job for application in applications],
        [interview.lead for interview in interviews],
        [application.candidate for application in applications],
        applications,
        interviews,
        [_debrief(verdict, interview, amending) for verdict, interview in zip(created, interviews, strict=True)],
    ):
        _insert(records, amending)
    drafts = []
    for verdict in created:
        assert verdict.drafting is not None
        projection = verdict.drafting.projection
        assert projection is not None
        plan = projection.plan
        plan.starting_calendar = plan.calendar = snapshots.stored(plan.calendar)
        drafts.append((projection, verdict.drafting.happenings))
    store_plans(drafts, amending.author, at=amending.at)


def _insert(records: Iterable[Any], amending: Amending) -> None:
    """Insert those of the records that are new, each once, with their history, which bulk writes pass by."""
    new = list({id(record): record for record in records if record.pk is None}.values())
    if new:
        type(new[0]).objects.bulk_create(new, batch_size=BATCH)
        record_insertions(new, by=amending.author.user, at=amending.at)


def _debrief(verdict: Verdict, interview: Interview, amending: Amending) -> Debrief:
    return Debrief(
        organization_id=interview.organization_id,
        interview=interview,
        updated_at=amending.at,
        updated_by=amending.author.user,
        **lists_of(verdict.row),
    )


def _store_changes(verdict: Verdict, amending: Amending) -> None:
    if verdict.stored is not None:
        _insert([verdict.stored.lead], amending)
    for update in verdict.updates:
        _save(update.record, update.fields)
    for plan in verdict.closes:
        close_for_next_round(plan, author=amending.author, now=amending.at)
    if verdict.stored is not None and verdict.debrief:
        by = amending.author.user
        assert by
        save_debrief(interview=verdict.stored, facts=dict(verdict.debrief), by=by, at=amending.at)
    if verdict.stored is not None and verdict.drafting and verdict.drafting.amendment:
        amending.store(verdict.drafting.amendment)


def _save(record: Model, fields: Sequence[str]) -> None:
    for name in fields:  # a related record may have been stored a moment ago: take its key
        setattr(record, name, getattr(record, name))
    record.save(update_fields=fields)
