"""No cell starts a formula, and every text comes back unchanged."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.reports.cells import plain, safe

TEXTS = st.one_of(
    st.text(), st.text(alphabet="'=+-@;＝＋－＠ \t\r\n\x00\u200b\ufeffab,\"1"), st.from_regex(r"\A'*\s*[=+@-].*")
)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("+442079460018", "'+442079460018"),
        ("=1+1", "'=1+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("  =1", "'  =1"),
        ("\n=1", "'\n=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''+44", "'''+44"),
        ("Clerk;=1+1", "Clerk;'=1+1"),
    ],
)
def test_what_would_be_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert safe(text) == cell
    assert plain(cell) == text


@pytest.mark.parametrize("text", ["", "Grace Petrov", "'tis", "a+b", "1-2", "O'Neill", "Þóra", "you@example.org", "''"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == plain(text) == text


@given(TEXTS)
def test_every_text_comes_back(text: str) -> None:
    assert plain(safe(text)) == text


@given(TEXTS)
def test_no_safe_cell_begins_like_a_formula(text: str) -> None:
    for cell in (safe(text), *safe(text).split(";")):
        assert cell.lstrip(" \t\r\n\x00\u200b\ufeff")[:1] not in {*"=+-@＝＋－＠"}


@given(TEXTS, TEXTS)
def test_two_texts_never_become_one(one: str, other: str) -> None:
    assert (safe(one) == safe(other)) is (one == other)


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_every_text_comes_back_through_a_file(texts: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([safe(text) for text in texts])
    file.seek(0)
    assert [plain(cell) for row in csv.reader(file) for cell in row] == texts
