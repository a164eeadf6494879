"""Where candidates interview: companies with their calendars, the people there, and the jobs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from simple_history.models import HistoricalRecords

from recruiting import clock
from recruiting.models.fields import (
    CountryField,
    NameKeyField,
    TimeZoneField,
    default_working_week,
    validate_weekdays,
)
from recruiting.models.tenancy import TenantModel


class Company(TenantModel):
    """A company whose time zone, public holidays and working week say when its people can be reached."""

    name = models.CharField(_("name"), max_length=200)
    name_key = NameKeyField()
    time_zone = TimeZoneField(_("time zone"), help_text=_("Where its people work, such as Europe/London."))
    country = CountryField(
        _("country"),
        blank=True,
        help_text=_("Two letters, such as GB. Without it no public holiday is known."),
    )
    subdivision = models.CharField(
        _("state or region"),
        max_length=10,
        blank=True,
        help_text=_("Such as ENG or NY: public holidays differ by region."),
    )
    working_week = models.JSONField(_("working week"), default=default_working_week, validators=[validate_weekdays])
    created_at = models.DateTimeField(default=clock.now, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [models.UniqueConstraint(fields=["organization", "name_key"], name="company_name_once_per_firm")]
        indexes = [models.Index(fields=["organization", "name"], name="company_list_by_name")]

    def __str__(self) -> str:
        return self.name


class CompanyDay(TenantModel):
    """A date on which a company is closed though it would work, or open though it would not."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("closed")
        OPEN = "open", _("open")

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("date"))
    kind = models.CharField(_("what"), max_length=6, choices=Kind.choices, default=Kind.CLOSED)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("closed or open day")
        verbose_name_plural = _("closed and open days")
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["company", "date"], name="company_day_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"


class Contact(TenantModel):
    """A person at a company: an interviewer, the switchboard."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("company"))
    name = models.CharField(_("name"), max_length=200)
    name_key = NameKeyField()
    title = models.CharField(_("title"), max_length=200, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    time_zone = TimeZoneField(_("time zone"), blank=True, help_text=_("Only if it differs from the company's."))
    country = CountryField(_("country"), blank=True, help_text=_("Only if it differs from the company's."))
    subdivision = models.CharField(_("state or region"), max_length=10, blank=True)
    accepts_calls = models.BooleanField(_("accepts calls"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(fields=["organization", "name"], name="contact_list_by_name"),
            models.Index(fields=["company", "name_key"], name="contact_by_company_and_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Job(TenantModel):
    """An opening at a company."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="jobs", verbose_name=_("company"))
    title = models.CharField(_("title"), max_length=200)
    title_key = NameKeyField(source="title")
    role_family = models.CharField(
        _("role family"),
        max_length=60,
        default="general",
        help_text=_("Such as sales or engineering; policies may apply to one."),
    )
    is_open = models.BooleanField(_("open"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(fields=["company", "title_key"], name="job_title_once_per_company"),
            models.CheckConstraint(condition=~Q(role_family=""), name="job_has_role_family"),
        ]
        indexes = [models.Index(fields=["organization", "title"], name="job_list_by_title")]

    def __str__(self) -> str:
        return self.title


class CalendarSnapshot(TenantModel):
    """A calendar as the engine reads it, holidays included; never changed, so that rebuilding gives the same."""

    content = models.JSONField(
        help_text="Calendar.to_json(): time_zone, country, subdivision, holidays, working_week, closed, open"
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content in canonical JSON")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("calendar snapshot")
        verbose_name_plural = _("calendar snapshots")
        constraints = [
            models.UniqueConstraint(fields=["organization", "digest"], name="calendar_snapshot_once_per_firm")
        ]

    def __str__(self) -> str:
        return f"{self.content.get('time_zone')} {self.digest[:8]}"
