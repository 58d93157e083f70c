"""Themes that a text suggests by the taxonomy's cue words."""

import json
from datetime import date
from pathlib import Path

import pytest

from tracker.rules.records import Theme
from tracker.themes.suggest import FLOOR, MOST, guess, suggest, suggest_or_guess

DATA = Path(__file__).parents[2] / "data"
TAXONOMY = [
    Theme(one["id"], one["name"], place, one["definition"], tuple(one["cue_words"]))
    for place, one in enumerate(json.loads((DATA / "themes.json").read_text(encoding="utf-8")))
]
BOATS = Theme("boats", "Boats", 1, "", ("rowing boat", "ferry", "life-jackets", "skipper's licence", "sail"))


def found(text, *themes):
    return [one.theme_id for one in suggest(text, themes or (BOATS,))]


@pytest.mark.parametrize(
    "text",
    [
        "Children crossed in a rowing boat.",
        "Children crossed in rowing  boats.",
        "The FERRY was late.",
        "Two ferries were late.",
        "Nobody wore life jackets.",
        "The skipper’s licence had run out.",
        "They sailed at noon.",
    ],
)
def test_a_cue_is_found_with_light_endings_hyphens_and_any_apostrophe(text):
    assert found(text) == ["boats"]


@pytest.mark.parametrize(
    "text", ["They were rowing. The boat sank.", "It was a transferry.", "It was assailed.", "The sailor slept.", ""]
)
def test_part_of_a_word_or_of_a_cue_is_none(text):
    assert found(text) == []


def test_the_surer_comes_first_and_each_says_its_cues():
    trains = Theme("trains", "Trains", 2, "", ("station", "level crossing"))
    text = "The ferry was late. " + "x " * 100 + "At the level crossing near the station stood a station master."
    first, second = suggest(text, (BOATS, trains))
    assert (first.theme_id, first.cues) == ("trains", ("level crossing", "station"))
    assert (second.theme_id, second.cues) == ("boats", ("ferry",))
    assert 1 >= first.score > second.score >= FLOOR


def test_a_longer_cue_is_not_counted_again_for_the_shorter_in_it():
    theme = Theme("t", "T", 1, "", ("assessment of risk", "risk"))
    (one,) = suggest("An assessment of risk was made.", (theme,))
    assert one.cues == ("assessment of risk",)


def test_a_word_that_every_text_has_is_not_enough_by_itself():
    assert found("Records of it are held by the trust.", *TAXONOMY) == []


def test_no_more_than_a_handful_is_suggested():
    text = "drugs neglect bruising school nursery father training supervision audit early help escalation coroner"
    assert len(suggest(text, TAXONOMY)) == MOST


def test_the_suggestions_for_the_first_25_recommendations_are_mostly_the_confirmed_ones():
    right = suggested = confirmed = first = main = 0
    for code in ("SOTON-K", "NORTHANTS-AK"):
        for one in json.loads((DATA / "reviews" / f"{code}.json").read_text(encoding="utf-8"))["recommendations"]:
            got, wanted = found(one["text"], *TAXONOMY), set(one["themes"])
            right += len(wanted & set(got))
            suggested += len(got)
            confirmed += len(wanted)
            first += bool(got) and got[0] in wanted
            main += one["themes"][0] in got[:3]
    assert right / suggested >= 0.75, "precision"
    assert right / confirmed >= 0.85, "recall"
    assert first >= 23, "of 25 have a confirmed theme first"
    assert main == 25, "of 25 have their main theme among the first three"


def test_a_retired_theme_is_never_suggested():
    gone = Theme("boats", "Boats", 1, "", ("ferry",), retired_on=date(2026, 1, 1), retired_by="manager")
    assert suggest("The ferry was late.", (gone,)) == guess("Boats, boats.", (gone,)) == ()


def test_where_no_cue_word_is_found_the_words_of_definitions_lead_to_a_guess_under_the_floor():
    crossings = Theme("x", "Safe crossings", 1, "Passengers embark without danger.", ("lifebelt",))
    (one,) = suggest_or_guess("Embarking", "Passengers embarked in the dark.", (crossings, BOATS))
    assert (one.theme_id, one.score < FLOOR) == ("x", True)
    assert set(one.cues) == {"passengers", "embarking"}
    assert suggest_or_guess("Zebra", "Nothing of the kind.", (crossings, BOATS)) == ()


def test_a_title_counts_like_the_text():
    assert [one.theme_id for one in suggest_or_guess("The ferry", "It was late.", (BOATS,))] == ["boats"]
