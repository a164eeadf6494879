"""What tests of the admin share: members who have signed in with their password, at the cast's moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.test import Client

from recruiting.models import Membership, User
from tests.cast import NOW, Cast

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def at_now() -> Iterator[None]:
    """Let it be the cast's moment."""
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(user: User, *methods: str) -> Client:
    """Return a browser in which a user has signed in by these methods."""
    client = Client()
    client.force_login(user)
    session: SessionBase = client.session
    request = HttpRequest()
    request.session = session
    request.user = user
    for method in methods:
        record_authentication(request, user, method)
    session.save()
    return client


@pytest.fixture
def sign_in() -> SignIn:
    """Return what signs a member in with a password."""

    def sign_in(membership: Membership, *methods: str) -> Client:
        return signed_in(membership.user, *(methods or ("password",)))

    return sign_in


@pytest.fixture
def alice(cast: Cast, sign_in: SignIn) -> Client:
    """Return the browser of our firm's owner."""
    return sign_in(cast.alice)


@pytest.fixture
def bob(cast: Cast, sign_in: SignIn) -> Client:
    """Return the browser of our firm's recruiter."""
    return sign_in(cast.bob)


@pytest.fixture
def vera(cast: Cast, sign_in: SignIn) -> Client:
    """Return the browser of our firm's viewer."""
    return sign_in(cast.vera)
