"""What is known of an interview, as the coach reads it: rows become facts here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from candidates.coaching.facts import Challenge, Facts, Person, Qualification, Strength, Timeframe, Topic
from candidates.coaching.words import language_of
from candidates.interviews.debriefing import ordered_qualifications
from candidates.models import Application, Candidate, Debrief, Event, EventType, Interview, Plan
from candidates.plans.timeline import company_zone

GERMAN_SPEAKING = {"DE", "AT", "LI"}
# Not an answer, and not a question left open: one asked and was told that no date can be named
ASKED = (EventType.TIMEFRAME_GIVEN, EventType.TIMEFRAME_NOT_GIVEN, EventType.CALL_MADE, EventType.REPLY_RECEIVED)
# What facts are read from beside the debrief, by its way from a plan: where that is loaded, they ask nothing more
ROWS = ("events", "interview__others", "interview__application__candidate__qualifications")


def facts_of(plan: Plan, *, language: str) -> Facts:
    """Return the facts of a plan's interview, in the language in which the company is written to.

    Reads the debrief, the qualifications, the other interviewers and the events: a number of queries that does not
    depend on how much there is, and none where they are loaded.
    """
    interview = plan.interview
    application = interview.application
    candidate, company = application.candidate, application.job.company
    debrief = getattr(interview, "debrief", None) or Debrief()
    return Facts(
        candidate=candidate.name,
        phone=candidate.phone.as_international if candidate.phone else "",
        job=application.job.title,
        company=company.name,
        interview=interview.ended_at.astimezone(ZoneInfo(company_zone(plan))).date(),
        interviewers=tuple(Person(each.name, each.title) for each in people_of(interview)),
        topics=_said(Topic, debrief.topics),
        challenges=_said(Challenge, debrief.challenges),
        strengths=_said(Strength, debrief.strengths),
        qualifications=_qualifications(candidate, debrief),
        timeframe=timeframe_of(plan.events.all()),
        tone=str(plan.version.rules.get("approach", "measured")),
        language=language,
    )


def facts_to_judge_by(plan: Plan, *, language: str) -> Facts:
    """Return the facts with the candidate's other companies in this firm: what a review needs beside a draft's."""
    others = _other_companies(plan.interview.application)
    return replace(facts_of(plan, language=language), other_companies=others)


def language_for(plan: Plan) -> str:
    """Return the language to write in: that of what was noted, for it stands in the letter; else the company's."""
    noted = language_of(facts_of(plan, language="en").texts)
    country = plan.interview.application.job.company.country
    return noted or ("de" if country in GERMAN_SPEAKING else "en")


def people_of(interview: Interview) -> list[Any]:
    """Return who was met, the lead first."""
    return [interview.lead, *interview.others.all()]


def timeframe_of(events: Sequence[Event] | Any) -> Timeframe:
    """Return what was last said of when they decide, by whatever way one learned it."""
    latest = Timeframe()
    for event in sorted(events, key=lambda each: (each.at, each.number)):
        if event.retracted_at is None and event.type in ASKED:
            latest = _timeframe(event, latest)
    return latest


def _timeframe(event: Event, before: Timeframe) -> Timeframe:
    day = _day(event.payload)
    if day is not None:
        return Timeframe(day, _time(event.payload), str(event.payload.get("may_call") or ""))
    return Timeframe(None, None, "not_asked") if event.type == EventType.TIMEFRAME_NOT_GIVEN else before


def _day(payload: Mapping[str, Any]) -> date | None:
    written = payload.get("date") or payload.get("promised_date")
    return date.fromisoformat(written) if written else None


def _time(payload: Mapping[str, Any]) -> time | None:
    written = payload.get("time")
    return datetime.strptime(written[:5], "%H:%M").time() if written else None  # noqa: DTZ007  # a time of day alone


def _said(kind: type[Any], entries: Sequence[Mapping[str, str]]) -> tuple[Any, ...]:
    known = set(kind.__dataclass_fields__)
    return tuple(kind(**{key: text for key, text in entry.items() if key in known}) for entry in entries)


def _qualifications(candidate: Candidate, debrief: Debrief) -> tuple[Qualification, ...]:
    """Return what matters most for this job, in the order chosen; all where nothing was chosen."""
    chosen = ordered_qualifications(candidate.qualifications.all(), debrief)
    return tuple(Qualification(each.claim, each.evidence) for each in chosen)


def _other_companies(application: Application) -> tuple[str, ...]:
    """Return the companies of the candidate's other applications: to name one of them is the worst slip."""
    others = Application.objects.filter(candidate=application.candidate_id).exclude(pk=application.pk)
    names = others.values_list("job__company__name", flat=True).distinct().order_by("job__company__name")
    return tuple(name for name in names if name != application.job.company.name)
