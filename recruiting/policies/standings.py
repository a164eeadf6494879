"""Which policy an interview would follow, and which others were considered: of a company's roles, of a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from recruiting.models import Company, Job, PolicyVersion
from recruiting.policies.selectors import Considered, Objection, PolicyRegister, Situation


@dataclass(frozen=True)
class Standing:
    """What holds in a situation, what lost to it, and how many policies are for other companies alone.

    `later` has, by number, the rounds that a policy names and in which another version holds than in this one.
    """

    situation: Situation
    holding: PolicyVersion | None
    lost: Sequence[Considered]
    elsewhere: int
    later: Mapping[int, PolicyVersion] = field(default_factory=dict)


def standing_of(register: PolicyRegister, situation: Situation) -> Standing:
    """Return what holds, and of the others those that could concern the company."""
    considered = register.considered(situation)
    lost = [each for each in considered if not each.holds]
    near = [each for each in lost if each.objection != Objection.COMPANY]
    holding = next((each.version for each in considered if each.holds), None)
    return Standing(situation, holding, near, len(lost) - len(near))


def standings_of_company(company: Company, *, on: date) -> list[Standing]:
    """Return what a first interview on a day would follow: by role family of its open jobs, then for any other."""
    register = PolicyRegister.of(company.organization)
    families = (
        company.jobs.filter(is_open=True).order_by("role_family").values_list("role_family", flat=True).distinct()
    )
    return [_from_the_first(register, _first(company, family, on)) for family in (*families, "")]


def standing_of_job(job: Job, *, on: date) -> Standing:
    """Return what a first interview for a job on a day would follow."""
    return _from_the_first(PolicyRegister.of(job.organization), _first(job.company, job.role_family, on))


def _from_the_first(register: PolicyRegister, first: Situation) -> Standing:
    """Return what holds in the first round, and the later rounds in which that changes."""
    standing = standing_of(register, first)
    named = sorted({each.policy.round for each in register.versions if each.policy.round} - {first.round})
    later = {number: standing_of(register, replace(first, round=number)).holding for number in named}
    return replace(standing, later={at: held for at, held in later.items() if held and held != standing.holding})


def _first(company: Company, role_family: str, on: date) -> Situation:
    return Situation(company.pk, role_family, 1, company.country, on)
