"""Files made to overwhelm the reader. The nastiest are read in a process that may have little memory: it must end with
the cells or with a sentence, not for want of memory."""

import subprocess
import sys

import pytest

from tests.sheets.kinds import docx, ods, parts, with_parts, xls, xlsx, zipped
from tracker import apart
from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Limits
from tracker.sheets.reading import old_excel
from tracker.sheets.reading.read import read

SHEET = "xl/worksheets/sheet1.xml"
FULL = "more in it than can be read at once"
HARM = "looks made to overwhelm the reader"
SIZE = 1_500_000


def with_sheet(body: bytes) -> bytes:
    return with_parts(xlsx(), **{SHEET: body})


def with_shared(body: bytes) -> bytes:
    rels = "xl/_rels/workbook.xml.rels"
    link = b'<Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    changed = parts(xlsx())[rels].replace(b"</Relationships>", link)
    return with_parts(xlsx(), **{rels: changed, "xl/sharedStrings.xml": b"<sst>" + body + b"</sst>"})


def in_a_row(body: bytes) -> bytes:
    return with_sheet(b"<worksheet><sheetData><row>" + body + b"</row></sheetData></worksheet>")


def row_of(cell: str, **row: str) -> bytes:
    said = " ".join(f'table:{key.replace("_", "-")}="{value}"' for key, value in row.items())
    return ods(f"<table:table><table:table-row {said}>{cell}</table:table-row></table:table>")


ONE = '<table:table-cell office:value-type="float" office:value="1" {}/>'
NASTY = {
    "far cell": (in_a_row(b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'), "xlsx", None),
    "depth": (with_sheet(b"<worksheet>" + b"<a>" * SIZE), "xlsx", HARM),
    "depth of cells": (with_sheet(b"<worksheet>" + b"<c>" * SIZE), "xlsx", "damaged"),
    "depth of strings": (with_sheet(b"<worksheet>" + b"<is>" * SIZE), "xlsx", "damaged"),
    "names": (with_sheet(b"<worksheet>" + b"".join(b"<a%d/>" % n for n in range(SIZE // 2))), "xlsx", HARM),
    "hidden rows": (with_sheet(b"<worksheet>" + b'<row hidden="1"/>' * 500_000 + b"</worksheet>"), "xlsx", None),
    "one long tag": (with_sheet(b'<worksheet><c a="' + b"x" * 8_000_000 + b'"/>'), "xlsx", HARM),
    "one long text": (in_a_row(b"<c><v>" + b"x" * 8_000_000 + b"</v></c>"), "xlsx", "more text than a spreadsheet can"),
    "one long formula": (in_a_row(b"<c><f>" + b"x" * 8_000_000), "xlsx", "more text than a spreadsheet can"),
    "shared strings": (with_shared(b"<si/>" * SIZE), "xlsx", "more than 1,000,000 filled cells"),
    "one shared string": (with_shared(b"<si>" + b"<t>%s</t>" % (b"x" * 9_000) * 900), "xlsx", "more text than"),
    "a part a thousand times": (
        with_parts(xlsx(), **{"xl/workbook.xml": b'<w><sheet name="a" r:id="rId1" xmlns:r="r"/>' * 2 + b"</w>"}),
        "xlsx",
        "damaged",
    ),
    "merged ranges": (with_sheet(b"<w>" + b'<mergeCell ref="A1:B2"/>' * 60_000 + b"</w>"), "xlsx", "merged ranges"),
    "columns": (with_sheet(b"<w>" + b'<col min="1" max="16384" hidden="1"/>' * 90_000 + b"</w>"), "xlsx", None),
    "repeated row": (row_of(ONE.format(""), number_rows_repeated="1048576"), "ods", "1,000,000 filled cells"),
    "repeated everything": (
        row_of(ONE.format('table:number-columns-repeated="16384"'), number_rows_repeated="1048576"),
        "ods",
        "1,000,000 filled cells",
    ),
    "repeated far": (row_of(ONE.format(""), number_rows_repeated="999999999"), "ods", "row 999,999,999"),
    "repeated nothing": (row_of("<table:table-cell/>", number_rows_repeated="999999999"), "ods", None),
    "painted": (
        row_of(
            ONE.format("") + '<table:table-cell table:style-name="red" table:number-columns-repeated="999"/>' * 15,
            number_rows_repeated="90000",
        ),
        "ods",
        None,
    ),
    "spaces": (row_of("<table:table-cell><text:p>" + '<text:s text:c="99999"/>' * 20_000), "ods", "more text than"),
    "cells without number": (
        zipped(parts(docx()) | {"word/document.xml": b'<w:d xmlns:w="w"><w:tbl><w:tr>' + b"<w:tc></w:tc>" * 99_999}),
        "docx",
        "a cell in column 16,385",
    ),
    "nested tables": (
        zipped(parts(docx()) | {"word/document.xml": b'<w:d xmlns:w="w">' + b"<w:tbl><w:tr><w:tc>" * 99_999}),
        "docx",
        HARM,
    ),
}
READ_IN_LITTLE_MEMORY = """
import resource, sys
from tracker.rules.errors import FileRefusedError
from tracker.sheets.reading.read import read
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
for line in sys.stdin.read().split("|"):
    with open(line, "rb") as file:
        try:
            read(file.read(), line, looks=True)
            print("read")
        except FileRefusedError as error:
            print(error)
"""


def test_the_nastiest_files_end_in_cells_or_a_sentence_in_little_memory(tmp_path):
    pytest.importorskip("resource", reason="Windows limits no memory so")
    paths = []
    for number, (content, kind, _) in enumerate(NASTY.values()):
        path = tmp_path / f"{number}.{kind}"
        path.write_bytes(content)
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", READ_IN_LITTLE_MEMORY],
        input="|".join(paths),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-600:]
    said = dict(zip(NASTY, done.stdout.splitlines(), strict=True))
    for name, (_, _, why) in NASTY.items():
        assert said[name] == "read" if why is None else why in said[name], (name, said[name])


@pytest.mark.parametrize("kind", ["inline", "shared", "formulas", "csv", "docx"])
def test_more_than_is_kept_is_refused(kind):
    words = "word " * 300
    content, name = {
        "inline": lambda: (in_a_row(b'<c t="str"><v>%s</v></c>' % words.encode() * 800), "a.xlsx"),
        "shared": lambda: (with_shared(b"<si><t>%s</t></si>" % words.encode() * 800), "a.xlsx"),
        "formulas": lambda: (in_a_row(b"<c><f>%s</f></c>" % words.encode() * 800), "a.xlsx"),
        "csv": lambda: ((words + "," + words + "\n").encode() * 400, "a.csv"),
        "docx": lambda: (
            with_parts(
                docx(),
                **{
                    "word/document.xml": '<w:d xmlns:w="w"><w:tbl>'
                    + f"<w:tr><w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>" * 800
                    + "</w:tbl></w:d>"
                },
            ),
            "a.docx",
        ),
    }[kind]()
    with pytest.raises(FileRefusedError, match=FULL):
        read(content, name, Limits(kept_megabytes=1))
    read(content, name)


def test_colours_without_end_are_looked_at_up_to_a_limit():
    content = with_sheet(b"<w>" + b"<row>%s</row>" % (b'<c s="2"/>' * 50) * 9 + b"</w>")
    plan = read(content, "a.xlsx", Limits(fills=100), looks=True)
    assert len(plan.sheets[0].fills) == 100
    assert plan.notices == ("Only the colours of the first 100 coloured cells were looked at.",)


def test_the_reader_of_old_workbooks_may_fail_and_says_so(monkeypatch):
    content = xls()
    with pytest.raises(FileRefusedError, match="damaged or not complete"):
        read(content.replace(b"Tell everyone", b"Tell\xff\xff\xff\xff")[:-2_000], "plan.xls")
    monkeypatch.setattr(old_excel, "MEMORY", 5 << 20)
    with pytest.raises(FileRefusedError):
        read(content, "plan.xls")
    monkeypatch.setattr(old_excel, "SECONDS", 0)
    with pytest.raises(FileRefusedError, match="more memory or time to read than a workbook should"):
        read(content, "plan.xls")


def test_a_locked_old_workbook_is_refused():
    content = xls()
    place = content.index(b"\x09\x08\x10\x00")  # the workbook begins: a lock stands right behind
    size = 4 + 16
    record = content[place + size : place + size + 4]
    length = int.from_bytes(record[2:], "little")
    locked = content[: place + size] + b"\x2f\x00" + record[2:] + content[place + size + 4 :]
    assert length >= 2
    with pytest.raises(FileRefusedError, match="protected by a password"):
        read(locked, "plan.xls")


def test_the_child_knows_nothing_of_the_tracker_and_nothing_of_its_secrets():
    text = old_excel.CHILD.read_text(encoding="utf-8")
    assert "import tracker" not in text and "from tracker" not in text
    assert not [name for name in apart.KEPT_SETTINGS if name.startswith("TRACKER")]
