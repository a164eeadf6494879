"""Why a change of rules cannot be applied or undone, in sentences for the person who asked."""

from __future__ import annotations

from collections.abc import Sequence


class ChangeRefused(Exception):
    """It cannot be done as things stand; nothing was written."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class ChangeStale(ChangeRefused):
    """What was shown does not hold any more: it is to be worked out again first."""
