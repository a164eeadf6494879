"""What the formats write, as other programs read it: rows equal, an empty report labelled, pages as they should be."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import openpyxl
import pypdfium2
import pytest

from candidates.models.reports import Paper
from candidates.reports.cells import plain
from candidates.reports.columns import Column, Row
from candidates.reports.exports import ask
from candidates.reports.formats.pdf import TAGGED
from candidates.reports.report import Viewer
from recruiting.models import Membership, Organization
from tests.plans.conftest import ENDED
from tests.reports.samples import AT, EVERY_KIND, Sample, document, written

ROWS: list[Row] = [
    (
        f"Zoë Müller {number}",
        number if number % 3 else number / 4,
        AT + timedelta(hours=7 * number),
        datetime(2026, 3, 29, 1, 30) + timedelta(days=number),  # noqa: DTZ001  # a clock's face
        date(2026, 1, 31) + timedelta(days=number),
        None,
        f"Call {number} on Thu 3 Dec, 李明 – Ελένη",
    )
    for number in range(90)
]
ROWS.append(("Nobody", None, None, None, None, None, ""))
FORMATS_OF_SAMPLES = ("csv", "xlsx", "pdf", "json")


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def pages_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def words(text: str) -> list[str]:
    """The words of a text, without the places at which a long one may break."""
    return text.replace("\u200b", "").split()


def in_tokyo(moment: Any) -> datetime | None:
    """A moment as a spreadsheet holds it: on the clock of its column's zone."""
    return moment.astimezone(ZoneInfo("Asia/Tokyo")).replace(tzinfo=None) if isinstance(moment, datetime) else None


def test_a_csv_says_what_it_is_and_holds_the_rows() -> None:
    about, cells = document(Sample()).about, cells_of(written("csv", Sample(ROWS)))
    assert cells[:4] == [[f"# {line}"] for line in about.lines]
    assert cells[4] == [column.key for column in EVERY_KIND]
    assert [[plain(cell) for cell in row] for row in cells[5:]] == [
        [
            who, "" if many is None else str(many), str(in_tokyo(when) or "")[:16], str(wall or "")[:16],
            str(day or ""), "", note,
        ]
        for who, many, when, wall, day, _tick, note in ROWS
    ]  # fmt: skip


def test_a_workbook_holds_the_rows_typed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", Sample(ROWS))))
    sheet, about = book.worksheets
    rows: Any
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == [column.title for column in EVERY_KIND]
    for cells, (who, many, when, wall, day, _tick, note) in zip(rows, ROWS, strict=True):
        midnight = day and datetime.combine(day, datetime.min.time())  # type: ignore[arg-type]
        wanted = [who, many, in_tokyo(when), wall, midnight, None, note or None]
        assert [cell.value for cell in cells] == wanted
        assert who == "Nobody" or [cell.is_date for cell in cells[2:5]] == [True] * 3
    assert [cell.value for cell in about["A"]] == document(Sample()).about.lines
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:G92", "$1:$1")


def test_json_holds_the_rows_and_what_they_are_about() -> None:
    data = json.loads(written("json", Sample(ROWS)))
    assert data["about"]["lines"] == document(Sample()).about.lines
    assert [column["key"] for column in data["columns"]] == [column.key for column in EVERY_KIND]
    for got, (who, many, when, wall, day, _tick, note) in zip(data["rows"], ROWS, strict=True):
        assert (got["who"], got["many"], got["tick"], got["note"]) == (who, many, None, note)
        assert (got["when"] and datetime.fromisoformat(got["when"])) == when
        assert (got["wall"], got["day"]) == tuple(each and each.isoformat() for each in (wall, day))  # type: ignore[union-attr]
    assert data["rows"][0]["when"] == "2026-12-02T19:00:00+09:00"


@pytest.mark.parametrize("count", [90, TAGGED + 90])  # a table for screen readers; lines, which are set sooner
@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (842, 595)), (Paper.LETTER, (792, 612))])
def test_pages_hold_the_words_of_the_rows_below_repeated_titles(paper: str, size: tuple[int, int], count: int) -> None:
    given = [(f"Zoë-Ångström {number}", f"李明 said no. {number}") for number in range(count)]
    columns = (Column("who", "Who", on_paper=1), Column("note", "What was said", on_paper=2))
    data = written("pdf", Sample(given, columns), paper=paper)
    pages, about = pages_of(data), document(Sample()).about
    with pypdfium2.PdfDocument(data) as pdf:
        assert {tuple(round(side) for side in page.get_size()) for page in pdf} == {size}
    assert count / 40 < len(pages) < count / 15
    footer = f"{about.heading} · {about.made_words}"
    said: list[str] = []
    for number, page in enumerate(pages, start=1):
        text = " ".join(words(page))
        for once in ("Who What was said", footer, f"Page {number} of {len(pages)}"):
            assert once in text
            text = text.replace(once, "", 1)
        said += words(text)
    told = words(" ".join([*about.lines, *(cell for row in given for cell in row)]))
    assert sorted(said) == sorted(told)


@pytest.mark.parametrize(("count", "tagged"), [(1, True), (TAGGED, True), (TAGGED + 1, False)])
def test_pages_that_somebody_may_read_through_are_tagged_for_screen_readers(count: int, tagged: bool) -> None:
    data = written("pdf", Sample([(f"Amara {number}",) for number in range(count)], EVERY_KIND[:1]))
    with pypdfium2.PdfDocument(data) as pdf:
        assert bool(pypdfium2.raw.FPDFCatalog_IsTagged(pdf)) is tagged


@pytest.mark.parametrize("code", FORMATS_OF_SAMPLES)
def test_an_empty_report_is_valid_and_says_what_it_is(code: str) -> None:
    data, lines = written(code, Sample([])), document(Sample()).about.lines
    if code == "csv":
        assert cells_of(data) == [*([f"# {line}"] for line in lines), [column.key for column in EVERY_KIND]]
    elif code == "json":
        read = json.loads(data)
        assert (read["rows"], read["about"]["lines"]) == ([], lines)
    elif code == "xlsx":
        sheet, about = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        assert (sheet.max_row, [cell.value for cell in about["A"]]) == (1, lines)
    else:
        (page,) = pages_of(data)
        text = " ".join(words(page))
        assert all(said in text for said in (*lines, Sample.nothing, "Page 1 of 1"))


def test_what_a_spreadsheet_cannot_hold_is_cut_and_says_so() -> None:
    sheet, _about = openpyxl.load_workbook(
        io.BytesIO(written("xlsx", Sample([("🦜" * 20_000,)], EVERY_KIND[:1])))
    ).worksheets
    cell = sheet["A2"].value
    assert len(cell.encode("utf-16-le")) / 2 in {32_766, 32_767}
    assert cell.endswith("🦜… (cut here: all 20,000 characters are in the CSV)")


@pytest.mark.django_db
def test_a_calendar_has_the_steps_that_have_rows_each_time_by_the_same_names(
    firm: Organization, alice: Membership
) -> None:
    schedule = ask(Viewer.member(alice), "schedule", {}, at=ENDED + timedelta(hours=4))
    times = [icalendar.Calendar.from_ical(written("ics", schedule.report, of=schedule.asked)) for _time in range(2)]
    events = [{str(event["UID"]): event.decoded("DTSTART") for event in each.walk("VEVENT")} for each in times]
    due = {row[8] for row in schedule.rows() if row[7] == "open"}
    assert due
    assert due <= set(events[0].values())
    assert events[0] == events[1]
    empty = ask(Viewer.member(alice), "schedule", {"from": "2020-01-01", "to": "2020-01-02"}, at=ENDED)
    calendar = icalendar.Calendar.from_ical(written("ics", empty.report, of=empty.asked))
    assert not calendar.walk("VEVENT")
    assert str(calendar["X-WR-CALNAME"]) == empty.about.heading
