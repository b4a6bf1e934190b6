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
    tokens = tokenise(text)
    if not tokens:
        return []
    tagger = model()
    labels = tagger.tag(features(tokens))
    return [
        Tagged(token, label, tagger.marginal(label, i))
        for i, (token, label) in enumerate(zip(tokens, labels, strict=True))
    ]
