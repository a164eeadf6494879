"""Tells the stories: finds whom and when each can have happened to, then records it through the services, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from candidates.demo.debriefs import TALKS
from candidates.demo.founding import Founded
from candidates.demo.life import DoesNotFit, Life
from candidates.demo.states import Story
from candidates.demo.writing import note, thank, write
from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Application, Candidate, EventType, Interview, Letter, Owner, Plan
from candidates.people.registration import put_forward
from candidates.plans.inputs import Happening, Rulebook
from candidates.plans.services import Author, record_event, retract_event
from candidates.plans.start import PlanStarter
from recruiting import cadence
from recruiting.cadence.business_days import business_days
from recruiting.cadence.moments import day_of_date
from recruiting.models import Contact, Job

ENDS = (time(10), time(11, 30), time(12, 15), time(14), time(15, 30), time(16, 15))
FARTHEST_AHEAD = 12  # days
BRIEFLY = timedelta(minutes=3)
ARRANGED_BEFORE = timedelta(days=1)


@dataclass(frozen=True)
class Found:
    """Where and when a story fits: the job, the person met, and the interview's life."""

    job: Job
    lead: Contact
    life: Life


@dataclass
class Teller:
    """Tells stories of one firm as of `now`; the same `rng` tells the same."""

    firm: Founded
    now: datetime
    rng: Random
    applied: dict[tuple[Candidate, Job], Application] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starter = PlanStarter(self.firm.organization)

    def tell(self, story: Story) -> Plan | None:
        """Record one story; None if on this day it fits nowhere."""
        for key, job in self._jobs(story):
            candidate = self._candidate(job, star=story.star)
            for lead in self._leads(key) if candidate else ():
                life = self._life(story, job, lead, self.now)
                if life and candidate:
                    return self._record(story, candidate, Found(job, lead, life))
        return None

    def application(self, candidate: Candidate, job: Job) -> Application:
        """Return the candidate's application for a job, made now if need be."""
        if (candidate, job) not in self.applied:
            self.applied[candidate, job] = put_forward(
                candidate=candidate,
                job=job,
                recruiter=self.firm.recruiters[len(self.applied) % len(self.firm.recruiters)],
                represented_at=self.now - timedelta(days=110),
            )
        return self.applied[candidate, job]

    def unsaved_application(self, job: Job) -> Application:
        """Return an application for a job to try rules with."""
        return Application(organization=self.firm.organization, job=job)

    def put_the_rest_forward(self) -> None:
        """Give each candidate without an interview an application: somebody to begin with."""
        for family, candidate in self.firm.candidates:
            if all(candidate != applicant for applicant, _job in self.applied):
                job = next(job for _key, job in self.firm.jobs if job.role_family == family)
                self.application(candidate, job)

    def _jobs(self, story: Story) -> list[tuple[str, Job]]:
        fitting = [
            (key, job)
            for key, job in self.firm.jobs
            if not story.where or key in story.where or job.role_family in story.where
        ]
        self.rng.shuffle(fitting)
        busy = Counter(job for _candidate, job in self.applied)
        return sorted(fitting, key=lambda pair: busy[pair[1]])

    def _candidate(self, job: Job, *, star: bool) -> Candidate | None:
        busy = Counter(candidate for candidate, _job in self.applied)
        free = [
            candidate
            for family, candidate in self.firm.candidates
            if family == job.role_family and (candidate, job) not in self.applied and (candidate.user_id or not star)
        ]
        return min(free, key=lambda candidate: busy[candidate], default=None)

    def _leads(self, key: str) -> list[Contact]:
        leads = [contact for contact in self.firm.contacts[key] if contact.title != "Front desk"]
        self.rng.shuffle(leads)
        return leads

    def _life(self, story: Story, job: Job, lead: Contact, now: datetime, *, round_number: int = 1) -> Life | None:
        """Return the most recent life that this story can have had by `now`."""
        interview = Interview(application=self.unsaved_application(job), lead=lead, round=round_number, ended_at=now)
        version, calendar = self.starter.rules_for(interview)
        rulebook = Rulebook({version.pk: version}, {})
        policy = rulebook.policy(version.pk, without_calls=not lead.accepts_calls)
        lives = (Life(policy, calendar, ended_at, now) for ended_at in self._ends(story, calendar, now))
        return next((life for life in lives if _lived(story, life)), None)

    def _ends(self, story: Story, calendar: cadence.Calendar, now: datetime) -> Iterator[datetime]:
        """Yield moments at which the interview may have ended, those nearest to now first."""
        zone, workdays = ZoneInfo(calendar.time_zone), business_days(calendar)
        today = now.astimezone(zone).date()
        for offset in range(1, FARTHEST_AHEAD) if story.ahead else range(0, -story.begun_within, -1):
            day = today + timedelta(days=offset)
            ended_at = datetime.combine(day, self.rng.choice(ENDS), zone)
            if workdays.includes(day_of_date(day)) and (story.ahead or ended_at <= now):
                yield ended_at

    def _record(self, story: Story, candidate: Candidate, found: Found) -> Plan:
        application = self.application(candidate, found.job)
        arranged = min(self.now, found.life.ended_at) - ARRANGED_BEFORE
        if story.before is None:
            return self._tell_round(story, application, found, arranged, 1)
        earlier = self._life(story.before, found.job, found.lead, arranged)
        if earlier:
            first = Found(found.job, found.lead, earlier)
            self._tell_round(story.before, application, first, earlier.ended_at - ARRANGED_BEFORE, 1)
        return self._tell_round(story, application, found, arranged, 2 if earlier else 1)

    def _tell_round(
        self, story: Story, application: Application, found: Found, arranged: datetime, round_number: int
    ) -> Plan:
        author = self._author(story, application)
        new = NewInterview(
            application=application,
            ended_at=found.life.ended_at,
            lead=found.lead,
            round=round_number,
            others=self._others(found.lead, always=story.colleague is not None),
            follow_up_by=Owner.RECRUITER if story.recruiter else Owner.CANDIDATE,
            **self._debrief(story, found.job),
        )
        recorder = Author(Actor.RECRUITER, application.recruiter.user)
        plan = record_interview(new=new, author=recorder, now=arranged)
        if story.colleague:
            note(plan, TALKS[found.job.role_family].whole(self.rng), at=found.life.ended_at + BRIEFLY)
        for each in found.life.past:
            if story.colleague and each.happening.type == EventType.THANK_YOU_SENT:
                plan = self._write(plan, story.colleague, at=each.happening.at)
                continue
            moment = min(each.happening.at + BRIEFLY, self.now)
            plan = record_event(plan=plan, happening=each.happening, author=author, now=moment, note=each.note)
        return self._slip(plan, author, found.life.last_at) if story.slip else plan

    def _write(self, plan: Plan, colleague: Letter.State, *, at: datetime) -> Plan:
        """Let the candidate thank the lead from here, which records it, and write to the other they met."""
        thank(plan, at=at)
        write(plan, plan.interview.others.get(), colleague, at=at)
        plan.refresh_from_db()
        return plan

    def _slip(self, plan: Plan, author: Author, last_at: datetime) -> Plan:
        """Record a rejection that was another candidate's, and take it back."""
        mistaken = Happening(EventType.REPLY_RECEIVED, last_at + BRIEFLY, {"answer": "rejected"})
        plan = record_event(
            plan=plan, happening=mistaken, author=author, now=mistaken.at, note="Wrong candidate, sorry."
        )
        event = plan.events.get(number=plan.events.count())
        return retract_event(event=event, author=author, now=min(mistaken.at + BRIEFLY, self.now))

    def _author(self, story: Story, application: Application) -> Author:
        user = application.candidate.user
        if user is not None and not story.recruiter:
            return Author(Actor.CANDIDATE, user)
        return Author(Actor.RECRUITER, application.recruiter.user)

    def colleagues(self, lead: Contact) -> list[Contact]:
        """Return who else of a company can be met."""
        return list(lead.company.contacts.exclude(pk=lead.pk).exclude(title="Front desk"))

    def _others(self, lead: Contact, *, always: bool) -> list[Contact]:
        colleagues = self.colleagues(lead)
        return self.rng.sample(colleagues, k=1) if colleagues and (always or self.rng.random() < 0.3) else []

    def _debrief(self, story: Story, job: Job) -> dict[str, Any]:
        return {} if story.ahead or story.colleague else TALKS[job.role_family].debrief(self.rng)


def _lived(story: Story, life: Life) -> bool:
    """Let the story happen; say whether it could, and ended in its state."""
    try:
        for beat in story.beats:
            beat(life)
        return story.fits(life.plan(), life.now)
    except (DoesNotFit, cadence.Refused):
        return False
