"""Who wrote which entry of a debrief, and how what two people wrote meanwhile becomes one: pure, loses no words.

An entry is known by its id. Who wrote it stands apart from the entry, under the mark of its words: whoever changes the
words without signing them leaves a mark that fits nothing, and nobody is said to have written what they did not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

Entry = dict[str, str]


@dataclass(frozen=True)
class Signature:
    """Who wrote, when, and on which page of theirs: a page may overwrite what it wrote itself."""

    by: str
    at: datetime
    user: int | None = None
    page: str = ""


@dataclass(frozen=True)
class Kept:
    """An entry as it is stored; `beside` names the entry that somebody else wrote in its place."""

    id: str
    entry: Entry
    signed: Signature
    beside: str = ""


@dataclass(frozen=True)
class Said:
    """An entry as somebody sends it: empty to remove it; `seen` is the mark of what they were shown."""

    id: str
    entry: Entry
    seen: str = ""

    @property
    def untouched(self) -> bool:
        """Say whether they left it as they were shown it."""
        return bool(self.seen) and mark_of(self.entry) == self.seen


@dataclass
class Merged:
    """What is to be stored; under which id each entry that was sent came to stand; what the sender has not seen."""

    kept: list[Kept]
    landed: dict[str, str] = field(default_factory=dict)
    unseen: bool = False
    conflicts: list[str] = field(default_factory=list)

    def find(self, entry_id: str) -> Kept | None:
        """Return an entry by its id."""
        return next((each for each in self.kept if each.id == entry_id), None)

    def put(self, new: Kept, *, after: str = "") -> None:
        """Let an entry take its place: that of the same id, or behind another, or the last."""
        ids = [each.id for each in self.kept]
        if new.id in ids:
            self.kept[ids.index(new.id)] = new
        else:
            self.kept.insert(ids.index(after) + 1 if after in ids else len(ids), new)

    def drop(self, entry_id: str) -> None:
        """Take an entry away."""
        self.kept = [each for each in self.kept if each.id != entry_id]


def tidy(text: str) -> str:
    """Return words on one line: line breaks and double spaces say nothing in a phrase."""
    return " ".join(text.split())


def mark_of(entry: Mapping[str, str]) -> str:
    """Return a mark that two entries share exactly if they say the same."""
    words = {key: tidied for key, value in sorted(entry.items()) if (tidied := tidy(value))}
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]


def says_nothing(entry: Mapping[str, str]) -> bool:
    """Say whether all its texts are empty."""
    return not any(tidy(value) for value in entry.values())


def merge(stored: Sequence[Kept], said: Sequence[Said], signature: Signature) -> Merged:
    """Return what is stored with what somebody sent, who may not have seen what another wrote meanwhile.

    What one alone changed is as they changed it. Where both changed an entry, both texts are kept beside each other;
    what one removed and the other changed stays. Sent twice, it changes nothing more.
    """
    merged = Merged(list(stored))
    sent, behind = {each.id for each in said}, ""
    merged.unseen = any(each.id not in sent and each.signed.page != signature.page for each in stored)
    for each in said:
        now = merged.find(each.id)
        if now is None:
            _add(merged, each, signature, behind)
        else:
            _change(merged, now, each, signature)
        behind = merged.landed.get(each.id, each.id)
    ids = {each.id for each in merged.kept}
    merged.kept = [each if each.beside in ids else replace(each, beside="") for each in merged.kept]
    return merged


def _add(merged: Merged, each: Said, signature: Signature, behind: str) -> None:
    """Add what is new, and what somebody else removed while it was being changed here."""
    if each.untouched:
        merged.unseen = True
    elif not says_nothing(each.entry):
        merged.put(Kept(each.id, each.entry, signature), after=behind)
        merged.landed[each.id] = each.id


def _change(merged: Merged, now: Kept, each: Said, signature: Signature) -> None:
    current = mark_of(now.entry)
    own_page = bool(signature.page) and now.signed.page == signature.page
    if mark_of(each.entry) == current:
        merged.landed[each.id] = each.id
    elif own_page or each.seen == current:
        if says_nothing(each.entry):
            merged.drop(now.id)
        else:
            merged.put(replace(now, entry=each.entry, signed=signature))
            merged.landed[each.id] = each.id
    else:
        merged.unseen = True
        if not each.untouched:
            _keep_both(merged, now, each, signature)


def _keep_both(merged: Merged, now: Kept, each: Said, signature: Signature) -> None:
    merged.conflicts.append(now.id)
    if says_nothing(each.entry):
        return
    name = f"{each.id} {signature.page or signature.by}"
    twin = hashlib.sha256(name.encode()).hexdigest()[:16]
    same = merged.find(twin)
    if same is None or mark_of(same.entry) != mark_of(each.entry):
        merged.put(Kept(twin, each.entry, signature, beside=now.id), after=now.id)
    merged.landed[each.id] = twin


def in_the_order_of(said: Sequence[Said], merged: Merged) -> list[Kept]:
    """Return what is kept in the order in which it was sent; what was not sent stays behind what it stood behind."""
    order = [merged.landed.get(each.id, each.id) for each in said]
    ids = {each.id: each for each in merged.kept}
    found = [ids[each] for each in order if each in ids]
    before = None
    for each in merged.kept:
        if each not in found:
            found.insert(found.index(before) + 1 if before else 0, each)
        before = each
    return found


def align(entries: Sequence[Entry], shown: Sequence[tuple[str, Entry]]) -> list[Said]:
    """Return entries that came without ids as changes of those that were shown; what is gone is sent empty.

    The same words are the same entry, then the same first words; the others take the ids that are left, in order.
    """
    left = dict(shown)
    ids = [_take(left, mark_of, each) for each in entries]
    ids = [known or _take(left, _first_words, each) for known, each in zip(ids, entries, strict=True)]
    free = iter(left)
    ids = [known or next(free, "") for known in ids]
    marks = {entry_id: mark_of(entry) for entry_id, entry in shown}
    said = [Said(known or new_id(), each, marks.get(known, "")) for known, each in zip(ids, entries, strict=True)]
    taken = {each.id for each in said}
    return said + [Said(entry_id, {}, marks[entry_id]) for entry_id, _entry in shown if entry_id not in taken]


def _take(left: dict[str, Entry], likeness: Callable[[Entry], str], entry: Entry) -> str:
    found = next((entry_id for entry_id, each in left.items() if likeness(each) == likeness(entry)), "")
    left.pop(found, None)
    return found


def _first_words(entry: Entry) -> str:
    return tidy(next(iter(entry.values()), "")).casefold()


def new_id() -> str:
    """Return an id that no entry has."""
    return uuid4().hex[:16]


def kept_of(entries: Sequence[Entry], authors: Sequence[Mapping[str, Any]], unsigned: Signature) -> list[Kept]:
    """Return stored entries with who wrote them; those whose words nobody signed are `unsigned`'s."""
    left, kept = list(authors), list[Kept]()
    ids = {author["id"] for author in authors}
    for entry in entries:
        mark = mark_of(entry)
        found = next((each for each in left if each["mark"] == mark), None)
        if found is None:
            kept.append(Kept(_free_id(mark, ids), entry, unsigned))
            continue
        left.remove(found)
        signed = Signature(found["by"], datetime.fromisoformat(found["at"]), found.get("user"), found.get("page", ""))
        kept.append(Kept(found["id"], entry, signed, found.get("beside", "")))
    return kept


def _free_id(mark: str, taken: set[str]) -> str:
    """Return an id made of a mark, so that it comes out the same each time the same is read."""
    while mark in taken:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:16]
    taken.add(mark)
    return mark


def authors_of(kept: Sequence[Kept]) -> list[dict[str, Any]]:
    """Return who wrote which entry, as it is stored."""
    return [
        {
            "id": each.id,
            "mark": mark_of(each.entry),
            "by": each.signed.by,
            "at": each.signed.at.isoformat(),
            "user": each.signed.user,
            "page": each.signed.page,
            "beside": each.beside,
        }
        for each in kept
    ]
