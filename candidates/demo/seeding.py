"""Puts the demonstration into an empty database: both firms, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from random import Random

from django.db import transaction

from candidates.demo import companies, other_firm, people, stories
from candidates.demo.accounts import FIRM, OTHER_FIRM, SIGN_INS, SignIn
from candidates.demo.founding import AGE, Founded, found
from candidates.demo.policies import set_policies
from candidates.demo.reminding import remind_soon
from candidates.demo.reporting import save_for_mondays
from candidates.demo.states import Story
from candidates.demo.telling import Teller
from recruiting.models import Organization

SEED = 20_260_000


def is_seeded() -> bool:
    """Say whether the demonstration, or a firm of its name, is there already."""
    return Organization.objects.filter(name__in=[FIRM, OTHER_FIRM]).exists()


@transaction.atomic
def seed(*, now: datetime) -> Counter[str]:
    """Store both firms as they stand at `now`; return how many plans of the first are in which state."""
    firm = found(FIRM, _members(FIRM), companies.COMPANIES, people.SEEKERS, now=now)
    set_policies(firm.organization, firm.companies, by=firm.members[0].user, at=now - AGE, today=now.date())
    teller, told = _tell(firm, stories.STORIES, now=now)
    remind_soon(firm, teller, now=now)
    save_for_mondays(firm, now=now)
    other = found(OTHER_FIRM, _members(OTHER_FIRM), other_firm.COMPANIES, other_firm.SEEKERS, now=now)
    _tell(other, other_firm.STORIES, now=now)
    return told


def _members(firm: str) -> list[SignIn]:
    return [sign_in for sign_in in SIGN_INS if sign_in.firm == firm]


def _tell(firm: Founded, told: Sequence[Story], *, now: datetime) -> tuple[Teller, Counter[str]]:
    teller = Teller(firm, now, Random(SEED))  # noqa: S311  # the same demonstration each time, no secret
    # Those that can happen in few places take theirs first
    by_choice = sorted(told, key=lambda story: not story.where)
    states = Counter(story.state for story in by_choice if teller.tell(story) is not None)
    teller.put_the_rest_forward()
    return teller, states
