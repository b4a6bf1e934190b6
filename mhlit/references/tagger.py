"""The sequence tagger: a label and a certainty for each token of a reference.

A linear-chain conditional random field (python-crfsuite) trained by ``data/build/references.py``; the model stands in
``data/models`` and is opened when the first reference is parsed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file
from typing import TYPE_CHECKING, Any, NamedTuple

from mhlit.references.features import features
from mhlit.references.tokens import tokenise
from mhlit.tables import data

if TYPE_CHECKING:
    from mhlit.references.tokens import Token

MODEL = "models/references.crfsuite"


class Tagged(NamedTuple):
    """A token with its label and the probability that the model gives this label here."""

    token: Token
    label: str
    certainty: float


@cache
def model() -> Any:
    """Return the opened model."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    with as_file(data(MODEL)) as path:
        tagger.open(str(path))
    return tagger


def tag(text: str) -> list[Tagged]:
    """Return the tokens of a reference with their labels and certainties."""
    return lattice(text).tagged


def lattice(text: str) -> Lattice:
    """Return the tagged tokens of a reference, with what the model thinks of other labels."""
    tokens = tokenise(text)
    if not tokens:
        return Lattice([])
    tagger = model()
    labels = tagger.tag(features(tokens))
    return Lattice(
        [
            Tagged(token, label, tagger.marginal(label, i))
            for i, (token, label) in enumerate(zip(tokens, labels, strict=True))
        ]
    )


class Lattice(NamedTuple):
    """The best labeling of a reference, and the probabilities of others, until the next text is tagged."""

    tagged: list[Tagged]

    def marginal(self, label: str, place: int) -> float:
        """Return the probability of a label for one token."""
        return float(model().marginal(label, place))

    def probability(self, labels: list[str] | None = None) -> float:
        """Return the probability of a whole labeling, by default of the best one."""
        return float(model().probability(labels or [tagged.label for tagged in self.tagged]))

    def choices(self, place: int, least: float) -> list[tuple[str, float]]:
        """Return the labels of a token that are at least so probable, with their probabilities."""
        shares = ((label, self.marginal(label, place)) for label in model().labels())
        return [(label, share) for label, share in shares if share >= least]
