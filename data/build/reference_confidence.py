"""Weigh the clues of how sure a parsed reference is; writes data/confidence.tsv.

``PYTHONPATH=. python data/build/reference_confidence.py --data FOLDER --folds FOLDER``, on one core for ten minutes.

The material of ``references.py`` is cut in two halves: the corpora by reference, the invented ones by layout, so that
a half holds no layout of the other. A tagger is trained on each half (kept in ``--folds``) and reads the other one;
what it reads is compared with the labels, field by field. On three quarters of these readings a logistic model is
fitted for each field (by the same library, as sequences of one item); on the last quarter it is judged: how many of the
doubtful lines are wrong, how many of the wrong ones are caught, how true the probabilities are. The same with one seed.
"""

from __future__ import annotations

import argparse
import zlib
from difflib import SequenceMatcher
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pycrfsuite
from reference_words import Words
from references import ROOT, Labelled, corpora, corpus_titles, invented, train

from mhlit.references import alternatives, doubts, parse, tagger
from mhlit.references.clues import clues
from mhlit.references.parts import Parts
from mhlit.references.people import people
from mhlit.references.segments import segments
from mhlit.references.tagger import Tagged
from mhlit.references.wordings import wordings
from mhlit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

# The corpora label no more than this; other fields are learned from the invented references alone.
LABELLED = frozenset(
    {
        "author",
        "editor",
        "title",
        "container-title",
        "issued",
        "volume",
        "issue",
        "page",
        "publisher",
        "publisher-place",
    }
)
# What makes a reference wrong as a whole.
ESSENTIAL = ("author", "title", "container-title", "issued", "volume", "issue", "page")
REAL = frozenset({"anystyle_core", "grobid_citations"})
NEAR = 0.9
# With fewer wrong values than this a field gets one weight: how often it is right.
FEW = 15
# One reading in so many is kept for the judgement.
KEPT = 4


class Read(NamedTuple):
    """The clues of each field of a reference, whether the field is right, and the least certainty of its words."""

    origin: str
    text: str
    told: dict[str, dict[str, float]]
    right: dict[str, bool]
    plain: dict[str, float]


# ---------------------------------------------------------------- readings of what a tagger has not seen


def half(each: Labelled) -> int:
    """Return the half that a reference belongs to."""
    return zlib.crc32(each.source.encode()) % 2


def values_of(parts: Parts) -> dict[str, Any]:
    """Return the values of the fields of a reference, as the parser makes them."""
    return {**people(parts), **wordings(parts), **parse.numbers(parts), **parse.publication(parts)}


def compared(values: dict[str, Any]) -> dict[str, str]:
    """Return the fields in a form that can be compared: folded letters and digits."""
    names = {"authors": "author", "editors": "editor", "titles": "title", "containers": "container-title", "pages": "page",
             "publisher_place": "publisher-place", "number_of_pages": "number-of-pages", "collection_title": "collection-title"}  # fmt: skip
    told = {}
    for name, value in values.items():
        text = value if isinstance(value, str) else ""
        if name in ("titles", "containers"):
            text = value[0].value if value else ""
        elif name == "issued":
            text = str(value.start[0]) if value else ""
        elif name in ("authors", "editors"):
            text = ";".join(f"{each.family}{each.given}{each.literal}" for each in value)
        if isinstance(value, str) or name in names or name == "issued":
            told[names.get(name, name)] = "".join(char for char in fold(text) if char.isalnum())
    return told


def same(name: str, one: str, other: str) -> bool:
    """Return whether two values of a field are the same, titles but for a few letters."""
    if one == other or name not in ("title", "container-title"):
        return one == other
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > NEAR and matcher.quick_ratio() > NEAR and matcher.ratio() > NEAR


def readings(references: Iterable[Labelled]) -> list[Read]:
    """Return what the parser makes of references, and what of it is right."""
    found = []
    for each in references:
        if each.origin.startswith("bilingual"):
            continue
        gold = segments(
            [Tagged(token, label, 1.0) for token, label in zip(each.tokens, each.labels, strict=True)], each.text
        )
        wanted = compared(values_of(Parts(each.text, gold)))
        parts = Parts(each.text, *alternatives.read(each.text))
        values = values_of(parts)
        given = compared(values)
        told = clues(parts.found, parts.evidence)
        if values["editors"] and not values["authors"] and "author" in told:
            told.setdefault("editor", told.pop("author"))
        right, plain = {}, {}
        for name in list(told):
            field = name.removeprefix(doubts.MISSING)
            if field not in wanted or (each.origin in REAL and field not in LABELLED):
                continue
            if bool(given[field]) == name.startswith(doubts.MISSING):
                continue
            right[name] = same(field, given[field], wanted[field])
        for segment in parts.found:
            if field := parse.CSL_NAMES.get(segment.label):
                plain[field] = min(plain.get(field, 1.0), segment.certainty)
        found.append(Read(each.origin, each.text, told, right, plain))
    return found


def unseen(references: list[Labelled], folder: Path, iterations: int) -> list[Read]:
    """Return readings of each half by a tagger that was trained on the other."""
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Read] = []
    for number in (0, 1):
        model = folder / f"half{number}.crfsuite"
        if not model.exists():
            train([each for each in references if half(each) != number], model, iterations)
        opened = pycrfsuite.Tagger()
        opened.open(str(model))
        tagger.model = lambda opened=opened: opened
        found += readings(each for each in references if half(each) == number)
    return found


# ---------------------------------------------------------------- the logistic models


def fitted(read: list[Read], folder: Path) -> dict[str, dict[str, float]]:
    """Return the weights of the clues for each field, with the weight that always counts."""
    fields = sorted({name for each in read for name in each.right})
    weights = {}
    for name in fields:
        trainer = pycrfsuite.Trainer(verbose=False)
        rows = [(each.told[name], each.right[name]) for each in read if name in each.right]
        wrong = sum(not right for _, right in rows)
        if wrong < FEW:
            weights[name] = {doubts.ALWAYS: round(log((len(rows) - wrong + 1) / (wrong + 1)), 3)}
            continue
        for told, right in rows:
            trainer.append([{**told, doubts.ALWAYS: 1.0}], ["right" if right else "wrong"])
        trainer.select("lbfgs")
        trainer.set_params({"c1": 1.0, "c2": 0.5, "max_iterations": 200, "feature.minfreq": 0})
        path = folder / "logistic.crfsuite"
        trainer.train(str(path))
        opened = pycrfsuite.Tagger()
        opened.open(str(path))
        states = opened.info().state_features
        clues_ = sorted({clue for clue, _ in states})
        weight = {c: states.get((c, "right"), 0.0) - states.get((c, "wrong"), 0.0) for c in clues_}
        weights[name] = {c: round(w, 3) for c, w in weight.items() if abs(w) >= 0.02}
    return weights


def write(weights: dict[str, dict[str, float]], path: Path) -> None:
    """Write the table of weights."""
    rows = [
        f"{name}\t{clue}\t{weight:g}" for name, weight_ in weights.items() for clue, weight in sorted(weight_.items())
    ]
    path.write_text("field\tclue\tweight\n" + "\n".join(rows) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- the judgement


def area(scored: list[tuple[float, bool]]) -> float:
    """Return how often a right one has the higher score than a wrong one (the area under the curve)."""
    ordered = sorted(scored, key=lambda each: each[0])
    wrong = seen = 0
    below = 0.0
    at = 0
    while at < len(ordered):
        tied: list[bool] = []
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            tied.append(ordered[end][1])
            end += 1
        bad = tied.count(False)
        below += tied.count(True) * (wrong + bad / 2)
        wrong, seen, at = wrong + bad, seen + len(tied), end
    return below / max(1, wrong * (seen - wrong))


def judged(title: str, read: list[Read]) -> None:
    """Print how good the doubts are: in order of doubt, by bounds, and how true the probabilities are."""
    bad = [
        not all(each.right.get(name, True) and each.right.get("no " + name, True) for name in ESSENTIAL)
        for each in read
    ]
    ours = [min((doubts.probability(name, each.told[name]) for name in each.right), default=0.0) for each in read]
    plain = [min(each.plain.values(), default=0.0) for each in read]
    areas = [area([(score, not b) for score, b in zip(scores, bad, strict=True)]) for scores in (ours, plain)]
    print(f"{title}: {len(read)} references, {sum(bad)} wrong; area {areas[0]:.3f}, by the least word {areas[1]:.3f}")
    for share in (0.03, 0.05, 0.1, 0.2):
        count = int(len(read) * share)
        line = []
        for scores in (ours, plain):
            worst = sorted(range(len(read)), key=lambda i: scores[i])[:count]
            caught = sum(bad[i] for i in worst)
            line.append(f"{caught / max(1, count):.2f} wrong, {caught / max(1, sum(bad)):.2f} caught")
        print(f"  most doubtful {share:.0%}: {line[0]} (least word: {line[1]})")
    for bound in (0.3, 0.4, 0.5, 0.6, 0.7):
        flagged = [score < bound for score in ours]
        caught = sum(f and b for f, b in zip(flagged, bad, strict=True))
        print(
            f"  below {bound}: {sum(flagged) / len(read):.1%} doubtful, {caught / max(1, sum(flagged)):.2f} of them wrong, {caught / max(1, sum(bad)):.2f} of the wrong caught"
        )


def reliability(read: list[Read]) -> None:
    """Print for each tenth of probability how many of the fields in it are right."""
    scored = [(doubts.probability(name, each.told[name]), right) for each in read for name, right in each.right.items()]
    print(f"fields: {len(scored)}, area {area(scored):.3f}")
    for tenth in range(10):
        inside = [(p, right) for p, right in scored if tenth / 10 <= p < (tenth + 1) / 10 + (tenth == 9)]
        if inside:
            print(
                f"  {tenth / 10:.1f}: {len(inside):6d} fields, told {sum(p for p, _ in inside) / len(inside):.2f}, right {sum(r for _, r in inside) / len(inside):.2f}"
            )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--folds", type=Path, required=True, help="where the taggers of the halves are kept")
    options.add_argument("--tables", type=Path, default=ROOT / "data")
    options.add_argument("--synthetic", type=int, default=16000)
    options.add_argument("--iterations", type=int, default=140)
    options.add_argument("--seed", type=int, default=1886)
    args = options.parse_args()
    words = Words(args.tables, corpus_titles(args.data), args.seed)
    read = unseen(corpora(args.data) + invented(words, args.synthetic), args.folds, args.iterations)
    kept = [each for at, each in enumerate(read) if at % KEPT]
    held_out = [each for at, each in enumerate(read) if at % KEPT == 0]
    weights = fitted(kept, args.folds)
    doubts.weights = lambda: weights
    judged("held out", held_out)
    for name, real in (("corpora", True), ("invented", False)):
        judged(name, [each for each in held_out if (each.origin in REAL) == real])
    reliability(held_out)
    write(weights, args.tables / "confidence.tsv")


if __name__ == "__main__":
    main()
