"""How a language speaks: its frames by slot and form, and its fixed sentences. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from candidates.coaching.phrases import Form, Phrase, closed, opened

Frames = Mapping[str, Mapping[Form, Sequence[str]]]
# Slots for what is the company's: who is "they", or "we", in such a fact is the reader
THEIRS = {"lead", "topic", "topic_more", "challenge", "strength", "goal", "goal_alone", "tied"}


def as_named(company: str) -> str:
    """Return a company as it is named."""
    return company


@dataclass(frozen=True)
class Voice:
    """A language: how it reads a phrase, what it puts it into, and what it says anyway.

    `turn` counts on from paragraph to paragraph and from interviewer to interviewer, so that no frame is soon repeated.
    `company` says a company's name as it stands after a preposition.
    """

    reader: Callable[[str, bool], Phrase]
    frames: Frames
    sayings: Mapping[str, Sequence[str]]
    capital_after_colon: bool = False
    company: Callable[[str], str] = as_named

    def read(self, text: str, *, theirs: bool = False) -> Phrase:
        """Return a fact as a phrase; `theirs` where it is about the company."""
        return self.reader(text, theirs)

    def put(self, slot: str, text: str, turn: int, *, added: str = "", **known: str) -> str:
        """Return a sentence with a fact in it, and what is added to it; "" where there is no fact."""
        phrase = self.read(text, theirs=slot in THEIRS)
        if not phrase.text:
            return ""
        slots = self.frames[slot]
        frames = _fitting(slots.get(phrase.form) or slots[Form.ANY], phrase) or slots[Form.ANY]
        return self._filled(frames[turn % len(frames)], phrase, added, known)

    def _filled(self, frame: str, phrase: Phrase, added: str, known: Mapping[str, str]) -> str:
        text, as_object = phrase.text, phrase.object or phrase.text
        if self.capital_after_colon and phrase.form in {Form.SENTENCE, Form.WISH} and ": {0}" in frame:
            text = opened(text)  # as German does it where a whole sentence follows
        return closed(opened(frame.format(text + added, object=as_object + added, **known)))

    def say(self, saying: str, turn: int = 0, **known: str) -> str:
        """Return a fixed sentence with names and days filled in."""
        ways = self.sayings[saying]
        return closed(ways[turn % len(ways)].format(**known))


def _fitting(frames: Sequence[str], phrase: Phrase) -> Sequence[str]:
    """Return the frames that a phrase may stand in: within a sentence, none whose capital is there for good."""
    if not phrase.capital:
        return frames
    return [each for each in frames if each.startswith("{0}") or ": {0}" in each]
