"""Calendar feeds: who has one, under which secret, and how often each of its events has changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.people import Candidate
from candidates.models.plans import Plan, Step
from recruiting import clock
from recruiting.models import Membership
from recruiting.models.tenancy import TenantModel


class CalendarFeed(TenantModel):
    """The right to read one person's steps by a secret address; only the secret's hash is stored."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, null=True, related_name="calendar_feed")
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, null=True, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=clock.now, editable=False)
    last_read_at = models.DateTimeField(
        _("last read"), null=True, editable=False, help_text="Stored once an hour at most"
    )

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.CheckConstraint(
                condition=Q(candidate=None, membership__isnull=False) | Q(candidate__isnull=False, membership=None),
                name="calendar_feed_one_holder",
            )
        ]

    def __str__(self) -> str:
        return str(self.candidate or self.membership)


class CalendarEntry(TenantModel):
    """What was last published of one step, in whosever calendar: calendar programs ask how often that has changed.

    It refers to the step by its key, for steps are made anew whenever their plan is, and it holds what is needed to
    publish that a step is gone.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="calendar_entries")
    step_key = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=Step.Kind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cancelled = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, help_text="Of all that the event says")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [models.UniqueConstraint(fields=["plan", "step_key"], name="calendar_entry_once_per_step")]

    def __str__(self) -> str:
        return f"{self.step_key} {self.starts_at:%Y-%m-%d %H:%M}, {self.sequence}"
