"""Why a letter cannot be kept or sent as things stand; nothing was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from candidates.coaching.findings import Finding

if TYPE_CHECKING:
    from candidates.models import LetterVersion


class LetterError(Exception):
    """Something about a letter could not be done; nothing was stored."""


class LetterChanged(LetterError):
    """Somebody else wrote a version since the writer saw it."""

    def __init__(self, latest: LetterVersion) -> None:
        super().__init__(f"the letter is at version {latest.number}")
        self.latest = latest


class LetterGone(LetterError):
    """It is on its way or sent: its words stay."""


class NoAddress(LetterError):
    """No email address of the person it is to is known."""


class NotApproved(LetterError):
    """The firm wants to see it first, and has not approved these words."""


class NotFit(LetterError):
    """The review found what must be mended before it goes."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = list(findings)
