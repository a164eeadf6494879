"""A company after "bei", as German says it: "beim Klinikum Sankt Georg", "bei den Stadtwerken Überlingen". Pure."""

from __future__ import annotations

import re

NEUTER = re.compile(
    r"(?:klinikum|haus|institut|zentrum|theater|museum|labor|amt|büro|studio|atelier|hotel|werk)$", re.IGNORECASE
)
FEMININE = re.compile(
    r"(?:diakonie|caritas|bäckerei|brauerei|druckerei|stiftung|sparkasse|kanzlei|praxis|universität|hochschule|schule|"
    r"stadt|gemeinde|gruppe|agentur|klinik|apotheke|spedition|akademie|werft|genossenschaft|gesellschaft|versicherung)$",
    re.IGNORECASE,
)
PLURAL = re.compile(r"(?:werke|betriebe|kliniken|werkstätten|märkte)$", re.IGNORECASE)


def at_company(company: str) -> str:
    """Return "bei" and the company, with the article that its last word or its first one asks for."""
    words = company.split()
    for place in (len(words) - 1, 0):
        word = words[place]
        if NEUTER.search(word):
            return f"beim {company}"
        if FEMININE.search(word):
            return f"bei der {company}"
        if PLURAL.search(word):
            declined = word if word.endswith("n") else f"{word}n"
            return f"bei den {' '.join([*words[:place], declined, *words[place + 1 :]])}"
    return f"bei {company}"
