"""Outgoing mail: each letter as a row, each try to send it, addresses that take none, and firms whose mail is held."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.people import Candidate
from candidates.models.reminders import Reminder
from recruiting import clock
from recruiting.models import Membership, User
from recruiting.models.tenancy import TenantModel


class MailStream(models.TextChoices):
    """What a person can refuse apart from the rest."""

    REMINDERS = "reminders", _("reminders of your steps")
    DIGEST = "digest", _("the morning letter")
    NOTICES = "notices", _("notices about plans and mail")
    REPORTS = "reports", _("reports that are ready")
    PERSONAL = "personal", _("letters that somebody asked us to send")


class OutgoingMail(TenantModel):
    """A letter as it will be sent: words and date frozen when it was queued, its Message-ID derived from its key.

    `next_at` is when a worker may take it up. Whoever claims it moves that moment on by a lease and leaves a token, so
    that nobody else takes it until the lease is over, and everybody can if its worker died.
    """

    class Kind(models.TextChoices):
        BEFORE = "before", _("reminder: soon")
        DUE = "due", _("reminder: now")
        OVERDUE = "overdue", _("reminder: overdue")
        CHANGED = "changed", _("another date")
        EXHAUSTED = "exhausted", _("over to you")
        DIGEST = "digest", _("morning letter")
        MAIL_FAILED = "mail_failed", _("a letter failed")
        INVITATION = "invitation", _("invitation")
        THANK_YOU = "thank_you", _("thank-you to an interviewer")
        CHECK_IN = "check_in", _("check-in with an interviewer")
        REPORT = "report", _("report")
        REPORT_STOPPED = "stopped", _("a saved report stopped")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        TOO_LATE = "too_late", _("too late to send")
        REFUSED = "refused", _("address takes no mail")
        CANCELLED = "cancelled", _("no longer needed")
        HELD = "held", _("held")

    key = models.CharField(max_length=120, unique=True, help_text="What it is about: queued once")
    reminder = models.OneToOneField(Reminder, on_delete=models.CASCADE, null=True, related_name="mail")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, null=True, related_name="mails")
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="mails", help_text="Whom its failing concerns"
    )
    kind = models.CharField(_("what"), max_length=11, choices=Kind.choices)
    stream = models.CharField(max_length=9, choices=MailStream.choices)
    to = models.CharField(_("to"), max_length=254)
    reply_to = models.CharField(max_length=254, blank=True)
    copy_to = models.CharField(_("copy to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=400, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=120)
    dated = models.DateTimeField(help_text="Its Date header")
    due_at = models.DateTimeField(_("to be sent"))
    next_at = models.DateTimeField(help_text="When a worker may take it up")
    useful_until = models.DateTimeField(_("useful until"), null=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.WAITING)
    claim_token = models.UUIDField(null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("why"), blank=True, help_text="In words: the server's, or ours")
    created_at = models.DateTimeField(_("queued"), default=clock.now)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("outgoing mail")
        indexes = [
            models.Index(
                fields=["next_at", "id"], condition=Q(state__in=["waiting", "sending"]), name="worker_claims_mail"
            ),
            models.Index(fields=["organization", "-due_at", "-id"], name="outgoing_mail_list_newest"),
            models.Index(fields=["organization", "state", "-due_at"], name="outgoing_mail_by_state"),
            models.Index(fields=["organization", "to", "created_at"], name="mail_cap_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_at:%Y-%m-%d %H:%M}"


class SendingAttempt(TenantModel):
    """One try to hand a letter to the mail server, and what came of it."""

    class Outcome(models.TextChoices):
        UNKNOWN = "unknown", _("not known: its worker was not heard of again")
        SENT = "sent", _("accepted by the mail server")
        SOON = "soon", _("refused for now, tried again soon")
        LATER = "later", _("refused for now, tried again later")
        NEVER = "never", _("refused for good")

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="attempts")
    token = models.UUIDField()
    started_at = models.DateTimeField(_("begun"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    outcome = models.CharField(_("what came of it"), max_length=7, choices=Outcome.choices, default=Outcome.UNKNOWN)
    code = models.PositiveSmallIntegerField(_("code"), null=True)
    answer = models.TextField(_("the server's words"), blank=True)

    class Meta:
        verbose_name = _("try")
        verbose_name_plural = _("tries")
        ordering = ["started_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.started_at:%Y-%m-%d %H:%M}"


class Suppression(TenantModel):
    """An address that a firm's mail, or one stream of it, is not sent to: refused by its server, or by its owner."""

    class Reason(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
        BOUNCED = "bounced", _("the mail server knows no such address")

    address = models.EmailField(_("address"), max_length=254)
    stream = models.CharField(
        _("what"), max_length=9, choices=MailStream.choices, blank=True, help_text=_("Nothing here: all mail.")
    )
    reason = models.CharField(_("why"), max_length=12, choices=Reason.choices)
    answer = models.TextField(_("the server's words"), blank=True)
    created_at = models.DateTimeField(_("since"), default=clock.now)

    class Meta:
        verbose_name = _("address without mail")
        verbose_name_plural = _("addresses without mail")
        constraints = [
            models.UniqueConstraint(fields=["organization", "address", "stream"], name="suppression_once"),
        ]

    def __str__(self) -> str:
        return self.address


class MailHold(TenantModel):
    """All mail of a firm waits until somebody releases it: after a restore, or because somebody said so."""

    class Reason(models.TextChoices):
        ASKED = "asked", _("a member held it")
        RESTORED = "restored", _("the database was restored from a backup")

    reason = models.CharField(_("why"), max_length=8, choices=Reason.choices)
    held_at = models.DateTimeField(_("since"), default=clock.now)
    held_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(_("released"), null=True)
    released_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.UniqueConstraint(
                fields=["organization"], condition=Q(released_at=None), name="mail_hold_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.held_at:%Y-%m-%d %H:%M}"


class Pulse(models.Model):
    """When something that must happen again and again happened last: the tick."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
