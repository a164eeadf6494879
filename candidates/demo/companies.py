"""The companies of the demonstration, their people and openings; the telephone numbers are reserved for fiction."""

from __future__ import annotations

from dataclasses import dataclass

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
TUESDAY_TO_SATURDAY = ("tuesday", "wednesday", "thursday", "friday", "saturday")
WEDNESDAY_TO_SUNDAY = ("wednesday", "thursday", "friday", "saturday", "sunday")
SUNDAY_TO_THURSDAY = ("monday", "tuesday", "wednesday", "thursday", "sunday")


@dataclass(frozen=True)
class Person:
    """Somebody at a company; `place` is a zone, country and region of their own."""

    name: str
    title: str
    phone: str = ""
    place: tuple[str, str, str] | None = None
    accepts_calls: bool = True


@dataclass(frozen=True)
class Firm:
    """A company: its place, its people (interviewers first), its openings as (title, role family)."""

    key: str
    name: str
    place: tuple[str, str, str]
    people: tuple[Person, ...]
    jobs: tuple[tuple[str, str], ...]
    week: tuple[str, ...] = WEEK
    closed_at_year_end: bool = False


COMPANIES: tuple[Firm, ...] = (
    Firm(
        "harrow", "Harrow & Vale Logistics", ("Europe/London", "GB", "ENG"),
        (
            Person("Siobhán Fairweather-Ng", "Head of Operations", "+442079460118"),
            Person("Tunde Adeyemi", "Commercial Director", "+442079460142"),
            Person("Switchboard", "Front desk", "+442079460100"),
        ),
        (("Warehouse Operations Manager", "operations"), ("Key Account Manager", "sales"),
         ("Financial Controller", "finance")),
        closed_at_year_end=True,
    ),
    Firm(
        "brightwater", "Brightwater Energy", ("Europe/London", "GB", "SCT"),
        (
            Person("Ailsa MacCorquodale", "Engineering Manager", "+441314960137"),
            Person("Rory Szczepański", "Finance Director", "+441314960151"),
        ),
        (("Grid Integration Engineer", "engineering"), ("Treasury Analyst", "finance"),
         ("Commercial Manager, Heat Networks", "sales")),
        closed_at_year_end=True,
    ),
    Firm(
        "easthaven", "Easthaven Borough Council", ("Europe/London", "GB", "ENG"),
        (
            Person("Margaret Achterberg", "Head of Digital Services", "+441134960128"),
            Person("Devinder Gill", "HR Business Partner", "+441134960133"),
        ),
        (("Housing Policy Officer", "public"), ("Service Designer", "public")),
        closed_at_year_end=True,
    ),
    Firm(
        "nordlicht", "Nordlicht Möbelhaus", ("Europe/Berlin", "DE", "BE"),
        (
            Person("Jörg Petersen-Öztürk", "Filialleiter", "+493023125114"),
            Person("Annegret Vogel", "Leiterin Logistik", "+493023125127"),
        ),
        (("Store Manager, Berlin Mitte", "sales"), ("Deputy Logistics Lead", "operations")),
        week=TUESDAY_TO_SATURDAY,
    ),
    Firm(
        "mueller", "Müller & Söhne Feinmechanik GmbH", ("Europe/Berlin", "DE", "BY"),
        (
            Person("Dr. Käthe Müller", "Geschäftsführerin", "+498999998121"),
            Person("Xaver Huber", "Leiter Entwicklung", "+498999998146"),
        ),
        (("Embedded Software Engineer", "engineering"), ("Director of Manufacturing", "executive")),
        closed_at_year_end=True,
    ),
    Firm(
        "grandmaison", "Atelier Grandmaison", ("Europe/Paris", "FR", ""),
        (
            Person("Hélène de La Rochebrune", "Directrice de création", "+33199000142"),
            Person("Bastien N'Diaye", "Studio Manager", "+33199000157"),
        ),
        (("Brand Designer", "design"), ("Studio Producer", "design")),
    ),
    Firm(
        "acme", "Acme Industrial Supply", ("America/Chicago", "US", "IL"),
        (
            Person("Dolores Okonkwo-Reyes", "VP Sales", "+13125550142"),
            Person("Hank Sørensen", "Plant Manager", "+13125550167"),
            Person("Reception", "Front desk", "+13125550100"),
        ),
        (("Regional Sales Manager", "sales"), ("Inside Sales Representative", "sales"),
         ("Plant Scheduler", "operations")),
    ),
    Firm(
        "larkspur", "Larkspur Health", ("America/New_York", "US", "NY"),
        (
            Person("Dr. Amara Whitfield", "Chief Nursing Officer", "+12125550119"),
            Person("Gloria Santangelo", "Talent Partner", "+12125550173", accepts_calls=False),
        ),
        (("Nurse Manager, Outpatient", "healthcare"), ("Clinical Data Analyst", "healthcare"),
         ("Chief of Staff", "executive")),
    ),
    Firm(
        "redwood", "Redwood Quay Software", ("America/Los_Angeles", "US", "CA"),
        (
            Person("Mei-Ling Castellano", "Director of Engineering", "+14155550134"),
            # Leads the platform team from New York
            Person("Oluwaseun Brandt", "Staff Engineer", "+12125550188", ("America/New_York", "US", "NY")),
        ),
        (("Senior Backend Engineer", "engineering"), ("Site Reliability Engineer", "engineering"),
         ("Enterprise Account Executive", "sales")),
    ),
    Firm(
        "harbourlight", "Harbourlight Hotels", ("Australia/Sydney", "AU", "NSW"),
        (
            Person("Bronwyn Tuilagi", "General Manager", "+61255500123"),
            Person("Marco Della Valle", "Food & Beverage Director", "+61255500138"),
        ),
        (("Guest Services Manager", "hospitality"), ("Events Coordinator", "hospitality"),
         ("Corporate Sales Manager", "sales")),
        week=WEDNESDAY_TO_SUNDAY,
    ),
    Firm(
        "sakurai", "Sakurai Denki 桜井電機", ("Asia/Tokyo", "JP", ""),
        (Person("Haruka Fujiwara 藤原遥", "Recruiting Lead"), Person("Kenji Nakagawa", "Firmware Manager")),
        (("Firmware Engineer", "engineering"), ("Quality Assurance Lead", "engineering")),
        closed_at_year_end=True,
    ),
    Firm(
        "alnoor", "Al Noor Contracting", ("Asia/Riyadh", "SA", ""),
        (
            # Interviews from the London office, on London's clock and holidays
            Person("Farah Al-Otaibi", "Head of Projects", "+442079460175", ("Europe/London", "GB", "ENG")),
            Person("Yusuf Haddad", "Finance Manager", "+442079460188"),
        ),
        (("Cost Engineer", "finance"), ("Project Finance Manager", "finance")),
        week=SUNDAY_TO_THURSDAY,
    ),
)  # fmt: skip
