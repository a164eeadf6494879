"""What is wrong with a file as a whole is said in one sentence; what is merely unusual is read."""

from __future__ import annotations

import pytest

from candidates.imports import Code, Outcome, RosterUnreadable
from candidates.models import Candidate, Debrief
from recruiting.models import Company
from tests.imports.conftest import Bring, Look
from tests.imports.rosters import RIGHT, many, roster, row

HEADER = ",".join(RIGHT).encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no header"),
        (b"\n \n", "no header"),
        (b"\xef\xbb\xbf", "no header"),
        (b"Aoife,aoife@example.org,Harrow\nBen,ben@example.org,Pine\n", "no header"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text"),
        (roster(row(candidate_name="A\0B")), "no text"),
        (roster(row(candidate_name="Renée")).decode().encode("latin-1"), "not UTF-8 (a byte on line 2"),
        (roster().decode().encode("utf-16"), "UTF-16"),
        (b"candidate_name,company\nAoife,Harrow\n", "candidate_email, job_title, interview_ended_at, interviewer_name"),
        (HEADER + b",Candidate Name\n", "candidate_name stands in the header twice"),
        (HEADER + b'\n"Aoife,aoife@example.org\n', "begins on line 2"),
        (b"x" * 20_000_001, "20 MB"),
    ],
)
def test_a_hopeless_file_is_refused_in_one_sentence(look: Look, data: bytes, said: str) -> None:
    with pytest.raises(RosterUnreadable) as refused:
        look(data)
    assert said in str(refused.value)
    assert str(refused.value).rstrip(".").count(". ") == 0


def test_a_header_alone_is_a_roster_of_no_rows(bring: Bring) -> None:
    assert bring(HEADER).to_json()["rows"] == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_by_itself(look: Look, delimiter: str) -> None:
    assert look(roster(row(company="A, B; C"), delimiter=delimiter)).counts == {Outcome.CREATED: 1}


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_will_do(look: Look, end: bytes) -> None:
    data = roster(row(), row(candidate_email="no"), row(candidate_email="b@example.org")).replace(b"\r\n", end)
    assert [(each.line, each.code) for each in look(data).problems] == [(3, Code.NOT_AN_EMAIL)]


def test_a_byte_order_mark_is_no_part_of_the_first_name(look: Look) -> None:
    assert not look(b"\xef\xbb\xbf" + roster()).refused


def test_header_names_may_have_any_case_spaces_and_order(bring: Bring) -> None:
    names = {name.replace("_", "  ").title(): value for name, value in reversed(RIGHT.items())}
    assert bring(roster(names)).counts == {Outcome.CREATED: 1}


def test_a_quoted_line_break_counts_as_a_line_of_the_file(look: Look) -> None:
    data = roster(row(topics="one\ntwo\nthree"), row(candidate_email="no", topics=""), columns=["topics"])
    assert [each.line for each in look(data).problems] == [5]


def test_a_row_with_nothing_in_it_is_passed_over(look: Look) -> None:
    assert look(roster() + b"\r\n" + b"," * (len(RIGHT) - 1) + b"\r\n").counts == {Outcome.CREATED: 1}


def test_a_row_with_the_wrong_number_of_fields_has_only_that_problem(look: Look) -> None:
    data = roster() + b"only,two\r\n" + b"," * len(RIGHT) + b"x\r\n"
    found = [(each.line, each.column, each.code) for each in look(data).problems]
    assert found == [(3, None, Code.TOO_FEW_FIELDS), (4, None, Code.TOO_MANY_FIELDS)]


def test_a_giant_cell_is_too_long_and_shown_in_part(look: Look) -> None:
    problem = look(roster(row(topics="x" * 3_000_000))).problems[0]
    assert (problem.column, problem.code, len(problem.value)) == ("topics", Code.TOO_LONG, 200)


def test_a_cell_of_ten_thousand_characters_still_fits(bring: Bring) -> None:
    bring(roster(row(topics="x" * 10_000)))
    assert len(Debrief.objects.get().topics[0]["topic"]) == 10_000


def test_cells_made_safe_for_a_spreadsheet_are_read_as_their_text(bring: Bring) -> None:
    bring(roster(row(candidate_phone="'+44 20 7946 0991", company="'=Pine")))
    assert str(Candidate.objects.get().phone) == "+442079460991"
    assert Company.objects.get().name == "=Pine"


def test_of_ten_thousand_broken_rows_every_problem_is_listed(look: Look) -> None:
    data = many(10_000).replace(b"@example.org", b" at example.org")
    found = look(data)
    assert found.counts == {Outcome.INVALID: 10_000}
    assert [each.code for each in found.problems] == [Code.NOT_AN_EMAIL] * 10_000
