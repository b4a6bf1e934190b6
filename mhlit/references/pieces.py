"""What a list of references is cut into, and the signs by which its lines are told apart."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from mhlit.references.cues import key
from mhlit.tables import table
from mhlit.text import squeeze


class Piece(NamedTuple):
    """One reference of a list: its text without number, the line it starts on, its running number (0 for none).

    A piece that is no reference (a heading, prose before the list) has ``stray`` set.
    """

    text: str
    line: int
    number: int = 0
    stray: bool = False


# A reference is not shorter than this.
SHORTEST = 20
# A heading of a list is not longer than this.
LONGEST_HEADING = 80
YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
SENTENCE_END = re.compile(r"[.!?)\]»”\"]$|\d$|/\S*$")
# How an unnumbered reference starts: "Ivanov I.I.", "Ivanov II,", "Ivanov, I.", "I.I. Ivanov"
NAME_START = re.compile(
    r"\s*(?:[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?,?\s(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.?[\s-]?){1,3}[.,:;&(\s]"
    r"|(?:[A-ZА-ЯЁІЇЄҐ][a-zа-яё]?\.\s?){1,3}[A-ZА-ЯЁІЇЄҐ][\w'’-]+|[A-ZА-ЯЁ][\w'’-]+,\s[A-ZА-ЯЁ][a-zа-яё]+)"
)
# "PMID: 15458986", "PMCID: PMC2636258", "EDN: ABCDEF"
NUMBER = r"(?:PMID|PMCID|EDN)[:\s]\s*\w+"
# "doi: 10.1192/bjp.185.4.283", "https://doi.org/10.2471/BLT.06.039156 PMID: 18038076", "URL: https://who.int/x.": a
# line that is nothing but identifiers, as Vancouver lists print it below the reference
IDENTIFIER = re.compile(
    r"\s*(?:(?P<doi>(?:doi[:\s]\s*)?(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+)"
    rf"|(?P<number>{NUMBER})"
    r"|(?P<address>(?:(?:URL|available (?:from|at)|режим доступа)[:\s]\s*)?https?://\S+))"
    rf"(?:[;,.]?\s+{NUMBER})*[\s.;]*$",
    re.IGNORECASE,
)
# "Article CAS PubMed Google Scholar", "CrossRefGoogle ScholarPubMed", "[CrossRef] [PubMed]": the links to databases
# that journals print behind or below a reference, whatever stands between them
LINK = (
    r"(?:View\s(?:in\s)?|Free\s)?(?:Google\s?Scholar|Cross\s?Ref|PubMed(?:\sCentral)?|Medline|Web\sof\sScience|Scopus|CAS"
    r"|Article|MathSciNet|ADS|Full\s(?:Text|article)|Publisher|DOI|ISI|PMC(?:\sfree\sarticle)?|PDF|eLibrary|Google\sАкадемия)"
)
# One of them has to be the name of a database: "Article" alone may end a title.
LINKS = re.compile(
    rf"[\s.,;|\[(]*(?<![^\W\d_-])(?=[^\d]{{0,80}}?(?:Scholar|Cross\s?Ref|PubMed|Medline|Web\sof\sScience|Scopus|Академия))"
    rf"{LINK}(?:[\s.,;|\[\]()®]*{LINK})*[\s.;|\])®]*$",
    re.IGNORECASE,
)
# … in small letters, without blanks
DATABASES = ("scholar", "crossref", "pubmed", "medline", "webofscience", "scopus", "googleакадемия")
# The end of the reference before its links
AFTER = re.compile(r"[^\S\n]*[.\[(|\n]")
# No such line of links is longer.
LONGEST_LINKS = 120
# "## References:", "5. Literature", "Литература (25)", "[References]": what a heading may have round its words
HEADING_MARKS = re.compile(r"^[\s\d.:#*_=\[(]+|[\s.:#*_=\])]*(?:\(\d+\))?[\s.:#*_=\])]*$")


def is_heading(text: str) -> bool:
    """Return whether a piece is the heading of a list of references ("Литература", "5. References:")."""
    return key(HEADING_MARKS.sub("", squeeze(text))) in headings()


@cache
def headings() -> frozenset[str]:
    """Return the headings of lists of references, folded."""
    cues = (row["cue"] for row in table("cues.tsv") if row["role"] == "section_references")
    return frozenset(key(HEADING_MARKS.sub("", cue)) for cue in cues)


def without_links(text: str) -> str:
    """Return a reference without the links to databases at its end; its beginning keeps its place."""
    tail = text[-LONGEST_LINKS:].lower().replace(" ", "")
    if not any(name in tail for name in DATABASES):
        return text
    match = LINKS.search(text, max(0, len(text) - LONGEST_LINKS))
    if match is None or not (AFTER.match(match[0]) or text[: match.start()][-1:] in tuple("0123456789)]")):
        return text  # "… The use of Google Scholar"
    return text[: match.start()] + "." * match[0].startswith(".")


def is_links(line: str) -> bool:
    """Return whether a line is nothing but links to databases, as they stand below a reference."""
    return len(line) < LONGEST_LINKS and LINKS.match(line) is not None


def looks_like_heading(line: str) -> bool:
    """Return whether a line looks like a heading of any kind: short, no full stop, no digits."""
    line = line.strip()
    return 0 < len(line) < 50 and not re.search(r"[\d.,;:/]", line) and not is_links(line)


def follows_list(line: str) -> bool:
    """Return whether a line begins what journals print behind a list: "Received 12 March", "Сведения об авторах"."""
    start = key(line.strip())
    return any(start.startswith(cue) and not start[len(cue) : len(cue) + 1].isalpha() for cue in followers())


@cache
def followers() -> tuple[str, ...]:
    """Return the words that begin what stands behind a list (table ``list-ends.tsv``), folded."""
    return tuple(key(row["cue"]) for row in table("list-ends.tsv"))


def piece_at(text: str, start: int, end: int, first_line: int, number: int = 0, *, stray: bool = False) -> Piece:
    """Return the piece of a slice of the text, white space at its ends left out."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Piece(text[start:end].strip(), first_line + text.count("\n", 0, start), number, stray)
