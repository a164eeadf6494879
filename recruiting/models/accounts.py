"""Who may sign in and for whom: organizations, users, memberships and the API tokens of a membership."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from recruiting import clock
from recruiting.models.fields import TimeZoneField
from recruiting.models.tenancy import TenantModel


class Organization(models.Model):
    """A recruiting firm or team: the tenant."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    requires_second_factor = models.BooleanField(
        _("second factor required"),
        default=False,
        help_text=_("Members must sign in with a code from an app as well."),
    )
    letters_need_approval = models.BooleanField(
        _("letters are approved first"),
        default=False,
        help_text=_("A candidate's letter goes out from here once a recruiter has seen and approved it."),
    )
    retention_days = models.PositiveIntegerField(
        _("keep for (days)"),
        default=730,
        help_text=_("How long a candidate's data is kept after the last event."),
    )
    daily_mail_per_person = models.PositiveSmallIntegerField(
        _("letters a day to one person, at most"),
        default=8,
        validators=[MinValueValidator(1)],
        help_text=_("Reminders past this wait for the next day, or are shown to the recruiter instead."),
    )
    daily_mail = models.PositiveIntegerField(
        _("reminders a day in all, at most"),
        default=20_000,
        validators=[MinValueValidator(1)],
        help_text=_("A guard against a slip that would write to everybody at once."),
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users, whose name is their lower-case email address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Store and return a user; without a password only a code by email signs in."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user of an email address in any case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """One sign-in, by email, across firms; rights come from memberships alone."""

    email = models.EmailField(_("email"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    time_zone = TimeZoneField(_("time zone"), default="UTC")
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE, editable=False
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Say whether Django's admin may ask at all: a member of some firm may; what of, the membership says."""
        return self.memberships.exists()


class Role(models.TextChoices):
    """What a member may do in a firm."""

    OWNER = "owner", _("Owner")
    RECRUITER = "recruiter", _("Recruiter")
    VIEWER = "viewer", _("Viewer")


class Membership(TenantModel):
    """A user's place in a firm."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships", editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.RECRUITER)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["organization", "user"], name="membership_once_per_firm"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def may_write(self) -> bool:
        """Say whether the member may change records: owners and recruiters may."""
        return self.role in {Role.OWNER, Role.RECRUITER}

    @property
    def may_manage(self) -> bool:
        """Say whether the member may change people, policies' publishing aside, and the firm's settings."""
        return self.role == Role.OWNER


class ApiToken(TenantModel):
    """A secret by which a program acts as a membership; only its hash is stored."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=100, help_text=_("What uses it."))
    prefix = models.CharField(_("begins with"), max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=clock.now, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
