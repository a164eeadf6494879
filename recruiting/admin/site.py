"""The recruiter's web admin as a site: members only, of their own firm only, in one palette and one look."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL
from csp.decorators import csp_update
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.dataclasses import SearchResult
from unfold.sites import UnfoldAdminSite

from recruiting.accounts.middleware import SESSION_KEY
from recruiting.accounts.selectors import memberships_of
from recruiting.admin.door import membership_of, way_in
from recruiting.admin.tenancy import TenantMixin
from recruiting.models import User

View = Callable[..., HttpResponseBase]
# Alpine, on which Unfold runs, makes functions of its attributes' text; nothing else is relaxed, and here alone
RELAXED = {"script-src": [SELF, UNSAFE_EVAL]}
FOUND_AT_MOST = 8
# Pages that are no model's, as the packages above this one add them: route, view, name
PAGES: list[tuple[str, View, str]] = []


class RecruiterAdminSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold ships no types
    """Django's admin, made for a firm's members."""

    index_title = _("Today")
    index_template = "admin/today/index.html"
    enable_nav_sidebar = True
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take our own screens alone: those that libraries bring know no firms and no roles."""
        if admin_class is not None and issubclass(admin_class, TenantMixin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Say whether the request may come in as it is."""
        try:
            return way_in(request) is None
        except Http404:
            return False

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Let in by `way_in`, then as Django does, under a policy that lets Alpine run."""
        checked = csp_update(RELAXED)(super().admin_view(view, cacheable))

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer: HttpResponseBase = way_in(request) or checked(request, *args, **kwargs)
            return answer

        return update_wrapper(inner, view)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Say which firm this is, and which others one may switch to; the colours stand in our stylesheet."""
        context: dict[str, Any] = super().each_context(request)
        if self.has_permission(request):
            membership, user = membership_of(request), request.user
            assert isinstance(user, User)
            context["membership"] = membership
            context["other_firms"] = [other.organization for other in memberships_of(user) if other.pk != membership.pk]
        return {**context, "colors": None}

    def extra_urls(self) -> list[URLPattern]:
        """Return what this site has beside Django's pages (Unfold asks for it by this name)."""
        switch = path("switch-firm/", self.admin_view(require_POST(self.switch_firm)), name="switch_firm")
        return [switch, *(path(route, self.admin_view(view), name=name) for route, view, name in PAGES)]

    def switch_firm(self, request: HttpRequest) -> HttpResponse:
        """Act for another of one's firms from here on. Raises Http404 for a firm that is not one's own."""
        user, slug = request.user, request.POST.get("firm", "")
        assert isinstance(user, User)
        if slug not in {membership.organization.slug for membership in memberships_of(user)}:
            raise Http404
        request.session[SESSION_KEY] = slug
        return redirect("admin:index")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the one sign-in."""
        goal = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': goal})}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """End the session, asked to by a form of ours alone."""
        if request.method == "POST":
            logout(request)
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to where passwords are changed."""
        return redirect("account_change_password")

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Find records by what a person types in the palette.

        Unfold's own keeps what it found under the user's number: another of the user's firms would be shown it.
        """
        term = request.GET.get("s", "").strip()
        if not term:
            return HttpResponse()
        found = self._found(request, term)
        return TemplateResponse(
            request, "admin/search_results.html", {"results": found}, headers={"HX-Trigger": "search"}
        )

    def _found(self, request: HttpRequest, term: str) -> list[SearchResult]:
        pages: list[SearchResult] = self._search_apps(self.get_app_list(request), term.lower())
        for model_admin in self._registry.values():
            if getattr(model_admin, "in_palette", False):
                rows, _many = model_admin.get_search_results(request, model_admin.get_queryset(request), term)
                pages += [self._result(model_admin.opts, row) for row in rows[:FOUND_AT_MOST]]
        return pages

    def _result(self, opts: Any, row: Any) -> SearchResult:
        page = f"{self.name}:{opts.app_label}_{opts.model_name}_change"
        return SearchResult(
            title=str(row), description=str(opts.verbose_name), link=reverse(page, args=[row.pk]), icon="search"
        )


def add_page(route: str, view: View, *, name: str) -> None:
    """Give the admin a page of its own, for members alone; call it while the screens are registered."""
    PAGES.append((route, view, name))


def firm_label(request: HttpRequest) -> list[str]:
    """Return the firm's name for the head of every page, with the colour of its label."""
    membership = getattr(request, "membership", None)
    return [membership.organization.name, "info"] if membership else ["", "info"]
