"""Reminders carry the coach's words: those of the portal, from the same facts, in both parts of the letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.coaching.calls import call_card
from candidates.interviews.services import NewInterview, record_interview
from candidates.letters.facts import facts_of
from candidates.letters.services import begin
from candidates.models import Application, Candidate, Debrief, Letter, OutgoingMail, Plan, Qualification, Reminder, Step
from candidates.reminders.letters import reminder_letter
from recruiting.models import Contact
from tests.reminders.conftest import BEFORE, CALL, DUE, ENDED, HOUR, OVERDUE, RECRUITER, WRITTEN, another, step_of, tick
from tests.reminders.test_letters import Words, html_of, intent, letter_of

CHANGED = Reminder.Kind.CHANGED
NOTES = {
    "topics": [{"topic": "moving the billing service off the monolith", "help": "I did this once, without a freeze"}],
    "challenges": [{"challenge": "latency doubles every evening"}],
}
GERMAN = {"topics": [{"topic": "die Lieferanten in Polen", "help": "ich habe dort elf Betriebe aufgebaut"}]}


@pytest.fixture
def noted(plan: Plan) -> Plan:
    """Let something be noted of the interview, and the candidate be good at something."""
    note(plan, NOTES)
    Qualification.objects.create(
        organization=plan.organization,
        candidate=plan.interview.application.candidate,
        claim="I keep services up",
        evidence="99.98 % over two years",
    )
    return plan


def note(plan: Plan, notes: dict[str, list[dict[str, str]]]) -> None:
    Debrief.objects.update_or_create(interview=plan.interview, organization=plan.organization, defaults=notes)


def check_in_of(call: Step) -> Step:
    Step.objects.filter(pk=call.pk).update(kind=Step.Kind.EMAIL)
    return Step.objects.get(pk=call.pk)


def question_of(plan: Plan) -> Step:
    ahead = ENDED + timedelta(days=1)
    new = NewInterview(application=plan.interview.application, ended_at=ahead, lead=plan.interview.lead, round=2)
    return step_of(record_interview(new=new, author=RECRUITER, now=ENDED), "ask_timeframe")


def assert_says(letter: EmailMultiAlternatives, *words: str) -> None:
    text, html = " ".join(str(letter.body).split()), Words(html_of(letter)).said
    assert [each for each in words if each not in text or each not in html] == []


def test_a_call_carries_the_words_of_the_portals_page(call: Step, noted: Plan) -> None:
    card = call_card(facts_of(noted, language="en"), "Grace Petrov")
    said = (card.opening, card.question, *card.reminders, card.timeframe, card.may_i_call, card.voicemail)
    assert "99.98 % over two years" in card.reminders[0]
    assert_says(letter_of(call, DUE, CALL), *said)


def test_the_closing_question_is_three_sentences_with_what_one_brings(amara: Candidate, noted: Plan) -> None:
    letter = letter_of(question_of(noted), BEFORE, ENDED)
    said = (
        "may I sum up what I would bring?",
        "I keep services up – 99.98 % over two years",
        "May I ask when you expect to make a decision?",
        "Would it be all right if I called you then?",
    )
    assert_says(letter, *said)


def test_a_thank_you_says_what_its_draft_is_made_of_how_it_begins_and_what_is_missing(
    amara: Candidate, noted: Plan
) -> None:
    letter = letter_of(step_of(noted, "thank_you"), BEFORE, WRITTEN)
    said = (
        "made of what was noted: 1 topic, 1 challenge.",
        "Dear Grace Petrov,",
        "moving the billing service off the monolith",
        "Why would you like to work on “latency doubles every evening”?",
        "What have you done that bears on “latency doubles every evening”?",
    )
    assert_says(letter, *said)
    assert "Kind regards" not in str(letter.body)
    assert "Ask them" not in str(letter.body)


def test_a_thank_you_of_which_nothing_is_noted_asks_what_was_talked_about(amara: Candidate, plan: Plan) -> None:
    letter = letter_of(step_of(plan, "thank_you"), OVERDUE, WRITTEN)
    assert_says(letter, "Nothing is noted of your conversation yet.", "What did you talk about?")
    assert f"http://127.0.0.1:8000/portal/plans/{plan.pk}/debrief/" in Words(html_of(letter)).links


def test_a_check_in_is_there_whole(call: Step, noted: Plan) -> None:
    letter = letter_of(check_in_of(call), DUE, CALL)
    assert_says(letter, "Dear Grace Petrov,", "99.98 % over two years", "Kind regards, Amara Nwosu")


@pytest.mark.parametrize(
    ("state", "words"),
    [("writing", "You have begun it."), ("asked", "Your recruiter reads it"), ("approved", "send it as it stands")],
)
def test_a_letter_that_is_begun_takes_the_drafts_place(call: Step, noted: Plan, state: str, words: str) -> None:
    step = check_in_of(call)
    begun = begin(plan=noted, contact=noted.interview.lead, step_key=step.key, at=WRITTEN)
    Letter.objects.update(state=state)
    letter = letter_of(step, DUE, CALL)
    assert_says(letter, words)
    assert "Kind regards" not in str(letter.body)
    assert f"http://127.0.0.1:8000/portal/letters/{begun.pk}/" in Words(html_of(letter)).links


def test_the_thank_you_that_is_begun_is_not_the_check_ins(call: Step, noted: Plan) -> None:
    begin(plan=noted, contact=noted.interview.lead, step_key="thank_you", at=WRITTEN)
    assert "Kind regards" in str(letter_of(check_in_of(call), DUE, CALL).body)


def test_what_is_said_to_them_is_in_their_language_and_says_so(call: Step, plan: Plan) -> None:
    note(plan, GERMAN)
    letter = letter_of(call, DUE, CALL)
    assert_says(letter, "Hello Amara Nwosu,", "Guten Tag Grace Petrov, hier spricht Amara Nwosu.")
    assert '<div class="words" lang="de">' in html_of(letter)


def test_a_new_date_asks_for_no_words_yet(call: Step, noted: Plan) -> None:
    assert "Has a decision been made?" not in str(letter_of(call, CHANGED, WRITTEN).body)


def test_words_ask_the_database_nothing(call: Step, noted: Plan, application: Application) -> None:
    colleague = Contact.objects.create(organization=call.organization, company=application.job.company, name="Li Wei")
    noted.interview.others.add(colleague)
    begin(plan=noted, contact=colleague, step_key="thank_you", at=WRITTEN)
    letters = [intent(call.plan, key, DUE, CALL) for key in (call.key, "thank_you")]
    letters.append(intent(question_of(noted).plan, "ask_timeframe", BEFORE, CALL))
    with CaptureQueriesContext(connection) as captured:
        for reminder in letters:
            reminder_letter(reminder, at=CALL)
    assert [query["sql"] for query in captured] == []


def test_notes_that_are_spoilt_cost_one_letter_its_words_and_nothing_else(call: Step, application: Application) -> None:
    other = another(application, "Tomasz Ito")
    Debrief.objects.filter(interview=other.interview).update(topics=["spoilt"])
    tick(CALL - 2 * HOUR)
    mails = {mail.to: mail for mail in OutgoingMail.objects.all()}
    assert {mail.state for mail in mails.values()} == {OutgoingMail.State.WAITING}
    assert "Has a decision been made?" in mails["amara@example.org"].text
    assert "Has a decision been made?" not in mails["tomasz.ito@example.org"].text
    assert "+44 20 7946 0018" in mails["tomasz.ito@example.org"].text
