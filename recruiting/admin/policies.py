"""The policies' screen: to whom each applies, who told us, and its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.forms import THERE_ALREADY, TenantForm
from recruiting.admin.policy_versions import PolicyVersionPages, draft_address, drafts_and_versions
from recruiting.admin.tenancy import organization_of
from recruiting.models import Company, Policy, PolicyVersion
from recruiting.policies.selectors import rules_to_start_from
from recruiting.policies.services import draft_version, refuse_same_rank
from recruiting.wording import day_words


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
class PolicyAdmin(PolicyVersionPages):
    """When to write and call, for whom."""

    form = PolicyForm
    list_display = ["name", "applies_to", "version", "told", "review", "note"]
    fieldsets = [
        (_("For whom"), {"fields": ["name", "is_default", "company", "role_family", "round", "country"]}),
        (_("From when until when"), {"fields": ["valid_from", "valid_until"]}),
        (_("Who told us"), {"fields": ["told_by", "told_on", "note", "review_by"]}),
    ]
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

    @admin.display(description=_("told by"), ordering="told_by")
    def told(self, policy: Policy) -> str:
        """Return who told us, and when."""
        day = day_words(policy.told_on, year=True) if policy.told_on else ""
        return ", ".join(part for part in (policy.told_by, day) if part) or "–"

    @admin.display(description=_("review by"), ordering="review_by")
    def review(self, policy: Policy) -> str:
        """Return until when what we were told is taken for true."""
        if policy.review_by is None:
            return "–"
        day = day_words(policy.review_by, year=True)
        return _("%(day)s: ask again") % {"day": day} if policy.review_by < clock.today("UTC") else day

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the company, where one comes from its page."""
        asked = request.GET.get("company", "")
        companies = Company.objects.for_organization(organization_of(request))
        company = companies.filter(pk=asked).first() if asked.isdecimal() else None
        return {"company": company.pk, "name": company.name, "told_on": clock.today("UTC")} if company else {}

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        """Give a new policy a draft with the rules that hold for its interviews until then."""
        super().save_model(request, obj, form, change)
        if not change:
            user, rules = membership_of(request).user, rules_to_start_from(obj)
            draft_version(policy=obj, rules=rules, at=clock.now(), by=user)

    def response_add(self, request: HttpRequest, obj: Policy, post_url_continue: str | None = None) -> HttpResponse:
        """Go on to the rules of a new policy."""
        answer: HttpResponse = super().response_add(request, obj, post_url_continue)
        return answer if "_addanother" in request.POST or "_popup" in request.POST else redirect(draft_address(obj))

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show the versions under the form."""
        policy = self.own(request, object_id)
        shown = {
            **drafts_and_versions(policy, membership_of(request).user),
            "may_write": self.has_change_permission(request),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})
