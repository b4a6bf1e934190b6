"""What a blank or a line break inside a DOI means: the DOI goes on, or goes on without its hyphen, or has ended.

A break is judged by what stands on its two sides. Typesetters hyphenate words and never numbers; in DOIs a hyphen
between digits stands inside an ISSN, beside a year, before a check character, or is the mark between all numbers: any
other came with the break. A DOI does not end with a hyphen or slash, and hardly without a digit.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from mhlit.identifiers.codes import valid_isbn, valid_issn
from mhlit.identifiers.endings import DASHES, HYPHENS

# SICI: "<1661::AID-SIM968>3.0.CO;2-2", the only place where angle brackets belong to a DOI
SICI_ANGLE = re.compile(r"<\s?[\d:][^<>\"]{0,60}>(?=\s?\d\.\d)")
# Where a suffix ends though no blank follows: quotes, braces, a tag, a comma, "](", a second DOI or address, a query,
# a fragment
STOP = re.compile(
    r"""["“”„«»{}|<`^\\,…¶•]|'(?!\w)|’|\]\(|>(?!\d\.\d)|\[(?!\d)
    |[;,&]?(?:https?:|(?<!/)www\.|(?i:doi)\s*[:.]\s*(?:org|10)|DOI\s+10\.)|[;&|](?=\s*10\.\d{4})|(?<=[\w)])10\.[1-9]\d{3,4}/
    |\?(?=[\w%]*=|\s|$|[)\].,;])|&(?=\w+=)|;(?!\d|[a-z]+\d)|(?<!;\d-)\#
    |[–—―](?=[^\W\d]{2,}(?:\s|$)|[^\W\d]\s+[^\W\dA-Z])|\s[-–—]\s""",
    re.VERBOSE,
)
PIECE = re.compile(r"\S+")
# After a break these begin something else: words of the reference, "12. Семенова", "2019; 5"
OTHER = re.compile(
    r"""(?:and|see|in|the|of|for|from|with|или|и|см|pmc|epub|e-?pub|available|accessed|received|published|url
    |pp|vol|no|accepted|retrieved|copyright|дата|режим|доступ|с|стр|том|вып)(?![\w/.-]*\d)\b
    |(?:pmid|pmcid|edn|issn(?!\.\d)|doi|https?|www)\b
    |\d{1,3}[.)]\s+(?!(?:pmid|available|accessed|epub|russian|in\s+russ|url|доступ|режим|дата)\b)[^\W\d_]
    |(?:19|20)\d\d\s?[;:,]
    |\[ """,
    re.VERBOSE | re.IGNORECASE,
)
# "…2016.02.017." holds a year and numbers already: "2016." after it is the year of the reference
COMPLETE = re.compile(r"\d{4}.*\d{2}\W*$")
YEAR_NEXT = re.compile(r"(?:19|20)\d\d\W?$")
HYPHEN = "-" + DASHES
JOINING = "/._(·∙‧∕⁄" + HYPHEN
# What may follow a blank that stands before a joint: " -2015-", " .041", " .v7n4", " /fnagi.2010", " (00)80572-5"
REJOINED = re.compile(
    r"""[-‐‑–−]\d[\w.-]* | -[a-z](?:[a-z]*\d[\w-]*|(?=\W|$)) | \.(?:\d|[a-z]+\.?\d)[\w.-]*
    | /[\w.]*\d[\w.()-]* | \(\d\d\)\d[\w-]* | <\d[^<>\s]*> """,
    re.VERBOSE,
)
# "1600" and "0447.2008", "1061" and "0405490601": the two halves of an ISSN round its hyphen
ISSN_LEFT = re.compile(r"(?<!\d)\d{4}$")
ISSN_RIGHT = re.compile(r"\d{3}[\dx]", re.IGNORECASE)
ISSN = re.compile(r"(?<!\d)\d{4}-\d{3}[\dx]", re.IGNORECASE)
WHOLE_ISSN = re.compile(ISSN.pattern + r"(?!\d)", re.IGNORECASE)
# "9780199830060" and "0128", "97801998" and "30060-0128": an ISBN, or the first half of one
BOOK = re.compile(r"(?<!\d)97[89]\d{0,10}$")
# "kais.2" and "018.19": a year that the break has cut; "jc.2010" and "1234": one that it has not
YEAR_CUT = re.compile(r"(?<!\d)(?:1|2|19|20|19\d|20[0-3])$")
# "2018.19", "201704.242", "2019": a year, or a year with its month, that is mended
YEAR_MENDED = re.compile(r"(?:19\d\d|20[0-3]\d)(?:(?:0[1-9]|1[0-2])?[-.](?=\w)|\W*$)")
YEAR_LEFT = re.compile(r"(?<!\d)(?:19\d\d|20[0-3]\d)$")
YEAR_RIGHT = re.compile(r"(?:19\d\d|20[0-3]\d)(?!\d)")
# "jour" and "nal": what a typesetter leaves of a word on either side of a hyphen
LETTERS = re.compile(r"^[^\W\d_]{2}|(?<![^\W\d_])[^\W\d_]{2,}$")
# "(90)90008" and "2", "014-0950" and "6", "S020595920012345" and "6": a check character stands alone at the end
CHECKED = re.compile(r"(?:\(\d\d\)|-)\d{4,5}$|\bS\d{15}$", re.IGNORECASE)
CHECK = re.compile(r"[\dx]\W*$", re.IGNORECASE)
LAST_CHECK = re.compile(r"(?<=\d{4})-[\dx]$", re.IGNORECASE)
# "17.09.20.3.131", "sychires.2012.01.001", "2i3.8198": a piece of a DOI, which no word, page or date looks like
INNER = re.compile(r"[a-z\d]+(?:[-./_()]+[a-z\d]+){2,}\W*$|\d+[a-z]+\d", re.IGNORECASE)
# "12345", "sbm085", "ad.2016.02", "186.3": enough for a DOI that so far has no digit
FIRST_DIGITS = re.compile(r"\d{5}|[a-z]+[-./_]?\d[\w./()-]{2,}|[a-z\d]+[./_-][\w./()-]*\d", re.IGNORECASE)
# "2018.401", "0301", "1234567": behind a full stop no year, page or list number
NUMBERS = re.compile(r"\w+[-./_]\w|0\d|\d{6}")
# "01.02.2020", "2020-02-01", "1/2/20": dates, which stand behind a DOI as days of access
DATE = re.compile(r"(?:\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d\d)|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})\W*$")
# "x.ru/a", "www.who.int", "978-5-89353-112-4"
ELSEWHERE = re.compile(r"[\w-]+(?:\.[a-z-]{2,})+(?:/|\W*$)|97[89]-\d|\d-\d+-\d+-[\dx]\W*$", re.IGNORECASE)
# "899", "60040349024", "680g", "8203857045b", "94.1", "32/47001": no PubMed number, no page ("e123"), no range of pages
ODD = re.compile(
    r"(?:\d{1,6}|\d{9,}|(?![a-z]\d+\W*$)[a-z\d]*(?:[a-z]\d|\d[a-z])[a-z\d]*|\d+[./]\d+[a-z]?)\W*$", re.IGNORECASE
)
# " [Epub", " (accessed", ". ", "." at the end: behind a reference's last word
ENDED = re.compile(r"\s*$|\s*[\[(]|[,;\"”»]|(?<=[.;,)])\s")


class Seam(NamedTuple):
    """What to do at a break, and whether it is sure: ``join``, ``drop`` the hyphen before it and join, or ``cut``."""

    choice: Literal["join", "drop", "cut"]
    sure: bool = True


def seam(left: str, gap: str, rest: str) -> Seam:
    """Return what to do at a break between what was read of a suffix and the rest of the text.

    ``10.1371/ \\njournal.pone.0002680`` goes on; ``10.1016/j.x.2014. 12. Petrov`` and ``10.1016/j.x- see`` do not.
    """
    hyphen = left[-1:] in HYPHEN and left != ""
    if gap.count("\n") > 1 or not rest or (OTHER.match(rest) and not (hyphen and rest[0].isdigit())):
        return Seam("cut")
    right = piece_at(rest, 0)[0]
    digits = any(letter.isdigit() for letter in right)
    if not left:
        return Seam("join" if digits or "\n" in gap or right[-1:] in JOINING else "cut")
    if hyphen:
        return at_hyphen(left[:-1].translate(HYPHENS), right.translate(HYPHENS), gap)
    if left[-1] in "/_(":
        return Seam("join" if digits else "cut")
    return (after_dot if left[-1] in JOINING else at_blank)(left, gap, right, rest)


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


def at_hyphen(left: str, right: str, gap: str) -> Seam:
    """Return whether a hyphen at the end of a line, or before a blank, belongs to the DOI.

    It does in ``1600-|0447``, ``2010-|1234``, ``61949-|7`` and ``2313-7053-2020-|1-45``; it came with the break in
    ``jour-|nal``, ``kais.2-|018`` and ``nm.39-|78``.
    """
    if not any(letter.isdigit() for letter in right):
        return Seam("cut", sure=not right.isascii())
    if cuts_number(left, right) or not left[-1:].isalnum() or not right[:1].isalnum():
        return Seam("drop")
    if keeps_hyphen(left, right):
        return Seam("join")
    alike = left[-1].isdigit() == right[0].isdigit()
    if "-" in LAST_CHECK.sub("", ISSN.sub(issn_out, left + right)):
        return Seam("join", sure=alike and right[0].isdigit())
    words = LETTERS.search(left) is not None and LETTERS.match(right) is not None
    return Seam("drop") if words or (alike and "\n" in gap) else Seam("join", sure=False)


def keeps_hyphen(left: str, right: str) -> bool:
    """Return whether a hyphen stands where DOIs have one: inside an ISSN, behind an ISBN, beside a year, before a check
    character.
    """
    if (book := BOOK.search(left)) and valid_isbn(book[0]):
        return True
    if ISSN_LEFT.search(left) and (issn := ISSN_RIGHT.match(right)) and valid_issn(f"{left[-4:]}-{issn[0]}"):
        return True
    if CHECKED.search(left) and CHECK.match(right):
        return True
    return YEAR_LEFT.search(left) is not None or YEAR_RIGHT.match(right) is not None


def issn_out(match: re.Match[str]) -> str:
    """Return nothing for an ISSN and anything else as it is: the hyphen of an ISSN says nothing of the others."""
    return "" if valid_issn(match[0]) else match[0]


def cuts_number(left: str, right: str) -> bool:
    """Return whether a break has cut a year, an ISBN or an ISSN.

    ``kais.2|018.19``, ``97801998|30060``, ``00|07-1285``
    """
    cut = YEAR_CUT.search(left)
    if cut and YEAR_MENDED.match(cut[0] + right):
        return True
    if (book := BOOK.search(left)) and len(book[0]) < 13:
        return valid_isbn(book[0] + right[: 13 - len(book[0])])
    across = (match for match in WHOLE_ISSN.finditer(left + right) if match.start() < len(left) < match.end())
    return any(valid_issn(match[0]) for match in across)


def at_blank(left: str, gap: str, right: str, rest: str) -> Seam:
    """Return whether a blank that follows no joint stands inside a DOI all the same.

    It does before ``-2015-`` and ``.041``; in a SICI or an Elsevier number also around ``(00)`` and ``<1661::AID>``;
    where it cuts a year; and where what follows is like nothing but a piece of a DOI.
    """
    serial = re.search(r"\d{4}-\d{3}[\dXx]", left) is not None
    if left[-1] == ">":
        return Seam("join" if serial and re.match(r"\d\.\d\.CO", rest) else "cut")
    if REJOINED.match(rest) and (serial or rest[0] not in "(<"):
        return Seam("join")
    if cuts_number(left, right) and not YEAR_NEXT.match(right):
        return Seam("join")
    if not right or is_other_number(right, bare=not any(letter.isdigit() for letter in left)):
        return Seam("cut")
    return like_a_piece(left, gap, right, rest)


def is_other_number(text: str, *, bare: bool = False) -> bool:
    """Return whether a piece is a date or a year, or, unless what it follows is ``bare``, an address, ISSN or ISBN."""
    if DATE.match(text) or YEAR_NEXT.match(text):
        return True
    return not bare and (ELSEWHERE.match(text) is not None or valid_issn(text.strip(".,;)]")))


def like_a_piece(left: str, gap: str, right: str, rest: str) -> Seam:
    """Return whether what stands behind a blank looks like a piece of the DOI before it, or like anything else.

    A few digits on the same line, behind which the reference ends, are its end ("10.1038/nature11 899."): on a line of
    their own they may be the number of the page.
    """
    bare = not any(letter.isdigit() for letter in left)
    small = right[0].islower() or right[0].isdigit()
    if not any(letter.isdigit() for letter in right):
        return Seam("cut", sure=not (bare and right.isascii() and re.search(r"[./]\w", right)))
    if (bare and FIRST_DIGITS.match(right)) or (small and INNER.match(right)):
        return Seam("join")
    ends = ENDED.match(rest, len(right)) is not None
    if not (small and ends) or (bare and right.strip(".,;)]").isdigit()):
        return Seam("cut")
    return Seam("join") if ODD.match(right) and "\n" not in gap else Seam("cut", sure=False)


def after_dot(left: str, gap: str, right: str, rest: str) -> Seam:
    """Return whether a piece after ``. `` belongs to the DOI: it has digits, or letters where a line was broken."""
    if COMPLETE.search(left) and YEAR_NEXT.match(right):
        return Seam("cut")
    digits = any(letter.isdigit() for letter in right)
    bare = not any(letter.isdigit() for letter in left)
    sure = bare or (NUMBERS.match(right) is not None and not is_other_number(right))
    if "\n" in gap and right[:1].islower() and not digits:
        return Seam("join" if right[-1:] in "-./_" else "cut", sure=bare)
    if digits and (right[0].isdigit() or right[0].islower() or "\n" in gap):
        return Seam("join", sure=sure)
    return Seam("cut", sure=not (bare and right.isascii() and right[:1].isalpha() and not right.istitle()))
