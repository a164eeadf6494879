"""The applications' screen: which candidate is put forward for which job, by whom."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import INPUT_CLASSES

from candidates.admin.filters import ApplicationCompanyFilter, ApplicationRecruiterFilter, StageFilter
from candidates.models import Application
from candidates.recording.fields import MomentField, MomentInput
from recruiting.admin.door import membership_of
from recruiting.admin.forms import TenantForm
from recruiting.admin.tenancy import HistoryAdmin, organization_of
from recruiting.models import Membership, Role
from recruiting.wording import city


class ApplicationForm(TenantForm):
    """An application; the moment of consent by the reader's clock."""

    said = {"application_once_per_job": ("job", _("This candidate is put forward for this job already."))}
    zone = "UTC"

    represented_at = MomentField(
        label=_("Right to represent confirmed"),
        required=False,
        widget=MomentInput(attrs={"class": " ".join(INPUT_CLASSES)}),
    )

    class Meta:
        model = Application
        fields = ["candidate", "job", "recruiter", "represented_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["represented_at"]
        assert isinstance(field, MomentField)
        field.zone = self.zone
        field.help_text = _("When the candidate agreed to be put forward; the time in %(city)s.") % {
            "city": city(self.zone)
        }


@admin.register(Application)
class ApplicationAdmin(HistoryAdmin):
    """Candidates put forward for jobs."""

    form = ApplicationForm
    list_display = ["candidate", "job", "company", "recruiter", "stage"]
    list_filter = [StageFilter, ApplicationRecruiterFilter, ApplicationCompanyFilter]
    search_fields = ["candidate__name", "candidate__email", "job__title", "job__company__name"]
    search_help_text = _("Search by candidate, job or company")
    autocomplete_fields = ["candidate", "job"]
    ordering = ["-created_at"]

    @admin.display(description=_("company"), ordering="job__company__name")
    def company(self, application: Application) -> str:
        """Return where the job is."""
        return application.job.company.name

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load what names an application and its row, for the list and for autocompletion."""
        return super().get_queryset(request).select_related("candidate", "job__company", "recruiter__user")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form the reader's zone."""
        form = super().get_form(request, obj, change, **kwargs)
        form.zone = membership_of(request).user.time_zone
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Suggest oneself as the recruiter."""
        membership = membership_of(request)
        own = {"recruiter": membership.pk} if membership.may_write else {}
        asked: dict[str, Any] = super().get_changeform_initial_data(request)
        return own | asked

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer as recruiters those who may record."""
        if db_field.name == "recruiter":
            members = Membership.objects.for_organization(organization_of(request)).select_related("user")
            kwargs["queryset"] = members.exclude(role=Role.VIEWER).order_by("user__email")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
