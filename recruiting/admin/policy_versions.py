"""The pages of a policy's versions: the draft's editor, a rival that overtook it, the rules of a version in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.policy_rules import RulesForm
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.models import Policy, PolicyVersion, User
from recruiting.policies.selectors import draft_of, is_overtaken, published_version, rules_to_start_from
from recruiting.policies.services import discard_draft
from recruiting.wording import policy_field_help, policy_field_label, policy_value_words
from recruiting.wording.policy_differences import Difference, policy_differences

PAGE = "admin:recruiting_policy_change"


@dataclass(frozen=True)
class Rivals:
    """A draft, and the version that was published after its author looked; `base` is what they looked at."""

    draft: PolicyVersion
    holding: PolicyVersion | None
    base: PolicyVersion | None

    @classmethod
    def of(cls, draft: PolicyVersion | None, holding: PolicyVersion | None) -> Rivals | None:
        """Return both; None where the draft follows what holds."""
        if draft is None or not is_overtaken(draft, holding):
            return None
        return cls(draft, holding, draft.based_on)

    @property
    def number(self) -> int:
        """Return the version on top of which the draft would go on, 0 for none."""
        return self.holding.number if self.holding else 0

    def differences(self) -> list[Difference]:
        """Return where the two texts differ."""
        return policy_differences(self.holding.rules if self.holding else {}, self.draft.rules)

    def theirs(self) -> list[Difference]:
        """Return what the version that holds changed of the text that the author looked at."""
        return policy_differences(self.base.rules, self.holding.rules) if self.base and self.holding else []

    def ours(self) -> list[Difference]:
        """Return what the draft changed of it."""
        return policy_differences(self.base.rules, self.draft.rules) if self.base else []


class PolicyVersionPages(HistoryAdmin):
    """What the policies' screen has beside Django's pages."""

    def get_urls(self) -> list[Any]:
        """Add the pages of versions."""
        wrap: Callable[..., Any] = self.admin_site.admin_view
        return [
            path("<int:pk>/draft/", wrap(self.draft_view), name="recruiting_policy_draft"),
            path("<int:pk>/versions/<int:number>/", wrap(self.version_view), name="recruiting_policy_version"),
            path("<int:pk>/discard/", wrap(require_POST(self.discard_view)), name="recruiting_policy_discard"),
            *super().get_urls(),
        ]

    def draft_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Edit the reader's draft, or begin one like what holds; beside a rival that was published meanwhile."""
        policy, user = self._writable(request, pk), membership_of(request).user
        draft, holding = draft_of(policy, user), published_version(policy)
        like = draft or holding
        form = RulesForm(request.POST or None, policy=policy, rules=like.rules if like else rules_to_start_from(policy))
        seen = _seen(request, draft, holding)
        if request.method == "POST" and form.is_valid():
            saved = form.save(at=clock.now(), by=user, seen=seen)
            if saved is not None:
                return self._saved(request, saved, holding)
        return self._page(
            request,
            "admin/policies/draft.html",
            policy,
            _("%(policy)s: rules") % {"policy": policy},
            form=form,
            seen=seen,
            rivals=Rivals.of(draft, holding),
            draft=draft,
        )

    def _saved(self, request: HttpRequest, draft: PolicyVersion, holding: PolicyVersion | None) -> HttpResponse:
        if Rivals.of(draft, holding):
            messages.warning(request, _("Your draft is saved. Another version was published since you began it."))
            return redirect("admin:recruiting_policy_draft", draft.policy_id)
        if "propose" in request.POST:
            # Another application shows what it would move; the browser sends the same form there, token and all
            answer = redirect("admin:candidates_ruleschange_of_policy", draft.policy_id)
            answer.status_code = 307
            return answer
        messages.success(request, _("The draft is saved. Nothing changes until it is published."))
        return redirect(PAGE, draft.policy_id)

    def version_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Show the rules of a version in words, and what it changed. Raises Http404."""
        policy = self.own(request, pk)
        versions = policy.versions.select_related("published_by", "drafted_by", "based_on")
        version = versions.filter(number=number).first()
        if version is None:
            raise Http404
        rules = [
            (policy_field_label(name), policy_value_words(name, value), policy_field_help(name))
            for name, value in version.rules.items()
            if name != "version"
        ]
        changed = policy_differences(version.based_on.rules, version.rules) if version.based_on else None
        title = _("%(policy)s, version %(number)s") % {"policy": policy, "number": number}
        return self._page(
            request,
            "admin/policies/version.html",
            policy,
            title,
            version=version,
            rules=rules,
            changed=changed,
            today=clock.today(membership_of(request).user.time_zone),
        )

    def discard_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Throw the reader's own draft away."""
        policy = self._writable(request, pk)
        draft = draft_of(policy, membership_of(request).user)
        try:
            if draft is None:
                raise ValidationError(_("There is no such draft any more."))
            discard_draft(version=draft)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The draft is thrown away. What holds is untouched."))
        return redirect(PAGE, pk)

    def _writable(self, request: HttpRequest, pk: int) -> Policy:
        policy: Policy = self.own(request, pk)
        if not self.has_change_permission(request, policy):
            raise PermissionDenied
        return policy

    def _page(self, request: HttpRequest, template: str, policy: Policy, title: Any, **more: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "policy": policy,
            **more,
        }
        return TemplateResponse(request, template, context)


def _seen(request: HttpRequest, draft: PolicyVersion | None, holding: PolicyVersion | None) -> int:
    """Return the version that the author has before them: as the form says, else as the page is opened."""
    said = request.POST.get("on_top_of") or request.POST.get("seen", "")
    if said.isdecimal():
        return int(said)
    before = draft.based_on if draft else holding
    return before.number if before else 0


def drafts_and_versions(policy: Policy, user: User) -> dict[str, Any]:
    """Return what stands under a policy's form: its versions, which draft is the reader's, whether a rival is there."""
    versions = list(policy.versions.select_related("published_by", "drafted_by", "based_on"))
    mine = draft_of(policy, user)
    return {"versions": versions, "mine": mine, "rivals": Rivals.of(mine, published_version(policy))}


def draft_address(policy: Policy) -> str:
    """Return where a policy's draft is edited."""
    return reverse("admin:recruiting_policy_draft", args=[policy.pk])
