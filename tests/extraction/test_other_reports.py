"""Reports of those who investigate accidents, assess needs and inspect: layouts that few reviews of children have."""

from pathlib import Path

import pikepdf
import typst

from tracker.extraction.finding.find import recommendations
from tracker.extraction.quoting import quoted
from tracker.extraction.readers import READERS
from tracker.extraction.source import Source
from tracker.extraction.whole import whole
from tracker.rules.words import CandidateKind


def found(text: str) -> list[tuple[str | None, str]]:
    """Reference and words of each recommendation of a Markdown text."""
    source: Source = READERS["md"](text.encode(), "md")
    return [(one.ref, quoted(source, one.passages)) for one in recommendations(source)]


def addressed(text: str) -> list[tuple[str, ...]]:
    return [
        one.addressed_to for one in whole(text.encode(), "md").candidates if one.kind == CandidateKind.RECOMMENDATION
    ]


MARINE = """# Fire on a ferry

## Recommendations

The Harbour Board is recommended to:

2019/110 Provide guidance on ladders, and hold a drill each month.

2019/111 Trial a ladder that one person can rig.

Northern Ferries Ltd is recommended to:

2019/112 Replace its lifejackets.

Safety recommendations shall in no case create a presumption of blame or liability.
"""


def test_a_line_that_says_who_is_recommended_to_act_parts_two_recommendations_and_names_whom():
    assert [ref for ref, _ in found(MARINE)] == ["2019/110", "2019/111", "2019/112"]
    assert [
        text.endswith(end) for (_, text), end in zip(found(MARINE), ("month.", "rig.", "lifejackets."), strict=True)
    ]
    assert addressed(MARINE) == [("Harbour Board",), ("Harbour Board",), ("Northern Ferries Ltd",)]


def test_a_numbered_paragraph_may_announce_a_list_that_begins_at_one():
    text = """# Collision

## Recommendations

152\\. The following recommendations are made:

1\\. The intent of this recommendation is to make signs plain.

The track owner should review its signs (paragraph 44).

2\\. The intent of this recommendation is that drivers are told.

The train operator should brief its drivers.

## Learning points

153\\. There are two learning points:

1\\. Users should telephone first.
"""
    assert [(ref, said.split()[0], said.split()[-1]) for ref, said in found(text)] == [
        ("1", "The", "44)."), ("2", "The", "drivers."),
    ]  # fmt: skip


def test_what_an_earlier_report_recommended_is_quoted_not_made():
    text = """# Derailment

## Previous occurrences of a similar kind

After the derailment of 2011 the Unit made the following recommendation:

Recommendation 2: The track owner should review its points.

## Recommendations

Recommendation 1: The train operator should test its brakes.

Recommendation 2: The train operator should train its drivers.

## Safety recommendations previously made

Recommendation 2014-03: The train operator should manage fatigue.
"""
    assert [said for _, said in found(text)] == [
        "The train operator should test its brakes.",
        "The train operator should train its drivers.",
    ]


def test_a_reference_on_the_line_after_and_at_the_end_of_the_last_limb_is_its_reference():
    text = """# Runaway train

## Safety action required

### Brakes

The cold mattered. Therefore, the Board recommends that the Department of Transport set a standard for brakes.

TSB Recommendation R20-01

### Training

The Board recommends that the Railway:

- train its crews
- test what they know. (013/18)

## Appendix
"""
    assert [ref for ref, _ in found(text)] == ["R20-01", "013/18"]


def test_recommendations_at_the_ends_of_chapters_and_gathered_in_front_are_each_taken_once():
    chapters = {"Early years": "Work with nurseries to raise the take-up of free places.",
                "School age": "Review the oral health programme."}  # fmt: skip
    front = "".join(f"### {name}\n\n- {asked}\n\n" for name, asked in chapters.items())
    body = "".join(
        f"## {name}\n\nNumbers have grown.\n\n### Recommendations\n\n- {asked}\n\n" for name, asked in chapters.items()
    )
    assert [said for _, said in found(f"# Needs\n\n## Key recommendations\n\n{front}{body}")] == list(chapters.values())


def test_areas_for_improvement_reasons_and_what_was_asked_last_time_stand_beside_recommendations():
    text = """# Inspection

## Recommendations and areas for improvement

### Recommendation 1

The force should speak to children.

### Area for improvement 1

The force should make better use of analysts.

## Reasons for recommendations

8.1 The group was clear that the force should act within the year.

## Progress on recommendations from the last inspection

### Safety

Recommendations

- Force should be filmed. Not achieved
"""
    assert found(text) == [("1", "The force should speak to children.")]


def test_whom_brackets_at_the_end_name_is_addressed():
    text = """# Inspection

## Recommendations

1. Men should have ten hours out of cell. (To the governor)
2. Nurses should be found. (To NHS England)
"""
    assert addressed(text) == [("governor",), ("NHS England",)]


def test_bullets_that_a_browser_draws_are_read(tmp_path: Path) -> None:
    """A browser prints a round shape before an item, which is no letter."""
    item = "#grid(columns: (5mm, 1fr), align: horizon, circle(radius: 2pt, fill: black), [{}])\n\n"
    asked = ["The Council should keep a list of every child, and share it with schools in good time each term.",
             "Schools should use it."]  # fmt: skip
    typst.compile(
        ("= Recommendations\n\n" + "".join(item.format(one) for one in asked)).encode(), output=tmp_path / "drawn.pdf"
    )
    with pikepdf.open(tmp_path / "drawn.pdf") as pdf:
        with pdf.open_metadata() as told:
            told.clear()
        pdf.docinfo["/Producer"] = "Skia/PDF m120"
        pdf.save(tmp_path / "print.pdf")
    source = READERS["pdf"]((tmp_path / "print.pdf").read_bytes(), "pdf")
    assert [(block.marker, block.text) for block in source.blocks if block.marker] == [("•", one) for one in asked]
