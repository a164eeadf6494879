"""Reports by the API: listed, read as JSON, ordered as files, fetched by whom they were made for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.api.views import reports as views
from candidates.models import ReportExport
from candidates.reports import exports
from candidates.reports.register import REPORTS
from tests.api.conftest import NOW, Firm, Program, add_applicant, interview_of, only_error, program_of

CSV = {"report": "schedule", "format": "csv", "filters": {"span": "last_30_days"}}


def ordered(program: Program, body: dict[str, Any]) -> dict[str, Any]:
    answer = program.post("exports/", body)
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def test_every_report_says_what_it_takes_and_gives(viewer: Program) -> None:
    listed = {each["slug"]: each for each in viewer.get("reports/").json()}
    assert set(listed) == {slug for slug, report in REPORTS.items() if report.for_members}
    schedule = listed["schedule"]
    assert {"name": "company", "title": "company", "needed": False} in schedule["filters"]
    assert "csv" in [each["code"] for each in schedule["formats"]]


def test_a_report_is_read_as_json(viewer: Program, firm: Firm, other_firm: Firm) -> None:
    answer = viewer.get("reports/schedule/", span="last_30_days", company="harrow & pine")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert {row["candidate"] for row in answer.json()["rows"]} == {"Amara Nwosu"}
    assert answer.json()["about"]["firm"] == "Northgate Search"
    logged = ReportExport.objects.get()
    assert (logged.via, logged.state, logged.rows) == ("api", "sent", len(answer.json()["rows"]))


def test_a_large_report_is_to_be_ordered(viewer: Program, firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 1)
    refused = viewer.get("reports/schedule/")
    assert refused.status_code == 400
    error = only_error(refused)
    assert (error["code"], error["field"]) == ("too_large", None)
    assert "exports" in error["detail"]


def test_a_filter_that_is_wrong_or_not_there_is_named(owner: Program, firm: Firm) -> None:
    assert only_error(owner.get("reports/schedule/", company="Nobody"))["field"] == "company"
    misspelt = only_error(owner.get("reports/schedule/", compny="Harrow & Pine"))
    assert (misspelt["code"], misspelt["field"]) == ("unknown_field", "compny")
    for filters, field in (({"company": "Nobody"}, "filters.company"), ({"compny": "x"}, "filters.compny")):
        assert only_error(owner.post("exports/", {**CSV, "filters": filters}))["field"] == field
    assert owner.get("reports/nothing/").status_code == 404
    assert not ReportExport.objects.exists()


def test_a_small_file_is_ready_with_the_answer(viewer: Program, firm: Firm) -> None:
    export = ordered(viewer, CSV)
    assert (export["state"], export["report"], export["paper"]) == ("ready", "schedule", "a4")
    assert export["expires_at"] == "2026-12-02T11:00:00Z"
    file: Any = viewer.client.get(
        export["file"], headers={"Authorization": f"Bearer {viewer.secret}", "Accept": "text/csv"}
    )
    assert file.status_code == 200
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in file.headers["Content-Disposition"]
    assert b"Amara Nwosu" in b"".join(file.streaming_content)


def test_a_large_file_is_followed_until_it_is_ready(
    owner: Program, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    export = ordered(owner, CSV)
    assert (export["state"], export["file"]) == ("making", None)
    early = owner.get(f"exports/{export['id']}/file/")
    assert (early.status_code, only_error(early)["code"]) == (409, "not_ready")


def test_after_a_day_the_file_is_gone(owner: Program, firm: Firm) -> None:
    export = ordered(owner, CSV)
    with time_machine.travel(NOW + timedelta(hours=24), tick=False):
        late = owner.get(f"exports/{export['id']}/file/")
        assert (late.status_code, only_error(late)["code"]) == (410, "gone")
        assert owner.get(f"exports/{export['id']}/").json()["state"] == "gone"


def test_somebody_elses_file_does_not_exist_for_any_role(
    owner: Program, viewer: Program, firm: Firm, other_firm: Firm
) -> None:
    export = ordered(viewer, CSV)
    for other in (owner, program_of(other_firm.owner)):
        assert other.get("exports/").json()["results"] == []
        assert other.get(f"exports/{export['id']}/").status_code == 404
        assert other.get(f"exports/{export['id']}/file/").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"report": "schedule", "format": "exe"},
        {"report": "../../etc/passwd", "format": "csv"},
        {**CSV, "filters": []},
        {**CSV, "filters": {"company": ["a"]}},
        {**CSV, "filters": {"company": "a\0b"}},
        {**CSV, "filters": {"company": "x" * 10_000}},
        {**CSV, "filters": {"candidate": "#99999999999999999999"}},
        {**CSV, "paper": "a0"},
        {**CSV, "via": "portal"},
    ],
)
def test_a_senseless_order_is_refused(owner: Program, firm: Firm, body: Any) -> None:
    answer = owner.post("exports/", body)
    assert answer.status_code == 400
    assert all(error["code"] and error["detail"] for error in answer.json()["errors"])
    assert not ReportExport.objects.exists()


def test_the_list_of_files_costs_the_same_for_more(owner: Program, firm: Firm) -> None:
    ordered(owner, CSV)
    before = queries(owner, "exports/")
    for _each in range(3):
        ordered(owner, CSV)
    assert queries(owner, "exports/") == before


def test_a_report_costs_the_same_for_more_rows(owner: Program, firm: Firm) -> None:
    before = queries(owner, "reports/schedule/")
    for number in range(3):
        _candidate, application = add_applicant(firm.owner, firm.job, f"Name{number} Last")
        interview_of(application)
    assert queries(owner, "reports/schedule/") == before


def queries(owner: Program, address: str) -> int:
    owner.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert owner.get(address).status_code == 200
    return len(captured)
