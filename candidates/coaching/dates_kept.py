"""Whether a letter keeps to the dates: of the agreed call, of the decision, and of the interview. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from candidates.coaching.days import days_in, times_in, weekdays_in
from candidates.coaching.facts import Facts, Timeframe
from candidates.coaching.findings import Code, Finding, Met, Rule, Severity, found, met
from candidates.coaching.form import gives_thanks
from candidates.coaching.letters import Letter
from candidates.coaching.sentences import Sentence

# Who writes announces a call: a call centre is none, nor is a good "Ruf"
CALL = {
    "en": re.compile(
        r"\b(?:will|'ll|shall|am to|may I|can I|going to|agreed to|like to|let me)(?: \w+){0,2} "
        r"(?:call|ring|phone|telephone)\b|"
        r"\b(?:call|ring|phone|telephone)(?:ing)? you\b|\bcalling(?: again| back)? (?:on|at)\b|"
        r"\byou a (?:call|ring)\b|\b(?:our|my|the|a)(?: \w+)? call (?:on|at|with you)\b|"
        r"\bspeak\b.*\b(?:by|on the|over the) (?:tele)?phone\b",
        re.IGNORECASE | re.DOTALL,
    ),
    "de": re.compile(
        r"\b(?:anrufen?|anzurufen|rufe\b.*\ban|anruf|telefonisch|telefonieren|telefoniere)\b", re.IGNORECASE | re.DOTALL
    ),
}
DECISION = {
    "en": re.compile(r"\b(?:decide[sd]?|decision|deciding)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:entscheide\w*|entschieden|entscheidung\w*)\b", re.IGNORECASE),
}
BEFORE = re.compile(r"\b(called|rang|rief|angerufen)\b", re.IGNORECASE)


def agreed_call(facts: Facts, letter: Letter) -> Iterator[Finding | Met]:
    """Look for the call that was agreed, on its day; where none was, there is nothing to find."""
    timeframe = facts.timeframe
    if not timeframe.call_agreed:
        return
    announcing = [each for each in letter.sentences if _announces(each, letter.language)]
    right = [each for each in announcing if _is_right(each, timeframe, letter.language)]
    wrong = [each for each in announcing if _is_wrong(each, timeframe, letter.language)]
    if wrong:
        yield found(Code.WRONG_DATE, Severity.MUST, about="timeframe", at=wrong[0], words=_said(timeframe))
    elif right:
        yield met(Rule.AGREED_CALL, "timeframe", right[0])
    else:
        yield found(Code.AGREED_CALL_MISSING, Severity.MUST, about="timeframe", words=_said(timeframe))


def _announces(sentence: Sentence, language: str) -> bool:
    return CALL[language].search(sentence.text) is not None and BEFORE.search(sentence.text) is None


def _is_right(sentence: Sentence, timeframe: Timeframe, language: str) -> bool:
    """Say whether it names the agreed day, by its date or its weekday."""
    day = timeframe.date
    assert day is not None
    if any(each.is_on(day) for each in days_in(sentence.text, language)):
        return True
    return day.weekday() in weekdays_in(sentence.text, language)


def _is_wrong(sentence: Sentence, timeframe: Timeframe, language: str) -> bool:
    """Say whether a sentence that announces a call names another day, or the right one at another time."""
    assert timeframe.date is not None
    if _is_another_day(sentence, timeframe.date, language):
        return True
    times, dated = times_in(sentence.text), _is_right(sentence, timeframe, language)
    return bool(timeframe.time and times and dated and timeframe.time not in times)


def _said(timeframe: Timeframe) -> str:
    assert timeframe.date is not None
    return timeframe.date.isoformat()


def decision_day(facts: Facts, letter: Letter) -> Iterator[Finding]:
    """Find a letter that has them decide on another date than they named; one of the interview or of a fact is none."""
    day, language = facts.timeframe.date, letter.language
    if day is None:
        return
    others = [each for text in facts.texts for each in days_in(text, language)]
    for sentence in letter.sentences:
        if _announces(sentence, language) or not DECISION[language].search(sentence.text):
            continue
        days = [each for each in days_in(sentence.text, language) if each not in others]
        if any(facts.interview and each.is_on(facts.interview) for each in days):
            continue
        if days and _is_another_day(sentence, day, language):
            yield found(Code.WRONG_DATE, Severity.MUST, about="timeframe", at=sentence, words=day.isoformat())
            return


def interview_day(facts: Facts, letter: Letter) -> Iterator[Finding]:
    """Find a letter that thanks for an interview on a day when there was none."""
    if facts.interview is None:
        return
    for sentence in letter.sentences[:3]:
        if gives_thanks(sentence, letter.language) and _is_another_day(sentence, facts.interview, letter.language):
            words = facts.interview.isoformat()
            yield found(Code.WRONG_DATE, Severity.MUST, about="interview", at=sentence, words=words)
            return


def _is_another_day(sentence: Sentence, day: date, language: str) -> bool:
    """Say whether a sentence names a date or a weekday, and not this one: "Monday 8 December" may be wrong in both."""
    days, weekdays = days_in(sentence.text, language), weekdays_in(sentence.text, language)
    if days and not any(each.is_on(day) for each in days):
        return True
    return bool(weekdays) and day.weekday() not in weekdays
