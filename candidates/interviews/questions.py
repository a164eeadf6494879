"""What a debrief does not say yet, as questions: codes with their sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

SENTENCES = {
    "no_topics": gettext_lazy("What did you talk about? One topic is enough to begin with."),
    "topic_without_help": gettext_lazy("How can you help with “%(about)s”?"),
    "no_challenges": gettext_lazy("Ask them: what is the hardest thing for your team at the moment?"),
    "challenge_without_enthusiasm": gettext_lazy("Why would you like to work on “%(about)s”?"),
    "challenge_without_expertise": gettext_lazy("What have you done that bears on “%(about)s”?"),
    "no_strengths": gettext_lazy("Ask them: what are you proud of, and what is it good for?"),
    "strength_without_mine": gettext_lazy("Which strength of yours fits “%(about)s”?"),
    "strength_without_goal": gettext_lazy("Ask them: which goal does “%(about)s” serve?"),
    "qualifications_not_chosen": gettext_lazy("Which two or three of your qualifications matter most to them?"),
    "timeframe_not_asked": gettext_lazy("Ask them: when will you decide, and may I call then?"),
}
# What only the company can answer, in a conversation
THEIRS = {"no_challenges", "no_strengths", "strength_without_goal", "timeframe_not_asked"}
# By list: the code for none, the key that says what it is about, and the code for each key that may be missing
LISTS = {
    "topics": ("no_topics", "topic", {"help": "topic_without_help"}),
    "challenges": (
        "no_challenges",
        "challenge",
        {"enthusiasm": "challenge_without_enthusiasm", "expertise": "challenge_without_expertise"},
    ),
    "strengths": ("no_strengths", "strength", {"mine": "strength_without_mine", "goal": "strength_without_goal"}),
}


@dataclass(frozen=True)
class Question:
    """One thing that is missing, and what it is about."""

    code: str
    about: str = ""

    @property
    def is_theirs(self) -> bool:
        """Say whether it is for the company to answer, not for the candidate to think of."""
        return self.code in THEIRS

    @property
    def sentence(self) -> str:
        """Return it as a question."""
        about = self.about if len(self.about) <= 60 else self.about[:59].rstrip() + "…"
        return str(SENTENCES[self.code]) % {"about": about}


def questions_left(
    lists: Mapping[str, Sequence[Mapping[str, str]]], *, qualifications_chosen: bool, timeframe_asked: bool
) -> list[Question]:
    """Return what is missing, in the order in which the debrief asks for it."""
    found = [question for name in LISTS for question in _of_list(name, lists.get(name, ()))]
    if not qualifications_chosen:
        found.append(Question("qualifications_not_chosen"))
    if not timeframe_asked:
        found.append(Question("timeframe_not_asked"))
    return found


def _of_list(name: str, entries: Sequence[Mapping[str, str]]) -> Iterator[Question]:
    none, head, missing = LISTS[name]
    if not entries:
        yield Question(none)
    for entry in entries:
        yield from (Question(code, entry[head]) for key, code in missing.items() if not entry.get(key))
