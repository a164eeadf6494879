"""Addresses without mail: which, since when and why; and where one is written to again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.views import ChangeList

from candidates.admin.filters import ChoiceFilter
from candidates.admin.reading import reader_of
from candidates.admin.recording import refuse_reader
from candidates.models import Suppression
from candidates.outbox.suppressions import lift
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import TenantModelAdmin
from recruiting.wording import moment_in

FEW = 90


class ReasonFilter(ChoiceFilter):
    """By who refused."""

    title, parameter_name, choices_of, lookup = _("why"), "reason", Suppression.Reason, "reason"


class SuppressionList(ChangeList):  # type: ignore[misc]  # unfold ships no types
    """Addresses whose moments are said on the reader's clock."""

    def get_results(self, request: HttpRequest) -> None:
        """Load a page of addresses and say since when each takes no mail."""
        super().get_results(request)
        zone, now = reader_of(request).zone, clock.now()
        self.result_list: list[Any] = list(self.result_list)
        for suppression in self.result_list:
            suppression.since_words = moment_in(suppression.created_at, zone, now=now)


@admin.register(Suppression)
class SuppressionAdmin(TenantModelAdmin):
    """Addresses that their server or their owner refused: read by members; a server's word is lifted by writers."""

    list_display = ["address", "what", "reason", "since", "words"]
    list_filter = [ReasonFilter]
    search_fields = ["address"]
    search_help_text = _("Search by address")
    ordering = ["-created_at", "-id"]
    change_list_template = "admin/mail/list.html"
    list_before_template = "admin/mail/above_addresses.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[SuppressionList]:
        """Use a list that knows its reader."""
        return SuppressionList

    @admin.display(description=_("what"), ordering="stream")
    def what(self, suppression: Suppression) -> str:
        """Return which mail is not sent there."""
        return suppression.get_stream_display() if suppression.stream else _t("all mail")

    @admin.display(description=_("since"), ordering="created_at")
    def since(self, suppression: Any) -> str:
        """Return since when, on the reader's clock."""
        return str(suppression.since_words)

    @admin.display(description=_("the server's words"))
    def words(self, suppression: Suppression) -> str:
        """Return what the server said, in short."""
        return Truncator(suppression.answer).chars(FEW)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A server, or the address's owner, says so; nobody else."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It holds or is lifted."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is lifted, and not every one may be."""
        return False

    def get_urls(self) -> list[Any]:
        """Add what lifts one."""
        lifting = self.admin_site.admin_view(require_POST(self.lift_view))
        return [path("<int:pk>/lift/", lifting, name="candidates_suppression_lift"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show why an address takes no mail, and what can be done."""
        suppression = self.own(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": suppression.address,
            "opts": self.opts,
            "original": suppression,
            "suppression": suppression,
            "what": self.what(suppression),
            "since": moment_in(suppression.created_at, reader_of(request).zone, now=clock.now()),
            "bounced": suppression.reason == Suppression.Reason.BOUNCED,
            "may_write": membership_of(request).may_write,
        }
        return TemplateResponse(request, "admin/mail/address.html", context)

    def lift_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write to an address again."""
        refuse_reader(request)
        suppression = self.own(request, pk)
        if not lift(suppression):
            messages.error(request, _t("Only the owner of this address can take that back."))
            return redirect("admin:candidates_suppression_change", pk)
        messages.success(request, _t("%(address)s is written to again.") % {"address": suppression.address})
        return redirect("admin:candidates_suppression_changelist")
