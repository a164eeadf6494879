"""The policies' screen: to whom each applies, its versions, the rules of the draft, publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from recruiting import cadence, clock
from recruiting.admin.forms import THERE_ALREADY, TenantForm
from recruiting.admin.policy_rules import RulesForm
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.models import Policy, PolicyVersion, User
from recruiting.policies.services import draft_version, publish, refuse_same_rank
from recruiting.wording import policy_field_help, policy_field_label, policy_value_words


class PolicyForm(TenantForm):
    """To whom a policy applies, and since when."""

    said = {
        "policy_name_once_per_firm": ("name", THERE_ALREADY),
        "policy_one_default_per_firm": ("is_default", _("The firm has a default already.")),
        "policy_default_has_no_scope": (
            "is_default",
            _("The default holds where nothing else does: leave company, role family, round and country empty."),
        ),
        "policy_valid_from_before_until": ("valid_until", _("Choose a day that is not before the first.")),
    }

    class Meta:
        model = Policy
        fields = [
            "name",
            "is_default",
            "company",
            "role_family",
            "round",
            "country",
            "valid_from",
            "valid_until",
            "told_by",
            "told_on",
            "note",
            "review_by",
        ]

    def clean_country(self) -> str:
        """Take the two letters in any case."""
        return str(self.cleaned_data["country"] or "").upper()

    def clean_role_family(self) -> str:
        """Take the family in any case."""
        return str(self.cleaned_data["role_family"] or "").strip().lower()

    def _check_constraints(self) -> None:
        super()._check_constraints()
        published = PolicyVersion.State.PUBLISHED
        if not self.errors and self.instance.pk and self.instance.versions.filter(state=published).exists():
            try:
                refuse_same_rank(self.instance)
            except ValidationError as error:
                self.add_error(None, error)


@admin.register(Policy)
class PolicyAdmin(HistoryAdmin):
    """When to write and call, for whom."""

    form = PolicyForm
    list_display = ["name", "applies_to", "version", "told_by", "note"]
    list_select_related = ["company"]
    search_fields = ["name", "told_by", "note", "company__name"]
    search_help_text = _("Search by name, company or note")
    autocomplete_fields = ["company"]
    ordering = ["-is_default", "name"]
    change_form_outer_before_template = "admin/policies/versions.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Know the published version in the same query."""
        published = Q(versions__state=PolicyVersion.State.PUBLISHED)
        return super().get_queryset(request).annotate(published=Max("versions__number", filter=published))

    @admin.display(description=_("applies to"))
    def applies_to(self, policy: Any) -> str:
        """Return what it applies to, in words."""
        if policy.is_default:
            return str(_("all that no other applies to"))
        parts = [
            policy.company.name if policy.company else "",
            policy.role_family,
            _("round %(number)s") % {"number": policy.round} if policy.round else "",
            policy.country,
        ]
        return ", ".join(str(part) for part in parts if part) or str(_("nothing yet"))

    @admin.display(description=_("published version"), ordering="published")
    def version(self, policy: Any) -> str:
        """Return the number of the version that holds."""
        return str(policy.published or _("none"))

    def get_urls(self) -> list[Any]:
        """Add the pages of versions."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/draft/", wrap(self.draft_view), name="recruiting_policy_draft"),
            path("<int:pk>/versions/<int:number>/", wrap(self.version_view), name="recruiting_policy_version"),
            path("<int:pk>/publish/", wrap(require_POST(self.publish_view)), name="recruiting_policy_publish"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        """Give a new policy a draft with the standard rules, to be edited and published."""
        super().save_model(request, obj, form, change)
        if not change:
            draft_version(policy=obj, rules=cadence.Policy().to_json(), at=clock.now())

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show the versions under the form."""
        versions = PolicyVersion.objects.filter(policy=self.own(request, object_id)).select_related("published_by")
        shown = {"versions": list(versions), "may_write": self.has_change_permission(request)}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    def draft_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Edit the rules of the draft, or of a new one like what holds."""
        policy = self.own(request, pk)
        if not self.has_change_permission(request, policy):
            raise PermissionDenied
        like = policy.versions.order_by("-number").first()
        rules = like.rules if like else cadence.Policy().to_json()
        form = RulesForm(request.POST or None, policy=policy, rules=rules)
        if request.method == "POST" and form.is_valid() and form.save(at=clock.now()):
            messages.success(request, _("The draft is saved. Nothing changes until it is published."))
            return redirect("admin:recruiting_policy_change", policy.pk)
        title = _("%(policy)s: rules") % {"policy": policy}
        return self._page(request, "admin/policies/draft.html", policy, title, form=form)

    def version_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show the rules of a version in words. Raises Http404."""
        policy = self.own(request, pk)
        version = policy.versions.filter(number=number).select_related("published_by").first()
        if version is None:
            raise Http404
        rules = [
            (policy_field_label(name), policy_value_words(name, value), policy_field_help(name))
            for name, value in version.rules.items()
            if name != "version"
        ]
        title = _("%(policy)s, version %(number)s") % {"policy": policy, "number": number}
        return self._page(request, "admin/policies/version.html", policy, title, version=version, rules=rules)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish the draft; plans that have begun keep the rules they began with."""
        policy = self.own(request, pk)
        if not self.has_change_permission(request, policy):
            raise PermissionDenied
        draft = policy.versions.filter(state=PolicyVersion.State.DRAFT).first()
        if draft is None:
            raise Http404
        user = request.user
        try:
            published = publish(version=draft, by=user if isinstance(user, User) else None, at=clock.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            said = _("Version %(number)s holds for interviews recorded from now on.") % {"number": published.number}
            messages.success(request, said)
        return redirect("admin:recruiting_policy_change", policy.pk)

    def _page(self, request: HttpRequest, template: str, policy: Policy, title: Any, **more: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "policy": policy,
            **more,
        }
        return TemplateResponse(request, template, context)
