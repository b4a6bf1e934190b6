"""What speaks for and against each field of a parsed reference: numbers that a small logistic model weighs.

A clue is a name and a number. Some come from the tagger (how sure it was of the words, of their neighbours, of the
whole line; whether other readings give the same words; whether a rule had to mend them), some from the look of the
field (a title that begins with a small letter, authors with a word that is no name), some from the whole reference (no
year, words that belong to no part, two titles). ``data/confidence.tsv`` holds the weights.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from mhlit.references.boundaries import PLAIN_WORD, SMALL_WORD, TITLE_END, known_journal
from mhlit.references.fields import NUMBER, YEAR

if TYPE_CHECKING:
    from mhlit.references.segments import Segment
    from mhlit.references.tagger import Tagged

# Label of the tagger -> CSL field
CSL_NAMES = {
    "au": "author", "re": "author", "ed": "editor", "ti": "title", "tt": "title", "ct": "container-title",
    "ctt": "container-title", "yr": "issued", "vo": "volume", "is": "issue", "pg": "page", "np": "number-of-pages",
    "pub": "publisher", "pl": "publisher-place", "edn": "edition", "ge": "genre",
    "ser": "collection-title", "nr": "number", "url": "URL", "acc": "accessed",
}  # fmt: skip
# Parts that only complete a field: it is judged by them where nothing else gives it.
SECOND = frozenset({"tt", "ctt", "re"})
# Fields whose absence is judged as well: a missing one may be a lost one.
EXPECTED = ("author", "title", "container-title", "issued", "volume", "issue", "page")
# A probability is told as its log odds, no further from even than this.
FARTHEST = 7.0
# The border of a field are so many tokens before it and behind it.
NEAREST = 3
MARKS = re.compile(r"[\W_]+")
# "10-12", "e0123456", "S12-S19", "iv-x"
PLAIN_PAGES = re.compile(r"[A-Za-zА-Я]{0,2}\d+(?:\s?[-–—]\s?[A-Za-z]{0,2}\d+)?|[ivxlc]+[-–—][ivxlc]+")


class Evidence(NamedTuple):
    """What a reading was chosen from: the tagged tokens, the chosen reading and the other ones."""

    tagged: list[Tagged]
    raw: list[Segment]
    probability: float
    rivals: list[tuple[float, list[Segment]]]

    @property
    def least(self) -> float:
        """The certainty of the least certain token."""
        return min((each.certainty for each in self.tagged), default=0.0)


UNREAD = Evidence([], [], 0.0, [])


def odds(probability: float) -> float:
    """Return the logarithm of the odds of a probability, within bounds."""
    inside = min(max(probability, 1e-4), 1 - 1e-4)
    return max(-FARTHEST, min(FARTHEST, log(inside / (1 - inside))))


def clues(found: list[Segment], evidence: Evidence) -> dict[str, dict[str, float]]:
    """Return the clues of each field that a reference has, and under ``no …`` of those that it lacks."""
    by_field: dict[str, list[Segment]] = {}
    for segment in sorted(found, key=lambda segment: segment.label in SECOND):
        name = CSL_NAMES.get(segment.label)
        if name and not (segment.label in SECOND and name in by_field):
            by_field.setdefault(name, []).append(segment)
    whole = of_whole(found, evidence, by_field)
    frames = framed(found, evidence.tagged)
    told = {
        name: whole | of_tagger(parts, evidence) | of_frame(parts, evidence, frames) | of_look(name, parts)
        for name, parts in by_field.items()
    }
    return told | {f"no {name}": whole for name in EXPECTED if name not in by_field}


def of_whole(found: list[Segment], evidence: Evidence, by_field: dict[str, list[Segment]]) -> dict[str, float]:
    """Return the clues of the whole reference."""
    labels = [segment.label for segment in found]
    stray = strays(found, evidence)
    return {
        "line": max(-12.0, log(max(evidence.probability, 1e-6))),
        "least": odds(evidence.least),
        "stray": float(min(stray, 6)),
        "stray any": float(stray > 0),
        "no author": float(not by_field.keys() & {"author", "editor"}),
        "no title": float("title" not in by_field),
        "no year": float("issued" not in by_field),
        "no host": float(not by_field.keys() & {"container-title", "publisher", "publisher-place", "genre", "URL"}),
        "no journal": float("container-title" not in by_field and bool({"vo", "is"} & set(labels))),
        "book and journal": float("publisher" in by_field and bool({"vo", "is"} & set(labels))),
        "titles": float(labels.count("ti") > 1),
        "hosts": float(labels.count("ct") > 1),
        "authors": float(labels.count("au") > 1),
        "years": float(labels.count("yr") > 1),
        "parts": min(len(found), 14) / 10,
        "known host": float(any(known_journal(part.text) for part in by_field.get("container-title", ())[:1])),
    }


def strays(found: list[Segment], evidence: Evidence) -> int:
    """Return how many words belong to no part; cue words ("In", "Vol.", "pp.") are short and do not count."""
    kept = 0
    for each in evidence.tagged:
        token = each.token
        if each.label != "o" or not token.text[0].isalpha() or len(token.text) < 5:
            continue
        kept += not any(segment.start <= token.start < segment.end for segment in found)
    return kept


def of_tagger(parts: list[Segment], evidence: Evidence) -> dict[str, float]:
    """Return the clues of a field that the tagger gives: its certainty, at the borders too, and the other readings."""
    inside, border = certainties(parts, evidence.tagged)
    labels = {part.label for part in parts}
    own = {(segment.label, bare(segment)) for segment in evidence.raw if segment.label in labels}
    mended = {(part.label, bare(part)) for part in parts} - own
    return {
        "word": odds(min(inside, default=0.5)),
        "words": -log(max(1e-4, sum(1 - each for each in inside))),
        "border": odds(min(border, default=0.999)),
        "mended": float(bool(mended)),
        "agreed": agreement(parts, evidence),
    }


def framed(found: list[Segment], tagged: list[Tagged]) -> set[Segment]:
    """Return the parts that stand between two others, or at an end, with no word left over on either side."""
    edges = sorted(found, key=lambda segment: segment.start)
    words = [each.token.start for each in tagged if len(each.token.text) > 3 or each.token.text.isdigit()]
    last = words[-1] + 1 if words else 0
    kept = set()
    for at, segment in enumerate(edges):
        before = edges[at - 1].end if at else 0
        after = edges[at + 1].start if at + 1 < len(edges) else last
        left, right = bisect_left(words, segment.start) - bisect_left(words, before), bisect_left(words, after)
        if left <= 0 and right <= bisect_left(words, segment.end):
            kept.add(segment)
    return kept


def of_frame(parts: list[Segment], evidence: Evidence, frames: set[Segment]) -> dict[str, float]:
    """Return the clue that a field fills its place wholly, and that it does so though a rule had to mend it.

    "[Results of the 2018 Competition …]" is in its bracket, between the authors and a journal: the tagger's doubts
    about a name inside it count for less.
    """
    whole = all(part in frames for part in parts)
    labels = {part.label for part in parts}
    raw = {(segment.label, bare(segment)) for segment in evidence.raw if segment.label in labels}
    mended = not {(part.label, bare(part)) for part in parts} <= raw
    return {"framed": float(whole), "mended framed": float(whole and mended)}


def bare(segment: Segment) -> str:
    """Return the letters and digits of a part: a rule that only closes a bracket has mended nothing."""
    return bare_text(segment.text)


@lru_cache(maxsize=4096)
def bare_text(text: str) -> str:
    """Return the letters and digits of a text; the readings of one reference share most of their parts."""
    return MARKS.sub("", text)


def certainties(parts: list[Segment], tagged: list[Tagged]) -> tuple[list[float], list[float]]:
    """Return how sure the tagger was of the words inside a field, and of the nearest ones before and behind it."""
    inside: list[float] = []
    border: list[float] = []
    for part in parts:
        first = bisect_left(tagged, part.start, key=starting)
        last = bisect_left(tagged, part.end, lo=first, key=starting)
        inside += [each.certainty for each in tagged[first:last]]
        around = (*tagged[max(0, first - NEAREST) : first], *tagged[last : last + NEAREST])
        border += [each.certainty for each in around if each.token.text[0].isalnum()]
    return inside, border


def starting(each: Tagged) -> int:
    """Return where a token starts."""
    return each.token.start


def agreement(parts: list[Segment], evidence: Evidence) -> float:
    """Return what share of the probability lies with readings that give a field the same words."""
    wanted = {(part.label, bare(part)) for part in parts}
    labels = {part.label for part in parts}
    agreeing = every = evidence.probability
    for probability, found in evidence.rivals:
        every += probability
        agreeing += probability * (wanted == {(s.label, bare(s)) for s in found if s.label in labels})
    return agreeing / every if every else 0.0


# ---------------------------------------------------------------- the look of a field


def of_look(name: str, parts: list[Segment]) -> dict[str, float]:
    """Return the clues that the words of a field give."""
    text = parts[0].text
    words = text.split()
    told = {
        "unclosed": float(any(text.count(one) != text.count(two) for one, two in ("()", "[]", "«»", "“”"))),
        "one word": float(len(words) == 1),
        "long": float(len(words) > 25),
        "small start": float(text[:1].islower()),
        "digits": float(any(char.isdigit() for char in text)),
    }
    return told | LOOKS[name](text) if name in LOOKS else told


def of_names(text: str) -> dict[str, float]:
    """Return the clues of authors and editors."""
    return {
        "plain word": float(SMALL_WORD.search(text) is not None),
        "no initials": float(not any(len(word.strip(".,;")) < 4 for word in text.split())),
        "colon": float(":" in text),
    }


def of_title(text: str) -> dict[str, float]:
    """Return the clues of a title."""
    ends = list(TITLE_END.finditer(text))
    return {
        "sentences": float(min(len(ends), 3)),
        "journal inside": float(any(known_journal(text[match.end() :].strip(" .,")) for match in ends[-1:])),
        "comma end": float(text.rstrip()[-1:] in ",:;("),
        "no plain word": float(PLAIN_WORD.search(text) is None),
        "year inside": float(YEAR.search(text) is not None),
        "two": float(len(text.split()) == 2),
    }


def of_host(text: str) -> dict[str, float]:
    """Return the clues of a journal or a book."""
    return {
        "known": float(known_journal(text)),
        "sentences": float(min(sum(1 for _ in TITLE_END.finditer(text)), 3)),
        "slash": float("/" in text),
        "words": min(len(text.split()), 20) / 10,
        "plain words": min(len(PLAIN_WORD.findall(text)), 10) / 5,
    }


def of_number(text: str) -> dict[str, float]:
    """Return the clue of a volume, an issue or a year: no plain number."""
    return {"no number": float(NUMBER.fullmatch(text) is None)}


def of_pages(text: str) -> dict[str, float]:
    """Return the clues of pages: no range, or nothing like pages."""
    return {"no pages": float(PLAIN_PAGES.fullmatch(text.strip()) is None), "lone": float(text.strip().isdigit())}


LOOKS = {
    "author": of_names, "editor": of_names, "title": of_title, "container-title": of_host, "volume": of_number,
    "issue": of_number, "issued": of_number, "page": of_pages,
}  # fmt: skip
