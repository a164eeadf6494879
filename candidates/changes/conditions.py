"""When a change may not go on: what was foreseen does not hold any more, or another change stands on it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.changes.errors import ChangeRefused, ChangeStale
from candidates.changes.reach import reach_of
from candidates.models import Event, Plan, PlanImpact, RulesChange
from candidates.plans.impact import impacts
from recruiting.companies.changes import columns_of
from recruiting.models import PolicyVersion

HOLDS_FOR = timedelta(hours=1)  # its plans follow the new rules from the moment that it was worked out


def refuse_stale(change: RulesChange, *, at: datetime, plans_too: bool) -> None:
    """Raise ChangeStale if rules, or (with `plans_too`) plans, are not what they were when it was worked out."""
    reasons = [_edited(change)]
    if plans_too:
        reasons += [_old(change, at), _moved(change), _joined(change)]
    found = [reason for reason in reasons if reason]
    if found:
        raise ChangeStale(found)


def refuse_undo(change: RulesChange) -> None:
    """Raise ChangeRefused where a change that was applied later stands on the same plans."""
    on_them = PlanImpact.objects.filter(
        state=PlanImpact.State.APPLIED,
        change__applied_at__gt=change.applied_at,
        plan__in=change.impacts.filter(state=PlanImpact.State.APPLIED).values("plan"),
    )
    later = RulesChange.objects.filter(pk__in=on_them.values("change")).order_by("-applied_at").first()
    if later is not None:
        message = _("“%(change)s” was applied later and stands on the same plans: undo it first.")
        raise ChangeRefused([message % {"change": later}])


def _edited(change: RulesChange) -> str:
    edited = change.company or change.contact
    if edited is not None:
        return "" if columns_of(edited) == change.after else _("%(name)s has been edited since.") % {"name": edited}
    if change.version is None:
        return ""
    state = PolicyVersion.State.DRAFT if change.publishes else PolicyVersion.State.PUBLISHED
    if change.version.state != state:
        return _("The version is %(state)s by now.") % {"state": change.version.get_state_display()}
    return "" if change.version.rules == change.after["rules"] else _("The draft has been edited since.")


def _old(change: RulesChange, at: datetime) -> str:
    assert change.foreseen_at is not None
    return _("It was worked out more than an hour ago.") if at - change.foreseen_at > HOLDS_FOR else ""


def _moved(change: RulesChange) -> str:
    closed = Q(plan__status=Plan.Status.CLOSED)
    moved = change.impacts.filter(~Q(plan__revision=F("revision")) | closed).count()
    said = ngettext("%(count)d of the plans has moved on since.", "%(count)d of the plans have moved on since.", moved)
    return said % {"count": moved} if moved else ""


def _joined(change: RulesChange) -> str:
    """Say how many plans came to be in its reach: begun since, reopened, or put on its rules by another change."""
    assert change.foreseen_at is not None
    reach, since = reach_of(change), change.foreseen_at
    told = Event.objects.filter(organization=change.organization).filter(
        Q(recorded_at__gte=since) | Q(retracted_at__gte=since)
    )
    others = reach.plans.exclude(pk__in=change.impacts.values("plan"))
    joined = others.filter(Q(created_at__gte=since) | Q(pk__in=told.values("plan")))
    found = impacts(joined, reach.follows, at=since, versions=reach.versions, calendars=reach.calendars)
    count = sum(len(chunk) for _looked_at, chunk in found)
    said = ngettext(
        "%(count)d plan was begun, or came under these rules, since.",
        "%(count)d plans were begun, or came under these rules, since.",
        count,
    )
    return said % {"count": count} if count else ""
