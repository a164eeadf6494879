"""Writes of debriefs: the candidate's and the recruiter's go the same road, and neither overwrites the other unseen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from candidates.interviews.debriefs import (
    Entry,
    Kept,
    Merged,
    Said,
    Signature,
    align,
    authors_of,
    in_the_order_of,
    kept_of,
    merge,
)
from candidates.models import Actor, Debrief, Interview, Qualification
from candidates.models.interviews import DEBRIEF_LISTS
from recruiting.models import User

Shown = Mapping[str, Sequence[tuple[str, Entry]]]


@dataclass(frozen=True)
class Written:
    """A debrief as it is after a write, and what came of each list that was sent."""

    debrief: Debrief
    merged: Mapping[str, Merged] = field(default_factory=dict)

    @property
    def unseen(self) -> bool:
        """Say whether somebody else wrote what the writer has not seen."""
        return any(each.unseen for each in self.merged.values())

    @property
    def conflicts(self) -> bool:
        """Say whether both changed the same entry."""
        return any(each.conflicts for each in self.merged.values())


def entries_with_authors(debrief: Debrief, name: str) -> list[Kept]:
    """Return a list's entries with who wrote them; what nobody signed came from the recruiter: by roster or API."""
    unsigned = Signature(Actor.RECRUITER, debrief.updated_at, debrief.updated_by_id)
    return kept_of(getattr(debrief, name), debrief.authors.get(name, ()), unsigned)


@transaction.atomic
def write_debrief(
    *,
    interview: Interview,
    said: Mapping[str, Sequence[Said]],
    signature: Signature,
    reorder: bool = False,
    **fields: Any,
) -> Written:
    """Store what somebody wrote of the lists, and other fields of the debrief. Raises ValidationError."""
    debrief = locked(interview)
    before = _content(debrief)
    merged = {name: merge(entries_with_authors(debrief, name), entries, signature) for name, entries in said.items()}
    signed = {name: entries_with_authors(debrief, name) for name in DEBRIEF_LISTS}
    for name, each in merged.items():
        signed[name] = in_the_order_of(said[name], each) if reorder else each.kept
    _keep(debrief, signed)
    for name, value in fields.items():
        setattr(debrief, name, value)
    if _content(debrief) != before:
        debrief.updated_by_id, debrief.updated_at = signature.user, signature.at
        debrief.full_clean()
        debrief.save()
    return Written(debrief, merged)


def save_debrief(
    *, interview: Interview, facts: dict[str, Any], by: User, at: datetime, shown: Shown | None = None
) -> Written:
    """Store what a recruiter learned: `facts` holds lists and notes. Raises ValidationError.

    `shown` is what they had before them, by list; without it the facts take the place of all that is there.
    """
    seen = shown_now(Debrief.objects.filter(interview=interview).first()) if shown is None else shown
    said = {name: align(facts[name], seen.get(name, ())) for name in DEBRIEF_LISTS.keys() & facts.keys()}
    others = {name: value for name, value in facts.items() if name not in DEBRIEF_LISTS}
    signature = Signature(Actor.RECRUITER, at, by.pk)
    return write_debrief(interview=interview, said=said, signature=signature, reorder=True, **others)


def shown_now(debrief: Debrief | None) -> Shown:
    """Return each list's entries with their ids, as a page shows them."""
    if debrief is None:
        return {}
    return {name: [(each.id, each.entry) for each in entries_with_authors(debrief, name)] for name in DEBRIEF_LISTS}


def keep_both(*, interview: Interview, name: str, entry_id: str) -> Debrief:
    """Say that two entries beside each other are two things."""
    with transaction.atomic():
        debrief = locked(interview)
        for author in debrief.authors.get(name, ()):
            if author["id"] == entry_id:
                author["beside"] = ""
        debrief.save()
    return debrief


def locked(interview: Interview) -> Debrief:
    """Return an interview's debrief, locked; an empty one where it has none yet."""
    rows = Debrief.objects.select_for_update()
    debrief, _made = rows.get_or_create(organization_id=interview.organization_id, interview=interview)
    return debrief


def ordered_qualifications(rows: Iterable[Qualification], debrief: Debrief) -> list[Qualification]:
    """Return those qualifications that were chosen for this job, in the order chosen; all of them where none was."""
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in debrief.qualification_order if pk in found] or list(found.values())


def _keep(debrief: Debrief, signed: Mapping[str, Sequence[Kept]]) -> None:
    for name, kept in signed.items():
        setattr(debrief, name, [each.entry for each in kept])
    debrief.authors = {name: authors_of(kept) for name, kept in signed.items() if kept}


def _content(debrief: Debrief) -> list[Any]:
    """Return what makes a write worth storing; who is said to have written it alone is not."""
    return [getattr(debrief, name) for name in (*DEBRIEF_LISTS, "notes", "qualification_order")]
