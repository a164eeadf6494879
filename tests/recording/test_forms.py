"""The forms by which people say what happened: only what is needed, errors beside their field, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from candidates.models import Actor, Plan
from candidates.plans.services import Author
from candidates.plans.timeline import Reader
from candidates.recording.forms import RECORD_FORMS, RecordForm

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 3, 11, tzinfo=UTC)
NEW_YORK = Reader("candidate", "America/New_York")
AUTHOR = Author(Actor.CANDIDATE)


def fill(kind: str, plan: Plan, **data: object) -> RecordForm:
    return RECORD_FORMS[kind](data, plan=plan, reader=NEW_YORK, now=NOW)


def saved(kind: str, plan: Plan, **data: object) -> RecordForm:
    form = fill(kind, plan, **data)
    assert form.is_valid(), form.errors
    form.save(AUTHOR)
    return form


def test_an_empty_moment_means_now(plan: Plan) -> None:
    saved("thank_you", plan)
    assert plan.events.get().at == NOW


def test_a_moment_is_read_in_the_readers_zone(plan: Plan) -> None:
    saved("thank_you", plan, at="2026-12-02T09:30")
    assert plan.events.get().at == datetime(2026, 12, 2, 14, 30, tzinfo=UTC)


def test_a_moment_that_is_none_is_said_beside_its_field(plan: Plan) -> None:
    form = fill("thank_you", plan, at="2026-11-31T09:30")
    assert "2026-11-31T09:30" in form.errors["at"][0]


def test_a_voicemail_needs_no_more_than_its_outcome(plan: Plan) -> None:
    saved("call", plan, outcome="voicemail")
    assert plan.events.get().payload == {"outcome": "voicemail"}


def test_a_call_back_asks_for_its_date(plan: Plan) -> None:
    assert fill("call", plan, outcome="call_back").errors["date"] == ["When shall we call back?"]


def test_a_named_date_carries_time_and_permission(plan: Plan) -> None:
    saved("call", plan, outcome="undecided", date="2026-12-10", time="15:00", may_call="yes")
    assert plan.events.get().payload == {
        "outcome": "undecided",
        "date": "2026-12-10",
        "time": "15:00",
        "may_call": "yes",
    }


def test_a_time_without_a_date_is_refused(plan: Plan) -> None:
    assert "date" in fill("reply", plan, answer="undecided", time="15:00").errors


def test_asked_and_no_date_named_is_an_event_of_its_own(plan: Plan) -> None:
    saved("timeframe", plan, answer="none")
    assert plan.events.get().type == "timeframe_not_given"


def test_a_date_in_the_past_is_said_beside_the_date(plan: Plan) -> None:
    form = saved("timeframe", plan, answer="given", date="2026-11-01")
    assert "date" in form.errors
    assert plan.events.count() == 0


def test_a_new_time_that_is_over_is_said_beside_it(plan: Plan) -> None:
    form = saved("reschedule", plan, due="2026-12-01T10:00")
    assert "due" in form.errors


def test_a_second_thank_you_is_said_of_the_whole_form(plan: Plan) -> None:
    saved("thank_you", plan)
    form = saved("thank_you", plan)
    assert "on record as sent" in form.non_field_errors()[0]


def test_a_moment_ahead_is_said_beside_the_moment(plan: Plan) -> None:
    form = saved("thank_you", plan, at="2026-12-09T09:30")
    assert "at" in form.errors


def test_who_saw_an_older_plan_is_told_what_changed_and_loses_nothing(plan: Plan) -> None:
    seen = plan.revision
    saved("thank_you", plan, at="2026-12-02T09:30")
    form = saved("call", plan, outcome="voicemail", note="spoke to nobody", revision=seen)
    assert "thank-you sent" in str(form.non_field_errors()[0]).lower()
    assert form["note"].value() == "spoke to nobody"
    plan.refresh_from_db()
    again = saved("call", plan, **{name: form[name].value() for name in ("outcome", "note", "revision")})
    assert again.errors == {}
    assert plan.events.count() == 2


def test_an_end_before_a_recorded_call_names_the_call(plan: Plan) -> None:
    saved("call", plan, outcome="voicemail")
    form = saved("close", plan, outcome="withdrawn", at=(NOW - timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M"))
    assert "voicemail" in str(form.non_field_errors()[0]).lower()


@pytest.mark.parametrize("kind", RECORD_FORMS)
def test_every_field_has_a_label_of_its_own_on_a_page_of_many_forms(plan: Plan, kind: str) -> None:
    form = RECORD_FORMS[kind](plan=plan, reader=NEW_YORK, now=NOW)
    assert all(field.id_for_label.startswith(f"{kind}-{plan.pk}-") for field in form.visible_fields())
    assert form["revision"].value() == plan.revision
