"""A library's own vocabulary: labels its owner gave to concepts, besides those of the thesaurus.

Each row of the table says that a label names a concept, or (with an empty concept) that it names none; what was said
last counts, and before what the thesaurus says. As the thesaurus, it widens queries and not the index: nothing is to be
indexed anew when it grows, and undoing a batch takes its words back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mhlit import thesaurus
from mhlit.errors import NotFound, UsageError
from mhlit.library.records import storable
from mhlit.model import Text
from mhlit.text import CYRILLIC, squeeze
from mhlit.thesaurus import Found

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from mhlit.library.store import Store

# Ids of concepts that are not of the thesaurus: "own:peer coach".
OWN = "own:"


class Said(NamedTuple):
    """That a label names a concept (its id), or nothing (``""``)."""

    label: str
    concept: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What stands now: the concept of each label by its stems, and the own labels of each concept."""

    meanings: dict[tuple[str, ...], Said] = field(default_factory=dict)
    labels: dict[str, tuple[Text, ...]] = field(default_factory=dict)


NONE = Vocabulary()

# ---------------------------------------------------------------- reading


def load(connection: sqlite3.Connection) -> Vocabulary:
    """Return the vocabulary of a library."""
    rows = connection.execute("SELECT label, concept FROM vocabulary ORDER BY id").fetchall()
    meanings: dict[tuple[str, ...], Said] = {}
    for each in (Said(*row) for row in rows):
        stems = thesaurus.stems(each.label)
        meanings.pop(stems, None)
        meanings[stems] = each
    labels: dict[str, tuple[Text, ...]] = {}
    for label, concept in meanings.values():
        if concept:
            labels[concept] = (*labels.get(concept, ()), Text(label, language(label)))
    return Vocabulary(meanings, labels)


def language(label: str) -> str:
    """Return the language of a label: Russian where it has Cyrillic letters, else English."""
    return "ru" if CYRILLIC.search(label) else "en"


def find_labels(text: str, own: Vocabulary = NONE) -> list[Found]:
    """Return the labels found in a text as ``thesaurus.find_labels`` does; own labels come first where as long."""
    listed = thesaurus.find_labels(text)
    if not own.meanings:
        return listed
    words = thesaurus.stems(text)
    theirs = {found.first: found for found in listed}
    found, at = [], 0
    while at < len(words):
        chosen = own_label(words, at, own) or theirs.get(at)
        if (other := theirs.get(at)) and chosen and other.last > chosen.last:
            chosen = other
        if chosen and chosen.ids:
            found.append(chosen)
        at = chosen.last if chosen else at + 1
    return found


def own_label(words: tuple[str, ...], at: int, own: Vocabulary) -> Found | None:
    """Return the longest own label that begins at a word, without ids where it is to name nothing."""
    for last in range(min(len(words), at + longest(own)), at, -1):
        if said := own.meanings.get(words[at:last]):
            return Found(at, last, (said.concept,) if said.concept else ())
    return None


def longest(own: Vocabulary) -> int:
    """Return the number of words of the longest own label."""
    return max(map(len, own.meanings), default=0)


def concept_of(label: str, own: Vocabulary = NONE) -> str:
    """Return the id of the concept that a label names, or that is the label; ``""`` where there is none."""
    if label in own.labels:
        return label
    if said := own.meanings.get(thesaurus.stems(label)):
        return said.concept
    found = thesaurus.find_concept(label)
    return found.id if found else ""


def labels_of(id: str, own: Vocabulary = NONE) -> tuple[Text, ...]:
    """Return all labels of a concept, those of the thesaurus first."""
    listed = () if id.startswith(OWN) else thesaurus.concept(id).labels
    return (*listed, *own.labels.get(id, ()))


def label_of(id: str, lang: str, own: Vocabulary = NONE) -> str:
    """Return the label to show for a concept in English or Russian."""
    if not id.startswith(OWN):
        return thesaurus.label(id, lang)
    labels = own.labels.get(id, ())
    return next((each.value for each in labels if each.lang == lang), labels[0].value if labels else id[len(OWN) :])


# ---------------------------------------------------------------- writing


def add(store: Store, labels: Sequence[str]) -> str:
    """Make labels names of one concept and return its id: of one that they name already, else of a new one.

    Raises UsageError where they name several concepts, or have no words.
    """
    clean = checked(labels)
    own = load(store.connection)
    named = list(dict.fromkeys(filter(None, (concept_of(label, own) for label in clean))))
    if len(named) > 1:
        shown = ", ".join(label_of(id, "en", own) for id in named)
        raise UsageError(f"these labels name several concepts: {shown}", hint="mhlit keywords map LABEL CONCEPT")
    id = named[0] if named else OWN + clean[0]
    say(store, [Said(label, id) for label in clean if concept_of(label, own) != id], "keywords add")
    return id


def map_to(store: Store, label: str, concept: str) -> str:
    """Make a label a name of a concept, whatever it named before, and return the concept's id.

    An empty concept makes it name nothing. Raises NotFound for a concept that nobody knows.
    """
    own = load(store.connection)
    id = concept_of(concept, own) if concept else ""
    if concept and not id:
        raise NotFound(f"no concept is called '{concept}'", hint=f"mhlit keywords add '{label}' '{concept}' makes one")
    (clean,) = checked([label])
    if concept_of(clean, own) != id:
        say(store, [Said(clean, id)], "keywords map")
    return id


def checked(labels: Sequence[str]) -> list[str]:
    """Return labels without needless blanks. Raises UsageError for one without letters."""
    clean = [squeeze(storable(label)) for label in labels]
    for label in clean:
        if not thesaurus.stems(label):
            raise UsageError(f"the label '{label}' has no words", hint='for example: mhlit keywords add "peer coach"')
    return clean


def say(store: Store, said: Sequence[Said], command: str) -> None:
    """Store what labels name, as one batch."""
    if not said:
        return
    with store.batch(command, "; ".join(f"{each.label} → {each.concept or 'nothing'}" for each in said)) as batch:
        store.connection.executemany(
            "INSERT INTO vocabulary (label, concept, batch) VALUES (?, ?, ?)", [(*each, batch) for each in said]
        )
