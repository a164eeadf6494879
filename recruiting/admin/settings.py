"""The firm's own settings, for owners."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from recruiting.admin.tenancy import HistoryAdmin, organization_of
from recruiting.models import Membership, Organization


@admin.register(Organization)
class OrganizationAdmin(HistoryAdmin):
    """One's own firm, and no list of firms."""

    form = ModelForm
    fields = [
        "name",
        "requires_second_factor",
        "letters_need_approval",
        "retention_days",
        "daily_mail_per_person",
        "daily_mail",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the one firm."""
        return Organization.objects.filter(pk=organization_of(request).pk)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Go straight to it."""
        return redirect("admin:recruiting_organization_change", organization_of(request).pk)

    def may_see(self, membership: Membership) -> bool:
        """Owners manage the firm."""
        return membership.may_manage

    def may_write(self, membership: Membership) -> bool:
        """Owners manage the firm."""
        return membership.may_manage

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Firms are made by `manage.py create_firm`."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """No firm is deleted by a click."""
        return False
