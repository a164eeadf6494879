"""The debrief's cells as lists, and which of a stored debrief's lists a row changes."""

from __future__ import annotations

from candidates.imports import cells
from candidates.imports.facts import RosterRow
from candidates.imports.problems import shown
from candidates.imports.results import Change
from candidates.interviews.debriefing import entries_with_authors
from candidates.models import Actor, Debrief, Interview

Entries = list[dict[str, str]]
PARTS = {
    "topics": ("topic", "help"),
    "challenges": ("challenge", "expertise"),
    "strengths": ("strength", "mine", "goal"),
}


def lists_of(row: RosterRow) -> dict[str, Entries]:
    """Return the three lists of a row, empty where its cell is."""
    return {name: cells.entries(getattr(row, name), keys) for name, keys in PARTS.items()}


def changed_lists(interview: Interview, row: RosterRow) -> tuple[dict[str, Entries], list[Change]]:
    """Return the lists of a stored interview that a row changes, and how; an empty cell erases none.

    What the candidate wrote stands: a roster neither removes it nor says it a second time.
    """
    debrief = getattr(interview, "debrief", None) or Debrief(interview=interview)
    changed, changes = {}, []
    for name, said in lists_of(row).items():
        stored, key = entries_with_authors(debrief, name), PARTS[name][0]
        own = [each.entry for each in stored if each.signed.by == Actor.CANDIDATE]
        old = [each.entry for each in stored if each.signed.by != Actor.CANDIDATE]
        new = [entry for entry in said if entry[key] not in {each[key] for each in own}]
        if said and _plain(old, name) != _plain(new, name):
            changed[name] = [_with_what_we_knew(entry, old, key) for entry in new] + own
            changes.append(Change(name, _in_words(old, name), _in_words(new, name)))
    return changed, changes


def _plain(entries: Entries, name: str) -> list[tuple[str, ...]]:
    return [tuple(entry.get(key, "") for key in PARTS[name]) for entry in entries]


def _with_what_we_knew(entry: dict[str, str], old: Entries, key: str) -> dict[str, str]:
    """Keep what a roster has no column for (a challenge's `enthusiasm`) of an entry that stays."""
    before = next((each for each in old if each.get(key) == entry[key]), {})
    return {**before, **entry}


def _in_words(entries: Entries, name: str) -> str:
    return shown(" | ".join(" = ".join(part for part in parts if part) for parts in _plain(entries, name)))
