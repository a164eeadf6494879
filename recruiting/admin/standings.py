"""Which policy holds, and why others do not, as a page of a company, a job or an interview shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from recruiting.models import PolicyVersion
from recruiting.policies.selectors import Considered
from recruiting.policies.standings import Standing
from recruiting.wording.standings import objection_words


@dataclass(frozen=True)
class Lost:
    """A policy that was considered, and why it does not hold."""

    version: PolicyVersion
    why: str


@dataclass(frozen=True)
class StandingCard:
    """What holds for one kind of interview; `today` says whether its review is past."""

    title: str
    standing: Standing
    today: date

    @property
    def holding(self) -> PolicyVersion | None:
        """Return the version that holds."""
        return self.standing.holding

    @property
    def elsewhere(self) -> int:
        """Return how many policies are for other companies."""
        return self.standing.elsewhere

    @property
    def later(self) -> Mapping[int, PolicyVersion]:
        """Return the later rounds, by number, in which another version holds."""
        return self.standing.later

    def lost(self) -> Iterator[Lost]:
        """Yield the others, the nearest first."""
        for each in self.standing.lost:
            yield Lost(each.version, self._why(each))

    def _why(self, considered: Considered) -> str:
        policy, situation = considered.version.policy, self.standing.situation
        return objection_words(
            str(considered.objection),
            family=(policy.role_family, situation.role_family),
            round=(policy.round, situation.round),
            country=(policy.country, situation.country),
            valid=(policy.valid_from, policy.valid_until),
            winner=self.holding.policy.name if self.holding else "",
        )


def company_cards(standings: Sequence[Standing], today: date) -> list[StandingCard]:
    """Return a card for each role family; one alone where all follow the same version."""
    if all((each.holding, each.later) == (standings[-1].holding, standings[-1].later) for each in standings):
        return [StandingCard(_("Interviews there"), standings[-1], today)]
    return [
        StandingCard(
            _("“%(family)s” roles") % {"family": each.situation.role_family}
            if each.situation.role_family
            else _("Any other role"),
            each,
            today,
        )
        for each in standings
    ]
