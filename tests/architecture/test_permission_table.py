"""Every address by everybody, as the permission table says; and walls torn down, to see that it is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from recruiting.admin import site
from recruiting.models.tenancy import TenantQuerySet
from tests.architecture.permission_table import TABLE
from tests.architecture.permissions import Stage, patterns, problems
from tests.cast import NOW, build_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Set the stage once for all rows: each request undoes what it wrote."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield Stage(build_cast())
        transaction.set_rollback(True)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(patterns().keys() - TABLE.keys()) == []
    assert sorted(TABLE.keys() - patterns().keys()) == []


@pytest.mark.parametrize("name", TABLE)
def test_what_comes_of(name: str, stage: Stage) -> None:
    route = patterns().get(name)
    if route is None:
        pytest.fail(f"{name} stands in the table but is no address")
    assert problems(stage, route, TABLE[name]) == []


def unscoped(rows: Any, organization: object) -> Any:
    return rows.all()


@pytest.mark.parametrize(
    "name", ["admin:candidates_candidate_changelist", "admin:candidates_candidate_change", "api:candidate-list"]
)
def test_a_query_without_its_firm_is_noticed(name: str, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TenantQuerySet, "for_organization", unscoped)
    assert any("shows the other firm" in problem for problem in problems(stage, patterns()[name], TABLE[name]))


def test_a_door_left_open_is_noticed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "way_in", lambda _request: None)
    assert problems(stage, patterns()["admin:jsi18n"], TABLE["admin:jsi18n"])
