"""Interviews of the cast's candidate to show beside one another, with long names and a whole debrief."""

from __future__ import annotations

from datetime import datetime, timedelta

from candidates.interviews.debriefing import write_debrief
from candidates.interviews.debriefs import Said, Signature, new_id
from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Actor, EventType, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from recruiting.models import Company, User
from tests.browser.conftest import LONG
from tests.cast import NOW, Cast
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory, JobFactory, QualificationFactory

JOB = "Principal Reliability Engineering Manager for Northern Depots"


def candidate_of(cast: Cast) -> User:
    """Return our candidate's user."""
    assert cast.ours.candidate.user is not None
    return cast.ours.candidate.user


def interview(cast: Cast, *, ended_at: datetime) -> Plan:
    """Return the plan of an interview of our candidate's at a new company."""
    name = f"Berg-Zieliński & Featherstonehaugh Holdings {Company.objects.count()}"
    where = CompanyFactory.create(organization=cast.ours.organization, name=name)
    job = JobFactory.create(company=where, title=JOB)
    application = ApplicationFactory.create(recruiter=cast.bob, candidate=cast.ours.candidate, job=job)
    new = NewInterview(application=application, ended_at=ended_at, lead=ContactFactory(company=where, name=LONG))
    return record_interview(new=new, author=Author(Actor.RECRUITER, cast.bob.user), now=NOW)


def record(cast: Cast, plan: Plan, kind: EventType, **fields: str) -> Plan:
    """Let the recruiter record something."""
    plan.refresh_from_db()
    return record_event(
        plan=plan, happening=Happening(kind, NOW, fields), author=Author(Actor.RECRUITER, cast.bob.user), now=NOW
    )


def to_write(cast: Cast) -> Plan:
    """Return a plan whose thank-you is to be written."""
    return interview(cast, ended_at=NOW - timedelta(hours=2))


def to_call(cast: Cast) -> Plan:
    """Return a plan whose call is next."""
    return record(cast, interview(cast, ended_at=NOW - timedelta(hours=20)), EventType.THANK_YOU_SENT)


def to_ask(cast: Cast) -> Plan:
    """Return the plan of an interview that has not ended."""
    return interview(cast, ended_at=NOW + timedelta(hours=3))


def over(cast: Cast) -> Plan:
    """Return a plan that is over."""
    return record(cast, to_call(cast), EventType.REPLY_RECEIVED, answer="hired")


def full_debrief(cast: Cast, plan: Plan) -> None:
    """Write down much of an interview, and what the candidate can claim."""
    topic = "moving every depot between Inverness and Penzance to one database without a day of standstill"
    for number in range(4):
        QualificationFactory.create(
            candidate=cast.ours.candidate,
            claim=f"moved {number + 2}0 depots with {LONG} to one database",
            evidence="without a day of standstill, within the budget, and half a year before it was promised",
        )
    said = {
        "topics": [{"topic": topic, "help": f"I did this with {LONG} for forty depots"}] * 4,
        "challenges": [{"challenge": "half of the drivers leave", "enthusiasm": "I like people", "expertise": "20 %"}],
        "strengths": [{"strength": "they answer at once", "mine": "I explain", "goal": "the best service"}],
    }
    entries = {name: [Said(new_id(), entry, "") for entry in rows] for name, rows in said.items()}
    signature = Signature(Actor.CANDIDATE, NOW, candidate_of(cast).pk, "page")
    write_debrief(interview=plan.interview, said=entries, signature=signature)
