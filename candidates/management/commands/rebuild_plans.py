"""Rebuild every plan's steps from its events; with --check only say where the stored ones differ."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candidates.models import Plan
from candidates.plans.projection import rebuild_all
from recruiting import clock


class Command(BaseCommand):
    """`manage.py rebuild_plans [--check]`: exit status 1 if --check finds a difference."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="change nothing; say what a rebuild would change")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Rebuild or compare, and report each difference on a line."""
        found = 0
        for difference in rebuild_all(check=check, at=clock.now()):
            self.stdout.write(difference)
            found += 1
        plans = Plan.objects.count()
        if check and found:
            raise CommandError(f"{found} differences in {plans} plans; run without --check to rebuild them")
        self.stdout.write(f"{plans} plans {'checked' if check else 'rebuilt'}, {found} differences")
