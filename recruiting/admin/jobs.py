"""The jobs' screen: openings at companies."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from recruiting.admin.contacts import CompanyFilter
from recruiting.admin.forms import TenantForm
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.models import Job


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
