import io
import re
import zipfile

import openpyxl
import pytest

from tests.packs import samples
from tests.packs.reading import converted, first_missing, squashed
from tracker.rules.errors import FileRefusedError
from tracker.rules.paper import Lines, Paper, PaperLook, Rated, Strips, Table, texts
from tracker.rules.paper_shape import in_order, plain
from tracker.rules.words import Brag
from tracker.sheets.writing import paper as writing

LOOK = PaperLook("Anytown & District Children Board", samples.png())


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {n: package.read(n).decode() for n in package.namelist() if n.endswith((".xml", ".rels"))}


@pytest.fixture(scope="module")
def made():
    return writing.write(samples.every_block(), LOOK)


def said_in_cells(paper: Paper) -> list[str]:
    lines = [line for text in texts(in_order(paper.blocks)) for line in plain(text).split("\n")]
    return [squashed(line) for line in lines if squashed(line)]


@pytest.mark.parametrize("make", [samples.every_block, samples.hostile])
def test_every_text_stands_in_a_cell_and_none_is_a_formula(make):
    book = opened(writing.write(make(), LOOK))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    whole = squashed(" ".join(str(cell.value) for cell in cells if cell.value is not None))
    assert [line for line in said_in_cells(make()) if line not in whole] == []


def test_a_sheet_for_each_table_and_chart_and_the_rows_in_order(made):
    book, paper = opened(made), samples.every_block()
    assert book.sheetnames[0] == "Paper"
    assert len(book.sheetnames) == 1 + sum(isinstance(b, Table | Strips | Lines) for b in paper.blocks)
    for table in paper.tables:
        rows = list(book[table.name].iter_rows(values_only=True))
        assert rows[0] == table.heads
        assert [[cell or "" for cell in row] for row in rows[1:]][: len(table.rows)] == [
            [writing.said(cell) for cell in row] for row in table.rows
        ]
        assert book[table.name].print_title_rows == "$1:$1"
        assert book[table.name].page_setup.paperSize == 9


def test_charts_are_excels_own_from_the_cells_beside_them(made):
    book, files = opened(made), parts(made)
    (strips,) = (sheet for sheet in book if sheet.title.startswith("Chart Where each review"))
    assert [[c.value for c in row] for row in strips.iter_rows(min_row=2, max_row=3, max_col=2)] == [
        ["Child K", 6], ["Child Ak", 4],
    ]  # fmt: skip
    charts = [text for name, text in files.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert all(re.search(r"<c:f>'Chart [^']+'!\$B\$2", text) for text in charts)
    alts = [text for name, text in files.items() if "drawings/drawing" in name]
    for block in samples.every_block().blocks:
        if isinstance(block, Strips | Lines):
            assert any(f'descr="{block.alt}"' in text for text in alts)
    assert any("Logo of Anytown &amp; District" in text for text in alts)


def test_it_says_its_title_and_who_made_it(made):
    properties = opened(made).properties
    assert (properties.title, properties.creator) == (samples.every_block().title, LOOK.board)
    assert "As at 20 November 2026" in properties.description
    sheet = opened(made)["Late"]
    assert samples.every_block().title in sheet.oddHeader.left.text
    assert "&" in sheet.oddHeader.right.text and "entry 1,482" in sheet.oddFooter.left.text


def test_libreoffice_opens_it_with_every_sheet_and_text(made, tmp_path):
    for make in (samples.every_block, samples.hostile):
        every = "csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,true,false,false,false,-1"
        content = writing.write(make(), LOOK)
        files = converted(tmp_path, content, "xlsx", every)
        assert len(files) == len(opened(content).sheetnames)
        text = squashed("".join(file.read_text(encoding="utf-8") for file in files))
        assert [line for line in said_in_cells(make()) if line not in text] == []
        for table in make().tables[:1]:
            heads = [squashed(plain(head)) for head in table.heads]
            assert first_missing(heads, text) is None


def test_names_of_sheets_are_such_as_excel_takes():
    odd = [
        "",
        "a/b:c*d?[e]\\f",
        "x" * 60,
        "x" * 60,
        "'quoted'",
        "History",
        "Paper",
        "paper",
        "🙂" * 40,
        "\x00",
        "A",
        "a",
    ]
    names = writing.sheet_names(odd, ("Paper",))
    assert len({name.lower() for name in names} | {"paper"}) == len(names) + 1
    assert all(1 <= len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not any(re.search(r"[\[\]:*?/\\\x00]|^'|'$", name) for name in names)


def test_a_chip_is_shape_and_word_in_its_colours():
    table = Table(("H",), ((Rated(Brag.AMBER, "due in 6 days"),),), "", "T")
    cell = opened(writing.write(Paper("T", "", (), (table,)), LOOK))["T"]["A2"]
    assert cell.value == "▲\u00a0At\u00a0risk\ndue in 6 days"
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("FFFBE9C6", "FF6B4300")


def test_text_that_looks_like_rich_text_stays_text():
    table = Table(("H",), (("<r><t>x</t></r>",), ("_x0041_",)), "", "T")
    sheet = opened(writing.write(Paper("T", "", (), (table,)), LOOK))["T"]
    assert sheet["A2"].value.strip() == "<r><t>x</t></r>"
    assert sheet["A3"].value == "_x0041_"


def test_a_broken_logo_is_refused_in_words():
    with pytest.raises(FileRefusedError, match="PNG or a JPEG"):
        writing.write(samples.every_block(), PaperLook("B", b"GIF89a"))
