"""`manage.py issue_token`: make an API token for a member, or revoke one."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recruiting import clock
from recruiting.accounts.services import issue_token, revoke_token
from recruiting.models import Membership


class Command(BaseCommand):
    """Prints a new token's secret once; nothing stored gives it back."""

    help = "Make an API token by which a program acts as a member of a firm, or revoke one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--firm", required=True, metavar="SLUG", help="the firm's short name")
        parser.add_argument("--as", required=True, metavar="EMAIL", dest="email", help="the member it acts as")
        parser.add_argument("--revoke", metavar="PREFIX", help="end the member's tokens that begin so, make none")
        parser.add_argument("name", nargs="?", help="what uses it")

    def handle(self, *, firm: str, email: str, revoke: str | None, name: str | None, **_options: Any) -> None:
        """Issue or revoke."""
        membership = _membership(firm, email)
        if revoke:
            self._revoke(membership, revoke)
        elif name:
            issued = issue_token(membership=membership, name=name, at=clock.now())
            self.stderr.write(f"A token for {membership} ({membership.role}) of {firm}. It is shown this once:")
            self.stdout.write(issued.secret)
        else:
            raise CommandError("Say what will use it: issue_token --firm SLUG --as EMAIL NAME")

    def _revoke(self, membership: Membership, prefix: str) -> None:
        tokens = list(membership.api_tokens.filter(prefix__startswith=prefix[:8], revoked_at=None))
        if not tokens:
            live = ", ".join(membership.api_tokens.filter(revoked_at=None).values_list("prefix", flat=True)) or "none"
            raise CommandError(f"No live token of {membership} begins with {prefix!r}; live ones: {live}")
        for token in tokens:
            revoke_token(token=token, at=clock.now())
            self.stdout.write(f"Revoked {token}")


def _membership(firm: str, email: str) -> Membership:
    members = Membership.objects.filter(organization__slug=firm).select_related("user", "organization")
    membership = members.filter(user__email=email.strip().lower()).first()
    if membership is None:
        raise CommandError(f"{email} is no member of the firm {firm!r}.")
    return membership
