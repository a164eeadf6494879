"""Writes of accounts: firms, members and API tokens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from recruiting.accounts.selectors import token_digest
from recruiting.models import ApiToken, Membership, Organization, Role, User
from recruiting.policies.services import publish_presets

TOKEN_BYTES = 30
PREFIX_LENGTH = 8


class FirmExists(ValidationError):
    """A firm of that name, or so like it that the short name is the same, is there already."""


@transaction.atomic
def create_firm(
    *,
    name: str,
    owner_email: str,
    at: datetime,
    owner_name: str = "",
    time_zone: str = "UTC",
    password: str | None = None,
) -> Organization:
    """Make a firm with its owner and the presets as published policies; raise ValidationError naming what is wrong."""
    slug = slugify(name)[:60].strip("-")
    if not slug:
        raise ValidationError({"name": _("A firm's name needs a letter or a digit.")})
    if Organization.objects.filter(slug=slug).exists():
        raise FirmExists({"name": _("There is a firm “%(slug)s” already.") % {"slug": slug}})
    organization = Organization(name=" ".join(name.split()), slug=slug, created_at=at)
    organization.full_clean()
    organization.save()
    owner = add_member(
        organization=organization,
        email=owner_email,
        role=Role.OWNER,
        name=owner_name,
        time_zone=time_zone,
        password=password,
    ).user
    publish_presets(organization=organization, by=owner, at=at)
    return organization


@transaction.atomic
def add_member(
    *,
    organization: Organization,
    email: str,
    role: str,
    name: str = "",
    time_zone: str = "UTC",
    password: str | None = None,
) -> Membership:
    """Tie a user, made if need be, to a firm; the address counts as theirs, for signing in needs the mailbox."""
    is_new = not User.objects.filter(email=email.strip().lower()).exists()
    user = user_for_email(email, name=name, time_zone=time_zone)
    if password and is_new:  # never on somebody's who is there already: whoever adds them could sign in as them
        user.set_password(password)
        user.save(update_fields=["password"])
    membership, _made = Membership.objects.update_or_create(
        organization=organization, user=user, defaults={"role": role}
    )
    return membership


LAST_OWNER = _("A firm needs an owner: make somebody else one first.")


@transaction.atomic
def change_role(*, membership: Membership, role: str) -> Membership:
    """Give a member another role; raise ValidationError if that left the firm without an owner."""
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    refuse_no_owner(locked, role)
    locked.role = role
    locked.full_clean()
    locked.save()
    return locked


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """End a membership with its tokens, not the user.

    Raises ValidationError for a last owner, ProtectedError for a recruiter whose applications nobody has taken on.
    """
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    refuse_no_owner(locked, None)
    locked.delete()


def refuse_no_owner(membership: Membership, role: str | None) -> None:
    """Raise ValidationError if the firm had no owner once this member has that role, or none."""
    if membership.role != Role.OWNER or role == Role.OWNER:
        return
    owners = Membership.objects.filter(organization_id=membership.organization_id, role=Role.OWNER)
    if not owners.select_for_update().exclude(pk=membership.pk).exists():
        raise ValidationError({"role": LAST_OWNER}, code="last_owner")


def user_for_email(email: str, *, name: str = "", time_zone: str = "UTC") -> User:
    """Return the user of an address, made if need be, with the verified address that allauth asks for."""
    address = email.strip().lower()
    validate_email(address)
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, name=name, time_zone=time_zone)
    EmailAddress.objects.get_or_create(user=user, email=address, defaults={"verified": True, "primary": True})
    return user


@dataclass(frozen=True)
class IssuedToken:
    """A new API token with its secret, which is shown once and stored nowhere."""

    token: ApiToken
    secret: str


def issue_token(*, membership: Membership, name: str, at: datetime) -> IssuedToken:
    """Make a token by which a program acts as this membership."""
    secret = "ft_" + secrets.token_urlsafe(TOKEN_BYTES)
    token = ApiToken.objects.create(
        organization=membership.organization,
        membership=membership,
        name=name,
        prefix=secret[:PREFIX_LENGTH],
        digest=token_digest(secret),
        created_at=at,
    )
    return IssuedToken(token, secret)


def revoke_token(*, token: ApiToken, at: datetime) -> None:
    """End a token for good; a second time changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
