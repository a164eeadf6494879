"""What was talked about in the demonstration's interviews, in the words people type, by role family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

Entry = dict[str, str]


@dataclass(frozen=True)
class Talk:
    """What may come up in interviews of a family: topics, challenges and strengths."""

    topics: tuple[tuple[str, str], ...]
    challenges: tuple[tuple[str, str, str], ...]
    strengths: tuple[tuple[str, str, str], ...]

    def debrief(self, rng: Random) -> dict[str, list[Entry]]:
        """Return the facts of one interview: two topics or so, a challenge and a strength or two."""
        topics = rng.sample(self.topics, k=min(len(self.topics), rng.choice((1, 2, 2, 3))))
        challenges = rng.sample(self.challenges, k=min(len(self.challenges), rng.choice((1, 1, 2))))
        strengths = rng.sample(self.strengths, k=min(len(self.strengths), rng.choice((1, 1, 2))))
        return _facts(topics, challenges, strengths)

    def whole(self, rng: Random) -> dict[str, list[Entry]]:
        """Return the facts of an interview of which much was noted: as much as a letter holds."""
        return _facts(
            rng.sample(self.topics, k=min(len(self.topics), 2)),
            rng.sample(self.challenges, k=1),
            rng.sample(self.strengths, k=min(len(self.strengths), 2)),
        )


def _facts(
    topics: Sequence[tuple[str, str]],
    challenges: Sequence[tuple[str, str, str]],
    strengths: Sequence[tuple[str, str, str]],
) -> dict[str, list[Entry]]:
    return {
        "topics": [{"topic": what, "help": how} for what, how in topics],
        "challenges": [
            {"challenge": what, "enthusiasm": why, "expertise": evidence} for what, why, evidence in challenges
        ],
        "strengths": [{"strength": what, "mine": mine, "goal": goal} for what, mine, goal in strengths],
    }


TALKS: dict[str, Talk] = {
    "engineering": Talk(
        (
            (
                "moving the billing service off the monolith",
                "I did this once already, table by table, without a freeze",
            ),
            ("on-call that people can live with", "rotating by follow-the-sun and deleting noisy alerts"),
            ("test benches for new boards", "I can bring the simulator I wrote for motor controllers"),
            ("how releases are cut", "weekly trains with feature flags"),
        ),
        (
            (
                "latency doubles every evening",
                "I like problems that only show under load",
                "profiled and halved p99 at my last company",
            ),
            (
                "two teams own the same data",
                "untangling it is the kind of design work I enjoy",
                "led a split of one schema into four",
            ),
            (
                "a supplier ends the chip they rely on",
                "porting firmware is where I learned most",
                "moved 60,000 lines to a new target in five months",
            ),
        ),
        (
            (
                "they let engineers talk to customers",
                "I write well and listen better",
                "fewer features nobody asked for",
            ),
            (
                "a culture of written decisions",
                "I have kept an architecture log for years",
                "a second office by next summer",
            ),
        ),
    ),
    "sales": Talk(
        (
            ("opening the northern region", "I know eleven of the buyers there by name"),
            ("shorter quotes", "I can bring the one-page offer that raised my own win rate by a fifth"),
            ("how the team uses its CRM", "I can train people on the parts that save them time"),
            ("winning back buyers who went quiet", "I call twelve of them every week, and one in four orders again"),
            ("what the first ninety days should bring", "a list of forty accounts, visited and ranked"),
            ("selling together with the service team", "I took two technicians along to every renewal last year"),
        ),
        (
            (
                "two of five regional accounts are up for tender",
                "a renewal fight is where I am at my best",
                "kept 9 of 10 tendered accounts since 2021",
            ),
            (
                "a competitor undercuts them by 8 %",
                "I would rather sell on value than on price",
                "won three deals last year as the dearest offer",
            ),
            (
                "half of the pipeline has not moved since spring",
                "I enjoy finding out which deals are real",
                "cleared 200 stale deals in a month and doubled the hit rate",
            ),
        ),
        (
            (
                "same-day delivery nobody else offers",
                "I have sold logistics as a feature before",
                "double the share of repeat orders",
            ),
            (
                "a service team that customers praise",
                "I bring stories from customers into every pitch",
                "grow without discounting",
            ),
            (
                "people stay for ten years and more",
                "I build relationships that outlast a contract",
                "become the supplier that buyers recommend",
            ),
        ),
    ),
    "operations": Talk(
        (
            ("scaling the warehouse for the spring peak", "I ran the move from two to three shifts at my last site"),
            ("slotting by how often things are picked", "I can set it up in the system they have"),
            ("accident reports", "short daily walks found more than the monthly audit"),
        ),
        (
            ("night shift turnover", "I enjoy building crews that stay", "brought leavers down from 40 % to 15 %"),
            (
                "returns pile up on Mondays",
                "it is a puzzle of layout more than of people",
                "redesigned a returns line for 3,000 items a day",
            ),
        ),
        (
            ("managers who started on the floor", "so did I", "open the second hall without outside hires"),
            ("their own fleet", "planned routes for 60 vans", "deliver before ten everywhere in the city"),
        ),
    ),
    "finance": Talk(
        (
            ("a faster month end", "reconciling daily instead of on the last day"),
            ("cash forecasts for new sites", "I keep a 13-week model that a director can read"),
            ("the change of auditors", "I have led one from both sides of the table"),
        ),
        (
            (
                "costs are booked three weeks late",
                "closing that gap is satisfying work",
                "introduced receipts on the day at a contractor of 400 people",
            ),
            (
                "currency swings eat the margin",
                "hedging is what I trained for",
                "managed a book of 60 million in four currencies",
            ),
        ),
        (
            ("a board that reads the notes", "I write notes that can be read", "refinance before the year is out"),
            ("projects priced line by line", "I come from cost engineering", "bid on two larger hospitals"),
        ),
    ),
    "healthcare": Talk(
        (
            ("shift patterns in the outpatient clinic", "self-rostering worked on my ward"),
            ("data quality in discharge letters", "I built the checks at my hospital"),
        ),
        (
            (
                "nurses leave in their second year",
                "mentoring is why I became a manager",
                "kept 11 of 12 new starters last year",
            ),
            (
                "five systems that do not talk",
                "I like being the translator between them",
                "mapped lab codes for three sites",
            ),
        ),
        (
            ("time for teaching is protected", "I hold a certificate in clinical education", "become a training site"),
            ("patients sit on every panel", "I have co-written guidelines with patients", "fewer readmissions"),
        ),
    ),
    "design": Talk(
        (
            ("refreshing the brand without losing the monogram", "I would start from the archive"),
            ("planning around fashion week", "a calendar in which photographers are booked first"),
        ),
        (
            (
                "every market makes its own posters",
                "bringing order without killing ideas is what I love",
                "wrote the guide 14 countries now use",
            ),
        ),
        (("the workshop is in the building", "I draw by hand and know materials", "show more of how things are made"),),
    ),
    "public": Talk(
        (
            ("repairs reported online", "I can bring the interviews I did with tenants"),
            ("plain words in decisions", "I have rewritten 30 standard letters"),
        ),
        (
            (
                "waiting lists nobody can explain",
                "being able to say why is what public work is for",
                "published the scoring of a list of 2,000",
            ),
        ),
        (
            (
                "councillors come to user research",
                "I have run sessions with elected members",
                "half of all requests online by spring",
            ),
        ),
    ),
    "hospitality": Talk(
        (
            ("check-in at peak times", "a host in the queue with a tablet"),
            ("weddings in the winter garden", "I know two planners who look for such a room"),
        ),
        (
            (
                "breakfast is full from eight to nine",
                "I enjoy moving people without their noticing",
                "spread arrivals by a simple offer at 120 rooms",
            ),
        ),
        (("staff are promoted from within", "I began as a night porter", "open the second house next season"),),
    ),
    "executive": Talk(
        (
            ("the second site", "I have built one from a field to first delivery"),
            ("succession in the founding family", "I have accompanied two, with patience"),
        ),
        (
            (
                "margins that fell three years running",
                "finding out why, on the floor, is the part I look forward to",
                "took a plant back to break-even",
            ),
        ),
        (("patient owners", "I plan in years, not quarters", "independence for another generation"),),
    ),
}
