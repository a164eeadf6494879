"""The candidates of the demonstration, by the work they do, and what each can claim."""

from __future__ import annotations

from dataclasses import dataclass

from candidates.demo.accounts import CANDIDATE

LONDON, BERLIN, PARIS, STOCKHOLM = "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Stockholm"
NEW_YORK, CHICAGO, PACIFIC = "America/New_York", "America/Chicago", "America/Los_Angeles"
SYDNEY, TOKYO, REYKJAVIK, WARSAW = "Australia/Sydney", "Asia/Tokyo", "Atlantic/Reykjavik", "Europe/Warsaw"


@dataclass(frozen=True)
class Seeker:
    """A candidate: the family of jobs they look for, their number and where they are."""

    name: str
    email: str
    phone: str
    time_zone: str
    family: str


def _seekers(family: str, *rows: tuple[str, str, str, str]) -> tuple[Seeker, ...]:
    return tuple(Seeker(name, email, phone, zone, family) for name, email, phone, zone in rows)


SEEKERS: tuple[Seeker, ...] = (
    *_seekers(
        "engineering",
        ("Þóra van der Berg-Zieliński", "thora@example.org", "+442079460301", REYKJAVIK),
        ("Kwame Boateng", "kwame.boateng@example.com", "+441314960302", LONDON),
        ("Ingrid Håkansson", "ingrid.h@example.org", "+46846500410", STOCKHOLM),
        ("Dr. Lukas Brandmüller", "l.brandmueller@example.net", "+498999998103", BERLIN),
        ("Anjali Deshpande", "anjali@example.com", "+14155550105", PACIFIC),
        ("Tomasz Wiśniewski", "t.wisniewski@example.org", "+493023125106", WARSAW),
        ("Grace Okafor", "grace.okafor@example.com", "+12125550107", NEW_YORK),
        ("Satoshi Yamane", "s.yamane@example.net", "", TOKYO),
        ("Niamh O'Sullivan", "niamh@example.com", "+441174960309", LONDON),
        ("Diego Fuentes Aldama", "diego.fuentes@example.org", "+13125550110", CHICAGO),
    ),
    *_seekers(
        "sales",
        (CANDIDATE.name, CANDIDATE.email, "+442079460311", LONDON),
        ("Marcus Delacroix", "marcus.d@example.com", "+13125550112", CHICAGO),
        ("Fatima Zahra Benali", "fz.benali@example.net", "+33199000113", PARIS),
        ("Jonas Kirchhoff", "jonas.kirchhoff@example.org", "+493023125114", BERLIN),
        ("Shanice Baptiste", "shanice@example.com", "+12125550115", NEW_YORK),
        ("Owen Prytherch", "owen.p@example.net", "+442920180316", LONDON),
        ("Leilani Kahale", "leilani.k@example.com", "+14155550117", PACIFIC),
        ("Viktor Stoyanov", "viktor@example.org", "+442079460318", LONDON),
    ),
    *_seekers(
        "operations",
        ("Beatriz Monteiro", "beatriz.monteiro@example.com", "+442079460319", LONDON),
        ("Emeka Nwosu", "emeka@example.org", "+441134960320", LONDON),
        ("Hannelore Zimmermann", "h.zimmermann@example.net", "+493023125121", BERLIN),
        ("Curtis Blackwood", "curtis.b@example.com", "+13125550122", CHICAGO),
        ("Amélie Fontaine", "amelie.fontaine@example.org", "+33199000123", PARIS),
    ),
    *_seekers(
        "finance",
        ("Rashid Al-Mansouri", "rashid@example.com", "+442079460324", LONDON),
        ("Catriona Drummond", "catriona.d@example.org", "+441314960325", LONDON),
        ("Wei Jie Tan", "weijie.tan@example.net", "+442079460326", LONDON),
        ("Eleftheria Papadopoulou", "eleftheria@example.com", "+441614960327", LONDON),
        ("Samuel Ashworth", "sam.ashworth@example.com", "+441614960328", LONDON),
    ),
    *_seekers(
        "healthcare",
        ("Rosalind Achebe", "rosalind.achebe@example.com", "+12125550129", NEW_YORK),
        ("Joaquín Peralta", "j.peralta@example.org", "+12125550130", NEW_YORK),
        ("Miriam Goldfarb", "miriam.g@example.net", "+12125550131", NEW_YORK),
    ),
    *_seekers(
        "design",
        ("Clémence Vasseur", "clemence@example.org", "+33199000132", PARIS),
        ("Isla Cheng-Robertson", "isla.cr@example.com", "+441314960333", LONDON),
        ("Matteo Bianchi", "matteo.bianchi@example.net", "+33199000134", PARIS),
    ),
    *_seekers(
        "public",
        ("Zainab Hussein", "zainab.hussein@example.com", "+441134960335", LONDON),
        ("Callum Braithwaite", "callum.b@example.org", "+441134960336", LONDON),
    ),
    *_seekers(
        "hospitality",
        ("Tāne Rangihuna", "tane@example.com", "+61255500137", SYDNEY),
        ("Phoebe Lockhart", "phoebe.lockhart@example.net", "+61491570156", SYDNEY),
    ),
    *_seekers(
        "executive",
        ("Prof. Adaeze Lindholm", "adaeze.lindholm@example.org", "+46846500439", STOCKHOLM),
        ("Konrad Freiherr von Thalheim", "k.thalheim@example.com", "+498999998140", BERLIN),
    ),
)

QUALIFICATIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "engineering": (
        ("I keep services up", "99.98 % over two years for 40 million requests a day"),
        ("I make slow systems fast", "cut a nightly batch from six hours to 25 minutes"),
        ("I bring people on", "four juniors I mentored now lead teams"),
    ),
    "sales": (
        ("I open new territory", "first 30 accounts in the Midlands within a year"),
        ("I keep the accounts I win", "94 % renewal over three years"),
        ("I forecast honestly", "within 5 % of plan for eleven quarters"),
    ),
    "operations": (
        ("I run safe sites", "812 days without a lost-time accident"),
        ("I take cost out without taking people out", "17 % less per parcel, nobody let go"),
    ),
    "finance": (
        ("I close the books quickly", "month end in four days, down from eleven"),
        ("I have raised project debt", "two solar parks, 140 million in all"),
    ),
    "healthcare": (
        ("I lead calm wards", "turnover from 31 % to 12 % in 18 months"),
        ("I know the data behind the care", "built the readmission dashboard now used at five sites"),
    ),
    "design": (
        ("I carry a brand from sketch to shop floor", "three launches, two of them awarded"),
        ("I keep a studio on time", "46 of 48 deliveries last year on the day"),
    ),
    "public": (
        ("I write policy that people can read", "tenancy guide tested with 60 residents"),
        ("I bring services online", "parking permits: 81 % now without a phone call"),
    ),
    "hospitality": (
        ("I turn complaints into returning guests", "review score from 3.9 to 4.6"),
        ("I run large events", "a 900-guest wedding weekend with two days' notice of rain"),
    ),
    "executive": (
        ("I have turned a plant round", "from a loss of 4 million to break-even in 20 months"),
        ("I build boards' trust", "two successions prepared and carried through"),
    ),
}
