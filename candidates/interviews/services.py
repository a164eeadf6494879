"""Writes of interviews: record one with its plan, move it, say what was learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from candidates.models import Application, Debrief, Event, EventType, Interview, Owner, Plan, Stage
from candidates.plans.inputs import Happening
from candidates.plans.projection import Projection
from candidates.plans.services import Author, last_event_at, lock, preview, record_event, replan
from candidates.plans.start import PlanStarter, Start, store
from recruiting.models import Contact, User


@dataclass(frozen=True)
class NewInterview:
    """An interview to record: which, when it ends, whom they met, and what is known already."""

    application: Application
    ended_at: datetime
    lead: Contact
    round: int = 1
    others: Sequence[Contact] = ()
    follow_up_by: str = Owner.CANDIDATE
    topics: list[dict[str, str]] = field(default_factory=list)
    challenges: list[dict[str, str]] = field(default_factory=list)
    strengths: list[dict[str, str]] = field(default_factory=list)
    happenings: Sequence[Happening] = ()


def closing_plans(application: Application, *, round_number: int) -> list[Plan]:
    """Return the plans of earlier rounds that recording this round would close: shown before it is done."""
    earlier = Plan.objects.filter(interview__application=application, interview__round__lt=round_number)
    return list(earlier.exclude(status=Plan.Status.CLOSED).select_related("interview"))


@transaction.atomic
def record_interview(*, new: NewInterview, author: Author, now: datetime) -> Plan:
    """Store an interview with its debrief and plan; the plans of earlier rounds close with `next_round`.

    Raises ValidationError beside the field that is wrong, EventRefused for an event that the engine refuses.
    """
    interview = unsaved_interview(new)
    interview.full_clean()
    for plan in closing_plans(new.application, round_number=new.round):
        close_for_next_round(plan, author=author, now=now)
    drafted = PlanStarter(new.application.organization).draft(Start(interview, new.happenings), at=now)
    interview.save()
    interview.others.set(new.others)
    debrief = unsaved_debrief(new, interview, by=author.user, at=now)
    debrief.full_clean()
    debrief.save()
    store([(drafted, new.happenings)], author, at=now)
    if new.application.stage != Stage.INTERVIEWING:
        new.application.stage = Stage.INTERVIEWING
        new.application.save(update_fields=["stage"])
    return drafted.plan


def unsaved_interview(new: NewInterview) -> Interview:
    """Return the row of a new interview, not saved; raise ValidationError if its contacts are of another company."""
    refuse_other_companies(new.application, (new.lead, *new.others))
    return Interview(
        organization=new.application.organization,
        application=new.application,
        round=new.round,
        ended_at=new.ended_at,
        lead=new.lead,
        follow_up_by=new.follow_up_by,
    )


def refuse_other_companies(application: Application, contacts: Sequence[Contact]) -> None:
    """Raise ValidationError if one of them is not of the company where the job is."""
    if any(contact.company_id != application.job.company_id for contact in contacts):
        raise ValidationError({"lead": _("Choose people of the company where the job is.")})


def unsaved_debrief(new: NewInterview, interview: Interview, *, by: User | None, at: datetime) -> Debrief:
    """Return the row of a new interview's debrief, not saved."""
    return Debrief(
        organization=new.application.organization,
        interview=interview,
        topics=new.topics,
        challenges=new.challenges,
        strengths=new.strengths,
        updated_at=at,
        updated_by=by,
    )


def close_for_next_round(plan: Plan, *, author: Author, now: datetime) -> Plan:
    """Close a plan because a later round was recorded; as of its last event, if that lies ahead."""
    last = last_event_at(plan)
    at = max(now, last) if last else now
    closing = Happening(EventType.CLOSED, at, {"outcome": "next_round"})
    return record_event(plan=plan, happening=closing, author=author, now=at)


@transaction.atomic
def move_interview(*, interview: Interview, ended_at: datetime, author: Author, now: datetime) -> Plan:
    """Let an interview end at another moment; its events stay and it is planned again. Raises EventRefused."""
    plan = lock(interview.plan, None)
    interview = Interview.objects.get(pk=interview.pk)
    interview.ended_at = ended_at
    interview.save()
    return replan(plan, author=author, now=now)


def preview_move(*, interview: Interview, ended_at: datetime) -> Projection:
    """Return the plan as it would be if the interview ended then; nothing is stored. Raises EventRefused."""
    plan = Plan.objects.select_related("interview").get(interview=interview)
    plan.interview.ended_at = ended_at
    return preview(plan)


@transaction.atomic
def change_people(*, interview: Interview, lead: Contact, others: Sequence[Contact]) -> Interview:
    """Say whom they met; the dates stay, for the plan keeps the calendar it began with. Raises ValidationError."""
    refuse_other_companies(interview.application, (lead, *others))
    interview.lead = lead
    interview.save()
    interview.others.set(others)
    return interview


@transaction.atomic
def hand_over(*, interview: Interview, to: str, author: Author, now: datetime) -> Plan:
    """Say whose the follow-ups are to do: the candidate's or the recruiter's."""
    interview.follow_up_by = to
    interview.save()
    return replan(interview.plan, author=author, now=now)


def cancel_interview(*, interview: Interview, author: Author, now: datetime) -> Plan:
    """Close the plan of an interview that does not take place."""
    closing = Happening(EventType.CLOSED, now, {"outcome": "interview_cancelled"})
    return record_event(plan=interview.plan, happening=closing, author=author, now=now)


def latest_event(plan: Plan) -> Event | None:
    """Return the event recorded last and not taken back: the one an undo is about."""
    return plan.events.filter(retracted_at=None).order_by("-number").first()
