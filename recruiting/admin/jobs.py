"""The jobs' screen: openings at companies."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recruiting import clock
from recruiting.admin.contacts import CompanyFilter
from recruiting.admin.door import membership_of
from recruiting.admin.forms import TenantForm
from recruiting.admin.standings import StandingCard
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.models import Job
from recruiting.policies.standings import standing_of_job


class JobForm(TenantForm):
    """A job; its role family in lower case, as policies name it."""

    said = {"job_title_once_per_company": ("title", _("The company has a job of that title already."))}

    class Meta:
        model = Job
        fields = ["company", "title", "role_family", "is_open"]

    def clean_role_family(self) -> str:
        """Take the family in any case."""
        return str(self.cleaned_data["role_family"]).strip().lower()


@admin.register(Job)
class JobAdmin(HistoryAdmin):
    """Openings at companies."""

    form = JobForm
    in_palette = True
    list_display = ["title", "company", "role_family", "is_open"]
    list_select_related = ["company"]
    list_filter = [CompanyFilter, "is_open"]
    search_fields = ["title", "company__name", "role_family"]
    search_help_text = _("Search by title, company or role family")
    autocomplete_fields = ["company"]
    ordering = ["title"]
    change_form_outer_before_template = "admin/standings/job.html"

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Say which policy its interviews would follow."""
        job, today = self.own(request, object_id), clock.today(membership_of(request).user.time_zone)
        cards = [StandingCard(str(_("Interviews for this job")), standing_of_job(job, on=today), today)]
        shown = {"cards": cards, "company": job.company}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})
