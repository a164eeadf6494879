"""Reports: those that a member saved, and each file that was made, for whom, with what in it, until when."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from candidates.models.jobs import BackgroundJob
from candidates.models.people import Candidate
from recruiting import clock
from recruiting.models import Membership, User
from recruiting.models.tenancy import TenantModel

FOLDER = "reports"  # in the storage


class Paper(models.TextChoices):
    """Sizes of paper that a PDF is set for."""

    A4 = "a4", _("A4")
    LETTER = "letter", pgettext_lazy("size of paper", "Letter")


def stored_as(export: ReportExport, name: str) -> str:
    """Return where a file is kept: a name that says nothing of anybody."""
    return f"{FOLDER}/{uuid4().hex}"


class SavedReport(TenantModel):
    """A report with its filters under a name; made for chosen people on chosen days, at the hour of who saved it."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="saved_reports", verbose_name=_("whose")
    )
    name = models.CharField(_("name"), max_length=100)
    report = models.CharField(_("report"), max_length=30)
    filters = models.JSONField(_("filters"), default=dict, blank=True, help_text="As typed: spans and #numbers")
    named = models.JSONField(default=dict, editable=False, help_text="What each filter's #number was called then")
    format = models.CharField(_("format"), max_length=5, default="pdf")
    paper = models.CharField(_("paper"), max_length=6, choices=Paper.choices, default=Paper.A4)
    weekdays = models.JSONField(
        _("on these days"), default=list, blank=True, help_text=_("Without one it is made only when somebody asks.")
    )
    at_hour = models.TimeField(_("at"), default=time(7, 0), help_text=_("On the clock of whoever saved it."))
    recipients = models.ManyToManyField(
        Membership, blank=True, related_name="received_reports", verbose_name=_("for whom")
    )
    recipient_names = models.JSONField(
        default=dict, editable=False, help_text="What each recipient's membership was called then"
    )
    next_at = models.DateTimeField(
        _("next"), null=True, blank=True, editable=False, help_text="When to look again: computed anew before acting"
    )
    made_until = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Up to when its moments were acted on"
    )
    problem = models.TextField(
        _("problem"), blank=True, editable=False, help_text="Why its schedule stopped, until somebody mends it"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    history = HistoricalRecords(m2m_fields=[recipients], excluded_fields=["next_at", "made_until", "recipient_names"])

    class Meta:
        verbose_name = _("saved report")
        verbose_name_plural = _("saved reports")
        constraints = [
            models.UniqueConstraint(fields=["membership", "name"], name="saved_report_name_once_per_member"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="tick_finds_saved_reports"),
            models.Index(fields=["organization", "name"], name="saved_report_list_by_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ReportExport(TenantModel):
    """A report as a file: who got what, from where, when. The row stays; the file is gone after a day."""

    class Via(models.TextChoices):
        PAGE = "page", _("the admin")
        PORTAL = "portal", _("the portal")
        API = "api", _("the API")
        COMMAND = "command", _("the command line")
        LIST = "list", _("a list")
        SCHEDULED = "scheduled", _("a saved report")

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        SENT = "sent", _("handed over")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")
        GONE = "gone", _("gone")

    report = models.CharField(_("report"), max_length=30)
    format = models.CharField(_("format"), max_length=5)
    paper = models.CharField(_("paper"), max_length=6, choices=Paper.choices, default=Paper.A4)
    filters = models.JSONField(default=dict, help_text="As typed")
    filter_words = models.TextField(_("filters"), blank=True, help_text="As they were said in the file")
    zone = models.CharField(_("time zone"), max_length=64)
    language = models.CharField(max_length=5, default="en")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="exports")
    candidate = models.ForeignKey(Candidate, on_delete=models.SET_NULL, null=True, related_name="exports")
    made_by = models.CharField(_("by"), max_length=400, help_text="As it is said in the file")
    via = models.CharField(_("from"), max_length=9, choices=Via.choices)
    saved = models.ForeignKey(SavedReport, on_delete=models.SET_NULL, null=True, related_name="exports")
    due_at = models.DateTimeField(null=True, help_text="The moment of the schedule that it was made for")
    job = models.ForeignKey(BackgroundJob, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.MAKING)
    name = models.CharField(_("file"), max_length=120)
    file = models.FileField(upload_to=stored_as, blank=True)
    rows = models.PositiveIntegerField(_("rows"), null=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, help_text="bytes")
    error = models.TextField(_("why"), blank=True)
    asked_at = models.DateTimeField(_("when"), default=clock.now)
    ready_at = models.DateTimeField(_("ready"), null=True)
    expires_at = models.DateTimeField(_("to be had until"), null=True)
    fetched_at = models.DateTimeField(_("last fetched"), null=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [
            models.UniqueConstraint(fields=["saved", "membership", "due_at"], name="export_once_per_moment"),
        ]
        indexes = [
            models.Index(fields=["organization", "-asked_at", "-id"], name="export_log_newest"),
            models.Index(fields=["expires_at"], condition=Q(state="ready"), name="tick_expires_exports"),
            models.Index(fields=["asked_at"], condition=Q(state="making"), name="tick_settles_exports"),
        ]

    def __str__(self) -> str:
        return self.name
