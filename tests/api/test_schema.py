"""The API describes itself, openly, and on a page that keeps the content security policy but for styles."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_schema_is_valid_and_without_warnings(tmp_path: object) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", f"{tmp_path}/schema.yml")


def test_the_schema_is_open_and_names_the_token(client: Client) -> None:
    schema = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()
    assert schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert "/api/v1/plans/preview/" in schema["paths"]


def test_the_docs_page_runs_our_own_scripts_alone(client: Client) -> None:
    response = client.get("/api/v1/docs/")
    body = response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert response.status_code == 200
    assert "swagger-ui-bundle.js" in body
    assert "https://" not in body
    assert "<script>" not in body
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src" not in policy


def test_elsewhere_the_policy_stays_strict(client: Client) -> None:
    assert "unsafe" not in client.get("/api/v1/schema/").headers["Content-Security-Policy"]


def test_the_docs_page_starts_by_its_script(client: Client) -> None:
    script = client.get("/api/v1/docs/", {"script": ""}).content.decode()
    assert "/api/v1/schema/" in script
