"""Filters of the lists of interviews and applications."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from candidates.models import Owner, Plan, Stage
from recruiting.admin.filters import OwnRowsFilter
from recruiting.admin.tenancy import organization_of
from recruiting.models import Company, Membership


class RecruiterFilter(OwnRowsFilter):
    """By responsible recruiter."""

    title, parameter_name, model, lookup = _("recruiter"), "recruiter", Membership, "application__recruiter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the firm's members by name."""
        members = Membership.objects.for_organization(organization_of(request)).select_related("user")
        return sorted(((str(member.pk), str(member)) for member in members), key=lambda choice: choice[1].casefold())


class CompanyFilter(OwnRowsFilter):
    """By company."""

    title, parameter_name, model, lookup = _("company"), "company", Company, "application__job__company"


class ApplicationRecruiterFilter(RecruiterFilter):
    """By responsible recruiter, of applications."""

    lookup = "recruiter"


class ApplicationCompanyFilter(CompanyFilter):
    """By company, of applications."""

    lookup = "job__company"


class ChoiceFilter(DropdownFilter):  # type: ignore[misc]  # unfold ships no types
    """Narrows a list by one of a field's choices."""

    choices_of: Any
    lookup: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the choices."""
        return list(self.choices_of.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list, unless nothing known was chosen."""
        known = self.value() in self.choices_of.values
        return queryset.filter(**{self.lookup: self.value()}) if known else queryset


class PlanFilter(ChoiceFilter):
    """By how the follow-up stands."""

    title, parameter_name, choices_of, lookup = _("follow-up"), "plan", Plan.Status, "plan__status"


class OwnerFilter(ChoiceFilter):
    """By who follows up."""

    title, parameter_name, choices_of, lookup = _("who follows up"), "owner", Owner, "follow_up_by"


class StageFilter(ChoiceFilter):
    """By stage."""

    title, parameter_name, choices_of, lookup = _("stage"), "stage", Stage, "stage"
