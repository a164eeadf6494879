"""The screen of people at companies: whom one thanks and calls."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from recruiting.admin.calendar_edits import CalendarEditAdmin
from recruiting.admin.companies import refuse_unknown_place, zone_field
from recruiting.admin.filters import OwnRowsFilter
from recruiting.admin.forms import TenantForm
from recruiting.models import Company, Contact


class CompanyFilter(OwnRowsFilter):
    """By company."""

    title, parameter_name, model, lookup = _("company"), "company", Company, "company"


class ContactForm(TenantForm):
    """A person; zone and country only where they differ from the company's."""

    time_zone = zone_field(label=_("Time zone"), required=False, help_text=_("Only if it differs from the company's."))

    class Meta:
        model = Contact
        fields = [
            "company",
            "name",
            "title",
            "email",
            "phone",
            "accepts_calls",
            "time_zone",
            "country",
            "subdivision",
        ]

    def clean_country(self) -> str:
        """Take the two letters in any case."""
        return str(self.cleaned_data["country"] or "").upper()

    def clean(self) -> dict[str, Any]:
        """Let the engine say which country and region it knows no holidays of."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            refuse_unknown_place(self, cleaned)
        return cleaned


@admin.register(Contact)
class ContactAdmin(CalendarEditAdmin):
    """People at companies."""

    form = ContactForm
    in_palette = True
    list_display = ["name", "title", "company", "phone", "accepts_calls"]
    list_select_related = ["company"]
    list_filter = [CompanyFilter, "accepts_calls"]
    search_fields = ["name", "email", "phone", "company__name"]
    search_help_text = _("Search by name, email, phone or company")
    autocomplete_fields = ["company"]
    ordering = ["name"]
