"""The five policies that every firm starts with."""

from recruiting.cadence.policies import Policy
from recruiting.cadence.vocabulary import Approach, Channel

PRESETS: dict[str, Policy] = {
    "standard": Policy(),
    "sales": Policy(
        thank_you_within_hours=4,
        call_after_days=(1, 2),
        approach=Approach.ASSERTIVE,
        retry_after_days=(0, 1),
        max_attempts=4,
        repeat_after_days=(2, 3),
        max_follow_ups=8,
    ),
    "executive": Policy(
        thank_you_within_hours=24,
        call_after_days=(3, 5),
        repeat_after_days=(5, 8),
        max_attempts=2,
        max_follow_ups=4,
        give_up_after_days=90,
    ),
    "public_sector": Policy(
        thank_you_within_hours=24,
        call_after_days=(5, 7),
        after_promised_date_days=3,
        repeat_after_days=(10, 12),
        max_follow_ups=3,
        give_up_after_days=120,
        channel=Channel.INVITED,
    ),
    "email_only": Policy(channel=Channel.EMAIL),
}
