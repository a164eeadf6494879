"""Saved reports on their days: once for each recipient and moment, in their zone; or they rest and say why."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError, OperationalError
from django.db.models.functions import Now

from candidates.jobs import services as jobs
from candidates.models import Application, BackgroundJob, Interview, MailStream, OutgoingMail, ReportExport, SavedReport
from candidates.outbox.suppressions import unsubscribe
from candidates.reminders.preferences import PreferenceFields, save_preferences
from candidates.reports import exports, rounds
from candidates.reports.exports import Order
from candidates.reports.rounds import make_round
from candidates.reports.saved import Wish, save, skipped
from candidates.tasks import make_saved_reports, run_job
from recruiting import clock
from recruiting.accounts.services import remove_member
from recruiting.models import Company, Membership, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored", "firm")]
SAVED_AT = datetime(2026, 11, 30, 18, tzinfo=UTC)  # Monday
MOMENT = datetime(2026, 12, 1, 7, tzinfo=UTC)  # Tuesday at 7, for Alice in UTC
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
State, Kind = ReportExport.State, OutgoingMail.Kind
EVERY_DAY = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@pytest.fixture
def saved(alice: Membership, bob: Membership) -> SavedReport:
    """Return Alice's report for her and Bob, in New York, every day at 7 of hers."""
    return kept(alice, [alice, bob])


def kept(by: Membership, recipients: list[Membership], at: datetime = SAVED_AT) -> SavedReport:
    order = Order("schedule", "csv", {"span": "this_week", "company": "Harrow & Pine"})
    return save(by=by, wish=Wish("Monday meeting", order, EVERY_DAY, time(7), recipients), at=at)


def round_at(at: datetime) -> None:
    """Do what the beat does, and what the workers do that it wakes."""
    with time_machine.travel(at, tick=False):
        while make_round(at=at):
            pass
        for job in BackgroundJob.objects.filter(state=BackgroundJob.State.WAITING):
            run_job(job.pk)


def letters(kind: str = Kind.REPORT) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind).order_by("to", "pk"))


def moments() -> list[datetime | None]:
    return list(ReportExport.objects.order_by("due_at").values_list("due_at", flat=True).distinct())


def test_each_recipient_gets_a_letter_to_their_own_file_in_their_own_zone(saved: SavedReport) -> None:
    round_at(MOMENT - MINUTE)
    assert letters() == []
    round_at(MOMENT + MINUTE)
    hers, his = ReportExport.objects.order_by("membership")
    assert [(each.via, each.state, each.due_at) for each in (hers, his)] == [("scheduled", State.READY, MOMENT)] * 2
    assert (hers.zone, his.zone) == ("UTC", "America/New_York")
    assert his.file.read().decode().splitlines()[1] == "# Times are in America/New_York unless a column says otherwise."
    to_alice, to_bob = letters()
    assert (to_alice.to, to_bob.to) == ("alice@northgate.example", "bob@northgate.example")
    assert to_bob.subject == "Monday meeting: Schedule, 3 rows"
    assert f"/admin/candidates/reportexport/{his.pk}/change/" in to_bob.text
    assert "company: Harrow & Pine" in to_bob.text
    assert (to_bob.stream, to_bob.membership, to_bob.useful_until) == (
        MailStream.REPORTS,
        saved.membership,
        his.expires_at,
    )


def test_once_however_many_rounds(saved: SavedReport) -> None:
    for minute in range(5):
        round_at(MOMENT + minute * MINUTE)
    assert (len(letters()), moments()) == (2, [MOMENT])


def test_two_rounds_at_once_make_nothing_twice(saved: SavedReport, monkeypatch: pytest.MonkeyPatch) -> None:
    look, seen = rounds._look, set[int]()

    def slowly(each: SavedReport, at: datetime) -> None:
        if not seen:
            seen.add(each.pk)
            make_round(at=at)  # the other round comes between our reading and our acting
        look(each, at)

    monkeypatch.setattr(rounds, "_look", slowly)
    round_at(MOMENT)
    assert (ReportExport.objects.count(), SavedReport.objects.get().problem) == (2, "")


def test_the_database_takes_no_second_file_for_a_recipients_moment(saved: SavedReport) -> None:
    make_round(at=MOMENT)
    first = ReportExport.objects.earliest("pk")
    first.pk = None
    with pytest.raises(IntegrityError):
        first.save(force_insert=True)


def test_a_worker_killed_half_way_is_taken_up_and_nobody_is_left_out(
    saved: SavedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, done = exports.put_in_hand, list[Membership]()

    def killed_at_the_second(export: ReportExport, by: Membership) -> None:
        put(export, by)
        done.append(by)
        if len(done) == 2:
            raise OperationalError("the connection is gone")

    monkeypatch.setattr(rounds, "put_in_hand", killed_at_the_second)
    with pytest.raises(OperationalError):
        make_round(at=MOMENT)
    assert ReportExport.objects.count() == 0
    monkeypatch.setattr(rounds, "put_in_hand", put)
    make_round(at=MOMENT)
    for job in BackgroundJob.objects.all():
        jobs.claim(job.pk)  # and die
    BackgroundJob.objects.update(leased_until=Now() - timedelta(seconds=1))
    for job_id in BackgroundJob.objects.values_list("pk", flat=True):
        run_job(job_id)
    assert (len(letters()), ReportExport.objects.filter(state=State.READY).count()) == (2, 2)


def test_after_an_outage_of_days_one_and_not_one_a_day(saved: SavedReport) -> None:
    round_at(MOMENT + 4 * DAY + 3 * MINUTE)
    round_at(MOMENT + 4 * DAY + 9 * MINUTE)
    assert moments() == [MOMENT + 4 * DAY]
    round_at(MOMENT + 5 * DAY)
    assert moments() == [MOMENT + 4 * DAY, MOMENT + 5 * DAY]


def test_who_moves_west_has_it_made_at_seven_there(saved: SavedReport, alice: Membership) -> None:
    save_preferences(user=alice.user, fields=PreferenceFields(time_zone="America/New_York"), at=MOMENT - MINUTE)
    round_at(MOMENT + MINUTE)
    assert letters() == []
    round_at(MOMENT + 5 * timedelta(hours=1))
    assert moments() == [MOMENT + 5 * timedelta(hours=1)]


def test_who_moves_east_does_not_wait_for_the_old_hour(saved: SavedReport, alice: Membership) -> None:
    before = MOMENT - timedelta(hours=6)
    save_preferences(user=alice.user, fields=PreferenceFields(time_zone="Europe/Moscow"), at=before)
    round_at(before)
    round_at(MOMENT - timedelta(hours=3))
    assert moments() == [MOMENT - timedelta(hours=3)]


@pytest.mark.parametrize("how", ["removed", "inactive", "unsubscribed"])
def test_who_has_no_right_or_no_wish_is_left_out_and_shown(saved: SavedReport, bob: Membership, how: str) -> None:
    if how == "removed":
        remove_member(membership=bob)
    elif how == "inactive":
        User.objects.filter(pk=bob.user_id).update(is_active=False)
    else:
        unsubscribe(
            organization=bob.organization, address=bob.user.email, stream=MailStream.REPORTS, at=MOMENT - MINUTE
        )
    round_at(MOMENT)
    assert [mail.to for mail in letters()] == ["alice@northgate.example"]
    assert ReportExport.objects.count() == 1
    assert skipped(SavedReport.objects.get()) == ["Bob Moss <bob@northgate.example>"]


def test_with_nobody_left_it_rests(alice: Membership, bob: Membership) -> None:
    kept(alice, [bob])
    remove_member(membership=bob)
    round_at(MOMENT)
    assert SavedReport.objects.get().problem == "Nobody is left who gets it."
    assert [mail.to for mail in letters(Kind.REPORT_STOPPED)] == ["alice@northgate.example"]


def remove_company() -> None:
    Interview.objects.all().delete()
    Application.objects.all().delete()
    Company.objects.filter(name="Harrow & Pine").delete()


def test_a_company_since_removed_widens_nothing_it_rests_and_whose_it_is_is_told_once(saved: SavedReport) -> None:
    remove_company()
    for day in range(3):
        round_at(MOMENT + day * DAY)
    saved.refresh_from_db()
    assert (saved.problem, saved.next_at) == ("Company “Harrow & Pine” is not here any more.", None)
    assert (letters(), ReportExport.objects.count()) == ([], 0)
    (told,) = letters(Kind.REPORT_STOPPED)
    assert (told.to, told.subject, told.stream) == (
        "alice@northgate.example",
        "Not made: Monday meeting",
        MailStream.NOTICES,
    )
    assert "“Harrow & Pine” is not here any more." in told.text
    assert f"/admin/candidates/savedreport/{saved.pk}/change/" in told.text
    order = Order("schedule", "csv", {"span": "this_week"})
    with time_machine.travel(MOMENT + 3 * DAY, tick=False):
        mended = Wish("Monday meeting", order, EVERY_DAY, time(7), list(saved.recipients.all()))
        save(by=saved.membership, wish=mended, at=MOMENT + 3 * DAY, saved=saved)
    round_at(MOMENT + 4 * DAY)
    assert (len(letters()), moments()) == (2, [MOMENT + 4 * DAY])


def test_a_company_removed_between_round_and_worker_widens_nothing_either(saved: SavedReport, stored: Path) -> None:
    make_round(at=MOMENT)
    remove_company()
    round_at(MOMENT)
    assert set(ReportExport.objects.values_list("state", flat=True)) == {State.FAILED}
    assert (letters(), stored.exists(), len(letters(Kind.REPORT_STOPPED))) == ([], False, 1)
    assert SavedReport.objects.get().problem == "Company “Harrow & Pine” is not here any more."


def test_who_leaves_between_round_and_worker_gets_nothing_and_the_others_theirs(
    saved: SavedReport, bob: Membership
) -> None:
    make_round(at=MOMENT)
    remove_member(membership=bob)
    round_at(MOMENT)
    assert [mail.to for mail in letters()] == ["alice@northgate.example"]
    assert (SavedReport.objects.get().problem, letters(Kind.REPORT_STOPPED)) == ("", [])


def test_one_sick_report_does_not_cost_the_others_theirs(
    saved: SavedReport, alice: Membership, bob: Membership
) -> None:
    SavedReport.objects.update(weekdays=["someday"])
    save(by=bob, wish=Wish("Sound", Order("schedule", "csv", {}), EVERY_DAY, time(2), [alice]), at=SAVED_AT)
    round_at(MOMENT)
    assert [mail.subject for mail in letters()] == ["Sound: Schedule, 3 rows"]
    saved.refresh_from_db()
    assert (saved.next_at, saved.problem) == (None, "Something went wrong on our side; it is in the log.")


def test_nothing_is_due_for_reports_without_days(alice: Membership) -> None:
    save(by=alice, wish=Wish("Now and then", Order("schedule", "csv", {})), at=SAVED_AT)
    assert make_round(at=MOMENT) == 0


def test_the_beat_goes_by_the_databases_clock_until_nothing_is_due(
    saved: SavedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "database_now", lambda: MOMENT)
    monkeypatch.setattr(rounds, "BATCH", 1)
    kept(Membership.objects.get(user__email="bob@northgate.example"), list(saved.recipients.all()))
    SavedReport.objects.update(at_hour=time(2), next_at=MOMENT)
    make_saved_reports()
    assert ReportExport.objects.count() == 4
