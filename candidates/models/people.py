"""The people a firm represents, and what each is put forward for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from simple_history.models import HistoricalRecords

from recruiting import clock
from recruiting.models import Job, Membership, User
from recruiting.models.fields import TimeZoneField
from recruiting.models.tenancy import TenantModel, TenantQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class CandidateQuerySet(TenantQuerySet["Candidate"]):
    """Candidates, by firm for its members, by user for the portal."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the candidates, in any firm, that this user is."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class Candidate(TenantModel):
    """A person a firm represents; the email identifies them within it."""

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("email"), max_length=254)
    phone = PhoneNumberField(_("phone"), blank=True)
    time_zone = TimeZoneField(_("time zone"), help_text=_("Where the candidate is: dates are shown there too."))
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="candidacies"
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = CandidateQuerySet.as_manager()  # type: ignore[misc]  # a richer manager than its base's
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(fields=["organization", "email"], name="candidate_email_once_per_firm"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="candidate_email_lower_case"),
        ]
        indexes = [
            models.Index(fields=["organization", "name"], name="candidate_list_by_name"),
            models.Index(fields=["user"], condition=Q(user__isnull=False), name="candidate_portal_by_user"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the candidate under a lower-case email."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class Qualification(TenantModel):
    """What a candidate can claim, and the evidence; the most relevant first."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="qualifications")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    claim = models.CharField(_("claim"), max_length=500)
    evidence = models.CharField(_("evidence"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.claim


class Stage(models.TextChoices):
    """How far an application has come; follows from its interviews' plans."""

    REPRESENTED = "represented", _("represented")
    INTERVIEWING = "interviewing", _("interviewing")
    HIRED = "hired", _("hired")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CLOSED = "closed", _("closed")


class Application(TenantModel):
    """A candidate put forward for a job."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="applications", verbose_name=_("candidate")
    )
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="applications", verbose_name=_("job"))
    recruiter = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="applications", verbose_name=_("recruiter")
    )
    represented_at = models.DateTimeField(
        _("right to represent confirmed"),
        null=True,
        blank=True,
        help_text=_("When the candidate agreed to be put forward."),
    )
    stage = models.CharField(
        _("stage"), max_length=12, choices=Stage.choices, default=Stage.REPRESENTED, editable=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    history = HistoricalRecords(excluded_fields=["stage"])

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [models.UniqueConstraint(fields=["candidate", "job"], name="application_once_per_job")]
        indexes = [models.Index(fields=["organization", "-created_at"], name="application_list_newest")]

    def __str__(self) -> str:
        return f"{self.candidate} · {self.job}"
