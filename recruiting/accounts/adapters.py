"""How allauth behaves here: nobody signs up by themselves, and each person lands where they belong."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import passthrough_next_redirect_url
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from recruiting.accounts.languages import language_to_sign_in, remember_at_sign_in

log = logging.getLogger(__name__)

CODE_NOT_SENT = _("We could not send the letter just now. Ask for a code again in a minute.")
NOT_SENT = _("We could not send the letter just now. Ask for it again in a minute.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in by invitation alone, and errors that say what to do."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("This address and this password do not go together. Look at both again."),
        "incorrect_code": _("That is not the code. Look at the newest letter, or ask for a new code."),
        "incorrect_password": _("That is not your password."),
        "rate_limited": _("Too many tries. Wait a minute, then try again."),
        "too_many_login_attempts": _("Too many tries. Wait some minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: members and candidates are invited."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign somebody in, and keep the language that they read."""
        remember_at_sign_in(request, user)
        super().login(request, user)

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Send a letter of the sign-in's in the request, once; where the mail server fails, say so on the page.

        Never by the outbox, for a code or a link that signs in stands in no row; and never again by itself, for the
        server may have taken it. Known or unknown, an address gets a letter, so that the words are the same.
        """
        try:
            with translation.override(language_to_sign_in(email)):
                super().send_mail(template_prefix, email, dict(context))
        except OSError as error:  # a connection refused or timed out, and all that smtplib raises
            failed = type(error).__name__
        else:
            return
        log.warning("a sign-in letter was not sent", extra={"error": failed})
        say_not_sent()


def say_not_sent() -> None:
    """Send the person back to where they asked, and with that drop the code: nobody ever sees it."""
    request = context.request
    by_code = reverse("account_request_login_code")
    messages.error(request, CODE_NOT_SENT if request.path == by_code else NOT_SENT)
    if request.method == "POST":  # else this would lead round and round
        page = passthrough_next_redirect_url(request, request.path, REDIRECT_FIELD_NAME)
        raise ImmediateHttpResponse(HttpResponseRedirect(page))
