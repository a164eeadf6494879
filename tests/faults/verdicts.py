"""What a fault or its control came to: a line for people, and whether it is as it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.faults.scene import Stage


@dataclass(frozen=True)
class Verdict:
    """One line; `is_good`: of a fault that it did no harm, of a control that the harm was seen."""

    what: str
    figures: str
    is_good: bool
    is_control: bool = False

    def __str__(self) -> str:
        if self.is_control:
            return f"  control, {self.what}: {self.figures}{', as it should' if self.is_good else ': NOT SEEN'}"
        return f"{'ok  ' if self.is_good else 'FAIL'} {self.what}: {self.figures}"


def control(what: str, figures: str, *, seen: bool) -> Verdict:
    """Return what came of switching a guard off."""
    return Verdict(what, figures, seen, is_control=True)


Fault = Callable[[Stage], Iterator[Verdict]]
