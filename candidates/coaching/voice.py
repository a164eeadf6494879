"""How a language speaks: its frames by slot and form, and its fixed sentences. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from candidates.coaching.phrases import Form, Phrase, closed, opened

Frames = Mapping[str, Mapping[Form, Sequence[str]]]


@dataclass(frozen=True)
class Voice:
    """A language: how it reads a phrase, what it puts it into, and what it says anyway.

    `turn` counts on from paragraph to paragraph and from interviewer to interviewer, so that no frame is soon repeated.
    """

    read: Callable[[str], Phrase]
    frames: Frames
    sayings: Mapping[str, Sequence[str]]
    capital_after_colon: bool = False

    def put(self, slot: str, text: str, turn: int, **known: str) -> str:
        """Return a sentence with a fact in it; "" where there is no fact."""
        phrase = self.read(text)
        if not phrase.text:
            return ""
        slots = self.frames[slot]
        frames = slots.get(phrase.form) or slots[Form.ANY]
        return self._filled(frames[turn % len(frames)], phrase, known)

    def _filled(self, frame: str, phrase: Phrase, known: Mapping[str, str]) -> str:
        text = phrase.text
        if self.capital_after_colon and phrase.form == Form.SENTENCE and ": {0}" in frame:
            text = opened(text)  # as German does it where a whole sentence follows
        return closed(opened(frame.format(text, **known)))

    def say(self, saying: str, turn: int = 0, **known: str) -> str:
        """Return a fixed sentence with names and days filled in."""
        ways = self.sayings[saying]
        return closed(ways[turn % len(ways)].format(**known))

    def every_frame(self) -> list[str]:
        """Return all frames and sayings: every word of a draft that is not from the facts stands in one."""
        framed = [frame for forms in self.frames.values() for frames in forms.values() for frame in frames]
        return [*framed, *(way for ways in self.sayings.values() for way in ways)]
