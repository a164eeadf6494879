"""The words of reminders: what to do, with whom, when on both clocks, why then, what to say, where to report it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation

from candidates.models import Reminder, Step
from candidates.plans.timeline import Reader, StepLine, company_zone
from candidates.reminders import rows
from candidates.reminders.saying import what_to_say
from recruiting.accounts.languages import language_of
from recruiting.accounts.letters import letter
from recruiting.wording import moment_both

Kind = Reminder.Kind


def reminder_letter(reminder: Reminder, *, at: datetime) -> EmailMultiAlternatives:
    """Return the letter of a reminder whose plan is loaded with its steps; raises whatever its template does."""
    if reminder.kind == Kind.EXHAUSTED:
        return _exhausted_letter(reminder)
    language = language_of(reminder.plan.interview.application.candidate.user)
    with translation.override(language):
        facts = _facts(reminder, at)
    name, recruiter = f"reminder_{reminder.kind}", facts["recruiter"].email
    return letter(name, to=reminder.recipient, facts=facts, reply_to=recruiter, language=language)


def _facts(reminder: Reminder, at: datetime) -> dict[str, Any]:
    plan, application = reminder.plan, reminder.plan.interview.application
    candidate, contact = application.candidate, plan.interview.lead
    reader, zone = Reader("candidate", candidate.time_zone), company_zone(plan)
    line = StepLine(_step_of(reminder), reader, at)
    what = rows.what_to_do(line.step)
    return {
        "line": line,
        "what": what,
        "moment": rows.said_moment(line),
        "there": rows.there(line),
        "until": rows.until(line),
        "until_there": rows.until(line, both=False),
        "say_heading": rows.SAY_HEADINGS[what],
        "said": what_to_say(line.step),
        "report_heading": rows.REPORT_HEADINGS[what],
        "report": rows.REPORTS[what],
        "report_link": rows.REPORT_LINKS[what],
        "candidate": candidate,
        "contact": contact,
        "company": application.job.company,
        "job": application.job,
        "firm": reminder.organization,
        "recruiter": application.recruiter.user,
        "was": moment_both(reminder.was_due, zone, reader.zone, now=at) if reminder.was_due else "",
        "page": settings.SITE_ADDRESS + reverse("portal:plan", args=[plan.pk]),
        "preferences": settings.SITE_ADDRESS + reverse("portal:reminders"),
    }


def _step_of(reminder: Reminder) -> Step:
    step = next(step for step in reminder.plan.steps.all() if step.key == reminder.step_key)
    step.plan = reminder.plan
    return step


def _exhausted_letter(reminder: Reminder) -> EmailMultiAlternatives:
    application = reminder.plan.interview.application
    facts = {
        "candidate": application.candidate,
        "company": application.job.company,
        "job": application.job,
        "contact": reminder.plan.interview.lead,
        "firm": reminder.organization,
        "recruiter": application.recruiter.user,
        "page": settings.SITE_ADDRESS + reverse("admin:candidates_interview_change", args=[reminder.plan.interview_id]),
    }
    return letter("plan_exhausted", to=reminder.recipient, facts=facts)
