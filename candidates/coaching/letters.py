"""A letter as the review reads it, cut up once: sentences with their stems, greeting, who is addressed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from candidates.coaching.names import Mention, advertised, mentions, short_name
from candidates.coaching.sentences import Sentence, sentences_of
from candidates.coaching.words import stems_of

FEW_WORDS = 2
THANK_YOU = re.compile(r"\b(thank|thanks|danke?)\s+(to\s+)?(you|ihnen)\b", re.IGNORECASE)
# Who reads the letter is spoken to, or of their company; in German, "Sie" is the reader, "sie" somebody else
ADDRESSED = {
    "en": re.compile(r"\b(you|your|yours|we|our)\b", re.IGNORECASE),
    "de": re.compile(r"\b(Sie|Ihnen|Ihr|Ihre[nmrs]?|[Ww]ir|[Uu]nser(?:e[nmrs]?)?)\b"),
}


@dataclass(frozen=True)
class Passage:
    """A sentence of the letter's main part, with the stems of its words."""

    sentence: Sentence
    stems: frozenset[str]
    addressed: bool


@dataclass(frozen=True)
class Letter:
    """A subject and a body in a language; to a company, about a position, whose names say nothing of a fact."""

    subject: str
    body: str
    language: str
    company: str = ""
    job: str = ""

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Return the body's sentences."""
        return sentences_of(self.body)

    @cached_property
    def passages(self) -> list[Passage]:
        """Return every sentence of the body ready to compare."""
        return [self._passage(each) for each in self.sentences]

    def _passage(self, sentence: Sentence) -> Passage:
        to_you = ADDRESSED[self.language].search(THANK_YOU.sub("", sentence.text)) is not None
        to_you = to_you or any(sentence.start <= each.start < sentence.end for each in self.company_named)
        return Passage(sentence, stems_of(self._without_names(sentence.text), self.language), to_you)

    @cached_property
    def company_named(self) -> Sequence[Mention]:
        """Return where the body names the company."""
        return mentions(self.body, self.company) if self.company else ()

    def _without_names(self, text: str) -> str:
        for name in (advertised(self.job), short_name(self.company)):
            text = text.replace(name, " ") if name else text
        return text

    @cached_property
    def greeting(self) -> Sentence | None:
        """Return the first line, up to the comma that ends it."""
        return self.sentences[0] if self.sentences else None

    def beside(self, passage: Passage) -> list[Passage]:
        """Return a sentence and those beside it in its paragraph; an exclamation of two words is passed over."""
        paragraph = [
            each
            for each in self.passages
            if each.sentence.paragraph == passage.sentence.paragraph and (each == passage or _says_much(each))
        ]
        at = paragraph.index(passage)
        return paragraph[max(0, at - 1) : at + 2]


def _says_much(passage: Passage) -> bool:
    text = passage.sentence.text
    return len(text.split()) > FEW_WORDS or not text.endswith("!")


def all_stems(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the stems of several sentences together."""
    return frozenset().union(*(each.stems for each in passages))
