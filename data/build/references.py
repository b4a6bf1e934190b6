"""Train the tagger of references; writes data/models/references.crfsuite.

``PYTHONPATH=. python data/build/references.py --data FOLDER``, on one core for about five minutes.

``--data`` holds the licensed corpora (``anystyle_core.jsonl``, ``grobid_citations.jsonl``: one JSON object a line with
``text`` and ``spans``); ``--tables`` holds given_names.tsv, journals.tsv and thesaurus.tsv. Everything else is invented by
``reference_layouts`` and ``reference_values``. With one seed the model is the same, byte for byte. The score on the
part held out (one in twenty of everything) is printed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pycrfsuite
from reference_grey import SHARES as GREY_SHARES
from reference_layouts import GREY_KINDS, KINDS, render
from reference_values import Values
from reference_words import Words

from mhlit.references.features import features
from mhlit.references.tokens import Token, tokenise

if TYPE_CHECKING:
    import random

ROOT = Path(__file__).parents[2]
LABELS = {
    "author": "au", "editor": "ed", "translator": "tr", "title": "ti", "container-title": "ct", "collection-title": "ser", "issued": "yr",
    "volume": "vo", "issue": "is", "page": "pg", "publisher": "pub", "publisher-place": "pl", "edition": "edn", "DOI": "doi", "URL": "url",
    "ISBN": "id", "ISSN": "id", "PMID": "id", "PMCID": "id", "number": "nr", "genre": "ge", "citation-number": "num", "note": "no",
    "chapter-number": "no", "medium": "no", "source": "no", "director": "no", "producer": "no",
}  # fmt: skip
# How many of each kind are invented, by language.
SHARES = {
    ("gost_article", "ru"): 16, ("gost_article", "rl"): 7, ("gost_article", "en"): 7, ("gost_article", "uk"): 2,
    ("translated_article", "rl"): 13, ("translated_article", "en"): 1, ("western_article", "en"): 7, ("western_article", "rl"): 3, ("western_article", "de"): 4,
    ("gost_book", "ru"): 13, ("gost_book", "rl"): 7, ("gost_book", "en"): 3, ("gost_book", "uk"): 1, ("western_book", "en"): 6, ("western_book", "rl"): 2, ("western_book", "de"): 8,
    ("gost_chapter", "ru"): 9, ("gost_chapter", "rl"): 5, ("gost_chapter", "en"): 2, ("western_chapter", "en"): 8, ("western_chapter", "de"): 10, ("western_chapter", "rl"): 2,
    ("thesis", "ru"): 5, ("thesis", "rl"): 4, ("thesis", "en"): 2, ("thesis", "de"): 1, ("thesis", "uk"): 1,
    ("report", "en"): 7, ("report", "ru"): 5, ("report", "rl"): 2, ("report", "de"): 2, ("report", "uk"): 1,
    ("law", "ru"): 7, ("law", "rl"): 3, ("law", "en"): 2, ("law", "uk"): 2, ("web", "ru"): 6, ("web", "en"): 4, ("web", "rl"): 1, ("web", "de"): 2,
    ("other", "ru"): 4, ("other", "en"): 2, ("other", "rl"): 2, ("bilingual", "ru"): 4,
}  # fmt: skip


class Labelled(NamedTuple):
    """A reference with the label of each token; ``source`` is the layout it was made by, or its own text."""

    origin: str
    source: str
    text: str
    tokens: list[Token]
    labels: list[str]


# ---------------------------------------------------------------- the licensed corpora
EDGES = " \t\n.,;:()[]{}\"“”„‘’'«»<>–—-`"
LEADING = {
    "ed": r"(?:in|edited by|ed\. by|eds?\.|hrsg\. von|hg\. von|herausgegeben von|sous la dir\w*\.? de|dir\.)\b[\s:.,]*",
    "tr": r"(?:translated by|trans\.|tr\.|transl\.(?: by)?|übers\. von|trad\. par)\s*", "ct": r"in\b\s*:?\s*",
    "pg": r"(?:pp?|pages?|S|Seiten?|pgs?|str|с|blz)\b[\s.:]*", "vo": r"(?:vol(?:ume|s)?|bd|band|v|tome?|t|jg|т)\b[\s.:]*",
    "is": r"(?:nos?|nr|num(?:ber)?|issue|heft|h|№)\b[\s.:°º]*", "doi": r"(?:https?\s*://\s*(?:dx\.)?doi\.org/|doi)?[\s:>\]]*(?=10)",
    "url": r"(?:url|retrieved from|available (?:at|from))[\s:]*", "id": r"(?:isbn|issn|pmid|pmcid)[\s:]*", "ser": r"(?:of|in)\s+", "nr": r"no\.?\s*",
}  # fmt: skip
TRAILING = {
    "ed": r"[\s,]*\(?\b(?:eds?|editors?|hrsg|hg|éds?|dirs?|coords?)\.?\)?[\s.,:)]*", "tr": r"[\s,(]*\btrans\w*\.?\)?",
    "pg": r"\s*(?:pp?|S|pages)\.?\)?", "vo": r"[\s,]+Part [A-Z]",
}  # fmt: skip


def trimmed(label: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the punctuation and the cue words at its edges."""
    for _ in range(2):
        while start < end and text[start] in EDGES:
            start += 1
        if (
            label in LEADING
            and (match := re.match(LEADING[label], text[start:end], re.I))
            and match.end() < end - start
        ):
            start += match.end()
        if (
            label in TRAILING
            and (match := re.search(f"(?:{TRAILING[label]})$", text[start:end], re.I))
            and match.start() > 0
        ):
            end = start + match.start()
        while end > start and text[end - 1] in EDGES and not kept(label, text[start:end]):
            end -= 1
    return start, end


def kept(label: str, value: str) -> bool:
    """Return whether the last mark belongs to the value: an initial's full stop, a bracket opened inside."""
    last = value[-1]
    if last == "." and (
        label in ("edn", "ge") or (label in ("au", "ed", "tr") and re.search(r"(?:\b\w|\bal|\bJr)\.$", value))
    ):
        return True
    opening = {")": "(", "]": "[", "”": "“", "»": "«", "}": "{"}.get(last)
    return bool(opening and opening in value[:-1])


def spans_of(item: dict) -> list[tuple[str, int, int]]:
    """Return the spans of a corpus item under our labels, with our habits of what belongs to a field."""
    found = []
    text = item["text"]
    for name, first, last in item["spans"]:
        label = LABELS[name]
        value = text[first:last]
        if (
            label == "pg"
            and re.search(r"^\W*\d+\s*(?:pp?|S|s|Seiten|pages)\b\.?\W*$", value)
            and not re.match(r"\W*p", value)
        ):
            label = "np"
        start, end = trimmed(label, text, first, last)
        value = text[start:end]
        if label == "vo" and (
            match := re.match(
                r"([^\s(,]+)\s*(?:\(|,\s*(?:no|nr|n|h|heft|iss\w*|№)\b\.?\s*)\s*([^()]+?)\)?$", value, re.I
            )
        ):
            found.append(("vo", start + match.start(1), start + match.end(1)))
            found.append(("is", start + match.start(2), start + match.end(2)))
        elif label == "vo" and re.match(r"(?:no|nr|heft|h|№)\b", value, re.I):
            found.append(("is", *trimmed("is", text, start, end)))
        elif start < end:
            found.append((label, start, end))
    return found


def corpus(path: Path) -> list[Labelled]:
    """Return the references of a corpus, labelled token by token."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [labelled(item["set"], item["text"], item["text"], spans_of(item)) for item in items]


def corpora(folder: Path) -> list[Labelled]:
    """Return the references of both corpora."""
    return corpus(folder / "anystyle_core.jsonl") + corpus(folder / "grobid_citations.jsonl")


def labelled(origin: str, source: str, text: str, spans: list[tuple[str, int, int]]) -> Labelled:
    tokens = tokenise(text)
    labels = [
        next(
            (
                label
                for label, start, end in spans
                if start <= token.start < end or (token.start < start < token.end and end - start > 5)
            ),
            "o",
        )
        for token in tokens
    ]
    return Labelled(origin, source, text, tokens, labels)


def corpus_titles(folder: Path) -> list[str]:
    """Return the Latin titles of the corpora, for invented references."""
    titles = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            for name, first, last in item["spans"]:
                if name == "title":
                    start, end = trimmed("ti", item["text"], first, last)
                    if 12 < end - start < 160 and not re.search(r" [.,]|[а-я]|\s-\s?\w", item["text"][start:end]):
                        titles.append(item["text"][start:end])
    return titles


# ---------------------------------------------------------------- invented references
def joined(pieces: list[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """Return the pieces as they are printed: no full stop twice, one after authors without."""
    result: list[tuple[str, str]] = []
    for label, printed in pieces:
        text = printed
        before = result[-1] if result else ("", "")
        if before[1].endswith(".") and label == "o" and text.startswith(".") and rng.random() < 0.97:
            text = text[1:]
        if (
            before[0] == "au"
            and label == "o"
            and text[:1] == " "
            and not before[1].endswith(".")
            and rng.random() < 0.88
        ):
            text = rng.choice([".", ".", ".", ".", ":", ","]) + text
        if before[1].endswith(("?", "!")) and label == "o" and text.startswith(".") and rng.random() < 0.8:
            text = text[1:]
        if text:
            result.append((label, text))
    return result


def noisy(pieces: list[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """Return the pieces with the damage of copying: glued, doubled, broken, mixed."""
    roll = rng.random
    damage = rng.choice(["glue", "space", "break", "mojibake", "stop", "lookalike", "tight", "none", "comma", "break"])
    result = []
    for label, printed in pieces:
        text = printed
        if damage == "glue" and label == "o" and roll() < 0.3:
            text = re.sub(r"([.,;:]) ", r"\1", text)
        elif damage == "space" and label == "o" and roll() < 0.4:
            text = text.replace(" ", "  ") if roll() < 0.5 else re.sub(r"(?=[.,;:])", " ", text)
        elif damage == "break" and label in ("ti", "ct", "pl", "pub", "tt") and roll() < 0.4:
            words = [m.start() for m in re.finditer(r"(?<=\w{3})\w(?=\w{2})", text)]
            if words:
                at = rng.choice(words)
                text = text[:at] + rng.choice(["- ", "-", "¬", "\u00ad"]) + text[at:]
        elif damage == "mojibake":
            text = text.replace("–", rng.choice(["â", "?", "--"])).replace("'", rng.choice(["â", '"', "`", "'"]))
        elif damage == "stop" and label == "o" and roll() < 0.2:
            text = text.replace(".", "", 1)
        elif damage == "lookalike" and roll() < 0.4:
            text = (
                text.translate(str.maketrans("aceopxACEOPXMT", "асеорхАСЕОРХМТ"))
                if re.search("[а-я]", text) is None and len(text) < 4
                else text
            )
        elif damage in ("break", "space") and label in ("url", "doi") and roll() < 0.5:
            text = re.sub(r"(?<=[/.-])(?=\w)", lambda m: " " if roll() < 0.25 else "", text)
        elif damage == "comma" and label == "au" and roll() < 0.3:
            text = re.sub(r"[^\W\d_]{3,}", lambda m: m[0].upper(), text)
        elif damage == "tight" and label == "au":
            text = re.sub(r"(?<=\.) (?=\w\.)", "", text)
        elif damage == "comma" and label == "au":
            text = re.sub(r", ", rng.choice([",", " , ", ",  "]), text, count=1)
        result.append((label, text))
    return result


def invented(words: Words, count: int, damaged: float = 0.3) -> list[Labelled]:
    """Return invented references, labelled token by token."""
    drawn = [(KINDS, pair, share) for pair, share in SHARES.items()]
    drawn += [(GREY_KINDS, pair, share) for pair, share in GREY_SHARES.items()]
    weights = [share for _, _, share in drawn]
    rng = words.random
    result = []
    for _ in range(count):
        layouts, (kind, language), _ = rng.choices(drawn, weights)[0]
        values = Values(words, kind, language)
        layout = rng.choice(layouts[kind])
        pieces = joined(render(layout, values), rng)
        if rng.random() < 0.3:
            number = str(rng.randint(1, 200))
            pieces.insert(0, ("num", rng.choice([f"{number}.", f"{number}.", f"[{number}]", f"{number})", number])))
            pieces.insert(1, ("o", rng.choice([" ", " ", " ", ""])))
        if rng.random() < damaged:
            pieces = noisy(pieces, rng)
        text, spans = "", []
        for label, piece in pieces:
            spans.append((label, len(text), len(text) + len(piece)))
            text += piece
        result.append(labelled(f"{kind}-{language}", layout, text, spans))
    return result


# ---------------------------------------------------------------- training and score
def train(references: list[Labelled], model: Path, iterations: int) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for each in references:
        trainer.append(features(each.tokens), each.labels)
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": 0.07,
            "c2": 0.02,
            "max_iterations": iterations,
            "feature.minfreq": 2,
            "feature.possible_transitions": False,
        }
    )
    model.parent.mkdir(exist_ok=True)
    trainer.train(str(model))


def segments(labels: list[str]) -> set[tuple[str, int, int]]:
    """Return the runs of equal labels: (label, start, end)."""
    runs, start = set(), 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or labels[i] != labels[start]:
            if labels[start] != "o":
                runs.add((labels[start], start, i))
            start = i
    return runs


def score(model: Path, held_out: list[Labelled]) -> None:
    """Print how many fields of the held-out references come out exactly, by origin and by label."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    counts: dict[str, Counter] = {}
    for each in held_out:
        wanted, given = segments(each.labels), segments(tagger.tag(features(each.tokens)))
        for key, gold, got in [
            (each.origin, wanted, given),
            *(
                (label, {s for s in wanted if s[0] == label}, {s for s in given if s[0] == label})
                for label in {s[0] for s in wanted | given}
            ),
        ]:
            counts.setdefault(key, Counter()).update(
                right=len(gold & got), gold=len(gold), got=len(got), whole=int(gold == got), n=1
            )
    for key, c in sorted(counts.items()):
        print(
            f"{key:24s} n {c['n']:5d}  F1 {2 * c['right'] / max(1, c['gold'] + c['got']):.3f}  whole {c['whole'] / c['n']:.3f}"
        )


def calibrate(model: Path, held_out: list[Labelled]) -> None:
    """Print, for several bounds of certainty, how many references would be called doubtful and how many of them rightly."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    seen = []
    for each in held_out:
        given = tagger.tag(features(each.tokens))
        sure = [tagger.marginal(label, i) for i, label in enumerate(given)]
        wrong = segments(given) - segments(each.labels)
        seen.append([(min(sure[start:end]), (label, start, end) in wrong) for label, start, end in segments(given)])
    for bound in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8):
        flagged = [any(sure < bound for sure, _ in runs) for runs in seen]
        bad = [any(wrong for _, wrong in runs) for runs in seen]
        fields = [wrong for runs in seen for sure, wrong in runs if sure < bound]
        caught = sum(f and b for f, b in zip(flagged, bad, strict=True))
        print(
            f"bound {bound:.2f}: {sum(flagged) / len(seen):.1%} of references doubtful, {caught / max(1, sum(flagged)):.1%} of them wrong, "
            f"{caught / max(1, sum(bad)):.1%} of the wrong ones caught; fields: {sum(fields) / max(1, len(fields)):.1%} wrong of {len(fields)}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--tables", type=Path, default=ROOT / "data")
    options.add_argument("--model", type=Path, default=ROOT / "data/models/references.crfsuite")
    options.add_argument("--synthetic", type=int, default=16000)
    options.add_argument("--iterations", type=int, default=140)
    options.add_argument("--seed", type=int, default=1886)
    options.add_argument("--calibrate", action="store_true", help="score the model that is there, train none")
    options.add_argument("--show", type=int, default=0, help="print so many invented references and stop")
    args = options.parse_args()
    words = Words(args.tables, corpus_titles(args.data), args.seed)
    if args.show:
        for each in invented(words, args.show):
            print(f"{each.origin}: {each.text}")
        return
    references = corpora(args.data) + invented(words, args.synthetic)
    words.random.shuffle(references)
    held_out, kept_in = references[::20], [each for i, each in enumerate(references) if i % 20]
    if not args.calibrate:
        train(kept_in, args.model, args.iterations)
    print(f"trained on {len(kept_in)} references, {args.model.stat().st_size / 1e6:.1f} MB; held out {len(held_out)}")
    score(args.model, held_out)
    calibrate(args.model, held_out)


if __name__ == "__main__":
    main()
