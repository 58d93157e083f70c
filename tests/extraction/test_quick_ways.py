"""What is looked for first so that reading is quick finds no less than looking for everything everywhere."""

import pytest

from tests.growth import grows_in_step
from tracker.extraction.finding.formulas import FORMULAS, formulas
from tracker.extraction.finding.labels import label
from tracker.extraction.layout.letters import LETTERS, SOFT_INSIDE, tidy
from tracker.extraction.narrative.reference_words import LOOSE, NAMED, NUMBERED
from tracker.extraction.narrative.references import written_as
from tracker.extraction.whole import whole
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

SAID = (
    "It is recommended that the Board reviews its protocol, and the Panel also recommends an audit.",
    "IT IS THEREFORE RECOMMENDED that all schools take part.",
    "Recommend that the Trust trains its staff. Strongly recommended that it does so at once.",
    "We recommend: a. a lead; b. a plan. I strongly recommend that the Council agrees.",
    "My recommendation is that the Trust should act. Our final recommendations are below.",
    "The Safeguarding Review Panel therefore recommends that the Board writes to all.",
    "This serious case review recommended that the police look again.",
    "The AAIB recommends that the operator replaces the valve. RAIB recommends that Network Rail looks.",
    "A further recommendation is therefore made to the Board. A recommendation is made for schools.",
    "Staff are recommended to read. It was recommended that they did. The panel makes the following recommendations:",
    "There is nothing here. In following the family's two key recommendations the service did well.",
    "Our review recommends that. The report of this review has recommended that the Board acts.",
)


@pytest.mark.parametrize("text", [*SAID, " ".join(SAID), " ".join(SAID).upper()])
def test_every_formula_is_found_that_a_search_of_all_letters_finds(text):
    assert [(one.start, one.end) for one in formulas(text)] == [one.span() for one in FORMULAS.finditer(text)]
    middle = len(text) // 3
    some = [(one.start, one.end) for one in formulas(text, middle, len(text) - 5)]
    assert some == [one.span() for one in FORMULAS.finditer(text, middle, len(text) - 5)]


@pytest.mark.parametrize(
    "text",
    ["Recommendation 7: Do it.", "RECOMMENDATION 7 Do it.", "Rec 4: Do it.", "REC. 4 Do it.", "R7 Do it now.",
     "LCR7: Do", "Overview Report Recommendation 3: Do it.",
     "Elmshire Safeguarding Adults’ Board Recommendation 3: Do it.",
     "2019/110 Do it."],
)  # fmt: skip
def test_a_label_is_seen_without_looking_for_one_in_every_paragraph(text):
    assert label(Block(0, BlockKind.TEXT, text)) is not None


@pytest.mark.parametrize(
    "said",
    ["See the SCR of Child Q (2014).", "The DHR of Adult B was published.", "The Child J report says so.",
     "An earlier rapid review found the same (Ref 070).", "The inquiry into the death of Anna Smith in Leeds.",
     "Another lscpr and a second cspr were agreed.", "Smith Inquiry", "Nothing of the kind is said."],
)  # fmt: skip
def test_a_sentence_without_the_words_for_a_review_names_none(said):
    some = any(pattern.search(said) for pattern in (NUMBERED, NAMED, LOOSE))
    assert some or not written_as(said)


@pytest.mark.parametrize(
    "letter", [*map(chr, LETTERS), "\u00ad", "\t", "\x1c", "\x85", "\xa0", "\u2009", "\u3000", "’", "é"]
)
def test_letters_are_made_plain_wherever_they_stand(letter):
    for text in (f"{letter}word", f"wo{letter}rd and", f"word{letter}", f"wo {letter} rd", f"“wo{letter}rd”"):
        slowly = " ".join(SOFT_INSIDE.sub("", text.translate(LETTERS)).split())
        assert tidy(text) == slowly


@pytest.mark.parametrize(
    "line",
    ["recommendations of the ", "the review of the ", "we recommend that we ", "is recommended to the ",
     "Child A and B ",
     "(see recommendation 1) and ", "it is also recommended by the ", "lesson for the review is a "],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_work_on_a_line_of_ever_so_many_letters_grows_in_step_with_it(line, ending):
    def report(letters):
        text = line * (letters // len(line))
        return (f"<html><body><p>{text}</p></body></html>" if ending == "html" else text).encode()

    grows_in_step(lambda content: whole(content, ending), report, 40_000)
