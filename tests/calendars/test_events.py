"""What a calendar says of each step, and what it never says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from candidates.calendars.services import issue_feed
from candidates.interviews.services import hand_over
from candidates.models import Candidate, EventType, MailPreferences, Owner, Plan
from candidates.people.services import invite_candidate
from recruiting.accounts.services import create_firm
from recruiting.models import Contact, Membership, User
from tests.calendars.conftest import DAY, HOST, RECRUITER, Read, call_in, events_in, read_by, record
from tests.cast import CANARY, Cast
from tests.portal.conftest import NOW
from tests.portal.test_my_follow_ups import plan_at

pytestmark = pytest.mark.django_db


def test_a_call_says_with_whom_where_when_why_and_where_to_report_it(hers: Read, called_for: Plan) -> None:
    call = call_in(hers())
    assert call["UID"] == f"plan-{called_for.pk}-follow_up:1@{HOST}"
    assert call["SUMMARY"] == "Call Grace Petrov, Harrow & Pine"
    assert call.decoded("DTSTART") == datetime(2026, 12, 3, 10, tzinfo=UTC)
    assert call.decoded("DTEND") - call.decoded("DTSTART") == timedelta(minutes=15)
    assert "three working days after your thank-you of Mon 30 Nov" in call["DESCRIPTION"]
    assert call["DESCRIPTION"].endswith(f"/portal/plans/{called_for.pk}/")
    assert call["URL"].endswith(f"/portal/plans/{called_for.pk}/")
    assert (call["STATUS"], call["TRANSP"], call["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 0)
    assert call.decoded("DTSTAMP") == call.decoded("LAST-MODIFIED") == NOW


def test_a_recruiters_calendar_names_the_candidate_and_leads_to_the_interview(
    recruiters: Read, called_for: Plan
) -> None:
    call = call_in(recruiters())
    assert call["SUMMARY"] == "Call Grace Petrov, Harrow & Pine, for Amara Nwosu"
    assert call["URL"].endswith(f"/admin/candidates/interview/{called_for.interview_id}/change/")


def test_the_calendar_says_what_it_is_and_how_often_to_read_it(hers: Read) -> None:
    calendar = Calendar.from_ical(hers())
    assert calendar["X-WR-CALNAME"] == "Follow-ups, Northgate Search"
    assert (calendar["METHOD"], calendar["X-WR-TIMEZONE"]) == ("PUBLISH", "America/New_York")
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in hers()


def test_what_waits_for_the_thank_you_is_tentative(plan: Plan, amara: User) -> None:
    events = events_in(read_by(issue_feed(holder=plan.interview.application.candidate, at=NOW).secret))
    assert (events["thank_you"]["STATUS"], events["follow_up:1"]["STATUS"]) == ("CONFIRMED", "TENTATIVE")
    thanks = events["thank_you"]
    assert thanks.decoded("DTEND") - thanks.decoded("DTSTART") == timedelta(minutes=30)


def test_a_question_is_there_only_until_the_interview_is_over(
    candidate: Candidate, alice: Membership, hers: Read
) -> None:
    ahead = plan_at("Brightwater", candidate, alice, days_ago=-2)
    question = f"UID:plan-{ahead.pk}-ask_timeframe@".encode()
    assert question in hers()
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        assert question not in hers()


def test_what_is_done_stands_when_it_was_done_for_ninety_days_without_an_alarm(hers: Read) -> None:
    done = events_in(hers())["thank_you"]
    assert done["SUMMARY"] == "Thank-you email sent to Grace Petrov, Harrow & Pine"
    assert done.decoded("DTSTART") == NOW
    assert done.walk("VALARM") == []
    with time_machine.travel(NOW + 89 * DAY, tick=False):
        assert "thank_you" in events_in(hers())
    with time_machine.travel(NOW + 91 * DAY, tick=False):
        assert list(events_in(hers())) == ["follow_up:1"]


def test_an_alarm_rings_a_quarter_of_an_hour_before_and_when_the_person_wants_to_be_reminded(
    hers: Read, recruiters: Read, amara: User
) -> None:
    def rings(file: bytes) -> list[timedelta]:
        return [alarm.decoded("TRIGGER") for alarm in call_in(file).walk("VALARM")]

    quarter, hour = timedelta(minutes=-15), timedelta(minutes=-60)
    assert rings(hers()) == rings(recruiters()) == [quarter]
    MailPreferences.objects.create(user=amara, lead_minutes=60)
    assert rings(hers()) == [hour, quarter]
    assert rings(recruiters()) == [quarter]


def test_no_note_debrief_or_phone_number_is_in_it(cast: Cast) -> None:
    Contact.objects.update(phone="+442079460018")
    for holder in (cast.others.candidate, cast.others.recruiter):
        file = read_by(issue_feed(holder=holder, at=NOW).secret).replace(b"\r\n ", b"").decode()
        assert f"Call {CANARY} Petrov" in file
        for word in ("note", "topic", "help", "challenge", "joy", "skill", "strength", "mine", "goal", "claim", "7946"):
            assert word not in file.lower(), word


def test_another_firms_steps_are_in_nobodys_calendar(cast: Cast) -> None:
    for holder in (cast.ours.candidate, cast.alice, cast.bob, cast.vera):
        assert CANARY not in read_by(issue_feed(holder=holder, at=NOW).secret).decode().lower()
    assert len(events_in(read_by(issue_feed(holder=cast.bob, at=NOW).secret))) == 2
    assert events_in(read_by(issue_feed(holder=cast.alice, at=NOW).secret)) == {}


def test_each_firm_has_a_calendar_of_its_own(hers: Read, amara: User) -> None:
    other = create_firm(name="Quillfeather Search", owner_email="charlie@quill.example", at=NOW)
    charlie = Membership.objects.get(organization=other)
    twin = Candidate.objects.create(organization=other, name="A.", email="amara@example.org", time_zone="Asia/Tokyo")
    invite_candidate(candidate=twin, by=charlie, at=NOW)
    plan_at("Nordlicht", twin, charlie)
    theirs = read_by(issue_feed(holder=Candidate.objects.get(pk=twin.pk), at=NOW).secret)
    assert b"Nordlicht" in theirs
    assert b"Harrow" not in theirs
    assert b"Nordlicht" not in hers()


def test_what_the_recruiter_does_is_in_the_recruiters_calendar_alone(
    hers: Read, recruiters: Read, called_for: Plan
) -> None:
    hand_over(interview=called_for.interview, to=Owner.RECRUITER, author=RECRUITER, now=NOW)
    assert events_in(hers()) == {}
    assert "follow_up:1" in events_in(recruiters())


def test_a_name_breaks_out_of_no_line(hers: Read, called_for: Plan) -> None:
    Contact.objects.update(name="Grace\r\nEND:VEVENT\nBEGIN:VEVENT\x07\x1b[1m; ATTENDEE,\u2028x")
    call = call_in(hers())
    assert call["SUMMARY"] == "Call Grace END:VEVENT BEGIN:VEVENT [1m; ATTENDEE, x, Harrow & Pine"
    assert set(events_in(hers())) == {"thank_you", "follow_up:1"}


def test_one_step_is_a_file_for_who_takes_it(portal: Client, called_for: Plan) -> None:
    answer = portal.get(f"/portal/plans/{called_for.pk}/steps/follow_up:1.ics")
    assert answer["Content-Disposition"] == f'attachment; filename="follow-up-{called_for.pk}-follow_up-1.ics"'
    assert list(events_in(answer.content)) == ["follow_up:1"]
    page = portal.get(f"/portal/plans/{called_for.pk}/").content.decode()
    assert f'href="/portal/plans/{called_for.pk}/steps/follow_up:1.ics"' in page


def test_a_step_that_is_not_or_is_anothers_has_no_file(portal: Client, stranger: Client, called_for: Plan) -> None:
    page = f"/portal/plans/{called_for.pk}/steps/{{}}.ics".format
    assert portal.get(page("follow_up:7")).status_code == 404
    assert stranger.get(page("follow_up:1")).status_code == 404


@pytest.mark.parametrize("changed", [False, True], ids=["as it was", "changed"])
def test_the_number_of_queries_does_not_grow_with_steps(
    hers: Read, recruiters: Read, candidate: Candidate, alice: Membership, changed: bool
) -> None:
    def queries(read: Read) -> int:
        read()
        if changed:
            Contact.objects.update(name="Somebody")
        with CaptureQueriesContext(connection) as captured:
            read()
        Contact.objects.update(name="Somebody else")
        return len(captured)

    few = queries(hers), queries(recruiters)
    for number in range(5):
        record(plan_at(f"Company {number}", candidate, alice), EventType.THANK_YOU_SENT)
    assert (queries(hers), queries(recruiters)) == few
    assert max(few) <= (13 if changed else 5)
