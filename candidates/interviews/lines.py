"""A debrief for its readers: each entry with who wrote it and when, and how much there is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.interviews.debriefing import entries_with_authors
from candidates.interviews.debriefs import Kept
from candidates.models import Actor, Debrief
from candidates.models.interviews import DEBRIEF_LISTS
from recruiting.models import User
from recruiting.wording.moments import day_words, time_words


@dataclass(frozen=True)
class Line:
    """An entry, by whom, and when on its reader's clock; `pair`: both wrote it, and both texts are kept."""

    kept: Kept
    parts: list[str]
    who: str
    when: str
    pair: bool = False

    @property
    def by_candidate(self) -> bool:
        """Say whether the candidate wrote it."""
        return self.kept.signed.by == Actor.CANDIDATE


def lines_of(debrief: Debrief, *, zone: str, now: datetime) -> dict[str, list[Line]]:
    """Return each list's entries; moments on a zone's clock."""
    kept = {name: entries_with_authors(debrief, name) for name in DEBRIEF_LISTS}
    application = debrief.interview.application
    users = {each.signed.user for entries in kept.values() for each in entries if each.signed.user}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=users)}
    recruiter = str(application.recruiter.user)
    return {
        name: [
            Line(
                each,
                [each.entry[key] for key in DEBRIEF_LISTS[name] if each.entry.get(key)],
                application.candidate.name
                if each.signed.by == Actor.CANDIDATE
                else names.get(each.signed.user or 0, recruiter),
                _moment(each.signed.at, zone, now),
                bool(each.beside) or each.id in {other.beside for other in entries},
            )
            for each in entries
        ]
        for name, entries in kept.items()
    }


def _moment(at: datetime, zone: str, now: datetime) -> str:
    local, here = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    day = day_words(local.date(), year=local.year != here.year)
    return _("%(day)s %(time)s") % {"day": day, "time": time_words(local)}


def how_much(debrief: Debrief | None) -> str:
    """Return how much there is: "2 topics, 1 challenge"; nothing where there is none."""
    if debrief is None:
        return ""
    topics, challenges, strengths = len(debrief.topics), len(debrief.challenges), len(debrief.strengths)
    words = [
        ngettext("%(count)d topic", "%(count)d topics", topics) % {"count": topics} if topics else "",
        ngettext("%(count)d challenge", "%(count)d challenges", challenges) % {"count": challenges}
        if challenges
        else "",
        ngettext("%(count)d strength", "%(count)d strengths", strengths) % {"count": strengths} if strengths else "",
    ]
    return ", ".join(filter(None, words))
