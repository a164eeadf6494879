"""Findings and rules in words: what to do about each, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.coaching.findings import Code, Finding, Rule
from recruiting.wording import day_words

MESSAGES = {
    Code.TOPIC_MISSING: _("You talked about “%(words)s”. Say in a sentence or two how you can help with it."),
    Code.CHALLENGE_MISSING: _("They face a challenge: “%(words)s”. Say why it draws you, and what you know about it."),
    Code.CHALLENGE_WITHOUT_ENTHUSIASM: _("Say here why you want to take on this challenge."),
    Code.CHALLENGE_WITHOUT_EXPERTISE: _("Say here what in your experience bears on this challenge."),
    Code.STRENGTH_MISSING: _("They are good at this: “%(words)s”. Say which strength of yours goes with it."),
    Code.STRENGTH_WITHOUT_GOAL: _("Say which of their goals your strengths would serve."),
    Code.NO_THANKS: _("Thank them for the conversation: that is what the letter is for."),
    Code.INTERVIEWER_NOT_NAMED: _("Greet %(words)s by name."),
    Code.INTERVIEWER_MISSPELT: _("The name is spelt %(words)s."),
    Code.COMPANY_NOT_NAMED: _("Name %(words)s at least once."),
    Code.OTHER_COMPANY_NAMED: _("%(words)s is another company that you are applying to. Take it out."),
    Code.PLACEHOLDER_LEFT: _("“%(words)s” is a gap that was to be filled in."),
    Code.TOO_SHORT: _("It is short: %(count)s words. With %(limit)s or more there is room for what you talked about."),
    Code.TOO_LONG: _("It is long: %(count)s words. Up to %(limit)s are read to the end."),
    Code.NO_SUBJECT: _("It has no subject. Name the job and say thank you."),
    Code.SHOUTING: _("Capitals and rows of exclamation marks read as shouting."),
    Code.AGREED_CALL_MISSING: _("You agreed on a call. Say that you will call on %(words)s."),
    Code.WRONG_DATE: _("The date is another one: %(words)s."),
    Code.SENT_LATE: _("It is late. Send it today: a late thank-you is better than none."),
}
RULES = {
    Rule.THANKS: _("It says thank you"),
    Rule.INTERVIEWER: _("It greets them by name"),
    Rule.COMPANY: _("It names the company"),
    Rule.TOPIC: _("It takes up what you talked about"),
    Rule.CHALLENGE: _("It takes up a challenge of theirs"),
    Rule.ENTHUSIASM: _("It says why the challenge draws you"),
    Rule.EXPERTISE: _("It shows what you know about it"),
    Rule.STRENGTH: _("It takes up a strength of theirs"),
    Rule.GOAL: _("It says which of their goals you serve"),
    Rule.AGREED_CALL: _("It announces the call you agreed on"),
}
DATED = {Code.AGREED_CALL_MISSING, Code.WRONG_DATE}


def message(finding: Finding) -> str:
    """Return what to do about a finding."""
    count, _slash, limit = finding.words.partition("/")
    words = finding.words
    if finding.code in DATED and words:
        words = _day(date.fromisoformat(words))
    return str(MESSAGES[finding.code]) % {"words": words, "count": count, "limit": limit}


def _day(day: date) -> str:
    return day_words(day)


def rule_words(rule: Rule) -> str:
    """Return what a letter does that meets a rule."""
    return str(RULES[rule])
