"""Two reviews that ask for the same, opened as those who may answer and those who may not."""

from datetime import date

import pytest

from tests.pages.test_write_pages import board, field, open_page, press, seen  # noqa: F401  (fixtures)
from tracker.commands import overlaps, recommendations, reviews, themes
from tracker.rules.words import Publication, Sameness

K1, K2, O1, O2 = "SOTON-K:1", "SOTON-K:2", "OTHER:1", "OTHER:2"


@pytest.fixture
def two(board):  # noqa: F811
    """Child K and Child O: two pairs that both are about training, in words and theme."""
    reviews.add(
        board.engine, code="OTHER", board_id="southampton", kind="SCR", subject="Child O", title="Child O",
        published_on=date(2015, 6, 1), state=Publication.PUBLISHED, **board.signed(),
    )  # fmt: skip
    for ref, text in (("1", "Train everybody in supervision."), ("2", "Audit the training.")):
        recommendations.add(board.engine, review_id="OTHER", ref=ref, title=f"T{ref}", text=text, **board.signed())
    themes.add_theme(board.engine, name="Training", definition="It is taught.", cue_words=["train"], **board.signed())
    for id_ in (K1, O1, O2):
        themes.confirm(board.engine, recommendation_id=id_, theme_id="training", **board.signed())
    return board


def answers(book):
    return {(j.a_id, j.b_id): j.answer for j in book.register().overlap_judgements.values()}


def test_one_press_answers_and_the_next_pair_is_shown(two, open_page):  # noqa: F811
    page = open_page("themes", "chair", view="overlaps")
    assert "2 pairs of recommendations wait for a person’s answer" in seen(page)
    field(page, "text_input", "Why").set_value("Both train.")
    first = next(h.value for h in page.subheader if "side by side" in h.value)
    press(page, "Related")
    assert set(answers(two).values()) == {Sameness.RELATED}
    assert [j.reason for j in two.register().overlap_judgements.values()] == ["Both train."]
    assert "**Related:**" in seen(page)
    assert "1 pair of recommendations waits" in seen(page)
    assert first not in [h.value for h in page.subheader]


def test_who_may_not_answer_sees_the_pair_and_is_told(two, open_page):  # noqa: F811
    page = open_page("themes", "reader", view="overlaps")
    assert "You may not say whether two recommendations ask for the same here" in seen(page)
    assert not [b for b in page.button if b.label in ("Same", "Related", "Compare them")]


def test_an_answer_is_changed_with_a_reason_and_taken_back(two, open_page):  # noqa: F811
    made = overlaps.judge(two.engine, a_id=K1, b_id=O1, answer=Sameness.RELATED, **two.signed("chair"))
    page = open_page("themes", "chair", view="overlaps", pair=made.id, pair_do="change")
    field(page, "radio", "What is it instead").set_value(Sameness.SAME)
    press(page, "Change this answer")
    assert "**Not changed.**" in page.error[0].value
    field(page, "text_input", "Why is it not").set_value("One course would do.")
    press(page, "Change this answer")
    assert list(answers(two).values()) == [Sameness.SAME]
    page = open_page("themes", "chair", view="overlaps", pair=made.id, pair_do="back")
    field(page, "text_input", "Why is the answer").set_value("Read again.")
    press(page, "Take this answer back")
    assert answers(two) == {}


def test_where_they_are_the_same_one_action_serves_both(two, open_page):  # noqa: F811
    action = two.plan(due=date(2026, 12, 20))
    made = overlaps.judge(two.engine, a_id=K1, b_id=O1, answer=Sameness.SAME, **two.signed("chair"))
    page = open_page("themes", "manager", view="overlaps", pair=made.id)
    assert "would serve Child O 1 too" in seen(page)
    field(page, "selectbox", "Which action").set_value(action.id).run()
    press(page, "Let it serve both")
    assert set(two.register().recommendations_of_action[action.id]) == {K1, O1}
    assert "One action serves both" in [h.value for h in page.subheader]
    chair = open_page("themes", "reader", view="overlaps", pair=made.id)
    assert not [b for b in chair.button if b.label == "Let it serve both"]


def test_any_two_of_different_reviews_can_be_compared_and_nonsense_is_no_pair(two, open_page):  # noqa: F811
    page = open_page("themes", "chair", view="overlaps", pair=f"{O1}|{K2}", answer="all")
    assert "The tracker does not find them near" in seen(page)
    press(page, "Not related")
    assert answers(two) == {(O1, K2): Sameness.NOT_RELATED}
    for nonsense in ("x", "|", f"{K1}|{K2}", f"{K1}|{O1}", "a|b|c"):
        assert "side by side" in " ".join(
            h.value for h in open_page("themes", "chair", view="overlaps", pair=nonsense).subheader
        )


def test_the_recommendation_says_who_else_asks_and_what_a_person_said(two, open_page):  # noqa: F811
    overlaps.judge(two.engine, a_id=K1, b_id=O1, answer=Sameness.SAME, reason="Both train.", **two.signed("chair"))
    told = seen(open_page("recommendation", "reader", id=K1))
    assert "Same" in told
    assert "said Chair" in told
    assert "“Both train.”" in told
    assert "Perhaps the same, nobody has answered yet" in told
    overlaps.judge(two.engine, a_id=K1, b_id=O2, answer=Sameness.NOT_RELATED, **two.signed("chair"))
    told = seen(open_page("recommendation", "reader", id=K1))
    assert "Perhaps the same" not in told
    assert "1 other looked alike to the tracker" in told


def test_many_reviews_are_drawn_on_a_ring_and_told_in_a_table(two, open_page):  # noqa: F811
    reviews.add(
        two.engine, code="THIRD", board_id="southampton", kind="SCR", subject="Child T", title="Child T",
        published_on=date(2016, 6, 1), state=Publication.PUBLISHED, **two.signed(),
    )  # fmt: skip
    recommendations.add(two.engine, review_id="THIRD", ref="1", title="T", text="Train all.", **two.signed())
    themes.confirm(two.engine, recommendation_id="THIRD:1", theme_id="training", **two.signed())
    page = open_page("themes", "chair", view="overlaps")
    (chart,) = page.get("plotly_chart")
    assert chart.proto.alt.startswith("3 links between 3 reviews")
    two_of_them = open_page("themes", "chair", view="overlaps", review="OTHER", **{"with": "THIRD"})
    assert "2 pairs, Child O and Child T, nearest first" in [h.value for h in two_of_them.subheader]
    assert "Which reviews ask for the same" in [h.value for h in page.subheader]
