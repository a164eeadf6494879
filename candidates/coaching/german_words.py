"""Which German words tell the form of a phrase, and which lose the capital that begins a line. Pure."""

from __future__ import annotations

import re

SUBJECTS = set("ich mir mich es wir man er".split())
FINITE = set(
    """ist sind hat habe haben wird werden kann können war waren muss müssen fehlt fehlen dauert dauern geht gehen liegt
    liegen läuft laufen kommt kommen bleibt bleiben steht stehen kostet kosten verliert passt hält halten bin weiß kenne
    macht machen soll sollen will wollen sucht suchen redet reden baut bauen arbeitet arbeiten arbeite drückt drücken
    schwankt fährt fahren traut reizt freut sank sanken stimmt fällt fallen hilft helfen probieren reicht gibt zählt
    wächst wachsen steigt steigen sinkt stellt braucht brauchen ziehen zieht bringt lohnt gewinnt entscheidet liefern
    liefert""".split()
)
# At the end of "die Preise schwanken" they are no task
HAPPENING = set(
    """schwanken steigen sinken fehlen wachsen stagnieren altern kündigen warten streiken schwankt steigt sinkt fehlt
    wächst kündigt ist sind""".split()
)
SAME_CASES = set(
    """null die das eine keine diese dieses mehr weniger viele wenige einige meine ihre unsere wenig viel zwei drei vier
    fünf sechs sieben acht neun zehn elf zwölf vierzehn fünfzehn zwanzig dreißig vierzig fünfzig hundert beide alle
    mehrere jede jedes""".split()
)
OTHER_CASES = set("der den dem des ein einen einem einer kein mein ihr unser jeder".split())
QUESTIONS = set("wie ob warum weshalb was wo wann".split())
FIRST = QUESTIONS | set(
    """weil dass indem durch mit bei beim im am in auf aus für von zu zum zur um nach ohne unter über seit gut sehr so
    sie bis als an gegen nachts""".split()
)
STATE = set("spreche kenne leite arbeite weiß kann beherrsche programmiere bin habe führe betreue besitze".split())
ADJECTIVES = set(
    """fließend sicher erfahren geübt vertraut bewandert begeistert geduldig gründlich gewohnt neugierig verliebt
    zertifiziert fasziniert""".split()
)
ALONE = set(
    """pragmatisch gründlich praktisch genau zuverlässig belastbar kreativ flexibel sorgfältig geduldig neugierig
    loyal klimaneutral ehrlich hartnäckig selbstständig selbständig analytisch ruhig humorvoll""".split()
)
AFTER_ADJECTIVE = set("in im mit von bei beim auf darin als für und".split())
# They end like what was done, but are what somebody is
BEING = set("zertifiziert weitergebildet qualifiziert geprüft".split())
ADJECTIVE = re.compile(
    r"^(?:\w*(?:lich|weis|ig|isch|bar|sam|end|iert|ell|iv|los|voll|sicher|reich|neutral|ge\w+t|ge\w+en|stiegen|wachsen)"
    r"|groß|gut|neu|alt|hoh|höher|niedrig|klein|kurz|kürzer|lang|länger|flach|offen|eigen|knapp|leer|gesund|schnell|schneller"
    r"|besser|klar|stark|schwach|fair|frei|früh|spät|sauber|zweit|dritt|erst|mehr|jung|fest|treu|hart|leicht|schwer|ruhig"
    r"|unzuverlässig|digital|regional|sozial|zentral|international|national)(?:e|es|er|en|em)$",
    re.IGNORECASE,
)
ROLES = re.compile(
    r"(?:meister|leiter|manager|kraft|experte|expert|ausbilder|auditor|trainer|berater|entwickler|techniker|ingenieur|"
    r"kaufmann|kauffrau|fachwirt|user|mentor|coach|programmierer|anleiter|betriebswirt|mechaniker|architekt)(?:in)?$",
    re.IGNORECASE,
)
ZU = re.compile(
    r"\bzu [a-zäöüß]+n$|\b(?:ab|an|auf|aus|ein|vor|nach|um|zusammen|weiter|her|hin|los|mit|zurück|durch|fest)"
    r"zu[a-zäöüß]+en$"
)
DONE = re.compile(
    r"^(?:\w*ge[a-zäöüß]+(?:t|en)|\w+iert|(?:be|ver|ent|er|zer|über|unter)[a-zäöüß]+t|verloren|übernommen|"
    r"unterschrieben|betrieben|verhandelt|vorgenommen|umgebaut|erfunden|bestanden|eingeworben)$"
)
NOT_DONE = set(
    """gewesen gewachsen gegangen gekommen geworden gefahren gereist vernetzt vertraut bekannt gefragt geeignet
    bewandert gewohnt geübt begeistert erfahren gegen geben gehen gewinnen genießen weitergeben angehen eingehen
    vergeben veranlagt""".split()
)
NO_VERBS = set("unten oben außen innen morgen allen gegen wegen neben selten eigenen".split())
SEPARABLE = re.compile(
    r"^(?:zusammen|zurück|weiter|nach|fest|auf|aus|ein|vor|her|hin|los|mit|bei|dar|weg|ab|an|um)(?=[b-df-hj-np-tv-zäöü]|arb|"
    r"erk|üb)"
)
INSEPARABLE = set("antworten einigen ändern ankern umarmen umgeben umfassen mitteln umwerben".split())
RELATIVE = re.compile(
    r", (?:(?:mit|für|auf|in|an|bei|von|aus|nach|zu|über) )?"
    r"(?:die|der|das|den|dem|dass|wie|wo|ob|was|wer|weil|wenn|deren|dessen|denen)\b"
)
# What is masculine, by its last part; and what is declined where it is the object: "den Kunden"
MASCULINE = re.compile(
    r"(?:zug|bau|stieg|gang|druck|stand|wechsel|kauf|plan|abgleich|shop|markt|prozess|standort|halt|pool|service|weg)$",
    re.IGNORECASE,
)
NEUTER = re.compile(
    r"(?:netz|team|lager|labor|konzept|projekt|system|werk|haus|ohr|sortiment|vorbild|audit|modell|büro|programm)$",
    re.IGNORECASE,
)
DECLINED = re.compile(
    r"(?:kunde|kollege|experte|herr|mensch|spezialist|lieferant|praktikant|student|junge|pate)$", re.IGNORECASE
)
LEARNT = re.compile(r"^(?:Erfahrung|Ausbildung|Weiterbildung|Fortbildung)")
FEMININE = re.compile(r"(?:ung|heit|keit|schaft|tion|tät)$")
CHANGES = {
    "erhöht": "Erhöhung", "gesenkt": "Senkung", "gesteigert": "Steigerung", "reduziert": "Reduzierung",
    "verbessert": "Verbesserung", "verkürzt": "Verkürzung", "verringert": "Verringerung",
}  # fmt: skip
