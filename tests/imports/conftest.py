"""A new firm with nothing in it, and ways to bring it a roster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from candidates.imports import RosterCheck, RosterResult, check_roster, import_roster
from recruiting.accounts.services import create_firm
from recruiting.models import Membership
from tests.kept import kept

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
Bring = Callable[..., RosterResult]
Look = Callable[..., RosterCheck]


@kept(at=NOW)
def owner() -> Membership:
    """The owner of a new firm."""
    firm = create_firm(name="Northgate Search", owner_email="alice@northgate.example", at=NOW)
    return Membership.objects.select_related("organization", "user").get(organization=firm)


@pytest.fixture
def bring(owner: Membership) -> Bring:
    """Brings a file to the firm."""

    def run(data: bytes, *, accept_valid: bool = False) -> RosterResult:
        return import_roster(data, organization=owner.organization, importer=owner, now=NOW, accept_valid=accept_valid)

    return run


@pytest.fixture
def look(owner: Membership) -> Look:
    """Checks a file without writing."""

    def run(data: bytes) -> RosterCheck:
        return check_roster(data, organization=owner.organization, importer=owner, now=NOW)

    return run
