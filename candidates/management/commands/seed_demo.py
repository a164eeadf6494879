"""`manage.py seed_demo`: a believable firm to look at, once."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candidates.demo.accounts import SIGN_INS
from candidates.demo.seeding import is_seeded, seed
from recruiting import clock


class Command(BaseCommand):
    """Seeds the demonstration and says who can sign in."""

    help = "Make a firm with candidates, companies and plans in every state, dates around today. For a first look only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", type=_moment, help="the moment taken for now (ISO 8601 with an offset)")

    def handle(self, *, at: datetime | None, **_options: Any) -> None:
        """Seed unless it is there; print the sign-ins either way."""
        if not settings.DEBUG:
            raise CommandError("The demonstration's passwords are public: run it with FOLLOWTHROUGH_DEBUG=1 only.")
        if is_seeded():
            self.stdout.write("The demonstration is there already; nothing was changed.")
        else:
            states = seed(now=at or clock.now())
            self.stdout.write(f"Made the demonstration: {states.total()} interviews in {len(states)} states.")
        for sign_in in SIGN_INS:
            secret = sign_in.password or "a code by email, no password"
            self.stdout.write(f"  {sign_in.who:22} {sign_in.email:30} {secret:30} {sign_in.note}")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("needs an offset, such as 2026-11-23T09:00+00:00")
    return moment
