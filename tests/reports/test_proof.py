"""Proof of follow-up: what was done and when, and nothing of anybody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from candidates.interviews.services import move_interview
from candidates.models import Actor, Candidate, Event, Interview, Plan
from candidates.plans.inputs import Happening
from candidates.plans.services import Author, record_event, retract_event
from candidates.reports.filters import Filters
from candidates.reports.register import REPORTS
from candidates.reports.report import Asked
from recruiting.models import Membership, Organization, User
from tests.plans.conftest import ENDED
from tests.reports.asking import all_text, asked, happened, pairs, rows, viewer_of
from tests.reports.conftest import AUTHOR, interviewed

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 12, 3, 15, tzinfo=UTC)
LATER = datetime(2026, 12, 10, 9, tzinfo=UTC)


@pytest.fixture
def amara(firm: Organization, plan: Plan) -> Candidate:
    """Return Amara, who called on Thursday, in New York; the firm wrote down a note and a phone number."""
    happened(plan, "call_made", THURSDAY, outcome="undecided", date="2026-12-09", may_call="yes")
    interview = Interview.objects.get(pk=plan.interview_id)
    interview.debrief.notes = "a secret note"
    interview.debrief.save()
    candidate = interview.application.candidate
    candidate.user = User.objects.create_user("amara@example.org")
    candidate.save()
    return candidate


def what(document: Any) -> list[str]:
    return [row["what"] for row in rows(document)]


def test_each_thing_done_has_its_moment_its_place_and_who_recorded_it(amara: Candidate) -> None:
    document = asked(amara, "proof", LATER)
    interview, thank_you, call = rows(document)
    assert (interview["what"], interview["at"], interview["recorded_by"]) == ("Interview", ENDED, "recruiter")
    assert (thank_you["what"], thank_you["at"]) == ("Thank-you sent", ENDED + timedelta(hours=3))
    assert call == {
        "at": THURSDAY,
        "company": "Harrow & Pine",
        "job": "Backend Engineer",
        "what": "Called: not decided; they decide by Wed 9 Dec; you may call",
        "recorded_by": "recruiter",
        "recorded_at": THURSDAY,
    }
    when = document.columns[0]
    assert (when.title, when.zone) == ("When (New York)", "America/New_York")


def test_it_counts_what_was_done(amara: Candidate) -> None:
    assert pairs(asked(amara, "proof", LATER)) == {
        "Name": "Amara Nwosu",
        "Represented by": "Northgate Search",
        "Days": "all since the first interview",
        "Interviews": "1",
        "Thank-yous sent": "1",
        "Calls made": "1",
        "Check-in emails sent": "0",
        "Replies received": "0",
    }


def test_it_names_nobody_else_and_tells_no_note(amara: Candidate) -> None:
    said = all_text(asked(amara, "proof", LATER))
    for hidden in ("Grace", "7946", "secret", "alice"):
        assert hidden not in said


def test_what_was_taken_back_or_only_moved_a_date_is_not_in_it(amara: Candidate, plan: Plan) -> None:
    happened(plan, "rescheduled", LATER, due="2026-12-14T10:00:00+00:00")
    call = Event.objects.get(type="call_made")
    retract_event(event=Event.objects.get(type="rescheduled"), author=AUTHOR, now=LATER)
    happened(plan, "rescheduled", LATER, due="2026-12-15T10:00:00+00:00")
    assert len(what(asked(amara, "proof", LATER))) == 3
    retract_event(event=Event.objects.filter(type="rescheduled").last(), author=AUTHOR, now=LATER)  # type: ignore[arg-type]
    retract_event(event=call, author=AUTHOR, now=LATER)
    document = asked(amara, "proof", LATER)
    assert what(document) == ["Interview", "Thank-you sent"]
    assert pairs(document)["Calls made"] == "0"


def test_an_interview_that_did_not_take_place_is_not_in_it(amara: Candidate) -> None:
    ahead = interviewed(amara.organization, "Bea", "bea@example.org")
    bea = ahead.interview.application.candidate
    assert what(asked(bea, "proof", ENDED - timedelta(hours=1))) == []
    assert what(asked(bea, "proof", ENDED)) == ["Interview"]
    happened(ahead, "closed", LATER, outcome="no_show")
    assert what(asked(bea, "proof", LATER)) == ["Closed: did not come to the interview"]


def test_days_are_the_candidates_own(amara: Candidate, plan: Plan) -> None:
    midnight = datetime(2026, 12, 1, 3, tzinfo=UTC)  # 22:00 on Mon 30 Nov in New York, 03:00 on Tuesday in London
    move_interview(interview=plan.interview, ended_at=ENDED - timedelta(hours=1), author=AUTHOR, now=LATER)
    Candidate.objects.update(time_zone="America/New_York")
    happened(plan, "timeframe_not_given", midnight)
    monday = asked(amara, "proof", LATER, **{"from": "2026-11-30", "to": "2026-11-30"})
    assert what(monday) == ["Interview", "Thank-you sent", "Asked when they decide: no date named"]
    assert pairs(monday)["Days"] == "Mon 30 Nov 2026 to Mon 30 Nov 2026"
    assert what(asked(amara, "proof", LATER, **{"from": "2026-12-01", "to": "2026-12-02"})) == []
    assert REPORTS["proof"].size(monday.asked) == 3


def test_who_recorded_it_is_said(amara: Candidate, plan: Plan) -> None:
    by_candidate = Author(Actor.CANDIDATE, amara.user)
    call = Event.objects.get(type="call_made")
    retract_event(event=call, author=AUTHOR, now=LATER)
    replied = Happening("reply_received", LATER, {"answer": "rejected"})
    record_event(plan=plan, happening=replied, author=by_candidate, now=LATER)
    last = rows(asked(amara, "proof", LATER))[-1]
    assert (last["what"], last["recorded_by"]) == ("They replied: turned down", "candidate")


def test_a_candidate_gets_nobody_elses_whatever_they_ask_for(
    amara: Candidate, alice: Membership, other_firm: Organization
) -> None:
    interviewed(amara.organization, "Bea", "bea@example.org", company="Bea’s own place")
    bea = Candidate.objects.get(name="Bea")
    assert len(what(asked(amara, "proof", LATER, candidate="bea@example.org"))) == 3
    assert list(REPORTS["proof"].rows(Asked(viewer_of(amara), Filters(candidate=bea), LATER))) == []
    assert what(asked(alice, "proof", LATER, candidate="bea@example.org")) == ["Interview"]
    theirs = Candidate.objects.get(organization=other_firm)
    theirs.user = amara.user
    theirs.save()
    assert "Canary" not in all_text(asked(amara, "proof", LATER))
    assert list(REPORTS["proof"].rows(Asked(viewer_of(alice), Filters(candidate=theirs), LATER))) == []


def test_the_cost_does_not_grow_with_what_was_done(amara: Candidate, django_assert_num_queries: Any) -> None:
    assert amara.organization.name  # else it is read with the first
    with django_assert_num_queries(2):
        assert len(list(asked(amara, "proof", LATER).rows())) == 3
    for number in range(4):
        plan = interviewed(amara.organization, f"N{number}", f"n{number}@example.org", company=f"C{number}")
        happened(plan, "thank_you_sent", LATER)
        Candidate.objects.filter(applications__interviews__plan=plan).update(user=amara.user)
    with django_assert_num_queries(2):
        assert len(list(asked(amara, "proof", LATER).rows())) == 11
