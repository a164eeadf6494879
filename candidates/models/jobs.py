"""Long work as a row: what is to be done, how far it is, who holds it, and what it did."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recruiting import clock
from recruiting.models import User
from recruiting.models.tenancy import TenantModel


class BackgroundJob(TenantModel):
    """Work that a Celery worker does: the row is the truth, the message only wakes the worker."""

    class Kind(models.TextChoices):
        ROSTER_IMPORT = "roster_import", _("roster import")
        RULES_FORESEE = "rules_foresee", _("foresight of a change")
        RULES_APPLY = "rules_apply", _("application of a change")
        RULES_UNDO = "rules_undo", _("undoing of a change")
        REPORT = "report", _("report")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)
    parameters = models.JSONField(default=dict)
    source = models.BinaryField(blank=True, default=b"", help_text="The file it works on, if any")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("made"), default=clock.now)
    finished_at = models.DateTimeField(_("finished"), null=True)
    cancel_requested = models.BooleanField(default=False)
    claim_token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        indexes = [
            models.Index(
                fields=["leased_until"],
                condition=Q(state__in=["waiting", "running"]),
                name="worker_claims_open_jobs",
            ),
            models.Index(fields=["organization", "-created_at"], name="background_job_list_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d %H:%M}"
