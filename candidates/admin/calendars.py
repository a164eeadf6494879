"""A member's own calendar: the address under which a program reads the steps of those they represent."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from candidates.calendars.services import IssuedFeed, feed_of, issue_feed, revoke_feed
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.site import add_page


@require_safe
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Say whether the member's steps stand in a calendar."""
    return _page(request)


@require_POST
@never_cache
def make(request: HttpRequest) -> HttpResponse:
    """Make the member's address, or another in its place, and show it this once."""
    return _page(request, issue_feed(holder=membership_of(request), at=clock.now()))


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End the member's address."""
    revoke_feed(holder=membership_of(request))
    messages.success(request, _t("The address of your calendar opens nothing any more."))
    return redirect("admin:my_calendar")


def _page(request: HttpRequest, issued: IssuedFeed | None = None) -> HttpResponse:
    member = membership_of(request)
    context = {
        **admin.site.each_context(request),
        "title": _("My calendar"),
        "feed": issued.feed if issued else feed_of(member),
        "issued": issued,
        "member": member,
    }
    return TemplateResponse(request, "admin/calendars/mine.html", context)


add_page("my-calendar/", my_calendar, name="my_calendar")
add_page("my-calendar/make/", make, name="my_calendar_make")
add_page("my-calendar/revoke/", revoke, name="my_calendar_revoke")
