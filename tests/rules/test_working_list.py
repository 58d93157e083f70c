"""The working list of a report: every step leads on, and every step can be undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import working_list as w
from tracker.rules.candidates import Candidate, CandidatePart, Passage, Place
from tracker.rules.errors import BadValueError, UnknownError
from tracker.rules.words import Answer, CandidateKind

REC, SINGLE, LEARN = CandidateKind.RECOMMENDATION, CandidateKind.SINGLE_AGENCY, CandidateKind.LEARNING_POINT


def candidate(number, text, ref=None, kind=REC, **more):
    return Candidate(number, kind, text, (Passage(number, 0, len(text)),), "It is so.", ref=ref, **more)


@pytest.fixture
def read():
    parts = (CandidatePart("a", "a) train staff;"), CandidatePart("b", "b) audit files."))
    return w.start([
        candidate(0, "The Board should: a) train staff; b) audit files.", "1", parts=parts, addressed_to=("Board",)),
        candidate(1, "The police should report. The trust should answer.", "2"),
        candidate(2, "Staff learned little.", kind=LEARN, about="learning"),
    ])  # fmt: skip


def test_as_read_nothing_is_answered_and_the_words_are_the_reports_own(read):
    assert [(i.id, i.ref, i.answer) for i in read] == [
        ("c0", "1", Answer.WAITING), ("c1", "2", Answer.WAITING), ("c2", "", Answer.WAITING),
    ]  # fmt: skip
    assert all(item.text == item.source and not item.edited for item in read)


def test_where_a_report_numbers_nothing_its_recommendations_are_counted():
    found = w.start([candidate(0, "One."), candidate(1, "Two."), candidate(2, "Three.", kind=SINGLE)])
    assert [item.ref for item in found] == ["1", "2", "IMR 3"]
    placed = w.start([candidate(0, "One.", kind=SINGLE, place=Place(4, "7.2.5"))])
    assert placed[0].ref == "IMR 7.2.5"


def test_one_reference_stands_once():
    found = w.start([candidate(0, "One.", "3"), candidate(1, "Two.", "3"), candidate(2, "Three.", "3")])
    assert [item.ref for item in found] == ["3", "3b", "3c"]


def test_what_is_taken_left_out_and_put_back(read):
    taken = w.answered(read, "c0", Answer.TAKEN)
    left = w.answered(taken, "c1", Answer.LEFT_OUT, "A quotation.")
    assert (w.of(left, "c0").answer, w.of(left, "c1").why) == (Answer.TAKEN, "A quotation.")
    assert w.of(w.answered(left, "c1", Answer.WAITING), "c1").why == ""
    with pytest.raises(UnknownError):
        w.answered(read, "c9", Answer.TAKEN)
    assert [i.answer for i in w.all_taken(left, REC)] == [Answer.TAKEN, Answer.LEFT_OUT, Answer.WAITING]


def test_a_change_is_seen_and_the_source_stays(read):
    changed = w.of(w.edited(read, "c1", text="The police should report weekly."), "c1")
    assert changed.edited and changed.source == "The police should report. The trust should answer."
    assert not w.of(w.edited(read, "c1", ref="2"), "c1").edited
    with pytest.raises(BadValueError):
        w.edited(read, "c1", text="  ")
    with pytest.raises(TypeError):
        w.edited(read, "c1", source="x")


def test_parted_in_two_no_word_is_lost_and_parts_go_with_their_words(read):
    two = w.split(read, "c1", len("The police should report. "))
    assert [(i.id, i.ref, i.text) for i in two[1:3]] == [
        ("c1", "2", "The police should report."), ("c1.2", "2b", "The trust should answer."),
    ]  # fmt: skip
    parts = w.split(read, "c0", len("The Board should: a) train staff; "))
    assert all(not item.parts for item in parts[:2])  # one limb each is no list
    with pytest.raises(BadValueError):
        w.split(read, "c1", 0)


def test_joined_the_first_comes_first_and_keeps_its_reference(read):
    one = w.joined(read, "c1", "c0")
    assert [item.id for item in one] == ["c0", "c2"]
    assert one[0].text.startswith("The Board should") and one[0].text.endswith("The trust should answer.")
    assert one[0].numbers == (0, 1) and one[0].ref == "1"
    assert [part.label for part in one[0].parts] == ["a", "b", "2"]
    with pytest.raises(BadValueError):
        w.joined(read, "c0", "c0")


def test_back_as_read_undoes_parting_and_joining(read):
    parted = w.split(read, "c1", len("The police should report. "))
    assert w.back_as_read(parted, "c1.2", read) == read
    again = w.joined(w.joined(parted, "c0", "c1.2"), "c0", "c1")
    assert w.back_as_read(again, "c0", read) == read


def test_what_is_in_the_way_is_said(read):
    assert w.in_the_way(read)[0] == "Nothing is taken yet"
    assert "2 recommendations not yet taken" in w.in_the_way(read)[1]
    taken = w.all_taken(read, REC)
    assert w.in_the_way(taken) == ()
    assert "has no reference" in w.in_the_way(w.edited(taken, "c1", ref=" "))[0]
    assert w.in_the_way(w.edited(taken, "c1", ref="1")) == ("1 stands for two recommendations each",)
    assert "no short title" in w.in_the_way(w.edited(taken, "c1", title=""))[0]
    single = w.edited(taken, "c1", kind=SINGLE)
    assert w.in_the_way(single) == ("Say which agency’s own 2 is",)
    assert w.in_the_way(w.edited(single, "c1", agency_id="police")) == ()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_whatever_was_done_is_written_and_read_again(texts, data):
    items = w.start([candidate(n, text, str(n), addressed_to=(text,)) for n, text in enumerate(texts)])
    for item in items:
        answer = data.draw(st.sampled_from(Answer))
        items = w.edited(w.answered(items, item.id, answer), item.id, owners=("a",), title=texts[0])
    assert w.read_again(w.written(items)) == items


@given(WORDS, st.integers(0, 200))
def test_parting_anything_anywhere_keeps_every_letter_or_refuses(text, at):
    items = w.start([candidate(0, text, "1")])
    try:
        two = w.split(items, "c0", at)
    except BadValueError:
        return
    assert "".join("".join(item.text for item in two).split()) == "".join(text.split())
    assert w.back_as_read(two, two[1].id, items) == items


def test_a_reference_hangs_on_the_recommendation_it_stands_in_and_on_nothing_that_is_left_out():
    refers = candidate(1, "another review (Ref 9)", kind=CandidateKind.CROSS_REFERENCE, place=Place(None, "6"))
    items = w.start([candidate(0, "Train staff.", "6"), refers])
    assert w.of(items, "c1").kept_by == "6"
    taken = w.all_taken(w.all_taken(items, REC), CandidateKind.CROSS_REFERENCE)
    assert w.in_the_way(taken) == ()
    left = w.answered(w.all_taken(items, CandidateKind.CROSS_REFERENCE), "c0", Answer.LEFT_OUT)
    assert "6 is left out" in w.in_the_way(left)[0]
    assert w.in_the_way(left, {"6"}) == ()
    assert "Say which recommendation refers to" in w.in_the_way(w.edited(taken, "c1", kept_by=None))[0]
