"""Interviews: when each ends, who was met, and what was learned (the debrief)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from candidates.models.people import Application
from recruiting import clock
from recruiting.models import Contact, User
from recruiting.models.tenancy import TenantModel

DEBRIEF_SHAPES: dict[str, tuple[str, ...]] = {
    "topics": ("topic", "help"),
    "challenges": ("challenge", "enthusiasm", "expertise"),
    "strengths": ("strength", "mine", "goal"),
}
DEBRIEF_LISTS = {**DEBRIEF_SHAPES, "people": ("person",)}
TEXT_LIMIT = 10_000


class Owner(models.TextChoices):
    """Whose a follow-up is to do."""

    CANDIDATE = "candidate", _("the candidate")
    RECRUITER = "recruiter", _("the recruiter")


class Interview(TenantModel):
    """One round of an application. Its plan says what follows."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="interviews", verbose_name=_("application")
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    ended_at = models.DateTimeField(_("ends"), help_text=_("The moment the interview ends; it may lie ahead."))
    lead = models.ForeignKey(
        Contact,
        on_delete=models.PROTECT,
        related_name="led_interviews",
        verbose_name=_("lead interviewer"),
        help_text=_("Whom to thank and call."),
    )
    others = models.ManyToManyField(
        Contact, blank=True, related_name="joined_interviews", verbose_name=_("other interviewers")
    )
    follow_up_by = models.CharField(_("who follows up"), max_length=9, choices=Owner.choices, default=Owner.CANDIDATE)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    history = HistoricalRecords(m2m_fields=[others])

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="interview_round_once"),
            models.CheckConstraint(condition=Q(round__gte=1), name="interview_round_from_one"),
            models.CheckConstraint(condition=Q(follow_up_by__in=Owner.values), name="interview_owner_known"),
        ]
        indexes = [models.Index(fields=["organization", "-ended_at"], name="interview_list_newest")]

    def __str__(self) -> str:
        return f"{self.application}, {_('round')} {self.round}"


class Debrief(TenantModel):
    """What was discussed: topics, challenges and strengths, as phrases that the letter and the call draw on."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="debrief")
    topics = models.JSONField(default=list, blank=True, help_text='[{"topic", "help"}]')
    challenges = models.JSONField(default=list, blank=True, help_text='[{"challenge", "enthusiasm", "expertise"}]')
    strengths = models.JSONField(default=list, blank=True, help_text='[{"strength", "mine", "goal"}]')
    people = models.JSONField(default=list, blank=True, help_text='[{"person"}]: whom they met, in their words')
    qualification_order = models.JSONField(default=list, blank=True, help_text="ids, what matters most here first")
    notes = models.TextField(_("notes"), blank=True, max_length=TEXT_LIMIT)
    authors = models.JSONField(default=dict, blank=True, editable=False, help_text="who wrote which entry, by list")
    updated_at = models.DateTimeField(default=clock.now, editable=False)
    updated_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("debrief")
        verbose_name_plural = _("debriefs")

    def __str__(self) -> str:
        return f"{_('debrief')}: {self.interview}"

    def clean(self) -> None:
        """Raise ValidationError unless each list holds entries of its shape, all of them texts."""
        for name, keys in DEBRIEF_LISTS.items():
            for entry in getattr(self, name):
                if not isinstance(entry, dict) or not set(entry) <= set(keys) or not entry.get(keys[0]):
                    raise ValidationError(
                        {
                            name: _("Each entry needs “%(key)s”; it may hold %(all)s.")
                            % {"key": keys[0], "all": ", ".join(keys)}
                        }
                    )
