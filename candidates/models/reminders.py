"""Reminders: what ought to be said about a step, to whom, when; and how each person wants to be reminded."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.plans import Plan
from recruiting import clock
from recruiting.models import Membership, User
from recruiting.models.tenancy import TenantModel

LEADS = (15, 30, 60, 120, 240, 720, 1440, 2880)  # minutes
LEAD_CHOICES = [
    (15, _("15 minutes")),
    (30, _("half an hour")),
    (60, _("an hour")),
    (120, _("2 hours")),
    (240, _("4 hours")),
    (720, _("12 hours")),
    (1440, _("a day")),
    (2880, _("2 days")),
]


class Reminder(TenantModel):
    """An intent: that this person be told this about this step as it was due then. Told once, however often planned.

    It refers to the step by its key, for steps are made anew whenever their plan is. A step that moves has another due
    moment, and so another reminder; one that moves away and back finds its own again.
    """

    class Kind(models.TextChoices):
        BEFORE = "before", _("soon")
        DUE = "due", _("now")
        OVERDUE = "overdue", _("overdue")
        CHANGED = "changed", _("another date")
        EXHAUSTED = "exhausted", _("over to the recruiter")

    class Channel(models.TextChoices):
        EMAIL = "email", _("email")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reminders")
    step_key = models.CharField(max_length=20)
    kind = models.CharField(_("what"), max_length=9, choices=Kind.choices)
    channel = models.CharField(_("by"), max_length=5, choices=Channel.choices, default=Channel.EMAIL)
    recipient = models.EmailField(_("to"), max_length=254)
    due = models.DateTimeField(_("due"), help_text="The step's due moment that this is about")
    was_due = models.DateTimeField(null=True, help_text="Of a change: the moment that the person knew before")
    send_at = models.DateTimeField(_("to be sent"))
    useful_until = models.DateTimeField(_("useful until"))
    created_at = models.DateTimeField(default=clock.now)
    composed_at = models.DateTimeField(null=True, help_text="When it was put into words and queued")
    cancelled_at = models.DateTimeField(null=True, help_text="When its step moved or was done before it was sent")

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "step_key", "kind", "channel", "recipient", "due"], name="reminder_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["send_at"],
                condition=Q(composed_at=None, cancelled_at=None),
                name="tick_composes_reminders",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.step_key} {self.due:%Y-%m-%d %H:%M}"


class MailPreferences(models.Model):
    """How a person wants to be written to; the same in every firm. Who has none gets the defaults."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="mail_preferences")
    lead_minutes = models.PositiveSmallIntegerField(
        _("remind me before"), choices=LEAD_CHOICES, default=120, help_text=_("How long before a call or an email.")
    )
    quiet_from = models.TimeField(_("quiet from"), default=time(21), help_text=_("Nothing is sent from here on…"))
    quiet_until = models.TimeField(_("quiet until"), default=time(8), help_text=_("… until here, on your clock."))
    digest_at = models.TimeField(
        _("my day, at"), default=time(7, 30), help_text=_("When a member's morning letter goes.")
    )
    digest_at_weekends = models.BooleanField(_("my day at weekends too"), default=False)

    class Meta:
        verbose_name = _("mail preferences")
        verbose_name_plural = _("mail preferences")
        constraints = [
            models.CheckConstraint(condition=Q(lead_minutes__in=LEADS), name="mail_preferences_lead_known"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class DigestSchedule(TenantModel):
    """When to look next whether a member's morning has come: a cache, computed anew before acting."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="digest_schedule")
    next_at = models.DateTimeField()
    sent_until = models.DateTimeField(null=True, help_text="Up to when the last one reported")

    class Meta:
        verbose_name = _("digest schedule")
        verbose_name_plural = _("digest schedules")
        indexes = [models.Index(fields=["next_at"], name="tick_finds_digests")]

    def __str__(self) -> str:
        return f"{self.membership} {self.next_at:%Y-%m-%d %H:%M}"
