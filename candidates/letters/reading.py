"""A letter laid out for reading: the words, what the review says of each sentence, who said what, what changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from candidates.coaching.findings import Finding, Met, Review, Severity
from candidates.coaching.messages import message, rule_words
from candidates.letters.sending import NEVER_SENT_WITH, judge
from candidates.letters.services import STRANDED, Words, is_gone
from candidates.models import Letter, LetterComment, LetterVersion, Plan, Step
from candidates.models.letters import THANK_YOU
from candidates.plans.timeline import company_zone
from recruiting.wording import moment_both, moment_in

SIGNS = {
    Severity.MUST: _("To mend before it goes"),
    Severity.SHOULD: _("Better mended"),
    Severity.NOTE: _("Perhaps"),
}
EXCERPT = 90  # characters


@dataclass(frozen=True)
class FindingLine:
    """An objection, with the words it is about."""

    finding: Finding
    body: str

    @property
    def text(self) -> str:
        """Return what to do."""
        return message(self.finding)

    @property
    def weight(self) -> str:
        """Return how much it weighs, in words."""
        return str(SIGNS[self.finding.severity])

    @property
    def excerpt(self) -> str:
        """Return the sentence it is about, shortened."""
        return _excerpt(self.body, self.finding.start, self.finding.end)


@dataclass(frozen=True)
class MetLine:
    """A rule that a sentence meets."""

    met: Met
    body: str

    @property
    def text(self) -> str:
        """Return the rule."""
        return rule_words(self.met.rule)

    @property
    def excerpt(self) -> str:
        """Return the sentence that meets it, shortened."""
        return _excerpt(self.body, self.met.start, self.met.end)


def _excerpt(body: str, start: int | None, end: int | None) -> str:
    sentence = "" if start is None else " ".join(body[start:end].split())
    return sentence if len(sentence) <= EXCERPT else sentence[: EXCERPT - 1].rstrip() + "…"


@dataclass(frozen=True)
class ReviewLines:
    """A review laid out for reading."""

    review: Review
    body: str

    @property
    def findings(self) -> list[FindingLine]:
        """Return what is to be mended, the weightiest first."""
        return [FindingLine(finding, self.body) for finding in self.review.findings]

    @property
    def met(self) -> list[MetLine]:
        """Return what is there, each with its sentence."""
        return [MetLine(met, self.body) for met in self.review.met]

    @property
    def ready(self) -> bool:
        """Say whether nothing stands in the way."""
        return not self.review.musts

    @property
    def can_go_despite(self) -> bool:
        """Say whether its writer may send it as it is, having read what to mend."""
        return not any(finding.code in NEVER_SENT_WITH for finding in self.review.musts)


@dataclass(frozen=True)
class LetterPage:
    """A letter for one reader, as of now."""

    letter: Letter
    plan: Plan
    versions: Sequence[LetterVersion]
    zone: str
    now: datetime

    @property
    def latest(self) -> LetterVersion:
        """Return what it says now."""
        return self.versions[-1]

    @property
    def is_thank_you(self) -> bool:
        """Say whether it is the thank-you, not a check-in."""
        return self.letter.step_key == THANK_YOU

    @property
    def gone(self) -> bool:
        """Say whether it is on its way or sent."""
        return is_gone(self.letter)

    @property
    def stranded(self) -> str:
        """Return why it did not get through, if it came back."""
        mail = self.letter.mail
        return mail.error or mail.get_state_display() if mail and mail.state in STRANDED else ""

    @property
    def sent_when(self) -> str:
        """Return when the mail server accepted it."""
        return moment_in(self.letter.sent_at, self.zone, now=self.now) if self.letter.sent_at else ""

    @property
    def due(self) -> str:
        """Return when it should be sent, on both clocks, as long as its step is open."""
        open_steps = (step for step in self.plan.steps.all() if step.status == Step.Status.OPEN)
        step = next((step for step in open_steps if step.key == self.letter.step_key), None)
        return moment_both(step.due, company_zone(self.plan), self.zone, now=self.now) if step else ""

    @property
    def changes(self) -> list[Piece]:
        """Return how the coach's draft became what it says now; nothing where it is the draft."""
        drafts = [version for version in self.versions if version.composed]
        return differences(drafts[-1].body, self.latest.body) if drafts and drafts[-1] != self.latest else []

    @property
    def must_be_approved(self) -> bool:
        """Say whether a recruiter has to see it first."""
        return self.plan.organization.letters_need_approval and self.letter.state != Letter.State.APPROVED

    @property
    def comments(self) -> list[LetterComment]:
        """Return what was said of it, the oldest first."""
        return list(self.letter.comments.select_related("user"))

    @cached_property
    def review(self) -> ReviewLines:
        """Return the review of what it says now."""
        return self.review_of(Words(self.latest.subject, self.latest.body))

    def review_of(self, words: Words) -> ReviewLines:
        """Return the review of other words."""
        at = None if self.gone else self.now
        return ReviewLines(judge(letter=self.letter, plan=self.plan, words=words, at=at), words.body)


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is in both versions, only in the older, or only in the newer one."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Return how a text became another, word by word, spaces and line breaks kept."""
    before, after = _tokens(old), _tokens(new)
    pieces: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        if b > a:
            pieces.append(Piece("gone", "".join(before[a:b])))
        if d > c:
            pieces.append(Piece("new", "".join(after[c:d])))
    return pieces


def _tokens(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)
