"""Release mail that is held: of one firm, or of all after a restore."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candidates.outbox.holds import active_holds, release_firm
from recruiting import clock
from recruiting.models import Organization


class Command(BaseCommand):
    """`manage.py release_mail --firm SLUG | --all`."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --firm or --all."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--firm", help="its short name in addresses, northgate-search say")
        which.add_argument("--all", action="store_true", dest="every", help="every firm whose mail is held")

    def handle(self, *args: Any, firm: str | None, every: bool, **options: Any) -> None:
        """Release, and say whose."""
        firms = Organization.objects.order_by("slug")
        if not every:
            firms = firms.filter(slug=firm)
            if not firms:
                known = ", ".join(Organization.objects.order_by("slug").values_list("slug", flat=True))
                raise CommandError(f"There is no firm “{firm}”; there are: {known}.")
        released = [each.slug for each in firms if release_firm(organization=each, by=None, at=clock.now())]
        if released:
            self.stdout.write(f"Released: {', '.join(released)}.")
        still = active_holds().order_by("organization__slug").values_list("organization__slug", flat=True)
        self.stdout.write(f"Held: {', '.join(still)}." if still else "No mail is held.")
