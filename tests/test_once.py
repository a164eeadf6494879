"""What runs on one database alone knows of no server; that two tests below are such ones is what they show."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection

from tests.once import ADDRESSES, asks_for_database


def test_who_asks_for_no_database_gets_none_nor_the_address_of_one(request: pytest.FixtureRequest) -> None:
    assert not asks_for_database(request.node)
    assert not set(ADDRESSES) & os.environ.keys()
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


@pytest.mark.parametrize("ask", [lambda: cache.get("a"), lambda: cache.set("a", 1), lambda: cache.incr("a")])
def test_who_asks_for_no_database_gets_no_cache(ask: Callable[[], object]) -> None:
    with pytest.raises(pytest.fail.Exception, match="Who asks the cache asks for `db` too"):
        ask()


def test_who_asks_for_one_is_among_those_that_another_database_may_change(
    request: pytest.FixtureRequest, db: None
) -> None:
    assert asks_for_database(request.node)
    assert cache.get("nothing") is None
