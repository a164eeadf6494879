"""`manage.py report`: a report as a member sees it, in a file or on standard output; what is wrong is named; logged."""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from candidates.models import ReportExport
from candidates.reports.documents import Document
from candidates.reports.formats import FORMATS
from recruiting.models import Membership, Organization, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("firm")]
State = ReportExport.State


def report(slug: str | None = "schedule", *given: str, **options: Any) -> None:
    usual = {"firm": "northgate-search", "email": "bob@northgate.example", "format": "csv", "given": list(given)}
    with time_machine.travel("2026-12-02T10:00:00Z", tick=False):
        call_command("report", *[slug] * bool(slug), **(usual | options))


def wrong(slug: str | None = "schedule", *given: str, **options: Any) -> list[str]:
    with pytest.raises(CommandError) as caught:
        report(slug, *given, **options)
    assert caught.value.returncode == 2
    assert not ReportExport.objects.exists()
    return str(caught.value).splitlines()


def test_it_goes_to_standard_output_as_that_member_sees_it_and_stands_in_the_log(
    bob: Membership, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    report("schedule", "span=this_week", "company=Harrow & Pine")
    lines = capsysbinary.readouterr().out.decode()
    assert lines.splitlines()[1:4] == [
        "# Times are in America/New_York unless a column says otherwise.",
        "# Made on Wed 2 Dec 2026 at 05:00 (New York) by Bob Moss <bob@northgate.example>.",
        "# Filters: from: Mon 30 Nov 2026; to: Sun 6 Dec 2026; company: Harrow & Pine.",
    ]
    line = ReportExport.objects.get()
    assert (line.via, line.state, line.rows, line.size) == ("command", State.SENT, 3, len(lines.encode()))
    assert (line.membership, line.filters["company"], bool(line.file)) == (bob, "Harrow & Pine", False)


def test_a_file_is_there_whole_and_for_its_owner_alone(bob: Membership, tmp_path: Path) -> None:
    report(output=str(tmp_path / "schedule.csv"))
    (file,) = tmp_path.iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("schedule.csv", 0o600)
    assert ReportExport.objects.get().size == file.stat().st_size


def test_what_breaks_off_leaves_no_file_and_says_so_in_the_log(
    bob: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_document: Document, out: BinaryIO) -> None:
        out.write(b"half")
        raise RuntimeError

    monkeypatch.setitem(FORMATS, "csv", replace(FORMATS["csv"], write=breaks))
    with pytest.raises(RuntimeError):
        report(output=str(tmp_path / "schedule.csv"))
    assert list(tmp_path.iterdir()) == []
    line = ReportExport.objects.get()
    assert (line.state, line.error, line.size) == (State.FAILED, "It broke off.", 4)


def test_a_folder_that_is_not_there_is_named(bob: Membership, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory") as caught:
        report(output=str(tmp_path / "nowhere" / "schedule.csv"))
    assert caught.value.returncode == 1


@pytest.mark.parametrize(
    ("ask", "sentences"),
    [
        (lambda: wrong(None), ["Say REPORT; --list names the reports."]),
        (lambda: wrong(firm=None, format=None), ["Say --firm, --format; --list names the reports."]),
        (lambda: wrong(firm="nobody"), ["--firm: no firm has the short name “nobody”."]),
        (lambda: wrong(email="x@example.org"), ["--as: no member here has the email “x@example.org”."]),
        (lambda: wrong("salaries"), ["No report is called “salaries”; there are: "]),
        (lambda: wrong("schedule", "company"), ["--set: “company” is no NAME=VALUE."]),
        (
            lambda: wrong("schedule", "company=Nobody", "status=late", "shoe=43", "from=x"),
            ["--set shoe: this report has no such", "--set from: ", "--set company: No company", "--set status: "],
        ),
        (lambda: wrong(format="doc"), ["--format: “doc” is no format of this report. Choose one of "]),
        (lambda: wrong(paper="a3"), ["--paper: “a3” is no size of paper. Choose one of a4, letter."]),
    ],
)
def test_what_is_asked_wrongly_is_named(bob: Membership, ask: Callable[[], list[str]], sentences: list[str]) -> None:
    said = ask()
    assert [line[: len(sentence)] for line, sentence in zip(said, sentences, strict=True)] == sentences


def test_who_cannot_sign_in_any_more_asks_for_nothing(bob: Membership, other_firm: Organization) -> None:
    assert wrong(firm="canary-partners") == ["--as: no member here has the email “bob@northgate.example”."]
    User.objects.filter(pk=bob.user_id).update(is_active=False)
    assert wrong() == ["--as: no member here has the email “bob@northgate.example”."]


def test_a_terminal_is_spared_what_it_cannot_show(bob: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "csv", replace(FORMATS["csv"], media_type="application/pdf"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert wrong() == ["--output: this format is nothing to read on a terminal; name a file."]


def test_the_list_names_reports_with_filters_and_formats() -> None:
    out = io.StringIO()
    call_command("report", listed=True, stdout=out)
    assert "schedule: Schedule. Every step over a span of days" in out.getvalue()
    assert "    --set    span, from, to, candidate, company, recruiter, status, policy" in out.getvalue()
    assert "next_week" in out.getvalue()


def test_the_bare_schedule_stands_in_the_log_too(firm: Organization) -> None:
    out = io.StringIO(newline="")
    call_command("export_schedule", firm="northgate-search", company="harrow & pine", stdout=out)
    line = ReportExport.objects.get()
    assert (line.report, line.via, line.state, line.made_by) == ("schedule", "command", State.SENT, "manage.py")
    assert (line.rows, line.size) == (3, len(out.getvalue().encode()))
    assert line.filter_words == "Filters: company: Harrow & Pine."
