"""The words of the rules: every code that a plan, an event or a policy may hold."""

from enum import StrEnum


class PlanStatus(StrEnum):
    """How a plan stands: exhausted means that a recruiter takes over."""

    ACTIVE = "active"
    EXHAUSTED = "exhausted"
    CLOSED = "closed"


class StepStatus(StrEnum):
    """How a step stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """What is to be done: ask, write or call."""

    QUESTION = "question"
    EMAIL = "email"
    CALL = "call"


class Reason(StrEnum):
    """Why there is a follow-up at all."""

    NO_DATE_GIVEN = "no_date_given"
    PROMISED_TIME = "promised_time"
    PROMISED_DATE = "promised_date"
    AFTER_PROMISED_DATE = "after_promised_date"
    REPLY_WITHOUT_DATE = "reply_without_date"
    UNDECIDED_WITHOUT_DATE = "undecided_without_date"
    NO_ANSWER = "no_answer"
    DO_NOT_CALL = "do_not_call"
    EMAIL_UNANSWERED = "email_unanswered"
    UNPLANNED = "unplanned"
    OUT_OF_OFFICE = "out_of_office"
    RESCHEDULED = "rescheduled"


class EventType(StrEnum):
    """What happened."""

    TIMEFRAME_GIVEN = "timeframe_given"
    TIMEFRAME_NOT_GIVEN = "timeframe_not_given"
    THANK_YOU_SENT = "thank_you_sent"
    EMAIL_SENT = "email_sent"
    REPLY_RECEIVED = "reply_received"
    OUT_OF_OFFICE = "out_of_office"
    CALL_MADE = "call_made"
    RESCHEDULED = "rescheduled"
    RULES_CHANGED = "rules_changed"
    LEVELLED = "levelled"
    CLOSED = "closed"


class MayCall(StrEnum):
    """Whether they said that they may be called."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Answer(StrEnum):
    """What a reply by email said."""

    UNDECIDED = "undecided"
    HIRED = "hired"
    REJECTED = "rejected"
    NEXT_ROUND = "next_round"


class CallOutcome(StrEnum):
    """What came of a call."""

    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    GATEKEEPER = "gatekeeper"
    UNDECIDED = "undecided"
    CALL_BACK = "call_back"
    DO_NOT_CALL = "do_not_call"
    HIRED = "hired"
    REJECTED = "rejected"
    NEXT_ROUND = "next_round"


class PlanOutcome(StrEnum):
    """How a plan ended."""

    HIRED = "hired"
    REJECTED = "rejected"
    NEXT_ROUND = "next_round"
    WITHDRAWN = "withdrawn"
    JOB_CLOSED = "job_closed"
    INTERVIEW_CANCELLED = "interview_cancelled"
    NO_SHOW = "no_show"
    SUPERSEDED = "superseded"


class Channel(StrEnum):
    """How to get in touch: by phone, by phone once invited, or by email."""

    PHONE = "phone"
    INVITED = "invited"
    EMAIL = "email"


class Approach(StrEnum):
    """Which day of a range is due: assertive the first, measured the last."""

    ASSERTIVE = "assertive"
    MEASURED = "measured"


class DayCount(StrEnum):
    """Which days a count counts."""

    BUSINESS = "business"
    CALENDAR = "calendar"


class Weekday(StrEnum):
    """The days of the week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Rule(StrEnum):
    """The rules of the two steps that are no follow-ups; a follow-up's rule is its reason."""

    INTERVIEW_ENDED = "interview_ended"
    THANK_YOU_DEADLINE = "thank_you_deadline"


class AnchorWhat(StrEnum):
    """What a count of days or hours starts from."""

    INTERVIEW_ENDED = "interview_ended"
    THANK_YOU_SENT = "thank_you_sent"
    THANK_YOU_DUE = "thank_you_due"
    TIMEFRAME_GIVEN = "timeframe_given"
    REPLY_RECEIVED = "reply_received"
    CALL_MADE = "call_made"
    EMAIL_SENT = "email_sent"
    OUT_OF_OFFICE = "out_of_office"
    RESCHEDULED = "rescheduled"


class PassedOverReason(StrEnum):
    """Why a day did not count."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    NO_CALL_HOURS = "no_call_hours"


class MovedBy(StrEnum):
    """What moved a step away from where its rule first put it."""

    NOT_A_BUSINESS_DAY = "not_a_business_day"
    NOT_A_CALLING_DAY = "not_a_calling_day"
    CALL_HOURS = "call_hours"
    AVOID = "avoid"
    EMAIL_HOURS = "email_hours"
    GAP_HOURS = "gap_hours"
    RULES_CHANGED = "rules_changed"
    STILL_TODAY = "still_today"
    BEFORE_FOLLOW_UP = "before_follow_up"
    OUT_OF_OFFICE = "out_of_office"
    LEVELLED = "levelled"
    RESCHEDULED = "rescheduled"


class EmailBecause(StrEnum):
    """Why a follow-up is an email and not a call."""

    CHANNEL_EMAIL = "channel_email"
    NOT_INVITED = "not_invited"
    PERMISSION_WITHDRAWN = "permission_withdrawn"
    MAX_ATTEMPTS = "max_attempts"
