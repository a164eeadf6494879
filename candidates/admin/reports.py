"""The screens of reports: all of them; and one with what it asks, a look at it, and the ways to take and keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from candidates.admin.export_words import ExportRow
from candidates.admin.reading import reader_of
from candidates.admin.report_page import ReportPage
from candidates.admin.saved_reports import SavedReportForm
from candidates.admin.saved_words import SavedRow
from candidates.models import ReportExport, SavedReport
from candidates.reports.asking import offered
from candidates.reports.exports import Order, order
from candidates.reports.files import own_exports
from candidates.reports.register import REPORTS
from candidates.reports.report import Report, Viewer
from candidates.reports.saved import make_now, own_saved, save
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.site import add_page

Given = Mapping[str, str]
FILE, FILE_PAGE = "admin:candidates_reportexport_file", "admin:candidates_reportexport_change"
SAVED_PAGE = "admin:candidates_savedreport_change"
LAST = 8  # files beside the list of reports
SAVED = "saved"  # in an address: which saved report one has before one


@require_safe
def reports_view(request: HttpRequest) -> HttpResponse:
    """Show every report, what the member keeps under a name, and their last files."""
    member, zone, now = membership_of(request), reader_of(request).zone, clock.now()
    last = own_exports(_viewer(request)).select_related("job")[:LAST]
    kept = own_saved(member).filter(membership=member)
    context = {
        "reports": [report for report in REPORTS.values() if report.for_members],
        "saved": [SavedRow(each, now) for each in kept.select_related("membership__user").order_by("name")],
        "rows": [ExportRow(export, zone, now) for export in last],
    }
    return _shown(request, "admin/reports/index.html", _("Reports"), context)


@require_safe
def report_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one report: what it asks, its first rows, and how to take it along."""
    return _page(request, _report(slug), request.GET)


@require_safe
def offers_view(request: HttpRequest, name: str) -> HttpResponse:
    """Suggest of the firm's own what has in it what is being typed."""
    try:
        options = offered(_viewer(request), name, request.GET.get(name, ""))
    except KeyError as error:
        raise Http404 from error
    return TemplateResponse(request, "admin/reports/offers.html", {"options": options})


@require_POST
def make_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the file: a small one is sent, a large one has a page that says how far it is."""
    report = _report(slug)
    try:
        export = order(_viewer(request), _order(request, report), via=ReportExport.Via.PAGE, at=clock.now())
    except ValidationError as error:
        return _page(request, report, request.POST, refused=error)
    return _to_file(export)


@require_POST
def save_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the report under a name, or change one that was kept."""
    report, member = _report(slug), membership_of(request)
    if not member.may_write:
        raise PermissionDenied
    form = _form(request, report, _saved(request, request.POST), request.POST)
    if not form.is_valid():
        return _page(request, report, request.POST, form=form)
    kept = save(by=member, wish=form.wish, at=clock.now(), saved=form.instance if form.instance.pk else None)
    messages.success(request, _("Kept as “%(name)s”.") % {"name": kept.name})
    return redirect(SAVED_PAGE, kept.pk)


@require_POST
def make_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a report that was kept, now, for oneself."""
    kept = own_saved(membership_of(request)).filter(pk=pk).first()
    if kept is None:
        raise Http404
    try:
        export = make_now(_viewer(request), kept, via=ReportExport.Via.PAGE, at=clock.now())
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect(SAVED_PAGE, pk)
    return _to_file(export)


def _viewer(request: HttpRequest) -> Viewer:
    return Viewer.member(membership_of(request))


def _report(slug: str) -> Report:
    """Return a report that members may have. Raises Http404."""
    report = REPORTS.get(slug)
    if report is None or not report.for_members:
        raise Http404
    return report


def _order(request: HttpRequest, report: Report) -> Order:
    said = request.POST
    return Order(report.slug, said.get("format", ""), said.dict(), said.get("paper") or ReportExport().paper)


def _to_file(export: ReportExport) -> HttpResponse:
    """Lead to the file where it is ready, else to the page that says how it stands."""
    return redirect(FILE if export.state == ReportExport.State.READY else FILE_PAGE, export.pk)


def _saved(request: HttpRequest, given: Given) -> SavedReport | None:
    """Return the saved report that one has before one. Raises Http404 for one that is not there for the member."""
    number = given.get(SAVED, "")
    if not number:
        return None
    kept = own_saved(membership_of(request)).filter(pk=number).first() if number.isdecimal() else None
    if kept is None:
        raise Http404
    return kept


def _form(request: HttpRequest, report: Report, kept: SavedReport | None, given: Given | None = None) -> Any:
    """Return the form by which a report is kept, with the filters that are given."""
    member = membership_of(request)
    instance = kept or SavedReport(organization=member.organization, membership=member, report=report.slug)
    if given is not None:
        instance.filters = {name: text for name in report.asks if (text := given.get(name, "").strip())}
    form: Any = modelform_factory(SavedReport, form=SavedReportForm)
    form.organization = member.organization
    return form(given, instance=instance, label_suffix="")


def _page(
    request: HttpRequest,
    report: Report,
    given: Given,
    *,
    refused: ValidationError | None = None,
    form: Any = None,
) -> HttpResponse:
    kept = _saved(request, given)
    page = ReportPage.of(report, _viewer(request), given, clock.now(), kept)
    wrong = refused.message_dict if refused else {}
    context = {
        "page": page,
        "report": report,
        "saved": kept,
        "form": form or (_form(request, report, kept) if membership_of(request).may_write else None),
        "refusals": [sentence for name, told in wrong.items() if name not in report.asks for sentence in told],
        "keeping": kept is not None or form is not None,
    }
    return _shown(request, "admin/reports/page.html", report.title, context, 400 if refused or form else 200)


def _shown(request: HttpRequest, template: str, title: Any, context: dict[str, Any], status: int = 200) -> HttpResponse:
    shown = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, template, shown, status=status)


add_page("reports/", reports_view, name="reports")
add_page("reports/<slug:slug>/", report_view, name="report")
add_page("reports/offers/<str:name>/", offers_view, name="report_offers")
add_page("reports/<slug:slug>/make/", make_view, name="report_make")
add_page("reports/<slug:slug>/save/", save_view, name="report_save")
add_page("reports/saved/<int:pk>/make/", make_saved_view, name="report_make_saved")
