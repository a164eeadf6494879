"""Short ways to tell a case: what was agreed, what happened, what is planned."""

import json
from pathlib import Path
from typing import Any

from recruiting.cadence import plan_case

LONDON = {"time_zone": "Europe/London", "country": "GB", "subdivision": "ENG"}
NEW_YORK = {"time_zone": "America/New_York", "country": "US", "subdivision": "NY"}
ENDED_AT = "2026-11-30T15:00:00Z"  # a Monday afternoon in London
SENT = {"type": "thank_you_sent", "at": "2026-11-30T18:00:00Z"}

EXAMPLES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "timing.jsonl").read_text(encoding="utf-8").splitlines()
]


def happened(kind: str, at: str, **fields: Any) -> dict[str, Any]:
    """An event."""
    return {"type": kind, "at": at, **fields}


def case(
    *events: dict[str, Any],
    policy: dict[str, Any] | None = None,
    calendar: dict[str, Any] | None = None,
    ended_at: str = ENDED_AT,
) -> dict[str, Any]:
    """A case, by default in London, by the standard policy, after an interview on a Monday afternoon."""
    return {
        "policy": policy or {},
        "calendar": calendar or LONDON,
        "interview": {"ended_at": ended_at},
        "events": list(events),
    }


def planned(*events: dict[str, Any], explain: bool = False, **rest: Any) -> dict[str, Any]:
    """The plan of such a case, as JSON."""
    return plan_case(case(*events, **rest), explain=explain).to_json()


def follow_ups(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for step in plan["steps"] if step["key"].startswith("follow_up")]


def last(plan: dict[str, Any]) -> dict[str, Any]:
    """The latest follow-up: the open one, where one is open."""
    return follow_ups(plan)[-1]


def why(*events: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """The facts behind the latest follow-up."""
    found: dict[str, Any] = last(planned(*events, explain=True, **rest))["why"]
    return found
