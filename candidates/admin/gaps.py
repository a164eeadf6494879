"""The page of what is missing or at odds in the register of policies."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from candidates.plans.gaps import gaps_of
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import organization_of


def gaps_view(request: HttpRequest) -> HttpResponse:
    """Show where a policy, a review or a decision is missing."""
    today = clock.today(membership_of(request).user.time_zone)
    context = {
        **admin.site.each_context(request),
        "title": _("Gaps and conflicts"),
        "gaps": gaps_of(organization_of(request), today=today),
        "today": today,
    }
    return TemplateResponse(request, "admin/gaps/index.html", context)
