"""Reads of policies: which one holds for an interview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recruiting.models import Organization, Policy, PolicyVersion


@dataclass(frozen=True)
class Situation:
    """What decides which policy holds for an interview; `on` is its local date."""

    company_id: int
    role_family: str
    round: int
    country: str
    on: date


class NoDefaultPolicy(LookupError):
    """The firm has no published default policy and no other applies."""


@dataclass(frozen=True)
class PolicyRegister:
    """The published policy versions of a firm, asked as often as one likes at the cost of one query."""

    versions: Sequence[PolicyVersion]

    @classmethod
    def of(cls, organization: Organization) -> PolicyRegister:
        """Load what is published now."""
        published = PolicyVersion.objects.for_organization(organization).filter(state=PolicyVersion.State.PUBLISHED)
        return cls(list(published.select_related("policy")))

    def version_for(self, situation: Situation) -> PolicyVersion:
        """Return the first by company, role family, round, country; the default last. Raises NoDefaultPolicy."""
        applying = [version for version in self.versions if applies(version.policy, situation)]
        if not applying:
            raise NoDefaultPolicy("No published policy applies: publish one as the firm's default.")
        return max(applying, key=lambda version: rank(version.policy))


def applies(policy: Policy, situation: Situation) -> bool:
    """Say whether a policy covers this situation on its date."""
    return (
        policy.applies_to_something
        and policy.company_id in {None, situation.company_id}
        and policy.role_family in {"", situation.role_family}
        and policy.round in {None, situation.round}
        and policy.country in {"", situation.country}
        and (policy.valid_from is None or policy.valid_from <= situation.on)
        and (policy.valid_until is None or situation.on <= policy.valid_until)
    )


def rank(policy: Policy) -> tuple[bool, bool, bool, bool]:
    """Return how particular a policy is, to compare: naming the company beats naming the other three."""
    return (
        policy.company_id is not None,
        policy.role_family != "",
        policy.round is not None,
        policy.country != "",
    )
