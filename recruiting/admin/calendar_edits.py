"""An edit of when somebody can be reached leads to what it would do to plans, if another application can show that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.companies.changes import calendar_changed, columns_of, concerns_calendar


class CalendarEditAdmin(HistoryAdmin):
    """The screen of a record by whose clock plans are made."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Remember how it was."""
        if change:
            request.calendar_before = columns_of(type(obj).objects.get(pk=obj.pk))  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Tell of the edit once its days and people are stored too."""
        super().save_related(request, form, formsets, change)
        before, edited = getattr(request, "calendar_before", None), form.instance
        if before is None or not concerns_calendar(before, columns_of(edited)):
            return
        answers = calendar_changed.send(type(edited), edited=edited, before=before, by=membership_of(request))
        pages = [page for _receiver, page in answers if page]
        request.calendar_page = pages[0] if pages else ""  # type: ignore[attr-defined]

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go where the edit's effect on plans is shown; who saves and goes on is given the way there."""
        answer: HttpResponse = super().response_change(request, obj)
        page = getattr(request, "calendar_page", "")
        if not page:
            return answer
        said = _("Open plans keep the dates they have: look at what would move.")
        if "_continue" in request.POST or "_addanother" in request.POST:
            messages.warning(request, format_html('<a href="{}">{}</a>', page, said))
            return answer
        messages.info(request, said)
        return redirect(page)
