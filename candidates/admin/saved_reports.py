"""Saved reports: when, for whom, in which format; filters are shown here and chosen on the report's page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget, UnfoldAdminTimeWidget

from candidates.admin.reading import reader_of
from candidates.admin.saved_words import SavedRow
from candidates.models import SavedReport
from candidates.reports import saved as reports
from candidates.reports.exports import Order
from candidates.reports.formats import FORMATS
from candidates.reports.register import REPORTS
from candidates.reports.saved import Wish
from recruiting import clock
from recruiting.admin.companies import DAY_NAMES
from recruiting.admin.door import membership_of
from recruiting.admin.forms import TenantForm
from recruiting.admin.tenancy import HistoryAdmin
from recruiting.models import Membership
from recruiting.wording import moment_in


class SavedReportForm(TenantForm):
    """When a saved report is made, in which format, and for whom."""

    weekdays = forms.MultipleChoiceField(
        label=_("On these days"),
        choices=list(DAY_NAMES.items()),
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        required=False,
        help_text=_("Without one it is made only when somebody asks."),
    )
    recipients = forms.ModelMultipleChoiceField(
        label=_("For whom"),
        queryset=Membership.objects.none(),
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        required=False,
        help_text=_("Each gets a letter, with a file in their own time zone to fetch within a day."),
    )
    format = forms.ChoiceField(label=_("Format"), widget=UnfoldAdminSelectWidget)

    class Meta:
        model = SavedReport
        fields = ["name", "weekdays", "at_hour", "recipients", "format", "paper"]
        widgets = {"at_hour": UnfoldAdminTimeWidget(format="%H:%M", attrs={"type": "time"})}
        help_texts = {"paper": _("Of a PDF.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = REPORTS.get(self.instance.report)
        codes = report.formats if report else [self.instance.format]
        labels = {code: FORMATS[code].label if code in FORMATS else code.upper() for code in codes}
        self.fields["format"].choices = list(labels.items())  # type: ignore[attr-defined]  # it is a ChoiceField
        active = Membership.objects.for_organization(self.organization).filter(user__is_active=True)
        self.fields["recipients"].queryset = active.select_related("user").order_by("user__name", "user__email")  # type: ignore[attr-defined]

    @property
    def wish(self) -> Wish:
        """Return what the form says, its filters as they were saved."""
        said, kept = self.cleaned_data, self.instance
        order = replace(Order.of(kept), format=said["format"], paper=said["paper"])
        return Wish(said["name"], order, said["weekdays"], said["at_hour"], list(said["recipients"]))

    def clean(self) -> dict[str, Any]:
        """Say beside its field what the service would refuse; what is wrong with the filters, above all."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                reports.check(self.instance.membership, self.wish, at=clock.now(), saved=self.instance)
            except ValidationError as error:
                for field, sentences in error.message_dict.items():
                    self.add_error(field if field in self.fields else None, sentences)
        return said


@admin.register(SavedReport)
class SavedReportAdmin(HistoryAdmin):
    """Saved reports: a recruiter's own, to an owner the firm's; they are saved on the page of a report."""

    form = SavedReportForm
    fields = ["name", "weekdays", "at_hour", "recipients", "format", "paper"]
    list_display = ["name", "what", "whose", "days", "next_words", "standing"]
    list_select_related = ["membership__user"]
    search_fields = ["name", "membership__user__name", "membership__user__email"]
    search_help_text = _("Search by name or person")
    ordering = ["name"]
    change_list_template = "admin/mail/list.html"
    list_before_template = "admin/reports/above_saved.html"
    change_form_outer_before_template = "admin/reports/saved.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return a recruiter's own, to an owner the firm's."""
        own = reports.own_saved(membership_of(request)).values("pk")
        rows: QuerySet[Any] = super().get_queryset(request).filter(pk__in=own)
        return rows.select_related("membership__user", "organization")

    @admin.display(description=_("report"), ordering="report")
    def what(self, saved: SavedReport) -> str:
        """Return which report, in which format."""
        return SavedRow(saved, clock.now()).title

    @admin.display(description=_("whose"), ordering="membership__user__name")
    def whose(self, saved: SavedReport) -> str:
        """Return who saved it."""
        return str(saved.membership.user)

    @admin.display(description=_("on"))
    def days(self, saved: SavedReport) -> str:
        """Return its days and its hour, on the clock of whose it is."""
        return SavedRow(saved, clock.now()).days or "–"

    @admin.display(description=_("next"), ordering="next_at")
    def next_words(self, saved: SavedReport) -> str:
        """Return when it is made next, on the clock of whose it is."""
        return SavedRow(saved, clock.now()).next or "–"

    @admin.display(description=_("state"))
    def standing(self, saved: SavedReport) -> str:
        """Say whether it stopped, and why."""
        if not saved.problem:
            return ""
        return format_html('<span class="ft-state ft-state-overdue">{}</span> {}', _("stopped"), saved.problem)

    def may_see(self, membership: Membership) -> bool:
        """Those see it who may write."""
        return membership.may_write

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is saved where its filters are chosen."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change it may remove it."""
        return membership_of(request).may_write

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show above the form what is saved, when it is next, who does not get it, and what stopped it."""
        saved, zone, now = self.own(request, object_id), reader_of(request).zone, clock.now()
        context = {
            "saved": saved,
            "report": REPORTS.get(saved.report),
            "filters": reports.words_of(saved),
            "next": self.next_words(saved),
            "skipped": reports.skipped(saved),
            "lately": [
                (export, moment_in(export.asked_at, zone, now=now))
                for export in saved.exports.order_by("-asked_at", "-pk")[:5]
            ],
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def save_model(self, request: HttpRequest, obj: SavedReport, form: Any, change: bool) -> None:
        """Store it through its service."""
        reports.save(by=membership_of(request), wish=form.wish, at=clock.now(), saved=obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The service has stored the recipients."""

    def delete_model(self, request: HttpRequest, obj: SavedReport) -> None:
        """Remove it through its service."""
        reports.remove(obj)
