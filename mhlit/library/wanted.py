"""What a query looks for: units, each a word or a thesaurus concept with all the ways in which a work may say it.

The thesaurus widens the query, never the index. A translated or synonymous label counts a little less than what was
typed: in experiments 0.9 kept own-language hits in front and lost few others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mhlit import thesaurus
from mhlit.library import folding, vocabulary
from mhlit.library.query import Term, wished
from mhlit.skeletons import skeleton, skeleton_word, stem_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mhlit.library.query import Node
    from mhlit.library.vocabulary import Vocabulary

LABEL_WEIGHT = 0.9
WORD_WEIGHT = 0.8
# A search reads no more than this: nobody types it, and a pasted page must not take minutes.
MOST_WORDS = 64


class Way(NamedTuple):
    """One way of saying a unit: stems that are all to be there, and how much that counts."""

    stems: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of what is looked for. The first way is what was typed.

    ``field`` binds the unit to one column of the head index. ``labels`` are those of its concepts. ``parts`` are the
    words of a label, each with its own translations: a title may say a concept in words that make none of its labels.
    """

    text: str
    ways: tuple[Way, ...]
    cognates: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    field: str = ""
    prefix: bool = False
    parts: tuple[Unit, ...] = ()
    labels: tuple[str, ...] = ()


def units(query: Node, *, exact: bool = False, own: Vocabulary = vocabulary.NONE) -> list[Unit]:
    """Return the units of a query, in order; ``exact`` leaves thesaurus, translations and cognates out."""
    found: list[Unit] = []
    run: list[str] = []
    for term in [*wished(query), None]:
        if term and not (term.field or term.phrase or term.prefix):
            run.append(term.text)
            continue
        found.extend(units_of_text(" ".join(run), exact=exact, own=own))
        run = []
        if term:
            found.append(unit_of_term(term))
    return [unit for unit in found if unit.ways[0].stems]


def unit_of_term(term: Term) -> Unit:
    """Return the unit of a phrase, a prefix, or a term in a field."""
    if term.field == "author":
        return Unit(term.text, (Way(author_stems(term.text)),), field="author", prefix=term.prefix)
    if term.prefix:
        return Unit(term.text, (Way(prefix_stems(term.text)),), field=column(term.field), prefix=True)
    return Unit(term.text, (Way(tuple(folding.stems(term.text))),), field=column(term.field))


def prefix_stems(text: str) -> tuple[str, ...]:
    """Return the words of a beginning: all but the last stemmed, the last cut back to where its forms agree.

    A skeleton drops an i before a vowel and levels doubled letters, but its beginning stays a beginning.
    """
    *whole, last = skeleton(text).split() or [""]
    return (*(stem_word(word) for word in whole), last) if last else ()


def column(field: str) -> str:
    """Return the column of the head index that a field of the query means."""
    return {"journal": "container", "text": "title"}.get(field, field)


def author_stems(text: str) -> tuple[str, ...]:
    """Return the keys of a name as typed: ``Любов Е`` and ``Lyubov EB`` give one; a full given name stays."""
    from mhlit.names import parse_name

    name = parse_name(text)
    keys = folding.author_keys(name)
    joined = [key for key in keys if "0" in key and not key.isdigit()]
    full = [word for word in skeleton(name.given).split() if len(word) > 2]
    return tuple(joined) if joined and not full else tuple(key for key in keys if key not in joined)


def units_of_text(text: str, *, exact: bool, own: Vocabulary = vocabulary.NONE) -> list[Unit]:
    """Return the units of words that stand side by side; stop words count only where there is nothing else."""
    text = " ".join(text.split(None, MOST_WORDS)[:MOST_WORDS])
    typed = [word for word in folding.words_of(text) if skeleton_word(word)][:MOST_WORDS]
    labels = [] if exact else vocabulary.find_labels(text, own)
    starts = {found.first: found for found in labels if found.last <= len(typed)}
    found, at = [], 0
    while at < len(typed):
        label = starts.get(at)
        last = label.last if label else at + (1 if exact else plain_length(typed[at : at + 2]))
        piece = typed[at:last]
        if label or not folding.is_stop_word(piece[0]):
            found.append(unit_of_words(piece, label.ids if label else (), exact=exact, own=own))
        at = last
    return distinct(found or [unit_of_words([word], (), exact=exact) for word in typed])


def plain_length(pair: list[str]) -> int:
    """Return 2 where two words are one entry of the plain words ("working capacity"), else 1."""
    return 2 if len(pair) == 2 and thesaurus.translations(tuple(map(stem_word, pair))) else 1


def distinct(found: Iterable[Unit]) -> list[Unit]:
    """Return units without those that say the same again."""
    return list({unit.ways[0].stems: unit for unit in found}.values())


def unit_of_words(
    piece: list[str], concepts: tuple[str, ...], *, exact: bool, own: Vocabulary = vocabulary.NONE
) -> Unit:
    """Return the unit of a word or of the words of a label.

    A single word is looked for unstemmed too: so names stand in the index (``Любов`` is no ``люб``).
    """
    kept = [word for word in piece if not folding.is_stop_word(word)] or piece
    typed = tuple(map(stem_word, kept))
    ways = {typed: 1.0} | ({(skeleton_word(kept[0]),): 1.0} if len(kept) == 1 else {})
    if exact:
        return Unit(" ".join(piece), tuple(Way(*way) for way in ways.items()))
    labels = tuple(label.value for id in concepts for label in vocabulary.labels_of(id, own))
    for label in labels:
        ways.setdefault(stems_of_label(label), LABEL_WEIGHT)
    for stems in thesaurus.translations(typed):
        ways.setdefault(stems, WORD_WEIGHT)
    keys = tuple(dict.fromkeys(key for word in kept for key in folding.cognates(word)))
    parts = tuple(map(unit_of_word, kept)) if len(kept) > 1 else ()
    return Unit(" ".join(piece), shortest(ways), keys, concepts, parts=parts, labels=labels)


def shortest(ways: dict[tuple[str, ...], float]) -> tuple[Way, ...]:
    """Return ways without those that say more than another: who says "clinical remission" has said "remission"."""
    kept: list[frozenset[str]] = []
    found = []
    for stems, weight in sorted(ways.items(), key=lambda way: (-way[1], len(way[0]))):
        words = frozenset(stems)
        if not any(less <= words for less in kept):
            kept.append(words)
            found.append(Way(stems, weight))
    return tuple(found)


def unit_of_word(word: str) -> Unit:
    """Return the unit of one word of a label: its translations, and the labels of one word where it is a concept."""
    own = stem_word(word)
    ways = {(own,): 1.0} | dict.fromkeys(thesaurus.translations((own,)), WORD_WEIGHT)
    for found in thesaurus.find_labels(word):
        ways = (
            dict.fromkeys((label for id in found.ids for label in label_stems(id) if len(label) == 1), LABEL_WEIGHT)
            | ways
        )
    return Unit(word, tuple(Way(*way) for way in ways.items()), folding.cognates(word))


def label_stems(id: str) -> Iterator[tuple[str, ...]]:
    """Yield the labels of a concept as stems, without stop words."""
    for label in thesaurus.concept(id).labels:
        yield stems_of_label(label.value)


def stems_of_label(label: str) -> tuple[str, ...]:
    """Return a label as stems, without stop words."""
    listed = folding.words_of(label)
    kept = [word for word in listed if not folding.is_stop_word(word)]
    return tuple(stem_word(word) for word in kept or listed)


def explained(found: Iterable[Unit], own: Vocabulary = vocabulary.NONE) -> tuple[str, ...]:
    """Return the labels that are searched for besides what was typed, in both languages."""
    shown: dict[str, None] = {}
    for unit in found:
        typed = tuple(folding.stems(unit.text))
        for id in unit.concepts:
            for lang in ("en", "ru"):
                label = vocabulary.label_of(id, lang, own)
                if tuple(folding.stems(label)) != typed:
                    shown[label] = None
    return tuple(shown)
