"""A report that comes a second time is known again, and each difference is told."""

from tests.rules.test_working_list import candidate
from tracker.rules.records import Recommendation, Review
from tracker.rules.register import Register
from tracker.rules.same_report import compare, lines
from tracker.rules.words import Level, Likeness
from tracker.rules.working_list import start

TEXTS = (
    "The Board should audit supervision.",
    "The police should report every domestic incident at which a child lives to the multi-agency hub within one day.",
    "The Trust should train its staff.",
)


def register(texts=TEXTS, **facts):
    reviews = {
        "K": Review("K", "board", "SCR", "Child K", "Child K", **facts),
        "L": Review("L", "board", "SCR", "L", "L"),
    }
    made = {
        f"K:{n}": Recommendation(f"K:{n}", "K", str(n), n, Level.OVERVIEW, "t", text)
        for n, text in enumerate(texts, start=1)
    }
    return Register(reviews=reviews, recommendations=made)


def read(*texts):
    return start([candidate(n, text, str(n + 1)) for n, text in enumerate(texts)])


def test_the_very_file_is_known_by_its_hash():
    found = compare(read("Something else."), register(document_hash="a" * 64), "a" * 64)
    assert found.review.id == "K" and found.why == "its document is this very file"


def test_another_print_of_it_is_known_by_its_words_whatever_printing_did_to_them():
    found = compare(read("The Board should  audit super-vision", TEXTS[1], TEXTS[2]), register(), "b" * 64)
    assert found.review.id == "K" and found.why.startswith("3 of the 3")
    assert {line.likeness for line in found.lines} == {Likeness.SAME}


def test_a_report_that_shares_one_sentence_is_another_report():
    assert compare(read(TEXTS[0], "A.", "B.", "C."), register(), "b" * 64) is None
    assert compare((), register(), "b" * 64) is None


def test_every_recommendation_of_either_side_stands_once():
    near = TEXTS[1].replace("one day", "two days")
    found = lines(read(TEXTS[0], near, "The school should tell."), register(), "K")
    assert [(line.likeness, line.item and line.item.ref, line.recommendation and line.recommendation.ref)
            for line in found] == [
        (Likeness.SAME, "1", "1"), (Likeness.OTHER_WORDS, "2", "2"), (Likeness.OTHER_WORDS, "3", "3"),
    ]  # fmt: skip
    fewer = lines(read(TEXTS[0]), register(), "K")
    assert [line.likeness for line in fewer] == [Likeness.SAME, Likeness.NOT_READ, Likeness.NOT_READ]


def test_other_words_are_known_without_their_number():
    items = start([candidate(0, TEXTS[1].replace("one day", "a day"), "17")])
    assert lines(items, register(), "K")[0].likeness == Likeness.OTHER_WORDS


def test_what_a_review_learned_and_promised_already_is_known_by_its_paragraph():
    from dataclasses import replace

    from tracker.rules.candidates import Place
    from tracker.rules.records import LearningPoint, Promise
    from tracker.rules.same_report import known
    from tracker.rules.words import CandidateKind

    base = replace(
        register(),
        learning_points={"K/4.2": LearningPoint("K/4.2", "K", "4.2", "t", "s")},
        promises={"K/8.1": Promise("K/8.1", "K", "8.1", "about")},
    )
    items = start([
        candidate(0, TEXTS[0], "1"), candidate(1, TEXTS[1], "2"), candidate(2, TEXTS[2], "3"),
        candidate(3, "Told.", kind=CandidateKind.LEARNING_POINT, place=Place(None, "4.2")),
        candidate(4, "Told.", kind=CandidateKind.LEARNING_POINT, place=Place(None, "4.3")),
        candidate(5, "Said.", kind=CandidateKind.PROMISE, place=Place(None, "8.1")),
    ])  # fmt: skip
    found = compare(items, base, "c" * 64)
    assert known(items, base, found) == {"c0", "c1", "c2", "c3", "c5"}
