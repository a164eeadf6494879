"""Amara, in London, invited when her interview ended, Mon 30 Nov 2026 at 15:00; her call is on Thu 3 Dec at 10:00."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, Application, Candidate, EventType, OutgoingMail, Plan, Reminder, Step
from candidates.outbox.claims import begin, claim
from candidates.people.services import invite_candidate
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from candidates.reminders.compose import compose
from candidates.reminders.materialise import materialise
from recruiting.models import Contact, Job, Membership
from tests.kept import kept
from tests.plans.conftest import ENDED, alice, application, plan

__all__ = ["ENDED", "alice", "application", "plan"]

WRITTEN = ENDED + timedelta(hours=2)
CALL = datetime(2026, 12, 3, 10, tzinfo=UTC)
UNTIL = datetime(2026, 12, 3, 16, 30, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
BEFORE, DUE, OVERDUE = Reminder.Kind.BEFORE, Reminder.Kind.DUE, Reminder.Kind.OVERDUE
RECRUITER = Author(Actor.RECRUITER)


@kept(at=ENDED)
def amara(plan: Plan, alice: Membership) -> Candidate:
    """Return the plan's candidate, invited; no letter waits."""
    candidate = plan.interview.application.candidate
    Candidate.objects.filter(pk=candidate.pk).update(time_zone="Europe/London")
    candidate.refresh_from_db()
    invite_candidate(candidate=candidate, by=alice, at=ENDED)
    OutgoingMail.objects.all().delete()
    return candidate


@kept(at=ENDED)
def call(amara: Candidate, plan: Plan) -> Step:
    """Return the open call: the thank-you is sent, so that its date is settled."""
    record(plan, EventType.THANK_YOU_SENT, at=WRITTEN, author=Author(Actor.CANDIDATE, amara.user))
    step = step_of(plan, "follow_up:1")
    assert (step.due, step.latest) == (CALL, UNTIL)
    return step


def record(plan: Plan, what: str, *, at: datetime, author: Author = RECRUITER, **fields: Any) -> Plan:
    """Record that something happened, at that moment."""
    return record_event(plan=plan, happening=Happening(what, at, fields), author=author, now=at)


def step_of(plan: Plan, key: str) -> Step:
    """Return a step of a plan as it is stored now."""
    return Step.objects.get(plan=plan, key=key)


def tick(at: datetime) -> None:
    """Make the reminders that are due, and put them into words, as a tick does."""
    while materialise(at=at):
        pass
    while compose(at=at):
        pass


def kinds(**about: Any) -> list[str]:
    """Return the kinds of the reminders that were made and stand, in the order in which they go."""
    found = Reminder.objects.filter(cancelled_at=None, **about)
    return list(found.order_by("send_at", "pk").values_list("kind", flat=True))


def states(**about: Any) -> dict[str, str]:
    """Return how the letter of each kind stands."""
    return dict(OutgoingMail.objects.filter(**about).values_list("kind", "state"))


def try_to_send(at: datetime) -> list[OutgoingMail]:
    """Take up what is due, as a worker does; return what it would hand to the mail server."""
    taken = claim(most=100, at=at)
    return [mail for pk in taken.ids if (mail := begin(pk, taken.token, at=at)) is not None]


def another(application: Application, name: str, *, ended_at: datetime = ENDED) -> Plan:
    """Return the plan of another candidate of the same recruiter, invited, who met somebody at the same company."""
    candidate = Candidate.objects.create(
        organization=application.organization,
        name=name,
        email=f"{name.lower().replace(' ', '.')}@example.org",
        time_zone="Europe/London",
    )
    invite_candidate(candidate=candidate, by=application.recruiter, at=ended_at)
    return interviewed(candidate, application, ended_at=ended_at)


def interviewed(candidate: Candidate, like: Application, *, ended_at: datetime = ENDED) -> Plan:
    """Return the plan of an interview for another job at the same company, the thank-you sent."""
    company = like.job.company
    count = company.contacts.count()
    lead = Contact.objects.create(
        organization=like.organization, company=company, name=f"Contact {count}", phone="+442079460018"
    )
    job = Job.objects.create(
        organization=like.organization, company=company, title=f"Job {count}", role_family="engineering"
    )
    application = Application.objects.create(
        organization=like.organization, candidate=candidate, job=job, recruiter=like.recruiter
    )
    new = NewInterview(application=application, ended_at=ended_at, lead=lead)
    plan = record_interview(new=new, author=RECRUITER, now=ended_at)
    record(plan, EventType.THANK_YOU_SENT, at=ended_at + timedelta(hours=2))
    Reminder.objects.filter(plan=plan).delete()
    OutgoingMail.objects.filter(kind=OutgoingMail.Kind.INVITATION).delete()
    return plan
