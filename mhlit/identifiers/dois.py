"""The DOIs of a text, also broken ones, each with its place and the names of the repairs that were needed.

The order of work: decode a copy, find where a DOI starts (``10.registrant/``, tolerantly after a label such as
``doi:``), read its suffix across the breaks that print and copying leave, mend look-alike characters inside it only,
trim what is glued to its end. Syntax: DOI Handbook 2.2 and Crossref's recommended expression; what goes wrong in real
text: the measured classes of the project's notes. A DOI with repairs beyond decoding and trimming is a conjecture until
a registry record agrees with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mhlit.identifiers.escapes import decoded
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
# The dashes and dots that print puts in place of "-" and ".", and the letters that look like Latin ones.
DASHES = "‐‑‒–—―−﹣－"
HYPHENS = str.maketrans(DASHES, "-" * len(DASHES))
LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԚԜаеорсухіјѕһԛԝԁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο" + "·∙‧∕⁄",
    "ABEKMHOPCTYXIJSQWaeopcyxijshqwd" + "ABEZHIKMNOPTYXo" + "...//",
)
FOREIGN = re.compile("[Ͱ-ϿЀ-ԯ]+")
# "schгes": one letter among Latin ones that looks like Latin only in some type faces, or to OCR
LONE = re.compile(r"(?<=[A-Za-z.])[гпи](?=[a-z])")
LONE_LETTERS = {"г": "r", "п": "n", "и": "u"}
# SICI: "<1661::AID-SIM968>3.0.CO;2-2", the only place where angle brackets belong to a DOI
SICI_ANGLE = re.compile(r"<\s?[\d:][^<>\"]{0,60}>(?=\s?\d\.\d)")
# Where a suffix ends though no blank follows: quotes, braces, a tag, a comma, "](", a second DOI or address, a query,
# a fragment
STOP = re.compile(
    r"""["“”„«»{}|<`^\\,…¶•]|'(?!\w)|’|\]\(|>(?!\d\.\d)|\[(?!\d)
    |[;,&]?(?:https?:|(?<!/)www\.|(?i:doi)\s*[:.]\s*(?:org|10)|DOI\s+10\.)|[;&|](?=\s*10\.\d{4})|(?<=[\w)])10\.[1-9]\d{3,4}/
    |\?(?=[\w%]*=|\s|$|[)\].,;])|&(?=\w+=)|;(?!\d|[a-z]+\d)|(?<!;\d-)\#
    |[–—―](?=[^\W\d]+(?:\s|$))|\s[-–—]\s""",
    re.VERBOSE,
)
PIECE = re.compile(r"\S+")
GAP = re.compile(r"\s{1,40}")
# After a break these begin something else: words of the reference, "12. Семенова", "2019; 5"
OTHER = re.compile(
    r"""(?:and|see|in|the|of|for|from|with|или|и|см|pmc|epub|e-?pub|available|accessed|received|published|url
    |pp|vol|no|accepted|retrieved|copyright|дата|режим|доступ|с|стр|том|вып)(?![\w/.-]*\d)\b
    |(?:pmid|pmcid|edn|issn|doi|https?|www)\b
    |\d{1,3}[.)]\s+[^\W\d_]
    |(?:19|20)\d\d\s?[;:,]
    |\[ """,
    re.VERBOSE | re.IGNORECASE,
)
# "…2016.02.017." holds a year and numbers already: "2016." after it is the year of the reference
COMPLETE = re.compile(r"\d{4}.*\d{2}\W*$")
YEAR_NEXT = re.compile(r"(?:19|20)\d\d\W?$")
JOINING = "-/._(" + DASHES + "·∙‧∕⁄"
# What may follow a blank that stands before a joint: " -2015-", " .041", " /fnagi.2010", " (00)80572-5"
REJOINED = re.compile(r"[-‐‑–−]\d[\w.-]*|\.\d[\w.-]*|/[\w.]*\d[\w.()-]*|\(\d\d\)\d[\w-]*|<\d[^<>\s]*>")
TRAILING = " .,;:!?'’\"*_~-/\\=&" + DASHES + "·∙‧"
# No DOI met is longer than 200 characters or broken more than three times; junk can go on for ever.
LONGEST, MOST_BREAKS = 400, 8
CLOSERS = {")": "(", "]": "[", ">": "<"}
CONJECTURES = frozenset({"joined-space", "homoglyph", "dash", "ocr", "comma", "registrant"})


@dataclass(frozen=True, slots=True)
class FoundDoi:
    """A DOI in lower case, its span in the text that was searched, and the repairs it needed, by name.

    ``others`` are further readings of the same place (a break may end a DOI or stand inside it): a registry can tell.
    """

    doi: str
    span: tuple[int, int]
    repairs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Return whether nothing beyond decoding and trimming was needed."""
        return not CONJECTURES.intersection(self.repairs)


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
    taken = [range(start, end) for start, end, *_ in hits]
    for match in SHORT.finditer(copy.text):
        if not any(match.start("doi") in each for each in taken):
            hits.append((*match.span("doi"), match["doi"], (), ()))
    for start, end, doi, repairs, others in sorted(hits, key=lambda hit: hit[0]):
        span, decoding = copy.origin(start, end)
        yield FoundDoi(doi.lower(), span, tuple(dict.fromkeys((*decoding, *repairs))), tuple(o.lower() for o in others))


def long_dois(
    text: str, *, labelled: bool, alone: bool
) -> Iterator[tuple[int, int, str, tuple[str, ...], tuple[str, ...]]]:
    """Yield (start, end, DOI, repairs, other readings) for each DOI of a decoded text.

    A string without a blank (``alone``) is read as tolerantly as after a label, but a date in it stays a date.
    """
    at = 0
    while match := START.search(text, at):
        at = match.start() + 1
        label = LABEL.search(text[max(0, match.start() - 60) : match.start()])
        known = bool(label) or labelled or bool(ADDRESS.search(text[max(0, match.start() - 200) : match.start()]))
        head = head_of(match, text, labelled=known or alone)
        if head is None:
            continue
        prefix, repairs = head
        if label and not PLAIN_LABEL.match(label[0]):
            repairs = ("host", *repairs)
        end, suffix, more, others = suffix_at(text, match.end(), prefix)
        lone = alone and not YEAR.match(prefix[3:])
        if not plausible(prefix, suffix, spaced=bool(repairs), labelled=known or lone):
            continue
        yield match.start(), end, f"{prefix}/{suffix}", (*repairs, *more), tuple(f"{prefix}/{o}" for o in others)
        at = end


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
    if not any(letter.isalnum() for letter in suffix):
        return False
    if labelled:
        return True
    if len(suffix) < 3:
        return False
    letters = bool(LETTER.search(suffix))
    if YEAR.match(prefix[3:]):
        return letters and len(suffix) >= 6 and not spaced
    return letters or len(suffix) >= (9 if spaced else 4)


# ---------------------------------------------------------------- the suffix


# "10.1038/nature11 899", "10.1016/S0168-9525(03)0 0073-8.": digits alone behind a DOI that ends in a digit, and then
# the text ends: a blank may have come into the DOI. A page or year would have a mark or a word beside it.
REST = re.compile(r"[ \t]+(\d[\d.()-]*\d)\.?\s*$")


def suffix_at(text: str, at: int, prefix: str) -> tuple[int, str, tuple[str, ...], tuple[str, ...]]:
    """Return where the suffix that begins at ``at`` ends, the suffix mended, its repairs, and other readings."""
    raw = ""
    places: list[int] = []
    joins: list[int] = []
    while len(raw) < LONGEST and len(joins) < MOST_BREAKS:
        if gap := GAP.match(text, at):
            if not continues(raw, gap[0], text[gap.end() : gap.end() + 80]):
                break
            if raw:
                joins.append(len(raw))
            at = gap.end()
        piece, ended = piece_at(text, at)
        piece = piece[:LONGEST]
        raw += piece
        places += range(at, at + len(piece))
        at += len(piece)
        if ended or not piece:
            break
    suffix, repairs = trimmed(raw, prefix)
    joined = [n for n in joins if n < len(suffix)]
    if joined or (places and not raw[0].isspace() and places[0] and text[places[0] - 1].isspace()):
        repairs = ("joined-space", *repairs)
    end = places[len(suffix) - 1] + 1 if suffix and places else at
    others = [cut for n in joined if (cut := trimmed(raw[:n], prefix)[0]) and len(cut) >= 4 and cut != suffix]
    others += [suffix.lstrip("/")] if suffix.startswith("/") else []
    if suffix[-1:].isdigit() and (rest := REST.match(text, end)):
        others.append(suffix + rest[1])
    return end, suffix, repairs, tuple(others)


def piece_at(text: str, at: int) -> tuple[str, bool]:
    """Return the run of characters from ``at`` to a blank or to a stop, and whether a stop ended it."""
    match = PIECE.match(text, at)
    if not match:
        return "", True
    end, place = match.end(), at
    while stop := STOP.search(text, place, end):
        sici = SICI_ANGLE.match(text, stop.start())
        if not sici:
            return text[at : stop.start()], True
        place = sici.end()
        end = max(end, whole.end() if (whole := PIECE.match(text, place)) else place)
    return text[at:end], False


def continues(read: str, gap: str, rest: str) -> bool:
    """Return whether the DOI goes on after white space: what was read ends in a joint and the rest looks like a piece.

    ``10.1371/ \\njournal.pone.0002680`` goes on; ``10.1016/j.x.2014. 12. Petrov`` and ``10.1016/j.x- see`` do not.
    """
    if gap.count("\n") > 1 or not rest or OTHER.match(rest):
        return False
    piece = piece_at(rest, 0)[0]
    digits = any(letter.isdigit() for letter in piece)
    if not read:
        return digits or "\n" in gap
    if read[-1] not in JOINING:
        return ended_open(read, rest)
    if read[-1] in "/_(":
        return digits
    if read[-1] in ".·∙‧":
        return after_dot(read, gap, piece, digits=digits)
    return digits


def ended_open(read: str, rest: str) -> bool:
    """Return whether a blank that follows no joint stands inside a DOI all the same.

    It does before ``-2015-`` and ``.041``; in a SICI or an Elsevier number also around ``(00)`` and ``<1661::AID>``.
    """
    serial = re.search(r"\d{4}-\d{3}[\dXx]", read) is not None
    if read[-1] == ">":
        return serial and re.match(r"\d\.\d\.CO", rest) is not None
    return REJOINED.match(rest) is not None and (serial or rest[0] not in "(<")


def after_dot(read: str, gap: str, piece: str, *, digits: bool) -> bool:
    """Return whether a piece after ``. `` belongs to the DOI: it has digits, or letters where a line was broken."""
    if COMPLETE.search(read) and YEAR_NEXT.match(piece):
        return False
    if "\n" in gap and (piece[:1].islower() or digits):
        return digits or piece[-1:] in "-./_"
    return digits and (piece[:1].isdigit() or piece[:1].islower())


# ---------------------------------------------------------------- inside the suffix, and its end


def trimmed(raw: str, prefix: str) -> tuple[str, tuple[str, ...]]:
    """Return the suffix without look-alikes, junk tails and trailing punctuation, and the names of what was done.

    No character is deleted inside it and none inserted before its end, so its length tells where it ends in ``raw``.
    """
    suffix, repairs = mended(raw)
    while True:
        before = suffix
        suffix = balanced(suffix).rstrip(TRAILING)
        if not suffix.endswith(";2-#"):
            suffix = suffix.rstrip(TRAILING + "#")
        shorter = tailless(suffix, prefix)
        if shorter != suffix:
            repairs = tuple(dict.fromkeys((*repairs, "tail")))
            suffix = shorter
        if suffix == before:
            return suffix, repairs


def mended(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return the suffix in ASCII as far as that is possible, and the repairs; it is cut where it is not.

    Cyrillic that has a Latin look-alike throughout is mended (``Ѕ00127``), a Cyrillic word ends it (``679Семенова``).
    """
    repairs = []
    raw, lone = LONE.subn(lambda match: LONE_LETTERS[match[0]], raw)
    cut = next((m.start() for m in FOREIGN.finditer(raw) if not m[0].translate(LOOKALIKES).isascii()), len(raw))
    suffix = raw[:cut].translate(LOOKALIKES)
    if lone or suffix != raw[:cut]:
        repairs.append("homoglyph")
    if any(dash in suffix for dash in DASHES):
        suffix = suffix.translate(HYPHENS)
        repairs.append("dash")
    end = next((n for n, letter in enumerate(suffix) if not "\x20" < letter < "\x7f"), len(suffix))
    return suffix[:end], tuple(repairs)


def balanced(suffix: str) -> str:
    """Return the suffix up to the first closing bracket that none inside it opens."""
    open_brackets = {"(": 0, "[": 0, "<": 0}
    for place, letter in enumerate(suffix):
        if letter in open_brackets:
            open_brackets[letter] += 1
        elif letter in CLOSERS:
            open_brackets[CLOSERS[letter]] -= 1
            if open_brackets[CLOSERS[letter]] < 0:
                return suffix[:place]
    return suffix.rstrip("([<")


def tailless(suffix: str, prefix: str) -> str:
    """Return the suffix without the junk tail it ends with, if any."""
    for pattern, registrant in tails():
        if (not registrant or registrant == prefix) and (match := pattern.search(suffix)) and match.start():
            return suffix[: match.start()]
    return suffix


@cache
def tails() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the junk tails of ``doi-tails.tsv``: an expression for the end of a suffix, and a prefix or ``""``."""
    return tuple((re.compile(f"(?:{r['pattern']})$", re.IGNORECASE), r["prefix"]) for r in table("doi-tails.tsv"))
