"""Make a firm with its owner and the presets as published policies."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from recruiting import clock
from recruiting.accounts.services import create_firm


class Command(BaseCommand):
    """`manage.py create_firm NAME --owner EMAIL`; prints the short name by which other commands know the firm."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name and the owner."""
        parser.add_argument("name", help="what the firm is called")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="who owns it; made a user if need be")

    def handle(self, *args: Any, name: str, owner: str, **options: Any) -> None:
        """Make the firm."""
        try:
            firm = create_firm(name=name, owner_email=owner, at=clock.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{firm.name} is made; its short name is {firm.slug}, its owner {owner.strip().lower()}.")
