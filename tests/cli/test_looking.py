"""What other programs rely on: shapes of the JSON, exit statuses, and a past that does not move."""

import json
from datetime import timedelta

import pytest

from tracker import clock

RATED = {"total", "blue", "green", "amber", "red", "grey"}
READING = [
    ("status",),
    ("overdue",),
    ("recommendations",),
    ("themes",),
    ("measures",),
    ("sample", "--list"),
    ("trail",),
    ("user", "list"),
]
PART = "SOTON-K:10.2.1/"


def only_json(said):
    assert said.status == 0, said.err
    assert said.err == ""
    return json.loads(said.out)


def test_two_days_are_compared_in_words_and_as_json(tracker):
    today = clock.today()
    found = only_json(tracker("compare", (today - timedelta(days=30)).isoformat(), "--json"))
    assert found["to"] == today.isoformat() and len(found["new_recommendations"]) > 25
    assert {"name": "Recommendations", "then": 0, "now": 25, "difference": 25} in found["figures"]
    same = only_json(tracker("compare", today.isoformat(), today.isoformat(), "--json"))
    assert not any(value for key, value in same.items() if isinstance(value, list) and key != "figures")
    said = tracker("compare", today.isoformat(), today.isoformat())
    assert said.status == 0 and "Nothing moved." in said.out
    assert tracker("compare", "nonsense").status == 2
    assert tracker("compare", (today + timedelta(days=1)).isoformat()).status == 1


def test_a_search_says_where_and_why_and_what_was_taken_for_a_misspelt_word(tracker):
    found = only_json(tracker("search", "domestic", "abuze", "--review", "SOTON-K", "--json"))
    assert "abuse" in found["near"]["abuze"] and found["total"] > 0
    assert all(hit["reviews"] == ["SOTON-K"] and hit["why"] for hit in found["hits"])
    said = tracker("search", "domestic", "abuze", "--most", "1")
    assert said.status == 0 and "near spellings" in said.out and "the first 1 are shown" in said.out
    assert tracker("search", "domestic", "--kind", "nonsense").status == 2
    assert tracker("search", "-domestic").status == 2
    assert tracker("search", "domestic", "--review", "NONSENSE").status == 1


def test_status_at_first_run(tracker):
    found = only_json(tracker("status", "--json"))
    assert list(found) == [
        "as_at", "recommendations", "actions", "single_agency", "not_doing", "overdue", "late_on_original", "holes",
        "claimed", "verified", "overturned",
    ]  # fmt: skip
    assert found["as_at"] == clock.today().isoformat()
    assert set(found["recommendations"]) == set(found["actions"]) == RATED
    assert found["recommendations"]["total"] == found["recommendations"]["grey"] == 25
    assert found["actions"] == dict.fromkeys(RATED, 0)
    assert found["single_agency"] > 0
    assert found["holes"] > 0
    assert [found[k] for k in ("not_doing", "overdue", "late_on_original", "claimed", "verified", "overturned")] == [
        0
    ] * 6


def test_status_of_one_review(tracker):
    assert only_json(tracker("status", "--review", "SOTON-K", "--json"))["recommendations"]["total"] == 13
    assert only_json(tracker("status", "--review", "northants-ak", "--json"))["recommendations"]["total"] == 12


def test_recommendations(tracker):
    found = only_json(tracker("recommendations", "--json"))
    assert sum(rec["level"] == "overview" for rec in found) == 25
    assert {rec["review"] for rec in found} == {"SOTON-K", "NORTHANTS-AK"}
    for rec in found:
        assert list(rec) == [
            "review", "ref", "level", "title", "text", "parts", "addressed_to", "owners", "themes", "paragraph",
            "actions", "rating", "reason",
        ]  # fmt: skip
        assert rec["parts"]
        assert all(set(part) == {"label", "text", "rating"} for part in rec["parts"])
        assert all(set(theme) == {"id", "confirmed"} for theme in rec["themes"])
        assert rec["rating"] == "grey"
        assert rec["reason"]
    assert found == only_json(tracker("recommendations", "--json"))
    southampton = only_json(tracker("recommendations", "--review", "SOTON-K", "--json"))
    assert [rec["ref"] for rec in southampton if rec["level"] == "overview"] == [f"10.2.{n}" for n in range(1, 14)]


def test_overdue(tracker):
    owner = only_json(tracker("recommendations", "--review", "SOTON-K", "--json"))[0]["owners"][0]
    late = tracker.plan(PART, owner, due_in=-12)
    tracker.plan(PART, owner, due_in=5)
    (found,) = only_json(tracker("overdue", "--json"))
    due = (clock.today() - timedelta(days=12)).isoformat()
    assert list(found) == [
        "action", "title", "owner", "recommendations", "due", "original_due", "days_late", "days_late_original",
        "moves", "rating", "reason",
    ]  # fmt: skip
    assert found | {"reason": ""} == {
        "action": late.id,
        "title": "Write it down",
        "owner": owner,
        "recommendations": ["SOTON-K:10.2.1"],
        "due": due,
        "original_due": due,
        "days_late": 12,
        "days_late_original": 12,
        "moves": 0,
        "rating": "red",
        "reason": "",
    }
    assert "12 days" in found["reason"]
    assert "12 days late" in tracker("overdue").out
    assert len(only_json(tracker("overdue", "--agency", owner, "--json"))) == 1


def test_an_agency_goes_by_any_of_its_names(tracker):
    for name in ("southampton-childrens-services", "southampton children's", "CHILDREN'S SOCIAL CARE", "CSC"):
        said = tracker("overdue", "--agency", name, "--json")
        assert said.status == 0 or "say which by its id" in said.err, name
    assert tracker("overdue", "--agency", "southampton-childrens-services", "--json").json == []


def test_an_unknown_agency_is_told_the_close_ones(tracker):
    said = tracker("overdue", "--agency", "southampton-childrens-service", "--json")
    assert said.status == 1
    assert said.out == ""
    assert "southampton-childrens-services" in said.err
    assert said.err.count("\n") == 1


def test_an_unknown_review_is_told_the_known_ones(tracker):
    for command in ("status", "recommendations"):
        said = tracker(command, "--review", "HANTS-Z", "--json")
        assert (said.status, said.out) == (1, "")
        assert (
            said.err
            == "There is no review ‘HANTS-Z’ in the register: the reviews in it are NORTHANTS-AK and SOTON-K.\n"
        )


def test_themes(tracker):
    found = only_json(tracker("themes", "--json"))
    assert list(found) == ["recommendations", "overlaps", "recurrences"]
    assert len(found["recommendations"]) >= 25
    for rec in found["recommendations"]:
        assert set(rec) == {"recommendation", "themes"}
        assert all(set(theme) == {"id", "confirmed", "score"} for theme in rec["themes"])
    keys = {"a", "b", "score", "themes", "why", "strength", "answer"}
    assert all(set(pair) == keys for pair in found["overlaps"])


def test_trail(tracker):
    found = only_json(tracker("trail", "--json"))
    assert [entry["number"] for entry in found] == list(range(1, len(found) + 1))
    assert list(found[0]) == [
        "number", "at", "by", "role", "verb", "entity", "id", "field", "before", "after", "reason", "door", "hash",
    ]  # fmt: skip
    assert found[0]["by"] == "system"
    assert found[0]["at"].endswith("+00:00")
    assert len(found[-1]["hash"]) == 64
    assert only_json(tracker("trail", "--last", "3", "--json")) == found[-3:]
    titles = [e["after"] for e in found if (e["entity"], e["field"]) == ("review", "title")]
    assert "Child K: A Serious Case Review" in titles


def test_the_trail_holds(tracker):
    found = only_json(tracker("trail", "--verify", "--json"))
    assert list(found)[:5] == ["ok", "entries", "head", "first_broken", "why"]
    assert found["ok"] is True
    assert found["first_broken"] is None
    assert found["entries"] == len(tracker("trail", "--json").json)
    assert "holds" in tracker("trail", "--verify").out


def test_a_broken_trail_is_found(tracker):
    with tracker.engine.connect() as connection:
        for trigger in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {trigger[0]}")
        connection.exec_driver_sql("UPDATE trail SET verb = 'nothing' WHERE number = 7")
        connection.commit()
    said = tracker("trail", "--verify", "--json")
    assert said.status == 1
    assert (said.json["ok"], said.json["first_broken"]) == (False, 7)
    assert said.json["why"]
    assert "broken at entry 7" in tracker("trail", "--verify").out


def test_as_at_a_day_before_the_first_entry_all_is_zero(tracker):
    found = only_json(tracker("status", "--as-at", "2020-01-01", "--json"))
    assert found["as_at"] == "2020-01-01"
    assert found["recommendations"] == found["actions"] == dict.fromkeys(RATED, 0)
    assert only_json(tracker("overdue", "--as-at", "01/01/2020", "--json")) == []
    assert only_json(tracker("recommendations", "--as-at", "2020-01-01", "--json")) == []


def test_the_past_does_not_move_when_the_future_changes(tracker, monkeypatch):
    now = clock.now()
    owner = only_json(tracker("recommendations", "--review", "SOTON-K", "--json"))[0]["owners"][0]
    tracker.plan(PART, owner, due_in=-12, at=now)
    day = clock.today().isoformat()
    before = [tracker(command, "--as-at", day, "--json").json for command in ("status", "overdue", "recommendations")]
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=30))
    tracker.plan(PART, owner, due_in=-40, at=now + timedelta(days=30))
    after = [tracker(command, "--as-at", day, "--json").json for command in ("status", "overdue", "recommendations")]
    assert after == before
    assert before[0]["overdue"] == 1
    assert tracker("status", "--json").json["overdue"] == 2


@pytest.mark.parametrize("day", ["31/02/2025", "soon", "2026-13-01", "", "20261120", "1/2/3", "٢٠٢٦-١١-٢٠"])
@pytest.mark.parametrize("command", ["status", "overdue", "recommendations"])
def test_a_day_that_is_none_is_wrong_usage(tracker, command, day):
    said = tracker(command, "--as-at", day, "--json")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("--as-at: ")
    assert said.err.count("\n") == 1


def test_the_future_is_refused(tracker):
    said = tracker("status", "--as-at", "2999-01-01", "--json")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("The register cannot say how it will stand on 1 January 2999")


@pytest.mark.parametrize(
    "words", [("status", "--nonsense"), ("nonsense",), ("trail", "--last", "0"), ("import",), ("export",)]
)
def test_wrong_usage_is_status_2(tracker, words):
    said = tracker(*words)
    assert said.status == 2
    assert said.out == ""
    assert "Traceback" not in said.err


@pytest.mark.parametrize("words", READING)
def test_no_register_yet_is_one_sentence(empty, words):
    said = empty(*words)
    assert (said.status, said.out) == (1, "")
    assert said.err == f"There is no register here yet ({empty.home}): run tracker init.\n"
    assert not (empty.home / "register.sqlite").exists()


@pytest.mark.parametrize("words", READING)
def test_every_command_reads_like_a_page(tracker, words):
    said = tracker(*words)
    assert said.status == 0
    assert said.err == ""
    assert said.out.strip()
    assert max(len(line) for line in said.out.splitlines()) <= 100


@pytest.mark.parametrize("words", READING)
def test_a_newer_store_is_one_sentence_and_untouched(tracker, words):
    with tracker.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = (tracker.home / "register.sqlite").read_bytes()
    for command in (words, ("init",), ("serve", "--no-browser", "--port", "8659")):
        said = tracker(*command)
        assert said.status == 1
        assert "newer version of the tracker" in said.err
        assert said.err.count("\n") == 1
    assert (tracker.home / "register.sqlite").read_bytes() == before


def test_a_file_that_is_no_store_is_one_sentence(empty):
    empty.home.mkdir()
    (empty.home / "register.sqlite").write_bytes(b"this is a shopping list" * 100)
    for words in (("status",), ("init",)):
        said = empty(*words)
        assert said.status == 1
        assert "cannot be used: file is not a database" in said.err


def test_illustrative_rows_are_never_read_as_a_boards_own(tracker):
    with tracker.engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO setting (id, value, version) VALUES ('illustrative', '\"yes\"', 1)")
        connection.commit()
    for words in (("status",), ("init",)):
        said = tracker(*words)
        assert said.status == 1
        assert "open it with --demo" in said.err


@pytest.mark.parametrize(
    ("tampering", "first", "why"),
    [
        ("UPDATE trail SET at = 'yesterday' WHERE number = 3", 3, "the time of entry 3"),
        ("UPDATE trail SET \"by\" = 'somebody' WHERE number = 4", 4, "entry 4 is not what was recorded"),
        ("DELETE FROM trail WHERE number = 5", 6, "entry 5 is missing"),
    ],
)
def test_who_opens_the_file_and_alters_the_trail_is_found_out(tracker, tampering, first, why):
    with tracker.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(tampering)
    said = tracker("trail", "--verify", "--json")
    assert (said.status, said.json["ok"], said.json["first_broken"]) == (1, False, first)
    assert why in said.json["why"]


def test_more_entries_than_a_number_can_say_is_wrong_usage(tracker):
    said = tracker("trail", "--last", "9" * 20)
    assert (said.status, said.out) == (2, "")
