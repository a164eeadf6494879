"""Filters of lists, whose choices are the firm's own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter

from recruiting.admin.tenancy import organization_of


class OwnRowsFilter(DropdownFilter):  # type: ignore[misc]  # unfold ships no types
    """Narrows a list by one of the firm's records: subclasses name the `model`, its `label` and the `lookup`."""

    model: Any
    label = "name"
    lookup: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the firm's records."""
        rows = self.model.objects.for_organization(organization_of(request)).order_by(self.label)
        return [(str(pk), name) for pk, name in rows.values_list("pk", self.label)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list, unless nothing, or no number, was chosen."""
        chosen = self.value()
        return queryset.filter(**{self.lookup: chosen}) if chosen and chosen.isdigit() else queryset
