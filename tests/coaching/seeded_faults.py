"""Puts one fault into a draft as a person's slip would: a paragraph lost, a name misspelt, the wrong day.

Knows how drafts look, and nothing of the review: where a fact stands is told by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from candidates.coaching.drafts import Draft
from candidates.coaching.facts import Facts

# Not after "17. September", "8 a.m.", "2 Mio. Euro"
SENTENCE = re.compile(r"(?<=[.!?])(?<!\d\.)(?<!Mio\.)(?<!\.m\.)(?<! [A-Z]\.)\s+(?=[A-ZÄÖÜ0-9„\"])")
BEGINNING = 5
LETTERS = "aeinorstuly"
PLACEHOLDERS = ["[add an example]", "[Name]", "XXX", "TODO", "{date}", "<figure>", "____", "TBD", "[…]", "XX.XX."]
NOBODY = {
    "en": [
        "Dear Sir or Madam,",
        "Hello,",
        "Dear hiring team,",
        "Hi there,",
        "To whom it may concern,",
        "Dear Jonathan,",
    ],
    "de": ["Sehr geehrte Damen und Herren,", "Guten Tag,", "Hallo,", "Liebes Team,", "Sehr geehrter Herr Kowalczyk,"],
}
UNNAMED = {"en": "your company", "de": "Ihrem Unternehmen"}
IN_ANSWER = {"en": " Your letter to {} had impressed me.", "de": " Bei {} habe ich das zuerst gehört."}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
}
PADDING = {
    "en": "While I think of it, there is another story that I would like to tell you, since it says something of me. ",
    "de": "Bei dieser Gelegenheit noch eine Geschichte, die ich gern erzähle, weil sie etwas über mich sagt. ",
}


@dataclass(frozen=True)
class Slip:
    """A draft somebody is at work on, and what they know while they spoil it."""

    drawing: Random
    facts: Facts
    to: str
    letter: Draft

    @property
    def paragraphs(self) -> list[str]:
        return self.letter.body.strip().split("\n\n")

    def saying(self, paragraphs: list[str]) -> Draft:
        return Draft(self.letter.subject, "\n\n".join(each for each in paragraphs if each) + "\n")

    def saying_body(self, body: str) -> Draft | None:
        return None if body == self.letter.body else Draft(self.letter.subject, body)


@dataclass(frozen=True)
class Spoilt:
    """A letter with a fault, and when it is sent, where that is the fault."""

    letter: Draft
    sent_at: datetime | None = None


def spoilt(code: str, seed: int, facts: Facts, to: str, letter: Draft) -> Spoilt | None:
    """Return a draft with a fault of this kind; None where it holds nothing that could be lost so."""
    slip = Slip(Random(f"{code} {seed}"), facts, to, letter)
    if code == "sent_late":
        return _sent_late(slip)
    faulty = FAULTS[code](slip)
    return Spoilt(faulty) if faulty else None


def _sent_late(slip: Slip) -> Spoilt | None:
    if slip.facts.interview is None:
        return None
    late = slip.facts.interview + timedelta(days=slip.drawing.randint(2, 9))
    return Spoilt(slip.letter, datetime.combine(late, time(9)))


def _topic_lost(slip: Slip) -> Draft | None:
    topics = [each for each in slip.facts.topics[:2] if each.topic]
    return _without_paragraph(slip, slip.drawing.choice(topics).topic) if topics else None


def _challenge_lost(slip: Slip) -> Draft | None:
    challenges = slip.facts.challenges
    return _without_paragraph(slip, challenges[0].challenge) if challenges else None


def _strength_lost(slip: Slip) -> Draft | None:
    strengths = slip.facts.strengths
    return _without_paragraph(slip, strengths[0].strength) if strengths else None


def _enthusiasm_lost(slip: Slip) -> Draft | None:
    challenge = next(iter(slip.facts.challenges), None)
    return _without_sentences(slip, challenge.challenge, challenge.enthusiasm) if challenge else None


def _expertise_lost(slip: Slip) -> Draft | None:
    challenge = next(iter(slip.facts.challenges), None)
    return _without_sentences(slip, challenge.challenge, challenge.expertise) if challenge else None


def _goal_lost(slip: Slip) -> Draft | None:
    strength = next(iter(slip.facts.strengths), None)
    return _without_sentences(slip, strength.strength, strength.goal) if strength else None


def _words(text: str) -> set[str]:
    """Return the beginnings of the words, for endings differ."""
    return {word[:BEGINNING] for word in re.findall(r"\w+", text.lower())}


def _share(fact: str, text: str) -> float:
    """Return how much of a fact stands in a text; long words tell more."""
    wanted, there = _words(fact), _words(text)
    return sum(len(word) ** 2 for word in wanted & there) / sum(len(word) ** 2 for word in wanted)


def _place_of(fact: str, texts: list[str]) -> int:
    """Return which of the texts holds a fact; the shortest, where several hold as much."""
    return max(range(len(texts)), key=lambda at: (_share(fact, texts[at]), -len(texts[at])))


def _without_paragraph(slip: Slip, fact: str) -> Draft:
    middle = slip.paragraphs[2:-3]
    lost = 2 + _place_of(fact, middle)
    return slip.saying([each for at, each in enumerate(slip.paragraphs) if at != lost])


def _without_sentences(slip: Slip, main: str, fact: str) -> Draft | None:
    """Leave out what says a fact in the paragraph of another one."""
    if not fact:
        return None
    paragraphs = slip.paragraphs
    at = 2 + _place_of(f"{main} {fact}", paragraphs[2:-3])
    sentences = SENTENCE.split(paragraphs[at])
    lost = 1 + _place_of(fact, sentences[1:])
    paragraphs[at] = " ".join(each for number, each in enumerate(sentences) if number != lost)
    return slip.saying(paragraphs)


def _thanks_lost(slip: Slip) -> Draft:
    paragraphs = slip.paragraphs
    _thanks, *rest = SENTENCE.split(paragraphs[1])
    company = f" {slip.facts.company}." if slip.facts.company else ""
    kept = {"en": "We spoke about working for", "de": "Wir sprachen über die Arbeit bei"}[slip.facts.language]
    paragraphs[1] = " ".join([f"{kept}{company}" if company else "", *rest]).strip()
    return slip.saying(paragraphs)


def _greeting_lost(slip: Slip) -> Draft:
    others = [
        f"{slip.paragraphs[0].split()[0]} {each.name}," for each in slip.facts.interviewers if each.name != slip.to
    ]
    greeting = slip.drawing.choice([*NOBODY[slip.facts.language], *others])
    return slip.saying([greeting, *slip.paragraphs[1:]])


def _name_misspelt(slip: Slip) -> Draft | None:
    """Misspell the name as fingers do: a letter too few, twice, another, or two in the wrong order."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", slip.to) if word.lower() not in {"frau", "herr", "prof"}]
    if not words:
        return None
    word = max(words, key=len)
    at = slip.drawing.randrange(1, len(word) - 1)
    one, two = word[at], word[at + 1]
    ways = [word[:at] + word[at + 1 :], word[:at] + one + word[at:], word[:at] + two + one + word[at + 2 :],
            word[:at] + slip.drawing.choice(LETTERS) + word[at + 1 :]]  # fmt: skip
    wrong = slip.drawing.choice([way for way in ways if way != word])
    greeting = slip.paragraphs[0].replace(word, wrong)
    return slip.saying([greeting, *slip.paragraphs[1:]])


def _company_lost(slip: Slip) -> Draft | None:
    if not slip.facts.company:
        return None
    unnamed, gone = UNNAMED[slip.facts.language], re.compile(_company_pattern(slip.facts.company))
    return Draft(gone.sub(unnamed, slip.letter.subject), gone.sub(unnamed, slip.letter.body))


def _company_pattern(company: str) -> str:
    """Return what finds a company, with or without what follows its first words ("GmbH", ", Inc.")."""
    said = next((cut for cut in _cut_short(company)), company)
    return re.escape(said).replace("werke", "werken?")  # "bei den Stadtwerken"


def _cut_short(company: str) -> Iterator[str]:
    legal = r"[\s,]+(GmbH & Co\. KG|gGmbH|GmbH|AG|KG|SE|UG|OHG|e\.K\.|e\.V\.|Ltd\.?|plc|LLC|Inc\.?|S\.A\.|B\.V\.)$"
    if re.search(legal, company):
        yield re.sub(legal, "", company)


def _another_company(slip: Slip) -> Draft | None:
    """Take over a sentence from a letter to somebody else, or swap the name where ours stands again elsewhere."""
    others = [next(_cut_short(each), each) for each in slip.facts.other_companies]
    others = [each for each in others if each not in slip.facts.company]  # "Northgate" may mean "Northgate Rail"
    if not others:
        return None
    other = slip.drawing.choice(others)
    paragraphs = slip.paragraphs
    ours = re.compile(_company_pattern(slip.facts.company)) if slip.facts.company else None
    holding = [at for at, each in enumerate(paragraphs) if at and ours and ours.search(each)]
    if len(holding) > 1 and ours:
        at = slip.drawing.choice(holding)
        paragraphs[at] = ours.sub(other, paragraphs[at])
    else:
        paragraphs[1] += IN_ANSWER[slip.facts.language].format(other)
    return slip.saying(paragraphs)


def _gap_left(slip: Slip) -> Draft:
    """Leave a gap at the end of a sentence, or one sentence of nothing else."""
    paragraphs = slip.paragraphs
    at, gap = slip.drawing.randrange(1, len(paragraphs) - 1), slip.drawing.choice(PLACEHOLDERS)
    text = paragraphs[at]
    ending = text[:-1] + f" ({gap})" + text[-1] if slip.drawing.random() < 0.5 else f"{text} {gap}"
    paragraphs[at] = ending
    return slip.saying(paragraphs)


def _call_lost(slip: Slip) -> Draft | None:
    at = _call_at(slip)
    if at is None:
        return None
    paragraphs = slip.paragraphs
    paragraphs[at] = " ".join(SENTENCE.split(paragraphs[at])[1:]) if slip.drawing.random() < 0.5 else ""
    return slip.saying(paragraphs)


def _call_at(slip: Slip) -> int | None:
    """Return the paragraph with the agreed call: before the close and the signature."""
    return len(slip.paragraphs) - 3 if slip.facts.timeframe.call_agreed else None


def _wrong_day(slip: Slip) -> Draft | None:
    """Write the wrong day of the month, weekday, month or hour: of the agreed call, or of the interview."""
    paragraphs, timeframe = slip.paragraphs, slip.facts.timeframe
    days = [(1, slip.facts.interview), (len(paragraphs) - 3, timeframe.date)]
    at, day = slip.drawing.choice([(at, day) for at, day in days if day] or [(0, None)])
    if day is None:
        return None
    text = _other_day(slip, paragraphs[at], day)
    if at > 1 and timeframe.call_agreed and timeframe.time and slip.drawing.random() < 0.3:
        said = f"{timeframe.time:%H:%M}"
        text = paragraphs[at].replace(said, f"{(timeframe.time.hour + 1) % 24:02}:{timeframe.time:%M}")
    paragraphs[at] = text
    return slip.saying_body(slip.saying(paragraphs).body)


def _other_day(slip: Slip, text: str, day: date) -> str:
    language = slip.facts.language
    other = day + timedelta(days=slip.drawing.choice([-7, -2, -1, 1, 2, 7, 30]))
    said = {"en": f"{day.day} {MONTHS['en'][day.month - 1]}", "de": f"{day.day}. {MONTHS['de'][day.month - 1]}"}
    instead = {
        "en": f"{other.day} {MONTHS['en'][other.month - 1]}",
        "de": f"{other.day}. {MONTHS['de'][other.month - 1]}",
    }
    weekday, wrong = (WEEKDAYS[language][each.weekday()] for each in (day, other))
    if wrong != weekday and slip.drawing.random() < 0.3:
        return text.replace(weekday, wrong)
    return text.replace(said[language], instead[language])


def _too_short(slip: Slip) -> Draft:
    first, *_middle, last = slip.paragraphs
    return slip.saying([first, slip.paragraphs[1], last])


def _too_long(slip: Slip) -> Draft:
    paragraphs = slip.paragraphs
    paragraphs[-2] += " " + PADDING[slip.facts.language] * 14
    return slip.saying(paragraphs)


def _shouting(slip: Slip) -> Draft:
    paragraphs = slip.paragraphs
    at = slip.drawing.randrange(1, len(paragraphs) - 1)
    first, *rest = SENTENCE.split(paragraphs[at])
    loud = slip.drawing.choice([first.rstrip(".!?") + "!!!", first.upper()])
    paragraphs[at] = " ".join([loud, *rest])
    return slip.saying(paragraphs)


FAULTS: Mapping[str, Callable[[Slip], Draft | None]] = {
    "topic_missing": _topic_lost,
    "challenge_missing": _challenge_lost,
    "challenge_without_enthusiasm": _enthusiasm_lost,
    "challenge_without_expertise": _expertise_lost,
    "strength_missing": _strength_lost,
    "strength_without_goal": _goal_lost,
    "no_thanks": _thanks_lost,
    "interviewer_not_named": _greeting_lost,
    "interviewer_misspelt": _name_misspelt,
    "company_not_named": _company_lost,
    "other_company_named": _another_company,
    "placeholder_left": _gap_left,
    "agreed_call_missing": _call_lost,
    "wrong_date": _wrong_day,
    "no_subject": lambda slip: replace(slip.letter, subject=slip.drawing.choice(["", "  "])),
    "too_short": _too_short,
    "too_long": _too_long,
    "shouting": _shouting,
}
