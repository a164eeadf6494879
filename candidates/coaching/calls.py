"""What to say on the telephone, and at the end of an interview: scripts from the facts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from candidates.coaching.drafts import Known, claim_said
from candidates.coaching.facts import Facts, Qualification, Topic
from candidates.coaching.languages import VOICES
from candidates.coaching.phrases import opened
from candidates.coaching.voice import Voice
from candidates.coaching.words import coverage, stems_of

MOST_REMINDERS = 3
TIED = 0.3  # of what a topic is about stands in the claim that bears on it


@dataclass(frozen=True)
class CallCard:
    """A call in the order in which it goes, and what to say where it goes otherwise."""

    opening: str
    interest: str
    question: str
    if_decided: str
    reminders: Sequence[str]
    timeframe: str
    may_i_call: str
    voicemail: str
    gatekeeper: str
    no_calls: str


@dataclass(frozen=True)
class ClosingQuestion:
    """The three sentences before an interview ends; the claims belong to the first."""

    summing_up: str
    claims: Sequence[str]
    when: str
    may_i_call: str


def call_card(facts: Facts, to: str) -> CallCard:
    """Return what to say to one interviewer. Raises FactsError if nobody of that name was there."""
    place, known = facts.place_of(to), Known(VOICES[facts.language], facts)
    voice, person = known.voice, facts.interviewers[place]
    of = voice.say("call_of", job=known.job) if known.job else ""
    title = voice.say("title", title=person.title) if person.title else ""
    number = voice.say("voicemail_number", phone=facts.phone) if facts.phone else ""
    this = voice.say("this_is", candidate=facts.candidate) if facts.candidate else ""
    gatekeeper = "gatekeeper_agreed" if facts.timeframe.call_agreed else "gatekeeper_call"
    return CallCard(
        opening=voice.say("call_opening", name=to, this=this, on=known.on),
        interest=voice.say("call_interest", of=of, at=known.at),
        question=voice.say("call_question"),
        if_decided=voice.say("call_yes"),
        reminders=reminders(facts),
        timeframe=voice.say(f"call_timeframe_{facts.tone}"),
        may_i_call=voice.say(f"call_may_i_{facts.tone}"),
        voicemail=voice.say("voicemail", name=to, this=this, about=known.about, at=known.at, number=number),
        gatekeeper=voice.say(gatekeeper, name=to, this=this, title=title, on=known.on, about=known.about),
        no_calls=voice.say("do_not_call"),
    )


def reminders(facts: Facts) -> list[str]:
    """Return the qualifications to remind them of, each with the topic it bears on where one can be told."""
    voice, said = VOICES[facts.language], []
    for number, claim in enumerate(_claims(facts)):
        spoken = claim_said(voice, "reminder", claim, number, aloud=True)
        tied = voice.put("tied", _topic_of(facts, claim), number)
        said.append(" ".join(each for each in (spoken, tied) if each))
    return said


def _claims(facts: Facts) -> list[Qualification]:
    return [each for each in facts.qualifications if each.claim][:MOST_REMINDERS]


def _topic_of(facts: Facts, claim: Qualification) -> str:
    """Return the topic that a claim bears on most, by its words or those of the help offered; "" where none tells."""
    shares = [(_bearing(each, claim, facts.language), each.topic) for each in facts.topics if each.topic]
    best, topic = max(shares, default=(0.0, ""), key=lambda share: share[0])
    return topic if best >= TIED else ""


def _bearing(topic: Topic, claim: Qualification, language: str) -> float:
    words = stems_of(f"{claim.claim} {claim.evidence}", language)
    return max(coverage(part, words, language) for part in (topic.topic, topic.help))


def closing_question(facts: Facts) -> ClosingQuestion:
    """Return what to say before the interview ends."""
    voice, claims = VOICES[facts.language], _claims(facts)
    return ClosingQuestion(
        summing_up=voice.say("closing_review" if claims else "closing_review_bare"),
        claims=[_summed_up(voice, each) for each in claims],
        when=voice.say(f"closing_when_{facts.tone}"),
        may_i_call=voice.say(f"closing_call_{facts.tone}"),
    )


def _summed_up(voice: Voice, claim: Qualification) -> str:
    parts = [voice.read(part).text for part in (claim.claim, claim.evidence)]
    return opened(" – ".join(part for part in parts if part))
