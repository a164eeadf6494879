"""A reminder to wait for: on the first run one letter comes into the mail folder within a minute."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from candidates.demo.debriefs import TALKS
from candidates.demo.founding import Founded
from candidates.demo.telling import Teller
from candidates.demo.writing import note, write
from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Candidate, Interview, Letter, MailPreferences, Plan
from candidates.plans.services import Author
from candidates.plans.start import Start
from recruiting.models import Job

SOON = timedelta(seconds=20)
HALF_AN_HOUR = timedelta(minutes=30)
MIDNIGHT = time(0)
OFFICE_HOURS = range(9, 19)


def remind_soon(firm: Founded, teller: Teller, *, now: datetime) -> Plan | None:
    """Let the demonstration's candidate have had an interview of which a thank-you is to be written in two hours.

    Whatever the hour, somewhere it is a fitting one; so that the letter goes now, the candidate has no quiet hours.
    """
    candidate = next(candidate for _family, candidate in firm.candidates if candidate.user)
    assert candidate.user
    preferences, _made = MailPreferences.objects.get_or_create(
        user=candidate.user, defaults={"quiet_from": MIDNIGHT, "quiet_until": MIDNIGHT}
    )
    due = now + SOON + timedelta(minutes=preferences.lead_minutes)
    found = min(_interviews(firm, teller, candidate, due), key=_unlikeliness, default=None)
    if found is None:
        return None
    return _record(teller, candidate, found, now=now)


def _record(teller: Teller, candidate: Candidate, found: Interview, *, now: datetime) -> Plan:
    """Store the interview with two people: much was noted, and the letter to the second waits to be approved."""
    job = found.application.job
    new = NewInterview(
        application=teller.application(candidate, job),
        ended_at=found.ended_at,
        lead=found.lead,
        others=teller.colleagues(found.lead)[:1],
    )
    at = min(now, found.ended_at)
    plan = record_interview(new=new, author=Author(Actor.RECRUITER, new.application.recruiter.user), now=at)
    note(plan, TALKS[job.role_family].whole(teller.rng), at=at + HALF_AN_HOUR)
    for colleague in new.others:
        write(plan, colleague, Letter.State.ASKED, at=at + 2 * HALF_AN_HOUR)
    return plan


def _interviews(firm: Founded, teller: Teller, candidate: Candidate, due: datetime) -> list[Interview]:
    """Return the interviews, not saved, that the candidate can have had and whose thank-you is due then."""
    free = [(key, job) for key, job in firm.jobs if (candidate, job) not in teller.applied]
    drafts = [_draft(firm, teller, key, job, due) for key, job in free]
    return [interview for interview in drafts if interview is not None]


def _draft(firm: Founded, teller: Teller, key: str, job: Job, due: datetime) -> Interview | None:
    lead = firm.contacts[key][0]
    application = teller.unsaved_application(job)
    interview = Interview(application=application, lead=lead, round=1, ended_at=due - timedelta(hours=24))
    version, _calendar = teller.starter.rules_for(interview)
    interview.ended_at = due - timedelta(hours=version.rules["thank_you_within_hours"])
    projection = teller.starter.draft(Start(interview), at=interview.ended_at)
    thank_you = next(step for step in projection.steps if step.key == "thank_you")
    return interview if thank_you.due == due else None


def _unlikeliness(interview: Interview) -> tuple[int, bool]:
    """Return how far from office hours an interview ended where it was, and whether it was for work unlike theirs."""
    job = interview.application.job
    hour = interview.ended_at.astimezone(ZoneInfo(job.company.time_zone)).hour
    return min(abs(hour - usual) for usual in OFFICE_HOURS), job.role_family != "sales"
