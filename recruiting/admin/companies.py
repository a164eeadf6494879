"""The companies' screen: where they are, when they work, the days on which they do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelect2Widget

from recruiting import cadence, clock
from recruiting.admin.calendar_edits import CalendarEditAdmin
from recruiting.admin.door import membership_of
from recruiting.admin.forms import THERE_ALREADY, TenantForm
from recruiting.admin.standings import company_cards
from recruiting.admin.tenancy import TenantInline
from recruiting.models import Company, CompanyDay, Contact
from recruiting.models.fields import WEEKDAYS, time_zone_choices
from recruiting.policies.standings import standings_of_company
from recruiting.wording import refusal_field, refusal_sentence

DAY_NAMES = dict(
    zip(
        WEEKDAYS,
        (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")),
        strict=True,
    )
)
OFTEN_CLOSED = ((12, 24), (12, 31))


def zone_field(**kwargs: Any) -> forms.ChoiceField:
    """Return a field that offers every time zone, found by typing."""
    return forms.ChoiceField(
        choices=lambda: [("", ""), *time_zone_choices()], widget=UnfoldAdminSelect2Widget, **kwargs
    )


def refuse_unknown_place(form: TenantForm, said: Mapping[str, Any]) -> None:
    """Say beside its field what of a zone, country and region no calendar can be made of."""
    place = {name: said.get(name) or None for name in ("country", "subdivision")}
    try:
        cadence.Calendar.from_json({"time_zone": said.get("time_zone") or "UTC", **place}).snapshot(range(2026, 2027))
    except cadence.Refused as refused:
        form.add_error(refusal_field(refused), refusal_sentence(refused, "UTC"))


class CompanyForm(TenantForm):
    """A company; whose working week is ticked, day by day."""

    said = {"company_name_once_per_firm": ("name", THERE_ALREADY)}

    time_zone = zone_field(label=_("Time zone"), help_text=_("Where its people work, such as Europe/London."))
    working_week = forms.MultipleChoiceField(
        label=_("Working week"), choices=list(DAY_NAMES.items()), widget=UnfoldAdminCheckboxSelectMultipleWidget
    )

    class Meta:
        model = Company
        fields = ["name", "time_zone", "country", "subdivision", "working_week"]

    def clean_country(self) -> str:
        """Take the two letters in any case."""
        return str(self.cleaned_data["country"] or "").upper()

    def clean(self) -> dict[str, Any]:
        """Let the engine say which country and region it knows no holidays of."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            refuse_unknown_place(self, cleaned)
        return cleaned


class ContactInline(TenantInline):
    """The people there."""

    model = Contact
    fields = ["name", "title", "email", "phone", "accepts_calls"]
    tab = True
    verbose_name_plural = _("People")


class CompanyDayInline(TenantInline):
    """Days on which it is closed though it would work, or open though it would not."""

    model = CompanyDay
    fields = ["date", "kind", "note"]
    tab = True
    verbose_name_plural = _("Closed and open days")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Make room for the suggested days of a new company."""
        return 0 if obj else len(OFTEN_CLOSED)


@admin.register(Company)
class CompanyAdmin(CalendarEditAdmin):
    """Companies, with their people and their days."""

    form = CompanyForm
    in_palette = True
    inlines = [ContactInline, CompanyDayInline]
    list_display = ["name", "time_zone", "country", "people", "openings"]
    search_fields = ["name"]
    search_help_text = _("Search by name")
    ordering = ["name"]
    change_form_outer_before_template = "admin/companies/schedule_link.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count people and jobs in the same query."""
        rows = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(
            people=Count("contacts", distinct=True), openings=Count("jobs", distinct=True)
        )
        return counted

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Say which policy interviews there would follow."""
        company, today = self.own(request, object_id), clock.today(membership_of(request).user.time_zone)
        cards = company_cards(standings_of_company(company, on=today), today)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "cards": cards})

    def save_model(self, request: HttpRequest, obj: Company, form: Any, change: bool) -> None:
        """Store it, and ask for the region where public holidays depend on it."""
        super().save_model(request, obj, form, change)
        regions = cadence.countries().get(obj.country, ())
        if regions and not obj.subdivision:
            ask = _("Public holidays in %(country)s differ by region. Say which, if you know it: %(regions)s.")
            messages.warning(request, ask % {"country": obj.country, "regions": ", ".join(regions)})

    @admin.display(description=_("people"), ordering="people")
    def people(self, company: Any) -> int:
        """Return how many people are known there."""
        return int(company.people)

    @admin.display(description=_("jobs"), ordering="openings")
    def openings(self, company: Any) -> int:
        """Return how many jobs are known there."""
        return int(company.openings)

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """Suggest for a new company the days on which many are closed."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, CompanyDayInline) and obj.pk is None and request.method == "GET":
            today = clock.today("UTC")
            kwargs["initial"] = [
                {"date": today.replace(month=month, day=day), "kind": CompanyDay.Kind.CLOSED, "note": _("suggested")}
                for month, day in OFTEN_CLOSED
            ]
        return kwargs
