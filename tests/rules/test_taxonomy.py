"""What becomes of each link of a theme that is merged, and how it is said before."""

from tracker.rules.records import LearningTheme, ThemeLink
from tracker.rules.taxonomy import Fate, merging, subject_of


def link(subject, theme, confirmed=True):
    return ThemeLink(f"{subject}|{theme}", subject, theme, confirmed)


def test_only_what_was_confirmed_goes_along_and_a_confirmed_one_there_is_left():
    mine = [link("R:1", "a"), link("R:2", "a"), link("R:3", "a"), link("R:4", "a", confirmed=False)]
    there = [link("R:2", "b"), link("R:3", "b", confirmed=False)]
    found = merging(mine, there)
    assert list(found.fates.values()) == [Fate.GOES, Fate.ENDS, Fate.OVERRULES, Fate.ENDS]
    assert "1 confirmed link will go along, with who" in found.in_words[0]
    assert "2 links will be taken out" in found.in_words[2]
    assert merging([], there).in_words == ("It has no links.",)


def test_a_link_is_of_a_part_a_recommendation_or_a_learning_point():
    assert subject_of(ThemeLink("x", "R:1", "a", True, part_id="R:1/a")) == "R:1/a"
    assert subject_of(link("R:1", "a")) == "R:1"
    assert subject_of(LearningTheme("x", "R/8.2", "a", True)) == "R/8.2"
