"""Reads of policies: which one holds for an interview, which others were considered, and why they lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from recruiting import cadence, clock
from recruiting.models import Organization, Policy, PolicyVersion, User


class Objection(StrEnum):
    """Why a published policy does not hold for an interview."""

    IDLE = "idle"
    COMPANY = "company"
    ROLE_FAMILY = "role_family"
    ROUND = "round"
    COUNTRY = "country"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    OUTRANKED = "outranked"


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
class Considered:
    """A published version beside an interview: `objection` says why it does not hold, None that it does."""

    version: PolicyVersion
    objection: Objection | None

    @property
    def holds(self) -> bool:
        """Say whether this is the one."""
        return self.objection is None


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
        applying = [version for version in self.versions if objection(version.policy, situation) is None]
        if not applying:
            raise NoDefaultPolicy("No published policy applies: publish one as the firm's default.")
        return max(applying, key=lambda version: rank(version.policy))

    def considered(self, situation: Situation) -> list[Considered]:
        """Return every published policy: the one that holds, those it outranks, then those that do not apply."""
        found = [Considered(version, objection(version.policy, situation)) for version in self.versions]
        applying = sorted((each for each in found if each.holds), key=_rank_of, reverse=True)
        others = sorted((each for each in found if not each.holds), key=_rank_of, reverse=True)
        outranked = [Considered(each.version, Objection.OUTRANKED) for each in applying[1:]]
        return [*applying[:1], *outranked, *others]

    def with_published(self, version: PolicyVersion) -> PolicyRegister:
        """Return the register as it would be once this version is published in place of its policy's other."""
        others = [each for each in self.versions if each.policy_id != version.policy_id]
        return PolicyRegister([*others, version])


def objection(policy: Policy, situation: Situation) -> Objection | None:
    """Return what keeps a policy from covering this situation on its date, if anything does."""
    checks = (
        (Objection.IDLE, not policy.applies_to_something),
        (Objection.COMPANY, policy.company_id not in {None, situation.company_id}),
        (Objection.ROLE_FAMILY, policy.role_family not in {"", situation.role_family}),
        (Objection.ROUND, policy.round not in {None, situation.round}),
        (Objection.COUNTRY, policy.country not in {"", situation.country}),
        (Objection.NOT_YET, policy.valid_from is not None and situation.on < policy.valid_from),
        (Objection.EXPIRED, policy.valid_until is not None and policy.valid_until < situation.on),
    )
    return next((code for code, stands in checks if stands), None)


def rank(policy: Policy) -> tuple[bool, bool, bool, bool]:
    """Return how particular a policy is, to compare: naming the company beats naming the other three."""
    return (
        policy.company_id is not None,
        policy.role_family != "",
        policy.round is not None,
        policy.country != "",
    )


def _rank_of(considered: Considered) -> tuple[bool, bool, bool, bool]:
    return rank(considered.version.policy)


def rules_to_start_from(policy: Policy) -> Mapping[str, Any]:
    """Return the rules with which the first draft of a policy begins: those that hold for whom it is for until then."""
    on = clock.today("UTC")
    situation = Situation(policy.company_id or 0, policy.role_family, policy.round or 0, policy.country, on)
    try:
        rules: Mapping[str, Any] = PolicyRegister.of(policy.organization).version_for(situation).rules
    except NoDefaultPolicy:
        rules = cadence.Policy().to_json()
    return rules


def published_version(policy: Policy) -> PolicyVersion | None:
    """Return the version of a policy that holds, if one is published."""
    return policy.versions.filter(state=PolicyVersion.State.PUBLISHED).first()


def is_overtaken(draft: PolicyVersion, holding: PolicyVersion | None) -> bool:
    """Say whether another version holds than the one that a draft's author had before them."""
    return draft.based_on_id != (holding.pk if holding else None)


def draft_of(policy: Policy, author: User | None) -> PolicyVersion | None:
    """Return the draft that an author goes on with: their own, else one that is nobody's."""
    drafts = policy.versions.filter(state=PolicyVersion.State.DRAFT)
    own = drafts.filter(drafted_by=author).first() if author else None
    return own or drafts.filter(drafted_by=None).first()
