"""The words of letters: what to do, when on both clocks, why, where to tell us; names of any kind are only words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.interviews.services import NewInterview, record_interview
from candidates.models import Candidate, EventNote, EventType, OutgoingMail, Plan, Reminder, Step
from candidates.outbox.failures import tell_recruiter
from candidates.people.services import invite_candidate
from candidates.reminders.compose import _loaded
from candidates.reminders.digests import digest_letter, digest_of
from candidates.reminders.letters import reminder_letter
from recruiting.models import Company, Contact, Job, Membership, Organization
from tests.reminders.conftest import (
    BEFORE,
    CALL,
    DUE,
    ENDED,
    HOUR,
    MINUTE,
    OVERDUE,
    RECRUITER,
    UNTIL,
    WRITTEN,
    record,
    step_of,
)

CHANGED, EXHAUSTED = Reminder.Kind.CHANGED, Reminder.Kind.EXHAUSTED
NEW_YORK = "America/New_York"
HOSTILE = 'Grace\r\nBcc: all@evil.example <b onclick="x">&amp; {{ candidate.email }} {% now "Y" %}'


def intent(plan: Plan, key: str, kind: str, due: datetime, was: datetime | None = None) -> Reminder:
    """Return a reminder as composing loads it."""
    stored = Reminder.objects.create(
        organization=plan.organization,
        plan=plan,
        step_key=key,
        kind=kind,
        recipient="amara@example.org",
        due=due,
        was_due=was,
        send_at=due,
        useful_until=due + HOUR,
    )
    return _loaded(Reminder.objects.filter(pk=stored.pk)).get()


def letter_of(step: Step, kind: str, at: datetime, was: datetime | None = None) -> EmailMultiAlternatives:
    return reminder_letter(intent(step.plan, step.key, kind, step.due, was), at=at)


def html_of(letter: EmailMultiAlternatives) -> str:
    return str(letter.alternatives[0][0])


class Words(HTMLParser):
    """The words of a letter's body as a reader sees them, and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.feed(html[html.index('<table class="paper"') :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.texts).split())


def paragraphs(text: str) -> list[str]:
    """Return the lines of a plain letter that are words, list marks and link lines aside."""
    lines = (re.sub(r"^- ", "", line.strip()) for line in text.splitlines())
    return [line for line in lines if line and line != "--" and "http" not in line]


def live_in(zone: str) -> None:
    Candidate.objects.update(time_zone=zone)


def test_before_a_call_the_letter_says_all_that_one_needs(call: Step) -> None:
    live_in(NEW_YORK)
    letter = letter_of(call, BEFORE, CALL - 2 * HOUR)
    for part in (str(letter.body), Words(html_of(letter)).said):
        for words in (
            "Call Grace Petrov",
            "Thu 3 Dec, 10:00 London · 05:00 for you",
            "until 16:30 London · 11:30 for you",
            "Harrow & Pine",
            "+44 20 7946 0018",
            "three working days after your thank-you of Mon 30 Nov",
            "Has a decision been made?",
            "Would you mind if I called again then?",
            "nobody answered, you reached them, or they wrote to you",
            "Northgate Search reminds you",
            "alice@northgate.example reads it",
        ):
            assert words in part


def test_a_letter_links_to_the_call_the_report_and_the_preferences(call: Step) -> None:
    assert Words(html_of(letter_of(call, DUE, CALL))).links == [
        "tel:+44-20-7946-0018",
        f"http://127.0.0.1:8000/portal/plans/{call.plan_id}/what-to-say/",
        f"http://127.0.0.1:8000/portal/plans/{call.plan_id}/",
        "http://127.0.0.1:8000/portal/reminders/",
    ]


@pytest.mark.parametrize(
    ("kind", "at", "subject"),
    [
        (BEFORE, CALL - 2 * HOUR, "Call Grace Petrov today at 10:00 London"),
        (BEFORE, CALL - 12 * HOUR, "Call Grace Petrov on Thu 3 Dec at 10:00 London"),
        (DUE, CALL, "Call Grace Petrov now, until 16:30 London"),
        (OVERDUE, UNTIL + HOUR, "Still to do: Call Grace Petrov, Harrow & Pine"),
        (CHANGED, CALL - 30 * HOUR, "New date: Call Grace Petrov on Thu 3 Dec at 10:00 London"),
    ],
)
def test_a_subject_says_on_a_locked_screen_what_to_do_and_when(
    call: Step, kind: str, at: datetime, subject: str
) -> None:
    assert str(letter_of(call, kind, at).subject) == subject


def test_a_day_that_is_not_the_same_on_both_clocks_is_named(call: Step) -> None:
    live_in("Asia/Tokyo")
    Step.objects.filter(pk=call.pk).update(due=UNTIL, latest=UNTIL)
    call.refresh_from_db()
    assert "on Thu 3 Dec at 16:30 London" in str(letter_of(call, BEFORE, UNTIL - 2 * HOUR).subject)


def test_an_agreed_call_is_now_at_its_time(call: Step) -> None:
    Step.objects.filter(pk=call.pk).update(latest=CALL)
    call.refresh_from_db()
    assert str(letter_of(call, DUE, CALL).subject) == "Call Grace Petrov now: 10:00 London"


def test_the_thank_you_is_due_at_the_latest_then(amara: Candidate, plan: Plan) -> None:
    step = step_of(plan, "thank_you")
    letter = letter_of(step, BEFORE, step.due - 2 * HOUR)
    assert str(letter.subject) == "Thank-you email to Grace Petrov, at the latest today at 15:00 London"
    assert "Is it sent?" in str(letter.body)


def test_the_closing_question_says_what_to_ask_at_the_end(amara: Candidate, plan: Plan) -> None:
    ahead = ENDED + timedelta(days=1)
    application = plan.interview.application
    new = NewInterview(application=application, ended_at=ahead, lead=plan.interview.lead, round=2)
    step = step_of(record_interview(new=new, author=RECRUITER, now=ENDED), "ask_timeframe")
    letter = letter_of(step, BEFORE, ahead - 2 * HOUR)
    assert str(letter.subject) == "Ask when they decide: your interview at Harrow & Pine"
    assert "What did they say?" in str(letter.body)


def test_a_check_in_is_written_to_the_contacts_address(call: Step) -> None:
    Contact.objects.update(email="grace@harrow.example")
    Step.objects.filter(pk=call.pk).update(kind=Step.Kind.EMAIL)
    call.refresh_from_db()
    letter = letter_of(call, DUE, CALL)
    assert str(letter.subject).startswith("Check-in email to Grace Petrov now, until 16:30")
    assert "mailto:grace@harrow.example" in Words(html_of(letter)).links
    assert "tel:" not in html_of(letter)


def test_without_a_number_the_letter_says_whom_to_ask(call: Step) -> None:
    Contact.objects.update(phone="")
    letter = letter_of(call, DUE, CALL)
    assert "We know no number: ask alice@northgate.example for it." in str(letter.body)


def test_a_new_date_stands_beside_the_one_known_before(call: Step) -> None:
    live_in(NEW_YORK)
    letter = letter_of(call, CHANGED, WRITTEN, was=CALL - timedelta(days=1))
    said = "Until now your next date was Wed 2 Dec, 10:00 London · 05:00 for you."
    assert said in str(letter.body)
    assert said in Words(html_of(letter)).said
    assert "Until now" not in str(letter_of_again(call).body)


def letter_of_again(step: Step) -> EmailMultiAlternatives:
    Reminder.objects.all().delete()
    return letter_of(step, CHANGED, WRITTEN)


def test_what_is_overdue_is_said_without_reproach(call: Step) -> None:
    text = str(letter_of(call, OVERDUE, UNTIL + HOUR).body).lower()
    assert "perhaps you have called already" in text
    for reproach in ("late", "overdue", "failed", "missed", "forgot", "should have", "!"):
        assert reproach not in text


def exhausted(plan: Plan) -> EmailMultiAlternatives:
    return reminder_letter(intent(plan, "plan", EXHAUSTED, CALL), at=CALL)


def test_the_recruiter_reads_whose_plan_is_over_and_what_they_can_do(call: Step) -> None:
    letter = exhausted(call.plan)
    assert str(letter.subject) == "Over to you: Amara Nwosu at Harrow & Pine"
    for words in ("Nothing more is planned", "Choose another time", "Grace Petrov: +44 20 7946 0018"):
        assert words in str(letter.body)
    assert f"http://127.0.0.1:8000/admin/candidates/interview/{call.plan.interview_id}/change/" in str(letter.body)


def notice(call: Step, *, why: str) -> OutgoingMail:
    letter = letter_of(call, DUE, CALL)
    mail = OutgoingMail.objects.create(
        organization=call.organization,
        key="one",
        membership=call.plan.interview.application.recruiter,
        kind=OutgoingMail.Kind.DUE,
        stream="reminders",
        to="amara@example.org",
        subject=str(letter.subject),
        message_id="<one@northgate.example>",
        dated=CALL,
        due_at=CALL,
        next_at=CALL,
    )
    tell_recruiter(mail, why=why, at=CALL)
    return OutgoingMail.objects.get(kind=OutgoingMail.Kind.MAIL_FAILED)


def test_a_letter_that_failed_is_named_with_the_servers_words(call: Step) -> None:
    told = notice(call, why="550 5.1.1 <amara@example.org> no such user")
    assert told.subject == "Not sent to amara@example.org: Call Grace Petrov now, until 16:30 London"
    assert "550 5.1.1 <amara@example.org> no such user" in told.text
    assert "550 5.1.1 &lt;amara@example.org&gt; no such user" in told.html
    assert re.search(r"/admin/candidates/outgoingmail/\d+/change/", told.text)


def morning(member: Membership, at: datetime = CALL - HOUR) -> EmailMultiAlternatives:
    return digest_letter(member, digest_of(member, since=ENDED - HOUR, at=at), at=at)


def test_the_morning_letter_says_who_calls_whom_until_when_and_what_came_in(call: Step, alice: Membership) -> None:
    letter = morning(alice)
    for part in (str(letter.body), Words(html_of(letter)).said):
        for words in (
            "Thursday 3 December",
            "1 to call",
            "10:00 London",
            "until 16:30 London",
            "Amara Nwosu calls Grace Petrov, Harrow & Pine",
            "+44 20 7946 0018",
            "follow-up 1 · no date was given",
            "What your candidates reported (1)",
            "Thank-you sent",
        ):
            assert words in part


def test_a_call_of_the_recruiters_own_is_theirs_in_the_morning_letter(call: Step, alice: Membership) -> None:
    Step.objects.update(owner="recruiter")
    assert "You call Grace Petrov, Harrow & Pine, for Amara Nwosu" in str(morning(alice).body)


def test_every_link_is_absolute(call: Step, alice: Membership) -> None:
    for html in (html_of(morning(alice)), html_of(exhausted(call.plan)), html_of(letter_of(call, DUE, CALL))):
        links = Words(html).links
        assert links
        assert [link for link in links if not link.startswith(("http://", "https://", "tel:", "mailto:"))] == []


def all_letters(call: Step, member: Membership) -> list[tuple[str, str, str]]:
    """Return subject, text and HTML of every kind of letter."""
    written = [letter_of(call, kind, CALL - MINUTE) for kind in (BEFORE, DUE, OVERDUE)]
    written += [letter_of(call, CHANGED, WRITTEN, was=ENDED), exhausted(call.plan), morning(member)]
    found = [(str(each.subject), str(each.body), html_of(each)) for each in written]
    told = notice_again(call)
    found.append((told.subject, told.text, told.html))
    candidate = call.plan.interview.application.candidate
    candidate.refresh_from_db()
    invite_candidate(candidate=candidate, by=member, at=CALL + HOUR)
    invited = OutgoingMail.objects.get(kind=OutgoingMail.Kind.INVITATION)
    return [*found, (invited.subject, invited.text, invited.html)]


def notice_again(call: Step) -> OutgoingMail:
    Reminder.objects.filter(kind=DUE).delete()
    return notice(call, why="550 <b>no</b>")


def test_both_parts_of_a_letter_say_the_same(call: Step, alice: Membership) -> None:
    missing = [
        (subject, word)
        for subject, text, html in all_letters(call, alice)
        for line in paragraphs(text)
        for word in line.split()
        if word.strip(":,.") not in Words(html).said
    ]
    assert missing == []


def test_no_letter_fetches_anything_or_runs_anything(call: Step, alice: Membership) -> None:
    for _subject, _text, html in all_letters(call, alice):
        assert not re.search(r"<(img|script|link|iframe|object|form|base)\b|url\(|@import|\son\w+=|\ssrc=", html)
        assert "{#" not in html
        assert "{{" not in html


def test_a_plain_letter_holds_no_entities_and_no_wide_gaps(call: Step, alice: Membership) -> None:
    for _subject, text, _html in all_letters(call, alice):
        assert not re.search(r"&(amp|lt|gt|quot|#x27|#39);|\n{4}|\{[#%{]", text)


def spoil_names(name: str) -> None:
    """Give everybody and everything a name."""
    Contact.objects.update(name=name, title=name)
    Candidate.objects.update(name=name)
    Company.objects.update(name=name)
    Job.objects.update(title=name)
    Organization.objects.update(name=name)


def test_a_hostile_name_is_words_and_nothing_else(call: Step, alice: Membership) -> None:
    spoil_names(HOSTILE)
    fresh = Step.objects.get(pk=call.pk)
    alice.refresh_from_db()
    for subject, text, html in all_letters(fresh, alice):
        assert not re.search(r"[\r\n]|&lt;|&quot;", subject)
        assert "<b onclick" not in html
        assert "<b>" not in html
        assert "{{ candidate.email }}" in html
        assert '<b onclick="x">&amp; {{ candidate.email }} {% now "Y" %}' in text
        assert "&lt;b onclick=&quot;x&quot;&gt;&amp;amp;" in html


@pytest.mark.parametrize(
    "name", ["דנה כהן", "عمر", "Grace \u202eevoli\u202c", "Þóra van der Berg-Zieliński", "王" * 200]
)
def test_names_of_any_script_are_kept_as_they_are(call: Step, alice: Membership, name: str) -> None:
    spoil_names(name)
    fresh = Step.objects.get(pk=call.pk)
    alice.refresh_from_db()
    for subject, text, html in all_letters(fresh, alice):
        assert name in text
        assert name in html
        assert name in subject or subject.startswith(("Thursday", "Not sent"))


def test_between_two_names_stands_a_word_so_that_no_script_turns_them_round(call: Step, alice: Membership) -> None:
    spoil_names("דנה")
    alice.refresh_from_db()
    assert "דנה calls דנה" in str(morning(alice).body)


def test_a_note_of_a_report_is_cut_where_it_is_long(call: Step, alice: Membership) -> None:
    event = call.plan.events.get()
    EventNote.objects.create(organization=call.organization, event=event, text="very " * 100)
    assert 10 < str(morning(alice).body).count("very ") < 100


def test_a_reminder_asks_the_database_nothing(call: Step) -> None:
    reminders = [intent(call.plan, call.key, kind, CALL) for kind in (BEFORE, DUE, OVERDUE, CHANGED)]
    reminders.append(intent(call.plan, "plan", EXHAUSTED, CALL))
    with CaptureQueriesContext(connection) as captured:
        for reminder in reminders:
            reminder_letter(reminder, at=CALL)
    assert [query["sql"] for query in captured] == []


def test_a_morning_letter_asks_nothing_that_was_not_loaded(call: Step, alice: Membership) -> None:
    record(call.plan, EventType.CALL_MADE, at=CALL, outcome="no_answer")
    found = digest_of(alice, since=ENDED - HOUR, at=CALL + HOUR)
    with CaptureQueriesContext(connection) as captured:
        digest_letter(alice, found, at=CALL + HOUR)
    assert [query["sql"] for query in captured] == []


def test_a_year_is_not_left_out_where_it_is_another(call: Step) -> None:
    new_year = datetime(2027, 1, 4, 10, tzinfo=ZoneInfo("Europe/London"))
    Step.objects.filter(pk=call.pk).update(due=new_year, latest=new_year)
    call.refresh_from_db()
    assert "Mon 4 Jan 2027" in str(letter_of(call, CHANGED, CALL).body)
