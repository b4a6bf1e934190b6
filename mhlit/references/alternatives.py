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
from mhlit.references.clues import Evidence
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
# So many of them are judged. Three more changed no field of 1,700 references of real lists and cost an eighth of the
# time.
READINGS = 3
# How much a point of sense weighs against the logarithm of the probability: as much as a factor e. Weights from 0.5 to
# 2 differ by less than .001 on labelled Russian and English references, so this is a choice and no measurement.
WEIGHT = 1.0
LEAST_PROBABILITY = 1e-12


class Reading(NamedTuple):
    """The parts of a reference under one labeling: as tagged, as mended, how probable, and what speaks for it."""

    tagged: list[Tagged]
    raw: list[Segment]
    found: list[Segment]
    probability: float
    score: float


def read(body: str, prefer: Preference | None = None) -> tuple[list[Segment], Evidence]:
    """Return the mended segments of the best reading of a reference, and what it was chosen from."""
    known = lattice(body)
    if not known.tagged or len(known.tagged) > LONGEST:
        raw = segments(known.tagged, body)
        return sensible(raw, body), Evidence(known.tagged, raw, 0.0, [])
    readings = [reading(known, known.tagged, body, prefer)]
    if min(tagged.certainty for tagged in known.tagged) < OPEN:
        readings += [reading(known, relabelled(known, labels), body, prefer) for labels in others(known)]
    best = max(readings, key=lambda each: each.score)
    rivals = [(each.probability, each.found) for each in readings if each is not best]
    return best.found, Evidence(best.tagged, best.raw, best.probability, rivals)


def reading(known: Lattice, tagged: list[Tagged], body: str, prefer: Preference | None) -> Reading:
    """Return the reading of one labeling."""
    raw = segments(tagged, body)
    found = sensible(raw, body)
    probability = known.probability([each.label for each in tagged])
    score = log(max(probability, LEAST_PROBABILITY)) + WEIGHT * judged(found, body, prefer)
    return Reading(tagged, raw, found, probability, score)


def relabelled(known: Lattice, labels: list[str]) -> list[Tagged]:
    """Return the tokens under other labels, each with the certainty of its own."""
    return [
        Tagged(each.token, label, each.certainty if label == each.label else known.marginal(label, at))
        for at, (each, label) in enumerate(zip(known.tagged, labels, strict=True))
    ]


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
