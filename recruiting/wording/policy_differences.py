"""Where two texts of a policy's rules differ, field by field, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recruiting.cadence import POLICY_FIELDS
from recruiting.wording.policies import policy_field_label, policy_value_words

Rules = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """A setting that two texts have otherwise, each value in words."""

    field: str
    label: str
    before: str
    after: str


def policy_differences(before: Rules, after: Rules) -> list[Difference]:
    """Return the settings that differ, in the order of the form; takes rules as they are stored."""
    return [
        Difference(name, policy_field_label(name), _told(name, before), _told(name, after))
        for name in POLICY_FIELDS
        if before.get(name) != after.get(name)
    ]


def _told(name: str, rules: Rules) -> str:
    # A setting that the engine did not have yet when the version was published
    return policy_value_words(name, rules[name]) if name in rules else "–"
