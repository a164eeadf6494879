"""Names in a letter: whether somebody is greeted by theirs, and which companies it speaks of. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from candidates.coaching.words import GERMAN

ALMOST = 72  # of 100: how like a name must be to be that name misspelt, and not another
# Letters that are no other letter with a mark, and what is typed instead
PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "þ": "th", "ð": "d", "&": "und"}
)
CLOSE_COMPANY, LONG_ENOUGH, NOWHERE = 92, 9, 60
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "frau", "herr", "herrn", "dipl"}
GREETINGS = {
    "dear", "hello", "hi", "good", "morning", "afternoon", "evening", "guten", "tag", "morgen", "abend", "hallo",
    "liebe", "lieber", "sehr", "geehrte", "geehrter", "geehrten", "verehrte", "verehrter",
}  # fmt: skip
LEGAL = re.compile(
    r"[\s,]+(?:g?gmbh(?:\s*&\s*co\.?\s*kg(?:aa)?)?|mbh|ag(?:\s*&\s*co\.?\s*kg(?:aa)?)?|kg(?:aa)?|se|g?ug|ohg|gbr|e\.?\s?[gkv]\.?|"
    r"(?:co\.?,?\s*)?ltd\.?|limited|plc|llp|llc|lp|inc\.?|corp\.?|co\.?|pty\.?(?:\s*ltd\.?)?|"
    r"s\.?a\.?(?:\s?s\.?|\s?r\.?l\.?)?|s\.?p\.?a\.?|s\.?r\.?l\.?|b\.?v\.?|n\.?v\.?|aps|oy|ab|a/s)\s*$",
    re.IGNORECASE,
)
# An advertisement is to anybody; a letter is about the position itself
FOR_ANYBODY = re.compile(r"\s*\(\s*[mwfdxi](?:\s*[/|,]\s*[mwfdxi])+\s*\)", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|&")


class Greeted(StrEnum):
    """How somebody is greeted."""

    RIGHT = "right"
    MISSPELT = "misspelt"
    NOT = "not"


@lru_cache(maxsize=20_000)
def spellings(name: str) -> frozenset[str]:
    """Return the ways to write a name without case, marks and signs: "müller" as "muller" and "mueller"."""
    lower = unicodedata.normalize("NFC", name.casefold())
    ways = {_bare(lower), _bare(lower.translate(GERMAN))}
    return frozenset(way for way in ways if way)


def _bare(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text.translate(PLAIN)) if each.isalnum())


def greeted(greeting: str, name: str) -> Greeted:
    """Say how a greeting names somebody: whole, by surname or by given name is right, whatever the accents."""
    said = [word for word in WORD.findall(greeting) if _bare(word.casefold()) not in TITLES | GREETINGS]
    if not said:
        return Greeted.NOT
    if _is_named(said, name):
        return Greeted.RIGHT
    return Greeted.MISSPELT if _is_almost(said, name) else Greeted.NOT


def _parts(name: str) -> list[str]:
    return [word for word in name.replace(",", " ").split() if _bare(word.casefold()) not in TITLES]


def _is_named(said: Sequence[str], name: str) -> bool:
    parts = _parts(name)
    whole = spellings("".join(said))
    endings = ["".join(parts[at:]) for at in range(len(parts))]  # "van der Berg" is a surname, and so is "Berg"
    return any(whole & spellings(each) for each in [*endings, *parts[:1]])


def _is_almost(said: Sequence[str], name: str) -> bool:
    """Say whether it is meant for this person: like the whole name, or one part right and the other near."""
    parts, words = _parts(name), [next(iter(spellings(word)), "") for word in said]
    if _likeness("".join(said), "".join(parts)) >= ALMOST:
        return True
    return len(words) == 1 and any(_likeness(words[0], part) >= ALMOST for part in parts)


def _likeness(one: str, other: str) -> float:
    return max((fuzz.ratio(a, b) for a in spellings(one) for b in spellings(other)), default=0.0)


@dataclass(frozen=True)
class Mention:
    """Where a text names a company."""

    start: int
    end: int


def short_name(company: str) -> str:
    """Return a company's name without its legal form, as people say it."""
    return LEGAL.sub("", company).strip() or company


@dataclass(frozen=True)
class Word:
    """A word where it stands in a text, and the ways to write it."""

    text: str
    start: int
    end: int
    spellings: frozenset[str]


@lru_cache(maxsize=2000)
def mentions(text: str, company: str) -> tuple[Mention, ...]:
    """Return where a text names a company: its words one after the other, with or without accents and legal form.

    A name of one word must begin there with a capital, or as it is written; a long one may be off by a letter.
    """
    short = short_name(company)
    wanted = [spellings(word) for word in WORD.findall(short)]
    if not wanted or not wanted[0] or fuzz.partial_ratio(short.casefold(), text.casefold()) < NOWHERE:
        return ()
    words, begins = _words(text), wanted[0] | {f"{word}s" for word in wanted[0]}
    slips = len("".join(min(each) for each in wanted if each)) >= LONG_ENOUGH
    runs = (
        run
        for first, last, run in _runs(words, len(wanted))
        if not first.spellings.isdisjoint(begins)
        or (slips and fuzz.ratio(text[first.start : last.end], short) >= ALMOST)
    )
    return tuple(
        Mention(words[run][0].start, words[run][-1].end) for run in runs if _is_meant(words[run], short, wanted)
    )


def _runs(words: Sequence[Word], length: int) -> Iterator[tuple[Word, Word, slice]]:
    """Return every so many words in a row: the first, the last, and where they are."""
    for at, (first, last) in enumerate(zip(words, words[length - 1 :], strict=False)):
        yield first, last, slice(at, at + length)


def advertised(job: str) -> str:
    """Return a position without the marks of an advertisement: "(f/m/d)"."""
    return FOR_ANYBODY.sub("", job).strip()


@lru_cache(maxsize=2000)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(match.group(), match.start(), match.end(), spellings(match.group())) for match in WORD.finditer(text)
    )


def _is_meant(run: Sequence[Word], company: str, wanted: Sequence[frozenset[str]]) -> bool:
    if len(run) == 1 and not run[0].text[:1].isupper() and not company.startswith(run[0].text):
        return False
    if all(_same_word(there.spellings, each) for there, each in zip(run, wanted, strict=True)):
        return True
    said, name = ("".join(min(each) for each in part if each) for part in ([each.spellings for each in run], wanted))
    return len(name) >= LONG_ENOUGH and abs(len(said) - len(name)) <= 1 and fuzz.ratio(said, name) >= CLOSE_COMPANY


def _same_word(there: frozenset[str], wanted: frozenset[str]) -> bool:
    """Compare words; a name's last may stand in the genitive ("Brightwaters", "Quillfeather's")."""
    return not there.isdisjoint(wanted) or not there.isdisjoint({f"{word}s" for word in wanted})
