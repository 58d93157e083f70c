"""How long a search takes: PYTHONPATH=. python benchmarks/searching.py [RECOMMENDATIONS]

Two measures: the index alone, on texts of a realistic vocabulary (and `tantivy` beside it, where somebody installed it:
it is measured only, and no part of the project); then the whole query on a register through the real write door: the
first look, a warm one, one by somebody from whom evidence is hidden, and the first one after a change.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.big import fill
from tracker.clock import now
from tracker.commands import updates
from tracker.queries.searching import search
from tracker.queries.standing import standing
from tracker.rules.search import Key, Kind, Text, typed
from tracker.rules.sight import LEAST, WHOLE
from tracker.rules.words import Door
from tracker.store.engine import engine_for
from tracker.store.search_index import SearchIndex
from tracker.store.upgrade import upgrade

TEXTS_EACH, WORDS_EACH, VOCABULARY = 11, 40, 20_000
"""Texts for each recommendation (parts, actions, updates, evidence), their words, and how many words there are."""


def memory() -> float:
    """Megabytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def timed(ask, times=7) -> float:
    """Milliseconds, the middle of so many."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def first(index: SearchIndex, said: str) -> list:
    """As many as a query goes through."""
    return list(islice(index.find(typed(said)), 2_000))


def made_up(count: int) -> tuple[list[str], list[tuple[Key, Text]]]:
    """A vocabulary by falling frequency (Zipf), and texts of it."""
    chance = random.Random(7)
    syllables = [a + b for a in "bcdfglmnprstv" for b in "aeiou"]
    words = list(dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(VOCABULARY)))
    weights = [1 / (place + 5) for place in range(len(words))]
    return words, [
        (
            Key(Kind.UPDATE, f"U{n}"),
            Text(
                "",
                " ".join(chance.choices(words, weights, k=6)),
                " ".join(chance.choices(words, weights, k=WORDS_EACH)),
            ),
        )
        for n in range(count)
    ]


def index_alone(recommendations: int) -> None:
    words, texts = made_up(recommendations * TEXTS_EACH)
    asked = {
        "the commonest word": words[0], "a word of middling use": words[300], "two words": f"{words[5]} {words[80]}",
        "a phrase": f'"{words[0]} {words[1]}"', "the beginning of a word": f"{words[300][:4]}*",
    }  # fmt: skip
    print(f"{len(texts):,} texts, {len(words):,} words")
    before, begun = memory(), time.perf_counter()
    index = SearchIndex()
    index.keep_up(texts)
    print(f"  FTS5: built in {time.perf_counter() - begun:.1f} s, {memory() - before:.0f} MB beside the texts")
    for name, said in asked.items():
        print(
            f"    {name}: {len(list(index.find(typed(said)))):,} found; {timed(lambda s=said: first(index, s)):.0f} ms"
        )
    wrong = words[300][:2] + words[300][3:]
    print(f"    near spellings of a word: {timed(lambda: index.near(wrong)):.0f} ms")
    print(f"    kept up, nothing changed: {timed(lambda: index.keep_up(texts), 3):.0f} ms")
    try:
        import tantivy
    except ImportError:
        return
    before, begun = memory(), time.perf_counter()
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True)
    for field in ("title", "words"):
        builder.add_text_field(field, tokenizer_name="en_stem")
    other = tantivy.Index(builder.build())
    writer = other.writer(50_000_000)
    for n, (_, text) in enumerate(texts):
        writer.add_document(tantivy.Document(id=n, title=text.title, words=text.words))
    writer.commit()
    writer.wait_merging_threads()
    other.reload()
    print(f"  tantivy: built in {time.perf_counter() - begun:.1f} s, {memory() - before:.0f} MB")
    searcher = other.searcher()
    for name, said in list(asked.items())[:4]:
        query = other.parse_query(said, ["title", "words"])
        print(f"    {name}: {timed(lambda q=query: searcher.search(q, 2000)):.0f} ms")


def whole_query(recommendations: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(f"sqlite:///{folder}/big.sqlite")
        upgrade(engine)
        fill(engine, recommendations, today=date(2026, 11, 1), say=lambda words: None)
        whole = standing(engine, sight=WHOLE)
        action = next(iter(whole.register.actions))
        said = next(iter(whole.register.updates.values())).narrative.split()
        common, rarer = said[0], next(iter(whole.register.recommendations.values())).title
        begun, before = time.perf_counter(), memory()
        search(engine, common, sight=WHOLE)
        print(f"{recommendations:,} recommendations, {len(whole.register.actions):,} actions")
        print(f"  the first look, with the index: {time.perf_counter() - begun:.1f} s, {memory() - before:.0f} MB")
        for words in (common, rarer, f'"{" ".join(said[:3])}"', "supervizionn"):
            for who, sight in (("who sees all", WHOLE), ("who sees least", LEAST)):
                search(engine, words, sight=sight)
                found = search(engine, words, sight=sight)
                took = timed(lambda w=words, s=sight: search(engine, w, sight=s))
                print(f"  ‘{words[:40]}’, by one {who}: {found.total:,}{'+' if found.more else ''} in {took:.0f} ms")
        updates.say(
            engine, action_id=action, narrative="A trampoline.", by="manager", at=now(), door=Door.COMMAND_LINE
        )  # fmt: skip
        standing(engine, sight=WHOLE)
        begun = time.perf_counter()
        assert search(engine, "trampoline", sight=WHOLE).total == 1
        print(f"  the first look after a change, the register read already: {time.perf_counter() - begun:.2f} s")
        engine.dispose()


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    index_alone(size)
    whole_query(size)
