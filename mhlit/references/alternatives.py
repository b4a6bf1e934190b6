"""Other readings of a doubtful reference: labelings near the best, ranked by probability and sense.

Where the tagger is sure of every token its labeling stands. Else a small beam over the marginals gives the labelings
that differ in the unsure tokens; each is scored again as a whole sequence, mended, and judged: one title, a container
for volume and pages, a journal that mhlit knows, brackets that close, and the order of parts that the rest of the
list has. The first labeling gives way only to one that is better in sum.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from mhlit.references.boundaries import known_journal
from mhlit.references.fields import NUMBER, YEAR
from mhlit.references.segments import Segment, segments
from mhlit.references.sense import sensible
from mhlit.references.tagger import Lattice, Tagged, lattice

if TYPE_CHECKING:
    from mhlit.references.layout import Preference

# A reference is read again where a token is less certain than OPEN; tokens more certain than SURE keep their label.
OPEN = 0.7
SURE = 0.9
# A label less probable than this is no alternative.
LEAST = 0.08
BEAM = 12
# What has more tokens than this is no doubtful reference but no reference.
LONGEST = 400
READINGS = 6
# How much a point of sense weighs against the logarithm of the probability: as much as a factor e. Weights from 0.5 to
# 2 differ by less than .001 on labelled Russian and English references, so this is a choice and no measurement.
WEIGHT = 1.0
LEAST_PROBABILITY = 1e-12


class Reading(NamedTuple):
    """The parts of a reference under one labeling, and what speaks for it."""

    found: list[Segment]
    score: float


def read(body: str, prefer: Preference | None = None) -> list[Segment]:
    """Return the mended segments of the best reading of a reference."""
    known = lattice(body)
    best = sensible(segments(known.tagged, body), body)
    if not known.tagged or len(known.tagged) > LONGEST or min(tagged.certainty for tagged in known.tagged) >= OPEN:
        return best
    readings = [Reading(best, log(known.probability()) + WEIGHT * judged(best, body, prefer))]
    for labels in others(known):
        tagged = [
            Tagged(each.token, label, each.certainty if label == each.label else known.marginal(label, at))
            for at, (each, label) in enumerate(zip(known.tagged, labels, strict=True))
        ]
        found = sensible(segments(tagged, body), body)
        score = log(max(known.probability(labels), LEAST_PROBABILITY)) + WEIGHT * judged(found, body, prefer)
        readings.append(Reading(found, score))
    return max(readings, key=lambda reading: reading.score).found


def judged(found: list[Segment], body: str, prefer: Preference | None) -> float:
    """Return the points of a reading: its sense, and what is preferred beyond."""
    return sense(found) + (prefer(found, body) if prefer else 0.0)


def others(known: Lattice) -> list[list[str]]:
    """Return the labelings nearest to the best one, without it, the most probable first."""
    best = [tagged.label for tagged in known.tagged]
    beam: list[tuple[float, list[str]]] = [(0.0, [])]
    for at, tagged in enumerate(known.tagged):
        choices = [(tagged.label, tagged.certainty)]
        if tagged.certainty < SURE:
            choices = known.choices(at, LEAST) or choices
        grown = [
            (score + log(max(share, LEAST_PROBABILITY)), [*labels, label])
            for score, labels in beam
            for label, share in choices
        ]
        beam = sorted(grown, key=lambda each: -each[0])[:BEAM]
    found = [labels for _, labels in beam if labels != best]
    return sorted(found, key=known.probability, reverse=True)[:READINGS]


# ---------------------------------------------------------------- sense


def sense(found: list[Segment]) -> float:
    """Return how sensible a reading is: points for what agrees, against what cannot be."""
    labels = [segment.label for segment in found]
    points = -1.0 * abs(labels.count("ti") - 1) if "ti" in labels else -0.5 if "tt" in labels else -1.5
    points -= 0.5 * max(0, labels.count("ct") - 1) + 0.5 * max(0, labels.count("au") - 1)
    hosts = [segment for segment in found if segment.label == "ct"]
    if hosts and known_journal(hosts[0].text):
        points += 1.5
    if not hosts and {"vo", "pg"} <= set(labels):
        points -= 1.0
    return points - sum(flaws(segment) for segment in found)


def flaws(segment: Segment) -> float:
    """Return what speaks against a segment: brackets that do not close, ``//`` inside, a number without a number."""
    text, label = segment.text, segment.label
    if label in ("ti", "tt", "ct", "ctt", "au"):
        unclosed = any(text.count(open_) != text.count(close) for open_, close in ("()", "[]", "«»", "“”"))
        return 0.5 * unclosed + 1.0 * ("//" in text)
    if label == "yr":
        return 0.0 if YEAR.search(text) else 0.7
    if label in ("vo", "is"):
        return 0.0 if NUMBER.search(text) or len(text) > 3 else 0.7
    if label in ("pg", "np"):
        return 0.0 if any(char.isdigit() for char in text) or text.islower() else 0.7
    return 0.0
