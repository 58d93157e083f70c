"""What a person says of a theme, and what becomes of the links when themes are split, merged or retired."""

import pytest

from tests.factories_store import Ledger, fresh_sqlite
from tracker.commands import learning, taxonomy, themes
from tracker.rules.errors import AlreadyExistsError, BadValueError, TrackerError, UnknownError
from tracker.rules.records import Theme
from tracker.rules.taxonomy import Fate

K1, K2, PART = "SOTON-K:1", "SOTON-K:2", "SOTON-K:1/a"


@pytest.fixture
def book(tmp_path):
    engine = fresh_sqlite(tmp_path, furnished=True)
    ledger = Ledger(engine)
    for name, cues in (("Neglect", ("neglect", "unmet need")), ("Voice", ("heard",))):
        themes.add_theme(engine, name=name, definition=f"{name}.", cue_words=cues, **ledger.signed())
    learning.add(engine, review_id="SOTON-K", paragraph="8.2", title="Voice", summary="Late.", **ledger.signed())
    yield ledger
    engine.dispose()


def say(book, command, theme_id="neglect", **facts):
    return command(book.engine, theme_id=theme_id, **(facts or {"recommendation_id": K1}), **book.signed("chair"))


def links(book):
    register = book.register()
    return {**register.theme_links, **register.learning_themes}


@pytest.mark.parametrize(
    "facts", [{"recommendation_id": K1}, {"part_id": PART}, {"learning_point_id": "SOTON-K/8.2"}], ids=str
)
def test_each_thing_is_confirmed_rejected_and_taken_back_by_itself(book, facts):
    link = say(book, themes.confirm, score=0.7, cues=["unmet need"], **facts)
    assert (link.confirmed, link.confirmed_by, link.score, link.cues) == (True, "chair", 0.7, ("unmet need",))
    gone = say(book, themes.reject, **facts)
    assert (gone.confirmed, gone.confirmed_on, gone.rejected_by) == (False, None, "chair")
    assert book.register().rejected_themes == {next(iter(facts.values())): frozenset({"neglect"})}
    again = say(book, themes.confirm, **facts)
    assert (again.confirmed, again.rejected_on, again.rejected_by) == (True, None, None)
    say(book, themes.take_back, **facts)
    assert links(book) == {}
    with pytest.raises(UnknownError):
        say(book, themes.take_back, **facts)


def test_what_somebody_confirmed_stays_theirs_when_another_confirms_it_again(book):
    say(book, themes.confirm)
    themes.confirm(book.engine, recommendation_id=K1, theme_id="neglect", **book.signed("manager"))
    assert links(book)[f"{K1}|neglect"].confirmed_by == "chair"


def test_a_retired_theme_is_given_to_nothing_and_keeps_what_it_has(book):
    say(book, themes.confirm)
    taxonomy.retire(book.engine, theme_id="neglect", reason="Too wide.", **book.signed())
    with pytest.raises(BadValueError, match="retired on"):
        say(book, themes.confirm, recommendation_id=K2)
    assert links(book)[f"{K1}|neglect"].confirmed
    taxonomy.bring_back(book.engine, theme_id="neglect", **book.signed())
    assert say(book, themes.confirm, recommendation_id=K2).confirmed


def test_a_merge_takes_confirmed_links_along_with_who_confirmed_them(book):
    say(book, themes.confirm)  # goes
    say(book, themes.confirm, recommendation_id=K2)  # the other has it confirmed
    themes.confirm(book.engine, recommendation_id=K2, theme_id="voice", **book.signed("manager"))
    say(book, themes.confirm, part_id=PART)  # overrules a rejection there
    say(book, themes.reject, "voice", part_id=PART)
    say(book, themes.reject, learning_point_id="SOTON-K/8.2")  # ends
    old = taxonomy.merge(book.engine, theme_id="neglect", into_id="voice", reason="One thing.", **book.signed())
    assert (old.merged_into, old.retired_by) == ("voice", "manager")
    assert {id_: (one.confirmed, one.confirmed_by) for id_, one in links(book).items()} == {
        f"{K1}|voice": (True, "chair"), f"{K2}|voice": (True, "manager"), f"{PART}|voice": (True, "chair"),
    }  # fmt: skip
    assert book.register().themes["voice"].cue_words == ("heard", "neglect", "unmet need")
    with pytest.raises(BadValueError, match="same theme"):
        taxonomy.merge(book.engine, theme_id="voice", into_id="voice", reason="x", **book.signed())


def test_a_split_sends_each_link_where_somebody_says(book):
    for facts in ({"recommendation_id": K1}, {"recommendation_id": K2}, {"part_id": PART}):
        say(book, themes.confirm, **facts)
    new = taxonomy.split(
        book.engine, theme_id="neglect", name="Unmet needs", definition="Needs.", cue_words=["unmet need"],
        goes={f"{K1}|neglect": Fate.GOES, f"{K2}|neglect": Fate.BOTH}, **book.signed(),
    )  # fmt: skip
    assert set(links(book)) == {f"{K1}|{new.id}", f"{K2}|neglect", f"{K2}|{new.id}", f"{PART}|neglect"}
    assert links(book)[f"{K1}|{new.id}"].confirmed_by == "chair"
    assert book.register().themes["neglect"].cue_words == ("neglect",)
    with pytest.raises(AlreadyExistsError):
        taxonomy.split(book.engine, theme_id="neglect", name="VOICE", definition="x", goes={}, **book.signed())
    with pytest.raises(BadValueError, match="not one of the theme"):
        taxonomy.split(
            book.engine, theme_id="neglect", name="x", definition="x", goes={"a|b": Fate.GOES}, **book.signed()
        )


def test_a_list_is_taken_over_and_what_it_does_not_name_stays(book):
    asked = [Theme("neglect", "Neglect of needs", 1, "Neglect.", ("neglect",)), Theme("new", "New", 2, "New.", ())]
    changed = taxonomy.take_over(book.engine, themes=asked, **book.signed())
    assert [theme.id for theme in changed] == ["neglect", "new"]
    assert {"neglect", "new", "voice"} <= set(book.register().themes)
    assert taxonomy.take_over(book.engine, themes=asked, **book.signed()) == ()


@pytest.mark.parametrize("id_", ["a|b", "a/b", "a?b", "\ud800", "a\0b"])
def test_a_theme_of_a_list_whose_id_no_link_could_hold_is_refused(book, id_):
    with pytest.raises(TrackerError):
        taxonomy.take_over(book.engine, themes=[Theme(id_, "New", 1, "New.", ())], **book.signed())
    assert "New" not in {theme.name for theme in book.register().themes.values()}
