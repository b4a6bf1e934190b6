"""The DOIs of a text, also broken ones, each with its place and the names of the repairs that were needed.

The order of work: decode a copy, find where a DOI starts (``10.registrant/``, tolerantly after a label such as
``doi:``), read its suffix across the breaks that print and copying leave, mend look-alike characters inside it only,
trim what is glued to its end. Syntax: DOI Handbook 2.2 and Crossref's recommended expression; what goes wrong in real
text: the measured classes of the project's notes. A DOI with repairs beyond decoding and trimming is a conjecture until
a registry record agrees with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from mhlit.identifiers.escapes import decoded
from mhlit.identifiers.suffixes import suffix_at
from mhlit.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Anything that could begin a DOI; most strings hold none of it and cost nothing more: "10.1016", "1О.", "l0.", "%31%30"
QUICK = re.compile(r"10|1[OoОо]|[lI|І][0OoОо]|%31|&#|１|10/|[1lI][\u200b-\u200f\u00ad\ufeff]0")
# The number before the first slash: "10.1016/", "10 .1038/", "10.\n1111/j.x", "10.1000.10/", "10.978.88905360/"
# (ISBN-A); after a label also "1O.", "l0,", "10:".
START = re.compile(
    r"""
    (?P<ten> (?P<tens>[1lI|І])[ ]?(?P<zero>[0OoОо]) )
    (?P<before>\s{0,3}) (?P<dot>[.,:·∙‧]|/(?=\d{4})) (?P<after>\s{0,3})
    (?P<registrant> [\dOolIОо]{4,9} (?:\.\d+)* | 97[89]\.\d{2,} | \d{1,8}[ ]\d{1,8} )
    (?P<blank>\s{0,3}) (?P<slash>[/∕⁄⧸\\]) """,
    re.VERBOSE,
)
# What stands before a DOI that is called one: "doi:", "DOI. ", "dx . doi . org/", "дои", "d0i:", "/doi/full/", "doi={"
LABEL = re.compile(
    r"""
    (?P<name> [dԁ][oо0]\s?[iіl1I]|дои )
    (?: \s*\.?\s*[oо]rg (?:\.[\w.-]{1,40})? | -org\.[\w.-]{1,40} )?
    (?: [\s:=.,;/{}()\[\]"'“«»>*_№\\\-–—] | /(?:full|abs|abstract|pdf|epdf|book|citedby|figure|suppl)/
      | identifier ){0,12} $ """,
    re.VERBOSE | re.IGNORECASE,
)
PLAIN_LABEL = re.compile(r"doi(?:\.org)?(?![a-z]|\s*\.\s*[oо]rg)|doi-org\.|doi\.org\.", re.IGNORECASE)
# "…/article/10.1016/", "https://x.org/a?id=10.1016/": an address is read as one word, so a year in it is a registrant
ADDRESS = re.compile(r"(?:https?:|www\.)\S*$", re.IGNORECASE)
# "10/gf4gqc" after the host or a label, or alone: 3 to 10 letters and digits, at least one letter
SHORT = re.compile(
    r"(?:doi\s*\.\s*org\s*/|doi\s*:)\s*(?P<doi>10/(?=\w{0,9}[a-z])[a-z0-9]{3,10})(?![\w/.-]*[\w/])", re.IGNORECASE
)
ONLY_SHORT = re.compile(r"\s*(?P<doi>10/(?=\w{0,9}[a-z])[a-z0-9]{3,10})\s*", re.IGNORECASE)
# "19" and "20" hundreds: "10.2019/05" is more often a date or a section than a registrant
YEAR = re.compile(r"(?:19|20)\d\d$")
LETTER = re.compile(r"[^\W\d_]")
# "(SICI)1097-0185(19990301)254:3": a SICI without its end "…CO;2-G" is a part of many DOIs and none by itself
CUT_SICI = re.compile(r"\(sici\)(?!.*;2-)", re.IGNORECASE)
CONJECTURES = frozenset({"joined-space", "homoglyph", "dash", "ocr", "comma", "registrant", "hyphen", "lost-hyphen"})


@dataclass(frozen=True, slots=True)
class FoundDoi:
    """A DOI in lower case, its span in the text that was searched, and the repairs it needed, by name.

    ``others`` are further readings of the same place (a break may end a DOI or stand inside it): a registry can tell.
    ``decided`` says that the reading given is clearly the likelier one, by the shape of its registrant's DOIs.
    """

    doi: str
    span: tuple[int, int]
    repairs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    decided: bool = True

    @property
    def sure(self) -> bool:
        """Return whether nothing beyond decoding and trimming was needed."""
        return not CONJECTURES.intersection(self.repairs)

    def settled(self) -> FoundDoi:
        """Return this DOI alone where its reading is decided; where it is not, with its other readings."""
        return replace(self, others=()) if self.decided else self


@cache
def words_of_repairs() -> dict[str, str]:
    """Return each repair in words (table ``doi-repairs.tsv``)."""
    return {row["repair"]: row["words"] for row in table("doi-repairs.tsv")}


def repair_words(repairs: Iterable[str]) -> str:
    """Return what was wrong with a printed DOI, in words for people.

    >>> repair_words(("dash", "tail"))
    'a dash in place of a hyphen, something glued to its end'
    """
    return ", ".join(words_of_repairs().get(repair, repair) for repair in repairs)


def find_dois(text: str) -> list[FoundDoi]:
    """Return the DOIs of a text in their order, broken ones mended; the spans are places in ``text``."""
    return list(found(text, labelled=False)) if QUICK.search(text) else []


def normalise_doi(text: str) -> FoundDoi | None:
    """Return the first DOI of a string that is meant to be one (a field, an option), or None.

    What counts as doubtful in running text (``1O.1016/…``, a registrant like a year) is read here as after a label.
    """
    return next(found(text, labelled=True), None) if QUICK.search(text) else None


def found(text: str, *, labelled: bool) -> Iterator[FoundDoi]:
    """Yield the DOIs of a text; ``labelled`` says that the text as a whole is called a DOI."""
    copy = decoded(text)
    if short := ONLY_SHORT.fullmatch(copy.text):
        yield FoundDoi(short["doi"].lower(), copy.origin(*short.span("doi"))[0])
        return
    alone = not any(map(str.isspace, copy.text.strip()))
    hits = [*long_dois(copy.text, labelled=labelled, alone=alone)]
    taken = [range(*hit.span) for hit in hits]
    for match in SHORT.finditer(copy.text):
        if not any(match.start("doi") in each for each in taken):
            hits.append(FoundDoi(match["doi"], match.span("doi")))
    for hit in sorted(hits, key=lambda hit: hit.span):
        span, decoding = copy.origin(*hit.span)
        repairs, others = tuple(dict.fromkeys((*decoding, *hit.repairs))), tuple(map(str.lower, hit.others))
        yield replace(hit, doi=hit.doi.lower(), span=span, repairs=repairs, others=others)


def long_dois(text: str, *, labelled: bool, alone: bool) -> Iterator[FoundDoi]:
    """Yield the DOIs of a decoded text, with their spans there.

    A string without a blank (``alone``) is read as tolerantly as after a label, but a date in it stays a date.
    """
    at = 0
    while match := START.search(text, at):
        at = match.start() + 1
        label = LABEL.search(text[max(0, match.start() - 60) : match.start()])
        address = bool(ADDRESS.search(text[max(0, match.start() - 200) : match.start()]))
        if address and not label and match["dot"] == "/":
            continue  # "icd.who.int/browse10/2019/en", "example.org/10/2019/news": a version and a date
        known = bool(label) or labelled or address
        head = head_of(match, text, labelled=known or alone)
        if head is None:
            continue
        prefix, repairs = head
        if label and not PLAIN_LABEL.match(label[0]):
            repairs = ("host", *repairs)
        suffix = suffix_at(text, match.end(), prefix)
        if not alone and len(suffix.text) == 1 and suffix.text.isalpha():
            # "10.1016/j." at the end of a page: the beginning of a DOI
            continue
        lone = alone and not YEAR.match(prefix[3:])
        if not plausible(prefix, suffix.text, spaced=bool(repairs), labelled=known or lone):
            continue
        doi, *others = (f"{prefix}/{each}" for each in (suffix.text, *suffix.others))
        span, repairs = (match.start(), suffix.end), (*repairs, *suffix.repairs)
        yield FoundDoi(doi, span, repairs, tuple(others), suffix.decided)
        at = suffix.end


def head_of(match: re.Match[str], text: str, *, labelled: bool) -> tuple[str, tuple[str, ...]] | None:
    """Return the mended ``10.registrant`` and its repairs, or None where this is no start of a DOI."""
    before = text[max(0, match.start() - 2) : match.start()]
    if before[-1:].isdigit() or (before[-1:] == "." and before[:1].isdigit()):
        return None
    printed = match["registrant"]
    registrant = printed.replace(" ", "").translate(str.maketrans("OoОоlI", "000011"))
    repairs = []
    if match["ten"] != "10" or printed.strip("0123456789. ") or match["slash"] == "\\":
        repairs.append("ocr")
    if match["dot"] != ".":
        repairs.append("comma")
    if match["before"] or match["after"] or match["blank"] or " " in printed:
        repairs.append("joined-space")
    odd = match["ten"] != "10" or match["dot"] in ",:/" or match["slash"] == "\\" or " " in printed
    if (
        (odd and not labelled)
        or sum(map(str.isdigit, printed)) < 3
        or len(registrant.split(".")[0]) not in range(3, 10)
    ):
        return None
    return f"10.{registrant}", tuple(repairs)


def plausible(prefix: str, suffix: str, *, spaced: bool, labelled: bool) -> bool:
    """Return whether prefix and suffix can be a DOI; outside a label more is asked of dates and fractions.

    Refused without a label: ``10.2019/05`` (a date), ``10.1234/5`` (a section), ``vol. 10. 2015/3``.
    """
    if not any(map(str.isalnum, suffix)) or CUT_SICI.match(suffix):
        return False
    if labelled:
        return True
    if len(suffix) < 3:
        return False
    letters = bool(LETTER.search(suffix))
    if YEAR.match(prefix[3:]):
        return letters and len(suffix) >= 6 and not spaced
    return letters or len(suffix) >= (9 if spaced else 4)
