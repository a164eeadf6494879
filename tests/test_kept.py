"""Rows that are kept are stored once, found as if new, and gone for a test that does not ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction

from recruiting import clock
from recruiting.models import Organization
from tests.kept import Keeper, Kept

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 2, 10, tzinfo=UTC)
stored: list[str] = []


def firm() -> Organization:
    stored.append("firm")
    return Organization.objects.create(name="Northgate", slug="northgate", created_at=clock.now())


def renamed(firm: Organization) -> Organization:
    stored.append("renamed")
    firm.name = "Southgate"
    firm.save()
    return firm


def other() -> Organization:
    return Organization.objects.create(name="Quill", slug="quill", created_at=clock.now())


FIRM, RENAMED, OTHER = Kept(firm, AT, ()), Kept(renamed, AT, ("firm",)), Kept(other, AT, ())


@pytest.fixture
def ours(db: None) -> Iterator[Keeper]:
    """Return one of our own, in the transaction of this test."""
    stored.clear()
    keeper = Keeper()
    yield keeper
    keeper.undo()


def names() -> list[str]:
    return sorted(Organization.objects.values_list("name", flat=True))


def test_two_tests_find_the_same_rows_which_were_stored_once_at_their_moment(ours: Keeper) -> None:
    first, second = ours.bring([FIRM])["firm"], ours.bring([FIRM])["firm"]
    assert first == second == Organization.objects.get(created_at=AT)
    assert stored == ["firm"]


def test_what_a_test_does_to_its_objects_no_other_sees(ours: Keeper) -> None:
    ours.bring([FIRM])["firm"].name = "Mine"
    assert ours.bring([FIRM])["firm"].name == "Northgate"


def test_what_another_fixture_did_to_them_is_undone_for_who_does_not_ask_for_it(ours: Keeper) -> None:
    both = ours.bring([FIRM, RENAMED])
    assert both["firm"] is both["renamed"]
    assert (both["firm"].name, names()) == ("Southgate", ["Southgate"])
    assert (ours.bring([FIRM])["firm"].name, names()) == ("Northgate", ["Northgate"])
    assert stored == ["firm", "renamed"]


def test_who_asks_for_other_rows_finds_those_alone(ours: Keeper) -> None:
    ours.bring([FIRM])
    ours.bring([OTHER])
    assert names() == ["Quill"]
    assert ours.bring([]) == {}
    assert names() == []


def test_rows_that_cannot_be_stored_leave_nothing_behind(ours: Keeper) -> None:
    def half() -> None:
        other()
        raise ZeroDivisionError

    ours.bring([FIRM])
    with pytest.raises(ZeroDivisionError):
        ours.bring([FIRM, Kept(half, AT, ())])
    assert not transaction.get_rollback()
    assert names() == ["Northgate"]
