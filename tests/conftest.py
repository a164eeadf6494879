"""What all tests share: databases migrated once, the cast, an order that saves time, parts that may be missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils.translation import override

from tests.cast import NOW, Cast, build_cast
from tests.kept import Keeper, Values, is_transactional, kept, wanted
from tests.once import OPTION, asks_for_database, keep_from_servers, keep_only_those_that_ask
from tests.servers import FILE, OwnDatabase, database_of_its_own, forget_migrated_database, migrated_database, name_in

KEPT = pytest.StashKey[tuple[Keeper, Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, action="store_true", help="run only what another database could change: see tests/once.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let what takes long begin early, and tests that begin with the same rows follow one another.

    Those that commit stay behind those that do not, as Django wants it, and those without a database come before both:
    they need not wait until it is migrated.
    """
    if config.getoption(OPTION):
        keep_only_those_that_ask(config, items)
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[bool, bool, bool, list[int]]:
    commits = is_transactional(item)
    waits = item.get_closest_marker("slow") is not None and not commits
    return not waits, commits, asks_for_database(item), [rows.number for rows in wanted(item)]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing; in CI, where nothing may be missing, fail it."""
    for marker in item.iter_markers("requires_part"):
        for program in marker.args:
            if shutil.which(program) is None:
                miss(f"{program} is not installed")
    if is_transactional(item) and KEPT in item.config.stash:
        # Before any fixture: once Playwright's event loop runs, Django takes this thread for another with connections
        # of its own, from which nothing can be rolled back
        keeper, blocker = item.config.stash[KEPT]
        with blocker.unblock():
            keeper.undo()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave no database behind: the process that started the others ends last."""
    if not is_one_of_many(session.config):
        forget_migrated_database()


def is_one_of_many(config: pytest.Config) -> bool:
    """Say whether this process runs a part of the tests, beside others, for one that started them all."""
    return hasattr(config, "workerinput")


def miss(reason: str) -> None:
    """Skip because a part is missing; in CI, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and in CI nothing may be missing", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def _servers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests that ask for no database from all servers."""
    if not asks_for_database(request.node):
        keep_from_servers(monkeypatch)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Forget the language that the last request of another test left to this thread."""
    with override("en"):
        yield


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of a migrated database without a row: the one that the run's others are copies of."""
    own = tmp_path_factory.getbasetemp()
    return migrated_database(own.parent if is_one_of_many(pytestconfig) else own)


@pytest.fixture(scope="session")
def own_database() -> OwnDatabase:
    """Return what makes a database beside Django's, for processes of a test's own."""
    return database_of_its_own


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django take the copy of a file for a database that it made before; the folder leaves with the run."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, migrated: dict[str, str]) -> None:
    """Make the test database a copy: migrating takes longer than a hundred tests."""
    made = settings.DATABASES["default"]["TEST"]
    if connection.vendor == "sqlite":
        shutil.copy(Path(migrated["FOLLOWTHROUGH_DATA"]) / FILE, made["NAME"])
    else:
        made["TEMPLATE"] = name_in(migrated["DATABASE_URL"])


@pytest.fixture(scope="session")
def keeper(pytestconfig: pytest.Config, django_db_setup: None, django_db_blocker: Any) -> Iterator[Keeper]:
    """Return who holds the rows that tests begin with: see tests/kept.py."""
    keeper = Keeper()
    pytestconfig.stash[KEPT] = keeper, django_db_blocker
    yield keeper
    with django_db_blocker.unblock():
        keeper.undo()


@pytest.fixture
def kept_values(request: pytest.FixtureRequest, keeper: Keeper, django_db_blocker: Any) -> Values | None:
    """Store what the test begins with and return it; None where the test itself must, since it commits."""
    with django_db_blocker.unblock():
        if is_transactional(request.node):
            return None  # the setup above has let go of all
        return keeper.bring(wanted(request.node))


@pytest.fixture
def _django_db_helper(kept_values: None, _django_db_helper: None) -> None:
    """Begin a test's own transaction, which pytest-django does, only on top of the rows that are kept."""


@kept(at=NOW)
def cast() -> Cast:
    """Store and return two firms that must not see one another, as of `tests.cast.NOW`."""
    return build_cast()
