"""Text files: their encoding, what divides the values, quotation marks that are never closed, and formulas."""

import pytest

from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Formula
from tracker.sheets.reading.delimited import GUESSED, UNCLOSED
from tracker.sheets.reading.read import read

ROWS = (("Action", "Cost, £", "Who"), ("Tell; everyone", "1,5", "Zoë"), ("Ring", "", "Police | Health"))


def cells(content: bytes, name: str = "plan.csv") -> list[tuple[str, ...]]:
    (sheet,) = read(content, name).sheets
    return [tuple(row.get(place, "") for place in range(3)) for _, row in sheet.rows]


@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_what_divides_the_values_and_how_they_are_encoded_is_found(divider, encoding):
    text = "\r\n".join(divider.join(f'"{v}"' for v in row) for row in ROWS)
    content = text.encode(encoding)
    assert cells(content) == list(ROWS)
    assert read(content, "plan.csv").notices == ((GUESSED,) if encoding == "cp1252" else ())


def test_commas_in_the_text_do_not_divide_where_semicolons_do():
    content = b"Action;Due;Who\nTell all, soon, again;1,5;Police\nRing, ring;2,5;Health\n"
    assert cells(content)[1] == ("Tell all, soon, again", "1,5", "Police")
    assert cells(b"sep=|\na,b|c,d\n")[0] == ("a,b", "c,d", "")


def test_a_value_that_begins_like_a_formula_is_one_only_after_an_equals_sign():
    said = ("=cmd|' /C calc'!A0", "+1 more", "-none", "@home", '="007"')
    content = "\n".join(["Action\tWho", *(f"{value}\tPolice" for value in said)]).encode()
    _, *found = (row[0] for _, row in read(content, "plan.tsv").sheets[0].rows)
    assert found == [Formula(said[0]), "+1 more", "-none", "@home", Formula('="007"', "007")]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing():
    content = b'Action,Who\n"Tell all,Police\nRing,Health\n'
    plan = read(content, "plan.csv")
    assert plan.notices == (UNCLOSED,)
    assert [row[1] for _, row in plan.sheets[0].rows] == ["Who", "Police", "Health"]
    assert cells(b'Action,Who\n"He said "yes" today",Police\n')[1][1] == "Police"


def test_rows_are_counted_as_excel_counts_them():
    rows = read(b'Plan\n\n"two\nlines",x\nlast,y\n', "plan.csv").sheets[0].rows
    assert [number for number, _ in rows] == [1, 3, 4]


def test_what_is_no_text_is_refused():
    for content in (bytes(range(256)) * 9, b"Action\0,Who\n", b"\xff\xfe\x00\xd8"):
        with pytest.raises(FileRefusedError, match="it is not an Excel workbook, whatever its name says"):
            read(content, "plan.csv")
