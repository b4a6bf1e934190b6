"""The labelled tokens of a reference joined into segments: one for each part that stands together in print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mhlit.references.tagger import Tagged

OTHER = "o"
# Parts that only punctuation interrupts are one part ("Title. Subtitle", "Ivanov II, Petrov PP"); numbers are not.
JOINED = frozenset(
    {"au", "ed", "re", "tr", "ti", "tt", "ct", "ctt", "pub", "pl", "ge", "url", "ser", "doi", "pg", "yr", "edn"}
)
# What may stand between two pieces of one part: no letters and digits, no host mark, no square bracket
BETWEEN = re.compile(r"[\s.,;:&'’\"«»“”()–—-]*(?:\b(?:and|и|und|et|та|i)\b[\s.,]*)?")


class Segment(NamedTuple):
    """A part of a reference: its label, its printed text, its place, and the least certainty of its tokens."""

    label: str
    text: str
    start: int
    end: int
    certainty: float


def segments(tagged: list[Tagged], text: str) -> list[Segment]:
    """Return the labelled parts of a reference in their order."""
    runs: list[Segment] = []
    for token, label, certainty in tagged:
        last = runs[-1] if runs else None
        if last and last.label == label:
            runs[-1] = Segment(
                label, text[last.start : token.end], last.start, token.end, min(last.certainty, certainty)
            )
        else:
            runs.append(Segment(label, token.text, token.start, token.end, certainty))
    return joined([run for run in runs if run.label != OTHER], text)


def joined(runs: list[Segment], text: str) -> list[Segment]:
    """Return the runs with those of one label joined that nothing but punctuation separates."""
    result: list[Segment] = []
    for run in runs:
        last = result[-1] if result else None
        if (
            last
            and last.label == run.label
            and run.label in JOINED
            and BETWEEN.fullmatch(gap := text[last.end : run.start])
            and "//" not in gap
        ):
            certainty = min(last.certainty, run.certainty)
            result[-1] = Segment(run.label, text[last.start : run.end], last.start, run.end, certainty)
        else:
            result.append(run)
    return result


def part(segment: Segment, body: str, start: int, end: int, label: str = "") -> Segment:
    """Return a part of a segment as a segment, under another label if one is given."""
    return Segment(label or segment.label, body[start:end], start, end, segment.certainty)


def inserted(found: list[Segment], *new: Segment) -> list[Segment]:
    """Return the segments with others in their places."""
    return sorted([*found, *new], key=lambda each: each.start)


def renamed(found: list[Segment], at: int, label: str) -> list[Segment]:
    """Return the segments with one under another label."""
    return [*found[:at], found[at]._replace(label=label), *found[at + 1 :]]
