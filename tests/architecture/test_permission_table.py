"""Every address by everybody, as the permission table says; and walls torn down, to see that it is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from recruiting.admin import site
from recruiting.models.tenancy import TenantQuerySet
from tests.architecture.permission_table import TABLE
from tests.architecture.permissions import Cookies, Stage, patterns, problems, sign_all_in
from tests.cast import NOW, Cast
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now() -> Iterator[None]:
    """Let it be the cast's moment."""
    with time_machine.travel(NOW, tick=False):
        yield


@kept(at=NOW)
def cookies(cast: Cast) -> Cookies:
    """Sign everybody in."""
    return sign_all_in(cast)


@pytest.fixture
def stage(cast: Cast, cookies: Cookies) -> Stage:
    """Set the stage on which all rows are tried: each request undoes what it wrote."""
    return Stage(cast, cookies)


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
