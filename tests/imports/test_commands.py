"""At the command line: a firm is made, a roster brought in, the exit status says how it went."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from candidates.models import Interview
from recruiting.accounts.services import add_member
from recruiting.models import Membership, Organization, PolicyVersion, Role
from tests.imports.rosters import DATA, roster

pytestmark = pytest.mark.django_db


def _import(file: Path, **options: Any) -> tuple[int, str]:
    out = io.StringIO()
    named = {"firm": "northgate-search", "email": "alice@northgate.example", **options}
    try:
        call_command("import_roster", str(file), stdout=out, stderr=io.StringIO(), **named)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_firm_is_made_with_its_owner_and_the_presets() -> None:
    out = io.StringIO()
    call_command("create_firm", "Northgate Search", "--owner", "Alice@Northgate.example", stdout=out)
    firm = Organization.objects.get(slug="northgate-search")
    assert "northgate-search" in out.getvalue()
    assert Membership.objects.get(organization=firm).user.email == "alice@northgate.example"
    published = PolicyVersion.objects.filter(organization=firm, state="published").select_related("policy")
    scopes = {each.policy.name: (each.policy.is_default, each.policy.role_family) for each in published}
    assert scopes == {
        "Standard": (True, ""),
        "Sales": (False, "sales"),
        "Executive": (False, ""),
        "Public sector": (False, ""),
        "Email only": (False, ""),
    }


def test_a_firm_of_that_name_is_not_made_twice() -> None:
    call_command("create_firm", "Northgate", "--owner", "a@example.org", stdout=io.StringIO())
    with pytest.raises(CommandError, match="northgate"):
        call_command("create_firm", "NORTHGATE", "--owner", "a@example.org")


def test_an_import_says_what_it_wrote(owner: Membership) -> None:
    status, said = _import(DATA / "roster.csv")
    assert status == 0
    assert "created        300" in said
    assert said.endswith("Written.\n")


def test_with_a_row_refused_the_status_is_one_and_the_problems_are_said(owner: Membership, tmp_path: Path) -> None:
    refused = tmp_path / "refused.csv"
    status, said = _import(DATA / "roster-broken.csv", refused=refused)
    assert status == 1
    assert "5:candidate_email not_an_email: “c at example.org”" in said
    assert "Nothing was written" in said
    assert refused.read_text(encoding="utf-8").count("not_an_email") == 2
    assert not Interview.objects.exists()


def test_the_json_has_just_what_is_promised(owner: Membership) -> None:
    status, said = _import(DATA / "roster-broken.csv", json=True, dry_run=True)
    result = json.loads(said)
    assert status == 1
    assert list(result) == [
        "rows", "created", "updated", "unchanged", "duplicate", "invalid", "unknown_columns", "problems", "plans",
    ]  # fmt: skip
    assert result["rows"] == 63
    assert list(result["problems"][0]) == ["line", "column", "code", "value", "message"]
    assert result["plans"][0] == {"line": 2, "status": "active", "first_due": "2027-03-22T09:00:00Z"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"firm": "elsewhere"}, "no firm"),
        ({"email": "charlie@elsewhere.example"}, "no member"),
        ({"email": "vera@northgate.example"}, "may only look"),
    ],
)
def test_wrong_usage_has_status_two(owner: Membership, tmp_path: Path, options: dict[str, str], said: str) -> None:
    add_member(organization=owner.organization, email="vera@northgate.example", role=Role.VIEWER)
    (tmp_path / "roster.csv").write_bytes(roster())
    with pytest.raises(CommandError, match=said) as error:
        _import(tmp_path / "roster.csv", **options)
    assert error.value.returncode == 2


def test_a_hopeless_file_has_status_one(owner: Membership, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(b"\x00")
    with pytest.raises(CommandError, match="no text") as error:
        _import(tmp_path / "roster.csv")
    assert error.value.returncode == 1
