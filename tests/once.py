"""Which tests another database can tell something new of: those that ask for one. All others need to run only once.

`pytest --database-only` runs the former alone. The latter are kept from every server, so that this stays true: the
database is closed to them anyway, and beside it so are the cache and what the environment says of servers.
"""

from __future__ import annotations

import pytest
from django.core.cache import caches

OPTION = "--database-only"
DATABASES = frozenset({"db", "transactional_db", "live_server", "own_database"})
ADDRESSES = ("DATABASE_URL", "BROKER_URL", "CACHE_URL")
CACHED = ("get", "set", "add", "incr", "touch", "has_key", "get_many", "set_many")


def asks_for_database(item: pytest.Item) -> bool:
    """Say whether a test asks for Django's test database, or for one of its own."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASES.isdisjoint(fixtures)


def keep_only_those_that_ask(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what another database cannot change."""
    config.hook.pytest_deselected(items=[item for item in items if not asks_for_database(item)])
    items[:] = filter(asks_for_database, items)


def keep_from_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test know of no server, nor its processes, and fail it where it asks the cache."""

    def refuse(*_args: object, **_named: object) -> None:
        pytest.fail(f"Who asks the cache asks for `db` too: else {OPTION} would never try it on Redis", pytrace=False)

    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    for name in CACHED:
        monkeypatch.setattr(type(caches["default"]), name, refuse)
