"""Which open plans a change is about, and what each of them would follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from candidates.models import Plan, RulesChange
from candidates.plans.impact import Follows, OpenPlan
from candidates.plans.inputs import Followed, engine_calendar
from recruiting import cadence
from recruiting.companies.services import SnapshotStore, calendar_of, with_holidays_as_known_now
from recruiting.models import CalendarSnapshot, Company, Contact, Policy, PolicyVersion
from recruiting.policies.selectors import NoDefaultPolicy, PolicyRegister, Situation

COMPANY = "interview__application__job__company"
LEAD = "interview__lead"


@dataclass(frozen=True)
class Reach:
    """The open plans among which those are that a change is about; `follows` says of each what it would follow."""

    plans: QuerySet[Plan]
    follows: Follows
    versions: Mapping[int, PolicyVersion] = field(default_factory=dict)
    calendars: Mapping[int, CalendarSnapshot] = field(default_factory=dict)


def reach_of(change: RulesChange) -> Reach:
    """Return whom a change is about, as things stand now."""
    plans = Plan.objects.for_organization(change.organization).exclude(status=Plan.Status.CLOSED)
    match change.kind:
        case RulesChange.Kind.POLICY:
            assert change.version is not None
            return _of_version(change.version, plans)
        case RulesChange.Kind.COMPANY:
            assert change.company is not None
            return _of_place(change.company, plans.filter(**{COMPANY: change.company}))
        case RulesChange.Kind.CONTACT:
            assert change.contact is not None
            return _of_place(change.contact.company, plans.filter(**{LEAD: change.contact}))
        case _:
            return _of_holidays(change, plans)


def _of_version(version: PolicyVersion, plans: QuerySet[Plan]) -> Reach:
    """Those that follow another version of the policy, and those for which it is the one once it is published."""
    register = PolicyRegister.of(version.organization).with_published(version)
    its_own = set(version.policy.versions.values_list("pk", flat=True))
    chosen: dict[Situation, bool] = {}

    def holds(plan: OpenPlan) -> bool:
        situation = plan.situation
        if situation not in chosen:
            try:
                chosen[situation] = register.version_for(situation) == version
            except NoDefaultPolicy:  # a default that is retired, or past its dates
                chosen[situation] = False
        return chosen[situation]

    def follows(plan: OpenPlan, followed: Followed) -> Followed | None:
        if followed.version_id == version.pk:
            return None
        return followed._replace(version_id=version.pk) if followed.version_id in its_own or holds(plan) else None

    covered = plans.filter(_scope(version.policy) | Q(version__in=its_own))
    return Reach(covered, follows, versions={version.pk: version})


def _scope(policy: Policy) -> Q:
    """Return which plans a policy may cover, but for its dates and for others that go before it."""
    if not policy.applies_to_something:
        return Q(pk__in=[])
    scope = Q()
    if policy.company_id:
        scope &= Q(**{COMPANY: policy.company_id})
    if policy.role_family:
        scope &= Q(interview__application__job__role_family=policy.role_family)
    if policy.round:
        scope &= Q(interview__round=policy.round)
    if policy.country:
        scope &= Q(**{f"{LEAD}__country": policy.country}) | Q(
            **{f"{LEAD}__country": "", f"{COMPANY}__country": policy.country}
        )
    return scope


def _of_place(company: Company, plans: QuerySet[Plan]) -> Reach:
    """Those of a company whose calendar, or whose lead's calls, are not as the plan has them."""
    days, leads = list(company.days.all()), {contact.pk: contact for contact in company.contacts.all()}
    store = SnapshotStore(company.organization)
    calendars: dict[int, CalendarSnapshot] = {}

    def follows(plan: OpenPlan, followed: Followed) -> Followed | None:
        lead = leads.get(plan.lead_id) or Contact.objects.get(pk=plan.lead_id)  # one of another company
        calendar = calendar_of(company, lead, year=plan.local_day.year, days=days)
        snapshot = _kept(store, calendar, calendars)
        wanted = Followed(followed.version_id, snapshot.pk, not lead.accepts_calls)
        return None if wanted == followed else wanted

    return Reach(plans, follows, calendars=calendars)


def _of_holidays(change: RulesChange, plans: QuerySet[Plan]) -> Reach:
    """Those whose calendar has other public holidays than the `holidays` package knows by now."""
    store = SnapshotStore(change.organization)
    calendars: dict[int, CalendarSnapshot] = {}
    followed_by = CalendarSnapshot.objects.filter(pk__in=plans.values("calendar")).in_bulk()

    def follows(plan: OpenPlan, followed: Followed) -> Followed | None:
        now = engine_calendar(followed_by[followed.calendar_id])
        fresh = with_holidays_as_known_now(now, plan.local_day.year)
        if fresh == now:
            return None
        return followed._replace(calendar_id=_kept(store, fresh, calendars).pk)

    return Reach(plans, follows, calendars=calendars)


def _kept(store: SnapshotStore, calendar: cadence.Calendar, calendars: dict[int, CalendarSnapshot]) -> CalendarSnapshot:
    snapshot = store.keep(calendar)
    calendars[snapshot.pk] = snapshot
    return snapshot
