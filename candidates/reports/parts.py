"""What may stand above a report's table, on pages and on paper: facts, words to say, plots with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """Pairs of label and value under a heading."""

    title: str
    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Words:
    """Paragraphs under a heading, such as what to say; texts from people stand in them as they are."""

    title: str
    paragraphs: Sequence[str]


@dataclass(frozen=True)
class Series:
    """One set of bars: its name, and a number for each label of its plot."""

    name: str
    values: Sequence[int]


@dataclass(frozen=True)
class Bars:
    """Numbers to compare, drawn as bars: at each label one for each series. `summary` says it in a sentence."""

    title: str
    summary: str
    labels: Sequence[str]
    series: Sequence[Series]


@dataclass(frozen=True)
class Curve:
    """A survival curve: the share still open (0 to 1) from each day on, with its interval, for one group of n plans."""

    name: str
    n: int
    days: Sequence[float]
    shares: Sequence[float]
    lows: Sequence[float]
    highs: Sequence[float]


@dataclass(frozen=True)
class Curves:
    """Survival curves in one plot. `summary` says it in a sentence."""

    title: str
    summary: str
    unit: str
    curves: Sequence[Curve]


Part = Facts | Words | Bars | Curves
