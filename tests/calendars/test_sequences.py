"""An event keeps its name for good, and its number is raised when what it says changes, and only then."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import Q

from candidates.calendars.entries import published
from candidates.models import CalendarEntry, EventType, Plan, Step
from candidates.plans.services import retract_event
from recruiting.models import Contact
from tests.calendars.conftest import DAY, RECRUITER, Read, call_in, events_in, record
from tests.portal.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
MOVED_TO = datetime(2026, 12, 7, 14, tzinfo=UTC)
MOVED = {"due": MOVED_TO.isoformat()}


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def test_a_moved_step_keeps_its_name_and_has_a_higher_number(hers: Read, called_for: Plan) -> None:
    before = call_in(hers())
    with at(LATER):
        record(called_for, EventType.RESCHEDULED, MOVED, at=LATER)
        after = call_in(hers())
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == MOVED_TO
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("DTSTAMP") == after.decoded("LAST-MODIFIED") == LATER


def test_what_has_not_changed_keeps_its_number_while_another_step_moves(hers: Read, called_for: Plan) -> None:
    before = events_in(hers())["thank_you"].to_ical()
    record(called_for, EventType.RESCHEDULED, MOVED)
    assert events_in(hers())["thank_you"].to_ical() == before


def test_two_reads_without_a_change_are_the_same_to_the_byte(hers: Read, recruiters: Read, called_for: Plan) -> None:
    happenings = [
        (EventType.RESCHEDULED, MOVED),
        (EventType.CALL_MADE, {"outcome": "no_answer"}),
        (EventType.OUT_OF_OFFICE, {"back_on": "2026-12-17"}),
        (EventType.REPLY_RECEIVED, {"answer": "hired"}),
    ]
    seen: list[bytes] = []
    for number, (kind, fields) in enumerate(happenings):
        moment = NOW + number * DAY
        with at(moment):
            record(called_for, kind, fields, at=moment)
            first = [hers(), recruiters()]
        for wait in (timedelta(seconds=1), timedelta(hours=3), timedelta(days=40)):
            with at(moment + wait):
                assert [hers(), recruiters()] == first
        seen += first
    assert len(set(seen)) == len(seen)


def test_two_calendars_that_show_a_step_raise_its_number_once(hers: Read, recruiters: Read, called_for: Plan) -> None:
    hers()
    record(called_for, EventType.RESCHEDULED, MOVED)
    assert call_in(recruiters())["SEQUENCE"] == call_in(hers())["SEQUENCE"] == 1


def test_another_moment_alone_is_a_change(hers: Read) -> None:
    hers()
    Step.objects.filter(key="follow_up:1").update(due=MOVED_TO)
    assert (call_in(hers()).decoded("DTSTART"), call_in(hers())["SEQUENCE"]) == (MOVED_TO, 1)


def test_another_name_is_a_change(hers: Read) -> None:
    hers()
    Contact.objects.update(name="Grace Okafor")
    assert (call_in(hers())["SUMMARY"], call_in(hers())["SEQUENCE"]) == ("Call Grace Okafor, Harrow & Pine", 1)


def test_a_closed_plan_cancels_its_open_steps_for_sixty_days(hers: Read, called_for: Plan) -> None:
    hers()
    with at(LATER):
        record(called_for, EventType.CLOSED, {"outcome": "withdrawn"}, at=LATER)
        call = call_in(hers())
    assert (call["STATUS"], call["SEQUENCE"], call.walk("VALARM")) == ("CANCELLED", 1, [])
    assert call.decoded("DTSTART") == datetime(2026, 12, 3, 10, tzinfo=UTC)
    with at(LATER + 59 * DAY):
        assert call_in(hers()).to_ical() == call.to_ical()
    with at(LATER + 61 * DAY):
        assert "follow_up:1" not in events_in(hers())


def test_what_is_taken_back_brings_the_step_back_with_a_higher_number(hers: Read, called_for: Plan) -> None:
    first = call_in(hers())
    record(called_for, EventType.CLOSED, {"outcome": "withdrawn"})
    hers()
    retract_event(event=called_for.events.get(type=EventType.CLOSED), author=RECRUITER, now=NOW)
    call = call_in(hers())
    assert (call["UID"], call["STATUS"], call["SEQUENCE"]) == (first["UID"], "CONFIRMED", 2)
    assert call.decoded("DTSTART") == first.decoded("DTSTART")


def test_one_that_nobody_saw_while_it_was_cancelled_keeps_its_number(hers: Read, called_for: Plan) -> None:
    first = hers()
    record(called_for, EventType.CLOSED, {"outcome": "withdrawn"})
    retract_event(event=called_for.events.get(type=EventType.CLOSED), author=RECRUITER, now=NOW)
    assert hers() == first


def test_a_step_that_is_no_more_is_cancelled_where_it_stood(hers: Read, called_for: Plan) -> None:
    hers()
    Step.objects.filter(plan=called_for, key="follow_up:1").delete()
    call = call_in(hers())
    assert (call["SUMMARY"], call["STATUS"]) == ("Call Grace Petrov (cancelled), Harrow & Pine", "CANCELLED")
    assert call["SEQUENCE"] == 1


def test_what_was_cancelled_before_anybody_read_it_is_not_shown(called_for: Plan, hers: Read) -> None:
    record(called_for, EventType.CLOSED, {"outcome": "withdrawn"})
    assert list(events_in(hers())) == ["thank_you"]


@pytest.mark.django_db(transaction=True)
def test_two_who_read_at_once_raise_a_number_once(called_for: Plan, hers: Read) -> None:
    hers()
    Contact.objects.update(name="Grace Okafor")
    together, seen = threading.Barrier(4), list[int]()

    def read() -> None:
        together.wait()
        seen.extend(each.stored.sequence for each in published(Q(plan=called_for), at=NOW))
        connection.close()

    threads = [threading.Thread(target=read) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 8
    assert set(CalendarEntry.objects.values_list("sequence", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_who_reads_while_a_plan_is_written_waits_and_sees_it_whole(called_for: Plan, hers: Read) -> None:
    hers()
    Contact.objects.update(name="Grace Okafor")
    seen: list[tuple[datetime, int]] = []

    def read() -> None:
        events = published(Q(plan=called_for), at=NOW)
        seen.extend((each.event.starts, each.stored.sequence) for each in events if each.event.is_open)
        connection.close()

    reader = threading.Thread(target=read)
    with transaction.atomic():
        list(Plan.objects.select_for_update(no_key=True).filter(pk=called_for.pk))
        Step.objects.filter(key="follow_up:1").update(due=MOVED_TO)
        reader.start()
        reader.join(1)
        assert reader.is_alive()
    reader.join()
    assert seen == [(MOVED_TO, 1)]
