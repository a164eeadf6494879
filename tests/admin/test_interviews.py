"""An interview's page, recording one, editing one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from candidates.models import Actor, Debrief, Interview, Owner, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event
from tests.cast import CANARY, ENDED, NOW, Cast


def _page(client: Client, cast: Cast) -> str:
    return client.get(reverse("admin:candidates_interview_change", args=[cast.ours.interview.pk])).content.decode()


def _record(client: Client, cast: Cast, kind: str, **fields: Any) -> Any:
    fields.setdefault("revision", Plan.objects.get(pk=cast.ours.plan.pk).revision)
    return client.post(
        reverse("admin:candidates_interview_record", args=[cast.ours.interview.pk, kind]), fields, follow=True
    )


def test_the_open_step_stands_on_top_with_both_clocks_and_why(bob: Client, cast: Cast) -> None:
    cast.bob.user.time_zone = "America/New_York"
    cast.bob.user.save()
    html = _page(bob, cast)
    assert "Call Northgate Petrov" in html
    assert "Thu 3 Dec, 10:00 London · 05:00 for you" in html
    assert "three working days after" in html


def test_what_was_says_by_whom_and_offers_undo_on_the_latest(bob: Client, cast: Cast) -> None:
    html = _page(bob, cast)
    assert "Thank-you sent" in html
    assert "by Bob Northgate" in html
    assert "Northgate note" in html
    assert html.count("/retract/") == 1


def test_a_band_names_the_policy_its_version_and_who_told_us(bob: Client, cast: Cast) -> None:
    policy = cast.ours.plan.version.policy
    policy.note = "Grace said: mornings"
    policy.save()
    html = _page(bob, cast)
    assert "<b>Standard</b>, version 1" in html
    assert "Grace said: mornings" in html


def test_the_debrief_stands_beside_the_plan(bob: Client, cast: Cast) -> None:
    html = _page(bob, cast)
    assert "Northgate topic" in html
    assert "Northgate notes" in html


def test_recording_shows_the_new_plan_at_once(bob: Client, cast: Cast) -> None:
    html = _record(bob, cast, "reply", answer="undecided", date="2026-12-10", may_call="yes").content.decode()
    assert "Call Northgate Petrov, Thu 10 Dec, 10:00 London" in html


def test_a_final_answer_closes_the_plan(bob: Client, cast: Cast) -> None:
    html = _record(bob, cast, "reply", answer="hired").content.decode()
    assert "This follow-up is closed: hired." in html
    assert "/record/" not in html


def test_an_out_of_office_reply_and_a_chosen_time_are_recorded(bob: Client, cast: Cast) -> None:
    assert "Mon 14 Dec" in _record(bob, cast, "out_of_office", back_on="2026-12-11").content.decode()
    assert "Tue 15 Dec, 14:00 London" in _record(bob, cast, "reschedule", due="2026-12-15T14:00").content.decode()


def test_undo_brings_the_plan_back(bob: Client, cast: Cast) -> None:
    _record(bob, cast, "reply", answer="hired")
    plan = Plan.objects.get(pk=cast.ours.plan.pk)
    bob.post(
        reverse("admin:candidates_interview_retract", args=[cast.ours.interview.pk, 2]), {"revision": plan.revision}
    )
    assert "Thu 3 Dec, 10:00 London" in _page(bob, cast)


def test_who_saw_an_older_plan_is_told_what_changed_and_loses_nothing(bob: Client, cast: Cast) -> None:
    stale = cast.ours.plan.revision
    record_event(
        plan=cast.ours.plan,
        happening=Happening("email_sent", NOW),
        author=Author(Actor.RECRUITER, cast.alice.user),
        now=NOW,
    )
    html = _record(bob, cast, "call", outcome="undecided", note="I was typing", revision=stale).content.decode()
    assert "Meanwhile alice@northgate.example recorded: Check-in email sent" in html
    assert "I was typing" in html
    assert Plan.objects.get(pk=cast.ours.plan.pk).events.count() == 2


def test_an_unknown_kind_of_report_is_no_page(bob: Client, cast: Cast) -> None:
    assert _record(bob, cast, "dance").status_code == 404


def _new(cast: Cast, **fields: Any) -> dict[str, Any]:
    return {
        "application": cast.ours.application.pk,
        "round": 2,
        "lead": cast.ours.contact.pk,
        "ended_at": "2026-12-02T09:00",
        "follow_up_by": "recruiter",
        "may_call": "not_asked",
        "topics": "hiring plan = my network\nonboarding",
    } | fields


def test_a_later_round_says_what_it_closes_before_it_is_saved(bob: Client, cast: Cast) -> None:
    html = bob.post(reverse("admin:candidates_interview_add"), _new(cast)).content.decode()
    assert "Recording this closes the follow-up of round 1" in html
    assert Interview.objects.filter(organization=cast.ours.organization).count() == 1


def test_a_new_interview_gets_its_plan_and_debrief(bob: Client, cast: Cast) -> None:
    fields = _new(cast, close_earlier="on", timeframe_date="2026-12-09", notes="friendly")
    answer = bob.post(reverse("admin:candidates_interview_add"), fields)
    made = Interview.objects.get(organization=cast.ours.organization, round=2)
    assert answer.headers["Location"] == reverse("admin:candidates_interview_change", args=[made.pk])
    assert made.ended_at == datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert made.plan.events.get().payload == {"date": "2026-12-09", "may_call": "not_asked"}
    debrief = Debrief.objects.get(interview=made)
    assert debrief.topics == [
        {"topic": "hiring plan", "help": "my network"},
        {"topic": "onboarding", "help": ""},
    ]
    assert debrief.notes == "friendly"
    assert Plan.objects.get(pk=cast.ours.plan.pk).outcome == "next_round"


def test_what_the_engine_refuses_stands_beside_its_field(bob: Client, cast: Cast) -> None:
    fields = _new(cast, close_earlier="on", timeframe_date="2026-11-02")
    html = bob.post(reverse("admin:candidates_interview_add"), fields).content.decode()
    assert "had passed when this happened" in html
    assert Interview.objects.filter(organization=cast.ours.organization).count() == 1


def test_the_same_round_is_not_recorded_twice(bob: Client, cast: Cast) -> None:
    html = bob.post(reverse("admin:candidates_interview_add"), _new(cast, round=1)).content.decode()
    assert "This round of the application is recorded already." in html


def _edited(cast: Cast, **fields: Any) -> dict[str, Any]:
    kept = {"lead": cast.ours.contact.pk, "ended_at": f"{ENDED:%Y-%m-%dT%H:%M}", "follow_up_by": "candidate"}
    return kept | fields


def test_an_interview_that_moves_is_planned_again(bob: Client, cast: Cast) -> None:
    edit = reverse("admin:candidates_interview_edit", args=[cast.ours.interview.pk])
    earlier = ENDED - timedelta(days=1)
    bob.post(edit, _edited(cast, ended_at=f"{earlier:%Y-%m-%dT%H:%M}", follow_up_by="recruiter"))
    interview = Interview.objects.get(pk=cast.ours.interview.pk)
    assert interview.ended_at == earlier
    assert interview.plan.events.count() == 1
    assert set(interview.plan.steps.values_list("owner", flat=True)) == {Owner.RECRUITER}


def test_only_people_of_the_company_can_have_been_met(bob: Client, cast: Cast) -> None:
    edit = reverse("admin:candidates_interview_edit", args=[cast.ours.interview.pk])
    html = bob.post(edit, _edited(cast, lead=cast.others.contact.pk)).content.decode()
    assert CANARY not in html
    assert Interview.objects.get(pk=cast.ours.interview.pk).lead == cast.ours.contact


def test_history_says_who_changed_what(bob: Client, cast: Cast) -> None:
    bob.post(
        reverse("admin:candidates_interview_edit", args=[cast.ours.interview.pk]),
        _edited(cast, follow_up_by="recruiter"),
    )
    html = bob.get(reverse("admin:candidates_interview_history", args=[cast.ours.interview.pk])).content.decode()
    assert "Bob Northgate" in html
    assert "candidate → recruiter" in html
