"""Why then, in words: each rule, each move, each day passed over, for candidate and recruiter."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from recruiting.cadence import (
    Anchor,
    AnchorWhat,
    EmailBecause,
    Moved,
    MovedBy,
    PassedOver,
    PassedOverReason,
    Reason,
    Rule,
    Why,
)
from recruiting.wording import why_details, why_sentence
from recruiting.wording.steps import Reader

DUE = datetime(2026, 12, 3, 10, tzinfo=UTC)
THANKED = Anchor(AnchorWhat.THANK_YOU_SENT, datetime(2026, 11, 30, 18, tzinfo=UTC), date(2026, 11, 30))
THREE_DAYS: dict[str, Any] = {
    "policy_field": "call_after_days",
    "policy_value": (2, 3),
    "approach": "measured",
    "anchor": THANKED,
    "days": 3,
    "unit": "business",
}


def why(rule: str = Reason.NO_DATE_GIVEN, **facts: Any) -> Why:
    return Why(rule, "Europe/London", **(THREE_DAYS | facts))


def anchored(what: AnchorWhat, day: int, **facts: Any) -> Anchor:
    return Anchor(what, datetime(2026, 11, day, 14, tzinfo=UTC), date(2026, 11, day), **facts)


def said(facts: Why, **how: Any) -> str:
    given: dict[str, Any] = {"kind": "call", "due": DUE} | how
    return why_sentence(facts, **given)


def test_the_sentence_of_the_design() -> None:
    start = "Call on Thu 3 Dec at 10:00 (London), three working days after"
    assert said(why()) == f"{start} the thank-you of Mon 30 Nov."
    assert said(why(), reader="candidate") == f"{start} your thank-you of Mon 30 Nov."


def test_calendar_days_are_not_called_working_days() -> None:
    assert "three days after the thank-you" in said(why(unit="calendar"))
    assert "one working day after" in said(why(days=1))
    assert "12 working days after" in said(why(days=12))
    assert "as soon as possible after the thank-you" in said(why(days=0))


def test_the_year_is_said_where_it_is_not_the_present_one() -> None:
    assert said(why(), now=DUE).startswith("Call on Thu 3 Dec at 10:00")
    assert said(why(), now=datetime(2027, 1, 2, tzinfo=UTC)).startswith("Call on Thu 3 Dec 2026 at 10:00")


@pytest.mark.parametrize(
    ("rule", "facts", "cause"),
    [
        (
            Reason.PROMISED_TIME,
            {"anchor": anchored(AnchorWhat.TIMEFRAME_GIVEN, 30), "announced": date(2026, 12, 3)},
            "the time agreed with them on Mon 30 Nov",
        ),
        (Reason.PROMISED_DATE, {"announced": date(2026, 12, 3)}, "the day they named, and a call is welcome"),
        (Reason.PROMISED_DATE, {"announced": date(2026, 12, 2)}, "since they named Wed 2 Dec and a call is welcome"),
        (
            Reason.AFTER_PROMISED_DATE,
            {"announced": date(2026, 12, 2), "days": 1},
            "one working day after Wed 2 Dec, the date they named",
        ),
        (Reason.AFTER_PROMISED_DATE, {"announced": date(2026, 12, 3), "days": 0}, "the day they named"),
        (
            Reason.REPLY_WITHOUT_DATE,
            {"anchor": anchored(AnchorWhat.REPLY_RECEIVED, 30)},
            "three working days after their reply of Mon 30 Nov, which named no date",
        ),
        (
            Reason.UNDECIDED_WITHOUT_DATE,
            {"anchor": anchored(AnchorWhat.CALL_MADE, 30)},
            "three working days after the call of Mon 30 Nov, in which they named no date",
        ),
        (
            Reason.NO_ANSWER,
            {"anchor": anchored(AnchorWhat.CALL_MADE, 30)},
            "three working days after the call of Mon 30 Nov, which reached nobody",
        ),
        (
            Reason.DO_NOT_CALL,
            {"anchor": anchored(AnchorWhat.CALL_MADE, 30)},
            "three working days after the call of Mon 30 Nov, in which they asked for no more calls",
        ),
        (
            Reason.EMAIL_UNANSWERED,
            {"anchor": anchored(AnchorWhat.EMAIL_SENT, 30)},
            "three working days after the email of Mon 30 Nov, which is unanswered",
        ),
        (
            Reason.OUT_OF_OFFICE,
            {"anchor": anchored(AnchorWhat.OUT_OF_OFFICE, 30), "days": 1},
            "one working day after they are back on Mon 30 Nov",
        ),
        (
            Reason.RESCHEDULED,
            {"anchor": anchored(AnchorWhat.RESCHEDULED, 30), "days": None},
            "as chosen by hand on Mon 30 Nov",
        ),
    ],
)
def test_each_rule_has_its_cause(rule: str, facts: dict[str, Any], cause: str) -> None:
    assert said(why(rule, **facts)) == f"Call on Thu 3 Dec at 10:00 (London), {cause}."


def test_what_is_not_open_was_planned() -> None:
    planned = "planned for Thu 3 Dec at 10:00 (London), three working days after the thank-you of Mon 30 Nov."
    assert said(why(), status="done") == f"The call was {planned}"
    assert said(why(), status="cancelled", kind="email") == f"The email was {planned}"


def test_what_was_not_planned_says_so() -> None:
    facts = why(Reason.UNPLANNED, days=None)
    assert said(facts, status="done") == "Called on Thu 3 Dec at 10:00 (London), outside the plan."
    assert said(facts, status="done", kind="email") == "Emailed on Thu 3 Dec at 10:00 (London), outside the plan."


def test_the_question_is_for_the_end_of_the_interview() -> None:
    facts = why(Rule.INTERVIEW_ENDED, days=None)
    assert said(facts, kind="question") == "Ask on Thu 3 Dec at 10:00 (London), the end of the interview."
    done = said(facts, kind="question", status="done")
    assert done == "The time to ask was Thu 3 Dec at 10:00 (London), the end of the interview."


def thank_you(*moves: Moved) -> Why:
    return why(Rule.THANK_YOU_DEADLINE, policy_field="thank_you_within_hours", policy_value=24, days=None, moved=moves)


def test_the_thank_you_has_a_deadline() -> None:
    sentence = said(thank_you(), kind="email")
    assert sentence == "Send the thank-you by Thu 3 Dec at 10:00 (London), 24 hours after the interview."


def test_a_thank_you_that_was_moved_does_not_claim_the_hours() -> None:
    late = Moved(MovedBy.EMAIL_HOURS, datetime(2026, 12, 3, 23, tzinfo=UTC), DUE)
    assert said(thank_you(late), kind="email") == (
        "Send the thank-you by Thu 3 Dec at 10:00 (London), rather than 24 hours after the interview. "
        "Not 23:00 (outside the hours for email)."
    )


def test_a_date_before_the_thank_you_is_provisional_while_it_is_open() -> None:
    facts = why(anchor=anchored(AnchorWhat.THANK_YOU_DUE, 30))
    anew = ", and counted anew once the thank-you is sent"
    assert said(facts).endswith(f"three working days after the thank-you due on Mon 30 Nov{anew}.")
    assert anew not in said(facts, status="cancelled")


def test_what_came_before_the_interview_ended_counts_from_it() -> None:
    early = anchored(AnchorWhat.CALL_MADE, 30, before_interview=True)
    assert said(why(Reason.NO_ANSWER, anchor=early)).endswith("three working days after the interview of Mon 30 Nov.")


def test_days_passed_over_are_grouped_by_reason() -> None:
    passed = (
        PassedOver(date(2026, 11, 25), PassedOverReason.HOLIDAY, "Founding Day"),
        PassedOver(date(2026, 11, 28), PassedOverReason.WEEKEND),
        PassedOver(date(2026, 11, 29), PassedOverReason.WEEKEND),
        PassedOver(date(2026, 12, 1), PassedOverReason.CLOSED),
        PassedOver(date(2026, 12, 2), PassedOverReason.NO_CALL_HOURS),
    )
    assert said(why(passed_over=passed)).endswith(
        " Not Wed 25 Nov (Founding Day), Sat 28 and Sun 29 Nov (weekend), Tue 1 Dec (closed) "
        "or Wed 2 Dec (no hours for calls)."
    )


def test_a_day_said_by_days_passed_over_is_not_said_twice() -> None:
    move = Moved(MovedBy.NOT_A_BUSINESS_DAY, date(2026, 12, 2), date(2026, 12, 3))
    passed = PassedOver(date(2026, 12, 2), PassedOverReason.CLOSED)
    assert said(why(passed_over=(passed,), moved=(move,))).endswith("30 Nov. Not Wed 2 Dec (closed).")


@pytest.mark.parametrize("because", list(EmailBecause))
def test_an_email_says_why_it_is_no_call(because: EmailBecause) -> None:
    assert " No call, as " in said(why(email_because=because), kind="email")


@pytest.mark.parametrize("by", [MovedBy.GAP_HOURS, MovedBy.RULES_CHANGED, MovedBy.LEVELLED])
def test_a_move_off_its_day_is_told_in_order(by: MovedBy) -> None:
    move = Moved(by, datetime(2026, 12, 2, 10, tzinfo=UTC), DUE)
    assert ", three working days after the thank-you of Mon 30 Nov, then moved from Wed 2 Dec " in said(
        why(moved=(move,))
    )


def test_what_takes_the_place_of_another_moment_names_it() -> None:
    move = Moved(MovedBy.RESCHEDULED, datetime(2026, 12, 3, 9, tzinfo=UTC), DUE)
    chosen = why(Reason.RESCHEDULED, days=None, anchor=anchored(AnchorWhat.RESCHEDULED, 30), moved=(move,))
    assert said(chosen) == "Call on Thu 3 Dec at 10:00 (London), as chosen by hand on Mon 30 Nov, instead of 09:00."


def test_a_move_within_the_day_names_the_hour_it_is_not() -> None:
    move = Moved(MovedBy.AVOID, datetime(2026, 12, 3, 9, tzinfo=UTC), DUE)
    assert said(why(moved=(move, move))).endswith("30 Nov. Not 09:00 (kept free of calls).")


def test_an_hour_of_another_day_is_left_out_once_the_day_has_moved() -> None:
    hour = Moved(MovedBy.AVOID, datetime(2026, 12, 2, 9, tzinfo=UTC), datetime(2026, 12, 2, 10, tzinfo=UTC))
    gap = Moved(MovedBy.GAP_HOURS, datetime(2026, 12, 2, 10, tzinfo=UTC), DUE)
    assert said(why(moved=(hour, gap))).endswith("then moved from Wed 2 Dec to leave time after what led to it.")


ENDS = (datetime(2026, 12, 2, 10, tzinfo=UTC), DUE)


@pytest.mark.parametrize("reader", ["candidate", "recruiter"])
@pytest.mark.parametrize("rule", [*Rule, *Reason])
def test_every_rule_is_worded(rule: str, reader: Reader) -> None:
    facts = why(rule, announced=date(2026, 12, 2), policy_field="thank_you_within_hours", policy_value=24)
    for status in ("open", "done", "cancelled"):
        check(why_sentence(facts, kind="call", due=DUE, status=status, reader=reader))
    for line in why_details(facts, due=DUE, reader=reader):
        check(line)


@pytest.mark.parametrize("what", list(AnchorWhat))
def test_every_anchor_is_worded(what: AnchorWhat) -> None:
    check(said(why(anchor=anchored(what, 30))))
    check(said(why(anchor=anchored(what, 30, before_interview=True)), reader="candidate"))


@pytest.mark.parametrize("by", list(MovedBy))
def test_every_move_is_worded(by: MovedBy) -> None:
    facts = why(moved=(Moved(by, *ENDS),))
    check(said(facts))
    assert any(line.startswith("Moved from Wed 2 Dec at 10:00 to 10:00: ") for line in why_details(facts, due=DUE))


@pytest.mark.parametrize("reason", list(PassedOverReason))
def test_every_day_passed_over_is_worded(reason: PassedOverReason) -> None:
    facts = why(passed_over=(PassedOver(date(2026, 12, 2), reason),))
    assert " Not Wed 2 Dec (" in said(facts)
    assert any(line.startswith("Wed 2 Dec does not count: ") for line in why_details(facts, due=DUE))


def check(sentence: str) -> None:
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert "_" not in sentence
    assert "%" not in sentence
    assert "  " not in sentence


def test_the_details_name_each_fact() -> None:
    passed = PassedOver(date(2026, 12, 1), PassedOverReason.CLOSED)
    move = Moved(MovedBy.AVOID, datetime(2026, 12, 3, 9, tzinfo=UTC), DUE)
    assert why_details(why(passed_over=(passed,), moved=(move,)), due=DUE) == [
        "No date was given.",
        "Policy, “Call after the thank-you”: 2 to 3 days; the last is taken, three working days.",
        "Counted from the thank-you of Mon 30 Nov.",
        "Tue 1 Dec does not count: closed.",
        "Moved from 09:00 to 10:00: kept free of calls.",
        "Due on Thu 3 Dec 2026 at 10:00 (London).",
    ]


def test_the_details_of_a_named_date() -> None:
    facts = why(
        Reason.AFTER_PROMISED_DATE,
        policy_field="after_promised_date_days",
        policy_value=1,
        approach=None,
        days=1,
        announced=date(2026, 12, 2),
        email_because=EmailBecause.PERMISSION_WITHDRAWN,
    )
    assert why_details(facts, due=DUE) == [
        "After the date they named.",
        "No call, as they asked not to be called.",
        "Policy, “Wait past the date they named”: 1 day; one working day.",
        "They named Wed 2 Dec.",
        "Due on Thu 3 Dec 2026 at 10:00 (London).",
    ]


def test_the_details_say_what_was_recorded_early() -> None:
    early = anchored(AnchorWhat.THANK_YOU_SENT, 30, before_interview=True)
    assert why_details(why(anchor=early), due=DUE)[2] == (
        "Counted from the interview of Mon 30 Nov: what led to it was recorded earlier, "
        "on Mon 30 Nov at 14:00 (London)."
    )
