"""What the coach says of a step, short enough for a reminder: the portal's words, from the same facts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.coaching import drafts
from candidates.coaching.calls import call_card, closing_question
from candidates.interviews.lines import how_much
from candidates.interviews.questions import questions_left
from candidates.letters.facts import facts_of, language_for
from candidates.models import Debrief, Letter, Plan, Step
from candidates.models.interviews import DEBRIEF_SHAPES
from candidates.reminders.rows import CALL, CHECK_IN, QUESTION, THANK_YOU, what_to_do

log = logging.getLogger(__name__)

State = Letter.State
BEGINS_WITH = 3  # paragraphs of a thank-you: the greeting, the thanks, and what one remembers first
MOST_QUESTIONS = 2
BEGUN = {
    State.WRITING: gettext_lazy("You have begun it. Read it once more, and let it go."),
    State.ASKED: gettext_lazy("It is written. Your recruiter reads it before it goes."),
    State.APPROVED: gettext_lazy("Your recruiter has approved it: send it as it stands."),
    State.QUEUED: gettext_lazy("It is on its way."),
    State.SENT: gettext_lazy("It is sent."),
}


@dataclass(frozen=True)
class Part:
    """Paragraphs, then a list, under a heading of the reader's; `language` is theirs, "" where it is the reader's."""

    heading: str
    paragraphs: Sequence[str] = ()
    language: str = ""
    points: Sequence[str] = ()


@dataclass(frozen=True)
class Said:
    """What to say or to write, and where the whole of it stands."""

    parts: Sequence[Part]
    link: str
    to: str
    lead: str = ""


def what_to_say(step: Step) -> Said | None:
    """Return the words for a step whose plan is loaded; None where none can be made: a reminder can go without them."""
    try:
        return SAYING[what_to_do(step)](step)
    except Exception as error:  # noqa: BLE001  # whatever is wrong with the words, the reminder is more than they
        log.warning("a reminder goes without words", extra={"step": step.pk, "error": type(error).__name__})
        return None


def _call(step: Step) -> Said:
    plan, language = step.plan, language_for(step.plan)
    card = call_card(facts_of(plan, language=language), plan.interview.lead.name)
    undecided = [*card.reminders, card.timeframe, card.may_i_call]
    parts = [
        Part(_("Begin"), [f"{card.opening} {card.interest}"], language),
        Part(_("Ask"), [card.question], language),
        Part(_("If they have not decided yet"), language=language, points=undecided),
        Part(_("Voicemail"), [card.voicemail], language),
    ]
    return Said(parts, _("See the whole call"), _page("what_to_say", plan.pk))


def _question(step: Step) -> Said:
    plan, language = step.plan, language_for(step.plan)
    closing = closing_question(facts_of(plan, language=language))
    parts = [
        Part(_("Sum up what you bring"), [closing.summing_up], language, closing.claims),
        Part(_("Ask when they decide"), [closing.when], language),
        Part(_("If they name a date"), [closing.may_i_call], language),
    ]
    lead = _("Three sentences, while you still sit together.")
    return Said(parts, _("See the three sentences"), _page("what_to_say", plan.pk), lead)


def _thank_you(step: Step) -> Said:
    return _begun(step) or (_made_of_notes(step.plan) if _noted(step.plan) else _nothing_noted(step.plan))


def _check_in(step: Step) -> Said:
    begun = _begun(step)
    if begun:
        return begun
    plan, language = step.plan, language_for(step.plan)
    draft = drafts.check_in(facts_of(plan, language=language), plan.interview.lead.name)
    parts = [
        Part(_("Subject"), [draft.subject], language),
        Part(_("Letter"), _paragraphs(draft.body), language),
    ]
    return Said(parts, _("Change it and send it"), _page("plan", plan.pk))


def _begun(step: Step) -> Said | None:
    """Return how the letter stands, if the candidate has made it their own: the draft is no longer what to send."""
    interview = step.plan.interview
    for letter in interview.letters.all():
        if (letter.contact_id, letter.step_key) == (interview.lead_id, step.key):
            return Said((), _("Open your letter"), _page("letter", letter.pk), str(BEGUN[State(letter.state)]))
    return None


def _made_of_notes(plan: Plan) -> Said:
    language = language_for(plan)
    draft = drafts.draft(facts_of(plan, language=language), plan.interview.lead.name)
    begins = [*_paragraphs(draft.body)[:BEGINS_WITH], "…"]
    parts = [Part(_("It begins"), begins, language)]
    questions = _questions(plan)[:MOST_QUESTIONS]
    if questions:
        parts.append(Part(_("It would say more if you noted"), points=questions))
    lead = _("A draft is ready, made of what was noted: %(facts)s.") % {"facts": _noted(plan)}
    return Said(parts, _("Open the draft"), _page("plan", plan.pk), lead)


def _nothing_noted(plan: Plan) -> Said:
    lead = _("Nothing is noted of your conversation yet. A few words make a letter that only you can write.")
    return Said([Part("", _questions(plan)[:1])], _("Note what you talked about"), _page("debrief", plan.pk), lead)


def _noted(plan: Plan) -> str:
    return how_much(getattr(plan.interview, "debrief", None))


def _questions(plan: Plan) -> list[str]:
    """Return what the candidate could still note of the conversation, without asking anybody."""
    debrief = getattr(plan.interview, "debrief", None) or Debrief()
    lists = {name: getattr(debrief, name) for name in DEBRIEF_SHAPES}
    left = questions_left(lists, qualifications_chosen=True, timeframe_asked=True)
    return [question.sentence for question in left if not question.is_theirs]


def _paragraphs(body: str) -> list[str]:
    return body.strip().split("\n\n")


def _page(name: str, pk: int) -> str:
    return settings.SITE_ADDRESS + reverse(f"portal:{name}", args=[pk])


SAYING: dict[str, Callable[[Step], Said]] = {
    CALL: _call,
    CHECK_IN: _check_in,
    THANK_YOU: _thank_you,
    QUESTION: _question,
}
