"""A roster brought again: what is new is recorded, what is empty erases nothing, later rounds close earlier plans."""

from __future__ import annotations

from typing import Any

import pytest

from candidates.imports import Code, Outcome, sitting
from candidates.interviews.debriefing import shown_now, write_debrief
from candidates.interviews.debriefs import Said, Signature, mark_of
from candidates.models import Actor, Application, Candidate, Debrief, Event, Interview, Plan
from candidates.plans.amend import Amending
from candidates.plans.projection import rebuild_all
from recruiting import clock
from recruiting.models import Contact, Job
from tests.imports.conftest import Bring, Look
from tests.imports.rosters import roster, row


def _live() -> list[tuple[str, object]]:
    events = Event.objects.filter(retracted_at=None).order_by("at", "number")
    return [(event.type, event.payload.get("date")) for event in events]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("candidate_name", "Aoife Byrne-Walsh"),
        ("candidate_phone", "+44 20 7946 0991"),
        ("role_family", "field sales"),
        ("interview_ended_at", "2026-11-17 09:00"),
        ("interviewer_name", "Mei Wang"),
        ("interviewer_title", "Head of Sales"),
        ("interviewer_email", "grace@pine.example"),
        ("interviewer_phone", "020 7946 0018"),
        ("topics", "the north = built one"),
        ("challenges", "churn = halved it"),
        ("strengths", "calm = mine = lead"),
        ("timeframe_date", "2026-11-30"),
        ("timeframe_date", "none"),
        ("thank_you_sent_at", "2026-11-16 18:00"),
    ],
)
def test_a_row_with_something_new_updates_once(bring: Bring, column: str, value: str) -> None:
    bring(roster())
    changed = roster(row(**{column: value}))
    result = bring(changed)
    assert result.counts == {Outcome.UPDATED: 1}
    assert [each.what for each in result.rows[0].changes] == [column]
    assert bring(changed).counts == {Outcome.UNCHANGED: 1}
    assert list(rebuild_all(check=True, at=clock.now())) == []


def test_an_empty_cell_erases_nothing(bring: Bring) -> None:
    full = row(
        candidate_phone="+442079460991",
        interviewer_title="Head",
        interviewer_email="grace@pine.example",
        topics="the north",
        timeframe_date="2026-11-30",
        may_call="yes",
        thank_you_sent_at="2026-11-16 18:00",
    )
    bring(roster(full))
    assert bring(roster(row(role_family=""), columns=full)).counts == {Outcome.UNCHANGED: 1}
    assert Candidate.objects.get().phone
    assert Contact.objects.get().title == "Head"
    assert Debrief.objects.get().topics
    assert Job.objects.get().role_family == "sales"


def test_a_thank_you_that_is_known_stands(bring: Bring) -> None:
    bring(roster(row(thank_you_sent_at="2026-11-16 18:00")))
    assert bring(roster(row(thank_you_sent_at="2026-11-16 19:00"))).counts == {Outcome.UNCHANGED: 1}
    assert len(_live()) == 1


def test_a_mended_timeframe_takes_the_place_of_the_slip(bring: Bring) -> None:
    for day in ("2026-11-30", "2026-12-07", "2026-11-30"):
        assert bring(roster(row(timeframe_date=day))).written
        assert _live() == [("timeframe_given", day)]
    assert Event.objects.count() == 3


def test_what_the_engine_refuses_of_a_stored_plan_is_the_cells_problem(bring: Bring) -> None:
    bring(roster(row(timeframe_date="2026-11-30")))
    [problem] = bring(roster(row(interview_ended_at="2026-12-10 09:00"))).problems
    assert (problem.column, problem.code) == ("interview_ended_at", Code.CONFLICT)
    [problem] = bring(roster(row(timeframe_date="2026-11-01"))).problems
    assert (problem.column, problem.code) == ("timeframe_date", Code.DATE_IN_PAST)


def test_a_challenge_keeps_the_enthusiasm_that_the_roster_has_no_column_for(bring: Bring) -> None:
    bring(roster(row(challenges="churn = halved it")))
    Debrief.objects.update(challenges=[{"challenge": "churn", "enthusiasm": "love it", "expertise": "halved it"}])
    assert bring(roster(row(challenges="churn = halved it"))).counts == {Outcome.UNCHANGED: 1}
    bring(roster(row(challenges="churn = ended it")))
    assert Debrief.objects.get().challenges == [
        {"challenge": "churn", "enthusiasm": "love it", "expertise": "ended it"}
    ]


def test_what_the_candidate_wrote_stands_and_is_not_said_twice(bring: Bring) -> None:
    bring(roster(row(topics="pricing = did it | hiring")))
    interview = Interview.objects.get()
    shown = dict(shown_now(interview.debrief)["topics"])
    first = next(iter(shown))
    said = [
        Said(first, {"topic": "pricing", "help": "did it twice"}, mark_of(shown[first])),
        Said("new", {"topic": "tea"}),
    ]
    signature = Signature(Actor.CANDIDATE, interview.ended_at, None, "page")
    write_debrief(interview=interview, said={"topics": said}, signature=signature)
    assert bring(roster(row(topics="pricing = did it | hiring"))).counts == {Outcome.UNCHANGED: 1}
    bring(roster(row(topics="pricing = did it | hiring in Leeds")))
    topics = [(entry["topic"], entry.get("help", "")) for entry in Debrief.objects.get().topics]
    assert topics == [("hiring in Leeds", ""), ("pricing", "did it twice"), ("tea", "")]


Rows = tuple[dict[str, str], ...]
FIRST = row(round="1", interview_ended_at="2026-11-09 15:00")
SECOND = row(round="2")


@pytest.mark.parametrize("rows", [(FIRST, SECOND), (SECOND, FIRST)])
def test_of_two_rounds_in_one_file_the_first_is_closed_in_any_order(bring: Bring, look: Look, rows: Rows) -> None:
    looked = look(roster(*rows)).to_json()
    result = bring(roster(*rows))
    plans = dict(Plan.objects.values_list("interview__round", "outcome"))
    assert plans == {1: "next_round", 2: ""}
    assert result.to_json() == looked
    assert bring(roster(*rows)).counts == {Outcome.UNCHANGED: 2}
    assert Application.objects.count() == 1


@pytest.mark.parametrize("files", [(FIRST, SECOND), (SECOND, FIRST)])
def test_of_two_rounds_in_two_files_the_first_is_closed_in_any_order(bring: Bring, files: Rows) -> None:
    for each in files:
        bring(roster(each))
    assert dict(Plan.objects.values_list("interview__round", "status")) == {1: "closed", 2: "active"}
    assert list(rebuild_all(check=True, at=clock.now())) == []


def test_a_refused_later_round_closes_nothing(bring: Bring) -> None:
    bring(roster(FIRST, {**SECOND, "interviewer_name": ""}), accept_valid=True)
    assert Plan.objects.get().status == "active"


def test_somebody_faster_is_noticed(bring: Bring, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two bring the same file at once: the second finds, when it comes to write, that all is there."""

    def amending(*arguments: Any) -> Amending:
        monkeypatch.setattr(sitting, "Amending", Amending)
        bring(roster())
        return Amending(*arguments)

    monkeypatch.setattr(sitting, "Amending", amending)
    assert bring(roster()).counts == {Outcome.UNCHANGED: 1}
    assert Interview.objects.count() == 1
