"""What a recommendation's parts are: its top-level bullets or limbs, however they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.extraction.recommendations import recommended
from tests.growth import grows_in_step
from tracker.extraction.finding.limbs import counted, leads
from tracker.extraction.finding.parts import parts
from tracker.extraction.quoting import quoted


def read(*lines: str, ref: str | None = "7") -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in parts(*recommended(*lines, ref=ref))]


def test_bullets_are_counted_and_lead_in_and_closing_sentence_are_no_part() -> None:
    assert read(
        "[Recommendation 7] The Board should:",
        "[•] review its plan;",
        "[•] tell the agencies.",
        "This should be reported each year.",
    ) == [("a", "review its plan;"), ("b", "tell the agencies.")]


def test_limbs_keep_the_letter_that_is_printed() -> None:
    found = read("The Trust must:", "[b)] review", "[c)] audit", "[d)] report")
    assert [label for label, _ in found] == ["b", "c", "d"]


def test_nested_limbs_stay_in_the_text_of_theirs() -> None:
    assert read(
        "The Board should:",
        "[a)] audit records, looking at:",
        "  [i)] names,",
        "  [ii)] dates;",
        "[b)] report.",
    ) == [("a", "audit records, looking at: names, dates;"), ("b", "report.")]


def test_letters_under_bullets_are_nested_even_where_no_indent_was_kept() -> None:
    assert read("[•] each agency ensures that:", "[a)] x is done;", "[b)] y is done;", "[•] the Board checks.") == [
        ("a", "each agency ensures that: x is done; y is done;"),
        ("b", "the Board checks."),
    ]


def test_the_ninth_letter_is_no_roman_number_and_the_roman_one_no_letter() -> None:
    letters = [f"[{letter})] do this" for letter in "abcdefghij"]
    assert [label for label, _ in read("Do:", *letters)] == list("abcdefghij")
    assert [label for label, _ in read("Do:", "[(i)] one", "[(ii)] two", "[(iii)] three")] == ["i", "ii", "iii"]


def test_other_bullets_under_bullets_are_nested() -> None:
    assert [text for _, text in read("Do:", "[•] one:", "  [–] of this", "  [–] of that", "[•] two")] == [
        "one: of this of that",
        "two",
    ]


def test_words_between_limbs_belong_to_the_limb_before() -> None:
    assert [text for _, text in read("Do:", "[a)] one.", "This matters much.", "[b)] two.")] == [
        "one. This matters much.",
        "two.",
    ]


def test_a_second_lead_in_belongs_to_the_whole_and_labels_stay_apart() -> None:
    assert read("The Board should:", "[•] one", "[•] two", "The police should:", "[•] three", "[•] four") == [
        ("a", "one"), ("b", "two"), ("c", "three"), ("d", "four"),
    ]  # fmt: skip
    found = read("The Board should:", "[a)] one", "[b)] two", "The police should:", "[a)] three", "[b)] four")
    assert [label for label, _ in found] == ["a", "b", "a (2)", "b (2)"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("ensure that: a) one thing is done; b) another is done; c) it is checked.", ["a", "b", "c"]),
        ("The Board should (a) review the plan and (b) publish it.", ["a", "b"]),
        ("The Board should (i) review the plan, (ii) publish it and (iii) audit it.", ["i", "ii", "iii"]),
        ("The Board should: • review the plan • publish it", ["a", "b"]),
        ("The Board should: - review the plan; - publish it", ["a", "b"]),
        ("The Board should: 1. review the plan. 2. publish it.", ["1", "2"]),
        ("The Board should 1) review the plan and 2) publish it.", ["1", "2"]),
        ("a) The Board reviews it. b) The Trust publishes it.", ["a", "b"]),
    ],
)
def test_a_list_inside_a_paragraph_is_parted(text: str, labels: list[str]) -> None:
    assert [label for label, _ in read(f"[Recommendation 7] {text}")] == labels


@pytest.mark.parametrize(
    "text",
    [
        "Follow section 17 (a) and (b) of the Act.",
        "The duty under section 47(1)(a) and (b) must be kept.",
        "See paragraphs a) and b) above and review the protocol.",
        "The Board should review: the plan; the protocol; and the training.",
        "Agencies – all of them – should review – and publish – the plan.",
        "A plan (a good one) should be (b) clear.",
        "Within 3 months, 2. and after that, report.",
        "The Board should review its plan.",
    ],
)
def test_words_that_look_like_a_list_are_none(text: str) -> None:
    assert read(f"[Recommendation 7] {text}") == []


def test_a_closing_sentence_after_clauses_is_not_in_the_last_limb() -> None:
    found = read("The Board should: a) review; b) audit the plan. This should be reported each year.")
    assert found == [("a", "a) review;"), ("b", "b) audit the plan.")]


def test_a_limb_keeps_its_sentences_where_the_limbs_are_sentences() -> None:
    found = read("The Board should: a) Review it. Say when. b) Audit it. Say how.")
    assert [text for _, text in found] == ["a) Review it. Say when.", "b) Audit it. Say how."]


def test_a_first_limb_at_the_end_of_a_line_goes_with_the_second_on_a_line_of_its_own() -> None:
    found = read("The Board should ensure that: a) one is done;", "[b)] two is done;", "[c)] three is done.")
    assert [label for label, _ in found] == ["a", "b", "c"]


def test_limbs_whose_letters_stand_in_the_text_of_their_paragraphs() -> None:
    assert read("a) That the Board reviews it.", "b) That it is audited.") == [
        ("a", "a) That the Board reviews it."),
        ("b", "b) That it is audited."),
    ]


def test_bullets_lost_on_the_way_are_known_by_half_sentences_after_a_colon() -> None:
    assert [text for _, text in read(
        "The programme should:",
        "consider what is counted by May. This builds on earlier work",
        "consider what helps",
        "The programme should be open to all. It should report.",
    )] == ["consider what is counted by May. This builds on earlier work", "consider what helps"]  # fmt: skip
    assert len(read("We ask that:", "every board reviews its skills", "CQC reports on it", "NHS bodies follow")) == 3
    assert read("It has two sides:", "The first paragraph argues. It goes on.", "The second does too.") == []


def test_a_list_in_a_quotation_is_no_part() -> None:
    assert read("The guide says: “Abuse may be:", "[•] of the body;", "[•] of the mind.”", "Agree on this.") == []
    assert len(read("The “good” guide should:", "[•] be “short”;", "[•] be dated.")) == 2


def test_the_number_of_the_recommendation_is_no_label() -> None:
    assert read("[7.] The Board should review its plan.") == []
    assert read("[c)] The Board should review its plan.", ref="c") == []
    assert read("[•] The Board should review its plan.", ref=None) == []
    assert [label for label, _ in read("[7.] The Board should:", "[•] review", "[•] audit")] == ["a", "b"]


def test_a_single_bullet_is_no_list_but_what_is_nested_in_it_may_be_one() -> None:
    assert read("The Board should:", "[•] review its plan.") == []
    assert [text for _, text in read("[•] The Board should:", "  [–] review", "  [–] audit", ref=None)] == [
        "review",
        "audit",
    ]
    assert [label for label, _ in read("[•] The Board should: a) review; b) audit.", ref=None)] == ["a", "b"]


def test_numbers_below_its_own_are_parts() -> None:
    assert [label for label, _ in read("[Recommendation 7] On records", "[7.1] Review.", "[7.2] Audit.")] == [
        "7.1",
        "7.2",
    ]


@given(some.lists(some.text("ab.):; •-(i)1:\n", max_size=40), max_size=6))
def test_a_part_is_always_a_run_of_the_recommendation_itself_and_labels_differ(lines: list[str]) -> None:
    source, found = recommended(*(line.replace("\n", " ") for line in lines), ref=None)
    whole = " ".join(quoted(source, found.passages).split())
    read_parts = parts(source, found)
    assert len(read_parts) != 1
    assert len({one.label for one in read_parts}) == len(read_parts)
    if not any("]" in line for line in lines):
        assert all(" ".join(one.text.split()) in whole for one in read_parts)


@pytest.mark.parametrize("words", ["a) ", "• ", "(", "- y; ", "a"])
def test_work_on_a_hostile_paragraph_grows_in_step_with_it(words: str) -> None:
    for letters in (4_000, 250_000):  # what is looked through as a list, and far more than that
        grows_in_step(read, lambda n: "x: " + words * (n // len(words)), letters)


def test_labels_and_markers_are_read_as_people_count() -> None:
    assert [counted(n) for n in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]
    assert [one.kind for one in leads("i)")] == ["letter", "roman"]
    assert leads("Recommendation 7") == leads("R7") == leads("Note") == ()
