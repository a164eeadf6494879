"""What a step's date follows from: "three working days after the thank-you of Mon 30 Nov"."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop

from recruiting.cadence import Anchor, AnchorWhat, EmailBecause, Reason, Rule, Why
from recruiting.wording.messages import gettext as _
from recruiting.wording.moments import day_near
from recruiting.wording.phrases import days_counted, hours_counted
from recruiting.wording.steps import Reader

CAUSES = {
    Rule.INTERVIEW_ENDED: gettext_noop("the end of the interview"),
    Rule.THANK_YOU_DEADLINE: gettext_noop("%(hours)s after the interview"),
    Reason.NO_DATE_GIVEN: gettext_noop("%(after)s %(anchor)s"),
    Reason.PROMISED_TIME: gettext_noop("the time agreed with them on %(said)s"),
    Reason.PROMISED_DATE: gettext_noop("since they named %(named)s and a call is welcome"),
    Reason.AFTER_PROMISED_DATE: gettext_noop("%(after)s %(named)s, the date they named"),
    Reason.REPLY_WITHOUT_DATE: gettext_noop("%(after)s %(anchor)s, which named no date"),
    Reason.UNDECIDED_WITHOUT_DATE: gettext_noop("%(after)s %(anchor)s, in which they named no date"),
    Reason.NO_ANSWER: gettext_noop("%(after)s %(anchor)s, which reached nobody"),
    Reason.DO_NOT_CALL: gettext_noop("%(after)s %(anchor)s, in which they asked for no more calls"),
    Reason.EMAIL_UNANSWERED: gettext_noop("%(after)s %(anchor)s, which is unanswered"),
    Reason.UNPLANNED: gettext_noop("outside the plan"),
    Reason.OUT_OF_OFFICE: gettext_noop("%(after)s %(anchor)s"),
    Reason.RESCHEDULED: gettext_noop("as chosen by hand on %(said)s"),
}
ON_THE_DATE = {
    Reason.PROMISED_DATE: gettext_noop("the day they named, and a call is welcome"),
    Reason.AFTER_PROMISED_DATE: gettext_noop("the day they named"),
}
ANCHORS = {
    AnchorWhat.INTERVIEW_ENDED: gettext_noop("the interview of %(day)s"),
    AnchorWhat.THANK_YOU_SENT: gettext_noop("the thank-you of %(day)s"),
    AnchorWhat.THANK_YOU_DUE: gettext_noop("the thank-you due on %(day)s"),
    AnchorWhat.TIMEFRAME_GIVEN: gettext_noop("what they said on %(day)s"),
    AnchorWhat.REPLY_RECEIVED: gettext_noop("their reply of %(day)s"),
    AnchorWhat.CALL_MADE: gettext_noop("the call of %(day)s"),
    AnchorWhat.EMAIL_SENT: gettext_noop("the email of %(day)s"),
    AnchorWhat.OUT_OF_OFFICE: gettext_noop("they are back on %(day)s"),
    AnchorWhat.RESCHEDULED: gettext_noop("the choice made on %(day)s"),
}
CANDIDATES_ANCHORS = {
    AnchorWhat.INTERVIEW_ENDED: gettext_noop("your interview of %(day)s"),
    AnchorWhat.THANK_YOU_SENT: gettext_noop("your thank-you of %(day)s"),
    AnchorWhat.THANK_YOU_DUE: gettext_noop("your thank-you due on %(day)s"),
    AnchorWhat.EMAIL_SENT: gettext_noop("your email of %(day)s"),
}
EMAIL_BECAUSE = {
    EmailBecause.CHANNEL_EMAIL: gettext_noop("No call, as they are followed up by email only"),
    EmailBecause.NOT_INVITED: gettext_noop("No call, as nobody has said yet that one is welcome"),
    EmailBecause.PERMISSION_WITHDRAWN: gettext_noop("No call, as they asked not to be called"),
    EmailBecause.MAX_ATTEMPTS: gettext_noop("No call, as the last ones reached nobody"),
}


def cause_words(why: Why, near: date, reader: Reader) -> str:
    """Return what the rule counts from, and how far; days near `near` go without their year."""
    cause = _(_template(why, near)) % _parts(why, near, reader)
    if why.rule == Rule.THANK_YOU_DEADLINE and why.moved:
        return _("rather than %(cause)s") % {"cause": cause}
    return cause


def _template(why: Why, near: date) -> str:
    if why.rule in ON_THE_DATE and why.announced == near:
        return ON_THE_DATE[Reason(why.rule)]
    if why.days is not None and why.announced is None and why.anchor is not None and _counts_from_interview(why.anchor):
        return CAUSES[Reason.NO_DATE_GIVEN]
    return CAUSES[Rule(why.rule) if why.rule in set(Rule) else Reason(why.rule)]


def _counts_from_interview(anchor: Anchor) -> bool:
    """Whether it was recorded before the interview ended and its count starts there; an auto-reply's never does."""
    return anchor.before_interview and anchor.what != AnchorWhat.OUT_OF_OFFICE


def _parts(why: Why, near: date, reader: Reader) -> dict[str, str]:
    parts = {"after": _after(why)}
    if why.announced is not None:
        parts["named"] = day_near(why.announced, near)
    if why.anchor is not None:
        parts["anchor"] = anchor_words(why.anchor, near, reader)
        parts["said"] = day_near(why.anchor.at.astimezone(ZoneInfo(why.time_zone)).date(), near)
    if isinstance(why.policy_value, int):
        parts["hours"] = hours_counted(why.policy_value)
    return parts


def _after(why: Why) -> str:
    if not why.days:
        return _("as soon as possible after")
    return _("%(days)s after") % {"days": days_counted(why.days, why.unit)}


def anchor_words(anchor: Anchor, near: date, reader: Reader) -> str:
    """Return what a count starts from: the interview, for what was recorded before it ended."""
    what = AnchorWhat.INTERVIEW_ENDED if _counts_from_interview(anchor) else AnchorWhat(anchor.what)
    words = (CANDIDATES_ANCHORS.get(what) if reader == "candidate" else None) or ANCHORS[what]
    return _(words) % {"day": day_near(anchor.day or anchor.at.date(), near)}


def email_because(why: Why) -> str:
    """Return why a follow-up is an email and not a call; nothing where there is no such reason."""
    return _(EMAIL_BECAUSE[EmailBecause(why.email_because)]) if why.email_because else ""
