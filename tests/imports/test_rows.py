"""What each cell may hold, and what is said of one that may not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from candidates.imports import Code, NotAllowed, check_roster
from candidates.models import Application, Candidate, Debrief, Interview
from recruiting.accounts.services import add_member, create_firm
from recruiting.models import Company, Contact, Job, Membership, Role
from tests.imports.conftest import NOW, Bring, Look
from tests.imports.rosters import roster, row


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("candidate_name", " ", Code.MISSING),
        ("candidate_name", "x" * 201, Code.TOO_LONG),
        ("candidate_email", "a@@b.example", Code.NOT_AN_EMAIL),
        ("candidate_phone", "12", Code.NOT_A_PHONE),
        ("candidate_time_zone", "GMT+25", Code.UNKNOWN_TIME_ZONE),
        ("company_time_zone", "", Code.MISSING),
        ("company_time_zone", "../etc/passwd", Code.UNKNOWN_TIME_ZONE),
        ("company_country", "ZZ", Code.UNKNOWN_COUNTRY),
        ("company_subdivision", "XYZ", Code.UNKNOWN_SUBDIVISION),
        ("role_family", "x" * 61, Code.TOO_LONG),
        ("round", "0", Code.NOT_A_NUMBER),
        ("round", "1.0", Code.NOT_A_NUMBER),
        ("round", "99999999999999999999", Code.NOT_A_NUMBER),
        ("interview_ended_at", "2026-11-16T15:00", Code.NOT_A_MOMENT),
        ("interview_ended_at", "2026-11-16", Code.NOT_A_MOMENT),
        ("interview_ended_at", "9999-12-31T23:59:59-14:00", Code.NOT_A_MOMENT),
        ("topics", "x" * 10_001, Code.TOO_LONG),
        ("timeframe_date", "2026-02-30", Code.NOT_A_DATE),
        ("timeframe_date", "2026-11-15", Code.DATE_IN_PAST),
        ("timeframe_date", "2028-01-01", Code.DATE_TOO_FAR),
        ("timeframe_time", "24:00", Code.NOT_A_TIME),
        ("may_call", "perhaps", Code.NOT_ONE_OF),
        ("thank_you_sent_at", "2026-11-16 14:59", Code.BEFORE_INTERVIEW),
        ("recruiter_email", "stranger@example.org", Code.NOT_A_MEMBER),
    ],
)
def test_a_bad_cell_is_named_with_its_column_and_code(look: Look, column: str, value: str, code: Code) -> None:
    [problem] = look(roster(row(**{column: value}))).problems
    assert (problem.line, problem.column, problem.code) == (2, column, code)
    assert problem.message


def test_a_row_has_all_its_problems_named_in_the_order_of_columns(look: Look) -> None:
    bad = row(candidate_name="", candidate_phone="x", timeframe_date="2020-01-01", thank_you_sent_at="2026-11-01 10:00")
    found = [(each.column, each.code) for each in look(roster(bad)).problems]
    assert found == [
        ("candidate_name", Code.MISSING),
        ("candidate_phone", Code.NOT_A_PHONE),
        ("timeframe_date", Code.DATE_IN_PAST),
        ("thank_you_sent_at", Code.BEFORE_INTERVIEW),
    ]


def test_a_national_number_is_read_by_the_companys_country(bring: Bring) -> None:
    bring(roster(row(candidate_phone="020 7946 0018", interviewer_phone="(0131) 496 0123")))
    assert str(Candidate.objects.get().phone) == "+442079460018"
    assert str(Contact.objects.get().phone) == "+441314960123"


def test_a_local_moment_is_the_companys_and_one_with_an_offset_its_own(bring: Bring) -> None:
    new_york = {"company": "Bell", "company_time_zone": "America/New_York", "company_country": "US"}
    one = row(**new_york, company_subdivision="NY")
    other = row(**new_york, company_subdivision="", candidate_email="b@example.org")
    bring(roster(one, {**other, "interview_ended_at": "2026-11-16T15:00:00+01:00"}))
    assert sorted(Interview.objects.values_list("ended_at", flat=True)) == [
        datetime(2026, 11, 16, 14, tzinfo=UTC),
        datetime(2026, 11, 16, 20, tzinfo=UTC),
    ]


def test_a_local_time_in_a_clock_change_gap_moves_forward(bring: Bring) -> None:
    bring(roster(row(interview_ended_at="2026-03-29 01:30")))
    assert Interview.objects.get().ended_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_entries_of_a_debrief_stand_apart_by_bars_and_spaced_equals_signs(bring: Bring) -> None:
    texts = {
        "topics": "=weekly forecast = I own ours | a=b |  | hiring",
        "challenges": "late deliveries = halved\nthem",
        "strengths": "calm = stayed = lead = more",
    }
    bring(roster(row(**texts)))
    debrief = Debrief.objects.get()
    assert debrief.topics == [
        {"topic": "=weekly forecast", "help": "I own ours"},
        {"topic": "a=b", "help": ""},
        {"topic": "hiring", "help": ""},
    ]
    assert debrief.challenges == [{"challenge": "late deliveries", "expertise": "halved\nthem"}]
    assert debrief.strengths == [{"strength": "calm", "mine": "stayed", "goal": "lead = more"}]
    debrief.full_clean()


def test_a_subdivision_without_holidays_of_its_own_still_comes_in(bring: Bring) -> None:
    bring(roster(row(company_subdivision="LND")))
    assert Company.objects.get().subdivision == "LND"


def test_what_is_left_out_takes_its_default(bring: Bring, owner: Membership) -> None:
    bring(roster(row(role_family="")))
    application = Application.objects.get()
    assert application.job.role_family == "general"
    assert application.recruiter == owner
    assert application.candidate.time_zone == "Europe/London"
    assert application.stage == "interviewing"


def test_the_recruiter_may_be_any_member(bring: Bring, owner: Membership) -> None:
    bob = add_member(organization=owner.organization, email="bob@northgate.example", role=Role.RECRUITER)
    bring(roster(row(recruiter_email="Bob@Northgate.example")))
    assert Application.objects.get().recruiter == bob


def test_the_same_interview_again_is_refused_naming_the_first_line(look: Look) -> None:
    found = look(roster(row(), row(company=" harrow  &  PINE ", candidate_email="Aoife@Example.org", round="1")))
    [problem] = found.problems
    assert (problem.line, problem.column, problem.code) == (3, "candidate_email", Code.DUPLICATE)
    assert "line 2" in problem.message


@pytest.mark.parametrize(
    ("column", "value"),
    [("company_time_zone", "Europe/Paris"), ("company_country", "FR"), ("candidate_time_zone", "Asia/Tokyo")],
)
def test_another_zone_or_country_of_the_same_company_or_candidate_is_a_conflict(
    look: Look, bring: Bring, column: str, value: str
) -> None:
    one = row(company_subdivision="", candidate_time_zone="Europe/Lisbon")
    other = {**one, "job_title": "Analyst", column: value}
    [within] = look(roster(one, other)).problems
    assert (within.line, within.column, within.code) == (3, column, Code.CONFLICT)
    bring(roster(one))
    [against] = look(roster(other)).problems
    assert (against.line, against.column, against.code) == (2, column, Code.CONFLICT)


def test_the_zone_of_a_new_company_may_stand_on_any_of_its_rows(look: Look) -> None:
    assert not look(roster(row(company_time_zone=""), row(candidate_email="b@example.org"))).refused


def test_interviewers_who_share_a_mailbox_are_two_people(bring: Bring) -> None:
    shared = row(interviewer_email="talent@pine.example")
    bring(roster(shared, {**shared, "candidate_email": "b@example.org", "interviewer_name": "Mei Wang"}))
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["Grace Petrov", "Mei Wang"]


def test_a_viewer_brings_nothing_in(owner: Membership) -> None:
    vera = add_member(organization=owner.organization, email="vera@northgate.example", role=Role.VIEWER)
    with pytest.raises(NotAllowed):
        check_roster(roster(), organization=owner.organization, importer=vera, now=NOW)


def test_a_member_of_another_firm_brings_nothing_in(owner: Membership) -> None:
    other = create_firm(name="Elsewhere", owner_email="charlie@elsewhere.example", at=NOW)
    charlie = Membership.objects.get(organization=other)
    with pytest.raises(NotAllowed):
        check_roster(roster(), organization=owner.organization, importer=charlie, now=NOW)


def test_another_firms_company_of_that_name_is_another_company(bring: Bring) -> None:
    other = create_firm(name="Elsewhere", owner_email="charlie@elsewhere.example", at=NOW)
    Company.objects.create(organization=other, name="Harrow & Pine", time_zone="Asia/Tokyo", country="JP")
    assert not bring(roster()).refused
    assert Company.objects.count() == 2


def test_another_firms_candidate_of_that_email_is_another_person(bring: Bring) -> None:
    other = create_firm(name="Elsewhere", owner_email="charlie@elsewhere.example", at=NOW)
    theirs = Candidate.objects.create(
        organization=other, name="Somebody", email="aoife@example.org", time_zone="Asia/Tokyo"
    )
    assert not bring(roster(row(candidate_time_zone="Europe/Lisbon"))).refused
    theirs.refresh_from_db()
    assert theirs.name == "Somebody"
    assert Candidate.objects.count() == 2


def test_bulk_rows_have_their_history(bring: Bring, owner: Membership) -> None:
    bring(roster())
    for model in (Company, Job, Contact, Candidate, Application, Interview, Debrief):
        [line] = model.history.all()
        assert (line.history_type, line.history_user, line.history_date) == ("+", owner.user, NOW)
        assert line.instance == model._default_manager.get()
