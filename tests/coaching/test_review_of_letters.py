"""The review judges all sixty letters as a careful reader does: every finding, at its sentence, and nothing else."""

from __future__ import annotations

from datetime import datetime

import pytest

from candidates.coaching.facts import Facts
from candidates.coaching.findings import Finding, Review, Rule, Severity
from candidates.coaching.review import Sending, review
from tests.coaching.letters import Found, Letter, letters

each_letter = pytest.mark.parametrize("letter", letters(), ids=lambda letter: letter.id)
WHOLE = {Rule.CHALLENGE: {Rule.CHALLENGE, Rule.ENTHUSIASM, Rule.EXPERTISE}, Rule.STRENGTH: {Rule.STRENGTH, Rule.GOAL}}


def judged(letter: Letter) -> Review:
    sent_at = datetime.fromisoformat(letter.sent_at) if letter.sent_at else None
    return review(Facts.from_json(letter.facts), letter.to, letter.subject, letter.body, Sending(sent_at))


def of_weight(letter: Letter, severity: Severity) -> list[Finding]:
    return [finding for finding in judged(letter).findings if finding.severity == severity]


@each_letter
def test_what_must_be_mended_is_found_and_nothing_else(letter: Letter) -> None:
    assert said(of_weight(letter, Severity.MUST)) == sorted((each.code, each.about) for each in letter.must)


@each_letter
def test_what_should_be_mended_is_found_and_nothing_else(letter: Letter) -> None:
    assert said(of_weight(letter, Severity.SHOULD)) == sorted((each.code, each.about) for each in letter.should)


@each_letter
def test_a_finding_points_at_its_sentence(letter: Letter) -> None:
    findings = {(finding.code.value, finding.about): finding for finding in judged(letter).findings}
    assert [
        each for each in letter.must if each.at and not points_at(findings.get((each.code, each.about)), each, letter)
    ] == []


@each_letter
def test_the_facts_that_are_met_are_those_that_a_reader_finds(letter: Letter) -> None:
    rules: dict[str, set[Rule]] = {}
    for each in judged(letter).met:
        rules.setdefault(each.about, set()).add(each.rule)
    kinds = {"topics": Rule.TOPIC, "challenges": Rule.CHALLENGE, "strengths": Rule.STRENGTH}
    met = [
        about
        for about, held in rules.items()
        if (rule := kinds.get(about.partition(".")[0])) and WHOLE.get(rule, {rule}) <= held
    ]
    assert sorted(met) == sorted(letter.met)


def said(findings: list[Finding]) -> list[tuple[str, str]]:
    return sorted((finding.code.value, finding.about) for finding in findings)


def points_at(finding: Finding | None, expected: Found, letter: Letter) -> bool:
    if finding is None or finding.start is None:
        return False
    return expected.at in " ".join(letter.body[finding.start : finding.end].split())
