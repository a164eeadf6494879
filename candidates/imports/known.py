"""What the firm holds already of the things that some rows name; what it does not hold is added unsaved, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Prefetch

from candidates.imports.facts import CandidateFacts, CompanyFacts, ContactFacts, JobFacts, Opening, RosterRow, namesake
from candidates.models import Application, Candidate, Event, Interview, Plan, Stage
from candidates.plans.inputs import Rulebook, happening_of
from candidates.plans.projection import events_of
from recruiting.models import Company, Contact, Job, Membership, Organization


def known_companies(organization: Organization, keys: set[str]) -> dict[str, CompanyFacts]:
    """Return what is stored of the companies of these names."""
    return {
        company.name_key: CompanyFacts(
            company.name_key, company.name, company.time_zone, company.country, company.subdivision
        )
        for company in Company.objects.for_organization(organization).filter(name_key__in=keys)
    }


class Known:
    """A firm's records about some rows, loaded in a handful of queries."""

    def __init__(
        self, organization: Organization, rows: Sequence[RosterRow], importer: Membership, now: datetime
    ) -> None:
        self.organization, self.importer, self.now = organization, importer, now
        self._companies: dict[str, Company] = {}
        self._jobs: dict[tuple[str, str], Job] = {}
        self._contacts: dict[tuple[str, str], list[Contact]] = defaultdict(list)
        self._candidates: dict[str, Candidate] = {}
        self._applications: dict[Opening, Application] = {}
        self._rounds: dict[Opening, dict[int, Interview]] = defaultdict(dict)
        self._load(rows)
        self.rulebook = self._rulebook()

    def _load(self, rows: Sequence[RosterRow]) -> None:
        companies = Company.objects.for_organization(self.organization).filter(
            name_key__in={row.company.key for row in rows if row.company}
        )
        # With their closed days, which the calendar of each plan asks for
        self._companies = {company.name_key: company for company in companies.prefetch_related("days")}
        by_id = {company.pk: company for company in self._companies.values()}
        titles = {row.job.key for row in rows if row.job}
        for job in Job.objects.filter(company__in=by_id, title_key__in=titles):
            job.company = by_id[job.company_id]
            self._jobs[job.company.name_key, job.title_key] = job
        names = {row.contact.key for row in rows if row.contact}
        for contact in Contact.objects.filter(company__in=by_id, name_key__in=names).order_by("pk"):
            contact.company = by_id[contact.company_id]
            self._contacts[contact.company.name_key, contact.name_key].append(contact)
        emails = {row.candidate.email for row in rows if row.candidate}
        candidates = Candidate.objects.for_organization(self.organization).filter(email__in=emails)
        self._candidates = {candidate.email: candidate for candidate in candidates}
        self._load_interviews()

    def _load_interviews(self) -> None:
        jobs = {job.pk: job for job in self._jobs.values()}
        candidates = {candidate.pk: candidate for candidate in self._candidates.values()}
        applications = {}
        for application in Application.objects.filter(candidate__in=candidates, job__in=jobs):
            application.candidate, application.job = candidates[application.candidate_id], jobs[application.job_id]
            applications[application.pk] = application
            self._applications[_opening(application)] = application
        live = Prefetch(
            "plan__events", Event.objects.filter(retracted_at=None).order_by("at", "number"), to_attr="live_events"
        )
        interviews = Interview.objects.filter(application__in=applications).select_related("plan", "debrief", "lead")
        for interview in interviews.prefetch_related(live, "plan__steps"):
            interview.application = applications[interview.application_id]
            interview.plan.interview = interview
            self._rounds[_opening(interview.application)][interview.round] = interview

    def _rulebook(self) -> Rulebook:
        plans = [interview.plan for rounds in self._rounds.values() for interview in rounds.values()]
        return Rulebook.for_plans(plans, [happening_of(event) for plan in plans for event in events_of(plan)])

    def company(self, facts: CompanyFacts) -> Company:
        """Return the company, new if need be."""
        if facts.key not in self._companies:
            self._companies[facts.key] = Company(
                organization=self.organization,
                name=facts.name,
                time_zone=facts.time_zone,
                country=facts.country,
                subdivision=facts.subdivision,
                created_at=self.now,
            )
        return self._companies[facts.key]

    def job(self, facts: JobFacts) -> Job:
        """Return the job, new if need be."""
        place = facts.company.key, facts.key
        if place not in self._jobs:
            self._jobs[place] = Job(
                organization=self.organization,
                company=self.company(facts.company),
                title=facts.title,
                role_family=facts.role_family or "general",
            )
        return self._jobs[place]

    def contact(self, facts: ContactFacts) -> Contact:
        """Return the person, new if need be."""
        people = self._contacts[facts.company.key, facts.key]
        contact = namesake(people, facts.email)
        if contact is None:
            contact = Contact(
                organization=self.organization,
                company=self.company(facts.company),
                name=facts.name,
                title=facts.title,
                email=facts.email,
                phone=facts.phone,
            )
            people.append(contact)
        return contact

    def candidate(self, facts: CandidateFacts, zone: str) -> Candidate:
        """Return the candidate, new if need be; `zone` is theirs unless the file names one."""
        if facts.email not in self._candidates:
            self._candidates[facts.email] = Candidate(
                organization=self.organization,
                name=facts.name,
                email=facts.email,
                phone=facts.phone,
                time_zone=facts.time_zone or zone,
                created_at=self.now,
            )
        return self._candidates[facts.email]

    def stored_zone(self, email: str) -> str:
        """Return the zone of a candidate who is stored already, else nothing."""
        candidate = self._candidates.get(email)
        return candidate.time_zone if candidate and candidate.pk else ""

    def application(self, row: RosterRow) -> Application:
        """Return the application of a row that is whole, new if need be."""
        opening = row.opening
        assert opening is not None
        assert row.candidate is not None
        assert row.job is not None
        if opening not in self._applications:
            self._applications[opening] = Application(
                organization=self.organization,
                candidate=self.candidate(row.candidate, row.job.company.time_zone),
                job=self.job(row.job),
                recruiter=row.recruiter or self.importer,
                stage=Stage.INTERVIEWING,
                created_at=self.now,
            )
        return self._applications[opening]

    def interview(self, row: RosterRow) -> Interview | None:
        """Return the stored interview that a row means."""
        return self._rounds[row.opening].get(row.round) if row.opening else None

    def latest_round(self, opening: Opening) -> int:
        """Return the latest round that is stored, or 0."""
        return max(self._rounds[opening], default=0)

    def open_plans_before(self, opening: Opening, round_number: int) -> Iterable[Plan]:
        """Return the stored plans of earlier rounds that are not closed."""
        for number, interview in sorted(self._rounds[opening].items()):
            if number < round_number and interview.plan.status != Plan.Status.CLOSED:
                yield interview.plan


def live_events_of(interview: Interview) -> list[Event]:
    """Return what has happened after a stored interview, in order."""
    return events_of(interview.plan)


def _opening(application: Application) -> Opening:
    job = application.job
    return application.candidate.email, job.company.name_key, job.title_key
