"""The first data is true to the two published reports: quoted where it quotes, in our own words elsewhere.

The reports themselves stand beside the project, in ``shared/seeds``, and are no part of it: tests that need them
skip where that folder is absent.
"""

import functools
import json
import pathlib
import re

import pytest

DATA = pathlib.Path(__file__).parents[2] / "data"
SEEDS = pathlib.Path(__file__).parents[3] / "shared" / "seeds"

REPORTS = {"SOTON-K": "000_1667b83ce2c646c0", "NORTHANTS-AK": "002_053523507b0b4304"}
COUNTS = {"SOTON-K": 13, "NORTHANTS-AK": 12}
THEMES = [
    "voice-of-the-child", "domestic-abuse", "assessment-and-thresholds", "strategy-meetings-and-conferences",
    "information-sharing", "challenge-and-escalation", "supervision-and-oversight", "training-and-workforce",
    "fathers-and-wider-family", "young-parents", "parental-engagement", "substance-misuse", "parental-mental-health",
    "physical-abuse", "sexual-abuse", "neglect", "education-and-early-years", "health-services",
    "child-death-response", "review-process", "quality-assurance", "procedures-and-guidance", "public-awareness",
    "resources-and-commissioning", "record-keeping", "early-help", "professional-curiosity",
]  # fmt: skip
SECTORS = {
    "board", "childrens_services", "local_authority", "police", "health_acute", "health_community", "health_mental",
    "primary_care", "health_commissioning", "ambulance", "education", "early_years", "probation", "housing",
    "voluntary", "family_court", "prosecution", "youth_justice", "regulator", "other",
}  # fmt: skip
LONGEST_RUN = 12  # words in a row shared with a report before our words count as copied

both_reviews = pytest.mark.parametrize("code", sorted(REPORTS))


@functools.cache
def read(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def review(code):
    return read(f"reviews/{code}.json")


def seed(name):
    if not SEEDS.is_dir():
        pytest.skip(f"the published reports are not here: no folder {SEEDS}")
    return (SEEDS / name).read_text(encoding="utf-8")


def report(code):
    return seed(f"{REPORTS[code]}.txt")


def gold(code):
    return json.loads(seed(f"{REPORTS[code]}.gold.json"))["recommendations"]


def ids(name):
    return [item["id"] for item in read(name)]


def letters(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))


def joined(text):
    return " ".join(text.split())


def everything_asked(code):
    return review(code)["recommendations"] + review(code)["single_agency"]


def own_words(code):
    """Every sentence of a review that is ours, with the place it stands."""
    held = review(code)
    yield "published_text", held["published_text"]
    yield "document note", held["document"]["note"]
    for item in held["single_agency"]:
        yield f"{item['ref']} text", item["text"]
    for item in everything_asked(code):
        yield f"{item['ref']} title", item["title"]
        yield f"{item['ref']} asks note", item["asks_note"] or ""
    for item in held["learning_points"]:
        yield f"learning {item['paragraph']}", f"{item['title']} {item['summary']}"
    for item in held["promises"]:
        yield f"promise {item['paragraph']} about", item["about"]
        yield f"promise {item['paragraph']} why", item["why"]
    for item in held["cross_references"]:
        yield f"cross-reference from {item['from']}", item["note"]
    for name in ("agencies.json", "groups.json"):
        for item in read(name):
            yield f"{name} {item['id']}", item["note"] or ""
    for theme in read("themes.json"):
        yield f"theme {theme['id']}", theme["definition"]


def copied_run(ours, theirs_words):
    """The first run of LONGEST_RUN words of ours that the report has too, or None."""
    theirs = " " + " ".join(theirs_words) + " "
    mine = words(ours)
    for start in range(len(mine) - LONGEST_RUN + 1):
        run = " ".join(mine[start : start + LONGEST_RUN])
        if f" {run} " in theirs:
            return run
    return None


# --- what is quoted ---------------------------------------------------------------------------------------------


@both_reviews
def test_every_overview_recommendation_is_here_once_and_in_order(code):
    refs = [item["ref"] for item in review(code)["recommendations"]]
    first = "10.2." if code == "SOTON-K" else ""
    assert refs == [f"{first}{number}" for number in range(1, COUNTS[code] + 1)]


@both_reviews
def test_recommendations_say_what_the_gold_file_says(code):
    held = {item["ref"]: item for item in review(code)["recommendations"]}
    assert list(held) == [item["ref"] for item in gold(code)]
    for item in gold(code):
        assert held[item["ref"]]["text"] == item["text"], item["ref"]
        assert held[item["ref"]]["addressed_to"] == item["addressed_to"], item["ref"]


@both_reviews
def test_parts_are_those_of_the_gold_file(code):
    held = {item["ref"]: item for item in review(code)["recommendations"]}
    for item in gold(code):
        parts = [part["text"] for part in held[item["ref"]]["parts"]]
        assert parts == (item["parts"] or [item["text"]]), item["ref"]


@both_reviews
def test_every_quoted_text_stands_in_the_published_report(code):
    printed = letters(report(code))
    for item in review(code)["recommendations"]:
        for quoted in [item["text"], *(part["text"] for part in item["parts"])]:
            assert letters(quoted) in printed, f"{item['ref']}: {quoted[:60]}"


@both_reviews
def test_cross_references_are_quoted_as_written(code):
    printed = letters(report(code))
    for item in review(code)["cross_references"]:
        assert letters(item["as_written"]) in printed, item["as_written"]


@both_reviews
def test_every_part_stands_inside_its_recommendation(code):
    for item in everything_asked(code):
        for part in item["parts"]:
            assert joined(part["text"]) in joined(item["text"]), item["ref"]


@both_reviews
def test_part_labels_run_from_a_and_a_whole_text_has_none(code):
    for item in everything_asked(code):
        labels = [part["label"] for part in item["parts"]]
        assert labels == ([""] if len(labels) == 1 else list("abcdefgh"[: len(labels)])), item["ref"]


def test_a_letter_printed_before_a_part_is_its_label():
    for code in REPORTS:
        for item in review(code)["recommendations"]:
            for part in item["parts"]:
                if printed := re.match(r"([a-h])\) ", part["text"]):
                    assert part["label"] == printed.group(1), item["ref"]


# --- what is ours -----------------------------------------------------------------------------------------------


@both_reviews
def test_our_own_words_are_not_copied_from_either_report(code):
    theirs = [words(report(each)) for each in REPORTS]
    for place, ours in own_words(code):
        for each in theirs:
            assert copied_run(ours, each) is None, f"{place} repeats: {copied_run(ours, each)}"


def test_a_copied_sentence_would_be_noticed():
    theirs = words("It must be said that one two three four five six seven eight nine ten eleven twelve words follow.")
    assert copied_run("He wrote: one two, three four five six seven eight nine ten, eleven twelve.", theirs)
    assert copied_run("He wrote: one two, three four five six seven eight nine ten, and so on.", theirs) is None


@both_reviews
def test_titles_are_unique_short_and_without_a_full_stop(code):
    titles = [item["title"] for item in everything_asked(code) + review(code)["learning_points"]]
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title) <= 70, title
        assert not title.endswith("."), title


def test_titles_differ_between_the_two_reviews():
    titles = [item["title"].casefold() for code in REPORTS for item in everything_asked(code)]
    assert len(set(titles)) == len(titles)


# --- where it comes from ----------------------------------------------------------------------------------------


@both_reviews
def test_every_paragraph_number_occurs_in_the_report(code):
    held, printed = review(code), report(code)
    for item in everything_asked(code) + held["learning_points"] + held["promises"]:
        number = re.escape(item["paragraph"])
        assert re.search(rf"(?m)^(?:- )?{number}\.?\s", printed), item["paragraph"]


def test_an_agency_source_points_into_its_report():
    for agency in read("agencies.json"):
        if agency["source"] == "not in the report":
            continue
        code, place = agency["source"].split(" ", 1)
        if place.startswith("Appendix"):
            assert place.upper() in report(code)
        else:
            number = re.escape(place.split()[0])
            assert re.search(rf"(?m)^(?:- )?{number}\s", report(code)), agency["source"]


@both_reviews
def test_a_single_agency_ref_names_its_paragraph(code):
    for item in review(code)["single_agency"]:
        assert re.fullmatch(rf"IMR {re.escape(item['paragraph'])}[a-h]?", item["ref"])


@both_reviews
def test_no_page_is_claimed_for_a_document_that_is_not_held(code):
    assert review(code)["document"]["pages"] is None
    assert all(item["page"] is None for item in everything_asked(code))


# --- what must not be lost (DESIGN, section 6) -------------------------------------------------------------------


def paragraphs(code, kind):
    return {item["paragraph"] for item in review(code)[kind]}


def test_single_agency_recommendations_told_in_the_narrative_are_kept():
    assert {"7.2.5", "7.2.9", "7.6.5"} <= paragraphs("SOTON-K", "single_agency")
    assert {"3.14", "4.2"} <= paragraphs("NORTHANTS-AK", "single_agency")


def test_learning_without_a_recommendation_is_kept():
    assert "8.2" in paragraphs("SOTON-K", "learning_points")
    assert {"4.11.4", "4.12.4"} <= paragraphs("NORTHANTS-AK", "learning_points")


def test_exactly_two_promises_are_kept_by_no_recommendation():
    unkept = {
        (code, item["paragraph"]) for code in REPORTS for item in review(code)["promises"] if item["kept_by"] is None
    }
    assert unkept == {("SOTON-K", "8.4.4"), ("SOTON-K", "8.7.11")}


@both_reviews
def test_a_kept_promise_names_a_recommendation_of_its_own_review(code):
    refs = {item["ref"] for item in review(code)["recommendations"]}
    for item in review(code)["promises"]:
        assert item["kept_by"] is None or item["kept_by"] in refs
        assert item["about"] and item["why"]


def test_the_reference_to_another_review_is_kept():
    found = [item for item in review("NORTHANTS-AK")["cross_references"] if "Ref 070" in item["as_written"]]
    assert [item["from"] for item in found] == ["6"]


def test_recommendation_eight_of_northamptonshire_has_no_addressee_but_owners_and_a_reason():
    [eight] = [item for item in review("NORTHANTS-AK")["recommendations"] if item["ref"] == "8"]
    assert eight["addressed_to"] == []
    assert eight["asks"][""] and eight["asks_note"]


def test_renamed_bodies_lead_to_their_successors():
    agencies = {item["id"]: item for item in read("agencies.json")}
    assert agencies["southampton-lscb"]["successor"] == "southampton-scp"
    assert agencies["northants-lscb"]["successor"] == "northants-scp"
    assert agencies["hampshire-probation-trust"]["successor"] == "probation-service-hampshire"


# --- whether it holds together ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["boards.json", "agencies.json", "groups.json", "themes.json"])
def test_ids_are_plain_and_unique(name):
    assert len(set(ids(name))) == len(ids(name))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each) for each in ids(name))


def test_the_taxonomy_is_the_agreed_twenty_seven_themes_in_order():
    assert ids("themes.json") == THEMES
    assert len(THEMES) == 27


def test_every_theme_has_a_name_a_definition_and_plain_lower_case_cues():
    for theme in read("themes.json"):
        assert theme["name"][0].isupper() and theme["definition"].endswith(".")
        cues = theme["cue_words"]
        assert 8 <= len(cues) <= 25 and len(set(cues)) == len(cues), theme["id"]
        assert all(re.fullmatch(r"[a-z0-9' -]+", cue) for cue in cues), theme["id"]


def test_agencies_have_a_known_sector_and_real_relatives():
    known = set(ids("agencies.json"))
    for agency in read("agencies.json"):
        assert agency["sector"] in SECTORS, agency["id"]
        assert agency["is_board"] == (agency["sector"] == "board")
        assert {agency["parent"], agency["successor"]} - {None} <= known - {agency["id"]}
        assert agency["source"]
        if agency["closed_on"]:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", agency["closed_on"])


def test_short_names_are_short_and_tell_agencies_apart():
    names = [agency["short_name"] for agency in read("agencies.json")]
    assert len(set(names)) == len(names)
    assert all(1 <= len(name.split()) <= 3 for name in names)


def test_no_chain_of_parents_or_successors_turns_back_on_itself():
    agencies = {item["id"]: item for item in read("agencies.json")}
    for link in ("parent", "successor"):
        for start in agencies:
            seen, here = set(), start
            while here:
                assert here not in seen, f"{link} of {start}"
                seen.add(here)
                here = agencies[here][link]


def test_boards_and_groups_name_known_agencies():
    known = set(ids("agencies.json"))
    for board in read("boards.json"):
        assert board["agency"] in known and board["timezone"] == "Europe/London"
    for group in read("groups.json"):
        assert set(group["members"]) <= known and len(set(group["members"])) == len(group["members"]) > 0
        assert group["as_written"]


@both_reviews
def test_reviews_belong_to_a_known_board_and_are_published(code):
    held = review(code)
    assert held["code"] == code
    assert held["board"] in ids("boards.json")
    assert (held["kind"], held["state"]) == ("SCR", "published")


@both_reviews
def test_every_part_asks_at_least_one_known_agency_once(code):
    known, members = set(ids("agencies.json")), {item["id"]: item["members"] for item in read("groups.json")}
    for item in everything_asked(code):
        assert list(item["asks"]) == [part["label"] for part in item["parts"]], item["ref"]
        for asked in item["asks"].values():
            agencies = [ask["agency"] for ask in asked]
            assert agencies and len(set(agencies)) == len(agencies), item["ref"]
            assert set(agencies) <= known
            for ask in asked:
                assert ask["group"] is None or ask["agency"] in members[ask["group"]], item["ref"]


@both_reviews
def test_asking_a_group_asks_every_member(code):
    members = {item["id"]: item["members"] for item in read("groups.json")}
    for item in everything_asked(code):
        for asked in item["asks"].values():
            for group in {ask["group"] for ask in asked} - {None}:
                assert set(members[group]) <= {ask["agency"] for ask in asked}, (item["ref"], group)


@both_reviews
def test_a_single_agency_recommendation_asks_its_own_agency(code):
    for item in review(code)["single_agency"]:
        assert item["agency"] in {ask["agency"] for ask in item["asks"][""]}
        assert item["level"] == "single_agency"


@both_reviews
def test_everything_has_one_to_four_known_themes(code):
    for item in everything_asked(code) + review(code)["learning_points"]:
        assert 1 <= len(item["themes"]) <= 4
        assert len(set(item["themes"])) == len(item["themes"])
        assert set(item["themes"]) <= set(THEMES), item["title"]


@both_reviews
def test_refs_are_unique_and_cross_references_start_from_one(code):
    refs = [item["ref"] for item in everything_asked(code)]
    assert len(set(refs)) == len(refs)
    for item in review(code)["cross_references"]:
        assert item["from"] in refs
        assert item["to_review"] is None or item["to_review"] in REPORTS
