"""The page that a candidate opens: its weight over the wire and its queries, with one interview and with many."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from candidates.models import Plan
from recruiting.models import Membership
from tests.portal.conftest import said
from tests.portal.test_my_follow_ups import plan_at

BYTES, QUERIES = 100_000, 15


@pytest.fixture
def eight(plan: Plan, alice: Membership) -> None:
    """Add seven interviews at other companies."""
    for number in range(7):
        plan_at(f"Company {number}", plan.interview.application.candidate, alice, days_ago=number)


def queries(browser: Client) -> int:
    """Return how many queries the page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert browser.get("/portal/").status_code == 200
    return len(captured)


def test_one_interview_takes_few_queries(portal: Client, plan: Plan) -> None:
    assert queries(portal) < QUERIES


def test_the_number_of_queries_does_not_grow_with_interviews(portal: Client, plan: Plan, alice: Membership) -> None:
    plan_at("Brightwater", plan.interview.application.candidate, alice)
    with_two = queries(portal)
    assert with_two < QUERIES
    for number in range(6):
        plan_at(f"Company {number}", plan.interview.application.candidate, alice, days_ago=number)
    assert queries(portal) == with_two


def test_all_that_the_page_needs_is_light(portal: Client, eight: None) -> None:
    answer = portal.get("/portal/", headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert any(name.endswith(".css") for name in files)
    sent = len(answer.content) + sum(len(gzip.compress(_file(name).read_bytes())) for name in files)
    assert sent < BYTES


def _file(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found)


def test_what_else_is_due_stands_above_the_first(portal: Client, eight: None) -> None:
    words = said(portal.get("/portal/"))
    assert words.index("8 interviews to follow up") < words.index("Due as well:") < words.index("Overdue")
