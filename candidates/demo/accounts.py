"""The demonstration's firms and who can sign in to them; nobody here exists, every address is reserved for examples."""

from __future__ import annotations

from dataclasses import dataclass

FIRM = "Meridian Talent Partners"
OTHER_FIRM = "Quillfeather Search"
# Printed on the first run, good for a demonstration alone: seed_demo refuses to run in production
PASSWORD = "lantern-orchard-42"  # noqa: S105


@dataclass(frozen=True)
class SignIn:
    """One person who can sign in; without a password, by a code sent to the address."""

    who: str
    email: str
    password: str | None
    note: str
    firm: str = FIRM
    role: str | None = None
    name: str = ""
    time_zone: str = "Europe/London"


OWNER = SignIn(
    "Owner", "alice@meridian.example", PASSWORD, "sees and changes everything of her firm",
    role="owner", name="Alice Oyelaran",
)  # fmt: skip
RECRUITER = SignIn(
    "Recruiter", "bob@meridian.example", PASSWORD, "works with candidates and plans",
    role="recruiter", name="Bob Castellanos",
)  # fmt: skip
VIEWER = SignIn(
    "Viewer", "vera@meridian.example", PASSWORD, "sees everything, changes nothing",
    role="viewer", name="Vera Lindqvist",
)  # fmt: skip
CANDIDATE = SignIn(
    "Candidate", "priya.raman@example.com", None, "signs in to the portal with a code by email",
    name="Priya Raman",
)  # fmt: skip
OTHER_OWNER = SignIn(
    "Owner of another firm", "charlie@quillfeather.example", PASSWORD, "must see nothing of the first firm",
    firm=OTHER_FIRM, role="owner", name="Charlie Abernathy",
)  # fmt: skip

SIGN_INS: tuple[SignIn, ...] = (OWNER, RECRUITER, VIEWER, CANDIDATE, OTHER_OWNER)
