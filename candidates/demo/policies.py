"""The call-timing policies of the demonstration, and who told the firm what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from recruiting.models import Company, Organization, Policy, User
from recruiting.policies.services import draft_version, publish, refuse_same_rank

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
LUNCH = [{"weekday": day, "from": "12:00", "to": "14:00"} for day in WEEKDAYS]
MONDAY_MORNING = [{"weekday": "monday", "from": "09:30", "to": "12:00"}]


@dataclass(frozen=True)
class House:
    """A policy of the firm: what it applies to, and its versions' rules, the last one published."""

    name: str
    note: str
    scope: dict[str, Any]
    versions: tuple[dict[str, Any], ...] = ()
    draft: dict[str, Any] = field(default_factory=dict)
    told_by: str = ""
    told_days_ago: int | None = None
    review_in_days: int | None = None


# Presets that every firm has: here they come to apply to something
PRESETS: tuple[House, ...] = (
    House("Executive", "Boards meet monthly; patience is read as confidence.", {"role_family": "executive"}),
    House(
        "Public sector",
        "By email: panels score on paper first, so please call only if asked to.",
        {"role_family": "public"},
        told_by="Margaret Achterberg, Easthaven",
        told_days_ago=200,
        review_in_days=-12,
    ),
    House(
        "Email only",
        "Asked us to write and never to ring.",
        {"company": "sakurai"},
        told_by="Haruka Fujiwara",
        told_days_ago=60,
        review_in_days=300,
    ),
)
OWN: tuple[House, ...] = (
    House(
        "Acme: never on Monday mornings",
        "By telephone: “Monday till noon is our sales meeting. Call then and you lose me.”",
        {"company": "acme"},
        ({}, {"avoid": MONDAY_MORNING, "call_after_days": [1, 2], "preferred_call_time": "13:30"}),
        {"avoid": MONDAY_MORNING, "preferred_call_time": "14:00"},
        told_by="Dolores Okonkwo-Reyes",
        told_days_ago=21,
        review_in_days=160,
    ),
    House(
        "France: lunch is lunch",
        "Laughing: nobody answers between noon and two.",
        {"country": "FR"},
        ({"avoid": LUNCH, "preferred_call_time": "10:30"},),
        told_by="Bastien N'Diaye",
        told_days_ago=350,
        review_in_days=9,
    ),
    House(
        "Final rounds",
        "From the third round on there are references to take up: give them a few days more.",
        {"round": 3},
        ({"call_after_days": [3, 4], "repeat_after_days": [4, 6]},),
    ),
)


def set_policies(
    organization: Organization, companies: Mapping[str, Company], *, by: User, at: datetime, today: date
) -> None:
    """Let the presets apply to something and publish the firm's own policies."""
    for house in PRESETS:
        policy = Policy.objects.for_organization(organization).get(name=house.name)
        _apply(policy, house, companies, today)
    for house in OWN:
        policy = Policy(organization=organization, created_at=at)
        _apply(policy, house, companies, today)
        for rules in house.versions:
            publish(version=draft_version(policy=policy, rules=rules, at=at), by=by, at=at)
        if house.draft:
            draft_version(policy=policy, rules=house.draft, at=at)


def _apply(policy: Policy, house: House, companies: Mapping[str, Company], today: date) -> None:
    policy.name, policy.note, policy.told_by = house.name, house.note, house.told_by
    if house.told_days_ago is not None:
        policy.told_on = today - timedelta(days=house.told_days_ago)
    if house.review_in_days is not None:
        policy.review_by = today + timedelta(days=house.review_in_days)
    for name, value in house.scope.items():
        setattr(policy, name, companies[value] if name == "company" else value)
    policy.full_clean()
    refuse_same_rank(policy)
    policy.save()
