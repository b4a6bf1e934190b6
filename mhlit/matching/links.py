"""Whether a registry's record is the article that a reference means: the evidence is counted, contradictions veto.

Stricter than ``compare``, which judges two records of a library: registries hold hundreds of millions of works, so that
a look-alike (part 2, the report of another year, an erratum, a paper of the same title) is always there. A user wants
a refusal rather than a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mhlit.matching.addresses import (
    SURE_TITLES,
    authors_agree,
    covers,
    elsewhere,
    full_address,
    in_two_places,
    numbers_agree,
    of_two_kinds,
    parted,
)
from mhlit.matching.compare import CERTAIN, weigh
from mhlit.matching.features import prepare
from mhlit.matching.titles import match_titles
from mhlit.model import Match, Record, Text
from mhlit.text import fold
from mhlit.translit import skeleton

if TYPE_CHECKING:
    from mhlit.matching.compare import Verdict
    from mhlit.matching.features import Prepared
    from mhlit.matching.titles import TitleMatch

# Registry records that nobody cites: a figure of an article, a review of a manuscript, a journal as a whole.
NEVER = frozenset({"figure", "review", "periodical"})
# "RETRACTED: Ileal-lymphoid…", "WITHDRAWN. A title": a publisher's mark before the title of the article itself
WITHDRAWN = re.compile(
    r"^\W*(?:retracted|withdrawn|removed)(?:\s+(?:article|paper|chapter))?\s*[:.\-–]\s*", re.IGNORECASE
)
# "10.1016/j.jad.2016.02.017", "https://…": the numbers in it are no volume and no page
ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S+", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
# "-S241" of "S240-S241", "–9" of "141–9"
RANGE_END = re.compile(r"(?<=\d)\s?[-‐‑‒–—−]{1,2}\s?[A-Za-z]{0,2}\d+")
# Two candidates whose evidence differs by less than this (in points of ``weigh``) cannot be told apart.
NEAR = 0.35
# How alike a candidate's title and a piece of the reference must be to count as the title that the reference prints.
PRINTED = 90
SHORTEST_TITLE = 12
# Of so many letters at the beginning and at the end of the title one may be off.
END, END_PRINTED = 12, 90
# "-\n" of a word that was divided, blanks, stops: what a title and its printing may differ in
EMPTY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate for a reference: the verdict on it, and its evidence in points for ranking."""

    record: Record
    match: Match
    points: float


def link(reference: Record, found: Record) -> Link:
    """Return how a record that a registry found for a reference is judged: linked only where ``match.same`` is True."""
    return judged(reference, found, given=False)


def verify(reference: Record, found: Record) -> Link:
    """Return whether the registry's record for the DOI that a source printed agrees with the reference.

    The DOI itself counts as evidence here, so a reference that says nothing else agrees; one that contradicts does not.
    """
    return judged(reference, found, given=True)


def judged(reference: Record, found: Record, *, given: bool) -> Link:
    """Return the verdict on one candidate."""
    if given and not (reference.titles or reference.authors or reference.editors or reference.issued):
        return Link(found, Match(1.0, True, ("the source gives the DOI only",)), 0.0)
    found = without_mark(found)
    lit = in_light_of(reference, found)
    one, other = prepare(replace(lit, doi="", pmid="")), prepare(replace(found, doi="", pmid=""))
    verdict = weigh(one, other)
    titles = match_titles(one, other)
    match = verdict.match()
    if found.type in NEVER and not given:
        return Link(found, Match(0.0, False, ("the registry's record is no article or book",)), verdict.points)
    if not given:
        same = (verdict.same is True and numbers_agree(one, other, titles)) or full_address(one, other, titles)
        refused = verdict.veto or of_two_kinds(one, other) or elsewhere(one, other, titles)
        return Link(found, replace(match, same=same and not refused), verdict.points)
    agreed = agrees(one, other, titles, verdict)
    return Link(found, replace(match, same=None if agreed and found.type in NEVER else agreed), verdict.points)


def agrees(one: Prepared, other: Prepared, titles: TitleMatch, verdict: Verdict) -> bool | None:
    """Return whether a reference with a DOI agrees with the DOI's record; None where it says too little."""
    authors = authors_agree(one, other)
    apart = bool(one.year and other.year) and abs(one.year - other.year) > 2
    if titles.relation == "absent":
        fits = authors is not False and not (apart and not authors)
        return None if fits and parted(one, other) and not covers(one, other) else fits
    if verdict.veto:
        return None if titles.relation == "equal" else False
    if titles.relation in SURE_TITLES or titles.relation in {"misprint", "alike"}:
        return None if elsewhere(one, other, titles) or in_two_places(one, other, authors) else True
    if verdict.points >= CERTAIN or full_address(one, other, titles):
        return None if elsewhere(one, other, titles) else True
    return undecided(one, other, titles, authors=authors is not False and not apart)


def undecided(one: Prepared, other: Prepared, titles: TitleMatch, *, authors: bool) -> bool | None:
    """Return what titles that do not agree leave: True only for one in another language whose address fits."""
    page = bool(one.first_page) and one.first_page == other.first_page
    place = page or (one.volume and one.volume == other.volume)
    if not authors:
        return False
    if titles.relation == "language":
        return True if (place and not elsewhere(one, other, titles)) or not one.first_page else None
    near = titles.relation == "topic" and titles.similarity >= 0.85
    return None if near or (place and authors_agree(one, other)) else False


def best(reference: Record, candidates: list[Record]) -> tuple[Link | None, list[Link]]:
    """Return the candidate to link, or None, and those that cannot be told apart when there are several.

    Two records of one DOI count once; a preprint gives way to the published version.
    """
    judged_ones = sorted((link(reference, each) for each in candidates), key=lambda each: -each.points)
    fitting = [each for each in judged_ones if each.match.same]
    published = [each for each in fitting if each.record.type != "article"] or fitting
    if not published:
        return None, []
    first = published[0]
    rivals = [e for e in published[1:] if first.points - e.points < NEAR and e.record.doi != first.record.doi]
    return (None, [first, *rivals]) if rivals else (first, [])


# ---------------------------------------------------------------- reading a reference in the light of a candidate


def without_mark(found: Record) -> Record:
    """Return the record without "RETRACTED:" before its title, which the reference was printed without."""
    if not any(WITHDRAWN.match(title.value) for title in found.titles):
        return found
    return replace(found, titles=tuple(replace(t, value=WITHDRAWN.sub("", t.value)) for t in found.titles))


def in_light_of(reference: Record, found: Record) -> Record:
    """Return the reference with what its text says about the candidate where the parser was unsure or found nothing.

    A reference that prints the candidate's title, its volume or its first page somewhere says so, whichever field the
    parser made of it. What the parser is sure of stays, also where it contradicts.
    """
    reference = numbered_alike(reference, found)
    raw = prose(reference)
    if not raw:
        return reference
    doubts = set(reference.extra.get("mhlit:doubts") or ())
    # the last page of a range is the first page of the next article: "S240-S241"
    numbers = Counter(run.lstrip("0") for run in NUMBER.findall(RANGE_END.sub(" ", raw)))
    volume, page = first_run(found.volume), first_run(found.pages)
    has_volume, has_page = numbers[volume] > 0, len(page) > 1 and numbers[page] > (page == volume)
    # without a publisher "book" is but the parser's guess
    guessed = reference.type == "book" and not reference.publisher
    changes: dict[str, Any] = {"type": "document"} if guessed or (has_volume and has_page) else {}
    if has_volume and (has_page or not reference.volume or "volume" in doubts):
        changes["volume"] = found.volume
        if not reference.volume and first_run(reference.pages) == volume and numbers[volume] == 1:
            # "2006;11": one number, which is the volume, is no page besides
            changes["pages"] = ""
    if has_page and (has_volume or not reference.pages or "pages" in doubts):
        changes["pages"] = found.pages
    if (not reference.year or "issued" in doubts) and found.year and numbers[str(found.year)]:
        changes["issued"] = found.issued
    if (not reference.authors or "authors" in doubts) and names_first(raw, found):
        changes["authors"] = found.authors
    if "titles" in doubts or not reference.titles or (has_volume and has_page):
        printed = tuple(title for title in found.titles if is_printed(title.value, raw))
        changes |= {"titles": (*printed, *reference.titles)} if printed else {}
    if reference.type == found.type == "book" and reference.volume and not found.volume:
        # "Rukovodstvo po psikhiatrii. T. 2": registries have the volume of a book in its title, if anywhere
        parts = (replace(title, value=f"{title.value}. Part {reference.volume}") for title in reference.titles)
        changes["titles"] = (*reference.titles, *parts)
    return replace(reference, **changes) if changes else reference


def numbered_alike(reference: Record, found: Record) -> Record:
    """Return the reference with the candidate's issue where it prints that number too.

    "№ 4 (78)" is the fourth issue of the year and the 78th of all, "№ 3-4" a double one; Vancouver writes "2015;4(78)".
    """
    volume = "" if found.volume else reference.volume
    printed, theirs = (
        set(map(first_run, NUMBER.findall(text))) for text in (f"{reference.issue} {volume}", found.issue)
    )
    return replace(reference, issue=found.issue) if printed & theirs else reference


def prose(reference: Record) -> str:
    """Return the text of a reference that was read out of prose, without addresses; ``""`` for structured records."""
    origin = reference.origin
    if origin is None or origin.format not in {"references", "page", "plaintext", "grey", "html"}:
        return ""
    return ADDRESS.sub(" ", origin.raw)


def first_run(text: str) -> str:
    """Return the first run of digits of a volume or page, without leading zeros."""
    match = NUMBER.search(text)
    return match[0].lstrip("0") if match else ""


def names_first(raw: str, found: Record) -> bool:
    """Return whether a reference begins with the candidate's first author."""
    families = [name.literal or name.family for name in (found.authors or found.editors)[:1]]
    key = skeleton(families[0]) if families else ""
    return bool(key) and key in skeleton(raw[: 5 * max(len(families[0]), 6)])


def is_printed(title: str, raw: str) -> bool:
    """Return whether a title stands in the text of a reference, whole, in its own script or romanised.

    "Сообщение II" is all but the same text as "Soobshchenie I", so numbers and parts must be those of the text.
    """
    if len(title) < SHORTEST_TITLE or not set(NUMBER.findall(title)) <= set(NUMBER.findall(raw)):
        return False
    parts, printed = (prepare(Record(titles=(Text(text),))).marks.parts for text in (title, raw))
    if parts != printed and (parts & printed != parts):
        return False
    return whole(fold(title), fold(raw)) or (title.isascii() != raw.isascii() and whole(skeleton(title), skeleton(raw)))


def whole(title: str, text: str) -> bool:
    """Return whether a text holds a title, a few letters off, with its beginning and its end.

    "Erratum: " before a long title, or ": a reply" behind it, is a tenth of its letters and another work.
    """
    from rapidfuzz.fuzz import partial_ratio

    if partial_ratio(title, text) < PRINTED:
        return False
    one, other = (EMPTY.sub("", each) for each in (title, text))
    return all(partial_ratio(end, other) >= END_PRINTED for end in (one[:END], one[-END:]))
