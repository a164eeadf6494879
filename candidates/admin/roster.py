"""The roster's screens: bring a file in, look at what it would do, let it in, follow how far it is."""

from __future__ import annotations

import csv
import io
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.widgets import UnfoldAdminFileFieldWidget

from candidates.admin.reading import reader_of
from candidates.admin.roster_result import result_context
from candidates.imports import LARGE, RosterUnreadable, enqueue_roster, refused_csv, result_of
from candidates.imports.columns import COLUMNS, MUST
from candidates.imports.files import LARGEST
from candidates.imports.jobs import run_roster
from candidates.jobs.services import request_cancel, run
from candidates.models import BackgroundJob
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import TenantModelAdmin

SAMPLE = {
    "candidate_name": "Amara Nwosu",
    "candidate_email": "amara.nwosu@example.org",
    "candidate_phone": "+1 212 555 0142",
    "candidate_time_zone": "America/New_York",
    "company": "Harrow & Pine",
    "company_time_zone": "Europe/London",
    "company_country": "GB",
    "company_subdivision": "ENG",
    "job_title": "Backend Engineer",
    "role_family": "engineering",
    "round": "1",
    "interview_ended_at": "2026-11-30 15:00",
    "interviewer_name": "Grace Petrov",
    "interviewer_title": "Head of Engineering",
    "interviewer_phone": "+44 20 7946 0018",
    "topics": "moving to one database = I have done it twice",
    "timeframe_date": "2026-12-10",
    "may_call": "not_asked",
}
OPEN = (BackgroundJob.State.WAITING, BackgroundJob.State.RUNNING)


class UploadForm(forms.Form):
    """A file to look at."""

    file = forms.FileField(
        label=_("Roster (CSV)"), widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,.tsv,.txt,text/csv"})
    )


@admin.register(BackgroundJob)
class BackgroundJobAdmin(TenantModelAdmin):
    """Rosters that were brought in, or looked at."""

    list_display = ["file_name", "what", "state", "by", "made"]
    list_select_related = ["created_by"]
    list_filter = ["state"]
    ordering = ["-created_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave other jobs out, and the files themselves where they are until one is looked at."""
        rosters = super().get_queryset(request).filter(kind=BackgroundJob.Kind.ROSTER_IMPORT)
        return rosters.defer("source", "result")

    @admin.display(description=_("file"))
    def file_name(self, job: BackgroundJob) -> str:
        """Return the file's name as it came."""
        return job.parameters.get("file_name") or str(_("roster"))

    @admin.display(description=_("what"))
    def what(self, job: BackgroundJob) -> str:
        """Say whether it was looked at or brought in."""
        return str(_("looked at") if job.parameters.get("dry_run") else _("brought in"))

    @admin.display(description=_("by"))
    def by(self, job: BackgroundJob) -> str:
        """Return who brought it."""
        return str(job.created_by or "–")

    @admin.display(description=_("when (UTC)"), ordering="created_at")
    def made(self, job: BackgroundJob) -> str:
        """Return when."""
        return f"{job.created_at:%Y-%m-%d %H:%M}"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was brought in stays on record."""
        return False

    def get_urls(self) -> list[Any]:
        """Add the steps of bringing a file in."""
        wrap, name = self.admin_site.admin_view, "candidates_roster_{}".format
        return [
            path("sample/", wrap(self.sample_view), name=name("sample")),
            path("<int:pk>/refused/", wrap(self.refused_view), name=name("refused")),
            path("<int:pk>/import/", wrap(require_POST(self.import_view)), name=name("import")),
            path("<int:pk>/cancel/", wrap(require_POST(self.cancel_view)), name=name("cancel")),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take a file and look at it; nothing is written yet."""
        self._refuse_reader(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                return self._begin(request, upload.read(LARGEST + 1), upload.name, dry_run=True)
            except RosterUnreadable as error:
                form.add_error("file", str(error))
        context = self._context(request, _("Bring in a roster"))
        return TemplateResponse(
            request, "admin/roster/upload.html", {**context, "form": form, "columns": COLUMNS, "must": MUST}
        )

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show how far it is, or what came, or would come, of it."""
        job = self.own(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        context = self._context(request, self.file_name(job)) | {"job": job, "original": job, "open": job.state in OPEN}
        return TemplateResponse(
            request,
            "admin/roster/job.html",
            {**context, **result_context(result_of(job), reader_of(request), clock.now())},
        )

    def import_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a file in that was looked at: all of it, or the valid rows alone."""
        self._refuse_reader(request)
        looked_at = self.own(request, pk)
        valid_alone = request.POST.get("rows") == "valid"
        name = self.file_name(looked_at)
        try:
            return self._begin(request, bytes(looked_at.source), name, dry_run=False, accept_valid=valid_alone)
        except RosterUnreadable as error:
            messages.error(request, str(error))
            return redirect("admin:candidates_backgroundjob_change", pk)

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask a job to end."""
        self._refuse_reader(request)
        request_cancel(job=self.own(request, pk), at=clock.now())
        return redirect("admin:candidates_backgroundjob_change", pk)

    def refused_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the refused rows, each with its problems, to be mended and brought again."""
        result = result_of(self.own(request, pk))
        return _csv(refused_csv(result) if result else "", "roster-refused.csv")

    def sample_view(self, request: HttpRequest) -> HttpResponse:
        """Send a roster with every column and one row."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerow([SAMPLE.get(column, "") for column in COLUMNS])
        return _csv(out.getvalue(), "roster-sample.csv")

    def _begin(self, request: HttpRequest, data: bytes, name: str, **how: bool) -> HttpResponse:
        """Put the work in the queue; do it here and now if it is small. Raises RosterUnreadable."""
        member, now = membership_of(request), clock.now()
        organization = member.organization
        job = enqueue_roster(data, organization=organization, importer=member, now=now, file_name=name[:200], **how)
        if job.parameters["rows"] <= LARGE:
            run(job.pk, {BackgroundJob.Kind.ROSTER_IMPORT.value: run_roster}, clock.now)
        return redirect("admin:candidates_backgroundjob_change", job.pk)

    def _refuse_reader(self, request: HttpRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _context(self, request: HttpRequest, title: Any) -> dict[str, Any]:
        may_write = self.has_add_permission(request)
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "may_write": may_write}


def _csv(text: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition})
