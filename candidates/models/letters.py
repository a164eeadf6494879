"""Letters that a candidate writes to an interviewer: every version kept, what was said of them, and how they went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.events import Actor
from candidates.models.interviews import TEXT_LIMIT, Interview
from candidates.models.mail import OutgoingMail
from recruiting import clock
from recruiting.models import Contact, User
from recruiting.models.tenancy import TenantModel

SUBJECT_LIMIT = 200
THANK_YOU = "thank_you"


class Letter(TenantModel):
    """A thank-you to one interviewer, or a check-in; its words stand in its versions."""

    class State(models.TextChoices):
        WRITING = "writing", _("being written")
        ASKED = "asked", _("waiting for approval")
        APPROVED = "approved", _("approved")
        QUEUED = "queued", _("on its way")
        SENT = "sent", _("sent")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        GERMAN = "de", _("German")

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="letters")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="letters", verbose_name=_("to"))
    step_key = models.CharField(max_length=20, default=THANK_YOU, help_text="The step that sending it does")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ENGLISH)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WRITING)
    mail = models.ForeignKey(OutgoingMail, on_delete=models.SET_NULL, null=True, related_name="letters")
    sent_at = models.DateTimeField(_("sent"), null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("letter to an interviewer")
        verbose_name_plural = _("letters to interviewers")
        constraints = [
            models.UniqueConstraint(fields=["interview", "contact", "step_key"], name="letter_once_per_step"),
            models.CheckConstraint(condition=Q(state="sent") ^ Q(sent_at=None), name="letter_sent_when_sent"),
        ]
        indexes = [models.Index(fields=["organization", "state", "-created_at"], name="letters_waiting_for_approval")]

    def __str__(self) -> str:
        return f"{self.contact} · {self.interview}"


class LetterVersion(TenantModel):
    """What a letter said at one time, and who wrote it; `composed` by the coach, or by a person."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="From 1, in the order of writing")
    subject = models.CharField(_("subject"), max_length=SUBJECT_LIMIT, blank=True)
    body = models.TextField(_("letter"), max_length=TEXT_LIMIT, blank=True)
    composed = models.BooleanField(default=False)
    actor = models.CharField(_("by"), max_length=9, choices=Actor.choices)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("version of a letter")
        verbose_name_plural = _("versions of letters")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="letter_version_once"),
            models.CheckConstraint(condition=Q(actor__in=Actor.values), name="letter_version_actor_known"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.number}"


class LetterComment(TenantModel):
    """What recruiter or candidate says to the other about a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"), max_length=2000)
    actor = models.CharField(_("by"), max_length=9, choices=Actor.choices)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("comment on a letter")
        verbose_name_plural = _("comments on letters")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
