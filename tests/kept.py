"""Rows that many tests begin with: stored once, found by each as if just stored, never as another test left them.

A fixture that does nothing but store rows says `@kept(at=NOW)` in the place of `@pytest.fixture`. What it stored stays
in an open transaction for as long as the next tests ask for it too (`tests/conftest.py` puts such tests side by side);
each test is rolled back to it, and gets copies of its own of the objects. So such a fixture

* needs no other fixtures than such ones, and does not name `db`;
* returns what can be pickled, and leaves nothing anywhere but in the database;
* always runs at the moment that it names, in English, whatever the test's own moment and language are.

In a transactional test, from whose database all rows are removed when it ends, they are stored for that test alone.
"""

from __future__ import annotations

import inspect
import itertools
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

import pytest
import time_machine
from django.db import transaction
from django.utils.translation import override

P = ParamSpec("P")
Rows = TypeVar("Rows")
Values = dict[str, Any]
_numbers = itertools.count()


@dataclass(frozen=True, eq=False)
class Kept:
    """What stores some rows, and which others it builds upon."""

    store: Callable[..., Any]
    at: datetime
    needs: tuple[str, ...]
    number: int = field(default_factory=lambda: next(_numbers))

    @property
    def name(self) -> str:
        return self.store.__name__

    def stored(self, given: Values) -> Any:
        """Store the rows and return what the fixture returns."""
        with time_machine.travel(self.at, tick=False), override("en"):
            return self.store(**{name: given[name] for name in self.needs})


def kept(*, at: datetime) -> Callable[[Callable[P, Rows]], Callable[P, Rows]]:
    """Make a function that stores rows at that moment a fixture whose rows are kept from test to test."""

    def fixture_of(store: Callable[P, Rows]) -> Callable[P, Rows]:
        assert not inspect.isgeneratorfunction(store), "the rows are rolled back; there is nothing else to tidy up"
        rows = Kept(store, at, tuple(inspect.signature(store).parameters))

        def fixture(*, db: None, kept_values: Values | None, **needs: Any) -> Any:
            if kept_values is None:
                return rows.stored(needs)
            return kept_values[rows.name]

        names = ("db", "kept_values", *rows.needs)
        asked_for = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in names]
        fixture.__signature__ = inspect.Signature(asked_for)  # type: ignore[attr-defined]
        fixture.__name__, fixture.__doc__, fixture.__module__ = store.__name__, store.__doc__, store.__module__
        fixture.kept = rows  # type: ignore[attr-defined]
        return pytest.fixture(fixture)

    return fixture_of


def wanted(item: pytest.Item) -> list[Kept]:
    """Return what a test finds stored, each after what it builds upon, in the same order for all tests."""
    fixtures = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    # The last of a name is the one that the test sees; one before it is what that one overrides, and may build upon
    found = {name: [getattr(each.func, "kept", None) for each in defs] for name, defs in fixtures.items()}

    def with_needs(rows: Kept) -> Iterator[Kept]:
        for name in rows.needs:
            seen = found[name][found[name].index(rows) - 1 if name == rows.name else -1]
            assert seen is not None, f"{item.nodeid}: the fixture {rows.name} is kept, and needs {name}, which is not"
            yield from with_needs(seen)
        yield rows

    in_order = sorted((rows for *_, rows in found.values() if rows), key=lambda rows: rows.number)
    return list(dict.fromkeys(itertools.chain.from_iterable(map(with_needs, in_order))))


@dataclass(frozen=True)
class Layer:
    """Rows in the database, the way back to before them, and all values up to here as nobody has touched them."""

    rows: Kept
    savepoint: transaction.Atomic
    values: bytes


class Keeper:
    """Holds the rows of the test that runs, layer upon layer, in one transaction that is never committed."""

    def __init__(self) -> None:
        self._layers: list[Layer] = []

    def bring(self, wanted: Sequence[Kept]) -> Values:
        """Let exactly these rows be stored; return new copies of what their fixtures returned, by name."""
        alike = itertools.takewhile(lambda pair: pair[0].rows is pair[1], zip(self._layers, wanted, strict=False))
        self.undo(down_to=len(list(alike)))
        for rows in wanted[len(self._layers) :]:
            self._store(rows)
        return self._values()

    def undo(self, *, down_to: int = 0) -> None:
        """Take the topmost layers away."""
        while len(self._layers) > down_to:
            _roll_back(self._layers.pop().savepoint)

    def _store(self, rows: Kept) -> None:
        savepoint = transaction.atomic()
        savepoint.__enter__()
        try:
            values = self._values()
            values[rows.name] = rows.stored(values)
            self._layers.append(Layer(rows, savepoint, pickle.dumps(values)))
        except BaseException:
            _roll_back(savepoint)
            raise

    def _values(self) -> Values:
        values: Values = pickle.loads(self._layers[-1].values) if self._layers else {}
        return values


def _roll_back(savepoint: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    savepoint.__exit__(None, None, None)


def is_transactional(item: pytest.Item) -> bool:
    """Say whether a test commits, as pytest-django sees it."""
    marker = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or not {"transactional_db", "live_server"}.isdisjoint(
        fixtures
    )
