"""Facts to sentences, translatable: the one place where codes, dates and numbers become words."""

from recruiting.wording.events import event_label, event_sentence
from recruiting.wording.moments import (
    city,
    day_long,
    day_near,
    day_words,
    moment_both,
    moment_in,
    moment_said,
    own_time,
    relative_day,
    wall_words,
)
from recruiting.wording.policies import (
    policy_field_evidence,
    policy_field_help,
    policy_field_label,
    policy_field_use,
    policy_value_words,
)
from recruiting.wording.policy_warnings import warning_sentence
from recruiting.wording.refusals import field_label, refusal_field, refusal_sentence
from recruiting.wording.shifts import shift_words
from recruiting.wording.steps import Reader, outcome_label, reason_label, status_label, step_title
from recruiting.wording.why import why_details, why_sentence

__all__ = [
    "Reader",
    "city",
    "day_long",
    "day_near",
    "day_words",
    "event_label",
    "event_sentence",
    "field_label",
    "moment_both",
    "moment_in",
    "moment_said",
    "outcome_label",
    "own_time",
    "policy_field_evidence",
    "policy_field_help",
    "policy_field_label",
    "policy_field_use",
    "policy_value_words",
    "reason_label",
    "refusal_field",
    "refusal_sentence",
    "relative_day",
    "shift_words",
    "status_label",
    "step_title",
    "wall_words",
    "warning_sentence",
    "why_details",
    "why_sentence",
]
