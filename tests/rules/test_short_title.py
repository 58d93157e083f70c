"""A short title says what is to be done."""

import pytest

from tracker.rules.short_title import LIMIT, short_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Board should audit supervision.", "Audit supervision"),
        ("The Board should also ensure that staff are trained each year.", "Staff are trained each year"),
        (
            "That: • each agency reviews its guidance; • the Board asks for evidence.",
            "Each agency reviews its guidance",
        ),
        ("It is recommended that a service level agreement is drawn up.", "A service level agreement is drawn up"),
        ("Establish a working group", "Establish a working group"),
        ("The police should:\n• train every officer; and\n• report.", "Train every officer"),
        ("The Trust must: a) train every nurse; b) report.", "Train every nurse"),
        ("Pathways should be clear to staff.", "Pathways should be clear to staff"),
        ("", ""),
    ],
)
def test_it_says_what_is_asked_for(text, title):
    assert short_title(text) == title


def test_it_is_short_whatever_it_is_given():
    for text in ("The Board should " + "consider " * 60, "x" * 900, "• " * 50, "should should should"):
        assert len(short_title(text)) <= LIMIT
