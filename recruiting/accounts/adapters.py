"""How allauth behaves here: nobody signs up by themselves, and each person lands where they belong."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: members and candidates are invited."""
        return False
