"""The stories of the demonstration: what happened after each interview, and in which state its plan must be today."""

from __future__ import annotations

from datetime import time, timedelta

from candidates.demo.life import asked_in_vain, called, closed, moved, out_of_office, promised, replied, thanked, wrote
from candidates.demo.states import AHEAD, CLOSED, EXHAUSTED, LATE, TODAY, Story, any_state, in_days, thank_you_due
from candidates.models import Letter

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

NOT_THANKED = (
    Story("interview ahead", (), any_state, ahead=True),
    Story("interview ahead", (), any_state, ahead=True),
    Story("interview ahead", (), any_state, ahead=True, where=("sales",), star=True),
    Story("interview ahead", (), any_state, ahead=True, recruiter=True),
    Story("interview ahead", (), any_state, ahead=True, where=("executive",)),
    Story("thank-you to write", (), thank_you_due(HOUR / 2, DAY)),
    Story("thank-you to write", (asked_in_vain,), thank_you_due(HOUR / 2, DAY)),
    Story("thank-you to write, call agreed", (promised(6),), thank_you_due(HOUR / 2, DAY)),
    Story("thank-you late", (asked_in_vain,), thank_you_due(-DAY, -HOUR)),
    Story("thank-you late", (), thank_you_due(-2 * DAY, -DAY), where=("sales",)),
)

DUE_TODAY = (
    Story("first call today", (asked_in_vain, thanked(3)), TODAY),
    Story(
        "first call today",
        (asked_in_vain, thanked(2)),
        TODAY,
        where=("sales",),
        star=True,
        colleague=Letter.State.APPROVED,
    ),
    Story("first call today", (thanked(18),), TODAY, recruiter=True),
    Story("agreed call today", (promised(5), thanked(4)), TODAY),
    Story("agreed time today", (promised(4, at="16:45"), thanked(2.5)), TODAY),
    Story(
        "call back today",
        (asked_in_vain, thanked(3), called("call_back", "“Try me then, after four.”", days=3, time="16:15")),
        TODAY,
    ),
    Story("second attempt today", (asked_in_vain, thanked(3), called("no_answer")), TODAY),
    Story(
        "third attempt today",
        (asked_in_vain, thanked(5), called("voicemail"), called("gatekeeper", "Front desk: in a meeting all day.")),
        TODAY,
        recruiter=True,
    ),
    Story("check-in email today", (promised(4, may_call="no"), thanked(2)), in_days(0, 0, kind="email")),
    Story(
        "moved to today",
        (asked_in_vain, thanked(3), moved(0, time(16, 10), "Candidate travels until this afternoon.")),
        TODAY,
    ),
)

OVERDUE = (
    Story("first call overdue", (asked_in_vain, thanked(4)), LATE),
    Story("agreed call overdue", (promised(6), thanked(3)), LATE, recruiter=True),
    Story("second attempt overdue", (asked_in_vain, thanked(2), called("no_answer", "Rang out.")), LATE),
    Story("check-in email overdue", (promised(5, may_call="no"), thanked(3)), in_days(-4, -1, kind="email")),
)

TO_COME = (
    Story("first call to come", (asked_in_vain, thanked(2)), AHEAD),
    Story("first call to come", (asked_in_vain, thanked(3)), AHEAD, where=("acme",)),
    Story("first call to come", (asked_in_vain, thanked(6)), AHEAD, where=("executive",)),
    Story(
        "date promised",
        (promised(8), thanked(2)),
        AHEAD,
        where=("sales",),
        star=True,
        colleague=Letter.State.WRITING,
    ),
    Story("date promised", (promised(12), thanked(20)), AHEAD, where=("alnoor",)),
    Story("time promised", (promised(7, at="14:30"), thanked(3)), AHEAD),
    Story("date named, calling not asked", (promised(9, may_call="not_asked"), thanked(3)), AHEAD),
    Story("second attempt to come", (asked_in_vain, thanked(2), called("voicemail", "Left name and number.")), AHEAD),
    Story(
        "out of office",
        (asked_in_vain, thanked(3), out_of_office(6, "Auto-reply: on leave, back then.")),
        in_days(1, 14, reason="out_of_office"),
    ),
    Story("out of office", (thanked(5), out_of_office(4)), in_days(1, 14, reason="out_of_office")),
    Story("reply undecided", (asked_in_vain, thanked(4), replied("undecided", "“Two more people to see.”")), AHEAD),
    Story(
        "reply undecided with a date",
        (asked_in_vain, thanked(4), replied("undecided", "Panel meets then.", days=6, may_call="yes")),
        AHEAD,
    ),
    Story(
        "undecided on the phone",
        (asked_in_vain, thanked(3), called("undecided", "Warm tone, asked about notice period.")),
        AHEAD,
        recruiter=True,
    ),
    Story(
        "asked not to call",
        (asked_in_vain, thanked(3), called("do_not_call", "“Email is better for me, please.”")),
        in_days(0, 9, kind="email"),
    ),
    Story(
        "email after three attempts",
        (asked_in_vain, thanked(3), called("no_answer"), called("voicemail"), called("no_answer")),
        in_days(0, 6, kind="email"),
    ),
    Story("email only", (asked_in_vain, thanked(6)), AHEAD, where=("sakurai",)),
    Story("email only", (asked_in_vain, thanked(3), wrote()), AHEAD, where=("sakurai",)),
    Story("contact takes no calls", (asked_in_vain, thanked(3)), AHEAD, where=("larkspur",)),
    Story("not invited to call", (asked_in_vain, thanked(5)), in_days(1, 14, kind="email"), where=("easthaven",)),
    Story("recorded by mistake", (asked_in_vain, thanked(3)), AHEAD, slip=True),
    Story(
        "second round",
        (asked_in_vain, thanked(4)),
        AHEAD,
        before=Story(
            "next round", (asked_in_vain, thanked(3), called("next_round", "“We would like a second look.”")), CLOSED
        ),
    ),
    Story(
        "second round", (promised(5), thanked(2)), AHEAD, before=Story("next round", (promised(5), thanked(3)), AHEAD)
    ),
    Story(
        "second round ahead",
        (),
        any_state,
        ahead=True,
        before=Story("next round", (asked_in_vain, thanked(2), replied("next_round")), CLOSED),
    ),
)

ENDED = (
    Story(
        "over to you",
        (asked_in_vain, thanked(6), wrote(), wrote(), wrote()),
        EXHAUSTED,
        where=("easthaven",),
        begun_within=100,
    ),
    Story(
        "over to you",
        (asked_in_vain, thanked(4), called("no_answer"), called("voicemail"), wrote(), called("voicemail")),
        EXHAUSTED,
        begun_within=100,
        where=("executive",),
        recruiter=True,
    ),
    Story(
        "over to you",
        (
            asked_in_vain,
            thanked(3),
            called("undecided"),
            called("undecided"),
            called("undecided"),
            called("no_answer"),
            called("undecided"),
            called("undecided"),
        ),
        EXHAUSTED,
        begun_within=100,
    ),
    Story("hired", (asked_in_vain, thanked(2), called("hired", "Offer by phone, contract to follow!")), CLOSED),
    Story(
        "hired",
        (promised(5), thanked(3), called("undecided", days=3, may_call="yes"), called("hired")),
        CLOSED,
        recruiter=True,
    ),
    Story(
        "rejected",
        (asked_in_vain, thanked(5), replied("rejected", "Kind letter; keep in touch for autumn.", after=3)),
        CLOSED,
    ),
    Story("rejected", (promised(4), thanked(2), called("rejected", "An inside candidate was chosen.")), CLOSED),
    Story(
        "withdrawn",
        (asked_in_vain, thanked(4), closed("withdrawn", "Took another offer.", after=2)),
        CLOSED,
        where=("sales",),
        star=True,
    ),
    Story(
        "job closed", (asked_in_vain, thanked(3), called("no_answer"), closed("job_closed", "Hiring freeze.")), CLOSED
    ),
    # So many answers, some soon and some late, that one sees how long they take
    Story("hired", (asked_in_vain, thanked(1), replied("hired", "Offer by email, the next morning.")), CLOSED),
    Story("hired", (promised(9), thanked(3), called("hired", "They want a start in January.")), CLOSED),
    Story("rejected", (promised(11), thanked(4), called("rejected", "The budget was cut.")), CLOSED),
    Story("rejected", (asked_in_vain, thanked(2), called("no_answer"), called("rejected")), CLOSED),
    Story(
        "rejected",
        (asked_in_vain, thanked(3), called("undecided"), replied("rejected", "Somebody with a licence.", after=4)),
        CLOSED,
        begun_within=40,
    ),
    Story(
        "hired",
        (asked_in_vain, thanked(5), called("undecided"), called("undecided"), called("hired", "After a third talk.")),
        CLOSED,
        begun_within=60,
    ),
)

STORIES: tuple[Story, ...] = (*NOT_THANKED, *DUE_TODAY, *OVERDUE, *TO_COME, *ENDED)
