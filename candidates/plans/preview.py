"""Plans for the asking: the engine's answer for any policy, interview and events. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates.models import EventType, Plan
from candidates.plans.inputs import Happening, Rulebook, engine_events, fold, happening_of
from recruiting import cadence
from recruiting.companies.services import calendar_of
from recruiting.models import Company, Contact, Policy, PolicyVersion
from recruiting.policies import selectors

Form = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """By whose clock a made-up interview is planned, and whether its contact accepts calls."""

    calendar: cadence.Calendar
    accepts_calls: bool = True


def preview(
    *, policy: cadence.Policy, place: Place, ended_at: datetime, events: Sequence[cadence.Event]
) -> cadence.Plan:
    """Return the plan of an interview that need not exist, facts included. Raises cadence.Refused."""
    rules = policy if place.accepts_calls else replace(policy, channel=cadence.Channel.EMAIL)
    return cadence.plan(rules, place.calendar, cadence.Interview(ended_at), events, explain=True)


def preview_interview(
    *, plan: Plan, policy: cadence.Policy | None = None, events: Sequence[cadence.Event] | None = None
) -> cadence.Plan:
    """Return what an interview's plan would be under another policy, or after other events. Raises cadence.Refused.

    By its own where none are given; rules that changed on the way give way to a policy or to events that are given.
    """
    own = [happening_of(event) for event in plan.events.filter(retracted_at=None).order_by("at", "number")]
    known = Known(own, Rulebook.for_plans([plan], own))
    if policy is None and events is None:
        return fold(plan, plan.interview.ended_at, own, known.rulebook)
    return preview_known(plan=plan, known=known, policy=policy, events=events)


@dataclass(frozen=True)
class Known:
    """What has happened in a plan, and the rules and calendars that it names: loaded for one or for several."""

    happenings: Sequence[Happening]
    rulebook: Rulebook

    def kept(self) -> list[cadence.Event]:
        """Return the events that stay whatever the policy. Raises cadence.Refused."""
        kept = [happening for happening in self.happenings if happening.type != EventType.RULES_CHANGED]
        return engine_events(kept, self.rulebook)


def preview_known(
    *, plan: Plan, known: Known, policy: cadence.Policy | None, events: Sequence[cadence.Event] | None
) -> cadence.Plan:
    """The same, at the cost of no query, of a plan loaded with its interview and lead. Raises cadence.Refused."""
    return preview(
        policy=policy or known.rulebook.policy(plan.version_id, without_calls=False),
        place=Place(known.rulebook.calendar(plan.calendar_id), plan.interview.lead.accepts_calls),
        ended_at=plan.interview.ended_at,
        events=known.kept() if events is None else events,
    )


def policy_of(version: PolicyVersion) -> cadence.Policy:
    """Return a stored version's rules."""
    return Rulebook({version.pk: version}, {}).policy(version.pk, without_calls=False)


def published_version(policy: Policy) -> PolicyVersion:
    """Return the version of a policy that holds now; raise ValidationError if none is published."""
    version = selectors.published_version(policy)
    if version is None:
        message = _("No version of “%(name)s” is published.") % {"name": policy.name}
        raise ValidationError({"policy": message}, code="not_published")
    return version


def policy_from(rules: Form) -> cadence.Policy:
    """Read rules as JSON. Raises cadence.Refused, saying that they were in there."""
    try:
        return cadence.Policy.from_json(rules)
    except cadence.Refused as refused:
        raise refused.within("policy.rules") from refused


def place_from(form: Form) -> Place:
    """Read a calendar as JSON. Raises cadence.Refused, saying that it was in there."""
    try:
        return Place(cadence.Calendar.from_json(form))
    except cadence.Refused as refused:
        raise refused.within("interview.calendar") from refused


def place_of(company: Company, contact: Contact | None, *, ended_at: datetime) -> Place:
    """Return a company's clock, or that of a contact who has their own."""
    zone = contact.time_zone if contact and contact.time_zone else company.time_zone
    calendar = calendar_of(company, contact, year=ended_at.astimezone(ZoneInfo(zone)).year)
    return Place(calendar, contact is None or contact.accepts_calls)
