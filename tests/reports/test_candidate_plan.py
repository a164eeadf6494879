"""The candidate's plan: what is next, with the words to say, for the candidate alone, on both clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from candidates.models import Candidate, Interview, Owner, Plan
from candidates.plans.services import replan
from candidates.reports.filters import Filters
from candidates.reports.parts import Words
from candidates.reports.register import REPORTS
from candidates.reports.report import Asked
from recruiting.models import Membership, Organization, User
from tests.reports.asking import all_text, asked, happened, pairs, rows, thanked, viewer_of
from tests.reports.conftest import AUTHOR, interviewed

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 12, 2, 9, tzinfo=UTC)


@pytest.fixture
def amara(firm: Organization) -> Candidate:
    """Return Amara, who may sign in."""
    candidate = Candidate.objects.get(name="Amara Nwosu")
    candidate.user = User.objects.create_user("amara@example.org")
    candidate.save()
    return candidate


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  # a clock's face


def test_every_step_is_a_row_on_both_clocks(amara: Candidate) -> None:
    question, thank_you, call = rows(asked(amara, "plan", WEDNESDAY))
    assert question["what"] == "Ask when they decide (cancelled)"
    assert (thank_you["what"], thank_you["state"]) == ("Thank-you email sent to Grace Petrov", "done")
    assert call == {
        "what": "Call Grace Petrov",
        "company": "Harrow & Pine",
        "job": "Backend Engineer",
        "when": "Thu 3 Dec, 10:00 London · 05:00 for you",
        "there": wall(2026, 12, 3, 10),
        "company_time_zone": "Europe/London",
        "own": datetime(2026, 12, 3, 10, tzinfo=UTC),
        "who": "you",
        "state": "to do",
        "why": "Call on Thu 3 Dec at 10:00 (London), three working days after your thank-you of Mon 30 Nov.",
    }
    own = next(column for column in asked(amara, "plan", WEDNESDAY).columns if column.key == "own")
    assert (own.title, own.zone) == ("For you (New York)", "America/New_York")


def test_what_is_next_stands_above_with_number_and_words(amara: Candidate) -> None:
    document = asked(amara, "plan", WEDNESDAY)
    assert pairs(document, "Harrow & Pine: Backend Engineer") == {
        "Interview": "Mon 30 Nov, 15:00 London · 10:00 for you",
        "With": "Grace Petrov",
        "Number": "+44 20 7946 0018",
        "Next": "Call Grace Petrov",
        "When": "Thu 3 Dec, 10:00 London · 05:00 for you",
        "At the latest": "Thu 3 Dec, 16:30 London · 11:30 for you",
        "Why then": "Call on Thu 3 Dec at 10:00 (London), three working days after your thank-you of Mon 30 Nov.",
    }
    (words,) = [part for part in document.parts if isinstance(part, Words)]
    assert words.title == "Call Grace Petrov"
    assert words.paragraphs[0].startswith("Hello Grace Petrov, this is Amara Nwosu. Thank you again")
    assert words.paragraphs[0].endswith("Has a decision been made?")
    assert [each for each in words.paragraphs if each.startswith("Voicemail: Hello Grace Petrov")]


def test_before_the_interview_ends_there_is_the_question(amara: Candidate, plan: Plan) -> None:
    ahead = interviewed(amara.organization, "Bea", "bea@example.org")
    document = asked(ahead.interview.application.candidate, "plan", datetime(2026, 11, 30, 9, tzinfo=UTC))
    titles = [part.title for part in document.parts if isinstance(part, Words)]
    assert titles == [
        "Before the interview ends: three sentences to Ren of Sakura Robotics",
        "Call Ren of Sakura Robotics",
    ]


def test_a_call_that_counts_from_a_thank_you_to_come_is_not_late(amara: Candidate) -> None:
    bea = interviewed(amara.organization, "Bea", "bea@example.org").interview.application.candidate
    late = rows(asked(bea, "plan", WEDNESDAY + timedelta(days=9)))
    assert [(row["what"].split()[0], row["state"]) for row in late] == [
        ("Thank-you", "overdue"),
        ("Call", "after the thank-you"),
    ]


def test_what_the_recruiter_does_says_so_and_has_no_words(amara: Candidate, alice: Membership) -> None:
    interview = Interview.objects.get()
    interview.follow_up_by = Owner.RECRUITER
    interview.save()
    replan(interview.plan, author=AUTHOR, now=WEDNESDAY)
    document = asked(amara, "plan", WEDNESDAY)
    assert pairs(document)["Who"] == rows(document)[-1]["who"] == str(alice)
    assert not [part for part in document.parts if isinstance(part, Words)]


def test_what_is_over_is_not_in_it(amara: Candidate, plan: Plan) -> None:
    happened(plan, "call_made", WEDNESDAY, outcome="hired")
    document = asked(amara, "plan", WEDNESDAY)
    assert (rows(document), document.parts) == ([], [])


def test_a_member_hands_out_the_same_paper(amara: Candidate, alice: Membership) -> None:
    theirs, ours = (asked(who, "plan", WEDNESDAY, **given) for who, given in by_both(amara, alice))
    assert rows(ours) == rows(theirs)
    assert ours.parts == theirs.parts


def by_both(amara: Candidate, alice: Membership) -> list[tuple[Any, dict[str, str]]]:
    return [(amara, {}), (alice, {"candidate": "amara@example.org"})]


def test_a_candidate_sees_nobody_elses_whatever_they_ask_for(amara: Candidate, other_firm: Organization) -> None:
    interviewed(amara.organization, "Bea", "bea@example.org", company="Harrow & Pine")
    bea = Candidate.objects.get(name="Bea")
    assert {row["what"].split()[-1] for row in rows(asked(amara, "plan", WEDNESDAY, candidate="bea@example.org"))}
    assert "Bea" not in all_text(asked(amara, "plan", WEDNESDAY, candidate=f"#{bea.pk}"))
    forged = Asked(viewer_of(amara), Filters(candidate=bea), WEDNESDAY)
    assert list(REPORTS["plan"].rows(forged)) == []
    assert REPORTS["plan"].parts(forged) == []


def test_in_each_firm_there_is_only_that_firms(amara: Candidate, other_firm: Organization) -> None:
    theirs = Candidate.objects.get(organization=other_firm)
    theirs.user = amara.user
    theirs.save()
    assert "Canary" not in all_text(asked(amara, "plan", WEDNESDAY))
    assert {row["company"] for row in rows(asked(theirs, "plan", WEDNESDAY))} == {"Canary Ltd"}


def test_the_cost_does_not_grow_with_plans(amara: Candidate, django_assert_num_queries: Any) -> None:
    def read() -> int:
        document = asked(amara, "plan", WEDNESDAY)
        return len(list(document.rows())) + len(document.parts)

    assert amara.organization.name  # else it is read with the first
    with django_assert_num_queries(10):
        assert read() == 5
    for number in range(5):
        plan = thanked(interviewed(amara.organization, f"N{number}", f"n{number}@example.org", company=f"C{number}"))
        Candidate.objects.filter(applications__interviews__plan=plan).update(user=amara.user)
    with django_assert_num_queries(10):
        assert read() == 30
