"""What a page showed of a plan, as a signed mark in its forms and links: what changed since can then be said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple, Self

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from candidates.models import Plan, Step

SIGNER = Signer(salt="candidates.portal.seen")


class Seen(NamedTuple):
    """A plan as its reader had it before them: its revision, the next step with its moment, what had happened."""

    plan: int
    revision: int
    key: str
    kind: str
    due: int
    owner: str
    ended_at: int
    events: list[int]

    @classmethod
    def now(cls, plan: Plan, step: Step | None) -> Self:
        """Return what is shown of a plan now; `step` is the next one, if there is any."""
        return cls(
            plan.pk,
            plan.revision,
            step.key if step else "",
            step.kind if step else "",
            int(step.due.timestamp()) if step else 0,
            plan.interview.follow_up_by,
            int(plan.interview.ended_at.timestamp()),
            sorted(event.number for event in plan.events.all() if event.retracted_at is None),
        )

    @classmethod
    def by(cls, request: HttpRequest, plan: int) -> Self | None:
        """Return what the page showed from which somebody came; None where it does not say so, or of another plan."""
        sent = request.POST if request.method == "POST" else request.GET
        try:
            seen = cls(*SIGNER.unsign_object(sent.get("seen", "")))
        except BadSignature:
            return None
        return seen if seen.plan == plan else None

    @property
    def mark(self) -> str:
        """Return it for a form or a link; signed, so that no address can put words on somebody's page."""
        return SIGNER.sign_object(list(self))

    @property
    def due_at(self) -> datetime:
        """Return the moment of the step."""
        return datetime.fromtimestamp(self.due, UTC)
