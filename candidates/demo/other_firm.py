"""The second firm: companies and candidates like the first's, and words of its own that the first must never see."""

from __future__ import annotations

from candidates.demo.companies import Firm, Person
from candidates.demo.life import asked_in_vain, called, promised, thanked
from candidates.demo.people import Seeker
from candidates.demo.states import AHEAD, CLOSED, LATE, TODAY, Story

# Each stands somewhere in the second firm's rows, and nowhere in the first's
CANARIES = ("Quillfeather", "Wolkenkuckuck", "Heliotrope", "Zephyrine", "Marzipan")

COMPANIES: tuple[Firm, ...] = (
    Firm(
        "harrow", "Harrow & Vale Logistics", ("Europe/London", "GB", "ENG"),
        (Person("Zephyrine Applegarth", "Head of Operations", "+442079460801"),),
        (("Key Account Manager", "sales"), ("Heliotrope Programme Lead", "operations")),
    ),
    Firm(
        "acme", "Acme Industrial Supply", ("America/Chicago", "US", "IL"),
        (Person("Dolores Okonkwo-Reyes", "VP Sales", "+13125550142"),),
        (("Regional Sales Manager", "sales"),),
    ),
    Firm(
        "wolkenkuckuck", "Wolkenkuckuck Luftschiffe AG", ("Europe/Berlin", "DE", "HH"),
        (Person("Balthasar Marzipan", "Chefkonstrukteur", "+494066969801"),),
        (("Ballast Engineer", "engineering"),),
    ),
)  # fmt: skip

SEEKERS: tuple[Seeker, ...] = (
    Seeker("Priya Raman", "priya@quillfeather-people.example", "+442079460811", "Europe/London", "sales"),
    Seeker("Marcus Delacroix", "marcus.d@example.com", "+13125550112", "America/Chicago", "sales"),
    Seeker("Zephyrine Coo", "z.coo@example.org", "+442079460812", "Europe/London", "operations"),
    Seeker("Kwame Boateng", "kwame.boateng@example.com", "+441314960302", "Europe/London", "engineering"),
)

STORIES: tuple[Story, ...] = (
    Story("first call today", (asked_in_vain, thanked(3)), TODAY),
    Story("first call overdue", (asked_in_vain, thanked(3, "Sent with a Heliotrope ribbon.")), LATE),
    Story("date promised", (promised(8), thanked(2)), AHEAD),
    Story("hired", (asked_in_vain, thanked(2), called("hired", "Marzipan for everyone!")), CLOSED),
)
