"""A roster of ten thousand interviews brought in, beside a bare `bulk_create` of the very rows that it makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.bench.measure import Measure, Round

if TYPE_CHECKING:
    from recruiting.models import Membership

INTERVIEWS = int(os.environ.get("BENCH_INTERVIEWS", "10000"))
BATCH = 2000


def prepare() -> tuple[Round, Mapping[str, Round]]:
    """Make a database of its own, then both ways; Django is loaded here, for the other measures need none."""
    _make_database()
    from candidates.imports import import_roster
    from recruiting import clock
    from tests.imports.rosters import many

    data = many(INTERVIEWS)
    numbers = count(1)

    def bring() -> Membership:
        owner = _new_firm(f"Bench {next(numbers)}")
        result = import_roster(data, organization=owner.organization, importer=owner, now=clock.now())
        assert result.written, result.problems[:3]
        return owner

    def ours() -> int:
        bring()
        return INTERVIEWS

    return ours, {"bulk_create of the same rows, nothing else": _bare(bring)}


def _make_database() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.test.utils import setup_databases

    django.setup()
    setup_databases(verbosity=0, interactive=False)


def _new_firm(name: str) -> Membership:
    from recruiting import clock
    from recruiting.accounts.services import create_firm
    from recruiting.models import Membership

    firm = create_firm(name=name, owner_email="bench@example.org", at=clock.now())
    return Membership.objects.select_related("organization", "user").get(organization=firm)


def _bare(bring: Callable[[], Membership]) -> Round:
    """Return the round that inserts the rows of an import, read into memory and deleted before."""
    from django.db import transaction

    from candidates.models import Application, Candidate, Debrief, Event, Interview, Plan, Step
    from recruiting.models import Company, Contact, Job

    models: list[Any] = [
        Company, Job, Contact, Candidate, Application, Interview, Debrief, Plan, Event, Step,
    ]  # fmt: skip
    firm = bring().organization
    rows = {model: list(model.objects.filter(organization=firm)) for model in models}
    for model in reversed(models):
        model.objects.filter(organization=firm)._raw_delete("default")

    def round_of_inserts() -> int:
        with transaction.atomic():
            for model in models:
                model.objects.bulk_create(rows[model], batch_size=BATCH)
            transaction.set_rollback(True)
        return INTERVIEWS

    return round_of_inserts


MEASURE = Measure("roster", "interviews", prepare, rounds=2)
