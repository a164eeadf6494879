"""The candidates' screen: who they are, what they can claim, what is next for them; and their invitation."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from candidates.admin.reading import reader_of
from candidates.admin.schedule import schedule_file
from candidates.models import Candidate, Plan, Qualification, Step
from candidates.people.services import invite_candidate, unlink_if_renamed
from candidates.plans.timeline import Timeline, for_reading, timeline_of
from recruiting import clock
from recruiting.admin.companies import zone_field
from recruiting.admin.door import membership_of
from recruiting.admin.forms import TenantForm
from recruiting.admin.tenancy import HistoryAdmin, TenantInline, organization_of
from recruiting.wording import outcome_label, status_label


class CandidateForm(TenantForm):
    """A candidate; the email in lower case, by which they sign in."""

    said = {"candidate_email_once_per_firm": ("email", _("There is a candidate with this email already."))}

    time_zone = zone_field(label=_("Time zone"), help_text=_("Where the candidate is: dates are shown there too."))

    class Meta:
        model = Candidate
        fields = ["name", "email", "phone", "time_zone"]

    def clean_email(self) -> str:
        """Take the address in any case."""
        return str(self.cleaned_data["email"]).strip().lower()


class QualificationInline(TenantInline):
    """What they can claim, the most relevant first."""

    model = Qualification
    fields = ["position", "claim", "evidence"]


@admin.register(Candidate)
class CandidateAdmin(HistoryAdmin):
    """People the firm represents."""

    form = CandidateForm
    in_palette = True
    inlines = [QualificationInline]
    list_display = ["name", "email", "phone", "invited"]
    search_fields = ["name", "email", "phone"]
    search_help_text = _("Search by name, email or phone")
    ordering = ["name"]
    change_form_outer_before_template = "admin/people/interviews.html"

    @admin.display(description=_("signs in"), boolean=True, ordering="invited_at")
    def invited(self, candidate: Candidate) -> bool:
        """Say whether they were invited to the portal."""
        return candidate.invited_at is not None

    def get_urls(self) -> list[Any]:
        """Add the invitation."""
        schedule = self.admin_site.admin_view(self.schedule_view)
        invite = self.admin_site.admin_view(require_POST(self.invite_view))
        return [
            path("<int:pk>/invite/", invite, name="candidates_candidate_invite"),
            path("<int:pk>/schedule/", schedule, name="candidates_candidate_schedule"),
            *super().get_urls(),
        ]

    def schedule_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Send a candidate's schedule."""
        candidate = self.own(request, pk)
        steps = Step.objects.filter(plan__interview__application__candidate=candidate)
        return schedule_file(request, steps, of=candidate.name, filters=[("candidate", candidate.name)])

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show above the form what is next for them."""
        candidate = self.own(request, object_id)
        plans = Plan.objects.for_organization(organization_of(request)).filter(
            interview__application__candidate=candidate
        )
        reader, now = reader_of(request), clock.now()
        timelines = [
            timeline_of(plan, reader=reader, now=now) for plan in for_reading(plans).order_by("-interview__ended_at")
        ]
        shown = {"summaries": [_summary(line) for line in timelines], "candidate": candidate}
        shown["may_write"] = self.has_change_permission(request, candidate)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    def save_model(self, request: HttpRequest, obj: Candidate, form: Any, change: bool) -> None:
        """Another email is another sign-in: whoever held the old one no longer sees the plans."""
        if unlink_if_renamed(obj):
            messages.warning(request, _("The email changed: invite %(name)s again.") % {"name": obj.name})
        super().save_model(request, obj, form, change)

    def invite_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a candidate sign in, and write to them how."""
        candidate = self.own(request, pk)
        if not self.has_change_permission(request, candidate):
            raise PermissionDenied
        try:
            invite_candidate(candidate=candidate, by=membership_of(request), at=clock.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("We wrote to %(email)s how to sign in.") % {"email": candidate.email})
        return redirect("admin:candidates_candidate_change", candidate.pk)


def _summary(timeline: Timeline) -> dict[str, Any]:
    """Return one interview's line: where, and what is next or how it ended."""
    plan = timeline.plan
    ended = outcome_label(plan.outcome) if plan.outcome else status_label(plan.status)
    return {"plan": plan, "interview": plan.interview, "next": timeline.next, "ended": ended}
