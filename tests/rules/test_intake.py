"""What the intake check says of a recommendation: advice that names its words, and silence where all is well."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.growth import grows_in_step
from tracker.rules.candidates import CandidatePart
from tracker.rules.intake import Advice, Check, checks


def said(text: str, *parts: str, to: tuple[str, ...] = ("Board",)) -> tuple[Check, ...]:
    listed = tuple(CandidatePart(chr(97 + number), part) for number, part in enumerate(parts))
    return checks(text, addressed_to=to, parts=listed, published_on=date(2024, 1, 31))


def kinds(text: str, *parts: str) -> list[str]:
    return [one.kind for one in said(text, *parts)]


@pytest.mark.parametrize(
    "text",
    [
        "The Board should audit the decisions taken at conferences.",
        "The Board should require the Trust to demonstrate that supervision is safe.",
        "The Trust should review and revise its protocol on bruising.",
        "The Trust should develop or update guidance on fathers.",
        "The agencies should publish a plan and a timetable.",
        "That the Partnership monitors and tracks all action plans.",
        "The Trust should provide training and support to its staff.",
        "The Board should ensure that staff know the protocol and use it, as its yearly audit shows.",
        "The Board should review its protocol. This should be reported to the executive.",
        "There must be an assessment which will consider the evidence.",
        "Police and probation (where appropriate) should write a joint protocol.",
    ],
)
def test_a_clear_one_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_nobody_named_is_said() -> None:
    (one,) = said("The protocol must be audited.", to=())
    assert one.kind == Advice.NO_ADDRESSEE
    assert one.sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Board should evaluate the quality of meetings and audit the decisions.", "and audit the decisions"),
        ("The Board should require all to promote the plan, and should audit its use.", "and should audit its use"),
        ("That the Trust reviews its training and publishes the results.", "and publishes the results"),
        ("Review the protocol and ensure that staff know it.", "and ensure that staff know it"),
        ("The Board should audit records. The Trust should train its staff.", "The Trust should train its staff."),
    ],
)
def test_two_acts_in_one_are_named(text: str, words: str) -> None:
    two = [one for one in said(text) if one.kind == Advice.TWO_ASKS]
    assert [one.words for one in two] == [words]


def test_parts_part_two_acts_and_each_is_looked_at_by_itself() -> None:
    assert kinds("The Board should: audit its records; and train its staff in the protocol.",
                 "audit its records; and", "train its staff in the protocol.") == []  # fmt: skip
    first = "audit the records and publish the results;"
    two = said(f"The Board should: {first} evaluate it.", first, "evaluate it.")
    assert [one.words for one in two] == ["and publish the results"]


def test_an_ask_after_the_list_is_in_no_part() -> None:
    text = "That the Board: review the plan; audit it. That all agencies review their own plans."
    (one,) = said(text, "review the plan;", "audit it.")
    assert one.words == "That all agencies review their own plans."
    told = "That the Board: review the plan; audit it. This should be monitored by the executive."
    assert said(told, "review the plan;", "audit it.") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Board should consider auditing its records.", "consider"),
        ("Staff must be reminded of the protocol, and this audited.", "be reminded"),
        ("The Trust should also explore an audit.", "also explore"),
        ("That the guidance also consider the audit of young parents.", "consider"),
        ("The Board should ask the agencies to re-consider their audit.", "re-consider"),
        ("I recommend that consideration is given to an audit.", "consideration is given"),
        ("An audit should always be considered.", "always be considered"),
        ("Explore whether an audit is needed.", "Explore"),
        ("The Trust should review and improve as necessary its audits.", "as necessary"),
        ("Agencies should have regard to the audit.", "have regard"),
    ],
)
def test_a_vague_verb_is_quoted(text: str, words: str) -> None:
    assert [one.words for one in said(text) if one.kind == Advice.VAGUE] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The Board should use the findings to raise public awareness.",
        "The Board should ensure that there are reliable arrangements for decisions.",
        "That practitioners analyse the impact of abuse on parents.",
        "Agencies should work together better.",
    ],
)
def test_what_nobody_could_see_done_is_said(text: str) -> None:
    assert kinds(text) == [Advice.NO_TEST]


def test_a_deadline_becomes_a_date() -> None:
    (one,) = said("The Board should audit it within six months of publication.")
    assert (one.kind, one.words, one.due) == (Advice.DEADLINE, "within six months of publication", date(2024, 7, 31))
    (asked,) = checks("Publish it within a year.", addressed_to=("Board",), parts=(), published_on=None)
    assert asked.due is None
    assert "day of publication" in asked.sentence


@given(some.text("the Board should review and audit. that to consider , as necessary by 2025 ;()"))
def test_words_are_always_quoted_and_every_sentence_is_one(text: str) -> None:
    for one in said(text):
        assert one.words in text
        assert one.sentence[0].isupper() and one.sentence.endswith(".")


@pytest.mark.parametrize("words", ["review x and ", "should ", "develop a b c ", "a-", "consider ", "(", "that "])
def test_work_on_a_hostile_text_grows_in_step_with_it(words: str) -> None:
    for letters in (4_000, 250_000):  # within what is looked through, and far more than that
        grows_in_step(said, lambda n: words * (n // len(words)), letters)
