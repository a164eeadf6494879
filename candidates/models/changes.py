"""Changes of rules: what an edit would do to open plans, plan by plan, and what was done of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from candidates.models.jobs import BackgroundJob
from candidates.models.plans import Plan, Step
from recruiting import clock
from recruiting.models import CalendarSnapshot, Company, Contact, PolicyVersion, User
from recruiting.models.tenancy import TenantModel


class RulesChange(TenantModel):
    """An edit of a policy, a company's calendar, a contact or the public holidays, as it is put to open plans.

    Foreseen first, which touches no plan; then applied to all, to some or to none of them; undone as one.
    """

    class Kind(models.TextChoices):
        POLICY = "policy", _("policy")
        COMPANY = "company", _("company")
        CONTACT = "contact", _("contact")
        HOLIDAYS = "holidays", _("public holidays")

    class State(models.TextChoices):
        FORESEEING = "foreseeing", _("being worked out")
        FORESEEN = "foreseen", _("not applied")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    class Reach(models.TextChoices):
        ALL = "all", _("all these plans")
        CHOSEN = "chosen", _("chosen plans")
        NEW = "new", _("new interviews only")

    kind = models.CharField(_("what"), max_length=8, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.FORESEEING)
    reach = models.CharField(_("applied to"), max_length=6, choices=Reach.choices, blank=True)
    version = models.ForeignKey(
        PolicyVersion,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("version"),
        help_text="Of a policy: what is to be followed",
    )
    replaced = models.ForeignKey(
        PolicyVersion,
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        help_text="The version that held until this change published its own; an undo brings it back",
    )
    publishes = models.BooleanField(default=False, help_text="The version is a draft until the change is applied")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="+")
    before = models.JSONField(default=dict, help_text="The company's or contact's columns before the edit, for an undo")
    after = models.JSONField(default=dict, help_text="The same after it, or the version's rules: what was foreseen")
    job = models.ForeignKey(BackgroundJob, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("made"), default=clock.now)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    foreseen_at = models.DateTimeField(null=True, help_text="The moment from which its plans follow the new rules")
    applied_at = models.DateTimeField(_("applied"), null=True)
    applied_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("change of rules")
        verbose_name_plural = _("changes of rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="policy", version__isnull=False, company=None, contact=None)
                | Q(kind="company", version=None, company__isnull=False, contact=None)
                | Q(kind="contact", version=None, company=None, contact__isnull=False)
                | Q(kind="holidays", version=None, company=None, contact=None),
                name="rules_change_of_what",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["foreseeing", "foreseen"], reach="", applied_at=None)
                | ~Q(state__in=["foreseeing", "foreseen"]) & ~Q(reach="") & Q(applied_at__isnull=False),
                name="rules_change_applied_to_whom",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-created_at"], name="rules_change_list_newest")]

    def __str__(self) -> str:
        kind = capfirst(self.get_kind_display())
        return f"{kind}: {self.subject}" if self.subject else kind

    @property
    def subject(self) -> str:
        """Return the name of what was edited; nothing for the public holidays."""
        if self.version is not None:
            return _("%(policy)s, version %(number)s") % {
                "policy": self.version.policy.name,
                "number": self.version.number,
            }
        return str(self.company or self.contact or "")

    @property
    def is_begun(self) -> bool:
        """Say whether it was applied, wholly or in part, and not undone since."""
        return self.state in {self.State.APPLYING, self.State.APPLIED, self.State.UNDOING}


class PlanImpact(TenantModel):
    """What a change does to one open plan: its next follow-up before and after."""

    class Movement(models.TextChoices):
        EARLIER = "earlier", _("earlier")
        LATER = "later", _("later")
        SAME = "same", _("as before")
        TO_EMAIL = "to_email", _("call becomes email")
        TO_CALL = "to_call", _("email becomes call")
        EXHAUSTED = "exhausted", _("over to you")
        REVIVED = "revived", _("goes on")
        REFUSED = "refused", _("cannot follow")

    class State(models.TextChoices):
        PENDING = "pending", _("not applied")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        SKIPPED = "skipped", _("left as it was")

    change = models.ForeignKey(RulesChange, on_delete=models.CASCADE, related_name="impacts")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="impacts")
    revision = models.PositiveIntegerField(help_text="The plan's, when this was worked out")
    movement = models.CharField(_("what moves"), max_length=9, choices=Movement.choices)
    version = models.ForeignKey(PolicyVersion, on_delete=models.RESTRICT, related_name="+", db_index=False)
    calendar = models.ForeignKey(CalendarSnapshot, on_delete=models.RESTRICT, related_name="+", db_index=False)
    without_calls = models.BooleanField()
    old_kind = models.CharField(max_length=8, choices=Step.Kind.choices, blank=True)
    old_due = models.DateTimeField(null=True)
    new_kind = models.CharField(max_length=8, choices=Step.Kind.choices, blank=True)
    new_due = models.DateTimeField(null=True)
    days = models.IntegerField(default=0, help_text="How many local days later it is due; less than 0: earlier")
    thank_you_moves = models.BooleanField(default=False)
    chosen = models.BooleanField(default=True)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.PENDING)

    class Meta:
        verbose_name = _("plan's part in a change")
        verbose_name_plural = _("plans' parts in a change")
        constraints = [models.UniqueConstraint(fields=["change", "plan"], name="plan_impact_once_per_change")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.get_movement_display()}"
