"""The log of exports, for owners; and the page of a file, for who asked for it: what is in it, fetched, made anew."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import DropdownFilter
from unfold.views import ChangeList

from candidates.admin.export_words import ExportRow
from candidates.admin.filters import ChoiceFilter
from candidates.admin.reading import reader_of
from candidates.models import ReportExport
from candidates.reports.exports import again, cancel
from candidates.reports.files import Gone, answer, own_export
from candidates.reports.formats import FORMATS
from candidates.reports.register import REPORTS
from candidates.reports.report import Viewer
from recruiting import clock
from recruiting.admin.door import membership_of
from recruiting.admin.tenancy import TenantModelAdmin

PAGE = "admin:candidates_reportexport_change"


class KnownFilter(DropdownFilter):  # type: ignore[misc]  # unfold ships no types
    """Narrows the log by one of the codes that are known."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the codes with their words."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list, unless nothing was chosen."""
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() else queryset


class ReportFilter(KnownFilter):
    """By report."""

    title, parameter_name = _("report"), "report"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the reports."""
        return [(slug, report.title) for slug, report in REPORTS.items()]


class FormatFilter(KnownFilter):
    """By format."""

    title, parameter_name = _("format"), "format"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the formats."""
        return [(code, code.upper()) for code in FORMATS]


class ViaFilter(ChoiceFilter):
    """By where it was asked for."""

    title, parameter_name, choices_of, lookup = _("from"), "via", ReportExport.Via, "via"


class StateFilter(ChoiceFilter):
    """By state."""

    title, parameter_name, choices_of, lookup = _("state"), "state", ReportExport.State, "state"


class ExportList(ChangeList):  # type: ignore[misc]  # unfold ships no types
    """Exports that know who reads of them, and when."""

    def get_results(self, request: HttpRequest) -> None:
        """Load a page of them and say each one's moments on the reader's clock."""
        super().get_results(request)
        zone, now = reader_of(request).zone, clock.now()
        self.result_list: list[Any] = list(self.result_list)
        for export in self.result_list:
            export.row = ExportRow(export, zone, now)


@admin.register(ReportExport)
class ReportExportAdmin(TenantModelAdmin):
    """Every export of the firm: read and searched by owners; a file is had by who asked for it, and by nobody else."""

    list_display = ["what", "who", "in_it", "how_much", "via", "when", "how"]
    list_filter = [ReportFilter, FormatFilter, ViaFilter, StateFilter]
    search_fields = ["made_by", "report", "filter_words", "name"]
    search_help_text = _("Search by person, report, filter or file")
    ordering = ["-asked_at", "-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the firm's exports to an owner, to others their own."""
        exports, member = super().get_queryset(request).select_related("job"), membership_of(request)
        return exports if member.may_manage else exports.filter(membership=member)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ExportList]:
        """Use a list that knows its reader."""
        return ExportList

    @admin.display(description=_("what"), ordering="report")
    def what(self, export: Any) -> str:
        """Return which report, in which format."""
        return format_html('<span class="ft-whom"><b>{}</b> {}</span>', export.row.title, export.format.upper())

    @admin.display(description=_("by"), ordering="made_by")
    def who(self, export: Any) -> str:
        """Return who has it."""
        return str(export.made_by)

    @admin.display(description=_("what is in it"))
    def in_it(self, export: Any) -> str:
        """Return with which filters, in short."""
        return str(export.row.filters)

    @admin.display(description=_("how much"), ordering="rows")
    def how_much(self, export: Any) -> str:
        """Return how many rows, and how large."""
        return str(export.row.how_much)

    @admin.display(description=_("when"), ordering="asked_at")
    def when(self, export: Any) -> str:
        """Return when it was asked for, on the reader's clock."""
        return str(export.row.when)

    @admin.display(description=_("state"), ordering="state")
    def how(self, export: Any) -> str:
        """Return its state: a word, and a colour."""
        return format_html('<span class="ft-state ft-state-{}">{}</span>', export.row.look, export.get_state_display())

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever exports stands in it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A log is not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A log is not shortened."""
        return False

    def get_urls(self) -> list[Any]:
        """Add the file itself, making it anew, and stopping its making."""
        wrap, name = self.admin_site.admin_view, "candidates_reportexport_{}".format
        return [
            path("<int:pk>/file/", wrap(self.file_view), name=name("file")),
            path("<int:pk>/again/", wrap(require_POST(self.again_view)), name=name("again")),
            path("<int:pk>/cancel/", wrap(require_POST(self.cancel_view)), name=name("cancel")),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Show the log to owners."""
        if not membership_of(request).may_manage:
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show what is in a file and how it stands; who asked for it can fetch it, or make it anew."""
        export = self.own(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        member, row = membership_of(request), ExportRow(export, reader_of(request).zone, clock.now())
        context = {
            **self.admin_site.each_context(request),
            "title": row.title,
            "opts": self.opts,
            "original": export,
            "export": export,
            "row": row,
            "mine": export.membership_id == member.pk,
        }
        return TemplateResponse(request, "admin/reports/file.html", context)

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Send the file to who asked for it."""
        try:
            return answer(_asked_for(request, pk), at=clock.now())
        except Gone:
            messages.warning(request, _t("The file is not here any more. Make it anew."))
            return redirect(PAGE, pk)

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it anew, for who asked for it as they are now."""
        export, viewer = _asked_for(request, pk), Viewer.member(membership_of(request))
        try:
            made = again(viewer, export, via=ReportExport.Via.PAGE, at=clock.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except LookupError:
            messages.error(request, _t("There is no such report any more."))
        else:
            return redirect(PAGE, made.pk)
        return redirect(PAGE, pk)

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop the making of it."""
        cancel(_asked_for(request, pk), at=clock.now())
        return redirect(PAGE, pk)


def _asked_for(request: HttpRequest, pk: int) -> ReportExport:
    """Return a file that the member asked for. Raises Http404 for another's, an owner's eyes or not."""
    try:
        return own_export(Viewer.member(membership_of(request)), pk)
    except ReportExport.DoesNotExist as error:
        raise Http404 from error
