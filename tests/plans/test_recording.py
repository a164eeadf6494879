"""Recording and retracting: one row appended, one plan rebuilt, nothing half-written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from candidates.models import Actor, Event, EventNote, Plan, Step
from candidates.plans.errors import AlreadyRetracted, EventRefused, NotYours, PlanChanged
from candidates.plans.inputs import Happening
from candidates.plans.projection import rebuild_all
from candidates.plans.services import Author, preview_event, record_event, retract_event
from recruiting import cadence, clock
from recruiting.companies.services import SnapshotStore
from recruiting.models import PolicyVersion, User

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 4, 9, tzinfo=UTC)
SENT = Happening("thank_you_sent", datetime(2026, 11, 30, 18, tzinfo=UTC))
NOBODY = Happening("call_made", datetime(2026, 12, 3, 10, tzinfo=UTC), {"outcome": "no_answer"})
HIRED = Happening("reply_received", datetime(2026, 12, 3, 12, tzinfo=UTC), {"answer": "hired"})
RECRUITER = Author(Actor.RECRUITER)


def record(plan: Plan, happening: Happening, author: Author = RECRUITER) -> Plan:
    return record_event(plan=plan, happening=happening, author=author, now=NOW)


def open_step(plan: Plan) -> Step:
    return plan.steps.get(status="open", key__startswith="follow_up")


def test_a_recorded_event_moves_the_plan_at_once(plan: Plan) -> None:
    assert open_step(plan).provisional
    record(plan, SENT)
    step = open_step(plan)
    assert (step.provisional, step.due) == (False, datetime(2026, 12, 3, 10, tzinfo=UTC))


def test_an_event_is_numbered_after_the_last(plan: Plan) -> None:
    record(plan, SENT)
    record(plan, NOBODY)
    assert [event.number for event in plan.events.order_by("number")] == [1, 2]


def test_a_second_thank_you_is_refused_and_nothing_is_stored(plan: Plan) -> None:
    record(plan, SENT)
    before = list(plan.steps.values())
    with pytest.raises(EventRefused) as caught:
        record(plan, SENT)
    assert caught.value.refused.name == "already_sent"
    assert caught.value.other is None
    assert plan.events.count() == 1
    assert list(plan.steps.values()) == before


def test_an_event_after_the_end_is_refused(plan: Plan) -> None:
    record(plan, HIRED)
    with pytest.raises(EventRefused) as caught:
        record(plan, Happening("call_made", NOW, {"outcome": "voicemail"}))
    assert caught.value.refused.name == "plan_closed"


def test_a_late_end_before_a_recorded_call_names_that_call(plan: Plan) -> None:
    record(plan, NOBODY)
    with pytest.raises(EventRefused) as caught:
        record(plan, Happening("closed", NOBODY.at - timedelta(hours=1), {"outcome": "withdrawn"}))
    assert caught.value.other is not None
    assert caught.value.other.type == "call_made"


def test_an_event_may_be_recorded_late(plan: Plan) -> None:
    record(plan, NOBODY)
    record(plan, SENT)
    assert [event.type for event in plan.events.all()] == ["thank_you_sent", "call_made"]


def test_nothing_is_recorded_as_happening_later_than_now(plan: Plan) -> None:
    with pytest.raises(EventRefused):
        record(plan, Happening("thank_you_sent", NOW + timedelta(hours=1)))


def test_a_reader_of_an_older_plan_is_told_so(plan: Plan) -> None:
    seen = plan.revision
    record(plan, SENT)
    with pytest.raises(PlanChanged):
        record_event(plan=plan, happening=NOBODY, author=RECRUITER, now=NOW, revision=seen)
    assert plan.events.count() == 1


def test_a_preview_stores_nothing(plan: Plan) -> None:
    projection = preview_event(plan=plan, happening=SENT, now=NOW)
    assert [step.status for step in projection.steps] == ["cancelled", "done", "open"]
    assert plan.events.count() == 0
    assert plan.steps.filter(status="open").count() == 3


def test_a_note_stands_apart_from_its_event(plan: Plan) -> None:
    record_event(plan=plan, happening=SENT, author=RECRUITER, now=NOW, note="  to Grace  ")
    assert EventNote.objects.get().text == "to Grace"
    assert "to Grace" not in str(Event.objects.get().payload)


def test_retracting_the_end_opens_the_plan_again(plan: Plan) -> None:
    record(plan, HIRED)
    retract_event(event=plan.events.get(), author=RECRUITER, now=NOW)
    plan.refresh_from_db()
    assert (plan.status, plan.outcome) == ("active", "")
    assert open_step(plan).provisional


def test_a_retraction_that_would_make_another_event_refused_names_it(plan: Plan) -> None:
    evening_there = datetime(2026, 12, 4, 5, tzinfo=UTC)  # 3 December in Los Angeles, 4 December in London
    moved = {**plan.calendar.content, "time_zone": "America/Los_Angeles"}
    there = SnapshotStore(plan.organization).keep(cadence.Calendar.from_json(moved))
    rules = {"version_id": plan.version_id, "calendar_id": there.pk}
    record(plan, Happening("rules_changed", evening_there - timedelta(hours=1), rules))
    record(plan, Happening("timeframe_given", evening_there, {"date": "2026-12-03"}))
    with pytest.raises(EventRefused) as caught:
        retract_event(event=plan.events.get(number=1), author=RECRUITER, now=NOW)
    assert caught.value.refused.name == "date_in_past"
    assert caught.value.other is not None
    assert caught.value.other.number == 2
    assert plan.events.filter(retracted_at=None).count() == 2


def test_a_plan_names_the_rules_it_follows_now(plan: Plan) -> None:
    executive = PolicyVersion.objects.get(organization=plan.organization, policy__name="Executive")
    record(plan, Happening("rules_changed", NOW, {"version_id": executive.pk, "calendar_id": plan.calendar_id}))
    plan.refresh_from_db()
    assert plan.version == executive
    assert plan.starting_version != executive


def test_an_event_is_retracted_once(plan: Plan) -> None:
    record(plan, SENT)
    event = plan.events.get()
    retract_event(event=event, author=RECRUITER, now=NOW)
    with pytest.raises(AlreadyRetracted):
        retract_event(event=event, author=RECRUITER, now=NOW)


def test_a_candidate_takes_back_only_what_a_candidate_recorded(plan: Plan) -> None:
    record(plan, SENT)
    record(plan, NOBODY, Author(Actor.CANDIDATE))
    with pytest.raises(NotYours):
        retract_event(event=plan.events.get(number=1), author=Author(Actor.CANDIDATE), now=NOW)
    retract_event(event=plan.events.get(number=2), author=Author(Actor.CANDIDATE), now=NOW)
    assert plan.events.filter(retracted_at=None).count() == 1


def test_the_database_refuses_to_change_an_event(plan: Plan) -> None:
    record(plan, SENT)
    with pytest.raises(DatabaseError, match="only retracted"), transaction.atomic():
        Event.objects.update(payload={"answer": "hired"})


def test_the_database_refuses_to_undo_a_retraction(plan: Plan) -> None:
    record(plan, SENT)
    retract_event(event=plan.events.get(), author=RECRUITER, now=NOW)
    with pytest.raises(DatabaseError, match="only retracted"), transaction.atomic():
        Event.objects.update(retracted_at=None)


def test_an_erased_user_leaves_the_event(plan: Plan) -> None:
    user = User.objects.create_user("gone@example.org")
    record(plan, SENT, Author(Actor.RECRUITER, user))
    user.delete()
    assert plan.events.get().user is None


def test_rebuilding_finds_nothing_to_change(plan: Plan) -> None:
    record(plan, SENT)
    record(plan, NOBODY)
    assert list(rebuild_all(check=True, at=clock.now())) == []


def test_a_check_names_each_difference_and_a_rebuild_mends_it(plan: Plan) -> None:
    record(plan, SENT)
    stored = list(plan.steps.order_by("key").values("key", "due", "why"))
    plan.steps.filter(key="thank_you").update(due=NOW)
    plan.steps.filter(key="ask_timeframe").delete()
    found = list(rebuild_all(check=True, at=clock.now()))
    assert len(found) == 2
    assert "ask_timeframe is missing" in found[0]
    assert "thank_you: due is" in found[1]
    list(rebuild_all(check=False, at=clock.now()))
    assert list(plan.steps.order_by("key").values("key", "due", "why")) == stored


def test_every_step_deleted_and_rebuilt_is_the_same(plan: Plan) -> None:
    record(plan, SENT)
    record(plan, NOBODY)
    fields = ("key", "kind", "status", "due", "earliest", "latest", "done_at", "reason", "provisional", "why")
    before = list(plan.steps.order_by("position").values(*fields))
    Step.objects.all().delete()
    list(rebuild_all(check=False, at=clock.now()))
    assert list(plan.steps.order_by("position").values(*fields)) == before


def test_two_open_follow_ups_are_refused_by_the_database(plan: Plan) -> None:
    step = open_step(plan)
    step.pk, step.key = None, "follow_up:2"
    with pytest.raises(DatabaseError), transaction.atomic():
        step.save()


@pytest.mark.django_db(transaction=True)
def test_two_who_record_at_once_lose_nothing(plan: Plan) -> None:
    from concurrent.futures import ThreadPoolExecutor

    record(plan, SENT)

    def note(minute: int) -> None:
        try:
            at = NOBODY.at + timedelta(minutes=minute)
            record(plan, Happening("out_of_office", at, {"back_on": "2026-12-10"}))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(note, range(12)))
    assert sorted(plan.events.values_list("number", flat=True)) == list(range(1, 14))
    assert list(rebuild_all(check=True, at=clock.now())) == []
