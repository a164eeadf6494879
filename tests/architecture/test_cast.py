"""The cast holds a row of every kind in both firms, and the other firm's every text sings the canary's song."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from recruiting.models import Policy
from recruiting.models.tenancy import TenantModel
from tests.cast import CANARY, Cast

pytestmark = pytest.mark.django_db
# Codes, keys, digests and moments: written by us, the same for every firm, or made of random letters
NOT_TEXT_FROM_PEOPLE = {
    "Application": {"stage"},
    "ApiToken": {"prefix", "digest"},
    "BackgroundJob": {"kind", "state", "result"},
    "CalendarEntry": {"step_key", "kind", "digest"},
    "CalendarFeed": {"digest"},
    "CalendarSnapshot": {"content", "digest"},
    "Candidate": {"phone", "time_zone"},
    "Company": {"time_zone", "country", "subdivision", "working_week"},
    "CompanyDay": {"kind"},
    "Contact": {"phone", "time_zone", "country", "subdivision"},
    "Debrief": {"authors", "qualification_order"},
    "Event": {"type", "payload", "actor"},
    "Interview": {"follow_up_by"},
    "Letter": {"step_key", "language", "state"},
    "LetterComment": {"actor"},
    "LetterVersion": {"actor"},
    "MailHold": {"reason"},
    "Membership": {"role"},
    "OutgoingMail": {"copy_to", "key", "kind", "stream", "message_id", "state"},
    "Plan": {"status", "outcome"},
    "PlanImpact": {"movement", "old_kind", "new_kind", "state"},
    "Policy": {"country"},
    "PolicyVersion": {"state", "rules"},
    "Reminder": {"step_key", "kind", "channel"},
    "ReportExport": {"report", "format", "paper", "zone", "language", "via", "state", "file"},
    "RulesChange": {"kind", "state", "reach"},
    "SavedReport": {"report", "format", "paper", "weekdays"},
    "SendingAttempt": {"outcome"},
    "Step": {"key", "kind", "status", "owner", "reason", "why"},
    "Suppression": {"stream", "reason"},
}


def tenant_models() -> Iterator[type[TenantModel]]:
    return (model for model in apps.get_models() if issubclass(model, TenantModel))


def test_both_firms_hold_a_row_of_every_kind(cast: Cast) -> None:
    empty = [
        (firm.organization.name, model.__name__)
        for firm in (cast.ours, cast.others)
        for model in tenant_models()
        if not model.objects.for_organization(firm.organization).exists()
    ]
    assert empty == []


def test_every_text_of_the_other_firm_holds_the_canary(cast: Cast) -> None:
    silent = [
        f"{model.__name__}.{field.name}"
        for model in tenant_models()
        for row in model.objects.for_organization(cast.others.organization)
        for field in model._meta.concrete_fields
        if _holds_text(field) and field.name not in NOT_TEXT_FROM_PEOPLE.get(model.__name__, set())
        if CANARY not in _text(getattr(row, field.attname)).casefold() and not _is_preset(row)
    ]
    assert silent == []


def test_no_text_of_our_firm_holds_the_canary(cast: Cast) -> None:
    assert CANARY not in json.dumps(
        [
            _text(value)
            for model in tenant_models()
            for row in model.objects.for_organization(cast.ours.organization).values_list()
            for value in row
        ]
    )


def _holds_text(field: Any) -> bool:
    return isinstance(field, (models.CharField, models.TextField, models.JSONField, models.BinaryField))


def _text(value: Any) -> str:
    return bytes(value).decode() if isinstance(value, (bytes, memoryview)) else str(value)


def _is_preset(row: Any) -> bool:
    """Say whether a row is one of the policies that every firm begins with."""
    return isinstance(row, Policy) and not row.note
