from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.packs import samples
from tracker.rules import paper_chart
from tracker.rules.errors import FileRefusedError
from tracker.rules.logo import looked_at
from tracker.rules.paper import Facts, Heading, Line, Lines, Listing, Paper, Says, Strips, Table
from tracker.rules.paper_shape import foot, in_order, is_wide, plain, right_to_left, shares, stretches
from tracker.rules.words import Brag

WIDE = Table(tuple("abcdefghij"), (), "", "wide")
SLIM = Table(("a", "b"), (("1", "2"),), "", "slim")


def paper(*blocks) -> Paper:
    return Paper("T", "", (), blocks)


def test_a_section_with_a_wide_table_lies_wide_as_a_whole_and_its_neighbours_do_not():
    found = stretches(
        paper(Says("x"), Heading("A"), SLIM, Heading("A2"), SLIM, Heading("B"), Says("y"), WIDE, Heading("C"))
    )
    assert [(one.wide, [type(b).__name__ for b in one.blocks]) for one in found] == [
        (False, ["Says", "Heading", "Table", "Heading", "Table"]),
        (True, ["Heading", "Says", "Table"]),
        (False, ["Heading"]),
    ]  # fmt: skip


def test_a_paper_that_must_lie_wide_for_the_most_lies_wide_as_a_whole():
    found = stretches(paper(Heading("A"), WIDE, Heading("B"), SLIM, Heading("C"), Says("x")))
    assert [one.wide for one in found] == [True]


def test_a_table_lies_wide_for_what_stands_in_it_not_for_its_columns_alone():
    counts = Table(tuple("abcdefgh"), (tuple("12345678"),), "", "counts")
    told = Table(("Action", "Owner", "Why", "What"), (("word " * 20,) * 4,), "", "told")
    assert not is_wide(counts) and is_wide(told)


def test_a_paper_that_says_nothing_is_one_stretch():
    assert [one.blocks for one in stretches(paper())] == [()]


def test_what_says_nothing_is_left_out_and_no_level_is_skipped():
    blocks = (
        Heading("a", 2),
        Heading("b", 4),
        Heading(" \u200d"),
        Says(""),
        Says("", rated=Brag.RED),
        Listing(()),
        Facts((), ""),
    )
    assert in_order(blocks) == (Heading("a", 1), Heading("b", 2), Says("", rated=Brag.RED))


def test_the_foot_says_as_at_and_the_trail_and_nothing_else():
    facts = (
        ("As at", "20 November 2026"),
        ("Scope", "all"),
        ("Trail’s head", "no. 7, 9f3a"),
        ("Made by", "me"),
        ("Trail when made", "x"),
    )
    assert foot(Paper("T", "", facts, ())) == "As at 20 November 2026 · Trail’s head no. 7, 9f3a"


@given(st.text())
def test_plain_text_can_be_printed_and_is_plain_already(text):
    made = plain(text)
    assert plain(made) == made
    made.encode("utf-8")
    assert not any(ord(letter) < 0x20 and letter != "\n" for letter in made)


def test_what_is_written_from_right_to_left_is_known():
    assert right_to_left("12 عربى") and not right_to_left("a עברית") and not right_to_left("")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=9), st.lists(st.lists(st.text(), max_size=9), max_size=5))
def test_shares_are_one_together_and_none_is_nothing(heads, rows):
    table = Table(tuple(heads), tuple(map(tuple, rows)), "", "T")
    assert sum(shares(table)) == pytest.approx(1) and min(shares(table)) > 0.01


def test_segments_lie_end_to_end_and_the_longest_strip_reaches_the_end():
    strips = Strips((("a", ((Brag.RED, 3), (Brag.GREY, 0), (Brag.BLUE, 1))), ("b", ((Brag.RED, 2),)), ("c", ())), "")
    (_, first), (_, second), (_, third) = paper_chart.segments(strips)
    assert [(s.begins, s.ends) for s in first] == [(0, 0.75), (0.75, 1)]
    assert [s.ends for s in second] == [0.5] and third == ()


values = st.none() | st.floats(-1e6, 1e6)


@given(st.lists(st.lists(values, min_size=3, max_size=3), max_size=9), st.none() | st.floats(0, 100))
def test_a_plot_lies_within_its_frame_and_no_words_on_others(lines, aim):
    days = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
    chart = Lines(
        days, tuple(Line(str(n), tuple(v)) for n, v in enumerate(lines)), "", aim=("aim", aim) if aim else None
    )
    plot = paper_chart.plot(chart)
    points = [p for line in plot.lines for piece in line.pieces for p in piece]
    assert all(-1e-9 <= x <= 1 + 1e-9 and -1e-9 <= y <= 1 + 1e-9 for x, y in points)
    places = sorted([*(line.words_at for line in plot.lines), *([plot.aim[2]] if plot.aim else [])])
    least = min(paper_chart.LINE_OF_WORDS / plot.high, 1 / max(1, len(places)))
    assert all(b - a >= least - 1e-9 for a, b in pairwise(places))
    assert 2 <= len(plot.upwards) <= 8


def test_many_strips_are_parted_into_pictures_that_fit_a_page():
    strips = Strips(tuple((str(n), ((Brag.RED, n),)) for n in range(40)), "all")
    parts = list(paper_chart.pictures((Heading("x"), strips)))
    assert [len(part.rows) for part in parts[1:]] == [16, 16, 8]
    assert [part.alt for part in parts[1:]] == ["all", "all (continued)", "all (continued)"]
    assert sum((part.rows for part in parts[1:]), ()) == strips.rows


def test_a_gap_parts_a_line_and_counts_have_whole_ticks():
    days = tuple(date(2026, month, 1) for month in range(1, 6))
    plot = paper_chart.plot(Lines(days, (Line("x", (1, 2, None, 3, 3)),), ""))
    assert [len(piece) for piece in plot.lines[0].pieces] == [2, 2]
    assert [words for _, words in plot.upwards] == ["0", "1", "2", "3"]


def test_a_logo_is_known_by_its_bytes_and_measured():
    logo = looked_at(samples.png(300, 90))
    assert (logo.kind, logo.width, logo.height) == ("png", 300, 90)
    for bad in (b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", samples.png(1, 1)[:20], b"x" * 3_000_000):
        with pytest.raises(FileRefusedError):
            looked_at(bad)
    huge = bytearray(samples.png(1, 1))
    huge[16:24] = b"\0\0\xff\xff\0\0\xff\xff"
    with pytest.raises(FileRefusedError, match="65,535 by 65,535"):
        looked_at(bytes(huge))
