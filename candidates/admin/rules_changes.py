"""The screens of changes of rules: what an edit would move, apply it, follow how far it is, undo it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from candidates.admin.reading import reader_of
from candidates.admin.recording import refuse_reader
from candidates.admin.rules_page import ChangePage, Filters
from candidates.changes import jobs, services
from candidates.changes.errors import ChangeRefused, ChangeStale
from candidates.changes.selectors import impacts_of
from candidates.jobs.services import request_cancel
from candidates.models import PlanImpact, RulesChange
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import TenantModelAdmin, organization_of
from recruiting.companies.changes import Columns, calendar_changed
from recruiting.models import Company, Contact, Membership, Policy, PolicyVersion
from recruiting.policies.selectors import draft_of

LIST, PAGE = "admin:candidates_ruleschange_changelist", "admin:candidates_ruleschange_change"
State, Reach = RulesChange.State, RulesChange.Reach
FILTERED = "filtered"


@admin.register(RulesChange)
class RulesChangeAdmin(TenantModelAdmin):
    """What was done, or would be done, to open plans by an edit of rules."""

    list_display = ["what", "state", "reach", "plans", "created_by", "made"]
    list_select_related = ["version__policy", "company", "contact", "created_by"]
    list_filter = ["kind", "state"]
    ordering = ["-created_at"]
    list_before_template = "admin/changes/above_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the plans in the same query, of the rows that are shown alone: each may have thousands."""
        impacts = PlanImpact.objects.filter(change=OuterRef("pk")).order_by().values("change")
        plans = Subquery(impacts.annotate(plans=Count("pk")).values("plans"))
        counted: QuerySet[Any] = super().get_queryset(request).annotate(plans=Coalesce(plans, 0))
        return counted

    @admin.display(description=_("change"))
    def what(self, change: RulesChange) -> str:
        """Return what was edited."""
        return str(change)

    @admin.display(description=_("open plans"), ordering="plans")
    def plans(self, change: Any) -> int:
        """Return how many plans it is about."""
        return int(change.plans)

    @admin.display(description=_("when (UTC)"), ordering="created_at")
    def made(self, change: RulesChange) -> str:
        """Return when it was worked out."""
        return f"{change.created_at:%Y-%m-%d %H:%M}"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Changes come from edits."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was applied stays on record; what was not is dropped on its page."""
        return False

    def get_urls(self) -> list[Any]:
        """Add what one can do with a change."""
        views: dict[str, Callable[..., HttpResponse]] = {
            "apply": self.apply_view,
            "undo": self.undo_view,
            "resume": self.resume_view,
            "cancel": self.cancel_view,
            "again": self.again_view,
            "drop": self.drop_view,
        }
        name = "candidates_ruleschange_{}".format
        return [
            *(path(f"<int:pk>/{each}/", self._posted(view), name=name(each)) for each, view in views.items()),
            path("policy/<int:pk>/", self._posted(self.of_policy_view), name=name("of_policy")),
            path("company/<int:pk>/", self._posted(self.of_company_view), name=name("of_company")),
            path("holidays/", self._posted(self.holidays_view), name=name("holidays")),
            *super().get_urls(),
        ]

    def _posted(self, view: Callable[..., HttpResponse]) -> Callable[..., Any]:
        wrapped: Callable[..., Any] = self.admin_site.admin_view(require_POST(view))
        return wrapped

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show what it would move, how far it is, or what it moved."""
        change = self._own(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        return self._page(request, change, Filters.of(request.GET))

    # --- what one can do ---

    def of_policy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Work out what the reader's draft of a policy, or the version that is named, would move."""
        policy = Policy.objects.for_organization(organization_of(request)).filter(pk=pk).first()
        if policy is None:
            raise Http404
        refuse_reader(request)
        number = request.POST.get("number", "")
        version = (
            policy.versions.filter(number=number).first()
            if number.isdecimal()
            else draft_of(policy, membership_of(request).user)
        )
        if version is None or version.state == PolicyVersion.State.RETIRED:
            messages.error(request, _("There is no such draft any more."))
            return redirect("admin:recruiting_policy_change", pk)
        return self._go(lambda: services.propose_version(version=version, by=membership_of(request), at=clock.now()))

    def of_company_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Work out what a company's calendar and people, as they stand, would move."""
        company = Company.objects.for_organization(organization_of(request)).filter(pk=pk).first()
        if company is None:
            raise Http404
        refuse_reader(request)
        return self._go(lambda: services.propose_company(company=company, by=membership_of(request), at=clock.now()))

    def holidays_view(self, request: HttpRequest) -> HttpResponse:
        """Work out what the public holidays as known today would move."""
        refuse_reader(request)
        change = services.propose_holidays(by=membership_of(request), at=clock.now())
        if change.state == State.FORESEEN and not change.impacts.exists():
            services.drop_change(change=change)
            messages.success(request, _("Every open plan has the public holidays as they are known today."))
            return redirect(LIST)
        return redirect(PAGE, change.pk)

    def apply_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put plans on the new rules: all, those ticked, those that the filter shows, or none."""
        change, reach = self._writable(request, pk), request.POST.get("reach", "")
        ticked = [int(each) for each in request.POST.getlist("plan") if each.isdecimal()]
        filters = Filters.of(request.POST)
        chosen = self._chosen(change, reach, ticked, filters)
        if reach not in {*Reach.values, FILTERED}:
            messages.error(request, _("Say for which plans."))
            return redirect(PAGE, pk)
        wanted = Reach.CHOSEN if reach == FILTERED else reach
        by, at = membership_of(request), clock.now()
        try:
            services.apply_change(change=change, by=by, at=at, reach=wanted, chosen=chosen)
        except ChangeRefused as refused:
            return self._page(request, change, filters, refused, ticked)
        return redirect(PAGE, pk)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the change back, rules and dates."""
        change = self._writable(request, pk)
        return self._try(
            request, change, lambda: services.undo_change(change=change, by=membership_of(request), at=clock.now())
        )

    def resume_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go on with what was stopped."""
        change = self._writable(request, pk)
        return self._try(request, change, lambda: services.resume_change(change=change, by=membership_of(request)))

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Work it out anew."""
        change = self._writable(request, pk)
        return self._try(
            request, change, lambda: services.foresee_again(change=change, by=membership_of(request), at=clock.now())
        )

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask the worker to stop; what it has written stands until one goes on, or undoes it."""
        change = self._writable(request, pk)
        if change.job is not None:
            request_cancel(job=change.job, at=clock.now())
        return redirect(PAGE, pk)

    def drop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget a change that was not applied."""
        change = self._writable(request, pk)
        try:
            services.drop_change(change=change)
        except ChangeRefused as refused:
            return self._page(request, change, Filters(), refused)
        messages.success(request, _("Dropped. No plan was touched."))
        return redirect(LIST)

    # --- how they answer ---

    def _own(self, request: HttpRequest, pk: Any) -> RulesChange:
        change: RulesChange = self.own(request, str(pk))
        related = RulesChange.objects.select_related("version__policy", "company", "contact__company", "job")
        return related.select_related("created_by", "applied_by", "undone_by").get(pk=change.pk)

    def _writable(self, request: HttpRequest, pk: int) -> RulesChange:
        change = self._own(request, pk)
        refuse_reader(request)
        return change

    def _chosen(
        self, change: RulesChange, reach: str, ticked: Sequence[int], filters: Filters
    ) -> QuerySet[PlanImpact] | None:
        if reach == FILTERED:
            return impacts_of(change, movement=filters.movement, search=filters.search)
        return change.impacts.filter(pk__in=ticked) if reach == Reach.CHOSEN else None

    def _go(self, work: Callable[[], RulesChange]) -> HttpResponse:
        return redirect(PAGE, work().pk)

    def _try(self, request: HttpRequest, change: RulesChange, work: Callable[[], RulesChange]) -> HttpResponse:
        try:
            return self._go(work)
        except ChangeRefused as refused:
            return self._page(request, change, Filters(), refused)

    def _page(
        self,
        request: HttpRequest,
        change: RulesChange,
        filters: Filters,
        refused: ChangeRefused | None = None,
        ticked: Sequence[int] = (),
    ) -> HttpResponse:
        page = ChangePage.of(change, filters, reader_of(request).zone, clock.now(), ticked)
        context = {
            **self.admin_site.each_context(request),
            **page.context(),
            "title": str(change),
            "opts": self.opts,
            "original": change,
            "working": jobs.is_working(change),
            "may_write": membership_of(request).may_write,
            "reasons": refused.reasons if refused else [],
            "stale": isinstance(refused, ChangeStale),
        }
        return TemplateResponse(request, "admin/changes/page.html", context, status=409 if refused else 200)


@receiver(calendar_changed)
def page_of_edit(edited: Company | Contact, before: Columns, by: Membership, **_signal: object) -> str | None:
    """Answer an edit of a company or a contact with the page of what it would do to plans; None for nothing."""
    change = services.propose_edit(edited=edited, before=before, by=by, at=clock.now())
    return reverse(PAGE, args=[change.pk]) if change else None
