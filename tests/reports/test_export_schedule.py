"""`manage.py export_schedule`: the file on standard output; what is asked wrongly is named, and nothing is written."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from candidates.reports import schedule_lines
from recruiting.models import Organization

pytestmark = pytest.mark.django_db


def export(**options: Any) -> str:
    out = io.StringIO(newline="")
    call_command("export_schedule", stdout=out, **({"firm": "northgate-search"} | options))
    return out.getvalue()


def test_the_file_is_written_to_standard_output(firm: Organization) -> None:
    assert export() == "".join(schedule_lines(firm))
    assert len(export(status="open").splitlines()) == 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"firm": "nobody"}, "--firm: no firm has the short name “nobody”."),
        ({"from": "2026-02-30"}, "--from: “2026-02-30” is no date. Write it as YYYY-MM-DD, such as 2026-12-03."),
        ({"to": "tomorrow"}, "--to: “tomorrow” is no date. Write it as YYYY-MM-DD, such as 2026-12-03."),
        (
            {"from": "2026-12-03", "to": "2026-12-02"},
            "--to: The last day, 2026-12-02, is before the first, 2026-12-03.",
        ),
        ({"candidate": "x@example.org"}, "--candidate: No candidate here has the email “x@example.org”."),
        ({"company": "100%s"}, "--company: No company here is called “100%s”."),
        ({"recruiter": "x@example.org"}, "--recruiter: No member here has the email “x@example.org”."),
        ({"status": "late"}, "--status: “late” is no state of a step. Choose one of open, done, cancelled."),
    ],
)
def test_what_is_asked_wrongly_is_named(firm: Organization, options: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError) as caught:
        export(**options)
    assert str(caught.value) == sentence


def test_all_that_is_wrong_is_named_at_once(firm: Organization) -> None:
    with pytest.raises(CommandError) as caught:
        export(status="late", candidate="x@example.org", to="20261203")
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["--to", "--candidate", "--status"]


def test_another_firms_people_are_unknown(firm: Organization, other_firm: Organization) -> None:
    for wanted in (
        {"candidate": "canary@example.org"},
        {"company": "Canary Ltd"},
        {"recruiter": "owner@canary.example"},
    ):
        with pytest.raises(CommandError, match=": No "):
            export(**wanted)
    assert "Canary" not in export()
