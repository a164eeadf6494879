"""Whatever is sent, the answer is an error in our form, and nothing is stored."""

from __future__ import annotations

from typing import Any

import pytest

from candidates.models import Candidate, Event, Interview
from tests.api.conftest import Firm, Program
from tests.cast import CANARY, Cast, build_cast

HUGE = 10**30
BODIES: dict[str, Any] = {
    "a list": [],
    "a text": "x",
    "a number": 7,
    "nothing": None,
    "numbers for texts": {"name": 1, "email": 2, "type": 3, "ended_at": 4, "policy": 5, "interview": 6, "events": 7},
    "objects for texts": {"name": {}, "email": {}, "time_zone": {}, "type": {}, "at": {}, "ended_at": {}, "lead": {}},
    "lists for all": {"type": [], "date": [], "time": [], "application": [], "lead": [], "interview": [], "policy": []},
    "huge references": {"candidate": HUGE, "job": HUGE, "application": HUGE, "lead": HUGE, "round": HUGE},
    "references that are no ids": {"candidate": True, "job": "x", "application": 1.5, "lead": "1;drop", "others": 3},
    "a NUL": {"name": "a\0b", "email": "a\0@example.org", "type": "\0", "time_zone": "UTC\0", "note": "\0"},
    "a moment out of reach": {"type": "thank_you_sent", "at": "9999-12-31T23:59:59+00:00"},
    "a due moment out of reach": {"type": "rescheduled", "due": "0001-01-01T00:00:00+14:00"},
    "a revision out of reach": {"type": "thank_you_sent", "revision": HUGE},
    "a debrief of numbers": {"topics": [1], "challenges": {}, "strengths": "x"},
    "rules of the wrong kind": {"policy": {"rules": []}, "interview": {"ended_at": "2026-11-30T15:00:00Z"}},
    "numbers too big for rules": {
        "policy": {"rules": {"max_attempts": HUGE, "call_after_days": [HUGE, HUGE]}},
        "interview": {"ended_at": "2026-11-30T15:00:00Z", "calendar": {"time_zone": "Europe/London"}},
    },
}
ADDRESSES = ("candidates/", "applications/", "interviews/", "interviews/{id}/events/", "plans/preview/")


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_senseless_body_is_refused(owner: Program, firm: Firm, body: Any) -> None:
    for address in ADDRESSES:
        response = owner.call("post", address.format(id=firm.interview.pk), body)
        assert response.status_code in {400, 409}, (address, response.content)
        for error in response.json()["errors"]:
            assert {"code", "field", "detail"} <= set(error)
            assert error["code"]
            assert error["detail"]
    assert (Candidate.objects.count(), Interview.objects.count(), Event.objects.count()) == (1, 1, 0)


@pytest.mark.parametrize("body", ['{"name": NaN}', "{", "[" * 100_000, '{"a":' * 5_000, "\xff", ""])
def test_a_body_that_is_no_json_is_refused(owner: Program, body: str) -> None:
    headers = {"Authorization": f"Bearer {owner.secret}"}
    response = owner.client.post("/api/v1/candidates/", body, content_type="application/json", headers=headers)
    assert response.status_code == 400
    assert response.json()["errors"]


def test_a_form_is_no_json(owner: Program) -> None:
    response = owner.client.post(
        "/api/v1/candidates/", {"name": "x"}, headers={"Authorization": f"Bearer {owner.secret}"}
    )
    assert response.status_code == 415
    assert response.json()["errors"][0]["code"] == "unsupported_media_type"


def test_odd_filters_and_ids_break_nothing(owner: Program) -> None:
    for filters in ({"search": "\0"}, {"page_size": "-1"}, {"email": "%"}, {"cursor": "\0"}):
        assert owner.get("candidates/", **filters).status_code in {200, 400, 404}
    for number in ("0", "abc", str(HUGE), "-1", "1e3"):
        assert owner.get(f"candidates/{number}/").status_code == 404


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def test_the_other_firms_canary_is_in_no_answer(cast: Cast) -> None:
    alice = Program(cast.ours.tokens["owner"].secret)
    charlie = Program(cast.others.tokens["owner"].secret)
    ours = cast.ours.interview.pk
    for address in (
        *("candidates/", "applications/", "companies/", "contacts/", "jobs/", "policies/", "interviews/", "plans/"),
        *(f"interviews/{ours}/", f"interviews/{ours}/plan/", f"interviews/{ours}/events/"),
    ):
        assert CANARY not in alice.get(address).content.decode().lower(), address
    for address in ("candidates/", "companies/", "contacts/", "jobs/", "policies/", "interviews/", "plans/"):
        assert CANARY in charlie.get(address).content.decode().lower(), address
