"""The minutes of a week in which a call may be made: call hours less what is to be avoided."""

from recruiting.cadence.moments import Minute, minute_of_time
from recruiting.cadence.policies import Policy
from recruiting.cadence.vocabulary import Weekday

Window = tuple[Minute, Minute]  # the end is exclusive

MARK = 5  # on the day of the cause itself only minutes divisible by this count


class CallHours:
    """One policy's allowed minutes, by the remainder a Day leaves when divided by 7 (1 is a Monday)."""

    __slots__ = ("ends", "preferred", "times", "windows")

    def __init__(self, policy: Policy) -> None:
        week = tuple(Weekday)
        self.preferred = minute_of_time(policy.preferred_call_time)
        self.windows = tuple(_windows(policy, week[(remainder - 1) % 7]) for remainder in range(7))
        self.ends = tuple(each[-1][1] if each else Minute(0) for each in self.windows)
        self.times = tuple(self.best(each, Minute(0), 1) or Minute(0) for each in self.windows)

    def best(self, windows: tuple[Window, ...], least: Minute, step: int) -> Minute | None:
        """The rule for the time of a call, among the minutes from `least` on."""
        found = first_from(windows, max(least, self.preferred), step)
        return first_from(windows, least, step) if found is None else found


def first_from(windows: tuple[Window, ...], least: int, step: int) -> Minute | None:
    """The first allowed minute at or after `least` that `step` divides."""
    for start, end in windows:
        minute = -(-max(start, least) // step) * step
        if minute < end:
            return Minute(minute)
    return None


def _windows(policy: Policy, weekday: Weekday) -> tuple[Window, ...]:
    """The call hours of one weekday with each span to avoid cut out."""
    start, end = policy.call_hours
    windows = [(minute_of_time(start), minute_of_time(end))]
    for span in policy.avoid:
        if span.weekday is weekday:
            cut_from, cut_to = minute_of_time(span.from_), minute_of_time(span.to)
            pieces = [[(a, min(b, cut_from)), (max(a, cut_to), b)] for a, b in windows]
            windows = [piece for both in pieces for piece in both if piece[0] < piece[1]]
    return tuple(windows)
