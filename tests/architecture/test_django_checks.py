"""Models and migrations agree, and production's settings pass Django's own deployment checks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.architecture.tree import ROOT

PRODUCTION = {
    "SECRET_KEY": "not-a-secret-but-as-long-and-as-mixed-as-one-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "followthrough.example",
    "DATABASE_URL": "postgres://followthrough@db.example/followthrough",
    "BROKER_URL": "redis://broker.example/0",
    "CACHE_URL": "redis://broker.example/1",
    "EMAIL_HOST": "mail.example",
    "SITE_ADDRESS": "https://followthrough.example",
}


def run_check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "FOLLOWTHROUGH_DATA") if name in os.environ}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_production_settings_pass_the_deployment_checks() -> None:
    check = run_check(PRODUCTION)
    assert check.returncode == 0, check.stderr


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("SECRET_KEY", "SECRET_KEY is not set"),
        ("ALLOWED_HOSTS", "ALLOWED_HOSTS"),
        ("EMAIL_HOST", "followthrough.W001"),
        ("BROKER_URL", "followthrough.W002"),
        ("DATABASE_URL", "followthrough.W003"),
    ],
)
def test_what_production_lacks_is_named(missing: str, said: str) -> None:
    check = run_check({name: value for name, value in PRODUCTION.items() if name != missing})
    assert check.returncode == 1
    assert said in check.stderr
