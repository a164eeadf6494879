"""Scales of plots: round numbers at which a grid and its labels stand."""

from __future__ import annotations

from math import ceil, log10


def rising(most: float, *, steps: int = 4) -> list[float]:
    """Return round numbers from 0 up to `most` or just above it, about so many steps apart."""
    step = _round_up(max(most, 1e-9) / steps)
    return [number * step for number in range(ceil(most / step - 1e-9) + 1)]


def _round_up(step: float) -> float:
    """Return 1, 2, 5 or 10 times a power of ten; never less than one, for what is counted is whole."""
    if step <= 1:
        return 1.0
    power = 10.0 ** int(log10(step))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= step - 1e-9)
