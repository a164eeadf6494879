"""Call-timing policies: to whom each applies, and its versions, which never change once published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from recruiting import clock
from recruiting.models.accounts import User
from recruiting.models.companies import Company
from recruiting.models.fields import CountryField
from recruiting.models.tenancy import TenantModel


class Policy(TenantModel):
    """When to write and call, for any mix of company, role family, round and country; one of a firm is its default."""

    name = models.CharField(_("name"), max_length=200)
    is_default = models.BooleanField(
        _("the firm's default"), default=False, help_text=_("Holds where no other applies.")
    )
    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="policies",
        verbose_name=_("company"),
    )
    role_family = models.CharField(_("role family"), max_length=60, blank=True)
    round = models.PositiveSmallIntegerField(_("round"), null=True, blank=True)
    country = CountryField(_("country"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    told_by = models.CharField(
        _("who told us"),
        max_length=200,
        blank=True,
        help_text=_("The person there who said so, or who of us knows it."),
    )
    told_on = models.DateField(_("told on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("What they said."))
    review_by = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("Ask again by then: it is listed until somebody did.")
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("call-timing policy")
        verbose_name_plural = _("call-timing policies")
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="policy_name_once_per_firm"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(is_default=True), name="policy_one_default_per_firm"
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(company=None, role_family="", round=None, country=""),
                name="policy_default_has_no_scope",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=models.F("valid_until")),
                name="policy_valid_from_before_until",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def applies_to_something(self) -> bool:
        """Say whether any interview can fall under it."""
        return self.is_default or bool(self.company_id or self.role_family or self.round or self.country)


class PolicyVersion(TenantModel):
    """The rules of a policy: a draft until published, then fixed for good; retired when the next is published.

    What was retired holds again where the change that replaced it is undone.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    rules = models.JSONField(_("rules"), help_text="cadence.Policy.to_json(), with its form's version")
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    based_on = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The published version that its author saw: publishing is refused once another holds",
    )
    drafted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number_once"),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(state="published"), name="policy_one_published_version"
            ),
            models.UniqueConstraint(
                fields=["policy", "drafted_by"], condition=Q(state="draft"), name="policy_one_draft_per_author"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="policy_version_published_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}, {self.number}"
