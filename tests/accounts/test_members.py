"""Firms, members and tokens: who gets in, and who cannot be locked or let in by another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from recruiting.accounts.selectors import live_token
from recruiting.accounts.services import (
    add_member,
    change_role,
    create_firm,
    issue_token,
    remove_member,
    revoke_token,
    user_for_email,
)
from recruiting.models import ApiToken, Company, Contact, Membership, Organization, Role
from tests.kept import kept

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@kept(at=AT)
def firm() -> Organization:
    return create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=AT)


def owner(firm: Organization) -> Membership:
    return Membership.objects.get(organization=firm, role=Role.OWNER)


def test_a_firm_of_the_same_short_name_is_refused(firm: Organization) -> None:
    with pytest.raises(ValidationError, match="northgate-search"):
        create_firm(name="Northgate  SEARCH!", owner_email="bob@example.org", at=AT)
    assert Organization.objects.count() == 1


def test_a_firm_whose_owner_has_no_address_is_not_made(db: None) -> None:
    with pytest.raises(ValidationError):
        create_firm(name="Nowhere", owner_email="not an address", at=AT)
    assert not Organization.objects.exists()


def test_adding_somebody_who_is_there_never_sets_their_password(firm: Organization) -> None:
    candidate = user_for_email("amara@example.org")
    add_member(organization=firm, email="amara@example.org", role=Role.VIEWER, password="chosen by another")
    candidate.refresh_from_db()
    assert not candidate.has_usable_password()


def test_a_firm_keeps_an_owner(firm: Organization) -> None:
    with pytest.raises(ValidationError, match="needs an owner"):
        change_role(membership=owner(firm), role=Role.VIEWER)
    with pytest.raises(ValidationError, match="needs an owner"):
        remove_member(membership=owner(firm))


def test_a_token_is_stored_as_its_hash_alone(firm: Organization) -> None:
    issued = issue_token(membership=owner(firm), name="script", at=AT)
    assert issued.secret not in str(ApiToken.objects.values().get())
    assert live_token(issued.secret) == issued.token


def test_a_revoked_token_opens_nothing(firm: Organization) -> None:
    issued = issue_token(membership=owner(firm), name="script", at=AT)
    revoke_token(token=issued.token, at=AT)
    assert live_token(issued.secret) is None


def test_a_row_that_refers_to_another_firms_is_refused(firm: Organization) -> None:
    other = create_firm(name="Quillfeather", owner_email="charlie@quillfeather.example", at=AT)
    theirs = Company.objects.create(organization=other, name="Acme", time_zone="Europe/London")
    with pytest.raises(ValidationError, match="another organization"):
        Contact.objects.create(organization=firm, company=theirs, name="Grace")
