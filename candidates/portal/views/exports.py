"""What a candidate takes along: their own plan and the proof of their follow-up, looked at, then as a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from candidates.models import ReportExport
from candidates.people.selectors import candidacies_of
from candidates.portal.taking_along import TakeAlong, own_reports
from candidates.portal.views.plans import candidate_page
from candidates.reports.exports import Order, order
from candidates.reports.files import Gone, answer, own_export
from candidates.reports.report import Viewer
from recruiting import clock
from recruiting.accounts.languages import DEFAULT


@require_safe
@never_cache
@candidate_page
def take_along(request: HttpRequest) -> HttpResponse:
    """Show for each firm that represents the signed-in person what they can take along."""
    return _choice(request)


@require_safe
@never_cache
@candidate_page
def report(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show one of the person's own reports, and how to take it along."""
    return _page(request, _viewer(request, pk), slug)


@require_POST
@never_cache
@candidate_page
def make(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Make the file, and send it."""
    viewer = _viewer(request, pk)
    said = request.POST
    wanted = Order(slug, said.get("format", ""), said.dict(), said.get("paper") or ReportExport().paper)
    try:
        export = order(viewer, wanted, via=ReportExport.Via.PORTAL, at=clock.now())
    except LookupError as error:
        raise Http404 from error
    except ValidationError as error:
        return _page(request, viewer, slug, error)
    if export.state == ReportExport.State.READY:
        return redirect("portal:take_along_file", pk, export.pk)
    messages.error(request, export.error)
    return redirect("portal:take_along_report", pk, slug)


@require_safe
@candidate_page
def file(request: HttpRequest, pk: int, export: int) -> HttpResponseBase:
    """Send a file to the person it was made for, for a day; another's does not exist for them (404)."""
    try:
        return answer(own_export(_viewer(request, pk), export), at=clock.now())
    except ReportExport.DoesNotExist as error:
        raise Http404 from error
    except Gone:
        return _choice(request, gone=True)


def _viewer(request: HttpRequest, pk: int) -> Viewer:
    """Return the signed-in person as whom one firm knows; who is not theirs does not exist for them (404)."""
    candidate = get_object_or_404(candidacies_of(request.user).select_related("user"), pk=pk)
    return Viewer.of_candidate(candidate, language=get_language() or DEFAULT)


def _choice(request: HttpRequest, *, gone: bool = False) -> HttpResponse:
    context = {"candidacies": candidacies_of(request.user), "reports": own_reports(), "gone": gone}
    return render(request, "portal/take_along.html", context, status=410 if gone else 200)


def _page(request: HttpRequest, viewer: Viewer, slug: str, refused: ValidationError | None = None) -> HttpResponse:
    try:
        page = TakeAlong.of(viewer, slug, request.POST if refused else request.GET, clock.now(), refused)
    except LookupError as error:
        raise Http404 from error
    return render(request, "portal/take_along_report.html", {"page": page}, status=400 if refused else 200)
