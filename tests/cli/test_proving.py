"""`tracker sample` and `tracker measures`."""

from tests.cli.test_looking import only_json


def test_a_sample_is_refused_where_nothing_is_closed(tracker):
    said = tracker("sample")
    assert said.status == 1
    assert "there is nothing to draw from" in said.err


def test_no_sample_and_no_measure_say_so(tracker):
    assert only_json(tracker("sample", "--list", "--json")) == []
    assert tracker("sample", "--list").out == "No dip sample has been drawn yet.\n"
    assert only_json(tracker("measures", "--json")) == {"measures": [], "closed_without_measure": []}
    assert "Nothing is measured yet." in tracker("measures").out


def test_list_draws_nothing_and_says_so_where_it_is_told_how_to(tracker):
    assert tracker("sample", "--list", "--seed", "7").status == 2


def test_the_illustrative_register_draws_the_same_twice(tmp_path, monkeypatch):
    from tests.cli.conftest import Tracker
    from tests.factories_store import Ledger, fresh_sqlite
    from tracker.rules.words import Status

    book = Ledger(fresh_sqlite(tmp_path, furnished=True))
    for number in range(4):
        book.to(book.plan(title=f"Train {number}").id, Status.ASSURED)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    tracker = Tracker(tmp_path)
    facts = ("--size", "2", "--seed", "7f3a", "--agency", "Police", "--about", "Training", "--json")
    (first,) = only_json(tracker("sample", *facts, "--by", "scrutineer"))
    (second,) = only_json(tracker("sample", *facts, "--by", "chair"))
    assert (first["sample"], second["sample"]) == ("S1", "S2")
    assert [a["action"] for a in first["actions"]] == [a["action"] for a in second["actions"]]
    assert first["about"] == "Police, every review: Training"
    assert (first["drawn_by"], first["seed"], first["looked_at"], first["rate"]) == ("scrutineer", "7f3a", 0, None)
    assert [one["sample"] for one in only_json(tracker("sample", "--list", "--json"))] == ["S2", "S1"]
    told = tracker("sample", "--list").out
    assert "None of the 2 drawn has been looked at yet." in told
    assert "from the seed" in told
