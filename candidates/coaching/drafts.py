"""Drafts the thank-you letter and the check-in email from the facts; what is missing is left out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from candidates.coaching.days import said_day
from candidates.coaching.facts import Challenge, Facts, Qualification, Strength, Topic
from candidates.coaching.languages import VOICES
from candidates.coaching.names import advertised, short_name
from candidates.coaching.phrases import Form
from candidates.coaching.substance import WEIGHTY_CHALLENGES, WEIGHTY_STRENGTHS, WEIGHTY_TOPICS
from candidates.coaching.voice import Voice

AMPLE = 260  # words after which further facts are left for the call
MOST_QUALIFICATIONS, REMINDERS = 3, 2
# A paragraph before it is known where in the letter it stands: its slot to open with, and its turn, come later
Part = Callable[[str, int], str]


@dataclass(frozen=True)
class Draft:
    """A letter to edit: subject and body."""

    subject: str
    body: str


@dataclass(frozen=True)
class Known:
    """What sentences may name beside the facts themselves: each begins with its space, or is empty."""

    voice: Voice
    facts: Facts

    @property
    def company(self) -> str:
        """Return the company as people say it, or words for it."""
        company = self.facts.company
        return self.voice.company(short_name(company)) if company else self.voice.say("your_company")

    @property
    def job(self) -> str:
        """Return the position as people say it."""
        return advertised(self.facts.job)

    @property
    def on(self) -> str:
        """Return the day of the interview: " on Monday 30 November"."""
        day = self.facts.interview
        return self.voice.say("on", day=said_day(day, self.facts.language)) if day else ""

    @property
    def about(self) -> str:
        """Return " about the position of Backend Engineer"."""
        return self.voice.say("about", job=self.job) if self.job else ""

    @property
    def at(self) -> str:
        """Return " at Harrow & Pine"."""
        return self.voice.say("at", company=self.company) if self.facts.company else ""

    @property
    def at_alone(self) -> str:
        """Return the company, where a sentence has not named the position: "about working at Harrow & Pine"."""
        return self.voice.say("at_alone", company=self.company) if self.facts.company else ""

    @property
    def role(self) -> str:
        """Return the position and the company, or which of them is known."""
        if self.job and self.facts.company:
            return self.voice.say("role", job=self.job, company=self.company)
        return self.job or short_name(self.facts.company)

    def turn(self, place: int) -> int:
        """Return where the frames begin: elsewhere for each interviewer, and for candidates of the same recruiter."""
        return place + sum(map(ord, self.facts.candidate))

    def opening(self, saying: str, turn: int) -> str:
        """Return a sentence of thanks with all that is known of the conversation."""
        at = self.at if self.job else self.at_alone
        return self.voice.say(saying, turn, on=self.on, about=self.about, at=at)

    def subject(self, saying: str, turn: int) -> str:
        """Return a subject with the role in it, or one without."""
        return self.voice.say(saying, turn, role=self.role) if self.role else self.voice.say(f"{saying}_bare")


def draft(facts: Facts, to: str) -> Draft:
    """Return the thank-you letter to one interviewer. Raises FactsError if nobody of that name was there."""
    place, known = facts.place_of(to), Known(VOICES[facts.language], facts)
    voice = known.voice
    turn = known.turn(place)
    parts, more = _paragraphs(facts, known, place), _qualifications(facts, voice, turn)
    thanks = known.opening("thanks", turn)
    head = f"{thanks} {voice.say('bridge', turn)}" if len(parts) > 1 else thanks
    greeting, signature = voice.say("greeting", name=to), _signature(facts, voice)
    tail = [_next_step(facts, voice, turn), _close(facts, known, turn)]
    room = AMPLE - _length([greeting, head, *tail, signature])
    body = [greeting, head, *_within(parts, more, room), *tail, signature]
    return Draft(known.subject("subject", turn), "\n\n".join(body) + "\n")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, and whether it stands whatever the length."""

    text: str
    always: bool


def _within(parts: list[Paragraph], more: list[str], room: int) -> list[str]:
    """Return what always stands, of the rest what there is room for, and of further sentences as many, together."""
    left = room - _length([each.text for each in parts if each.always])
    kept = []
    for part in parts:
        words = 0 if part.always else _length([part.text])
        if words <= left:
            left -= words
            kept.append(part.text)
    while more and _length(more) > left:
        more = more[:-1]
    return [*kept, _joined(*more)] if more else kept


def _length(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _paragraphs(facts: Facts, known: Known, place: int) -> list[Paragraph]:
    """Return the fact paragraphs: another one leads for each interviewer; then topics, challenges, strengths."""
    parts = list(_parts(facts, known))
    leads = [number for number, (_part, always) in enumerate(parts) if always]
    if leads:
        parts.insert(0, parts.pop(leads[place % len(leads)]))
    return [Paragraph(part("lead" if number == 0 else "", known.turn(place) + number), always)
            for number, (part, always) in enumerate(parts)]  # fmt: skip


def _parts(facts: Facts, known: Known) -> Iterator[tuple[Part, bool]]:
    voice, company = known.voice, known.company
    topics = [each for each in facts.topics if each.topic]
    for number, topic in enumerate(topics):
        yield partial(_topic, voice, topic, number), topic in facts.topics[:WEIGHTY_TOPICS]
    for challenge in facts.challenges:
        if challenge.challenge:
            yield partial(_challenge, voice, challenge), challenge in facts.challenges[:WEIGHTY_CHALLENGES]
    for strength in facts.strengths:
        if strength.strength:
            yield partial(_strength, voice, strength, company), strength in facts.strengths[:WEIGHTY_STRENGTHS]


def _topic(voice: Voice, topic: Topic, number: int, slot: str, turn: int) -> str:
    slot = slot or ("topic_more" if number else "topic")
    return _joined(voice.put(slot, topic.topic, turn), voice.put("help", topic.help, turn))


def _challenge(voice: Voice, challenge: Challenge, slot: str, turn: int) -> str:
    return _joined(
        voice.put(slot or "challenge", challenge.challenge, turn),
        voice.put("enthusiasm", challenge.enthusiasm, turn),
        voice.put("expertise", challenge.expertise, turn),
    )


def _strength(voice: Voice, strength: Strength, company: str, slot: str, turn: int) -> str:
    return _joined(
        voice.put(slot or "strength", strength.strength, turn, company=company),
        voice.put("mine", strength.mine, turn),
        voice.put("goal" if strength.mine else "goal_alone", strength.goal, turn),
    )


def _qualifications(facts: Facts, voice: Voice, turn: int) -> list[str]:
    """Return the most relevant claims, tied to the position."""
    claims = [each for each in facts.qualifications if each.claim][:MOST_QUALIFICATIONS]
    slots = ["qualification", *["qualification_more"] * (len(claims) - 1)]
    said = enumerate(zip(slots, claims, strict=False))
    return [claim_said(voice, slot, each, turn + number) for number, (slot, each) in said]


def claim_said(voice: Voice, slot: str, qualification: Qualification, turn: int, *, aloud: bool = False) -> str:
    """Return a claim with its evidence: in brackets, or where it is a sentence of its own, after it.

    Aloud, a dash takes the place of the brackets, which nobody can say.
    """
    evidence = voice.read(qualification.evidence)
    if not evidence.text:
        return voice.put(slot, qualification.claim, turn)
    if evidence.form == Form.SENTENCE:
        return _joined(voice.put(slot, qualification.claim, turn), voice.put("expertise", qualification.evidence, turn))
    said = evidence.object if evidence.form == Form.ROLE else evidence.text
    added = f" – {said}" if aloud else f" ({said})"
    return voice.put(slot, qualification.claim, turn, added=added)


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)


def _next_step(facts: Facts, voice: Voice, turn: int) -> str:
    """Return the agreed call, or what there is to ask; asked outright, or with room left, as the tone has it."""
    timeframe, tone = facts.timeframe, facts.tone
    day = said_day(timeframe.date, facts.language) if timeframe.date else ""
    if timeframe.call_agreed:
        hour = voice.say("time", time=f"{timeframe.time:%H:%M}") if timeframe.time else ""
        return _joined(voice.say("agreed", turn, day=day, time=hour), voice.say(f"agreed_{tone}"))
    refused = timeframe.may_call == "no"
    if timeframe.date:
        asks = tone == "assertive" and not refused
        return _joined(voice.say(f"named_{tone}", day=day), voice.say("named_ask") if asks else "")
    return voice.say("open_no_call" if refused and tone == "assertive" else f"open_{tone}")


def _close(facts: Facts, known: Known, turn: int) -> str:
    return known.voice.say(f"close_{facts.tone}", turn, at=known.at)


def _signature(facts: Facts, voice: Voice) -> str:
    return "\n".join(line for line in (voice.say("signature"), facts.candidate, facts.phone) if line)


def check_in(facts: Facts, to: str) -> Draft:
    """Return the check-in email: what one would say on the telephone, in writing. Raises FactsError as `draft` does."""
    place, known = facts.place_of(to), Known(VOICES[facts.language], facts)
    voice, turn = known.voice, known.turn(place)
    claims = [each for each in facts.qualifications if each.claim][:REMINDERS]
    reminders = [claim_said(voice, "reminder", each, number) for number, each in enumerate(claims)]
    refused = facts.timeframe.may_call == "no" and facts.tone == "assertive"
    asking = "check_in_no_call" if refused else f"check_in_{facts.tone}"
    body = [
        voice.say("greeting", name=to),
        _joined(known.opening("check_in_thanks", turn), voice.say("check_in_interest", turn)),
        _joined(voice.say("check_in_question", turn), voice.say(asking, turn)),
        _joined(*reminders),
        _signature(facts, voice),
    ]
    return Draft(known.subject("check_in_subject", turn), "\n\n".join(each for each in body if each) + "\n")
