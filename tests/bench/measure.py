"""Measures: ways run in turn, so that a slow moment of the machine strikes them all alike, and figures read once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Lap:
    """A round that looked at the watch itself, for it had a scene to set first."""

    units: int
    seconds: float


# Does a round of work and returns how many units it did
Round = Callable[[], int | Lap]


@dataclass(frozen=True)
class Measure:
    """What is measured: `prepare` makes our round and, by name, those beside it; `unit` is what a round counts."""

    name: str
    unit: str
    prepare: Callable[[], tuple[Round, Mapping[str, Round]]]
    rounds: int = 7


@dataclass(frozen=True)
class Figure:
    """What is no speed, such as milliseconds or megabytes: `read` gives ours, and others by name."""

    name: str
    unit: str
    read: Callable[[], tuple[float, Mapping[str, float]]]


@dataclass(frozen=True)
class Row:
    """One comparison. Of speeds: medians over the rounds, and the median of the ratios round by round."""

    measure: str
    unit: str
    ours: float
    beside: str
    theirs: float
    ratio: float


def run(measure: Measure | Figure) -> list[Row]:
    """Return a row for each that ours is set beside."""
    return _raced(measure) if isinstance(measure, Measure) else _compared(measure)


def _compared(figure: Figure) -> list[Row]:
    ours, others = figure.read()
    return [Row(figure.name, figure.unit, ours, name, theirs, ours / theirs) for name, theirs in others.items()]


def _raced(measure: Measure) -> list[Row]:
    """Run every way in turn, once to warm up and then `rounds` times."""
    ours, others = measure.prepare()
    ways = {"": ours, **others}
    for way in ways.values():
        way()
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(measure.rounds):
        for name, way in ways.items():
            rates[name].append(_rate(way))
    return [
        Row(
            measure.name,
            f"{measure.unit}/s",
            median(rates[""]),
            name,
            median(rates[name]),
            median(mine / other for mine, other in zip(rates[""], rates[name], strict=True)),
        )
        for name in others
    ]


def _rate(way: Round) -> float:
    start = time.perf_counter()
    done = way()
    if isinstance(done, Lap):
        return done.units / done.seconds
    return done / (time.perf_counter() - start)
