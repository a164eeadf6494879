"""Words as the review compares them: folded, as stems, close spellings and parts of compounds. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import snowballstemmer
from rapidfuzz import fuzz

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
ZU_WITHIN = re.compile(
    r"^(zusammen|zurueck|weiter|nach|fest|auf|aus|ein|vor|her|hin|los|mit|bei|dar|weg|ab|an|um|durch)zu(\w+n)$"
)
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
CLOSE = 86  # of 100: one letter of seven
SHORTEST_CLOSE, SHORTEST_FORM, SHORTEST_PART, SHORTEST_COMPOUND = 6, 5, 4, 7
PART_OF_COMPOUND = 0.6
COMPOUNDING = {"de"}  # "ownership" is no ship
LITTLE = 0.4  # what a word weighs that says little of what a text is about

# Words that say nothing of what a text is about
STOP = {
    "en": """a an the this that these those and or but nor so as at by for from in into of off on onto out over per to
        up with without within about after before between during through under until upon via i me my mine myself we us
        our ours you your yours they them their theirs it its he she him her his who whom whose which what where when
        why how if then than there here be am is are was were been being have has had having do does did done can could
        will would shall should may might must not no yes also too very more most much many such own same each every all
        any some both few other just only even ever never always again once like let s t re ve ll d m""",
    "de": """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber denn
        sondern als am an auf aus bei bis durch fuer gegen im in ins mit nach ohne seit trotz ueber um unter vom von vor
        waehrend wegen zu zum zur zwischen ich mich mir mein meine meinen meinem meiner meines wir uns unser unsere
        unseren unserem unserer du dich dir sie ihnen ihr ihre ihren ihrem ihrer ihres er es ihn ihm sein seine seinen
        seinem seiner sich man wer was wen wem wo wann warum wie wenn dann dass ob da dort hier bin ist sind war waren
        gewesen sei habe hat haben hatte hatten wird werden wurde wurden worden werde kann koennen konnte koennte will
        wollen wollte soll sollen sollte darf duerfen muss muessen mag moechte moechten nicht ja nein auch nur noch
        schon sehr mehr viel viele vielen so solche solchen solcher solches dieser diese dieses diesen diesem jener
        jene jenen jenem alle allem allen aller alles jede jeder jedes jeden selbst davon dazu dafuer darauf damit
        dabei daran""",
}
# Words that stand in many letters whatever they are about
COMMON = {
    "en": """time times year years month months week weeks day days way ways thing things people work works working job
        new old good better best great well long last next make made makes making get got go going went come came take
        took give need want matter matters use used become becoming back company team role position
        bring bringing brought""",
    "de": """zeit jahr jahre jahren monat monate woche wochen tag tage tagen art sache sachen leute menschen arbeit
        arbeiten neu neue neuen neues neuer gut gute guten besser beste lang lange machen macht gemacht gehen geht gehe
        kommen kommt geben gibt brauchen wollen firma unternehmen team stelle eigen eigene eigenen eigenes letzte
        letzten naechste naechsten halten halte haelt""",
}
# What no stemmer joins: irregular forms, and numbers said in another way
SAME = {
    "en": """one:single sell:sold,sale,sales teach:taught write:wrote,written build:built lead:led run:ran win:won
        grow:grew,grown
        choose:chose,chosen,choice keep:kept bring:brought find:found know:knew,known buy:bought lose:lost,loss
        cut:cutting think:thought begin:began,begun rise:rose,risen two:twice,pair half:halve,halved,halving,halves
        three:thrice double:doubled,doubling third:thirds""",
    "de": """zwei:zweimal,beide,beiden,zwo drei:dreimal kurz:kuerzer,kuerzere,kuerzeren halb:haelfte,halbieren,halbiert
        verlasslich:verlassen rente:rentner plastik:kunststoff sprechen:sprach,gesprochen,spreche,spricht
        lesen:lese,liest,las,gelesen bauen:gebaut,aufgebaut geben:gab,gegeben""",
}


def folded(text: str, language: str) -> str:
    """Return a text without case and accents; in German, umlauts are written out, as they are without a keyboard."""
    text = text.casefold().replace("’", "'")
    if language == "de":
        text = unicodedata.normalize("NFC", text).translate(GERMAN)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(each for each in plain if not unicodedata.combining(each)).replace("ß", "ss")


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer({"en": "english", "de": "german"}[language])


@cache
def _list(language: str, which: str) -> frozenset[str]:
    words = {"stop": STOP, "common": COMMON}[which][language].split()
    return frozenset(words if which == "stop" else [_plain_stem(folded(word, language), language) for word in words])


@cache
def _same(language: str) -> dict[str, str]:
    joined: dict[str, str] = {}
    for entry in SAME[language].split():
        head, forms = entry.split(":")
        stem = _plain_stem(folded(head, language), language)
        joined |= {_plain_stem(folded(form, language), language): stem for form in forms.split(",")}
    return joined


@lru_cache(maxsize=50_000)
def _plain_stem(word: str, language: str) -> str:
    stem: str = _stemmer(language).stemWord(word)
    return stem


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; irregular forms have the stem of their head word."""
    plain = _plain_stem(word.partition("'")[0] if word.endswith("'s") else word, language)
    return _same(language).get(plain, plain)


def _without_zu(word: str, language: str) -> str:
    """Return a German verb without the "zu" that stands within it: "abzulösen" is "ablösen"."""
    return ZU_WITHIN.sub(r"\1\2", word) if language == "de" else word


@lru_cache(maxsize=20_000)
def stems_of(text: str, language: str) -> frozenset[str]:
    """Return the stems of all words that a text is about: without those that only join the others."""
    words = [_without_zu(word, language) for word in WORD.findall(folded(text, language))]
    return frozenset(stem(word, language) for word in words if word not in _list(language, "stop"))


@lru_cache(maxsize=100_000)
def likeness(wanted: str, there: str, language: str) -> float:
    """Return how far one stem stands for another: 1 the same or spelt closely, 0.6 a part of its compound, 0 not.

    What says little by itself is no part that stands for a whole: "Arbeit" is not "Einarbeitung".
    """
    if wanted == there:
        return 1.0
    short, long = sorted((wanted, there), key=len)
    if len(short) >= SHORTEST_FORM and long.startswith(short) and len(long) - len(short) <= 3:
        return 1.0  # forms that the stemmer leaves apart
    if len(short) >= SHORTEST_CLOSE and fuzz.ratio(short, long) >= CLOSE:
        return 1.0
    compound = language in COMPOUNDING and len(long) >= SHORTEST_COMPOUND and len(short) >= SHORTEST_PART
    if not compound or short in _list(language, "common"):
        return 0.0
    return PART_OF_COMPOUND if long.startswith(short) or long.endswith(short) else 0.0


def language_of(texts: Iterable[str]) -> str:
    """Return the language that texts are written in, by the words that only join the others; "" where none tells."""
    counts = dict.fromkeys(STOP, 0)
    for text in texts:
        for language in counts:
            words = WORD.findall(folded(text, language))
            counts[language] += sum(word in _list(language, "stop") for word in words)
    most = max(counts.values())
    leading = [language for language, count in counts.items() if count == most]
    return leading[0] if len(leading) == 1 else ""


@lru_cache(maxsize=2_000)  # of one letter, reviewed while somebody writes
def coverage(fact: str, there: frozenset[str], language: str, told: frozenset[str] = frozenset()) -> float:
    """Return which share of what a fact is about stands among these stems, from 0 to 1, by what its words weigh.

    What was told before, by the fact that this one belongs to, proves nothing; unless it is all that there is.
    """
    weights = _weights(fact, language)
    own = tuple(each for each in weights if each[0] not in told)
    own, there = (own, there - told) if own else (weights, there)
    whole = sum(weight for _stem, weight in own)
    return sum(weight * _found(each, there, language) for each, weight in own) / whole if whole else 0.0


@lru_cache(maxsize=2_000)
def _weights(fact: str, language: str) -> tuple[tuple[str, float], ...]:
    common = _list(language, "common")
    return tuple((each, LITTLE if each in common else 1.0) for each in sorted(stems_of(fact, language)))


def _found(wanted: str, there: frozenset[str], language: str) -> float:
    if wanted in there:
        return 1.0
    first = second = 0.0  # both parts of a compound are the whole of it
    for each in there:
        alike = likeness(wanted, each, language)
        if alike == 1.0:
            return 1.0
        if alike > second:
            first, second = max(first, alike), min(first, alike)
    return min(1.0, first + second)
