"""Starts plans, one or ten thousand: rules and calendar as they hold, then the first events, then the rows in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from candidates.models import Event, Interview, Plan, Step
from candidates.plans.errors import EventRefused
from candidates.plans.inputs import Happening, Rulebook, fold, followed_now
from candidates.plans.projection import Projection, project
from candidates.plans.services import Author, event_row
from recruiting import cadence
from recruiting.companies.services import SnapshotStore, calendar_of
from recruiting.models import CalendarSnapshot, Company, CompanyDay, Organization, PolicyVersion
from recruiting.policies.selectors import PolicyRegister, Situation

BATCH = 2000


@dataclass(frozen=True)
class Start:
    """An interview about to get its plan, with what has happened already. The interview need not be saved yet."""

    interview: Interview
    happenings: Sequence[Happening] = ()


def situation_of(interview: Interview) -> Situation:
    """Return what decides which policy holds for an interview; its day is that of the lead's clock."""
    job, lead = interview.application.job, interview.lead
    zone = ZoneInfo(lead.time_zone or job.company.time_zone)
    return Situation(
        company_id=job.company.pk,
        role_family=job.role_family,
        round=interview.round,
        country=lead.country or job.company.country,
        on=interview.ended_at.astimezone(zone).date(),
    )


class PlanStarter:
    """Knows a firm's published policies and calendars, so that each further plan costs no query."""

    def __init__(self, organization: Organization, *, register: PolicyRegister | None = None) -> None:
        self.organization = organization
        self.register = register or PolicyRegister.of(organization)
        self._snapshots = SnapshotStore(organization)
        self._days: dict[int, list[CompanyDay]] = {}

    def rules_for(self, interview: Interview) -> tuple[PolicyVersion, cadence.Calendar]:
        """Return the policy version and the calendar that hold for an interview now. Raises NoDefaultPolicy."""
        company, situation = interview.application.job.company, situation_of(interview)
        calendar = calendar_of(company, interview.lead, year=situation.on.year, days=self._days_of(company))
        return self.register.version_for(situation), calendar

    def draft(self, start: Start, *, at: datetime) -> Projection:
        """Return the plan, not saved, and its projection. Raises EventRefused for an event that the engine refuses."""
        version, calendar = self.rules_for(start.interview)
        return self.draft_with(start, version, self._snapshots.keep(calendar), at=at)

    def draft_with(
        self, start: Start, version: PolicyVersion, snapshot: CalendarSnapshot, *, at: datetime
    ) -> Projection:
        """The same by rules that the caller chose."""
        plan = self._unsaved(start.interview, version, snapshot, at)
        projection = project(plan, self._fold(plan, start, explain=True), followed_now(plan, start.happenings))
        plan.status, plan.outcome = projection.columns["status"], projection.columns["outcome"]
        return projection

    def outline(
        self, start: Start, version: PolicyVersion, snapshot: CalendarSnapshot, *, at: datetime
    ) -> cadence.Plan:
        """Return what the plan would come to, with neither rows nor facts: enough to look at thousands."""
        return self._fold(self._unsaved(start.interview, version, snapshot, at), start, explain=False)

    def _unsaved(self, interview: Interview, version: PolicyVersion, snapshot: CalendarSnapshot, at: datetime) -> Plan:
        return Plan(
            organization=self.organization,
            interview=interview,
            starting_version=version,
            starting_calendar=snapshot,
            starts_without_calls=not interview.lead.accepts_calls,
            version=version,
            calendar=snapshot,
            created_at=at,
            revision=1,
        )

    def _fold(self, plan: Plan, start: Start, *, explain: bool) -> cadence.Plan:
        version, snapshot = plan.starting_version, plan.starting_calendar
        rulebook = Rulebook({version.pk: version}, {snapshot.pk: snapshot})
        try:
            return fold(plan, start.interview.ended_at, start.happenings, rulebook, explain=explain)
        except cadence.Refused as refused:
            raise EventRefused(refused) from refused

    def _days_of(self, company: Company) -> list[CompanyDay]:
        if company.pk is None:
            return []
        if company.pk not in self._days:
            self._days[company.pk] = list(company.days.all())
        return self._days[company.pk]


def store(drafts: Sequence[tuple[Projection, Sequence[Happening]]], author: Author, *, at: datetime) -> None:
    """Store drafted plans, whose interviews are saved by now, with their first events and steps, in bulk."""
    Plan.objects.bulk_create([projection.plan for projection, _happenings in drafts], batch_size=BATCH)
    events = [
        event_row(projection.plan, number, happening, author, at)
        for projection, happenings in drafts
        for number, happening in enumerate(happenings, start=1)
    ]
    Event.objects.bulk_create(events, batch_size=BATCH)
    steps = [step for projection, _happenings in drafts for step in projection.steps]
    Step.objects.bulk_create(steps, batch_size=BATCH)
