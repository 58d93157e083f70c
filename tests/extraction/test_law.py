"""The law: a candidate's words are its passages', a passage is a run of one block, a block says what the file says; and
what is read twice, or has gone through the child's mouth, is the same.

`conftest.py` beside this holds every file to it that any other test of the folder reads.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction import documents as made
from tests.extraction.hostile import FILES, REPORT, sound_pdf
from tests.extraction.law import hold_report, hold_source, letters, not_in
from tests.extraction.long_report import long_report
from tests.extraction.samples import SAMPLES
from tracker.extraction.errors import NotReadError
from tracker.extraction.passed import heard, said
from tracker.extraction.readers import READERS
from tracker.extraction.reading.bare import with_bare_markers
from tracker.extraction.source import Source
from tracker.extraction.whole import whole
from tracker.rules.candidates import Block, Candidate, CandidatePart, Mark, Passage, Place, ReadReport
from tracker.rules.words import BlockKind, CandidateKind
from tracker.street import street

LISTS = sorted(one for one in (Path(__file__).parent / "lists").iterdir() if one.is_file())
QUICK = [
    "strange letters", "lone halves", "noughts among words", "styles in a ring", "tables in tables", "tags in tags",
    "a PDF that anybody may open", "pages in a loop", "bookmarks in a loop", "a page of no size", "a broken font",
    "a cell over a million columns", "1.1.1.1 in lines", "limbs in limbs, md",
]  # fmt: skip


def held(content, ending):
    """A file's report, held to the law, twice the same."""
    source = READERS[ending](content, ending)
    hold_source(source, content, ending)
    report = whole(content, ending)
    hold_report(report)
    assert report.blocks == with_bare_markers(source).blocks
    assert whole(content, ending) == report
    return report


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_invented_reports_are_held(path):
    text, _, _ = path.read_text(encoding="utf-8").partition("=== expected\n")
    held(text.encode(), path.suffix[1:])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_invented_reports_in_every_format_are_held(sample):
    held(sample.content(), sample.ending)


@pytest.mark.parametrize("name", QUICK)
def test_hostile_files_that_are_read_are_held(name):
    make, ending = FILES[name]
    try:
        held(make(), ending)
    except NotReadError:
        return


def test_a_long_report_is_held():
    assert len(held(long_report(60, 12), "pdf").candidates) >= 12


def published():
    """The recommendations that the tracker comes with, as they were printed."""
    for path in sorted((street() / "data" / "reviews").glob("*.json")):
        for one in json.loads(path.read_text(encoding="utf-8"))["recommendations"]:
            if one.get("level", "overview") == "overview":
                yield path.stem, one


@pytest.mark.parametrize("ending", ["txt", "md", "docx", "html"])
def test_the_recommendations_that_the_tracker_comes_with_are_read_as_they_were_printed(ending):
    every = list(published())
    assert len(every) == 25
    for review in sorted({code for code, _ in every}):
        asked = [one for code, one in every if code == review]
        lines = ["Recommendations"]
        for one in asked:
            first, *rest = [line.strip() for line in one["text"].splitlines() if line.strip()]
            dotted = "." in one["ref"]
            lines += [f"{one['ref']} {first}" if dotted else f"Recommendation {one['ref']}: {first}", *rest]
        content = {
            "txt": lambda lines=lines: "\n\n".join(lines).encode(),
            "md": lambda lines=lines: "\n\n".join(["# " + lines[0], *lines[1:]]).encode(),
            "docx": lambda lines=lines: made.docx(
                made.paragraph(lines[0], "Heading1") + "".join(made.paragraph(line) for line in lines[1:])
            ),
            "html": lambda lines=lines: (
                f"<html><body><h1>{lines[0]}</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:])
            ).encode(),
        }[ending]()
        found = held(content, ending).of_kind(CandidateKind.RECOMMENDATION)
        assert [one.ref for one in found] == [one["ref"] for one in asked]
        assert [letters(one.text) for one in found] == [letters(one["text"]) for one in asked]


# ---- through the child's mouth

words = st.text(max_size=12)
maybe = st.none() | st.integers(1, 400)
share = st.floats(0, 1)
places = st.builds(Place, maybe, st.none() | words)
blocks = st.builds(
    Block, st.just(0), st.sampled_from(BlockKind), words, words, st.integers(0, 5), maybe, maybe, st.booleans(),
    st.lists(words, max_size=3).map(tuple), st.lists(words, max_size=3).map(tuple), maybe,
)  # fmt: skip
candidates = st.builds(
    Candidate, st.integers(0, 99), st.sampled_from(CandidateKind), words, st.just(()), words,
    ref=st.none() | words, title=words,
    parts=st.lists(st.builds(CandidatePart, words, words), max_size=2).map(tuple),
    addressed_to=st.lists(words, max_size=2).map(tuple), place=places, last_page=maybe,
    also=st.lists(places, max_size=2).map(tuple),
    marks=st.lists(st.builds(Mark, st.integers(1, 400), share, share, share, share), max_size=2).map(tuple),
    about=words, agency=st.none() | words, kept_by=st.none() | words, doubts=st.lists(words, max_size=2).map(tuple),
)  # fmt: skip


@st.composite
def reports(draw):
    """Any report at all."""
    some = tuple(replace(one, number=number) for number, one in enumerate(draw(st.lists(blocks, max_size=4))))
    found = draw(st.lists(candidates, max_size=3))
    if some:
        within = st.sampled_from(some).flatmap(
            lambda one: st.tuples(st.just(one.number), st.integers(0, len(one.text))).map(
                lambda at: Passage(at[0], at[1], len(one.text))
            )
        )
        found = [replace(one, passages=tuple(draw(st.lists(within, max_size=3)))) for one in found]
    facts = [draw(words) for _ in range(4)]
    return ReadReport(draw(words), draw(maybe), some, tuple(found), tuple(draw(st.lists(words, max_size=2))), *facts)


@given(reports())
def test_what_a_child_says_is_heard_as_it_was_said(report):
    assert heard(json.loads(json.dumps(said(report)))) == report


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(reports(), st.data())
def test_whatever_else_a_child_says_is_a_report_or_refused(report, data):
    told = json.loads(json.dumps(said(report)))
    key = data.draw(st.sampled_from(sorted(told)))
    if isinstance(told[key], list) and told[key] and data.draw(st.booleans()):
        row = told[key][0]
        if isinstance(row, list):
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(json_values)
    else:
        told[key] = data.draw(json_values)
    try:
        assert isinstance(heard(told), ReadReport)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):  # which `read` turns into a sentence
        return


@given(st.text(max_size=300), st.sampled_from(["txt", "md", "html"]))
def test_any_text_at_all_is_read_or_refused_and_held(text, ending):
    content = text.encode("utf-8", "replace")
    try:
        source = READERS[ending](content, ending)
    except NotReadError:
        return
    hold_source(source)
    hold_report(whole(content, ending))


@given(
    st.lists(st.sampled_from(REPORT.split("\n\n")) | st.text(max_size=40), max_size=12), st.sampled_from(["txt", "md"])
)
def test_a_report_in_pieces_is_held(pieces, ending):
    try:
        hold_report(whole("\n\n".join(pieces).encode("utf-8", "replace"), ending))
    except NotReadError:
        return


# ---- the law itself can be broken


def broken(**change):
    report = whole(REPORT.encode(), "txt")
    first, *others = report.candidates
    return replace(report, candidates=(replace(first, **change), *others))


@pytest.mark.parametrize(
    "change",
    [
        {"text": "The Board should ask every agency to audit its record."}, {"text": ""}, {"reason": " "},
        {"passages": ()}, {"passages": (Passage(1, 0, 9_999),)}, {"number": 7},
        {"parts": (CandidatePart("a", "nowhere"),)}, {"addressed_to": ("Nobody",)},
        {"marks": (Mark(1, 0.5, 0.5, 0.4, 0.6),)},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_a_broken_report_is_not_held(change):
    hold_report(broken())
    with pytest.raises((AssertionError, ValueError)):
        hold_report(broken(**change))


def test_a_letter_that_the_file_does_not_have_is_seen():
    content = sound_pdf()
    source = READERS["pdf"](content, "pdf")
    hold_source(source, content, "pdf")
    more = replace(source.blocks[0], text="Child Q: a revue")
    with pytest.raises(AssertionError, match="revue"):
        hold_source(replace(source, blocks=(more, *source.blocks[1:])), content, "pdf")
    with pytest.raises(AssertionError):
        hold_source(Source((replace(more, number=3),)))
    assert not_in("one two", "oneFURNITUREtwo".lower()) == ""
    assert not_in("one two", "two" + "x" * 20) == "one"
