"""The records of the candidate's side."""

from candidates.models.events import Actor, Event, EventNote, EventType
from candidates.models.interviews import Debrief, Interview, Owner
from candidates.models.jobs import BackgroundJob
from candidates.models.people import Application, Candidate, Qualification, Stage
from candidates.models.plans import Plan, Step

__all__ = [
    "Actor",
    "Application",
    "BackgroundJob",
    "Candidate",
    "Debrief",
    "Event",
    "EventNote",
    "EventType",
    "Interview",
    "Owner",
    "Plan",
    "Qualification",
    "Stage",
    "Step",
]
