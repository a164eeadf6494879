"""A company's screen: what it asks for so that its calendar is right."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

EMPTY = {f"{rows}-{count}": "0" for rows in ("contacts", "days") for count in ("TOTAL_FORMS", "INITIAL_FORMS")}


def added(client: Client, **place: str) -> str:
    data = {"name": "Harrow & Pine", "time_zone": "Europe/London", "working_week": ["monday"], **EMPTY, **place}
    return client.post(reverse("admin:recruiting_company_add"), data, follow=True).content.decode()


def test_a_country_whose_holidays_differ_by_region_asks_for_the_region(bob: Client) -> None:
    assert "Say which" in added(bob, country="GB")


def test_a_company_with_its_region_is_asked_nothing(bob: Client) -> None:
    assert "Say which" not in added(bob, country="gb", subdivision="ENG")


def test_an_unknown_region_is_refused_beside_its_field(bob: Client) -> None:
    page = added(bob, country="GB", subdivision="XX")
    assert "XX" in page
    assert "Say which" not in page
