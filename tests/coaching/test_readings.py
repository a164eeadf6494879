"""What the review takes for thanks, joy, a call, a date or a name, and what only looks so: a case for each slip."""

from __future__ import annotations

from datetime import date

import pytest

from candidates.coaching.facts import Challenge, Facts, Person, Strength, Timeframe, Topic
from candidates.coaching.findings import Code, Severity
from candidates.coaching.review import review

GRACE = "Grace Petrov"
FACTS = Facts(
    job="Call Centre Team Leader",
    company="eMotive AG",
    interview=date(2026, 11, 30),
    interviewers=(Person(GRACE),),
    timeframe=Timeframe(date(2026, 12, 10), None, "yes"),
    other_companies=("Klinikum Sankt Georg gGmbH",),
)
THANKS = (
    "Thank you for the conversation on Monday 30 November about the position of Call Centre Team Leader at eMotive."
)
CALL = "I will call you on Thursday 10 December."


def codes(*sentences: str, facts: Facts = FACTS) -> set[Code]:
    """Return the kinds of what must be mended in a letter of these paragraphs."""
    greeting = {"en": f"Dear {GRACE},", "de": f"Guten Tag {GRACE},"}[facts.language]
    body = "\n\n".join([greeting, *sentences])
    return {each.code for each in review(facts, GRACE, "Thank you", body).musts}


def test_a_call_centre_is_no_call_and_a_company_begins_as_it_is_written() -> None:
    assert codes(THANKS, CALL) == set()


@pytest.mark.parametrize(
    "said",
    [
        "We spoke on Monday at eMotive. I would be grateful to know your decision.",
        "We spoke at eMotive. Thanks in advance for your answer.",
        "We spoke at eMotive. I build controls that people thank you for, and I appreciate small teams.",
    ],
)
def test_whoever_only_speaks_of_thanks_gives_none(said: str) -> None:
    assert codes(said, CALL) == {Code.NO_THANKS}


@pytest.mark.parametrize(
    ("said", "about"),
    [
        (CALL.replace("Thursday", "Friday"), "the weekday"),
        (CALL.replace("10 December", "11 December"), "the day"),
        (f"{CALL} You expected to decide by Friday 18 December.", "the day of the decision"),
    ],
)
def test_a_date_is_wrong_in_either_part(said: str, about: str) -> None:
    assert codes(THANKS, said) == {Code.WRONG_DATE}, about


def test_the_interview_was_not_on_that_weekday() -> None:
    assert codes(THANKS.replace("Monday", "Tuesday"), CALL) == {Code.WRONG_DATE}


def test_another_company_is_known_without_its_legal_form() -> None:
    assert codes(THANKS, CALL, "At Klinikum Sankt Georg I liked the garden.") == {Code.OTHER_COMPANY_NAMED}


CHALLENGE = Challenge("customers who leave", "I love a hard case", "raised renewals to 91 per cent")


@pytest.mark.parametrize(
    ("joyless", "joyful"),
    [
        ("Tools like Excel helped me, and I raised renewals to 91 per cent.", "I like to win them back."),
        ("Customers love the product, yet I raised renewals to 91 per cent.", "I would love to win them back."),
    ],
)
def test_joy_is_the_writers_own(joyless: str, joyful: str) -> None:
    facts = Facts(interviewers=FACTS.interviewers, challenges=(CHALLENGE,))
    named = "Thank you. You have customers who leave."
    assert codes(f"{named} {joyless}", facts=facts) == {Code.CHALLENGE_WITHOUT_ENTHUSIASM}
    assert codes(f"{named} {joyful} {joyless}", facts=facts) == set()


def test_a_part_is_told_by_its_own_words() -> None:
    audit = Challenge("an audit that went badly", "I like order", "I was an auditor for five years")
    facts = Facts(interviewers=FACTS.interviewers, challenges=(audit,))
    assert codes("Thank you. You had an audit that went badly. I like order.", facts=facts) == {
        Code.CHALLENGE_WITHOUT_EXPERTISE
    }


def test_friends_are_no_joy_and_work_is_not_every_compound_with_it() -> None:
    facts = Facts(
        interviewers=FACTS.interviewers,
        topics=(Topic("die Einarbeitung"),),
        challenges=(Challenge("Kunden, die kündigen", "ich kämpfe", "die Quote halbiert"),),
        language="de",
    )
    said = "vielen Dank. Ihnen fehlen Kunden, die kündigen. Freundliche Kollegen und ich haben die Quote halbiert."
    assert codes(said, "Ich danke für die Arbeit bei Ihnen.", facts=facts) == {
        Code.TOPIC_MISSING,
        Code.CHALLENGE_WITHOUT_ENTHUSIASM,
    }


def test_what_nobody_noted_need_not_be_mended_but_is_said() -> None:
    facts = Facts(
        interviewers=FACTS.interviewers,
        challenges=(Challenge("customers who leave"),),
        strengths=(Strength("honest tariffs"),),
    )
    body = f"Dear {GRACE},\n\nThank you. You have customers who leave.\n\nYou have honest tariffs."
    assert {(each.code, each.severity) for each in review(facts, GRACE, "Thanks", body).findings} == {
        (Code.CHALLENGE_WITHOUT_ENTHUSIASM, Severity.NOTE),
        (Code.CHALLENGE_WITHOUT_EXPERTISE, Severity.NOTE),
        (Code.STRENGTH_WITHOUT_GOAL, Severity.NOTE),
        (Code.TOO_SHORT, Severity.SHOULD),
    }


@pytest.mark.parametrize(("name", "said"), [("Elif Yıldız", "Yildiz"), ("Søren Kjærgaard", "Kjaergaard")])
def test_a_name_may_be_written_without_its_letters(name: str, said: str) -> None:
    facts = Facts(interviewers=(Person(name),))
    assert review(facts, name, "Thanks", f"Dear {said},\n\nThank you.").musts == []


def test_their_product_is_not_the_one_that_was_sold() -> None:
    facts = Facts(interviewers=FACTS.interviewers, strengths=(Strength("your product", "", "new business"),))
    sold = "I sold the dearest product on the market for six years."
    valued = "What I value about you is this: your product. I would like to serve your goal: new business."
    assert Code.STRENGTH_WITHOUT_GOAL not in codes("Thank you.", sold, valued, facts=facts)
