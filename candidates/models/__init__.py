"""The records of the candidate's side."""

from candidates.models.calendars import CalendarEntry, CalendarFeed
from candidates.models.changes import PlanImpact, RulesChange
from candidates.models.events import Actor, Event, EventNote, EventType
from candidates.models.interviews import Debrief, Interview, Owner
from candidates.models.jobs import BackgroundJob
from candidates.models.letters import Letter, LetterComment, LetterVersion
from candidates.models.mail import (
    MailHold,
    MailStream,
    OutgoingMail,
    Pulse,
    SendingAttempt,
    Suppression,
)
from candidates.models.people import Application, Candidate, Qualification, Stage
from candidates.models.plans import LOOK_AHEAD, Plan, Step
from candidates.models.reminders import DigestSchedule, MailPreferences, Reminder
from candidates.models.reports import ReportExport, SavedReport

__all__ = [
    "LOOK_AHEAD",
    "Actor",
    "Application",
    "BackgroundJob",
    "CalendarEntry",
    "CalendarFeed",
    "Candidate",
    "Debrief",
    "DigestSchedule",
    "Event",
    "EventNote",
    "EventType",
    "Interview",
    "Letter",
    "LetterComment",
    "LetterVersion",
    "MailHold",
    "MailPreferences",
    "MailStream",
    "OutgoingMail",
    "Owner",
    "Plan",
    "PlanImpact",
    "Pulse",
    "Qualification",
    "Reminder",
    "ReportExport",
    "RulesChange",
    "SavedReport",
    "SendingAttempt",
    "Stage",
    "Step",
    "Suppression",
]
