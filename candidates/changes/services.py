"""Writes of changes: propose one, apply it to plans, go on, undo it, drop it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from candidates.changes import jobs
from candidates.changes.conditions import refuse_stale, refuse_undo
from candidates.changes.errors import ChangeRefused
from candidates.changes.reach import reach_of
from candidates.changes.writing import CHUNK
from candidates.models import BackgroundJob, PlanImpact, RulesChange
from recruiting.companies.changes import columns_of, concerns_calendar, put_back
from recruiting.models import Company, Contact, Membership, PolicyVersion
from recruiting.policies.selectors import published_version
from recruiting.policies.services import bring_back, publish

Kind, State, Reach, Job = RulesChange.Kind, RulesChange.State, RulesChange.Reach, BackgroundJob.Kind


def propose_version(*, version: PolicyVersion, by: Membership, at: datetime) -> RulesChange:
    """Work out what a draft would do once published; a published version, to the plans that follow an older one."""
    of_it = {"kind": Kind.POLICY, "version": version}
    return _propose(of_it, {}, {"rules": version.rules}, by, at, publishes=version.state == PolicyVersion.State.DRAFT)


def propose_edit(
    *, edited: Company | Contact, before: Mapping[str, Any], by: Membership, at: datetime
) -> RulesChange | None:
    """Work out what an edit that is stored already would do to plans, which keep the calendar they have until then.

    None where it touches no plan, nor changes when anybody can be reached. Edits that were not applied are one.
    """
    of_it = _of(edited)
    waiting = _waiting(of_it)
    known = (waiting and waiting.before) or before  # a look at how things stand (propose_company) knows no before
    after = columns_of(edited)
    if not concerns_calendar(known, after):
        if waiting and waiting.before:
            drop_change(change=waiting)
        return None
    change = _propose(of_it, known, after, by, at)
    if change.state == State.FORESEEN and not change.impacts.exists():
        change.delete()
        return None
    return change


def propose_company(*, company: Company, by: Membership, at: datetime) -> RulesChange:
    """Work out what a company's calendar and people, as they stand, would do to plans that were made with others.

    An edit that waits for it is taken up, so that its undo leads back to before that edit.
    """
    of_it = _of(company)
    waiting = _waiting(of_it)
    return _propose(of_it, waiting.before if waiting else {}, columns_of(company), by, at)


def propose_holidays(*, by: Membership, at: datetime) -> RulesChange:
    """Work out what the public holidays as known today would do to plans that were made with older ones."""
    return _propose({"kind": Kind.HOLIDAYS, "organization": by.organization}, {}, {}, by, at)


def foresee_again(*, change: RulesChange, by: Membership, at: datetime) -> RulesChange:
    """Work a change out anew, as things stand now; raise ChangeRefused for one that was applied."""
    if change.applied_at is not None:
        raise ChangeRefused([_("The change has been applied already.")])
    if change.version is not None:
        return propose_version(version=change.version, by=by, at=at)
    edited = change.company or change.contact
    if edited is None:
        return propose_holidays(by=by, at=at)
    return _propose(_of(edited), change.before, columns_of(edited), by, at)


def apply_change(
    *, change: RulesChange, by: Membership, at: datetime, reach: str, chosen: QuerySet[PlanImpact] | None = None
) -> RulesChange:
    """Put plans on the new rules, and publish the draft that it is about; a large number of plans is left to a job.

    `chosen`: which, where the reach says so. Raises ChangeStale if what was foreseen does not hold any more,
    ChangeRefused if it cannot be done at all.
    """
    with transaction.atomic():
        locked = _lock(change)
        if locked.state != State.FORESEEN:
            raise ChangeRefused([_("The change is being worked out, or has been applied already.")])
        refuse_stale(locked, at=at, plans_too=reach != Reach.NEW)
        if locked.publishes:
            _publish(locked, by, at)
        plans = _choose(locked, reach, chosen)
        locked.state, locked.reach = State.APPLYING if plans else State.APPLIED, reach
        locked.applied_at, locked.applied_by = at, by.user
        locked.save()
        if plans:
            jobs.add_job(locked, Job.RULES_APPLY, by)
    if plans:
        jobs.work(locked, plans)
    return locked


def undo_change(*, change: RulesChange, by: Membership, at: datetime) -> RulesChange:
    """Put plans back on the rules they followed, and the version or the columns back; of a half-applied change too.

    Raises ChangeRefused while it is being written, and where a later change stands on it.
    """
    with transaction.atomic():
        locked = _lock(change)
        if locked.state not in {State.APPLYING, State.APPLIED} or jobs.is_working(locked):
            raise ChangeRefused([_("The change is being written, or is not applied.")])
        refuse_undo(locked)
        _put_rules_back(locked)
        plans = locked.impacts.filter(state=PlanImpact.State.APPLIED).count()
        locked.state = State.UNDOING if plans else State.UNDONE
        locked.undone_at, locked.undone_by = at, by.user
        locked.save()
        if plans:
            jobs.add_job(locked, Job.RULES_UNDO, by)
    if plans:
        jobs.work(locked, plans)
    return locked


def resume_change(*, change: RulesChange, by: Membership) -> RulesChange:
    """Go on with a change whose job was cancelled or failed. Raises ChangeRefused if there is nothing to go on with."""
    kinds = {
        State.FORESEEING: Job.RULES_FORESEE,
        State.APPLYING: Job.RULES_APPLY,
        State.UNDOING: Job.RULES_UNDO,
    }
    with transaction.atomic():
        locked = _lock(change)
        kind = kinds.get(State(locked.state))
        if kind is None or jobs.is_working(locked):
            raise ChangeRefused([_("There is nothing to go on with.")])
        jobs.add_job(locked, kind, by)
    plans = reach_of(locked).plans if kind == Job.RULES_FORESEE else locked.impacts
    jobs.work(locked, plans.count())
    return locked


@transaction.atomic
def drop_change(*, change: RulesChange) -> None:
    """Forget a change that was not applied: a draft stays a draft, an edit stands for new interviews alone."""
    locked = _lock(change)
    if locked.applied_at is not None:
        raise ChangeRefused([_("The change has been applied already.")])
    locked.delete()


def _propose(
    of_it: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: Membership,
    at: datetime,
    **columns: Any,
) -> RulesChange:
    with transaction.atomic():
        waiting = _waiting(of_it)
        if waiting is not None:  # its job, if it still runs, finds it gone
            _lock(waiting).delete()
        change = RulesChange.objects.create(
            **{"organization": by.organization, **of_it, **columns},
            before=dict(before),
            after=dict(after),
            created_by=by.user,
            created_at=at,
        )
        jobs.add_job(change, Job.RULES_FORESEE, by)
    jobs.work(change, reach_of(change).plans.count())
    return change


def _of(edited: Company | Contact) -> dict[str, Any]:
    if isinstance(edited, Company):
        return {"kind": Kind.COMPANY, "company": edited}
    return {"kind": Kind.CONTACT, "contact": edited}


def _waiting(of_it: Mapping[str, Any]) -> RulesChange | None:
    """Return the change of the same thing that was not applied yet; there is one at most."""
    return RulesChange.objects.filter(**of_it, applied_at=None).first()


def _lock(change: RulesChange) -> RulesChange:
    rows = RulesChange.objects.select_for_update(of=("self",))
    related = rows.select_related("version__policy", "company", "contact__company", "job", "organization")
    try:
        return related.get(pk=change.pk)
    except RulesChange.DoesNotExist:
        raise ChangeRefused([_("The change is gone: somebody worked it out anew, or dropped it.")]) from None


def _publish(change: RulesChange, by: Membership, at: datetime) -> None:
    assert change.version is not None
    change.replaced = published_version(change.version.policy)
    try:
        publish(version=change.version, by=by.user, at=at)
    except ValidationError as error:
        raise ChangeRefused(error.messages) from error


def _choose(change: RulesChange, reach: str, chosen: QuerySet[PlanImpact] | None) -> int:
    """Mark the plans that the change is applied to; return how many."""
    wanted = change.impacts.none() if reach == Reach.NEW else change.impacts.all() if reach == Reach.ALL else chosen
    assert wanted is not None
    ids = list(wanted.filter(change=change).values_list("pk", flat=True))
    if reach == Reach.CHOSEN and not ids:
        raise ChangeRefused([_("Choose at least one plan.")])
    if reach != Reach.ALL:
        change.impacts.update(chosen=False)
        for start in range(0, len(ids), CHUNK):
            change.impacts.filter(pk__in=ids[start : start + CHUNK]).update(chosen=True)
    return len(ids)


def _put_rules_back(change: RulesChange) -> None:
    """Bring the version back that held, or the columns. Raises ChangeRefused if somebody changed them since."""
    if change.publishes:
        assert change.version is not None
        try:
            bring_back(version=change.replaced, in_place_of=change.version)
        except ValidationError as error:
            raise ChangeRefused(error.messages) from error
    edited = change.company or change.contact
    if edited is not None:
        if concerns_calendar(change.after, columns_of(edited)):
            raise ChangeRefused([_("%(name)s has been edited since: undo that first.") % {"name": edited}])
        if change.before:
            put_back(edited, change.before)
