"""How the permission table is tried: every address, by everybody, about one's own firm's record and the other's."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import CANARY, PASSWORD, Cast, Firm

WHO = ("nobody", "candidate", "viewer", "recruiter", "owner")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# May act (what was sent may still be refused as it stands, or what is asked for be unwell), is sent to sign in, or is
# told one of these
MEANING = {"+": "allowed", "s": "sign-in", "1": "401", "3": "403", "4": "404", "5": "405"}
BAD_BUT_ALLOWED = {400, 409, 410, 422, 503}
SIGN_IN = (
    "account_login",
    "account_request_login_code",
    "account_reauthenticate",
    "account_reset_password",
    "mfa_reauthenticate",
)
REGEX_PART = re.compile(r"\(\?P(<\w+>)(?:\[[^]]*\]|[^()])*\)")


@dataclass(frozen=True)
class Row:
    """What comes of an address: one letter of MEANING for each of WHO, by method; methods not named are not tried."""

    get: str
    post: str
    put: str = ""
    patch: str = ""
    delete: str = ""
    about: str = ""  # which record of a Firm its pk or object_id names
    fills: Mapping[str, str] = field(default_factory=dict)  # the route's other parts
    queries: tuple[str, ...] = ("",)  # each tried with GET; {others} and {ours} are the firms
    data: Mapping[str, str] = field(default_factory=dict)

    def tries(self) -> Iterator[tuple[str, str]]:
        """Yield each method that is tried with its letters."""
        letters = (self.get, self.post, self.put, self.patch, self.delete)
        return ((method, expected) for method, expected in zip(METHODS, letters, strict=True) if expected)


def patterns() -> dict[str, str]:
    """Return the route of every URL pattern by its name, by the route itself where it has none."""
    return {(name or route): route for name, route in reversed(list(_walk(get_resolver())))}


def _walk(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield (space + entry.name if entry.name else "", route)
        else:
            yield from _walk(entry, route, space + (f"{entry.namespace}:" if entry.namespace else ""))


def address(route: str, row: Row, firm: Firm) -> str:
    """Return the path of a route about a firm's record."""
    record = str(getattr(firm, row.about).pk) if row.about else "1"
    parts = {
        "pk": record,
        "object_id": record,
        "number": str(firm.event.number),
        "contact": str(firm.contact.pk),
        "letter": str(firm.letter.pk),
        "export": str(firm.taken_along.pk),
    }
    parts |= row.fills
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: parts[found[1]], REGEX_PART.sub(r"\1", route))
    return "/" + path.replace("^", "").replace("$", "")


Cookies = dict[str, dict[str, str]]


def sign_all_in(cast: Cast) -> Cookies:
    """Let everybody sign in as people do; return the cookies that each one's browser got."""
    return {who: _sign_in(who, cast) for who in WHO}


def _sign_in(who: str, cast: Cast) -> dict[str, str]:
    browser = Client()
    cache.clear()
    if who == "candidate":
        browser.post(reverse("account_request_login_code"), {"email": cast.ours.candidate.email})
        code = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox.pop().body), re.MULTILINE)
        assert code
        browser.post(reverse("account_confirm_login_code"), {"code": code[1]})
    elif who != "nobody":
        member = cast.ours.membership(who)
        browser.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    assert (who == "nobody") != ("_auth_user_id" in browser.session)
    return {name: morsel.value for name, morsel in browser.cookies.items()}


class Stage:
    """The cast with everybody signed in, in a browser and by token."""

    def __init__(self, cast: Cast, cookies: Cookies) -> None:
        self.cast = cast
        self.browser = Client()
        self.cookies = cookies

    def ask(self, who: str, method: str, path: str, data: Mapping[str, str]) -> tuple[HttpResponseBase, str]:
        """Send a request as somebody; return the answer and its text. What it wrote is undone."""
        browser = self.browser
        browser.cookies.clear()
        browser.cookies.load(self.cookies[who])
        sent: dict[str, Any] = {} if method == "GET" else {"data": dict(data)}
        if path.startswith("/api/"):
            sent |= {} if method == "GET" else {"content_type": "application/json"}
            if who in self.cast.ours.tokens:
                sent["headers"] = {"authorization": f"Bearer {self.cast.ours.tokens[who].secret}"}
        with transaction.atomic():
            answer = getattr(browser, method.lower())(path, **sent)
            text = text_of(answer)
            transaction.set_rollback(True)
        return answer, text


def text_of(answer: Any) -> str:
    """Return all that an answer says: its head and body, a workbook's parts as well."""
    body = answer.getvalue() if answer.streaming else answer.content
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"\n".join(parts.read(name) for name in parts.namelist())
    return f"{answer.headers}{body.decode(errors='replace')}"


def outcome(answer: Any) -> str:
    """Return which letter of MEANING an answer is; its status where it is none."""
    status = answer.status_code
    if status in {301, 302, 303, 307, 308}:
        return "s" if answer.headers["Location"].split("?")[0] in map(reverse, SIGN_IN) else "+"
    if 200 <= status < 300 or status in BAD_BUT_ALLOWED:
        return "+"
    return {401: "1", 403: "3", 404: "4", 405: "5"}.get(status, str(status))


def about_the_other_firm(letter: str) -> str:
    """Return what may come of asking about the other firm's record: it is not there.

    Who may do such a thing to no record at all may be told so (403) before it is looked for: that tells of none.
    """
    return letter if letter in "s15" else "34" if letter == "3" else "4"


def problems(stage: Stage, route: str, row: Row) -> list[str]:
    """Return what is otherwise than the row says, and each answer in which the other firm is seen."""
    cache.clear()
    found: list[str] = []
    for firm in (stage.cast.ours, stage.cast.others) if row.about else (stage.cast.ours,):
        for method, letters in row.tries():
            expected = letters if firm is stage.cast.ours else tuple(map(about_the_other_firm, letters))
            for query in row.queries if method == "GET" else ("",):
                path = address(route, row, firm) + query.format(ours=stage.cast.ours, others=stage.cast.others)
                found += _compare(stage, (method, path), expected, {} if method == "GET" else row.data)
    return found


def _compare(stage: Stage, request: tuple[str, str], expected: Sequence[str], data: Mapping[str, str]) -> Iterator[str]:
    for who, letters in zip(WHO, expected, strict=True):
        answer, text = stage.ask(who, *request, data)
        asked, got = f"{who}: {' '.join(request)}", outcome(answer)
        if got not in letters:
            yield f"{asked} is {MEANING.get(got, got)}, not {' or '.join(MEANING[letter] for letter in letters)}"
        if CANARY in text.casefold():
            at = text.casefold().index(CANARY)
            yield f"{asked} shows the other firm: …{text[max(0, at - 60) : at + 40]!r}"
