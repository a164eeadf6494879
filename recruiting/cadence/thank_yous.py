"""When the thank-you email is due."""

from recruiting.cadence.moments import HOUR, Day, Instant, after
from recruiting.cadence.rules import Rules


def deadline(rules: Rules, ended_at: Instant) -> Instant:
    """So long after the interview, brought within the email hours."""
    return in_email_hours(rules, ended_at, after(ended_at, rules.thank_you_within))


def in_email_hours(rules: Rules, ended_at: Instant, wanted: Instant) -> Instant:
    """As wanted, or the last end of email hours before that, or the first start after the interview."""
    day = rules.zone.day_of(wanted)
    start, _, end = rules.email_slot(day)
    if start <= wanted <= end:
        return wanted
    if end >= wanted:
        day = Day(day - 1)
    if rules.emails_end(day) >= ended_at + HOUR:
        return rules.emails_end(day)
    return _first_start_after(rules, ended_at)


def _first_start_after(rules: Rules, ended_at: Instant) -> Instant:
    day = rules.zone.day_of(ended_at)
    while rules.emails_start(day) <= ended_at:
        day = Day(day + 1)
    return rules.emails_start(day)


def before_follow_up(rules: Rules, ended_at: Instant, planned: Instant, follow_up: Instant | None) -> Instant:
    """An hour before an earlier follow-up where there is room for that; else as planned."""
    if follow_up is None or follow_up >= planned:
        return planned
    wanted = after(follow_up, -HOUR)
    if wanted < ended_at + HOUR:
        return planned
    moved = in_email_hours(rules, ended_at, wanted)
    return moved if moved < follow_up else planned
