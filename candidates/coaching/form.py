"""Whether a letter is to the right person and company, says thank you, and is fit to be sent. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from candidates.coaching.facts import Facts
from candidates.coaching.findings import Code, Finding, Met, Rule, Severity, found, met
from candidates.coaching.letters import Letter
from candidates.coaching.names import Greeted, Mention, greeted, mentions, short_name
from candidates.coaching.sentences import Sentence

# Thanks are the writer's own, and given: nobody has thanked who "would be grateful", or whom customers thank
THANKS = {
    "en": re.compile(
        r"(?:^|[^\w\s]\s*|\b(?:I|to|and|again|please|let me|must|do|so|also|really|many|my|much|warm|sincere)\s+)"
        r"thank(?:s\b(?! to\b)| you\b|ed you\b)|\bgrateful\b|\bthankful (?:to|for|that)\b|\bgratitude\b|"
        r"\bkind of you\b|\bappreciated? (?:your|you|how)\b|"
        r"\bappreciated? the (?:time|hour|chance|opportunity|conversation|interview|welcome|meeting)\b|"
        r"\bmy appreciation\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\bdanken?\b|\bdankbar\b|\bbedanken?\b|\bihnen (?:\w+ )*verbunden\b|"
        r"\b(?:vielen|herzlichen|besten|meinen|mein|großen|lieben|tausend)\s+(?:\w+\s+)?dank\b|\bdank ihnen\b",
        re.IGNORECASE,
    ),
}
NO_THANKS = {
    "en": re.compile(
        r"\b(?:would|'d|should|will)\b[^.;]{0,20}\b(?:grateful|thankful|appreciate)|"
        r"\bgrateful (?:to (?:know|hear)|if)\b|\bthank(?:s| you) in advance",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\bfür (?:einen|eine|jeden|jede) (?:\w+ )?\w+ dankbar|\b(?:wäre|würde)\b[^.;]{0,40}\bdank\w*|"
        r"\bdankbar, wenn\b|\b(?:danke|dank) im voraus",
        re.IGNORECASE,
    ),
}
PLACEHOLDER = re.compile(
    r"\[[^\]\n]{1,60}\]|<[^>\n@]{1,60}>|\{[^}\n]{1,60}\}|\b[Xx]{3,}\b|\bXX\b|_{3,}|\bTODO\b|\bTBD\b|\?\?\?+"
)
LOUD_MARKS = re.compile(r"!\s*!")
CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{2,}\b")
MOST_CAPITALS = 2  # words in a row that may be abbreviations of the trade


@dataclass(frozen=True)
class Length:
    """How many words an email may have, greeting and signature included."""

    fewest: int
    most: int


LETTER, CHECK_IN = Length(120, 300), Length(25, 150)


def names(facts: Facts, letter: Letter, place: int) -> Iterator[Finding | Met]:
    """Look for the interviewer's name in the greeting, the company's anywhere, and other companies'."""
    yield _interviewer(facts, letter, place)
    if facts.company:
        yield _company(facts, letter)
    for number, other in enumerate(facts.other_companies):
        yield from _other_company(facts, letter, other, f"other_companies.{number}")


def _interviewer(facts: Facts, letter: Letter, place: int) -> Finding | Met:
    about, name, greeting = f"interviewers.{place}", facts.interviewers[place].name, letter.greeting
    how = greeted(greeting.text, name) if greeting else Greeted.NOT
    if how == Greeted.RIGHT:
        return met(Rule.INTERVIEWER, about, greeting)
    others = [each.name for each in facts.interviewers if each.name != name]
    is_anothers = greeting is not None and any(greeted(greeting.text, each) == Greeted.RIGHT for each in others)
    if how == Greeted.MISSPELT and not is_anothers:
        return found(Code.INTERVIEWER_MISSPELT, Severity.MUST, about=about, at=greeting, words=name)
    return found(Code.INTERVIEWER_NOT_NAMED, Severity.MUST, about=about, at=greeting, words=name)


def _company(facts: Facts, letter: Letter) -> Finding | Met:
    named = mentions(letter.body, facts.company)
    if named or mentions(letter.subject, facts.company):
        return met(Rule.COMPANY, "company", _sentence_at(letter, named[0]) if named else None)
    return found(Code.COMPANY_NOT_NAMED, Severity.MUST, about="company", words=short_name(facts.company))


def _other_company(facts: Facts, letter: Letter, other: str, about: str) -> Iterator[Finding]:
    """Find where another company is named, unless the conversation itself was about it, or it is part of ours."""
    theirs = _only_theirs(letter.body, other, facts.company)
    if not theirs and not _only_theirs(letter.subject, other, facts.company):
        return
    if any(mentions(text, other) for text in (facts.company, facts.job, *facts.texts)):
        return
    at = _sentence_at(letter, theirs[0]) if theirs else None
    yield found(Code.OTHER_COMPANY_NAMED, Severity.MUST, about=about, at=at, words=other)


def _only_theirs(text: str, other: str, company: str) -> list[Mention]:
    """Return where a text names another company, and not as a part of ours."""
    ours = mentions(text, company)
    return [each for each in mentions(text, other) if not any(_within(each, our) for our in ours)]


def _within(one: Mention, other: Mention) -> bool:
    return other.start <= one.start and one.end <= other.end


def _sentence_at(letter: Letter, mention: Mention) -> Sentence | None:
    return next((each for each in letter.sentences if each.start <= mention.start < each.end), None)


def manners(facts: Facts, letter: Letter, length: Length) -> Iterator[Finding | Met]:
    """Look for thanks, a subject, placeholders, capitals that shout, and the length."""
    thanking = next((each for each in letter.sentences if gives_thanks(each, letter.language)), None)
    yield met(Rule.THANKS, "", thanking) if thanking else found(Code.NO_THANKS, Severity.MUST)
    if not letter.subject.strip():
        yield found(Code.NO_SUBJECT, Severity.MUST)
    yield from _placeholder(facts, letter)
    typed = {*CAPITALS.findall(" ".join([*facts.texts, facts.job, facts.company, *_all_names(facts)]))}
    loud = next((each for each in letter.sentences if _is_loud(each.text, typed)), None)
    if loud or _is_loud(letter.subject, typed):
        yield found(Code.SHOUTING, Severity.SHOULD, at=loud)
    words = len(letter.body.split())
    if words < length.fewest:
        yield found(Code.TOO_SHORT, Severity.SHOULD, words=f"{words}/{length.fewest}")
    elif words > length.most:
        yield found(Code.TOO_LONG, Severity.SHOULD, words=f"{words}/{length.most}")


def gives_thanks(sentence: Sentence, language: str) -> bool:
    """Say whether the writer of a sentence says thank you there."""
    return THANKS[language].search(NO_THANKS[language].sub("", sentence.text)) is not None


def _placeholder(facts: Facts, letter: Letter) -> Iterator[Finding]:
    """Find the first gap that was to be filled in; what stands so in a fact was typed on purpose."""
    typed = " ".join([*facts.texts, facts.job, facts.company])
    for sentence in letter.sentences:
        gaps = [gap for gap in PLACEHOLDER.findall(sentence.text) if gap not in typed]
        if gaps:
            yield found(Code.PLACEHOLDER_LEFT, Severity.MUST, at=sentence, words=gaps[0])
            return
    gaps = [gap for gap in PLACEHOLDER.findall(letter.subject) if gap not in typed]
    if gaps:
        yield found(Code.PLACEHOLDER_LEFT, Severity.MUST, words=gaps[0])


def _is_loud(text: str, typed: set[str]) -> bool:
    """Say whether a text shouts: marks in a row, or more capitals together than abbreviations of the trade have."""
    if LOUD_MARKS.search(text):
        return True
    if len(CAPITALS.findall(text)) < MOST_CAPITALS:
        return False
    run = 0
    for word in re.findall(r"[^\W\d_]+", text):
        shouted = CAPITALS.fullmatch(word) is not None and word not in typed
        run = run + 1 if shouted else 0
        if run > MOST_CAPITALS - 1:
            return True
    return False


def _all_names(facts: Facts) -> list[str]:
    return [facts.candidate, *(each.name for each in facts.interviewers)]
