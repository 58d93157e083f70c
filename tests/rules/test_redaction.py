"""What counts as the same words, and what is left of a text."""

import json
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tracker.rules.errors import BadValueError
from tracker.rules.records import Redaction
from tracker.rules.redaction import (
    MARK,
    brings_back,
    files_taken_out,
    longer_words,
    pattern_of,
    redaction_blockers,
    without,
    without_told,
    words_to_take_out,
)

D1, D2 = date(2026, 1, 5), date(2026, 1, 6)
ASKED = Redaction("R1", "action", "A1", "title", "A child.", D1, "chair")


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("Zoe Smith", "We met ZOE  SMITH.", "We met [redacted]."),
        ("Zoe Smith", "zoe\n\tsmith’s file", "[redacted]’s file"),
        ("Zoe Smith", "zoe\u00a0smith", "[redacted]"),
        ("Zoe Smith", "Zoe_Smith-plan.pdf", "[redacted]-plan.pdf"),
        ("Zoë", "Zoe\u0308 and ZOË", "[redacted] and [redacted]"),
        ("Zoe", "Zoe\u0308", "Zoe\u0308"),
        ("O'Brien", "O’Brien, O`Brien", "[redacted], [redacted]"),
        ("Anne-Marie", "anne–marie", "[redacted]"),
        ('says "no" \\ (x)*+?', 'he SAYS “no” \\ (X)*+?', "he [redacted]"),
        ("a.b.c", "axbxc a.b.c", "axbxc [redacted]"),
        ("Ann", "Annual planning with Ann", "Annual planning with [redacted]"),
        ("🦊🦊🦊", "x🦊🦊🦊y", "x[redacted]y"),
        ("Straße", "STRASSE", "[redacted]"),
        ("李小龙", "见 李小龙 。", "见 [redacted] 。"),
        ("12 345", "no. 12 345, 12 3456", "no. [redacted], 12 3456"),
    ],
)  # fmt: skip
def test_the_same_words_however_they_are_written(words, text, left):
    assert without(pattern_of(words_to_take_out(words)), text) == left


@pytest.mark.parametrize("words", ["", " ", "a", "ab", "a b", "...", "redacted", "[Redacted]", "x" * 1_001])
def test_words_that_would_take_out_too_much_are_refused(words):
    with pytest.raises(BadValueError, match="The words"):
        words_to_take_out(words)


@example("00\U0002f800", "", "")
@given(st.text(min_size=3, max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_the_words_they_are_gone_and_the_rest_stays(words, before, after):
    try:
        wanted = words_to_take_out(words)
    except BadValueError:
        assume(False)
    pattern = pattern_of(wanted)
    told = json.dumps([f"{before} {wanted} {after}"], ensure_ascii=False, separators=(",", ":"))
    left = without_told(pattern, told)
    (text,) = json.loads(left)
    assert MARK in text
    assert not pattern.search(text.replace(MARK, "\n\n"))
    assert without_told(pattern, left) == left or MARK in wanted


@given(st.text(max_size=60))
def test_a_text_without_the_words_is_left_to_the_letter(text):
    pattern = pattern_of("Zebedee Quux")
    assume(not pattern.search(text))
    told = json.dumps(text, ensure_ascii=False)
    assert without_told(pattern, told) == told


def test_a_reason_is_plain_text_and_no_json():
    assert without_told(pattern_of("Zoe"), 'It says "Zoe" here') == 'It says "[redacted]" here'


@pytest.mark.parametrize(
    ("text", "left", "back"),
    [
        ("We met Zoe  today", "We met [redacted] today", True),
        ("we met Zoe and her\nmother today", "We met [redacted] today", True),
        ("Zoe", "[redacted]", True),
        ("We met [redacted] today", "We met [redacted] today", False),
        ("We met nobody", "We met [redacted] today", False),
        ("We met Zoe", "We met Zoe", False),
        (None, "[redacted]", False),
    ],
)
def test_an_older_copy_of_a_redacted_text_is_known_as_one(text, left, back):
    assert brings_back(text, left) is back


def test_longer_words_that_hold_them_are_named():
    assert longer_words("Ann", ["Annual annual", "planning", "Ann's"]) == [("annual", 2), ("planning", 1)]
    assert longer_words("Ann Lee", ["Annual"]) == []


def test_it_always_takes_two_people():
    assert redaction_blockers(ASKED, "manager") == ()
    assert "always takes two people" in redaction_blockers(ASKED, "chair")[0]


@pytest.mark.parametrize(
    ("settled", "word"),
    [({"agreed_on": D2, "agreed_by": "manager"}, "agreed"), ({"refused_on": D2, "refused_by": "manager"}, "refused")],
)
def test_what_is_settled_is_settled(settled, word):
    from dataclasses import replace

    assert redaction_blockers(replace(ASKED, **settled), "scrutineer") == (f"it was {word} on 6 January 2026",)


def test_files_that_are_gone_are_known_by_their_hash():
    from dataclasses import replace

    gone = replace(ASKED, agreed_on=D2, agreed_by="manager", values=("12:a:b", "file:abc"))
    assert files_taken_out([ASKED, gone]) == {"abc": gone}
