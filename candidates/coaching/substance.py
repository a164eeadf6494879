"""Whether a letter speaks of the topics, of challenges with heart and skill, of strengths with a goal. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple

from candidates.coaching.facts import Challenge, Facts, Strength
from candidates.coaching.findings import Code, Finding, Met, Rule, Severity, found, met
from candidates.coaching.letters import Letter, Passage, all_stems
from candidates.coaching.words import coverage, stems_of

WEIGHTY_TOPICS, WEIGHTY_CHALLENGES, WEIGHTY_STRENGTHS = 2, 1, 1
# Shares of what a fact is about. A fact is named if most of it stands there and the reader is spoken to or the
# candidate's part stands beside it; or if a part of it does, with much of the candidate's part.
NAMED, TOUCHED = 0.58, 0.3
A_LITTLE, MUCH = 0.14, 0.4
SHOWN, AIMED = 0.35, 0.5
# Words of joy prove something only beside the challenge that they are about, and only where they are the candidate's:
# customers love a product, "tools like these" are no liking, and "freundlich" is no "Freude"
JOY = {
    "en": re.compile(
        r"\b(?:enjoy|look(?:ing)? forward|excit|fascinat|eager|delight|pleasure|intrigu|thrill|glad|passionate|"
        r"keen (?:on|to)\b|drawn (?:to|by)\b|matters to me|I care\b|what I like|"
        r"(?:drew|draws|pleases?|interests?|interested|appeals? to|keep) me\b|"
        r"I(?:'d|'ve)?(?: (?:really|do|have|also|much|always|\w+ly))* like[ds]?\b|"
        r"(?:I|would|and|have)(?:'d|'ve)?(?: (?:always|\w+ly))* loved?\b|"
        r"(?:I am|I'm|be|me|so) happ(?:y|ier)\b)",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:freu(?:e|t|en|te|de)?\b|gerne?\b|begeister|leidenschaft|reiz(?:t|en|te|voll)\b|liebe\b|lieber\b|"
        r"spannend|faszinier|(?:mein|am|von) herz(?:en)?\b|lust\b|spaß\b|spass\b|ich mag\b|liegt mir\b|mir liegt\b|"
        r"interessiert mich|mich interessiert)",
        re.IGNORECASE,
    ),
}
NO_JOY = re.compile(r"\b(?:would|should|'d) like\b|\bgerne? zur verfügung\b", re.IGNORECASE)


def topics(facts: Facts, letter: Letter) -> Iterator[Finding | Met]:
    """Look for each topic, with how the candidate can help."""
    for place, topic in enumerate(facts.topics):
        if not topic.topic:
            continue
        about, weighty = f"topics.{place}", place < WEIGHTY_TOPICS
        passage = _passage_on(letter, topic.topic, [topic.help])
        if passage is None:
            yield found(Code.TOPIC_MISSING, _weight(weighty), about=about, words=topic.topic)
        else:
            yield met(Rule.TOPIC, about, passage.sentence)


def challenges(facts: Facts, letter: Letter) -> Iterator[Finding | Met]:
    """Look for each challenge, and there or in the sentence beside it for enthusiasm and expertise."""
    for place, challenge in enumerate(facts.challenges):
        if not challenge.challenge:
            continue
        about, severity = f"challenges.{place}", _weight(place < WEIGHTY_CHALLENGES)
        passage = _passage_on(letter, challenge.challenge, [challenge.enthusiasm, challenge.expertise])
        if passage is None:
            yield found(Code.CHALLENGE_MISSING, severity, about=about, words=challenge.challenge)
            continue
        yield met(Rule.CHALLENGE, about, passage.sentence)
        yield from _heart_and_skill(letter, challenge, passage, about, severity)


def _heart_and_skill(
    letter: Letter, challenge: Challenge, passage: Passage, about: str, severity: Severity
) -> Iterator[Finding | Met]:
    # Each part is told by its own words, not by those that it shares with the challenge or the other part
    named, joy, skill = (stems_of(part, letter.language) for part in astuple(challenge))
    joyful = [
        each
        for each in letter.beside(passage)
        if _is_joyful(each, challenge.enthusiasm, named | skill, letter.language)
    ]
    if joyful:
        yield met(Rule.ENTHUSIASM, about, _nearest(joyful, passage).sentence)
    else:
        weight, words = _if_noted(severity, challenge.enthusiasm), challenge.enthusiasm
        yield found(Code.CHALLENGE_WITHOUT_ENTHUSIASM, weight, about=about, at=passage.sentence, words=words)
    # What shows the expertise may stand beside the joy that stands beside the challenge
    near = [each for middle in (passage, *joyful) for each in letter.beside(middle)]
    if coverage(challenge.expertise, all_stems(near), letter.language, named | joy) >= SHOWN:
        best = max(near, key=lambda each: coverage(challenge.expertise, each.stems, letter.language, named | joy))
        yield met(Rule.EXPERTISE, about, best.sentence)
    else:
        weight, words = _if_noted(severity, challenge.expertise), challenge.expertise
        yield found(Code.CHALLENGE_WITHOUT_EXPERTISE, weight, about=about, at=passage.sentence, words=words)


def _is_joyful(passage: Passage, enthusiasm: str, told: frozenset[str], language: str) -> bool:
    if coverage(enthusiasm, passage.stems, language, told) >= SHOWN:
        return True
    return JOY[language].search(NO_JOY.sub("", passage.sentence.text)) is not None


def _if_noted(severity: Severity, part: str) -> Severity:
    """Return the weight of a part that is missing: what was never noted, the letter can do without."""
    return severity if part else Severity.NOTE


def _nearest(passages: Sequence[Passage], to: Passage) -> Passage:
    return min(passages, key=lambda each: abs(each.sentence.start - to.sentence.start))


def strengths(facts: Facts, letter: Letter) -> Iterator[Finding | Met]:
    """Look for each strength, and in its paragraph for the goal it serves."""
    for place, strength in enumerate(facts.strengths):
        if not strength.strength:
            continue
        about, severity = f"strengths.{place}", _weight(place < WEIGHTY_STRENGTHS)
        passage = _passage_on(letter, strength.strength, [strength.mine])
        if passage is None:
            yield found(Code.STRENGTH_MISSING, severity, about=about, words=strength.strength)
            continue
        yield met(Rule.STRENGTH, about, passage.sentence)
        yield _goal(letter, strength, passage, about, severity)


def _goal(letter: Letter, strength: Strength, passage: Passage, about: str, severity: Severity) -> Finding | Met:
    paragraph = [each for each in letter.passages if each.sentence.paragraph == passage.sentence.paragraph]
    told = stems_of(f"{strength.strength} {strength.mine}", letter.language)
    if coverage(strength.goal, all_stems(paragraph), letter.language, told) < AIMED:
        weight, words = _if_noted(severity, strength.goal), strength.goal
        return found(Code.STRENGTH_WITHOUT_GOAL, weight, about=about, at=passage.sentence, words=words)
    best = max(paragraph, key=lambda each: coverage(strength.goal, each.stems, letter.language, told))
    return met(Rule.GOAL, about, best.sentence)


def _weight(weighty: bool) -> Severity:
    return Severity.MUST if weighty else Severity.NOTE


def _passage_on(letter: Letter, main: str, support: Sequence[str]) -> Passage | None:
    """Return the sentence that names a fact best, if one does; what supports it may stand a sentence further.

    Of two that name it as well, the one that speaks of them: "your product" is not the product that I sold.
    """
    best, most = None, (0.0, False)
    for passage in letter.passages:
        score = _score(letter, passage, main, [text for text in support if text])
        if score and (score, passage.addressed) > most:
            best, most = passage, (score, passage.addressed)
    return best


def _score(letter: Letter, passage: Passage, main: str, support: Sequence[str]) -> float:
    """Return how well a sentence names a fact; 0 where it does not."""
    language = letter.language
    alone = coverage(main, passage.stems, language)
    if alone < TOUCHED * 0.8:
        return 0.0
    near, told = all_stems(letter.beside(passage)), stems_of(main, language)
    named = max(alone, coverage(main, near, language) - 0.1)
    own = [text for text in support if stems_of(text, language) - told]
    backed = max((coverage(text, near, language, told) for text in own), default=0.0)
    if (named >= NAMED and (passage.addressed or backed >= A_LITTLE or not support)) or (
        named >= TOUCHED and backed >= MUCH
    ):
        return alone + named + backed
    return 0.0
