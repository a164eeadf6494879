"""`manage.py issue_token`: a secret once, and its end."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recruiting.models import ApiToken
from tests.api.conftest import Firm, Program


def issue(*arguments: str) -> str:
    out = StringIO()
    call_command("issue_token", "--firm", "northgate-search", "--as", "Alice@northgate.example", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_secret_is_printed_once_and_works(firm: Firm) -> None:
    secret = issue("nightly export")
    assert Program(secret).get("candidates/").status_code == 200
    token = ApiToken.objects.get()
    assert (token.name, secret.startswith(token.prefix)) == ("nightly export", True)
    assert secret not in str(vars(token))


def test_a_revoked_one_works_no_more(firm: Firm) -> None:
    secret = issue("nightly export")
    issue("--revoke", secret[:8])
    assert Program(secret).get("candidates/").status_code == 401


def test_revoking_what_is_not_there_names_what_is(firm: Firm) -> None:
    secret = issue("nightly export")
    with pytest.raises(CommandError, match=secret[:8]):
        issue("--revoke", "ft_zzzzz")


def test_a_stranger_to_the_firm_gets_none(firm: Firm) -> None:
    with pytest.raises(CommandError, match="no member"):
        call_command("issue_token", "--firm", "northgate-search", "--as", "nobody@example.org", "x")


def test_without_a_name_it_says_what_is_missing(firm: Firm) -> None:
    with pytest.raises(CommandError, match="Say what will use it"):
        issue()
