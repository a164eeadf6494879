"""What a review says: findings, each tied to its sentence and its rule, and the rules that are met. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from candidates.coaching.sentences import Sentence


class Severity(StrEnum):
    """How much a finding weighs."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"


class Code(StrEnum):
    """The kinds of finding (design: coaching, the review)."""

    TOPIC_MISSING = "topic_missing"
    CHALLENGE_MISSING = "challenge_missing"
    CHALLENGE_WITHOUT_ENTHUSIASM = "challenge_without_enthusiasm"
    CHALLENGE_WITHOUT_EXPERTISE = "challenge_without_expertise"
    STRENGTH_MISSING = "strength_missing"
    STRENGTH_WITHOUT_GOAL = "strength_without_goal"
    NO_THANKS = "no_thanks"
    INTERVIEWER_NOT_NAMED = "interviewer_not_named"
    INTERVIEWER_MISSPELT = "interviewer_misspelt"
    COMPANY_NOT_NAMED = "company_not_named"
    OTHER_COMPANY_NAMED = "other_company_named"
    PLACEHOLDER_LEFT = "placeholder_left"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_SUBJECT = "no_subject"
    SHOUTING = "shouting"
    AGREED_CALL_MISSING = "agreed_call_missing"
    WRONG_DATE = "wrong_date"
    SENT_LATE = "sent_late"


class Rule(StrEnum):
    """What a letter ought to do; a rule that is met names the sentence that meets it."""

    THANKS = "thanks"
    INTERVIEWER = "interviewer"
    COMPANY = "company"
    TOPIC = "topic"
    CHALLENGE = "challenge"
    ENTHUSIASM = "enthusiasm"
    EXPERTISE = "expertise"
    STRENGTH = "strength"
    GOAL = "goal"
    AGREED_CALL = "agreed_call"


@dataclass(frozen=True)
class Finding:
    """An objection: its kind and weight, the fact it is about, where in the body it is, and words for its message."""

    code: Code
    severity: Severity
    about: str = ""
    start: int | None = None
    end: int | None = None
    words: str = ""

    def moved(self, severity: Severity) -> Finding:
        """Return it with another weight."""
        return Finding(self.code, severity, self.about, self.start, self.end, self.words)


@dataclass(frozen=True)
class Met:
    """A rule that is met: of which fact, and by which sentence of the body."""

    rule: Rule
    about: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Review:
    """All findings, the weightiest first, and every rule that is met."""

    findings: Sequence[Finding]
    met: Sequence[Met]

    @property
    def musts(self) -> list[Finding]:
        """Return what has to be mended before the letter goes."""
        return [finding for finding in self.findings if finding.severity == Severity.MUST]


def found(code: Code, severity: Severity, *, about: str = "", at: Sentence | None = None, words: str = "") -> Finding:
    """Return a finding about a sentence, or about none."""
    return Finding(code, severity, about, at.start if at else None, at.end if at else None, words)


def met(rule: Rule, about: str = "", at: Sentence | None = None) -> Met:
    """Return a rule that a sentence meets."""
    return Met(rule, about, at.start if at else None, at.end if at else None)
