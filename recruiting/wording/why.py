"""Why a step is due when it is: the engine's facts as one or two sentences, and as a fuller list."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop

from recruiting.cadence import AnchorWhat, Approach, Kind, Reason, Rule, StepStatus, Why
from recruiting.wording.causes import anchor_words, cause_words, email_because
from recruiting.wording.messages import gettext as _
from recruiting.wording.moments import day_near, moment_said
from recruiting.wording.moves import detours, move_line, not_then, passed_line
from recruiting.wording.phrases import days_counted, quoted, sentence
from recruiting.wording.policies import policy_field_label, policy_value_words
from recruiting.wording.steps import Reader, reason_label

HEADS = {
    Kind.CALL: gettext_noop("Call on %(due)s, %(cause)s"),
    Kind.EMAIL: gettext_noop("Email on %(due)s, %(cause)s"),
    Rule.THANK_YOU_DEADLINE: gettext_noop("Send the thank-you by %(due)s, %(cause)s"),
    Rule.INTERVIEW_ENDED: gettext_noop("Ask on %(due)s, %(cause)s"),
}
ENDED_HEADS = {
    Kind.CALL: gettext_noop("The call was planned for %(due)s, %(cause)s"),
    Kind.EMAIL: gettext_noop("The email was planned for %(due)s, %(cause)s"),
    Rule.THANK_YOU_DEADLINE: gettext_noop("The thank-you was due by %(due)s, %(cause)s"),
    Rule.INTERVIEW_ENDED: gettext_noop("The time to ask was %(due)s, %(cause)s"),
}
UNPLANNED_HEADS = {
    Kind.CALL: gettext_noop("Called on %(due)s, %(cause)s"),
    Kind.EMAIL: gettext_noop("Emailed on %(due)s, %(cause)s"),
}


def why_sentence(
    why: Why,
    *,
    kind: str,
    due: datetime,
    status: str = StepStatus.OPEN,
    reader: Reader = "recruiter",
    now: datetime | None = None,
) -> str:
    """Return why a step is due then, in a sentence or a few; the year is said where it is not that of `now`."""
    local = due.astimezone(ZoneInfo(why.time_zone))
    year = now is not None and now.astimezone(local.tzinfo).year != local.year
    told = {"due": moment_said(due, why.time_zone, year=year), "cause": cause_words(why, local.date(), reader)}
    head = _(_head(why, kind, status)) % told
    said = [_(", ").join([head, *detours(why, local), *_anew(why, status)]), email_because(why), not_then(why, local)]
    return " ".join(sentence(each) for each in said if each)


def _head(why: Why, kind: str, status: str) -> str:
    if why.rule == Reason.UNPLANNED:
        return UNPLANNED_HEADS[Kind(kind)]
    code = Rule(why.rule) if why.rule in set(Rule) else Kind(kind)
    return (HEADS if status == StepStatus.OPEN else ENDED_HEADS)[code]


def _anew(why: Why, status: str) -> list[str]:
    """A date that waits for the thank-you is no more than a guess at when that will be sent."""
    provisional = why.anchor is not None and why.anchor.what == AnchorWhat.THANK_YOU_DUE
    return [_("and counted anew once the thank-you is sent")] if provisional and status == StepStatus.OPEN else []


def why_details(why: Why, *, due: datetime, reader: Reader = "recruiter") -> list[str]:
    """Return every fact behind a step's due moment, a line each: rule, policy, anchor, days passed over, moves."""
    local = due.astimezone(ZoneInfo(why.time_zone))
    lines = [
        reason_label(why.rule),
        email_because(why),
        _policy_line(why),
        _anchor_line(why, local.date(), reader),
        _named_line(why, local.date()),
        *(passed_line(passed, local.date()) for passed in why.passed_over),
        *(move_line(move, local) for move in why.moved),
        _("due on %(due)s") % {"due": moment_said(due, why.time_zone, year=True)},
    ]
    return [sentence(line) for line in lines if line]


def _policy_line(why: Why) -> str:
    """The setting that decided, and which of its days was taken."""
    if why.policy_field is None:
        return ""
    setting = _("policy, %(label)s: %(value)s") % {
        "label": quoted(policy_field_label(why.policy_field)),
        "value": policy_value_words(why.policy_field, why.policy_value),
    }
    if why.days is None:
        return setting
    taken = {"setting": setting, "days": days_counted(why.days, why.unit)}
    if why.approach == Approach.ASSERTIVE:
        return _("%(setting)s; the first is taken, %(days)s") % taken
    if why.approach == Approach.MEASURED:
        return _("%(setting)s; the last is taken, %(days)s") % taken
    return _("%(setting)s; %(days)s") % taken


def _anchor_line(why: Why, near: date, reader: Reader) -> str:
    """What was counted from; what was recorded before the interview ended counts as of its end."""
    anchor = why.anchor
    if anchor is None or why.announced is not None or why.days is None:
        return ""
    counted = _("counted from %(anchor)s") % {"anchor": anchor_words(anchor, near, reader)}
    if anchor.before_interview and anchor.what != AnchorWhat.OUT_OF_OFFICE:
        early = moment_said(anchor.at, why.time_zone)
        counted = _("%(counted)s: what led to it was recorded earlier, on %(early)s") % {
            "counted": counted,
            "early": early,
        }
    return counted


def _named_line(why: Why, near: date) -> str:
    return _("they named %(day)s") % {"day": day_near(why.announced, near)} if why.announced else ""
