"""The screen of API tokens: an owner sees the firm's, others their own; a secret is shown once."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from recruiting import clock
from recruiting.accounts.services import issue_token, revoke_token
from recruiting.admin.door import membership_of
from recruiting.admin.forms import TenantForm
from recruiting.admin.tenancy import TenantModelAdmin
from recruiting.models import ApiToken


class TokenForm(TenantForm):
    """What uses the token."""

    class Meta:
        model = ApiToken
        fields = ["name"]


@admin.register(ApiToken)
class ApiTokenAdmin(TenantModelAdmin):
    """Tokens by which programs act as a member."""

    form = TokenForm
    list_display = ["name", "prefix", "member", "created_at", "last_used_at", "state"]
    list_select_related = ["membership__user"]
    ordering = ["-created_at"]
    change_form_template = "admin/tokens/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the firm's tokens to an owner, to others their own."""
        tokens, membership = super().get_queryset(request), membership_of(request)
        return tokens if membership.may_manage else tokens.filter(membership=membership)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Nothing of a token changes but whether it holds."""
        return ["name", "prefix", "member", "created_at", "last_used_at", "state"] if obj else []

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Show all there is of an issued one."""
        return self.get_readonly_fields(request, obj) or ["name"]

    @admin.display(description=_("acts as"), ordering="membership__user__email")
    def member(self, token: ApiToken) -> str:
        """Return who it acts as."""
        return str(token.membership.user)

    @admin.display(description=_("state"))
    def state(self, token: ApiToken) -> str:
        """Say whether it still holds."""
        return str(_("revoked") if token.revoked_at else _("holds"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A token is issued and revoked, never edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is revoked, so that one still sees that it was."""
        return False

    def get_urls(self) -> list[Any]:
        """Add the page that revokes."""
        revoke = self.admin_site.admin_view(require_POST(self.revoke_view))
        return [path("<int:pk>/revoke/", revoke, name="recruiting_apitoken_revoke"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:
        """Issue it; the secret lives in this request alone."""
        issued = issue_token(membership=membership_of(request), name=obj.name, at=clock.now())
        obj.pk = issued.token.pk
        request.issued_secret = issued.secret  # type: ignore[attr-defined]

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """Show the secret, once; no address leads to it again."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Your new token"),
            "secret": request.issued_secret,  # type: ignore[attr-defined]
            "token": obj,
        }
        answer = TemplateResponse(request, "admin/tokens/issued.html", context)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End a token."""
        token = self.own(request, pk)
        revoke_token(token=token, at=clock.now())
        messages.success(request, _("“%(name)s” no longer opens anything.") % {"name": token.name})
        return redirect("admin:recruiting_apitoken_changelist")
