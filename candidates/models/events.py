"""What happened after an interview: an append-only log, corrected by retraction alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.plans import Plan
from recruiting import clock
from recruiting.models import User
from recruiting.models.tenancy import TenantModel


class Actor(models.TextChoices):
    """In which part somebody recorded an event."""

    CANDIDATE = "candidate", _("candidate")
    RECRUITER = "recruiter", _("recruiter")
    SYSTEM = "system", _("Followthrough")


class EventType(models.TextChoices):
    """The kinds of event that the engine knows (recruiting/cadence)."""

    TIMEFRAME_GIVEN = "timeframe_given", _("they named a date")
    TIMEFRAME_NOT_GIVEN = "timeframe_not_given", _("asked, no date named")
    THANK_YOU_SENT = "thank_you_sent", _("thank-you sent")
    EMAIL_SENT = "email_sent", _("check-in email sent")
    REPLY_RECEIVED = "reply_received", _("they replied")
    OUT_OF_OFFICE = "out_of_office", _("out of office")
    CALL_MADE = "call_made", _("called")
    RESCHEDULED = "rescheduled", _("follow-up moved")
    RULES_CHANGED = "rules_changed", _("rules changed")
    LEVELLED = "levelled", _("levelled")
    CLOSED = "closed", _("closed")


class Event(TenantModel):
    """Something that happened, by whom. The database refuses any change but a retraction."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField(help_text="Unique within the plan, in the order of recording")
    type = models.CharField(_("what"), max_length=20, choices=EventType.choices)
    at = models.DateTimeField(_("when"))
    payload = models.JSONField(default=dict, help_text="The event's other fields (codes, dates, ids; never free text)")
    actor = models.CharField(_("by"), max_length=9, choices=Actor.choices)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now)
    retracted_at = models.DateTimeField(_("retracted"), null=True)
    retracted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="event_number_once_per_plan"),
            models.CheckConstraint(condition=Q(type__in=EventType.values), name="event_type_known"),
            models.CheckConstraint(condition=Q(actor__in=Actor.values), name="event_actor_known"),
        ]
        indexes = [models.Index(fields=["organization", "-recorded_at"], name="event_log_newest")]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.at:%Y-%m-%d %H:%M}"


class EventNote(TenantModel):
    """Free text about an event, apart from it so that it can be erased."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(_("note"), max_length=10_000)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text[:60]
