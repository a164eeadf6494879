"""The follow-up plan of an interview and its steps: a projection that the events can always rebuild."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.interviews import Interview, Owner
from recruiting import clock
from recruiting.models import CalendarSnapshot, PolicyVersion, User
from recruiting.models.tenancy import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


# No reminder comes earlier than this before its step is due (the longest lead time, and a night)
LOOK_AHEAD = timedelta(days=3)


class PlanQuerySet(TenantQuerySet["Plan"]):
    """Plans, by firm for its members, by user for the portal."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the plans, in any firm, of the candidate that this user is."""
        return self.filter(interview__application__candidate__user=user) if user.is_authenticated else self.none()


class Plan(TenantModel):
    """What follows one interview: where it started (rules, calendar), and what the fold of its events gave."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        EXHAUSTED = "exhausted", _("over to you")
        CLOSED = "closed", _("closed")

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="plan")
    starting_version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    starting_calendar = models.ForeignKey(CalendarSnapshot, on_delete=models.PROTECT, related_name="+")
    starts_without_calls = models.BooleanField(
        default=False,
        help_text="The lead contact accepted no calls when the interview was recorded: channel email",
    )
    created_at = models.DateTimeField(default=clock.now)
    # The projection: written by candidates/plans alone
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="plans", help_text="Followed now")
    calendar = models.ForeignKey(
        CalendarSnapshot, on_delete=models.PROTECT, related_name="plans", help_text="Followed now"
    )
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.ACTIVE)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    revision = models.PositiveIntegerField(
        default=0, help_text="Raised by each write: whoever saw an older one is told so"
    )

    objects = PlanQuerySet.as_manager()  # type: ignore[misc]  # a richer manager than its base's

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(condition=Q(status="closed") ^ Q(outcome=""), name="plan_outcome_when_closed")
        ]
        indexes = [
            models.Index(fields=["organization", "id"], condition=Q(status="exhausted"), name="today_exhausted_plans"),
            models.Index(fields=["version"], condition=~Q(status="closed"), name="policy_impact_open_plans"),
        ]

    def __str__(self) -> str:
        return str(self.interview)


class StepQuerySet(TenantQuerySet["Step"]):
    """Steps, by firm for its members, by user for the portal."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the steps, in any firm, of the candidate that this user is."""
        return self.filter(plan__interview__application__candidate__user=user) if user.is_authenticated else self.none()


class Step(TenantModel):
    """One thing to do, or done: a row of the projection, deleted and made again at will."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        EMAIL = "email", _("email")
        CALL = "call", _("call")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=20, help_text="ask_timeframe, thank_you, follow_up:1 …")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    status = models.CharField(_("status"), max_length=9, choices=Status.choices)
    owner = models.CharField(_("whose"), max_length=9, choices=Owner.choices)
    due = models.DateTimeField(_("due"))
    earliest = models.DateTimeField(_("from"), null=True)
    latest = models.DateTimeField(_("until"), null=True)
    done_at = models.DateTimeField(_("done"), null=True)
    reason = models.CharField(max_length=30, blank=True)
    provisional = models.BooleanField(default=False)
    remind_at = models.DateTimeField(
        null=True, help_text="When to look whether a reminder is due: a cache, computed anew before acting"
    )
    why = models.JSONField(help_text="cadence facts: rule, anchor, days passed over, what was moved")

    objects = StepQuerySet.as_manager()  # type: ignore[misc]  # a richer manager than its base's

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="step_key_once_per_plan"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status="open", key__startswith="follow_up"),
                name="step_one_open_follow_up",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "due", "id"], condition=Q(status="open"), name="today_open_steps"),
            models.Index(
                fields=["organization", "due", "id"],
                condition=Q(status="open", key="thank_you"),
                name="today_open_thank_yous",
            ),
            models.Index(fields=["organization", "due", "id"], name="schedule_export_by_due"),
            models.Index(fields=["remind_at"], condition=Q(remind_at__isnull=False), name="tick_finds_steps"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.due:%Y-%m-%d %H:%M}"
