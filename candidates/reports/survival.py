"""How long answers take, with those that are still out counted as open: the Kaplan-Meier estimate. Pure.

The estimate and its interval (Greenwood's by log-log, 95 %) are SciPy's; here they become numbers that a page can show.
SciPy takes a second or two to load, so it is asked for when it is needed, not when the web starts.
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

HALF = 0.5


class Between(NamedTuple):
    """A number with its interval; an end that cannot be told is None."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Survival:
    """The share still open (0 to 1) from each of `days` on, with its interval."""

    days: Sequence[float]
    shares: Sequence[float]
    lows: Sequence[float]
    highs: Sequence[float]

    @classmethod
    def of(cls, answered: Sequence[float], unanswered: Sequence[float]) -> Self:
        """Estimate from the days that answers took, at least one, and the days that the others have gone without."""
        from scipy.stats import CensoredData, ecdf

        estimate: Any = ecdf(CensoredData(uncensored=answered, right=unanswered)).sf
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # there is no interval where all or none are open
            interval: Any = estimate.confidence_interval(confidence_level=0.95, method="log-log")
        shares = estimate.probabilities.tolist()
        lows, highs = (_known(end.probabilities.tolist(), shares) for end in (interval.low, interval.high))
        if shares[-1] == 0:  # the last of all was answered: what is known is the interval before it
            lows[-1], highs[-1] = 0.0, highs[-2] if len(highs) > 1 else 1.0
        return cls(estimate.quantiles.tolist(), shares, lows, highs)

    def open_after(self, days: float) -> Between | None:
        """Return the share still open after so many days; None past the last day seen, unless all were answered."""
        if days > self.days[-1] and self.shares[-1] > 0:
            return None
        place = bisect_right(self.days, days) - 1
        if place < 0:
            return Between(1.0, 1.0, 1.0)
        return Between(self.shares[place], self.lows[place], self.highs[place])

    @property
    def median(self) -> Between | None:
        """Return the days by which half had their answer; None where more than half are open all along."""
        value = self._down_to_half(self.shares)
        return None if value is None else Between(value, self._down_to_half(self.lows), self._down_to_half(self.highs))

    def _down_to_half(self, shares: Sequence[float]) -> float | None:
        return next((day for day, share in zip(self.days, shares, strict=True) if share <= HALF), None)


def _known(ends: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Return an end of the interval; where all are open it is the share itself."""
    return [1.0 if share == 1 else end for end, share in zip(ends, shares, strict=True)]
