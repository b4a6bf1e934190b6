"""Measures of clusters, and the naive clustering of strings that benchmarks hold up as a floor."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from mhlit.translit import romanise

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


# ---------------------------------------------------------------- measures


def pairwise(labels: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float]:
    """Return pairwise precision and recall."""
    both, found, true = (
        sum(n * (n - 1) // 2 for n in Counter(each).values()) for each in (zip(labels, gold, strict=True), labels, gold)
    )
    return (both / found if found else 1.0), (both / true if true else 1.0)


def b_cubed(labels: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """Return the B-cubed F1."""
    both, found, true = Counter(zip(labels, gold, strict=True)), Counter(labels), Counter(gold)
    precision = sum(n * n / found[label] for (label, _), n in both.items()) / len(labels)
    recall = sum(n * n / true[person] for (_, person), n in both.items()) / len(labels)
    return harmonic(precision, recall)


def harmonic(a: float, b: float) -> float:
    """Return the harmonic mean."""
    return 2 * a * b / (a + b) if a + b else 0.0


# ---------------------------------------------------------------- floors


def plain(name: str) -> str:
    """Return a name in plain small Latin letters, as anyascii writes it, without stops; our BGN where that is missing."""
    try:
        from anyascii import anyascii as ascii_of
    except ImportError:
        ascii_of = without_marks
    return ascii_of(name).lower().replace(".", "").replace("'", "").replace(",", " ")


def without_marks(name: str) -> str:
    """Return a name romanised, its letters without marks."""
    return unicodedata.normalize("NFKD", romanise(name, "bgn-plain")).encode("ascii", "ignore").decode("ascii")


def linked(names: list[str], scorer: Any, threshold: float) -> list[int]:
    """Return labels by single linkage of all pairs that score at least the threshold."""
    from rapidfuzz.process import extract

    texts = [plain(name) for name in names]
    parent = list(range(len(names)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at] = parent[parent[at]]
        return at

    for at, text in enumerate(texts):
        for _, _, other in extract(text, texts[:at], scorer=scorer, score_cutoff=threshold, limit=None):
            parent[root(at)] = root(other)
    return [root(at) for at in range(len(names))]
